package history

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"io"
	"strings"
	"sync"
)

// change is one file in one commit.
type change struct {
	seq    int // place in the log, newest first
	commit int // index into log.commits
	olds   []string
	new    string // blob id; "" when the commit deletes the file
	// from is the path that the commit renamed to this one, if any.
	from string
}

// log is what git knows of some paths, newest first.
type log struct {
	commits []commit
	paths   map[string][]change
	cut     bool // git could not read on: there are older commits

	since map[string]int // by path: from which commit on, counted from the newest, its changes are listed

	once     sync.Once
	byCommit map[int][]touch // see touched
	linkOnce sync.Once
	links    *chains
}

type commit struct {
	id      string
	parents []string // none for a root, and where a shallow clone was cut off
}

func (c *commit) root() bool { return len(c.parents) == 0 }

// none reports the id of no object: as many zeros as the repository's hash has digits.
func none(id string) bool { return strings.Trim(id, "0") == "" }

// readLog walks the whole history once, children before parents, and keeps the
// changes of the wanted paths and of the paths that they were renamed from.
// Merges are listed only where their content differs from every parent's.
func (r *Repo) readLog(ctx context.Context, wanted map[string]bool, kin kin, objs *objects) (*log, error) {
	cmd := r.command(ctx, "log", "--raw", "--no-abbrev", "-z", "-c", "--no-renames", "--topo-order",
		"--root", "--no-show-signature", "--no-notes", "--ignore-submodules", "--format=%x01%H %P", r.head)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, cmp.Or(ctx.Err(), gitFault("log", "", err))
	}
	if err := cmd.Start(); err != nil {
		return nil, cmp.Or(ctx.Err(), gitFault("log", "", err))
	}
	l := &logReader{log: &log{paths: map[string][]change{}, since: map[string]int{}}, wanted: wanted, objs: objs, kin: kin, aside: map[string]bool{}}
	for path := range wanted {
		l.log.since[path] = 0
	}
	readErr := l.read(bufio.NewReaderSize(out, 1<<18))
	if readErr != nil {
		_, _ = io.Copy(io.Discard, out)
	}
	// A commit that cannot be read ends the log early; what came before holds.
	if err := cmd.Wait(); err != nil && len(l.log.commits) == 0 {
		return nil, cmp.Or(ctx.Err(), gitFault("log", stderr.String(), err))
	} else if err != nil {
		l.log.cut = true
	}
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	return l.log, readErr
}

type logReader struct {
	log    *log
	wanted map[string]bool
	objs   *objects
	kin    kin
	aside  map[string]bool // files beside wanted ones; their renames are not followed
	seq    int
	// The commit being read.
	added, gone []file
	beside      []beside
	changed     bool // it changes a wanted file
}

type file struct{ path, blob string }

func (l *logReader) read(in *bufio.Reader) error {
	for {
		field, err := in.ReadSlice(0)
		if err != nil && err != io.EOF {
			if err != bufio.ErrBufferFull {
				return gitFault("log", "", err)
			}
			// Longer than any path: skip it.
			if _, err = in.ReadSlice(0); err != nil {
				return nil
			}
			continue
		}
		field = bytes.TrimRight(bytes.TrimLeft(field, "\n"), "\x00")
		switch {
		case len(field) == 0:
		case field[0] == 1:
			if err := l.renames(); err != nil {
				return err
			}
			l.commit(string(field[1:]))
		case field[0] == ':':
			meta := string(field)
			name, err := in.ReadBytes(0)
			if err != nil && err != io.EOF {
				return gitFault("log", "", err)
			}
			l.change(meta, strings.TrimSuffix(string(name), "\x00"))
		}
		if err == io.EOF {
			return l.renames()
		}
	}
}

func (l *logReader) commit(line string) {
	ids := strings.Fields(line)
	if len(ids) == 0 {
		return
	}
	l.log.commits = append(l.log.commits, commit{id: ids[0], parents: ids[1:]})
}

// change reads ":100644 100644 <old> <new> M", with one colon and one old for
// each parent.
func (l *logReader) change(meta, name string) {
	parents := len(meta) - len(strings.TrimLeft(meta, ":"))
	f := strings.Fields(meta[parents:])
	if len(f) < 2*parents+3 || !strings.HasPrefix(f[parents], "100") && f[parents] != "000000" {
		return // a link or a submodule
	}
	olds, blob := f[parents+1:2*parents+1], f[2*parents+1]
	if none(blob) {
		if parents == 1 {
			l.gone = append(l.gone, file{name, olds[0]})
		}
		blob = ""
	}
	asked := l.wanted[name]
	if !asked && !l.aside[name] {
		if parents == 1 && !none(olds[0]) {
			l.beside = append(l.beside, beside{name, olds[0], blob})
		}
		return
	}
	c := change{seq: l.seq, commit: len(l.log.commits) - 1, new: blob}
	for _, o := range olds {
		if !none(o) {
			c.olds = append(c.olds, o)
		}
	}
	l.seq++
	l.changed = l.changed || asked
	l.log.paths[name] = append(l.log.paths[name], c)
	if asked && len(c.olds) == 0 && blob != "" && parents == 1 {
		l.added = append(l.added, file{name, blob})
	}
}
