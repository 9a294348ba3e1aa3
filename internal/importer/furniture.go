package importer

import (
	"net/url"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/net/html"

	"stele/internal/format/article"
	"stele/internal/lang"
)

// furnitureMarks are classes and ids, or their parts between hyphens, of what
// pages put around a text: those of common themes and plugins.
var furnitureMarks = map[string]bool{
	"share": true, "sharing": true, "sharedaddy": true, "addtoany": true, "social": true, "socials": true, "related": true, "relatedposts": true,
	"jp-relatedposts": true, "yarpp": true, "comments": true, "respond": true, "breadcrumb": true, "breadcrumbs": true, "cookie": true, "cookies": true,
	"gdpr": true, "consent": true, "newsletter": true, "subscribe": true, "pagination": true, "sidebar": true, "widget": true, "advert": true, "ads": true,
	"banner": true, "promo": true, "popup": true, "modal": true, "toc": true, "wpml": true, "language-switcher": true, "lang-switcher": true, "languages": true,
}

// menuMarks are furniture where nothing but links is in it.
var menuMarks = map[string]bool{"menu": true, "menus": true, "nav": true, "navigation": true, "navbar": true, "topmenu": true, "mainmenu": true}

// dropMarked takes out what a page itself calls furniture, and what no reader
// sees, before anything is looked for.
func (x *extraction) dropMarked(doc *html.Node) {
	for _, n := range all(doc, isHidden) {
		if holdsText(n) {
			continue
		}
		if n.Data == "nav" || isMarked(n) {
			x.links(n)
		}
		if isMarked(n) {
			x.drop(n)
		} else {
			remove(n)
		}
	}
	for _, n := range all(doc, func(n *html.Node) bool { return isMarked(n) && isNeverText(n) }) {
		if !holdsText(n) {
			x.drop(n)
		}
	}
	whole := len(fold(textOf(doc)))
	for _, n := range all(doc, isMarked) {
		// What holds the most of a page is no furniture, whatever it is called:
		// Blogger's "widget Blog" is the post.
		if holdsText(n) || n.Data != "aside" && len(fold(textOf(n)))*2 > whole {
			continue
		}
		x.links(n)
		x.drop(n)
	}
}

// isNeverText reports furniture that may be longer than the text.
func isNeverText(n *html.Node) bool {
	return isCalled(n, "comments", "respond", "cookie", "cookies", "consent", "gdpr")
}

// holdsText reports what must stay: a theme may wrap the whole page in a class of
// such a name.
func holdsText(n *html.Node) bool {
	return n.Parent == nil || n.Data == "body" || n.Data == "html" ||
		first(n, func(c *html.Node) bool { return c.Data == "h1" || c.Data == "article" || c.Data == "main" }) != nil
}

func isHidden(n *html.Node) bool {
	switch n.Data {
	case "script", "style", "noscript", "template", "form", "button", "nav", "dialog", "svg", "input", "select":
		return true
	}
	for _, a := range n.Attr {
		if a.Key == "hidden" || a.Key == "aria-hidden" && a.Val == "true" && n.Data != "a" {
			return true
		}
		if a.Key == "style" && strings.Contains(strings.ReplaceAll(strings.ToLower(a.Val), " ", ""), "display:none") {
			return true
		}
	}
	return false
}

func isMarked(n *html.Node) bool {
	switch n.Data {
	case "html", "body", "article", "main", "p", "h1", "a", "img", "figure", "time", "link", "meta", "head":
		return false
	}
	if h := first(n, isHeading); h != nil && attr(n, "id") != "" && Slug(attr(n, "id")) == Slug(textOf(h)) {
		return false // a section, with an id made of its heading
	}
	for _, word := range marks(n) {
		if furnitureMarks[word] || menuMarks[word] && isLinks(n) {
			return true
		}
		parts := strings.FieldsFunc(word, func(r rune) bool { return r == '-' || r == '_' })
		// "post-share-buttons", but not "no-sidebar" or "has-share".
		if len(parts) > 1 && parts[0] != "no" && parts[0] != "has" && parts[0] != "with" && slices.ContainsFunc(parts, func(p string) bool { return furnitureMarks[p] }) {
			return true
		}
	}
	return false
}

func isHeading(n *html.Node) bool {
	return len(n.Data) == 2 && n.Data[0] == 'h' && n.Data[1] >= '1' && n.Data[1] <= '6'
}

// drop removes an element and lists what it said.
func (x *extraction) drop(n *html.Node) {
	if text := fold(textOf(n)); text != "" && !contains(x.post.Dropped, clipped(text)) {
		x.post.Dropped = append(x.post.Dropped, clipped(text))
	}
	remove(n)
}

func clipped(text string) string {
	r := []rune(keptMark.ReplaceAllString(text, ""))
	if len(r) > 120 {
		return string(r[:119]) + "…"
	}
	return string(r)
}

// furniture takes out of the text what is furniture by what it says, in any of
// the languages that package article knows.
func (x *extraction) furniture(content *html.Node) {
	for _, n := range all(content, isTextBlock) {
		if n.Parent == nil && n != content || first(n, isTextBlock) != nil {
			continue
		}
		text := fold(textOf(n))
		switch label, value, found := strings.Cut(text, ":"); {
		case text == "" || len(text) > 400:
		case article.IsLanguageList(text):
			x.links(n)
			x.drop(n)
		case found && x.post.Date == "" && article.IsDateLabel(label) && dayIn(value, x.head.locale) != "":
			x.post.Date = dayIn(value, x.head.locale)
			x.drop(n)
		case found && value != "" && article.IsLabel(label) && n.Data[0] != 'h' && onlyLinks(n, value):
			x.drop(n)
		case article.IsLabel(text) && (n.Data[0] != 'h' || followedByLinks(n)):
			if n.Data[0] == 'h' {
				x.dropList(n)
			}
			x.drop(n)
		}
	}
}

// onlyLinks reports a line such as "Share: VK, X", all links after its label.
func onlyLinks(n *html.Node, value string) bool {
	var b strings.Builder
	for _, a := range all(n, func(n *html.Node) bool { return n.Data == "a" }) {
		b.WriteString(textOf(a))
	}
	letters := func(s string) string {
		return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) }), "")
	}
	return b.Len() > 0 && letters(b.String()) == letters(value)
}

// followedByLinks reports a heading such as "Similar posts" with nothing but
// links under it, or nothing at all.
func followedByLinks(n *html.Node) bool {
	next := nextElement(n)
	return next == nil || isLinks(next)
}

func (x *extraction) dropList(n *html.Node) {
	if next := nextElement(n); next != nil && isLinks(next) {
		x.drop(next)
	}
}

func nextElement(n *html.Node) *html.Node {
	for n = n.NextSibling; n != nil && n.Type != html.ElementNode; n = n.NextSibling {
	}
	return n
}

// isLinks reports a block whose words are all in links.
func isLinks(n *html.Node) bool {
	if n.Data == "a" {
		return true
	}
	linked := 0
	for _, a := range all(n, func(n *html.Node) bool { return n.Data == "a" }) {
		linked += len(fold(textOf(a)))
	}
	text := len(fold(textOf(n)))
	return text > 0 && linked*10 >= text*8
}

func isTextBlock(n *html.Node) bool {
	switch n.Data {
	case "p", "div", "li", "ul", "h1", "h2", "h3", "h4", "h5", "h6", "span", "section", "aside", "header", "footer":
		return true
	}
	return false
}

// languageLinks follows "also available in" and language menus anywhere on the
// page.
func (x *extraction) languageLinks(doc *html.Node) {
	for _, n := range all(doc, func(n *html.Node) bool { return n.Data == "p" || n.Data == "div" || n.Data == "ul" || n.Data == "li" }) {
		if len(n.Attr)+1 > 0 && article.IsLanguageList(fold(textOf(n))) {
			x.links(n)
		}
	}
}

// links notes the addresses that links named after languages lead to.
func (x *extraction) links(n *html.Node) {
	for _, a := range all(n, func(n *html.Node) bool { return n.Data == "a" && attr(n, "href") != "" }) {
		tag, ok := canonical(attr(a, "hreflang"))
		if !ok {
			tag, ok = canonical(attr(a, "lang"))
		}
		if !ok {
			tag, ok = lang.Named(fold(textOf(a)))
		}
		href := x.head.resolve(attr(a, "href"))
		if u, err := url.Parse(href); ok && err == nil && u.Path != "" && x.post.Alternates[tag] == "" {
			x.post.Alternates[tag] = href
		}
	}
}
