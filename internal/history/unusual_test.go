package history

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"stele/internal/fault"
)

// told is a short history below a folder: a source that changed after its
// translation, which was taken away and brought back, and was then renamed.
func (r *repo) told(folder string) Doc {
	r.t.Helper()
	r.write(folder+"old.md", en1)
	r.write(folder+"tr.md", tr1)
	r.commit("both")
	r.write(folder+"old.md", en2)
	r.commit("the source changes")
	r.git("rm", "-q", folder+"tr.md")
	r.commit("the translation goes")
	r.write(folder+"tr.md", tr1)
	r.commit("and comes back")
	r.git("mv", folder+"old.md", folder+"en.md")
	r.commit("the source is renamed")
	return Doc{Source: "en.md", Target: "tr.md", SourceLocale: "en", TargetLocale: "tr"}
}

// What a user has set for git to show, or to be shown in a terminal, changes no
// answer.
func TestSettingsOfGit(t *testing.T) {
	r := newRepo(t)
	d := r.told("docs/")
	r.write("docs/say \"hello\".md", "hello\n")
	if err := os.Chtimes(filepath.Join(r.dir, "docs", "tr.md"), time.Now(), time.Now().Add(-time.Hour)); err != nil {
		t.Fatal(err)
	}
	below := &repo{t: t, dir: filepath.Join(r.dir, "docs")}
	answer := func() any {
		h, err := Open(context.Background(), below.dir)
		if err != nil || h == nil {
			t.Fatalf("%v %v", h, err)
		}
		found := below.adopt(d)
		changed, err := h.Changed(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		pages := []Page{{Source: d.Source, Targets: map[string]string{"tr": d.Target}}}
		line, err := h.Timeline(context.Background(), pages, []Lost{{d.Source, []string{"The stone was found in a wall."}}}, 2)
		if err != nil {
			t.Fatal(err)
		}
		return []any{below.states(found.Ledgers[0], d), found.Unseen, changed, line.Gone, line.Points}
	}
	want := answer()
	for _, set := range []string{
		"diff.relative=true", "diff.orderFile=/none", "diff.renames=copies", "diff.noprefix=true", "diff.external=false", "diff.submodule=log",
		"diff.autoRefreshIndex=false", "log.showSignature=true", "log.showRoot=false", "log.follow=true", "log.diffMerges=first-parent",
		"log.decorate=full", "i18n.logOutputEncoding=UTF-16", "color.ui=always", "core.quotePath=true", "core.autocrlf=true", "core.abbrev=4",
		"core.pager=false", "format.pretty=oneline",
	} {
		key, value, _ := strings.Cut(set, "=")
		r.git("config", key, value)
		if diff := cmp.Diff(want, answer()); diff != "" {
			t.Errorf("%s\n%s", set, diff)
		}
		r.git("config", "--unset", key)
	}
}

// A hook is told where its repository is, by variables that git itself obeys. The
// repository of a folder is another question.
func TestInsideOfAHook(t *testing.T) {
	r, other := newRepo(t), newRepo(t)
	other.write("x", "x\n")
	other.commit("another history")
	want := r.git("rev-parse", "HEAD")
	if err := os.Mkdir(filepath.Join(r.dir, "below"), 0o755); err != nil {
		t.Fatal(err)
	}
	for _, dir := range []string{filepath.Join(other.dir, ".git"), ".git"} {
		t.Setenv("GIT_DIR", dir)
		t.Setenv("GIT_WORK_TREE", other.dir)
		h, err := Open(context.Background(), filepath.Join(r.dir, "below"))
		if err != nil || h == nil || h.Head() != want || h.Prefix() != "below/" {
			t.Errorf("GIT_DIR=%s: %+v, %v", dir, h, err)
		}
	}
}

// The names of objects may be longer, that of none too.
func TestLongHashes(t *testing.T) {
	r := newRepoOf(t, "sha256")
	d := r.told("")
	found := r.adopt(d)
	if got := r.states(found.Ledgers[0], d); got != "stale synced synced" || len(found.Unseen) > 0 {
		t.Errorf("%s, unseen %v", got, found.Unseen)
	}
	line := r.timeline([]Page{{Source: d.Source, Targets: map[string]string{"tr": d.Target}}}, []Lost{{d.Source, []string{"The stone was found in a wall."}}})
	if want := r.git("rev-parse", "HEAD~3"); line.Gone[0].Commit != want {
		t.Errorf("taken out by %q, want %s", line.Gone[0].Commit, want)
	}
}

// object is the file of an object that has not been packed.
func (r *repo) object(name string) string {
	r.t.Helper()
	id := r.git("rev-parse", name)
	file := filepath.Join(r.dir, ".git", "objects", id[:2], id[2:])
	if err := os.Chmod(file, 0o600); err != nil {
		r.t.Fatal(err)
	}
	return file
}

// An object that is cut off costs itself, as one that is missing does.
func TestBrokenBlobs(t *testing.T) {
	r := newRepo(t)
	r.write("en/a.md", en1)
	r.commit("source")
	var lost []string
	for range 2 {
		// Of versions beside one source only the last is read.
		r.write("en/a.md", en1+strings.Repeat("\nLast words.\n", 1+len(lost)))
		r.write("tr/a.md", tr1+strings.Repeat("\nSon söz.\n", 1+len(lost)))
		r.commit("translation")
		lost = append(lost, r.git("rev-parse", "HEAD:tr/a.md"))
		if err := os.Truncate(r.object("HEAD:tr/a.md"), 40); err != nil {
			t.Fatal(err)
		}
	}
	r.write("en/a.md", en1)
	r.write("tr/a.md", tr1)
	r.git("commit", "-q", "-a", "-m", "less")
	r.write("en/a.md", en2)
	r.git("commit", "-q", "-a", "-m", "source changes")
	found := r.adopt(page)
	if got := r.states(found.Ledgers[0], page); got != "stale synced synced" {
		t.Error(got)
	}
	want := []Unseen{{0, Unreadable, lost[0]}, {0, Unreadable, lost[1]}}
	if diff := cmp.Diff(want, found.Unseen); diff != "" {
		t.Error(diff)
	}
}

// What is told of a document stands in the order in which it was met, however many
// documents are worked on at once.
func TestUnseenInOrder(t *testing.T) {
	r := newRepo(t)
	var docs []Doc
	for n := range 4 {
		for k := range 8 {
			if n == 0 {
				docs = append(docs, Doc{Source: fmt.Sprintf("en/%d.md", k), Target: fmt.Sprintf("tr/%d.md", k)})
			}
			r.write(docs[k].Source, en1+strings.Repeat("\nLast words.\n", n)) // each version beside another source
			r.write(docs[k].Target, tr1+strings.Repeat(fmt.Sprintf("\nSon söz %d.\n", k), n+1))
		}
		r.commit("translations")
	}
	var want []Unseen
	for k := range docs {
		for n := 3; n > 0; n-- {
			name := fmt.Sprintf("HEAD~%d:%s", n, docs[k].Target)
			want = append(want, Unseen{k, Unreadable, r.git("rev-parse", name)})
			if err := os.Remove(r.object(name)); err != nil {
				t.Fatal(err)
			}
		}
	}
	if diff := cmp.Diff(want, r.adopt(docs...).Unseen); diff != "" {
		t.Error(diff)
	}
}

// A history that cannot be read to its beginning is told of, for the pages that
// are older than what can be read.
func TestBrokenTree(t *testing.T) {
	r := newRepo(t)
	r.write("en/a.md", en1)
	r.write("tr/a.md", tr1)
	r.commit("both")
	r.write("x", "x\n")
	r.commit("something else")
	r.write("en/a.md", en2)
	r.write("en/b.md", en1)
	r.write("tr/b.md", tr1)
	r.commit("source changes, and a page is new")
	if err := os.Remove(r.object("HEAD~2^{tree}")); err != nil {
		t.Fatal(err)
	}
	fresh := Doc{Source: "en/b.md", Target: "tr/b.md", SourceLocale: "en", TargetLocale: "tr"}
	found := r.adopt(page, fresh)
	if got := r.states(found.Ledgers[0], page); got != "? ? ?" {
		t.Error(got)
	}
	if got := r.states(found.Ledgers[1], fresh); got != "synced synced synced" {
		t.Error(got)
	}
	want := []Unseen{{0, Unreadable, r.git("rev-parse", "HEAD:tr/a.md")}}
	if diff := cmp.Diff(want, found.Unseen); diff != "" {
		t.Error(diff)
	}
}

// That HEAD names a commit which cannot be read is no empty repository.
func TestBrokenHead(t *testing.T) {
	r := newRepo(t)
	if err := os.Remove(r.object("HEAD")); err != nil {
		t.Fatal(err)
	}
	t.Setenv("GIT_TRACE", "1") // what it shows is not what went wrong
	h, err := Open(context.Background(), r.dir)
	if h != nil || !fault.Is(err, FaultGit) || !strings.Contains(err.Error(), "fatal: ") {
		t.Errorf("%v, %v", h, err)
	}
	empty := &repo{t: t, dir: t.TempDir()}
	empty.git("init", "-q")
	if h, err := Open(context.Background(), empty.dir); h != nil || err != nil {
		t.Errorf("no commit yet: %v, %v", h, err)
	}
	moved := &repo{t: t, dir: filepath.Join(t.TempDir(), "worktree")}
	moved.write(".git", "gitdir: /nowhere/worktrees/a\n")
	if h, err := Open(context.Background(), moved.dir); h != nil || !fault.Is(err, FaultGit) {
		t.Errorf("a worktree without its repository: %v, %v", h, err)
	}
	t.Setenv("GIT_CEILING_DIRECTORIES", os.TempDir())
	if h, err := Open(context.Background(), t.TempDir()); h != nil || err != nil {
		t.Errorf("no repository: %v, %v", h, err)
	}
}

// A run that was given up did not fail for git.
func TestGivenUp(t *testing.T) {
	r := newRepo(t)
	d := r.told("")
	h, err := Open(context.Background(), r.dir)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	objs, err := h.objects(ctx)
	if err != nil {
		t.Fatal(err)
	}
	defer objs.close()
	cancel()
	_, opened := Open(ctx, r.dir)
	_, adopted := h.Adopt(ctx, Input{Docs: []Doc{d}, Parse: paragraphs, Align: byPosition})
	_, logged := h.readLog(ctx, map[string]bool{d.Source: true}, kin{}, objs)
	_, changed := h.Changed(ctx)
	_, line := h.Timeline(ctx, nil, nil, 2)
	for i, err := range []error{opened, adopted, logged, changed, line} {
		if err != context.Canceled {
			t.Errorf("%d: %v", i, err)
		}
	}
}
