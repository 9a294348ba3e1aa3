//go:build unix

// Command costbench measures what `stele status` costs on a whole repository,
// beside the least that such an answer could cost, in the same run:
//
//	go run ./internal/cli/costbench [-cpuprofile FILE] DIR [ARGUMENT…]
//
// The floors are: parsing every file of the project with goldmark and hashing
// every block; `git status`; one `git log --raw`; and reading all old versions
// of Markdown files through one `git cat-file --batch`. Stele runs twice, as a
// process of its own: with an empty cache, and with what that run left there.
// The two must answer the same. ARGUMENT goes to `stele status`.
package main

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"runtime/pprof"
	"syscall"
	"time"

	"stele/internal/cli"
	"stele/internal/project"
)

func main() {
	if len(os.Args) > 2 && os.Args[1] == "run-stele" {
		os.Exit(child(os.Args[2], os.Args[3:]))
	}
	profile := flag.String("cpuprofile", "", "write processor profiles of the two runs to `FILE`.cold and FILE.warm")
	flag.Parse()
	if flag.NArg() == 0 {
		flag.Usage()
		os.Exit(2)
	}
	if err := measure(flag.Arg(0), flag.Args()[1:], *profile); err != nil {
		fmt.Fprintln(os.Stderr, "costbench:", err)
		os.Exit(1)
	}
}

// child is a process that does what stele does, with a profile when there is a
// name for it.
func child(profile string, args []string) int {
	if profile != "" {
		f, err := os.Create(profile)
		if err == nil {
			err = pprof.StartCPUProfile(f)
		}
		if err != nil {
			fmt.Fprintln(os.Stderr, "costbench:", err)
			return 3
		}
		defer f.Close()
		defer pprof.StopCPUProfile()
	}
	return cli.Main(append([]string{"stele", "status"}, args...), os.Stdin, os.Stdout, os.Stderr)
}

// cost is what something took.
type cost struct {
	wall, cpu time.Duration
	memory    int64 // bytes, the most at a time; 0 when not measured
}

func measure(dir string, args []string, profile string) error {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return err
	}
	p, err := project.Open(context.Background(), dir, nil, project.Options{})
	if err != nil {
		return err
	}
	var files []string
	for i := range p.Documents {
		for _, name := range p.Documents[i].Files {
			files = append(files, p.Abs(name))
		}
	}
	fmt.Printf("%s: %d documents, %d files; %d processors\n", filepath.Base(dir), len(p.Documents), len(files), runtime.GOMAXPROCS(0))
	// First: the memory that a process is said to have had at most counts from its
	// parent's at the time that it was forked.
	cold, warm, err := coldAndWarm(dir, args, profile)
	if err != nil {
		return err
	}
	parsed, bytes := parseAll(files)
	print("goldmark and hashing", parsed, fmt.Sprintf("%.1f MB", float64(bytes)/1e6))
	floors := []struct {
		name string
		cost cost
	}{{"goldmark", parsed}}
	for _, f := range []struct {
		name string
		run  func(dir string) (cost, string, error)
	}{{"git status", gitStatus}, {"git log --raw", gitLog}, {"old versions", gitVersions}} {
		c, note, err := f.run(dir)
		if err != nil {
			fmt.Printf("%-24s %v\n", f.name, err)
			continue
		}
		print(f.name, c, note)
		floors = append(floors, struct {
			name string
			cost cost
		}{f.name, c})
	}
	for _, r := range []struct {
		name string
		cost cost
	}{{"stele, no cache yet", cold}, {"stele, nothing changed", warm}} {
		note := ""
		for _, f := range floors {
			note += fmt.Sprintf("  %.1f × %s", r.cost.wall.Seconds()/f.cost.wall.Seconds(), f.name)
		}
		print(r.name, r.cost, note)
	}
	return nil
}

func print(name string, c cost, note string) {
	memory := ""
	if c.memory > 0 {
		memory = fmt.Sprintf("%d MB", c.memory>>20)
	}
	fmt.Printf("%-24s %7.2f s wall %7.2f s processor %8s  %s\n", name, c.wall.Seconds(), c.cpu.Seconds(), memory, note)
}

func coldAndWarm(dir string, args []string, profile string) (cold, warm cost, err error) {
	cache, err := os.MkdirTemp("", "costbench-")
	if err != nil {
		return cold, warm, err
	}
	defer os.RemoveAll(cache)
	first, cold, err := stele(dir, cache, args, suffixed(profile, ".cold"))
	if err != nil {
		return cold, warm, err
	}
	second, warm, err := stele(dir, cache, args, suffixed(profile, ".warm"))
	if err == nil && !bytes.Equal(first, second) {
		err = fmt.Errorf("the answers with an empty and with a filled cache differ")
	}
	return cold, warm, err
}

func suffixed(name, suffix string) string {
	if name == "" {
		return ""
	}
	return name + suffix
}

func stele(dir, cache string, args []string, profile string) ([]byte, cost, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, cost{}, err
	}
	cmd := exec.Command(self, append([]string{"run-stele", profile}, args...)...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "XDG_CACHE_HOME="+cache, "LC_ALL=C")
	return timed(cmd)
}

// timed runs a command to its end. An exit code is no error: status has them
// for what it found.
func timed(cmd *exec.Cmd) ([]byte, cost, error) {
	var out bytes.Buffer
	cmd.Stdout = &out
	began := time.Now()
	err := cmd.Run()
	if cmd.ProcessState == nil {
		return nil, cost{}, err
	}
	c := cost{wall: time.Since(began), cpu: cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()}
	if usage, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage); ok {
		c.memory = usage.Maxrss << 10
	}
	if code := cmd.ProcessState.ExitCode(); code < 0 || out.Len() == 0 && code != 0 {
		return nil, c, fmt.Errorf("%s: %w", filepath.Base(cmd.Path), err)
	}
	return out.Bytes(), c, nil
}
