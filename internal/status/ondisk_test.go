package status

import (
	"context"
	"os"
	"os/exec"
	"strings"
	"testing"

	"stele/internal/cache"
	"stele/internal/project"
)

// gitIn gives a function that runs git in a folder.
func gitIn(t *testing.T, root string) func(args ...string) string {
	t.Helper()
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("no git")
	}
	return func(args ...string) string {
		t.Helper()
		cmd := exec.Command("git", append([]string{"-C", root, "-c", "user.name=a", "-c", "user.email=a@example.org"}, args...)...)
		cmd.Env = append(os.Environ(), "GIT_CONFIG_GLOBAL="+os.DevNull, "GIT_CONFIG_NOSYSTEM=1")
		out, err := cmd.CombinedOutput()
		if err != nil {
			t.Fatalf("git %v: %v\n%s", args, err, out)
		}
		return strings.TrimSpace(string(out))
	}
}

// said is how many segments of a document's translation are in which state, and
// what they rest on.
func said(t *testing.T, p *project.Project, opt Options, id string) string {
	t.Helper()
	r, err := Run(context.Background(), p, opt)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for i := range r.Documents {
		for _, g := range r.Documents[i].Targets {
			if r.Documents[i].ID != id {
				continue
			}
			for _, row := range g.Rows {
				if row.Work {
					out = append(out, string(row.State)+"/"+string(row.Evidence))
				}
			}
		}
	}
	return strings.Join(out, " ")
}

// What a translation records on disk counts before it is committed, as it will
// after: a commit in its metadata, the source's text in a comment, in a file that
// HEAD has otherwise or not at all, and whatever the cache holds.
func TestRecordedOnDisk(t *testing.T) {
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	later := strings.Replace(en2, "pilot", "doctor", 1)
	pinned := func(commit, body string) string { return "---\nsource_commit: " + commit + "\n---\n\n" + body }
	commented := func(first, second string) string {
		return text("<!-- "+first+" -->\n"+tr1, "<!-- "+second+" -->\n"+tr2)
	}
	// Other words, for a paragraph is also found in other pages' ledgers.
	en, tr := "The cold well behind the mill froze over in winter.", "Değirmenin arkasındaki soğuk kuyu kışın bütünüyle dondu."
	p, opt := opened(t, map[string]string{
		"pin.en.md": text(en1, en2), "comment.en.md": text(en1, en2), "new.en.md": text(en),
		"pin.tr.md": text(tr1, tr2), "comment.tr.md": commented(en1, en2), "new.tr.md": text(tr),
	})
	git := gitIn(t, p.Root)
	git("init", "-q")
	git("add", "pin.en.md", "comment.en.md", "new.en.md")
	git("commit", "-q", "-m", "one")
	first := git("rev-parse", "HEAD")
	put(t, p.Root, "pin.tr.md", pinned(first, text(tr1, tr2)))
	git("add", "pin.tr.md", "comment.tr.md")
	put(t, p.Root, "pin.en.md", text(en1, later))
	put(t, p.Root, "comment.en.md", text(en1, later))
	put(t, p.Root, "new.en.md", text(strings.Replace(en, "well", "pond", 1)))
	git("commit", "-q", "-a", "-m", "two")
	second := git("rev-parse", "HEAD")
	opt.Cache = cache.Open()
	expect := func(when, id, want string) {
		t.Helper()
		if got := said(t, p, opt, id); got != want {
			t.Errorf("%s: %s is %s, want %s", when, id, got, want)
		}
	}
	expect("committed", "pin", "synced/pin stale/pin")
	expect("committed", "comment", "synced/pin stale/pin")

	put(t, p.Root, "pin.tr.md", pinned(second, text(tr1, tr2)))
	put(t, p.Root, "comment.tr.md", commented(en1, later))
	put(t, p.Root, "new.tr.md", pinned(first, text(tr)))
	expect("raised on disk", "pin", "synced/pin synced/pin")
	expect("raised on disk", "comment", "synced/pin synced/pin")
	expect("never committed", "new", "stale/pin")

	// One paragraph's comment with an edited paragraph; the other has none any more.
	edited := strings.Replace(tr2, "kılavuz", "hekim", 1)
	put(t, p.Root, "comment.tr.md", text(tr1, "<!-- "+later+" -->\n"+edited))
	expect("edited with its comment", "comment", "synced/pin synced/pin")
	put(t, p.Root, "pin.tr.md", pinned(first, text(tr1, tr2)))
	expect("put back", "pin", "synced/pin stale/pin")

	git("add", ".")
	git("commit", "-q", "-m", "three")
	expect("committed later", "pin", "synced/pin stale/pin")
	expect("committed later", "new", "stale/pin")
}

// A page that does not follow its source paragraph by paragraph is aligned with
// the source of the commit that it records.
func TestRecordedOnDiskAligned(t *testing.T) {
	p, opt := opened(t, map[string]string{"a.en.md": text(en1, en2, "- One thing."), "a.tr.md": text(tr1, tr2)})
	git := gitIn(t, p.Root)
	git("init", "-q")
	git("add", ".")
	git("commit", "-q", "-m", "one")
	put(t, p.Root, "a.tr.md", "---\nsource_commit: "+git("rev-parse", "HEAD")+"\n---\n\n"+text(tr1, tr2))
	if got := said(t, p, opt, "a"); got != "synced/pin synced/pin missing/content" {
		t.Error(got)
	}
}

// The ends of lines that git writes for the system are no edit.
func TestRecordedUnderCRLF(t *testing.T) {
	p, opt := opened(t, map[string]string{"a.en.md": text(en1, en2), "a.tr.md": "<!-- " + en1 + " -->\n" + text(tr1, tr2)})
	git := gitIn(t, p.Root)
	git("init", "-q")
	git("add", ".")
	git("commit", "-q", "-m", "one")
	before := said(t, p, opt, "a")
	put(t, p.Root, "a.tr.md", strings.ReplaceAll("<!-- "+en1+" -->\n"+text(tr1, tr2), "\n", "\r\n"))
	if after := said(t, p, opt, "a"); after != before {
		t.Errorf("%s, was %s", after, before)
	}
}
