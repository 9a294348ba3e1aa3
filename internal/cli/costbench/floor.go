//go:build unix

package main

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"fmt"
	"io"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
)

// parseAll parses files as Markdown and hashes each block, on all processors.
func parseAll(files []string) (cost, int64) {
	began, before := time.Now(), processor()
	var size, next atomic.Int64
	var wait sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		wait.Go(func() {
			parser := goldmark.DefaultParser()
			for {
				i := int(next.Add(1)) - 1
				if i >= len(files) {
					return
				}
				src, err := os.ReadFile(files[i])
				if err != nil {
					continue
				}
				size.Add(int64(len(src)))
				hashBlocks(parser.Parse(text.NewReader(src)), src)
			}
		})
	}
	wait.Wait()
	return cost{wall: time.Since(began), cpu: processor() - before}, size.Load()
}

func hashBlocks(root ast.Node, src []byte) {
	_ = ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering || n.Type() != ast.TypeBlock || n.Lines().Len() == 0 {
			return ast.WalkContinue, nil
		}
		h := sha256.New()
		for i := range n.Lines().Len() {
			line := n.Lines().At(i)
			h.Write(line.Value(src))
		}
		h.Sum(nil)
		return ast.WalkContinue, nil
	})
}

// processor is the time that this process has used.
func processor() time.Duration {
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

func git(dir string, args ...string) *exec.Cmd {
	cmd := exec.Command("git", append([]string{"-C", dir, "--no-pager"}, args...)...)
	cmd.Env = append(os.Environ(), "GIT_NO_LAZY_FETCH=1", "GIT_OPTIONAL_LOCKS=0")
	return cmd
}

func gitStatus(dir string) (cost, string, error) {
	_, c, err := timed(git(dir, "status", "--porcelain"))
	return c, "", err
}

var rawLog = []string{"log", "--raw", "--no-abbrev", "-z", "-c", "--no-renames", "--topo-order", "--format=%x01%H", "HEAD"}

func gitLog(dir string) (cost, string, error) {
	out, c, err := timed(git(dir, rawLog...))
	return c, fmt.Sprintf("%d commits", bytes.Count(out, []byte{1})), err
}

// gitVersions reads every version of a Markdown file that the log names.
func gitVersions(dir string) (cost, string, error) {
	out, _, err := timed(git(dir, rawLog...))
	if err != nil {
		return cost{}, "", err
	}
	seen := map[string]bool{}
	var ids bytes.Buffer
	meta := ""
	for field := range strings.SplitSeq(string(out), "\x00") {
		field = strings.TrimLeft(field, "\n")
		if strings.HasPrefix(field, ":") {
			meta = field
			continue
		}
		if f := strings.Fields(meta); len(f) > 2 && strings.HasSuffix(field, ".md") {
			if id := f[len(f)-2]; !seen[id] && strings.Trim(id, "0") != "" {
				seen[id] = true
				ids.WriteString(id + "\n")
			}
		}
		meta = ""
	}
	cmd := git(dir, "cat-file", "--batch")
	cmd.Stdin = &ids
	pipe, err := cmd.StdoutPipe()
	if err != nil {
		return cost{}, "", err
	}
	began := time.Now()
	if err := cmd.Start(); err != nil {
		return cost{}, "", err
	}
	n, _ := io.Copy(io.Discard, bufio.NewReaderSize(pipe, 1<<20))
	err = cmd.Wait()
	c := cost{wall: time.Since(began), cpu: cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()}
	return c, fmt.Sprintf("%d versions, %.1f MB", len(seen), float64(n)/1e6), err
}
