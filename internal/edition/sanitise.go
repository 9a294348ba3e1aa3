package edition

import (
	"net/url"
	"regexp"
	"strings"
	"sync"
	"unicode"

	"github.com/microcosm-cc/bluemonday"
	"golang.org/x/net/html"
)

// fallbackClass marks what stands in for a translation on its way through the
// Markdown renderer and the sanitiser. A text that forges it gains a label.
const fallbackClass = "stele-fallback"

// policy lets through what an article is written in: no styles, no forms, no
// frames, no scripts, no foreign vocabularies such as SVG.
var policy = sync.OnceValue(func() *bluemonday.Policy {
	p := bluemonday.NewPolicy()
	p.AllowElements("p", "br", "hr", "div", "section", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote",
		"ul", "ol", "li", "dl", "dt", "dd", "table", "thead", "tbody", "tfoot", "tr", "th", "td", "caption",
		"figure", "figcaption", "aside", "details", "summary", "pre", "code", "kbd", "samp", "var", "em", "strong", "b", "i",
		"u", "s", "del", "ins", "sub", "sup", "small", "mark", "abbr", "cite", "q", "dfn", "time", "span",
		"ruby", "rb", "rt", "rp", "bdi", "bdo", "wbr", "img", "a", "input")
	p.AllowNoAttrs().OnElements("span", "a")
	p.AllowAttrs("id").Matching(regexp.MustCompile(`^[\p{L}\p{N}\p{M}_:.\-]{1,200}$`)).Globally()
	p.AllowAttrs("lang").Matching(regexp.MustCompile(`^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,6}$`)).Globally()
	p.AllowAttrs("dir").Matching(regexp.MustCompile(`^(?i:ltr|rtl|auto)$`)).Globally()
	p.AllowAttrs("title").Globally()
	p.AllowAttrs("class").Matching(regexp.MustCompile(`^(stele-fallback|footnotes|footnote-ref|footnote-backref|language-[\w+#.-]+)$`)).Globally()
	p.AllowAttrs("data-state").Matching(regexp.MustCompile(`^(missing|untranslated|stale|old|foreign)$`)).OnElements("span")
	p.AllowAttrs("data-stele", "data-note").Matching(regexp.MustCompile(`^[\p{L}\p{N}_.\-]{1,40}$`)).OnElements("span", "p")
	p.AllowAttrs("colspan", "rowspan", "start", "value").Matching(bluemonday.Integer).OnElements("td", "th", "ol", "li")
	p.AllowAttrs("reversed", "open").Matching(regexp.MustCompile(`^$`)).OnElements("ol", "details")
	p.AllowAttrs("scope").Matching(regexp.MustCompile(`^(row|col|rowgroup|colgroup)$`)).OnElements("th")
	p.AllowAttrs("align").Matching(regexp.MustCompile(`^(left|right|center)$`)).OnElements("td", "th")
	p.AllowAttrs("datetime").Matching(regexp.MustCompile(`^[0-9T:.Z+\- ]{4,35}$`)).OnElements("time", "del", "ins")
	p.AllowAttrs("type").Matching(regexp.MustCompile(`^checkbox$`)).OnElements("input")
	p.AllowAttrs("checked", "disabled").Matching(regexp.MustCompile(`^(checked|disabled)?$`)).OnElements("input")
	p.AllowAttrs("href").OnElements("a")
	p.AllowAttrs("src", "alt").OnElements("img")
	p.AllowAttrs("width", "height").Matching(bluemonday.Integer).OnElements("img")
	p.AllowURLSchemes("http", "https", "mailto", "tel")
	p.AllowRelativeURLs(true)
	p.RequireParseableURLs(true)
	return p
})

// sanitise gives a tree without anything that acts. What comes back is built of
// listed elements and attributes only; own attributes are added afterwards.
func sanitise(src string) *html.Node {
	root := fragment(policy().Sanitize(src))
	for _, n := range findElements(root, "input") {
		if attr(n, "type") == "checkbox" { // of a task: nothing to tick on a page
			box := "☐ "
			if hasAttr(n, "checked") {
				box = "☑ "
			}
			n.Parent.InsertBefore(textNode(box), n)
		}
		remove(n)
	}
	for _, n := range findElements(root, "aside") { // a landmark within the article would be lost in it
		n.Data, n.DataAtom = "div", 0
		setAttr(n, "class", "aside")
	}
	for _, n := range findElements(root, "a") {
		if h := attr(n, "href"); h != "" && !safeLink(h) {
			dropAttr(n, "href")
		}
	}
	for _, n := range findElements(root, "li", "details") {
		// Without what they belong to they are no list and no disclosure.
		if n.Data == "li" && !isElement(n.Parent, "ul", "ol") || n.Data == "details" && findElements(n, "summary") == nil {
			n.Data, n.DataAtom = "div", 0
			dropAttr(n, "open")
			dropAttr(n, "value")
		}
	}
	for _, n := range findElements(root, "td", "th") {
		if a := attr(n, "align"); a != "" {
			dropAttr(n, "align")
			setAttr(n, "style", "text-align:"+a)
		}
	}
	return root
}

// safeLink reports whether an address may be a link: of a known scheme or
// relative, and without the characters that browsers drop or turn round before
// they read the scheme.
func safeLink(href string) bool {
	if strings.ContainsFunc(href, func(r rune) bool { return unicode.IsControl(r) || r == '\\' }) {
		return false
	}
	u, err := url.Parse(strings.TrimSpace(href))
	if err != nil {
		return false
	}
	switch strings.ToLower(u.Scheme) {
	case "", "http", "https", "mailto", "tel":
		return true
	}
	return false
}

// localPath reports whether an address stays on the page's own host.
func localPath(src string) bool {
	u, err := url.Parse(src)
	return err == nil && safeLink(src) && u.Scheme == "" && u.Host == "" && !strings.HasPrefix(src, "//") && u.Path != ""
}

// webURL gives an absolute http(s) address, or "".
func webURL(s string) string {
	u, err := url.Parse(s)
	if err != nil || !safeLink(s) || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	return u.String()
}
