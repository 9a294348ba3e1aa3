package edition

import (
	"errors"
	"strings"
	"testing"
	"testing/fstest"

	"stele/internal/fault"
)

func TestTheme(t *testing.T) {
	theme, err := LoadTheme(fstest.MapFS{"page.html": {Data: []byte("<title>{{.Title.Text}}</title><style>{{.Style}}</style>\n")}}, ".stele/theme")
	if err != nil {
		t.Fatal(err)
	}
	a := ferryArticle(t, "tr")
	e, err := New(a, Options{Theme: theme})
	if err != nil {
		t.Fatal(err)
	}
	page, err := e.HTML()
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(string(page), "<title>Boğazın son vapuru</title><style>") || !strings.Contains(string(page), "@page") {
		t.Errorf("got %.200s", page)
	}
}

func TestBrokenTheme(t *testing.T) {
	for _, tc := range []struct {
		name, text string
		line       int
	}{
		{"syntax", "a\nb {{if}}\n", 2},
		{"an unknown field", "a\n\n{{.Nothing}}\n", 3},
		{"an unclosed action", "{{range .People}}\n", 2},
		{"an unclosed attribute", "<p>\n<a href=\"{{.URL}}\n", 0},
	} {
		theme, err := LoadTheme(fstest.MapFS{"page.html": {Data: []byte(tc.text)}}, ".stele/theme")
		if err == nil {
			e, bad := New(ferryArticle(t, "en"), Options{Theme: theme})
			if bad != nil {
				t.Fatal(bad)
			}
			_, err = e.HTML()
		}
		f, ok := errors.AsType[*fault.Fault](err)
		if !ok || f.ID != FaultTemplate || f.Path != ".stele/theme/page.html" || tc.line > 0 && f.Line != tc.line {
			t.Errorf("%s: got %v", tc.name, err)
		}
	}
}

// A style sheet cannot end its element.
func TestThemeStyle(t *testing.T) {
	theme, err := LoadTheme(fstest.MapFS{"style.css": {Data: []byte("</style><script>alert(1)</script>")}}, "theme")
	if err != nil {
		t.Fatal(err)
	}
	e, err := New(ferryArticle(t, "en"), Options{Theme: theme})
	if err != nil {
		t.Fatal(err)
	}
	page, err := e.HTML()
	if err != nil {
		t.Fatal(err)
	}
	if bad := harm(string(page)); bad != "" {
		t.Error(bad)
	}
}
