package status

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"stele/internal/cache"
	"stele/internal/format"
)

// Beads are indices of segments: those of another cut of the same bytes would
// point to other paragraphs, or beyond the last.
func TestContentsKnowTheCut(t *testing.T) {
	read := func(name string) *job {
		source, err := format.Parse(name, []byte("# Boats\n- one\n- two\n"))
		if err != nil {
			t.Fatal(err)
		}
		return &job{source: source, target: source}
	}
	markdown, plain := read("a.md"), read("a.txt")
	if len(markdown.source.Segments) == len(plain.source.Segments) {
		t.Fatal("both formats cut the text alike")
	}
	if markdown.contents() == plain.contents() {
		t.Error("two formats have one key")
	}
	if markdown.contents() != read("b.md").contents() {
		t.Error("a name without a meaning changes the key")
	}
}

// What the cache answered is not written to it again: a run that learns nothing
// costs no more than reading.
func TestKeptOnce(t *testing.T) {
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	files := map[string]string{}
	for i := range 24 {
		var en, tr []string
		for k := range keptSegments / 24 {
			en, tr = append(en, fmt.Sprintf("%s %d %d", en1, i, k)), append(tr, fmt.Sprintf("%s %d %d", tr1, i, k))
		}
		files[fmt.Sprintf("p%d.en.md", i)], files[fmt.Sprintf("p%d.tr.md", i)] = text(en...), text(tr...)
	}
	p, opt := opened(t, files)
	opt.Cache = cache.Open()
	kept := func() []byte {
		t.Helper()
		if _, err := Run(context.Background(), p, opt); err != nil {
			t.Fatal(err)
		}
		for _, file := range keptFiles(t) {
			if strings.HasPrefix(filepath.Base(file), cacheName) {
				data, err := os.ReadFile(file)
				if err != nil {
					t.Fatal(err)
				}
				return data
			}
		}
		t.Fatal("nothing was kept")
		return nil
	}
	first := kept()
	if !bytes.Equal(first, kept()) {
		t.Error("the same beads were written again")
	}
	put(t, p.Root, "p1.tr.md", text(tr2, tr1))
	if bytes.Equal(first, kept()) {
		t.Error("the beads of a page that changed were not kept")
	}
}
