package importer

import (
	"net/url"
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
	return strings.TrimSpace(string(out)), err
}

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

// embeds lists what Markdown cannot show: players, frames and the like. Their
// addresses stay in the text as links.
func embeds(root *html.Node) []string {
	var out []string
	for n := range elements(root) {
		switch n.Data {
		case "iframe", "video", "audio", "embed", "object":
			if src := attr(n, "src") + attr(n, "data"); src != "" {
				out = append(out, n.Data+" "+src)
			}
		}
	}
	return out
}
