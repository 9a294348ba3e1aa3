package importer

import (
	"net/url"
	"regexp"
	"strconv"
	"strings"

	"github.com/JohannesKaufmann/html-to-markdown/v2/converter"
	"github.com/JohannesKaufmann/html-to-markdown/v2/plugin/base"
	"github.com/JohannesKaufmann/html-to-markdown/v2/plugin/commonmark"
	"github.com/JohannesKaufmann/html-to-markdown/v2/plugin/strikethrough"
	"github.com/JohannesKaufmann/html-to-markdown/v2/plugin/table"
	"golang.org/x/net/html"
)

// toMarkdown converts a tree. Addresses relative to the page become whole where
// the page's address is known.
func toMarkdown(root *html.Node, page *url.URL) (string, error) {
	prepare(root, page)
	mergeText(root)
	linkAddresses(root)
	c := converter.NewConverter(converter.WithPlugins(
		base.NewBasePlugin(),
		commonmark.NewCommonmarkPlugin(commonmark.WithEmDelimiter("*"), commonmark.WithStrongDelimiter("**"), commonmark.WithBulletListMarker("-")),
		table.NewTablePlugin(), strikethrough.NewStrikethroughPlugin(),
	))
	// 10² is not 102.
	for _, name := range []string{"sup", "sub"} {
		c.Register.RendererFor(name, converter.TagTypeInline, asHTML, converter.PriorityStandard)
	}
	out, err := c.ConvertNode(root)
	text := strings.TrimSpace(string(out))
	text = strings.TrimSpace(strings.TrimSuffix(text, "* * *")) // it parted the notes
	return autolink.ReplaceAllStringFunc(text, func(link string) string {
		if m := autolink.FindStringSubmatch(link); strings.ReplaceAll(m[1], `\`, "") == m[2] {
			return "<" + m[2] + ">"
		}
		return link
	}), err
}

// asHTML writes an element of a phrase as HTML, without attributes.
func asHTML(ctx converter.Context, w converter.Writer, n *html.Node) converter.RenderStatus {
	if strings.Trim(fold(textOf(n)), noteOpen+noteClose) == "" || strings.Contains(textOf(n), noteOpen) {
		return converter.RenderTryNext // a note's mark is raised by itself
	}
	w.WriteString("<" + n.Data + ">")
	ctx.RenderChildNodes(ctx, w, n)
	w.WriteString("</" + n.Data + ">")
	return converter.RenderSuccess
}

// autolink is a link whose words are its address.
var autolink = regexp.MustCompile(`\[(https?://[^\s\[\]]+)\]\((https?://[^\s()]+)\)`)

// prepare makes a tree say in plain elements what its attributes say: pictures
// that a script loads later, captions, addresses.
func prepare(root *html.Node, page *url.URL) {
	for _, n := range all(root, func(n *html.Node) bool { return n.Data == "img" || n.Data == "a" || n.Data == "figcaption" }) {
		switch n.Data {
		case "img":
			for _, lazy := range []string{"data-src", "data-lazy-src", "data-original"} {
				if src := attr(n, "src"); src == "" || strings.HasPrefix(src, "data:") {
					setAttr(n, "src", attr(n, lazy))
				}
			}
			setAttr(n, "src", absolute(page, attr(n, "src")))
			if src := attr(n, "src"); src == "" || strings.HasPrefix(src, "data:") {
				remove(n)
			}
		case "a":
			href := absolute(page, attr(n, "href"))
			if u, err := url.Parse(href); err != nil || u.Scheme != "" && u.Scheme != "http" && u.Scheme != "https" && u.Scheme != "mailto" && u.Scheme != "tel" {
				href = ""
			}
			if href == "" {
				n.Data, n.DataAtom, n.Attr = "span", 0, nil
			} else {
				setAttr(n, "href", href)
			}
		case "figcaption":
			// A caption is a paragraph in emphasis under its picture.
			n.Data, n.DataAtom = "p", 0
			if fold(textOf(n)) != "" && first(n, func(n *html.Node) bool { return n.Data == "em" || n.Data == "i" }) == nil {
				em := &html.Node{Type: html.ElementNode, Data: "em"}
				for n.FirstChild != nil {
					child := n.FirstChild
					n.RemoveChild(child)
					em.AppendChild(child)
				}
				n.AppendChild(em)
			}
		}
	}
}

// linkAddresses makes links of addresses that stand alone, which WordPress shows
// as what they lead to: as words they would be escaped.
func linkAddresses(root *html.Node) {
	for n := range root.Descendants() {
		if n.Type != html.TextNode || !aloneAddress.MatchString(n.Data) || inside(n, "a") || inside(n, "pre") || inside(n, "code") {
			continue
		}
		href := strings.TrimSpace(n.Data)
		n.Type, n.Data, n.Attr = html.ElementNode, "a", []html.Attribute{{Key: "href", Val: href}}
		n.AppendChild(&html.Node{Type: html.TextNode, Data: href})
	}
}

var aloneAddress = regexp.MustCompile(`^\s*https?://[^\s<>()\[\]]+\s*$`)

// mergeText makes one of text nodes side by side; the converter does so, too, in
// time that grows with their square.
func mergeText(root *html.Node) {
	for _, n := range append(all(root, func(n *html.Node) bool { return true }), root) {
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if c.Type != html.TextNode || c.NextSibling == nil || c.NextSibling.Type != html.TextNode {
				continue
			}
			var b strings.Builder
			b.WriteString(c.Data)
			for next := c.NextSibling; next != nil && next.Type == html.TextNode; next = c.NextSibling {
				b.WriteString(next.Data)
				n.RemoveChild(next)
			}
			c.Data = b.String()
		}
	}
}

func absolute(page *url.URL, ref string) string {
	ref = strings.TrimSpace(ref)
	if page == nil || page.Host == "" || strings.HasPrefix(ref, "#") || ref == "" {
		return ref
	}
	u, err := page.Parse(ref)
	if err != nil {
		return ""
	}
	return u.String()
}

// players puts a link in the place of what Markdown cannot show, a player or a
// frame, and lists it.
func (x *extraction) players(root *html.Node) {
	for _, n := range all(root, isPlayer) {
		if !within(n, root) {
			continue // an <embed> in an <object>
		}
		src := attr(n, "src") + attr(n, "data")
		if s := first(n, func(n *html.Node) bool { return n.Data == "source" }); src == "" && s != nil {
			src = attr(s, "src")
		}
		address := absolute(x.base, src)
		u, err := url.Parse(address)
		if err != nil || n.Parent == nil || address == "" || u.Scheme != "" && u.Scheme != "http" && u.Scheme != "https" || attr(n, "width") == "0" || attr(n, "height") == "0" {
			continue
		}
		link := "<" + u.String() + ">"
		if title := fold(attr(n, "title")); title != "" || u.Scheme == "" {
			link = "[" + escape(either(title, address)) + "](" + link + ")"
		}
		x.keep(n, link, n.Data+" "+address)
	}
}

// kept is what stands in the text in another form than the page's.
type kept struct {
	markdown, listed string
	found            bool // in the text
}

// The marks around the number of what is kept: words, so that neither a
// readability library nor a converter takes them for nothing.
const keptOpen, keptClose = "\ue002", "\ue003"

var keptMark = regexp.MustCompile(`[ \t]*` + keptOpen + `(\d+)` + keptClose + `[ \t]*`)

// keep puts a mark in the place of an element and the boxes that hold nothing
// else. It goes to the end of the paragraph before, where there is one, since a
// paragraph of its own looks like furniture to a readability library.
func (x *extraction) keep(n *html.Node, markdown, listed string) {
	x.kept = append(x.kept, kept{markdown: markdown, listed: listed})
	mark := &html.Node{Type: html.TextNode, Data: " " + keptOpen + strconv.Itoa(len(x.kept)-1) + keptClose}
	for p := n.Parent; p.Parent != nil && (p.Data == "div" || p.Data == "figure" || p.Data == "p" || p.Data == "span") && alone(n); p = n.Parent {
		n = p
	}
	before := n.PrevSibling
	for before != nil && before.Type != html.ElementNode {
		before = before.PrevSibling
	}
	switch {
	case n.Parent.Data == "p" || n.Parent.Data == "span" || n.Parent.Data == "li":
		n.Parent.InsertBefore(mark, n)
	case before != nil && before.Data == "p":
		before.AppendChild(mark)
	default:
		p := &html.Node{Type: html.ElementNode, Data: "p"}
		p.AppendChild(mark)
		n.Parent.InsertBefore(p, n)
	}
	remove(n)
}

// partOfBlock is a line of a note, a list, a quotation or a table.
var partOfBlock = regexp.MustCompile(`^(?:\[\^|\s+\S|[-*>|]|\d+\.)`)

// restore puts what is kept in the place of its marks, on a line of its own but
// in other blocks.
func (x *extraction) restore(body string) string {
	if len(x.kept) == 0 {
		return body
	}
	lines := strings.Split(body, "\n")
	for i, line := range lines {
		around := "\n\n"
		if partOfBlock.MatchString(line) {
			around = " "
		}
		lines[i] = keptMark.ReplaceAllStringFunc(line, func(m string) string {
			n, err := strconv.Atoi(keptMark.FindStringSubmatch(m)[1])
			if err != nil || n >= len(x.kept) {
				return ""
			}
			x.kept[n].found = true
			return around + x.kept[n].markdown + around
		})
	}
	return strings.TrimSpace(manyLines.ReplaceAllString(strings.Join(lines, "\n"), "\n\n"))
}

// restored puts back all that is kept. What is nowhere went with the furniture
// around it, and is listed as that.
func (x *extraction) restored() {
	x.post.Body = x.restore(x.post.Body)
	for _, p := range x.post.people() {
		p.Biography = x.restore(p.Biography)
		p.Name, p.Position = keptMark.ReplaceAllString(p.Name, ""), keptMark.ReplaceAllString(p.Position, "")
	}
	for _, k := range x.kept {
		if k.found {
			x.post.Kept = append(x.post.Kept, k.listed)
		} else {
			x.post.Dropped = append(x.post.Dropped, clipped(k.listed))
		}
	}
}

var manyLines = regexp.MustCompile(`\n[ \t]*\n(?:[ \t]*\n)+`)

func isPlayer(n *html.Node) bool {
	switch n.Data {
	case "iframe", "video", "audio", "embed", "object":
		return true
	}
	return false
}
