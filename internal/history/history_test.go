package history

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"stele/internal/align"
	"stele/internal/doc"
	"stele/internal/ledger"
)

// paragraphs reads paragraphs between blank lines; "key: value" lines between two
// "---" lines are metadata, and "<!-- … -->" is a comment. It stands in for
// the readers, which these tests are not about.
func paragraphs(name string, src []byte) (*doc.Version, error) {
	v := &doc.Version{Path: name, Format: "test", Source: src, Meta: map[string][]string{}}
	text := string(src)
	if rest, ok := strings.CutPrefix(text, "---\n"); ok {
		head, body, _ := strings.Cut(rest, "---\n")
		for line := range strings.Lines(head) {
			if k, val, ok := strings.Cut(strings.TrimSpace(line), ": "); ok {
				val, _, _ = strings.Cut(val, " #")
				v.Meta[k] = append(v.Meta[k], val)
			}
		}
		text = body
	}
	for _, p := range strings.Split(text, "\n\n") {
		p = strings.TrimSpace(p)
		if inner, ok := strings.CutPrefix(p, "<!--"); ok {
			inner, after, _ := strings.Cut(inner, "-->")
			v.Comments = append(v.Comments, doc.Comment{Text: inner, Before: len(v.Segments)})
			p = strings.TrimSpace(after)
		}
		if p != "" {
			v.Segments = append(v.Segments, doc.Segment{Kind: doc.Paragraph, Text: p})
		}
	}
	return v, nil
}

func byPosition(s, t *doc.Version) []align.Bead {
	var out []align.Bead
	for i := range max(len(s.Segments), len(t.Segments)) {
		b := align.Bead{Confidence: 0.9}
		if i < len(s.Segments) {
			b.Source = []int{i}
		}
		if i < len(t.Segments) {
			b.Target = []int{i}
		}
		out = append(out, b)
	}
	return out
}

type repo struct {
	t   *testing.T
	dir string
}

func newRepo(t *testing.T) *repo {
	t.Helper()
	return newRepoOf(t, "sha1")
}

// newRepoOf makes a repository whose objects are named by a hash.
func newRepoOf(t *testing.T, hash string) *repo {
	t.Helper()
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("no git")
	}
	r := &repo{t: t, dir: t.TempDir()}
	r.git("init", "-q", "-b", "main", "--object-format="+hash)
	r.write("README", "a root commit of its own\n")
	r.commit("root")
	return r
}

func (r *repo) git(args ...string) string {
	r.t.Helper()
	cmd := exec.Command("git", append([]string{"-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"}, args...)...)
	cmd.Dir = r.dir
	cmd.Env = append(os.Environ(), "GIT_CONFIG_GLOBAL="+os.DevNull, "GIT_CONFIG_NOSYSTEM=1")
	out, err := cmd.CombinedOutput()
	if err != nil {
		r.t.Fatalf("git %v: %v\n%s", args, err, out)
	}
	return strings.TrimSpace(string(out))
}

func (r *repo) write(name, text string) {
	r.t.Helper()
	p := filepath.Join(r.dir, name)
	if err := os.MkdirAll(filepath.Dir(p), 0o755); err != nil {
		r.t.Fatal(err)
	}
	if err := os.WriteFile(p, []byte(text), 0o644); err != nil {
		r.t.Fatal(err)
	}
}

// commit commits everything and gives the commit's id.
func (r *repo) commit(message string) string {
	r.t.Helper()
	r.git("add", "-A")
	r.git("commit", "-q", "-m", message)
	return r.git("rev-parse", "HEAD")
}

func (r *repo) adopt(docs ...Doc) *Adoption {
	r.t.Helper()
	h, err := Open(context.Background(), r.dir)
	if err != nil || h == nil {
		r.t.Fatalf("open: %v %v", h, err)
	}
	found, err := h.Adopt(context.Background(), Input{Docs: docs, Parse: paragraphs, Align: byPosition})
	if err != nil {
		r.t.Fatal(err)
	}
	return found
}

// states says of each paragraph of the source what the ledger makes of it:
// "synced", "stale", "missing" or "?".
func (r *repo) states(l *ledger.Ledger, d Doc) string {
	r.t.Helper()
	read := func(name string) *doc.Version {
		b, err := os.ReadFile(filepath.Join(r.dir, name))
		if err != nil {
			r.t.Fatal(err)
		}
		v, _ := paragraphs(name, b)
		return v
	}
	s, t := read(d.Source), read(d.Target)
	var out []string
	for _, k := range ledger.Resolve(l, s.Segments, t.Segments, byPosition(s, t), ledger.Options{}) {
		switch {
		case len(k.Target) == 0:
			out = append(out, "missing")
		case len(k.Source) == 0:
			out = append(out, "orphaned")
		case !k.InLedger:
			out = append(out, "?")
		case len(k.Changes) > 0:
			out = append(out, "stale")
		default:
			out = append(out, "synced")
		}
	}
	return strings.Join(out, " ")
}

const (
	en1 = "The stone was found in a wall.\n\nA scribe carved the decree.\n\nNobody could read it then.\n"
	en2 = "The stone was not found in a wall.\n\nA scribe carved the decree.\n\nNobody could read it then.\n"
	tr1 = "Taş bir duvarda bulundu.\n\nFermanı bir kâtip kazıdı.\n\nO zaman kimse okuyamadı.\n"
	tr2 = "Taş bir duvarda bulunmuş değildi.\n\nFermanı bir kâtip kazıdı.\n\nO zaman kimse okuyamadı.\n"
)

var page = Doc{Source: "en/a.md", Target: "tr/a.md", SourceLocale: "en", TargetLocale: "tr"}

func (r *repo) check(name, want string, d Doc) {
	r.t.Helper()
	if got := r.states(r.adopt(d).Ledgers[0], d); got != want {
		r.t.Errorf("%s: %s, want %s", name, got, want)
	}
}

func TestAdopt(t *testing.T) {
	r := newRepo(t)
	r.write("en/a.md", en1)
	r.commit("source")
	r.write("tr/a.md", tr1)
	r.commit("translation")
	r.check("fresh", "synced synced synced", page)
	r.write("en/a.md", en2)
	r.commit("source changes")
	r.check("changed", "stale synced synced", page)
	r.write("tr/a.md", strings.Replace(tr1, "kimse", "hiç kimse", 1))
	r.commit("another paragraph is touched")
	r.check("touched elsewhere", "stale synced synced", page)
	r.write("tr/a.md", tr2)
	r.commit("the translation follows")
	r.check("followed", "synced synced synced", page)
	r.write("en/a.md", en1)
	r.commit("the source goes back")
	r.check("back", "stale synced synced", page)
}

// The same contents by squashing, by merging and by rebasing give the same
// answer.
func TestShapesOfHistory(t *testing.T) {
	build := map[string]func(r *repo){
		"straight": func(r *repo) {
			r.write("tr/a.md", tr1)
			r.commit("translation")
			r.write("en/a.md", en2)
			r.commit("source changes")
		},
		"merged": func(r *repo) {
			r.git("checkout", "-q", "-b", "work")
			r.write("tr/a.md", "Taş.\n")
			r.commit("begun")
			r.write("tr/a.md", tr1)
			r.commit("translation")
			r.git("checkout", "-q", "main")
			r.write("en/a.md", en2)
			r.commit("source changes meanwhile")
			r.git("merge", "-q", "--no-ff", "-m", "merge", "work")
		},
		"rebased": func(r *repo) {
			r.git("checkout", "-q", "-b", "work")
			r.write("tr/a.md", tr1)
			r.commit("translation")
			r.git("checkout", "-q", "main")
			r.write("other", "x\n")
			r.commit("other")
			r.git("checkout", "-q", "work")
			r.git("rebase", "-q", "main")
			r.git("checkout", "-q", "main")
			r.git("merge", "-q", "--ff-only", "work")
			r.write("en/a.md", en2)
			r.commit("source changes")
		},
	}
	for name, f := range build {
		r := newRepo(t)
		r.write("en/a.md", en1)
		r.commit("source")
		f(r)
		r.check(name, "stale synced synced", page)
	}
}

func TestRenames(t *testing.T) {
	r := newRepo(t)
	r.write("docs/a.md", en1)
	r.commit("source")
	r.write("docs/tr/a.md", tr1)
	r.commit("translation")
	r.write("docs/a.md", en2)
	r.commit("source changes")
	r.git("rm", "-q", "docs/a.md", "docs/tr/a.md")
	r.write("en/a.md", en2)
	r.write("tr/a.md", tr1+"\nSon.\n")
	r.commit("moved, and a word added")
	d := page
	if got := r.states(r.adopt(d).Ledgers[0], d); !strings.HasPrefix(got, "stale synced synced") {
		t.Errorf("renamed: %s", got)
	}
}

// A root commit that brings both texts says nothing of what came before.
func TestImportedAtOnce(t *testing.T) {
	r := newRepo(t)
	r.git("checkout", "-q", "--orphan", "fresh")
	r.write("en/a.md", en1)
	r.write("tr/a.md", tr1)
	r.commit("import")
	r.check("import", "? ? ?", page)
	r.write("en/a.md", en2)
	r.commit("source changes")
	r.check("changed since", "stale ? ?", page)
	if found := r.adopt(Doc{Source: "en/a.md", Target: "tr/none.md"}); len(found.Unseen) != 1 || found.Unseen[0].Reason != NotCommitted {
		t.Errorf("a file that is not there: %+v", found.Unseen)
	}
}

func TestShallow(t *testing.T) {
	r := newRepo(t)
	r.write("en/a.md", en1)
	r.write("tr/a.md", tr1)
	r.commit("both")
	r.write("x", "x\n")
	r.commit("other")
	r.write("en/a.md", en2)
	r.commit("source changes")
	clone := &repo{t: t, dir: filepath.Join(t.TempDir(), "clone")}
	r.git("clone", "-q", "--depth", "2", "file://"+r.dir, clone.dir)
	found := clone.adopt(page)
	if got := clone.states(found.Ledgers[0], page); got != "stale ? ?" {
		t.Errorf("shallow: %s", got)
	}
	if len(found.Unseen) != 1 || found.Unseen[0].Reason != ShallowClone {
		t.Errorf("unseen: %+v", found.Unseen)
	}
}

func TestUnreadableBlob(t *testing.T) {
	r := newRepo(t)
	r.write("en/a.md", en1)
	r.commit("source")
	r.write("tr/a.md", tr1)
	r.commit("translation")
	lost := r.git("rev-parse", "HEAD:tr/a.md")
	r.write("en/a.md", en1+"\nThe end.\n")
	r.write("tr/a.md", tr1+"\nSon.\n")
	r.commit("more")
	if err := os.Remove(filepath.Join(r.dir, ".git", "objects", lost[:2], lost[2:])); err != nil {
		t.Fatal(err)
	}
	found := r.adopt(page)
	if len(found.Unseen) != 1 || found.Unseen[0].Reason != Unreadable || found.Unseen[0].Detail != lost {
		t.Errorf("unseen: %+v", found.Unseen)
	}
	if found.Ledgers[0] == nil {
		t.Error("nothing learnt from what can be read")
	}
}

func TestFork(t *testing.T) {
	up := newRepo(t)
	up.write("a.md", en1)
	up.commit("source")
	fork := &repo{t: t, dir: filepath.Join(t.TempDir(), "fork")}
	up.git("clone", "-q", "file://"+up.dir, fork.dir)
	fork.write("a.md", tr1)
	fork.commit("translated in place")
	up.write("a.md", en2)
	up.commit("source changes")
	a, err := Open(context.Background(), fork.dir)
	if err != nil {
		t.Fatal(err)
	}
	b, err := Open(context.Background(), up.dir)
	if err != nil {
		t.Fatal(err)
	}
	found, err := a.AdoptFork(context.Background(), b, Input{Docs: []Doc{{Source: "a.md", Target: "a.md"}}, Parse: paragraphs, Align: byPosition})
	if err != nil {
		t.Fatal(err)
	}
	s, _ := paragraphs("a.md", []byte(en2))
	g, _ := paragraphs("a.md", []byte(tr1))
	links := ledger.Resolve(found.Ledgers[0], s.Segments, g.Segments, byPosition(s, g), ledger.Options{})
	if len(links) != 3 || len(links[0].Changes) == 0 || len(links[1].Changes) != 0 || !links[2].InLedger {
		t.Errorf("%+v", links)
	}
}

func TestNoRepository(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("GIT_CEILING_DIRECTORIES", filepath.Dir(dir))
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("no git")
	}
	if r, err := Open(context.Background(), dir); r != nil || err != nil {
		t.Errorf("%v %v", r, err)
	}
}
