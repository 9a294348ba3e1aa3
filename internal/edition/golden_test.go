package edition

import (
	"flag"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"stele/internal/doc"
	"stele/internal/format"
	"stele/internal/message"
)

var update = flag.Bool("update", false, "write the golden files anew")

// The segments of en.md in ferry.txtar that other languages lack or have untranslated;
// all other segments follow one another.
var ferry = map[string]map[int]string{
	"en": {},
	"ru": {},
	"tr": {7: StateMissing, 9: StateUntranslated, 10: StateMissing, 20: StateStale, 22: StateUntranslated},
	"ar": {7: StateMissing, 10: StateMissing, 11: StateMissing, 12: StateMissing, 13: StateMissing, 14: StateMissing,
		15: StateMissing, 16: StateMissing, 20: StateMissing, 22: StateMissing},
	"zh": {7: StateMissing, 10: StateMissing, 11: StateMissing, 12: StateMissing, 13: StateMissing, 14: StateMissing,
		15: StateMissing, 16: StateMissing, 20: StateMissing, 22: StateMissing},
}

func archive(t testing.TB, name string) map[string]string {
	t.Helper()
	a, err := txtar.ParseFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	for _, f := range a.Files {
		files[f.Name] = string(f.Data)
	}
	return files
}

func read(t testing.TB, name, locale string) *doc.Version {
	t.Helper()
	v, err := format.Parse(name, []byte(archive(t, "ferry.txtar")[name]))
	if err != nil {
		t.Fatal(err)
	}
	v.Locale = locale
	return v
}

func labels(t testing.TB, locale string) Printer {
	t.Helper()
	c, err := message.Load()
	if err != nil {
		t.Fatal(err)
	}
	return c.In(locale)
}

func ferryArticle(t testing.TB, locale string) Article {
	t.Helper()
	a := Article{ID: "ferry", Locale: locale, Source: read(t, "en.md", "en"), URL: "https://example.org/" + locale + "/ferry.html"}
	a.Version = a.Source
	if locale != "en" {
		a.Version = read(t, locale+".md", locale)
	}
	target := 0
	for i := range a.Source.Segments {
		r := Row{Source: []int{i}, State: ferry[locale][i]}
		if r.State != StateMissing {
			r.Target = []int{target}
			target++
		}
		a.Rows = append(a.Rows, r)
	}
	if target != len(a.Version.Segments) {
		t.Fatalf("%s has %d segments, the test names %d", locale, len(a.Version.Segments), target)
	}
	for _, other := range []string{"ar", "en", "ru", "tr", "zh"} {
		if other != locale {
			a.Others = append(a.Others, Other{Locale: other, Href: "../" + other + "/ferry.html", URL: "https://example.org/" + other + "/ferry.html"})
		}
	}
	return a
}

func edition(t *testing.T, a Article, fallback Fallback) *Edition {
	t.Helper()
	e, err := New(a, Options{Fallback: fallback, Labels: labels(t, a.Locale), Site: "Narrows"})
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func htmlOf(t *testing.T, e *Edition) string {
	t.Helper()
	page, err := e.HTML()
	if err != nil {
		t.Fatal(err)
	}
	if bad := harm(string(page)); bad != "" {
		t.Error(bad)
	}
	// The style sheet is a file of its own already.
	head, rest, _ := strings.Cut(string(page), "<style>")
	_, tail, ok := strings.Cut(rest, "</style>")
	if !ok {
		t.Fatal("no style sheet")
	}
	return head + "<style></style>" + tail
}

// golden compares outputs with those of an archive.
func golden(t *testing.T, name string, got map[string]string) {
	t.Helper()
	if *update {
		var a txtar.Archive
		for _, k := range slices.Sorted(maps.Keys(got)) {
			a.Files = append(a.Files, txtar.File{Name: k, Data: []byte(got[k])})
		}
		if err := os.WriteFile(filepath.Join("testdata", name), txtar.Format(&a), 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	want := archive(t, name)
	for _, k := range slices.Sorted(maps.Keys(got)) {
		if diff := cmp.Diff(strings.Split(want[k], "\n"), strings.Split(got[k], "\n")); diff != "" {
			t.Errorf("%s: -want +got\n%s", k, diff)
		}
	}
	for k := range want {
		if _, ok := got[k]; !ok {
			t.Errorf("%s is not made any more", k)
		}
	}
}

func TestGolden(t *testing.T) {
	html, md, txt := map[string]string{}, map[string]string{}, map[string]string{}
	for _, locale := range []string{"en", "tr", "ru", "ar", "zh"} {
		e := edition(t, ferryArticle(t, locale), "")
		html[locale+".html"] = htmlOf(t, e)
		txt[locale+".txt"] = string(e.PlainText())
		if !e.Complete() {
			md[locale+".md"] = string(e.Markdown())
		}
	}
	for _, f := range []Fallback{FallbackOld, FallbackOmit} {
		html["tr-"+string(f)+".html"] = htmlOf(t, edition(t, ferryArticle(t, "tr"), f))
	}
	none := ferryArticle(t, "tr")
	none.Version, none.Rows = nil, nil
	html["none.html"] = htmlOf(t, edition(t, none, ""))
	md["none.md"] = string(edition(t, none, "").Markdown())
	golden(t, "html.txtar", html)
	golden(t, "markdown.txtar", md)
	golden(t, "text.txtar", txt)
}

// What is complete is published as it is, byte for byte.
func TestCompleteMarkdownIsTheVersion(t *testing.T) {
	for _, locale := range []string{"en", "ru"} {
		a := ferryArticle(t, locale)
		e := edition(t, a, "")
		if !e.Complete() || e.Percent() != 100 {
			t.Errorf("%s: complete %v, %d %%", locale, e.Complete(), e.Percent())
		}
		if diff := cmp.Diff(string(a.Version.Source), string(e.Markdown())); diff != "" {
			t.Errorf("%s: -want +got\n%s", locale, diff)
		}
	}
}

// Everything that the translator wrote and that is published stands there
// unaltered.
func TestTranslatorsTextIsKept(t *testing.T) {
	a := ferryArticle(t, "tr")
	out := string(edition(t, a, "").Markdown())
	at := 0
	for _, r := range a.Rows {
		if r.State != "" {
			continue
		}
		for _, i := range r.Target {
			text := a.Version.Segments[i].Text
			n := strings.Index(out[at:], text)
			if n < 0 {
				t.Errorf("%q is not in the edition, or not in its place", text)
				continue
			}
			at += n + len(text)
		}
	}
}

// The cost of one page, the parsing of its source aside.
func BenchmarkHTML(b *testing.B) {
	t := testing.TB(b)
	a := ferryArticle(t, "tr")
	opt := Options{Labels: labels(t, "tr")}
	b.ReportAllocs()
	for b.Loop() {
		e, err := New(a, opt)
		if err != nil {
			b.Fatal(err)
		}
		if _, err := e.HTML(); err != nil {
			b.Fatal(err)
		}
	}
}
