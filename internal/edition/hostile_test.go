package edition

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"stele/internal/doc"
)

// hostile are texts that want to act in a reader's browser, those of
// testdata/hostile.json and some that are long. Each is tried as a whole body in
// every format, as a title, a name, a link and a picture; the browser tests open
// the same ones.
func hostile(t testing.TB) []string {
	t.Helper()
	data, err := os.ReadFile("testdata/hostile.json")
	if err != nil {
		t.Fatal(err)
	}
	var texts []string
	if err := json.Unmarshal(data, &texts); err != nil {
		t.Fatal(err)
	}
	return append(texts,
		strings.Repeat("<div>", 700)+"<script>alert(1)</script>",
		strings.Repeat("<b><a href=javascript:alert(1)>", 60),
		strings.Repeat("> ", 300)+"<img src=x onerror=alert(1)>",
	)
}

func TestHostile(t *testing.T) {
	for _, text := range hostile(t) {
		for _, a := range hostileArticles(text) {
			e, err := New(a, Options{Site: text})
			if err != nil {
				t.Fatal(err)
			}
			page, err := e.HTML()
			if err != nil {
				t.Errorf("%.80q: %v", text, err)
				continue
			}
			if bad := harm(string(page)); bad != "" {
				t.Errorf("%.120q as %s: %s", text, a.ID, bad)
			}
			e.Markdown()
		}
	}
}

func FuzzHostile(f *testing.F) {
	for _, text := range hostile(f) {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, a := range hostileArticles(text) {
			e, err := New(a, Options{})
			if err != nil {
				t.Fatal(err)
			}
			page, err := e.HTML()
			if err != nil {
				t.Fatal(err)
			}
			if bad := harm(string(page)); bad != "" {
				t.Errorf("%q as %s: %s", text, a.ID, bad)
			}
		}
	})
}

// hostileArticles puts a text wherever an article takes text.
func hostileArticles(text string) []Article {
	var out []Article
	for _, format := range []string{"markdown", "html", "text"} {
		body := whole(format, "tr", text)
		src := whole(format, "en", text)
		bio := whole("markdown", "en", text)
		out = append(out,
			Article{ID: format + " body", Locale: "tr", Source: src, Version: body},
			Article{ID: format + " fallback", Locale: "tr", Source: src, Version: body, Rows: []Row{{Source: []int{0}, Target: []int{0}, State: StateUntranslated}}},
			Article{ID: format + " insertion", Locale: "tr", Source: src, Version: whole(format, "tr", "x"), Rows: []Row{{Source: []int{0}, State: StateMissing, Language: text}}},
			Article{ID: format + " people", Locale: "tr", Source: src, URL: text,
				People: []Person{{ID: text, Name: text, Role: Author, Bio: bio, BioLocale: text, Photo: text, PhotoAlt: text, Links: []Link{{text, text}}}},
				Others: []Other{{Locale: "en", Href: text, Title: text, URL: text}}},
		)
	}
	meta := whole("markdown", "en", "x")
	meta.Meta = map[string][]string{"title": {text}, "date": {text}, "author": {text}, "translator": {text}, "description": {text}}
	return append(out, Article{ID: "metadata", Locale: "en", Source: meta})
}

// whole is a version that is one paragraph.
func whole(format, locale, text string) *doc.Version {
	return &doc.Version{Path: "x", Locale: locale, Format: format, Source: []byte(text), Segments: []doc.Segment{
		{Kind: doc.Paragraph, Span: doc.Span{End: len(text)}, Line: 1, EndLine: 1 + strings.Count(text, "\n"), Text: text},
	}}
}

var harmless = map[string]bool{"charset": true, "name": true, "property": true, "content": true, "http-equiv": true}

// harm says what in a page could act or ask another host for something, "" when
// nothing could.
func harm(page string) string {
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		return err.Error()
	}
	scripts, styles, csp := 0, 0, 0
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		if n.Namespace != "" {
			return "foreign element " + n.Data
		}
		switch n.Data {
		case "script":
			scripts++
			if attr(n, "type") != "application/ld+json" || len(n.Attr) != 1 || n.FirstChild == nil || !json.Valid([]byte(n.FirstChild.Data)) {
				return "script"
			}
		case "style":
			styles++
			if !inside(n, "head") {
				return "style in the body"
			}
		case "meta":
			for _, a := range n.Attr {
				if !harmless[a.Key] {
					return "meta " + a.Key
				}
			}
			if v := attr(n, "http-equiv"); v != "" {
				csp++
			}
			if inside(n, "body") {
				return "meta in the body"
			}
		case "link":
			if r := attr(n, "rel"); r != "canonical" && r != "alternate" || inside(n, "body") {
				return "link"
			}
		case "iframe", "object", "embed", "form", "base", "svg", "math", "video", "audio", "source", "button", "textarea",
			"select", "template", "noscript", "frame", "frameset", "applet", "portal", "marquee", "xmp", "plaintext":
			return n.Data
		}
		if bad := harmAttr(n); bad != "" {
			return bad
		}
	}
	if scripts != 1 || styles != 1 || csp != 1 {
		return "not exactly one description, style sheet and policy"
	}
	return ""
}

func harmAttr(n *html.Node) string {
	for _, a := range n.Attr {
		value := strings.ToLower(strings.Map(func(r rune) rune {
			if r <= ' ' || r == 0x7f {
				return -1
			}
			return r
		}, a.Val))
		switch {
		case strings.HasPrefix(a.Key, "on"):
			return "attribute " + a.Key
		case a.Key == "style" && !strings.HasPrefix(value, "text-align:"):
			return "style " + a.Val
		case a.Key == "src" && (strings.HasPrefix(value, "//") || strings.Contains(value, "\\") || schemeOf(value) != ""):
			return "picture " + a.Val
		case a.Key == "href":
			if scheme := schemeOf(value); scheme != "" && scheme != "http" && scheme != "https" && scheme != "mailto" && scheme != "tel" {
				return "link " + a.Val
			}
		case a.Key == "srcset", a.Key == "background", a.Key == "action", a.Key == "formaction", a.Key == "ping", a.Key == "srcdoc", a.Key == "data", a.Key == "autofocus":
			return "attribute " + a.Key
		}
	}
	return ""
}

// schemeOf is an address's scheme as a browser reads it.
func schemeOf(address string) string {
	scheme, _, has := strings.Cut(address, ":")
	if !has || strings.ContainsAny(scheme, "/?#%&") {
		return ""
	}
	return scheme
}
