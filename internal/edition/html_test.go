package edition

import (
	"strings"
	"testing"

	"stele/internal/doc"
	"stele/internal/format"
)

const page = `<!doctype html>
<html lang="%s"><head><meta charset="utf-8"><title>TITLE | Site</title>
<meta property="article:published_time" content="2022-11-05T08:00:00+00:00"></head>
<body>
<nav><a href="/">Home</a> <a href="/about">About</a></nav>
<div class="share">Share:</div>
<article>
<h1>TITLE</h1>
<p>FIRST<a href="#_ftn1" id="_ftnref1">[1]</a></p>
<figure><img src="quay.jpg" alt="ALT"><figcaption>CAPTION</figcaption></figure>
SECOND
<ul><li>ITEM</li></ul>
<p onclick="alert(1)">THIRD</p>
<p><a href="#_ftnref1" id="_ftn1">[1]</a> NOTE</p>
</article>
<footer><p>All rights reserved by the site, which is not part of this article at all.</p></footer>
<script>track()</script>
</body></html>
`

func htmlVersion(t *testing.T, locale string, words ...string) *doc.Version {
	t.Helper()
	src := strings.NewReplacer(append([]string{"%s", locale}, words...)...).Replace(page)
	v, err := format.Parse("quay."+locale+".html", []byte(src))
	if err != nil {
		t.Fatal(err)
	}
	v.Locale = locale
	return v
}

func quay(t *testing.T) Article {
	t.Helper()
	a := Article{
		ID: "quay", Locale: "tr",
		Source: htmlVersion(t, "en", "TITLE", "The long quay", "FIRST", "The quay is longer than the town behind it, and older than its oldest house.",
			"ALT", "A quay", "CAPTION", "The quay in winter", "SECOND", "<p>Nobody <em>counts</em> its stones, although the town council has been asked to do so.</p>",
			"ITEM", "one stone for each family", "THIRD", "A stone that falls is put back by the family whose stone it was, within a year.", "NOTE", "Town archive, 1911."),
		Version: htmlVersion(t, "tr", "TITLE", "Uzun rıhtım", "FIRST", "Rıhtım, arkasındaki kasabadan uzun, en eski evinden de eskidir.",
			"ALT", "Bir rıhtım", "CAPTION", "Kışın rıhtım", "SECOND", "",
			"ITEM", "her aile için bir taş", "THIRD", "A stone that falls is put back by the family whose stone it was, within a year.", "NOTE", "Kasaba arşivi, 1911."),
	}
	// One paragraph is missing, one is still in the source's language; what
	// remains is in the same order on both sides.
	target := 0
	for i := range a.Source.Segments {
		s := &a.Source.Segments[i]
		r := Row{Source: []int{i}}
		switch {
		case strings.HasPrefix(s.Text, "Nobody"):
			r.State = StateMissing
		case strings.HasPrefix(s.Text, "A stone"):
			r.State = StateUntranslated
			fallthrough
		default:
			r.Target = []int{target}
			target++
		}
		a.Rows = append(a.Rows, r)
	}
	if target != len(a.Version.Segments) {
		t.Fatalf("%d segments of %d", target, len(a.Version.Segments))
	}
	return a
}

func TestHTMLSource(t *testing.T) {
	page := htmlOf(t, edition(t, quay(t), ""))
	text := page[strings.Index(page, "<main"):]
	for _, want := range []string{
		"<h1>Uzun rıhtım</h1>",
		`<time datetime="2022-11-05">5 Kasım 2022</time>`,
		`eskidir.<sup class="ref"><a id="ed-ref-1" href="#ed-note-1"`,
		`<img src="quay.jpg" alt="Bir rıhtım"`,
		"<figcaption>Kışın rıhtım</figcaption>",
		"<p>Nobody <em>counts</em> its stones",
		"<li>her aile için bir taş</li>",
		"<p>A stone that falls",
		"Kasaba arşivi, 1911.",
		`<div class="fallback" lang="en" dir="ltr">`,
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the page lacks %s", want)
		}
	}
	for _, not := range []string{"All rights", "Home", "Share", "track", "onclick", "[1]", "_ftn", "data-"} {
		if strings.Contains(text, not) {
			t.Errorf("the page has %s", not)
		}
	}
	if strings.Index(text, "Nobody") < strings.Index(text, "figcaption") || strings.Index(text, "Nobody") > strings.Index(text, "her aile") {
		t.Error("the missing paragraph is not in its place")
	}
	if t.Failed() {
		t.Log(text)
	}
}

func TestHTMLAsMarkdown(t *testing.T) {
	got := string(edition(t, quay(t), "").Markdown())
	for _, want := range []string{
		"title: \"Uzun rıhtım\"", "date: 2022-11-05", "\n\nNobody *counts* its stones, although", "\n- her aile için bir taş",
		`lang="en" dir="ltr"`, "Kasaba arşivi, 1911.",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("the text lacks %q", want)
		}
	}
	if t.Failed() {
		t.Log(got)
	}
}
