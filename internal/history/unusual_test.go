package history

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
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
