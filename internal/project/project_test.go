package project

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// tree writes files, given as "name" or "name: content", to a new folder.
func tree(t *testing.T, files ...string) string {
	t.Helper()
	dir := t.TempDir()
	for _, f := range files {
		name, text, _ := strings.Cut(f, ": ")
		full := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(full), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(full, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// shape is documents in short: "id [source]: locale=path …".
func shape(p *Project) []string {
	var out []string
	for _, d := range p.Documents {
		s := d.ID + " [" + d.Source + "]"
		for _, l := range sortedKeys(d.Files) {
			s += " " + l + "=" + d.Files[l]
		}
		out = append(out, s)
	}
	return out
}

func TestOpenUnconfigured(t *testing.T) {
	tests := []struct {
		name  string
		files []string
		want  []string
	}{
		{
			"folders",
			[]string{"docs/en/a.md", "docs/en/sub/b.md", "docs/tr/a.md", "docs/ru/a.md"},
			[]string{"docs/a [en] en=docs/en/a.md ru=docs/ru/a.md tr=docs/tr/a.md", "docs/sub/b [en] en=docs/en/sub/b.md"},
		},
		{
			"three loose files",
			[]string{"post.en.md", "post.tr.md", "post.ru.md", "notes.md"},
			[]string{"post [en] en=post.en.md ru=post.ru.md tr=post.tr.md"},
		},
		{
			"suffix with a plain source",
			[]string{"post.md", "post.tr.md", "post.ru.md"},
			[]string{"post [en] en=post.md ru=post.ru.md tr=post.tr.md"},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p, err := Open(context.Background(), tree(t, tt.files...), nil, Options{})
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, shape(p)); diff != "" {
				t.Error(diff)
			}
		})
	}
}
