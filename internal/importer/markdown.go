package importer

import (
	"net/url"
	"regexp"
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
	c := converter.NewConverter(converter.WithPlugins(
		base.NewBasePlugin(),
		commonmark.NewCommonmarkPlugin(commonmark.WithEmDelimiter("*"), commonmark.WithStrongDelimiter("**"), commonmark.WithBulletListMarker("-")),
		table.NewTablePlugin(), strikethrough.NewStrikethroughPlugin(),
	))
	out, err := c.ConvertNode(root)
	text := strings.TrimSpace(string(out))
	text = strings.TrimSpace(strings.TrimSuffix(text, "* * *")) // it parted the notes
	return autolink.ReplaceAllStringFunc(text, func(link string) string {
		if m := autolink.FindStringSubmatch(link); m[1] == m[2] {
			return "<" + m[2] + ">"
		}
		return link
	}), err
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
		src := attr(n, "src") + attr(n, "data")
		if s := first(n, func(n *html.Node) bool { return n.Data == "source" }); src == "" && s != nil {
			src = attr(s, "src")
		}
		address := absolute(x.base, src)
		u, err := url.Parse(address)
		if err != nil || n.Parent == nil || address == "" || u.Scheme != "" && u.Scheme != "http" && u.Scheme != "https" || attr(n, "width") == "0" || attr(n, "height") == "0" {
			continue
		}
		x.post.Kept = append(x.post.Kept, n.Data+" "+address)
		a := &html.Node{Type: html.ElementNode, Data: "a", Attr: []html.Attribute{{Key: "href", Val: address}}}
		a.AppendChild(&html.Node{Type: html.TextNode, Data: either(fold(attr(n, "title")), address)})
		p := &html.Node{Type: html.ElementNode, Data: "p"}
		p.AppendChild(a)
		n.Parent.InsertBefore(p, n)
		remove(n)
	}
}

func isPlayer(n *html.Node) bool {
	switch n.Data {
	case "iframe", "video", "audio", "embed", "object":
		return true
	}
	return false
}
