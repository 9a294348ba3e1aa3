package history

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"io"
	"slices"
	"strconv"
	"strings"
)

// Page is a document's files: the source and its translations, by locale.
// Paths are relative to the root that the repository was opened with.
type Page struct {
	Source  string
	Targets map[string]string
}

// Lost is a text that a file once held and holds no more: what a stale
// translation rests on. Parts are paragraphs of it.
type Lost struct {
	Path  string
	Parts []string
}

// Timeline is what the main line, each commit's first parent, tells of the
// present pages.
type Timeline struct {
	Commit  string // HEAD
	Time    int64  // of HEAD, Unix seconds
	Shallow bool   // what came before was cut off when the repository was cloned
	Points  []Point
	// Gone says, for each text that was asked about, which commit took it out;
	// the zero Event where that is not known.
	Gone []Event
}

// Event is a commit and its time.
type Event struct {
	Commit string
	Time   int64 // Unix seconds
}

// Point is the pages at one time.
type Point struct {
	Time    int64
	Sources int // pages whose source was there
	Locales map[string]Progress
}

// Progress counts a locale's pages, of those whose source was there.
type Progress struct {
	Translated int // there
	Fresh      int // there, and changed no earlier than the source was last
}

// Timeline walks the main line once. Renames are followed where a commit moves
// a file without changing it. Only pages that are there today are counted.
// points is how many moments are looked at, evenly spread in time.
func (r *Repo) Timeline(ctx context.Context, pages []Page, lost []Lost, points int) (*Timeline, error) {
	w := &lineWalk{repo: r, now: map[string]string{}, events: map[string][]lineEvent{}}
	for _, p := range pages {
		w.want(r.prefix + p.Source)
		for _, t := range p.Targets {
			w.want(r.prefix + t)
		}
	}
	for _, l := range lost {
		w.want(r.prefix + l.Path)
	}
	if err := w.walk(ctx); err != nil {
		return nil, err
	}
	t := &Timeline{Commit: r.head, Shallow: r.Shallow(), Points: w.points(pages, points)}
	if len(w.commits) > 0 {
		t.Time = w.commits[0].Time
	}
	var err error
	t.Gone, err = w.gone(ctx, lost)
	return t, err
}

// lineWalk reads the main line, newest first.
type lineWalk struct {
	repo    *Repo
	commits []Event
	now     map[string]string      // a path of the commit being read → the path today
	events  map[string][]lineEvent // by the path today, newest first
	// The commit being read.
	added, deleted []file
}

// lineEvent is what a commit made of a file; blob is "" when it deleted it.
type lineEvent struct {
	commit int
	blob   string
}

func (w *lineWalk) want(path string) { w.now[path] = path }

func (w *lineWalk) walk(ctx context.Context) error {
	cmd := w.repo.command(ctx, "log", "--first-parent", "--diff-merges=first-parent", "--raw", "--no-abbrev", "-z", "--no-renames",
		"--root", "--no-show-signature", "--no-notes", "--ignore-submodules", "--format=%x01%H %ct", w.repo.head)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		return cmp.Or(ctx.Err(), gitFault("log", "", err))
	}
	if err := cmd.Start(); err != nil {
		return cmp.Or(ctx.Err(), gitFault("log", "", err))
	}
	readErr := w.read(bufio.NewReaderSize(out, 1<<18))
	_, _ = io.Copy(io.Discard, out)
	// A commit that cannot be read ends the log early; what came before holds.
	if err := cmd.Wait(); err != nil && len(w.commits) == 0 {
		return cmp.Or(ctx.Err(), gitFault("log", stderr.String(), err))
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return readErr
}

func (w *lineWalk) read(in *bufio.Reader) error {
	for {
		field, err := in.ReadString(0)
		if err != nil && err != io.EOF {
			return gitFault("log", "", err)
		}
		field = strings.TrimSuffix(strings.TrimLeft(field, "\n"), "\x00")
		switch {
		case strings.HasPrefix(field, "\x01"):
			w.renames()
			id, time, _ := strings.Cut(field[1:], " ")
			seconds, _ := strconv.ParseInt(strings.TrimSpace(time), 10, 64)
			w.commits = append(w.commits, Event{id, seconds})
			w.added, w.deleted = nil, nil
		case strings.HasPrefix(field, ":"):
			name, _ := in.ReadString(0)
			w.change(strings.Fields(field), strings.TrimSuffix(name, "\x00"))
		}
		if err == io.EOF {
			w.renames()
			return nil
		}
	}
}

// change reads ":100644 100644 <old> <new> M".
func (w *lineWalk) change(meta []string, name string) {
	if len(meta) < 5 || len(w.commits) == 0 {
		return
	}
	old, blob := meta[2], meta[3]
	if none(blob) {
		w.deleted = append(w.deleted, file{name, old})
		blob = ""
	}
	today, wanted := w.now[name]
	if !wanted {
		return
	}
	if none(old) {
		w.added = append(w.added, file{name, blob})
	}
	w.events[today] = append(w.events[today], lineEvent{len(w.commits) - 1, blob})
}

// renames lets a file that the last commit moved, as it was, be known under the
// path that it had before: of several with one content, that of the like name.
func (w *lineWalk) renames() {
	byBlob := map[string][]int{}
	for i, d := range w.deleted {
		if _, wanted := w.now[d.path]; !wanted {
			byBlob[d.blob] = append(byBlob[d.blob], i)
		}
	}
	taken := map[int]bool{}
	for _, to := range w.added {
		i := nearest(to.path, w.deleted, byBlob[to.blob], taken)
		if i < 0 {
			continue
		}
		taken[i] = true
		today := w.now[to.path]
		delete(w.now, to.path)
		w.now[w.deleted[i].path] = today
		// A move is no change.
		e := w.events[today]
		w.events[today] = e[:len(e)-1]
	}
}

// points samples the main line evenly in time, oldest first, from the first
// commit that has a translation.
func (w *lineWalk) points(pages []Page, n int) []Point {
	if len(w.commits) == 0 || n < 2 {
		return nil
	}
	first := -1 // the commit, in order of the walk: the highest is the oldest
	for _, p := range pages {
		for _, t := range p.Targets {
			if e := w.events[w.repo.prefix+t]; len(e) > 0 {
				first = max(first, e[len(e)-1].commit)
			}
		}
	}
	if first < 0 {
		return nil
	}
	start, end := w.commits[first].Time, w.commits[0].Time
	var out []Point
	for i := range n {
		at := start + (end-start)*int64(i)/int64(n-1)
		if i > 0 && at <= out[len(out)-1].Time {
			continue
		}
		// The newest commit that is not after that time.
		k := slices.IndexFunc(w.commits, func(c Event) bool { return c.Time <= at })
		if i == n-1 {
			k = 0
		}
		if k >= 0 {
			out = append(out, w.at(pages, k, at))
		}
	}
	return out
}

func (w *lineWalk) at(pages []Page, commit int, time int64) Point {
	p := Point{Time: time, Locales: map[string]Progress{}}
	for _, page := range pages {
		source := w.last(page.Source, commit)
		if source < 0 {
			continue
		}
		p.Sources++
		for locale, target := range page.Targets {
			t := w.last(target, commit)
			if t < 0 {
				continue
			}
			x := p.Locales[locale]
			x.Translated++
			if t <= source { // a lower number is a later commit
				x.Fresh++
			}
			p.Locales[locale] = x
		}
	}
	return p
}

// last is the commit that last changed a file, seen from a commit; -1 when the
// file was not there.
func (w *lineWalk) last(path string, seen int) int {
	for _, e := range w.events[w.repo.prefix+path] {
		if e.commit >= seen {
			if e.blob == "" {
				return -1
			}
			return e.commit
		}
	}
	return -1
}
