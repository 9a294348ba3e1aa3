package importer

import (
	"iter"
	"strings"

	"golang.org/x/net/html"
)

// elements visits the elements below a node in document order, without
// recursion: pages may be nested as deep as they like.
func elements(root *html.Node) iter.Seq[*html.Node] {
	return func(yield func(*html.Node) bool) {
		for n := range root.Descendants() {
			if n.Type == html.ElementNode && !yield(n) {
				return
			}
		}
	}
}

func first(root *html.Node, is func(*html.Node) bool) *html.Node {
	for n := range elements(root) {
		if is(n) {
			return n
		}
	}
	return nil
}

// all collects before anybody changes the tree.
func all(root *html.Node, is func(*html.Node) bool) []*html.Node {
	var out []*html.Node
	for n := range elements(root) {
		if is(n) {
			out = append(out, n)
		}
	}
	return out
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func setAttr(n *html.Node, name, value string) {
	for i := range n.Attr {
		if n.Attr[i].Key == name {
			n.Attr[i].Val = value
			return
		}
	}
	n.Attr = append(n.Attr, html.Attribute{Key: name, Val: value})
}

func inside(n *html.Node, name string) bool {
	for p := n.Parent; p != nil; p = p.Parent {
		if p.Type == html.ElementNode && p.Data == name {
			return true
		}
	}
	return false
}

func within(n, root *html.Node) bool {
	for ; n != nil; n = n.Parent {
		if n == root {
			return true
		}
	}
	return false
}

func remove(n *html.Node) {
	if n.Parent != nil {
		n.Parent.RemoveChild(n)
	}
}

// textOf is what a reader reads of a node; blocks and breaks part words.
func textOf(root *html.Node) string {
	var b strings.Builder
	for n := range root.Descendants() {
		switch {
		case n.Type == html.TextNode && (n.Parent == nil || n.Parent.Data != "style" && (n.Parent.Data != "script" || n.Parent == root)):
			b.WriteString(n.Data)
		case n.Type == html.ElementNode && isBlock(n):
			b.WriteByte('\n')
		}
	}
	if root.Type == html.TextNode {
		return root.Data
	}
	return b.String()
}

func isBlock(n *html.Node) bool {
	switch n.Data {
	case "p", "div", "br", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "td", "th", "table", "blockquote",
		"section", "article", "aside", "header", "footer", "figure", "figcaption", "pre", "hr", "dl", "dt", "dd", "nav", "main":
		return true
	}
	return false
}

// marks are the words of an element's class and id, in lower case.
func marks(n *html.Node) []string {
	return strings.FieldsFunc(strings.ToLower(attr(n, "class")+" "+attr(n, "id")), func(r rune) bool { return r == ' ' || r == '\t' || r == '\n' })
}
