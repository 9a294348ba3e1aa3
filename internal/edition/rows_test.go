package edition

import (
	"strings"
	"testing"

	"stele/internal/doc"
	"stele/internal/format"
)

// Whatever the rows say of whatever texts, the edition is made, is harmless, and
// holds the translator's text unaltered and in order.
func FuzzRows(f *testing.F) {
	files := archive(f, "ferry.txtar")
	for _, ext := range []string{"md", "html", "txt"} {
		f.Add(files["en.md"], files["tr.md"], "soms.susu", ext)
		f.Add("# A\n\n- a\n  - b\n\n> q\n\n[^1]: n\n", "A\n=\r\n\r\n1. x\r\n\r\n   y\r\n", "msumsums", ext)
		f.Add(textPost, strings.ToUpper(textPost), "mmmmusss", ext)
		f.Add(page, page, "usmo", ext)
	}
	f.Fuzz(func(t *testing.T, source, target, states, ext string) {
		if ext != "md" && ext != "html" && ext != "txt" || len(source)+len(target) > 1<<14 {
			return
		}
		src, err := format.Parse("a."+ext, []byte(source))
		if err != nil {
			return
		}
		version, err := format.Parse("b."+ext, []byte(target))
		if err != nil {
			return
		}
		src.Locale, version.Locale = "en", "tr"
		for _, fallback := range Fallbacks() {
			a := Article{ID: "x", Locale: "tr", Source: src, Version: version, Rows: rowsFrom(states, len(src.Segments), len(version.Segments))}
			e, err := New(a, Options{Fallback: fallback})
			if err != nil {
				t.Fatal(err)
			}
			out, err := e.HTML()
			if err != nil {
				t.Fatal(err)
			}
			if bad := harm(string(out)); bad != "" {
				t.Errorf("%s", bad)
			}
			md := string(e.Markdown())
			if ext == "md" {
				kept(t, e, md)
			}
		}
	})
}

// rowsFrom makes rows in order out of letters: one for one, missing, untranslated,
// stale, orphaned.
func rowsFrom(states string, sources, targets int) []Row {
	var rows []Row
	s, t := 0, 0
	for i := 0; s < sources || t < targets; i++ {
		letter := byte('.')
		if len(states) > 0 {
			letter = states[i%len(states)]
		}
		r := Row{State: map[byte]string{'m': StateMissing, 'u': StateUntranslated, 's': StateStale, 'o': "orphaned"}[letter]}
		if s < sources && letter != 'o' || t >= targets {
			r.Source = []int{s}
			s++
		}
		if t < targets && (letter != 'm' || len(r.Source) == 0) {
			r.Target = []int{t}
			t++
		}
		rows = append(rows, r)
	}
	return rows
}

func kept(t *testing.T, e *Edition, md string) {
	t.Helper()
	at := 0
	for i := range e.base.Segments {
		s := &e.base.Segments[i]
		if e.plan.of[i].do != keep || s.Kind == doc.Field || s.Text == "" {
			continue
		}
		text := string(e.base.Source[s.Span.Start:s.Span.End])
		n := strings.Index(md[at:], text)
		if n < 0 {
			t.Errorf("%q is not in its place in\n%q", text, md)
			return
		}
		at += n + len(text)
	}
}

// A biography that the source itself has in the reader's language is not
// untranslated in the edition of that language.
func TestSourceInReadersLanguage(t *testing.T) {
	const bio = "Balıkçı kasabalarında büyüdü; limanlar, gemiler ve beklemek üzerine yazıyor. Bugün İzmir’de yaşıyor."
	source, version := paragraphsIn("en", "The first harbour was built of oak and stone.", bio), paragraphsIn("tr", "İlk liman meşe ve taştan yapıldı.", bio)
	e, err := New(Article{Locale: "tr", Source: source, Version: version, Rows: []Row{
		{Source: []int{0}, Target: []int{0}}, {Source: []int{1}, Target: []int{1}, State: StateUntranslated},
	}}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if !e.Complete() || e.Percent() != 100 {
		t.Errorf("complete %v, %d%%", e.Complete(), e.Percent())
	}
}
