package importer

import (
	"net/url"
	"regexp"
	"strings"
	"unicode"

	"golang.org/x/net/html"

	"stele/internal/format/article"
)

// boxMarks are classes and ids of author boxes, in common themes and plugins.
var boxMarks = map[string]bool{
	"author-box": true, "authorbox": true, "author-bio": true, "author-info": true, "about-author": true, "post-author": true, "entry-author": true,
	"author-description": true, "author-card": true, "author-profile": true, "saboxplugin-wrap": true, "molongui-author-box": true, "m-a-box": true,
	"ts-fab-wrapper": true, "abh_box": true, "pp-multiple-authors-boxes-wrapper": true, "td-author-name": true, "td_block_author_box": true,
	"wp-block-post-author": true, "wp-block-post-author-biography": true, "author-area": true, "yazar-kutusu": true, "author": true, "td-author-box": true,
	"author_box": true, "author_bio": true, "about_author": true, "contributor": true, "jeg_authorbox": true, "author-wrap": true, "authors": true,
}

// liftPeople takes the author boxes out of a page: elements that are called so,
// or that stand under "About the author".
func (x *extraction) liftPeople(doc *html.Node) {
	for _, n := range all(doc, isBox) {
		if attached(n, doc) {
			x.box(n)
		}
	}
	for _, h := range all(doc, func(n *html.Node) bool {
		return len(n.Data) == 2 && n.Data[0] == 'h' || n.Data == "p" || n.Data == "strong"
	}) {
		text := fold(textOf(h))
		if !attached(h, doc) || !article.IsBiographyHeading(text) && (h.Data[0] != 'h' || !contains(x.head.authors, article.BylineName(text))) {
			continue
		}
		box := &html.Node{Type: html.ElementNode, Data: "div"}
		for next := nextElement(h); next != nil && (len(next.Data) != 2 || next.Data[0] != 'h') && len(all(box, isParagraph)) < 4; next = nextElement(h) {
			next.Parent.RemoveChild(next)
			box.AppendChild(next)
		}
		if box.FirstChild == nil {
			continue
		}
		if x.person(box, article.BylineName(text)) {
			remove(h)
			continue
		}
		for box.FirstChild != nil { // no person: put it back
			child := box.LastChild
			box.RemoveChild(child)
			h.Parent.InsertBefore(child, h.NextSibling)
		}
	}
}

// boxWord is a class of an author box with a theme's name before it:
// elementor-author-box.
var boxWord = regexp.MustCompile(`[-_](?:author[-_]?(?:box|bio|info|card|profile|description)|about[-_](?:the[-_])?author)$`)

func attached(n, doc *html.Node) bool { return within(n, doc) }

func isParagraph(n *html.Node) bool { return n.Data == "p" || n.Data == "li" }

func isBox(n *html.Node) bool {
	switch n.Data {
	case "div", "section", "aside", "footer", "article":
	default:
		return false
	}
	for _, word := range marks(n) {
		if boxMarks[word] || boxWord.MatchString(word) {
			return len(fold(textOf(n))) < 6000 && first(n, func(c *html.Node) bool { return c.Data == "h1" || c.Data == "article" }) == nil
		}
	}
	return false
}

// box lifts an author box; an element that is called so and holds no biography
// is a byline, and is left for that.
func (x *extraction) box(n *html.Node) {
	if x.person(n, "") {
		remove(n)
	}
}

// biographyWords is how long a biography is at least.
const biographyWords = 8

// person reads an author box; false where it is none. under is a name in the
// heading over it, or "".
func (x *extraction) person(box *html.Node, under string) bool {
	p := Person{}
	for _, a := range all(box, func(n *html.Node) bool { return n.Data == "a" && attr(n, "href") != "" }) {
		href := x.head.resolve(attr(a, "href"))
		u, err := url.Parse(href)
		if err != nil || strings.HasPrefix(attr(a, "href"), "#") || u.Scheme != "http" && u.Scheme != "https" && u.Scheme != "mailto" {
			continue
		}
		if key := personKey(href); key != "" && p.Key == "" && isAuthorLink(a, u) {
			p.Key = key
		} else if !contains(p.Links, href) && !isAuthorLink(a, u) {
			p.Links = append(p.Links, href)
		}
	}
	if img := first(box, func(n *html.Node) bool { return n.Data == "img" }); img != nil {
		p.Photo, p.PhotoAlt = absolute(x.base, attr(img, "src")), fold(attr(img, "alt"))
		remove(img)
	}
	var rest []*html.Node
	for _, n := range leaves(box) {
		text := fold(textOf(n))
		switch {
		case text == "" || article.IsLabel(text) || article.IsBiographyHeading(text):
		case article.IsName(text) && len(rest) == 0:
			if p.Name == "" {
				p.Name = text
			}
		case isLinks(n):
		case p.Position == "" && len(rest) == 0 && len(strings.Fields(text)) < biographyWords && !strings.HasSuffix(text, "."):
			p.Position = text
		default:
			rest = append(rest, n)
		}
	}
	if p.Name == "" {
		p.Name = either(x.knownName(textOf(box)), under)
	}
	words := 0
	body := &html.Node{Type: html.ElementNode, Data: "div"}
	for _, n := range rest {
		words += len(strings.Fields(textOf(n)))
		para := n
		if n.Data != "p" && n.Data != "ul" && n.Data != "ol" {
			para = &html.Node{Type: html.ElementNode, Data: "p"}
			for n.FirstChild != nil {
				child := n.FirstChild
				n.RemoveChild(child)
				para.AppendChild(child)
			}
		} else {
			remove(n)
		}
		body.AppendChild(para)
	}
	if p.Name == "" || words < biographyWords && p.Key == "" && p.Photo == "" {
		return false
	}
	if words >= biographyWords {
		text, err := toMarkdown(body, x.base)
		if err != nil {
			return false
		}
		p.Biography = text
	}
	for _, known := range x.post.Authors {
		if known.Name == p.Name || known.Key != "" && known.Key == p.Key {
			return true // the same box again, at the top and at the end
		}
	}
	x.post.Authors = append(x.post.Authors, p)
	return true
}

// knownName is an author of the page's head whose name a text begins with.
func (x *extraction) knownName(text string) string {
	for _, name := range x.head.authors {
		if strings.HasPrefix(fold(text), name) {
			return name
		}
	}
	return ""
}

// leaves are the blocks of a box that hold no blocks.
func leaves(box *html.Node) []*html.Node {
	out := all(box, func(n *html.Node) bool {
		return isBlock(n) && n.Data != "br" && n.Data != "hr" && first(n, func(c *html.Node) bool { return isBlock(c) && c.Data != "br" }) == nil
	})
	// Words beside the blocks, as in <div><b>Name</b> text <p>…</p></div>.
	for _, n := range all(box, func(n *html.Node) bool {
		return n.Data == "span" || n.Data == "a" || n.Data == "strong" || n.Data == "b"
	}) {
		if n.Parent != nil && (n.Parent == box || n.Parent.Data == "div") && first(n.Parent, isBlock) != nil && !holds(out, n) {
			out = append([]*html.Node{n}, out...)
		}
	}
	if len(out) == 0 {
		out = []*html.Node{box}
	}
	return out
}

func holds(list []*html.Node, n *html.Node) bool {
	for _, x := range list {
		if within(n, x) {
			return true
		}
	}
	return false
}

// isAuthorLink reports a link to an author's own page on the site.
func isAuthorLink(a *html.Node, u *url.URL) bool {
	for _, rel := range strings.Fields(attr(a, "rel")) {
		if rel == "author" {
			return true
		}
	}
	return authorPath(u) != ""
}

// authorPath is the part of an address that names an author: /author/name,
// whatever the language before it.
func authorPath(u *url.URL) string {
	parts := strings.Split(strings.Trim(u.Path, "/"), "/")
	for i, p := range parts {
		switch p {
		case "author", "authors", "yazar", "yazarlar", "avtor", "people", "person", "staff", "experts", "expert", "team", "user", "users", "uzman":
			if i+1 < len(parts) && parts[i+1] != "" {
				return parts[i+1]
			}
		}
	}
	return ""
}

// personKey makes of an address what tells a person from others, whichever
// language of the site it leads to.
func personKey(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	if u.Scheme == "mailto" {
		return strings.ToLower("mailto:" + u.Opaque)
	}
	if name := authorPath(u); name != "" {
		return strings.ToLower(u.Hostname() + "/author/" + name)
	}
	return strings.ToLower(u.Hostname() + strings.TrimSuffix(u.Path, "/"))
}

// readingTime is what pages say of how long a text takes to read.
var readingTime = regexp.MustCompile(`(?i)^\d+\s*[- ]?(?:min(?:ute)?s?\.?\s+read|dk\.?\s+okuma|dakikalık okuma|мин(?:ут[аы]?)?\.?\s+(?:чтения|на чтение))[\s·.]*$|^(?:reading time|okuma süresi|время (?:чтения|на чтение))\s*:?\s*\S+\s*\S*$`)

// bylines takes "By A. Author" and dates out of the head of the text.
func (x *extraction) bylines(content *html.Node) {
	for _, n := range all(content, func(n *html.Node) bool { return n.Data == "img" && contains(x.head.authors, fold(attr(n, "alt"))) }) {
		x.post.Dropped = append(x.post.Dropped, clipped("img "+attr(n, "src")))
		for alone(n) && n.Parent.Data == "a" {
			n = n.Parent
		}
		remove(n)
	}
	seen := 0
	for _, n := range all(content, isTextBlock) {
		if n.Parent == nil || first(n, isTextBlock) != nil {
			continue
		}
		text := fold(textOf(n))
		if text == "" {
			continue
		}
		if seen++; seen > 6 || len(strings.Fields(text)) > 20 {
			return
		}
		switch {
		case !strings.ContainsFunc(text, unicode.IsLetter) && !strings.ContainsAny(text, keptOpen+noteOpen), readingTime.MatchString(text):
			x.drop(n)
		case article.IsByline(text):
			if name := article.BylineName(text); name != "" && len(x.post.Authors) == 0 && len(x.head.authors) == 0 {
				x.head.authors = append(x.head.authors, name)
			}
			x.drop(n)
		case len(strings.Fields(text)) <= 5 && dayIn(text, x.head.locale) != "":
			if x.post.Date == "" {
				x.post.Date = dayIn(text, x.head.locale)
			}
			x.drop(n)
		case contains(x.head.authors, text):
			x.drop(n)
		}
	}
}
