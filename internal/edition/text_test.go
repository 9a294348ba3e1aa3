package edition

import (
	"strings"
	"testing"

	"stele/internal/doc"
	"stele/internal/format"
)

const textPost = `Share:

The quiet pier

Similar Posts

The pier was closed in 1961, and nobody has asked the town council for it since, although the boards are sound and the lamps still work.[1] A visitor would not guess it.

Two of the lamps are lit by hand, as the log of the harbour says, and a third one burns when a boat is expected from the south, which is rare.[2]

[1] “The pier”, Town Record, https://example.org/pier, (accessed 2 May 2023).

[2] Harbour log, 1961.

Dr. Ada LIND
Dr. Ada LIND
Ada Lind is a historian of small harbours. She studied in Bergen and has written about piers, lamps and ferries for twenty years.
`

func textVersion(t *testing.T, locale, src string) *doc.Version {
	t.Helper()
	v, err := format.Parse("pier.txt", []byte(src))
	if err != nil {
		t.Fatal(err)
	}
	v.Locale = locale
	return v
}

func TestPlainText(t *testing.T) {
	v := textVersion(t, "en", textPost)
	page := htmlOf(t, edition(t, Article{ID: "pier", Locale: "en", Source: v, Version: v}, ""))
	for _, want := range []string{
		"<h1>The quiet pier</h1>",
		"<p>By Dr. Ada LIND</p>",
		`still work.<sup class="ref"><a id="ed-ref-1" href="#ed-note-1" role="doc-noteref" aria-label="Note 1">1</a></sup> A visitor`,
		`<li id="ed-note-1"><p>“The pier”, Town Record, <a href="https://example.org/pier">https://example.org/pier</a>`,
		`href="#ed-ref-2"`,
		"<h3>Dr. Ada LIND</h3>",
		`<div class="bio">`,
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %s", want)
		}
	}
	for _, not := range []string{"Share:", "Similar Posts", "[1]", "<p>Dr. Ada"} {
		if strings.Contains(page, not) {
			t.Errorf("the page has %s", not)
		}
	}
}

// A biography in another language than the page says so.
func TestForeignBiography(t *testing.T) {
	src := strings.ReplaceAll(textPost, "Ada Lind is a historian of small harbours. She studied in Bergen and has written about piers, lamps and ferries for twenty years.",
		"Ada Lind küçük limanların tarihini araştırıyor. Bergen’de okudu; yirmi yıldır iskeleler, fenerler ve vapurlar üzerine yazıyor.")
	v := textVersion(t, "en", src)
	a := Article{ID: "pier", Locale: "en", Source: v, Version: v, Others: []Other{{Locale: "tr", Href: "tr.html"}}}
	page := htmlOf(t, edition(t, a, ""))
	for _, want := range []string{
		`<div class="bio" lang="tr" dir="ltr">`,
		`<span class="label" lang="en" dir="ltr">Not available in this language yet; shown in Turkish</span>`,
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %s", want)
		}
	}
}

func TestTextAsMarkdown(t *testing.T) {
	v := textVersion(t, "en", textPost)
	got := string(edition(t, Article{ID: "pier", Locale: "en", Source: v, Version: v}, "").Markdown())
	for _, want := range []string{
		"---\ntitle: \"The quiet pier\"\nlang: \"en\"\nauthor: \"Dr. Ada LIND\"\n---\n",
		"still work.[^1] A visitor",
		"\n[^1]: “The pier”, Town Record, https://example.org/pier,",
		"\n[^2]: Harbour log, 1961.\n",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("the text lacks %q:\n%s", want, got)
		}
	}
}
