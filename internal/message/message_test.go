package message

import (
	"testing"
	"testing/fstest"
)

func catalog(t *testing.T) *Catalog {
	t.Helper()
	c, err := LoadFS(fstest.MapFS{
		"active.en.toml": {Data: []byte("[files]\none = \"{{.Count}} file\"\nother = \"{{.Count}} files\"\n[only]\nhere = \"only here\"\n")},
		"active.ru.toml": {Data: []byte("[files]\none = \"{{.Count}} файл\"\nfew = \"{{.Count}} файла\"\nmany = \"{{.Count}} файлов\"\nother = \"{{.Count}} файла\"\n")},
		"active.tr.toml": {Data: []byte("[files]\none = \"{{.Count}} dosya\"\nother = \"{{.Count}} dosya\"\n")},
	})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestPlurals(t *testing.T) {
	c := catalog(t)
	for _, tc := range []struct {
		locale string
		n      int
		want   string
	}{
		{"en", 1, "1 file"}, {"en", 2, "2 files"}, {"tr", 5, "5 dosya"},
		{"ru", 1, "1 файл"}, {"ru", 3, "3 файла"}, {"ru", 11, "11 файлов"}, {"ru", 21, "21 файл"},
		{"ru-RU", 5, "5 файлов"}, {"uk", 5, "5 files"}, {"de", 1, "1 file"},
	} {
		if got := c.In(tc.locale).Text("files", "Count", tc.n); got != tc.want {
			t.Errorf("%s %d: got %q, want %q", tc.locale, tc.n, got, tc.want)
		}
	}
}

// A text that one language lacks is given in English; an unknown id as itself.
func TestMissing(t *testing.T) {
	p := catalog(t).In("tr")
	if got := p.Text("only.here"); got != "only here" {
		t.Errorf("fallback: got %q", got)
	}
	if got := p.Text("no.such"); got != "no.such" {
		t.Errorf("unknown id: got %q", got)
	}
	if p.Has("no.such") || !p.Has("files") {
		t.Error("Has is wrong")
	}
}

func TestShippedFilesLoad(t *testing.T) {
	c, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	if got := len(c.Locales()); got < 3 {
		t.Errorf("locales: %v", c.Locales())
	}
}
