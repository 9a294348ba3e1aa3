package history

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
)

// A file of a commit is read through links, as one on disk is: a translation that
// is still to be made may be a link to its source.
func TestSnapshotOfLinks(t *testing.T) {
	r := newRepo(t)
	r.write("site/en/a.md", en1)
	r.write("site/tr/b.md", tr1)
	for name, to := range map[string]string{
		"site/tr/a.md": "../en/a.md", "site/tr/c.md": "a.md", "site/tr/round.md": "round.md", "site/tr/out.md": "../../README", "site/tr/abs.md": "/site/en/a.md",
	} {
		if err := os.Symlink(to, filepath.Join(r.dir, filepath.FromSlash(name))); err != nil {
			t.Skip(err)
		}
	}
	r.commit("links")
	h, err := Open(context.Background(), filepath.Join(r.dir, "site"))
	if err != nil {
		t.Fatal(err)
	}
	s, err := h.Snapshot(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for name, want := range map[string]string{
		"en/a.md": en1, "tr/b.md": tr1, "tr/a.md": en1, "tr/c.md": en1, "tr/round.md": "", "tr/out.md": "", "tr/abs.md": "", "tr/none.md": "",
	} {
		got, err := s.ReadFile(name)
		if string(got) != want || (want == "") != errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s: %q, %v", name, got, err)
		}
	}
}
