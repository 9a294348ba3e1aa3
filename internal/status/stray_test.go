package status

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"stele/internal/project"
)

// A copy of a page that is still there was not renamed from it, whether or not that
// page is asked about; of a page that is gone, it was.
func TestCopyOfAPage(t *testing.T) {
	p, opt := opened(t, map[string]string{
		"a.en.md": text("# Boats", en1, en2), "a.tr.md": text("# Tekneler", tr1, tr2),
	})
	folded, err := Sync(context.Background(), p, opt)
	save(t, folded, err)
	put(t, p.Root, "b.en.md", text("## Harbours", strings.Replace(en1, "spring", "winter", 1), en2))
	put(t, p.Root, "b.tr.md", text("## Limanlar", tr1, tr2))
	inherits := func(paths ...string) (b bool) {
		t.Helper()
		p, err := project.Open(context.Background(), p.Root, paths, project.Options{})
		if err != nil {
			t.Fatal(err)
		}
		docs, _, err := load(context.Background(), p, opt)
		if err != nil {
			t.Fatal(err)
		}
		var jobs []*job
		for i, l := range docs {
			jobs = append(jobs, l.job(i, l.source, "tr"))
		}
		if _, err := prepare(context.Background(), p, jobs, opt); err != nil {
			t.Fatal(err)
		}
		for _, j := range jobs {
			b = b || j.id == "b" && j.inherited
		}
		return b
	}
	b := filepath.Join(p.Root, "b.tr.md")
	if inherits() || inherits(b) {
		t.Errorf("from a page that is there: %v, asked alone: %v", inherits(), inherits(b))
	}
	for _, name := range []string{"a.en.md", "a.tr.md"} {
		if err := os.Remove(filepath.Join(p.Root, name)); err != nil {
			t.Fatal(err)
		}
	}
	if !inherits() || !inherits(b) {
		t.Errorf("from a page that is gone: %v, asked alone: %v", inherits(), inherits(b))
	}
}
