package status

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"stele/internal/cache"
	"stele/internal/project"
)

// counts are what a table shows of a result.
func counts(t *testing.T, p *project.Project, opt Options) []string {
	t.Helper()
	opt.CountsOnly = true
	r, err := Run(context.Background(), p, opt)
	if err != nil {
		t.Fatal(err)
	}
	out := append([]string{fmt.Sprintf("unreadable %v", r.Unreadable())}, r.Locales...)
	for i := range r.Documents {
		d := &r.Documents[i]
		out = append(out, fmt.Sprintf("%s %s %s %v", d.ID, d.Source.Path, d.Source.Locale, d.Unreadable))
		for _, g := range d.Targets {
			out = append(out, fmt.Sprintf("  %s %q %v %v %v %v", g.Locale, g.Path, g.Version != nil, g.Unreadable, g.Segments, g.Words))
		}
	}
	for _, w := range r.Warnings {
		out = append(out, fmt.Sprintf("%s %s %s %v %v", w.ID, w.Where(), w.Error(), w.Class, w.Args))
	}
	return out
}

func manyPages(t *testing.T) (*project.Project, Options) {
	files := map[string]string{"broken.en.md": "---\ntitle: [\n---\n\n" + en1 + "\n"}
	for i := range keptDocuments {
		name := fmt.Sprintf("page%02d", i)
		files[name+".en.md"], files[name+".tr.md"] = text(en1, en2), text(tr1, tr2)
	}
	files["page00.ru.md"] = text(ru1)
	return opened(t, files)
}

// An answer from the cache is the answer; and whatever it depends on, when that
// changes, so does the answer.
func TestCountsKept(t *testing.T) {
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	p, opt := manyPages(t)
	cold := counts(t, p, opt)
	opt.Cache = cache.Open()
	if diff := cmp.Diff(cold, counts(t, p, opt)); diff != "" {
		t.Errorf("the run that fills the cache\n%s", diff)
	}
	if len(keptFiles(t)) == 0 {
		t.Fatal("nothing was kept")
	}
	if diff := cmp.Diff(cold, counts(t, p, opt)); diff != "" {
		t.Errorf("the run from the cache\n%s", diff)
	}
	for _, c := range []struct {
		what   string
		change func()
	}{
		{"a translation of the same length", func() { put(t, p.Root, "page03.tr.md", text(tr1, en2)) }},
		{"a source", func() { put(t, p.Root, "page05.en.md", text(en1)) }},
		{"a ledger", func() {
			put(t, p.Root, ".stele/ledger/ru/page00.jsonl", "damaged\n")
		}},
		{"a file that is gone", func() { os.Remove(filepath.Join(p.Root, "page07.tr.md")) }},
		{"a setting", func() { p.Config.Fields = []string{} }},
		{"what was asked", func() { opt.Locales = []string{"tr"} }},
	} {
		before := counts(t, p, opt)
		c.change()
		kept := counts(t, p, opt)
		plain := opt
		plain.Cache = nil
		fresh := counts(t, p, plain)
		if diff := cmp.Diff(fresh, kept); diff != "" {
			t.Errorf("%s: the cache answers otherwise\n%s", c.what, diff)
		}
		if c.what != "a setting" && cmp.Equal(before, kept) {
			t.Errorf("%s: the same answer as before", c.what)
		}
		if diff := cmp.Diff(kept, counts(t, p, opt)); diff != "" {
			t.Errorf("%s: the second time\n%s", c.what, diff)
		}
	}
}

// A damaged cache costs time, never the answer.
func TestCountsDamaged(t *testing.T) {
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	p, opt := manyPages(t)
	opt.Cache = cache.Open()
	want := counts(t, p, opt)
	for _, file := range keptFiles(t) {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		data[len(data)/2] ^= 0x55
		if err := os.WriteFile(file, data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if diff := cmp.Diff(want, counts(t, p, opt)); diff != "" {
		t.Error(diff)
	}
}

func keptFiles(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(os.Getenv("XDG_CACHE_HOME"), "stele", "*"))
	if err != nil {
		t.Fatal(err)
	}
	return files
}
