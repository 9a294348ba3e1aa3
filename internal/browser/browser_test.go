package browser

import (
	"net/http"
	"strings"
	"testing"
)

// The harness itself: a bad page is found bad, or it would pass every page.
const badPage = `<!doctype html><html><head><title>x</title></head><body>
<h1>One</h1><h4>Four</h4>
<p style="color:#bbb;background:#fff">pale</p>
<img src="https://tracker.example/pixel.png">
<a href="#a" style="outline:none">no ring</a>
<div style="width:3000px">wide</div>
<script>console.error("boom"); undefinedName()</script>
</body></html>`

const goodPage = `<!doctype html><html lang="en"><head><title>Good</title><meta name="viewport" content="width=device-width"></head>
<body><main><h1>One</h1><h2>Two</h2><p><a href="#b" id="b">back</a> <a href="/other">other</a></p></main></body></html>`

func pages(t *testing.T) (*Browser, *Site) {
	b := ForTest(t)
	return b, b.ServeHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		switch r.URL.Path {
		case "/bad.html":
			w.Write([]byte(badPage))
		default:
			w.Write([]byte(goodPage))
		}
	}))
}

func TestBadPageIsFoundBad(t *testing.T) {
	b, site := pages(t)
	p := b.Visit(t, site, "bad.html", Phone)
	messages := strings.Join(p.Messages(), "\n")
	for _, want := range []string{"boom", "undefinedName"} {
		if !strings.Contains(messages, want) {
			t.Errorf("no %q in %q", want, messages)
		}
	}
	if got := strings.Join(p.Outside(), " "); got != "https://tracker.example/pixel.png" {
		t.Errorf("asked outside: %q", got)
	}
	if n, err := p.Overflow(); err != nil || n < 2000 {
		t.Errorf("overflow %d, %v", n, err)
	}
	stops, err := p.Walk(5)
	if err != nil || len(stops) != 1 || stops[0].Ring {
		t.Errorf("stops %+v, %v", stops, err)
	}
	violations, err := p.Axe()
	absent(t, err)
	found := map[string]bool{}
	for _, v := range violations {
		found[v.ID] = true
	}
	for _, id := range []string{"color-contrast", "html-has-lang", "heading-order", "image-alt", "landmark-one-main"} {
		if !found[id] {
			t.Errorf("axe does not find %s", id)
		}
	}
}

func TestGoodPageIsFoundGood(t *testing.T) {
	b, site := pages(t)
	p := b.Visit(t, site, "good.html", Desk)
	p.CheckQuiet(t)
	if stops := p.CheckKeyboard(t, 5); len(stops) != 2 {
		t.Errorf("stops %+v", stops)
	}
	pdf, err := p.PDF()
	if err != nil || !strings.HasPrefix(string(pdf), "%PDF-") {
		t.Errorf("no PDF: %v", err)
	}
	png, err := p.Screenshot()
	if err != nil || !strings.HasPrefix(string(png), "\x89PNG") {
		t.Errorf("no screenshot: %v", err)
	}
	p.CheckAxe(t)
}
