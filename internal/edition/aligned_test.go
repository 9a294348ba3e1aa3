package edition

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"stele/internal/doc"
)

// Rows must follow the source, whatever a language splits, merges, lacks or has
// more; what no language shows is no row.
func TestParallelRows(t *testing.T) {
	source := paragraphsIn("en", "a", "b", "c")
	tr := paragraphsIn("tr", "A", "B1", "B2", "ek", "C")
	ru := paragraphsIn("ru", "АБ", "В")
	articles := []Article{
		{ID: "x", Locale: "en", Source: source, Version: source, Rows: []Row{{Source: []int{0}, Target: []int{0}}, {Source: []int{1}, Target: []int{1}}, {Source: []int{2}, Target: []int{2}}}},
		{ID: "x", Locale: "tr", Source: source, Version: tr, Rows: []Row{
			{Source: []int{0}, Target: []int{0}}, {Source: []int{1}, Target: []int{1, 2}}, {Target: []int{3}}, {Source: []int{2}, Target: []int{4}, State: StateStale}}},
		{ID: "x", Locale: "ru", Source: source, Version: ru, Rows: []Row{{Source: []int{0, 1}, Target: []int{0}}, {Source: []int{2}, Target: []int{1}}}},
	}
	p, err := NewParallel(articles, true, Options{})
	if err != nil {
		t.Fatal(err)
	}
	var got [][]string
	for _, line := range p.cells() {
		var texts []string
		for _, c := range line {
			text := "-"
			if c.body != nil {
				text = textOf(c.body)
			}
			texts = append(texts, text)
		}
		got = append(got, texts)
	}
	want := [][]string{{"a b", "A B1 B2", "АБ"}, {"-", "ek", "-"}, {"c", "C", "В"}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	page, err := p.HTML()
	if err != nil || !strings.Contains(string(page), `lang="tr" dir="ltr" class="stale"`) {
		t.Errorf("the stale paragraph is not marked: %v", err)
	}
	if _, err := NewParallel(articles[:1], false, Options{}); err == nil {
		t.Error("one language is set side by side")
	}
}

// Hostile texts are harmless side by side, too.
func TestHostileParallel(t *testing.T) {
	for _, text := range hostile(t) {
		for _, a := range hostileArticles(text) {
			if a.Version == nil {
				continue
			}
			other := a
			other.Locale, other.Version = "en", a.Source
			p, err := NewParallel([]Article{other, a}, true, Options{})
			if err != nil {
				t.Fatal(err)
			}
			page, err := p.HTML()
			if err != nil {
				t.Fatal(err)
			}
			own := strings.Replace(string(page), "<script>"+moving+"</script>", `<script type="application/ld+json">{}</script>`, 1)
			if bad := harm(own); bad != "" {
				t.Errorf("%.120q as %s: %s", text, a.ID, bad)
			}
		}
	}
}

// paragraphsIn is a text of paragraphs.
func paragraphsIn(locale string, paragraphs ...string) *doc.Version {
	v := &doc.Version{Path: "x", Locale: locale, Format: "markdown"}
	for _, p := range paragraphs {
		at := len(v.Source)
		v.Source = append(v.Source, p+"\n\n"...)
		v.Segments = append(v.Segments, doc.Segment{Kind: doc.Paragraph, Span: doc.Span{Start: at, End: at + len(p)}, Text: p})
	}
	return v
}
