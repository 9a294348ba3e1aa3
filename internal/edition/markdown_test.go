package edition

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"stele/internal/doc"
)

// part is a segment of a test's version, found by its text.
type part struct {
	kind doc.Kind
	text string
	in   string // containers, separated by spaces
	id   string
}

// version builds a Markdown version whose segments are the parts, in order.
func version(t *testing.T, locale, src string, parts ...part) *doc.Version {
	t.Helper()
	v := &doc.Version{Path: "x." + locale + ".md", Locale: locale, Format: "markdown", Source: []byte(src)}
	at := 0
	for _, p := range parts {
		i := strings.Index(src[at:], p.text)
		if i < 0 {
			t.Fatalf("%q is not in the rest of the text", p.text)
		}
		at += i
		s := doc.Segment{Kind: p.kind, Text: p.text, ID: p.id, Containers: strings.Fields(p.in), Span: doc.Span{Start: at, End: at + len(p.text)}}
		s.Line = 1 + strings.Count(src[:at], "\n")
		s.EndLine = s.Line + strings.Count(p.text, "\n")
		if p.kind == doc.Heading || p.kind == doc.Item {
			s.Level = 1
			if p.kind == doc.Heading {
				s.Level = len(p.in)
				s.Containers = nil
			}
		}
		v.Segments = append(v.Segments, s)
		at += len(p.text)
	}
	return v
}

func row(state string, source, target []int) Row {
	return Row{Source: source, Target: target, State: state}
}

func one(n int) []int { return []int{n} }

var spliceCases = []struct {
	name           string
	source, target string
	sp, tp         []part
	rows           []Row
	fallback       Fallback
	want           string
}{
	{
		name:   "nothing fell back",
		source: "One.\n", sp: []part{{kind: doc.Paragraph, text: "One."}},
		target: "Bir.  \r\n\r\n\r\n", tp: []part{{kind: doc.Paragraph, text: "Bir."}},
		rows: []Row{row("synced", one(0), one(0))},
		want: "Bir.  \r\n\r\n\r\n",
	},
	{
		name:   "untranslated paragraph",
		source: "One.\n\nTwo *now*.\n", sp: []part{{kind: doc.Paragraph, text: "One."}, {kind: doc.Paragraph, text: "Two *now*."}},
		target: "Bir.\n\nTwo.\n", tp: []part{{kind: doc.Paragraph, text: "Bir."}, {kind: doc.Paragraph, text: "Two."}},
		rows: []Row{row("synced", one(0), one(0)), row("untranslated", one(1), one(1))},
		want: "> edition.notice\\_percent\n> edition.notice\\_missing\n\nBir.\n\n*edition.mark.missing*\n\n<div class=\"stele-fallback\" data-state=\"missing\" lang=\"en\" dir=\"ltr\">\n\nTwo *now*.\n\n</div>\n",
	},
	{
		name:   "missing paragraph between front matter and text",
		source: "First.\n\nSecond.\n", sp: []part{{kind: doc.Paragraph, text: "First."}, {kind: doc.Paragraph, text: "Second."}},
		target: "---\na: b\n---\n\nİkinci.\n", tp: []part{{kind: doc.Paragraph, text: "İkinci."}},
		rows: []Row{row("missing", one(0), nil), row("synced", one(1), one(0))},
		want: "---\na: b\n---\n\n> edition.notice\\_percent\n> edition.notice\\_missing\n\n*edition.mark.missing*\n\n<div class=\"stele-fallback\" data-state=\"missing\" lang=\"en\" dir=\"ltr\">\n\nFirst.\n\n</div>\n\nİkinci.\n",
	},
	{
		name:   "missing item",
		source: "1. a\n2. b\n3. c\n", sp: []part{{doc.Item, "a", "ordered list", ""}, {doc.Item, "b", "ordered list", ""}, {doc.Item, "c", "ordered list", ""}},
		target: "1) x\n2) z\n", tp: []part{{doc.Item, "x", "ordered list", ""}, {doc.Item, "z", "ordered list", ""}},
		rows: []Row{row("synced", one(0), one(0)), row("missing", one(1), nil), row("synced", one(2), one(1))},
		want: "> edition.notice\\_percent\n> edition.notice\\_missing\n\n1) x\n2) <span class=\"stele-fallback\" data-state=\"missing\" lang=\"en\" dir=\"ltr\" title=\"edition.mark.missing\">b</span>\n2) z\n",
	},
	{
		name:   "missing row of a table",
		source: "| a |\n|---|\n| b |\n| c |\n", sp: []part{{doc.Cell, "a", "table", ""}, {doc.Cell, "b", "table", ""}, {doc.Cell, "c", "table", ""}},
		target: "| x |\n|---|\n| z |\n", tp: []part{{doc.Cell, "x", "table", ""}, {doc.Cell, "z", "table", ""}},
		rows: []Row{row("synced", one(0), one(0)), row("missing", one(1), nil), row("synced", one(2), one(1))},
		want: "> edition.notice\\_percent\n> edition.notice\\_missing\n\n| x |\n|---|\n| <span class=\"stele-fallback\" data-state=\"missing\" lang=\"en\" dir=\"ltr\" title=\"edition.mark.missing\">b</span> |\n| z |\n",
	},
	{
		name:   "missing paragraph of an item",
		source: "- a\n\n  b\n- c\n", sp: []part{{doc.Item, "a", "list", ""}, {doc.Paragraph, "b", "list", ""}, {doc.Item, "c", "list", ""}},
		target: "*   x\n*   z\n", tp: []part{{doc.Item, "x", "list", ""}, {doc.Item, "z", "list", ""}},
		rows: []Row{row("synced", one(0), one(0)), row("missing", one(1), nil), row("synced", one(2), one(1))},
		want: "> edition.notice\\_percent\n> edition.notice\\_missing\n\n*   x\n\n    <span class=\"stele-fallback\" data-state=\"missing\" lang=\"en\" dir=\"ltr\" title=\"edition.mark.missing\">b</span>\n\n*   z\n",
	},
	{
		name:   "left out",
		source: "# A\n\nOne.\n\nTwo.\n", sp: []part{{doc.Heading, "A", "#", ""}, {kind: doc.Paragraph, text: "One."}, {kind: doc.Paragraph, text: "Two."}},
		target: "A\n=\n\nOne.\n\nİki.\n", tp: []part{{doc.Heading, "A", "#", ""}, {kind: doc.Paragraph, text: "One."}, {kind: doc.Paragraph, text: "İki."}},
		rows:     []Row{row("untranslated", one(0), one(0)), row("untranslated", one(1), one(1)), row("synced", one(2), one(2))},
		fallback: FallbackOmit,
		want:     "> edition.notice\\_percent\n> edition.notice\\_omitted\n\nİki.\n",
	},
	{
		name:   "line ends of the file",
		source: "One.\n\nTwo.\n\nThree.\n", sp: []part{{kind: doc.Paragraph, text: "One."}, {kind: doc.Paragraph, text: "Two."}, {kind: doc.Paragraph, text: "Three."}},
		target: "Bir.\r\n\r\nThree.\r\n", tp: []part{{kind: doc.Paragraph, text: "Bir."}, {kind: doc.Paragraph, text: "Three."}},
		rows: []Row{row("synced", one(0), one(0)), row("missing", one(1), nil), row("synced", one(2), one(1))},
		want: "> edition.notice\\_percent\r\n> edition.notice\\_missing\r\n\r\nBir.\r\n\r\n*edition.mark.missing*\r\n\r\n<div class=\"stele-fallback\" data-state=\"missing\" lang=\"en\" dir=\"ltr\">\r\n\r\nTwo.\r\n\r\n</div>\r\n\r\nThree.\r\n",
	},
	{
		name:   "stale, the old translation kept",
		source: "Two.\n", sp: []part{{kind: doc.Paragraph, text: "Two."}},
		target: "Bir.\n", tp: []part{{kind: doc.Paragraph, text: "Bir."}},
		rows:     []Row{row("stale", one(0), one(0))},
		fallback: FallbackOld,
		want:     "> edition.notice\\_percent\n> edition.notice\\_old\n\n*edition.mark.old*\n\n<div class=\"stele-fallback\" data-state=\"old\" lang=\"tr\" dir=\"ltr\">\n\nBir.\n\n</div>\n",
	},
	{
		name:   "a link's definition comes along",
		source: "One.\n\nSee [this][b].\n\n[a]: /a\n[b]: /b\n", sp: []part{{kind: doc.Paragraph, text: "One."}, {kind: doc.Paragraph, text: "See [this][b]."}},
		target: "Bir.", tp: []part{{kind: doc.Paragraph, text: "Bir."}},
		rows: []Row{row("synced", one(0), one(0)), row("missing", one(1), nil)},
		want: "> edition.notice\\_percent\n> edition.notice\\_missing\n\nBir.\n\n*edition.mark.missing*\n\n<div class=\"stele-fallback\" data-state=\"missing\" lang=\"en\" dir=\"ltr\">\n\nSee [this][b].\n\n</div>\n\n[b]: /b\n",
	},
	{
		name:   "a title that YAML must quote",
		source: "---\ntitle: 'Tea: a \"story\"'\n---\n", sp: []part{{doc.Field, `Tea: a "story"`, "", "title"}},
		target: "---\ntitle: Tea\n---\n\nx\n", tp: []part{{doc.Field, "Tea", "", "title"}},
		rows: []Row{row("untranslated", one(0), one(0))},
		want: "---\ntitle: \"Tea: a \\\"story\\\"\"\n---\n\n> edition.notice\\_percent\n> edition.notice\\_missing\n\nx\n",
	},
}

func TestMarkdown(t *testing.T) {
	for _, tc := range spliceCases {
		t.Run(tc.name, func(t *testing.T) {
			a := Article{ID: "x", Locale: "tr", Source: version(t, "en", tc.source, tc.sp...), Version: version(t, "tr", tc.target, tc.tp...), Rows: tc.rows}
			e, err := New(a, Options{Fallback: tc.fallback})
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tc.want, string(e.Markdown())); diff != "" {
				t.Errorf("-want +got\n%s", diff)
			}
		})
	}
}

// A note whose reference the translator lost is still among the notes, under a
// number of its own.
func TestNoteWithoutReference(t *testing.T) {
	src := "One.[^1] Two.[^2]\n\n[^1]: First.\n\n[^2]: Second.\n"
	target := "Bir. İki.[^2]\n\n[^2]: İkinci.\n"
	a := Article{
		ID: "x", Locale: "tr",
		Source:  version(t, "en", src, part{kind: doc.Paragraph, text: "One.[^1] Two.[^2]"}, part{doc.Note, "First.", "", "1"}, part{doc.Note, "Second.", "", "2"}),
		Version: version(t, "tr", target, part{kind: doc.Paragraph, text: "Bir. İki.[^2]"}, part{doc.Note, "İkinci.", "", "2"}),
		Rows:    []Row{row("synced", one(0), one(0)), row("missing", one(1), nil), row("synced", one(2), one(1))},
	}
	page := htmlOf(t, edition(t, a, ""))
	_, notes, _ := strings.Cut(page, `<section class="notes"`)
	for _, want := range []string{`<li id="ed-note-1"><p>İkinci.`, `<li id="ed-note-2" class="fallback">`, "First."} {
		if !strings.Contains(notes, want) {
			t.Errorf("the notes lack %s:\n%s", want, notes)
		}
	}
}

func TestDirectives(t *testing.T) {
	for _, tc := range []struct{ in, want string }{
		{"a\n", "a\n"},
		{":::note\nText\n:::\n", "\nText\n\n"},
		{":::tip[Good to know]\nText\n:::\n", "\n**Good to know**\n\nText\n\n"},
		{"/// warning | Mind this\n\nText\n\n///\n", "\n**Mind this**\n\n\nText\n\n\n"},
		{"> [!NOTE]\n> Text\n", "> \n> Text\n"},
		{"```\n:::note\n```\n", "```\n:::note\n```\n"},
		{"A line with ::: in it\n", "A line with ::: in it\n"},
	} {
		if got := string(plainDirectives([]byte(tc.in))); got != tc.want {
			t.Errorf("%q: got %q, want %q", tc.in, got, tc.want)
		}
	}
}

func TestFigure(t *testing.T) {
	v := whole("markdown", "en", "Text.\n\n![A quay](quay.jpg)\n\n*The quay. Photograph: M. Holt*\n\n*All* but this.\n")
	got := htmlOf(t, edition(t, Article{ID: "x", Locale: "en", Source: v, Version: v}, ""))
	want := "<figure>\n<img src=\"quay.jpg\" alt=\"A quay\" loading=\"lazy\"/>\n<figcaption>The quay. Photograph: M. Holt</figcaption>\n</figure>"
	if !strings.Contains(got, want) || !strings.Contains(got, "<p><em>All</em> but this.</p>") {
		t.Errorf("got %s", got)
	}
}
