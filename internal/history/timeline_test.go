package history

import (
	"context"
	"fmt"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// at commits at noon of a day of 2024.
func (r *repo) at(month, day int) string {
	r.t.Helper()
	when := fmt.Sprintf("2024-%02d-%02dT12:00:00Z", month, day)
	r.t.Setenv("GIT_AUTHOR_DATE", when)
	r.t.Setenv("GIT_COMMITTER_DATE", when)
	return r.commit(when)
}

func (r *repo) timeline(pages []Page, lost []Lost) *Timeline {
	r.t.Helper()
	h, err := Open(context.Background(), r.dir)
	if err != nil {
		r.t.Fatal(err)
	}
	t, err := h.Timeline(context.Background(), pages, lost, 5)
	if err != nil {
		r.t.Fatal(err)
	}
	return t
}

func TestTimeline(t *testing.T) {
	t.Setenv("GIT_COMMITTER_DATE", "2024-01-01T12:00:00Z")
	r := newRepo(t)
	r.write("old.md", "one two\nthree\n\nfour\n")
	r.write("other.md", "here\n")
	r.at(1, 1)
	r.write("a.tr.md", "bir\n")
	r.at(2, 1)
	// A move is no change, and the file is known under both names.
	if err := os.Rename(r.dir+"/old.md", r.dir+"/a.md"); err != nil {
		t.Fatal(err)
	}
	r.at(2, 10)
	r.git("checkout", "-qb", "side")
	r.write("a.md", "ONE\n\nfour\n")
	r.at(3, 1)
	r.git("checkout", "-q", "main")
	r.write("README", "more\n")
	r.at(4, 1)
	t.Setenv("GIT_COMMITTER_DATE", "2024-05-01T12:00:00Z")
	r.git("merge", "-q", "--no-ff", "-m", "merge", "side")
	merge := r.git("rev-parse", "HEAD")
	r.write("other.tr.md", "burada\n")
	head := r.at(6, 1)

	pages := []Page{
		{Source: "a.md", Targets: map[string]string{"tr": "a.tr.md"}},
		{Source: "other.md", Targets: map[string]string{"tr": "other.tr.md"}},
	}
	got := r.timeline(pages, []Lost{
		{Path: "a.md", Parts: []string{"one two three"}},   // taken out by the merge, on the main line
		{Path: "a.md", Parts: []string{"four"}},            // still there: the working tree lost it
		{Path: "a.md", Parts: []string{"never was"}},       // nobody knows
		{Path: "b.md", Parts: []string{"of another file"}}, // not in the repository
	})
	if got.Commit != head || got.Shallow {
		t.Errorf("commit %s, shallow %v", got.Commit, got.Shallow)
	}
	if want := []Event{{merge, 1714564800}, {}, {}, {}}; !cmp.Equal(got.Gone, want) {
		t.Error(cmp.Diff(want, got.Gone))
	}
	var progress []Progress
	for _, p := range got.Points {
		progress = append(progress, p.Locales["tr"])
		if p.Sources != 2 {
			t.Errorf("%d sources", p.Sources)
		}
	}
	// From 1 February: one of two, followed up until the merge; then both, of
	// which one is behind its source.
	want := []Progress{{1, 1}, {1, 1}, {1, 1}, {1, 0}, {2, 1}}
	if !cmp.Equal(progress, want) {
		t.Error(cmp.Diff(want, progress))
	}
}

func TestTimelineOfAShallowClone(t *testing.T) {
	r := newRepo(t)
	r.write("a.md", "one\n")
	r.write("a.tr.md", "bir\n")
	r.at(1, 1)
	r.write("a.md", "two\n")
	r.at(2, 1)
	clone := &repo{t: t, dir: t.TempDir()}
	clone.git("clone", "-q", "--depth=1", "file://"+r.dir, ".")
	got := clone.timeline([]Page{{Source: "a.md", Targets: map[string]string{"tr": "a.tr.md"}}}, []Lost{{Path: "a.md", Parts: []string{"one"}}})
	if !got.Shallow {
		t.Error("does not say that it is shallow")
	}
	if want := []Event{{}}; !cmp.Equal(got.Gone, want) {
		t.Errorf("knows what was before: %v", got.Gone)
	}
}

// Files that hold the same (a page that is still to be translated) are known apart
// when a commit moves them all.
func TestTimelineOfFilesThatAreTheSame(t *testing.T) {
	r := newRepo(t)
	pages := []Page{}
	for _, name := range []string{"a", "b", "c"} {
		r.write("old/en/"+name+".md", "one\n")
		r.write("old/tr/"+name+".md", "one\n")
		pages = append(pages, Page{Source: "new/en/" + name + ".md", Targets: map[string]string{"tr": "new/tr/" + name + ".md"}})
	}
	r.at(1, 1)
	r.git("mv", "old", "new")
	r.at(2, 1)
	want := Point{Time: 1704110400, Sources: 3, Locales: map[string]Progress{"tr": {3, 3}}}
	if got := r.timeline(pages, nil).Points; len(got) == 0 || !cmp.Equal(got[0], want) {
		t.Error(cmp.Diff([]Point{want}, got))
	}
}

func TestPlainTextIgnoresLayout(t *testing.T) {
	if a, b := plainText("> one two\n> three"), plainText("one\n   two three"); a != b {
		t.Errorf("%q, %q", a, b)
	}
	if holds(plainText("one two"), []string{plainText("two three")}) {
		t.Error("finds what is not there")
	}
	if holds("anything", nil) {
		t.Error("a text without parts is nowhere")
	}
}
