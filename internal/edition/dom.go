package edition

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// element makes a node; attrs alternate names and values, those with an empty
// value are left out.
func element(name string, attrs ...string) *html.Node {
	n := &html.Node{Type: html.ElementNode, Data: name, DataAtom: atom.Lookup([]byte(name))}
	for i := 0; i+1 < len(attrs); i += 2 {
		if attrs[i+1] != "" {
			setAttr(n, attrs[i], attrs[i+1])
		}
	}
	return n
}

func textNode(s string) *html.Node { return &html.Node{Type: html.TextNode, Data: s} }

// with appends children and returns the node.
func with(n *html.Node, children ...*html.Node) *html.Node {
	for _, c := range children {
		n.AppendChild(c)
	}
	return n
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Namespace == "" && a.Key == name {
			return a.Val
		}
	}
	return ""
}

func hasAttr(n *html.Node, name string) bool {
	return slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Namespace == "" && a.Key == name })
}

func setAttr(n *html.Node, name, value string) {
	for i := range n.Attr {
		if n.Attr[i].Namespace == "" && n.Attr[i].Key == name {
			n.Attr[i].Val = value
			return
		}
	}
	n.Attr = append(n.Attr, html.Attribute{Key: name, Val: value})
}

func dropAttr(n *html.Node, name string) {
	n.Attr = slices.DeleteFunc(n.Attr, func(a html.Attribute) bool { return a.Key == name })
}

func hasClass(n *html.Node, class string) bool {
	return slices.Contains(strings.Fields(attr(n, "class")), class)
}

func isElement(n *html.Node, names ...string) bool {
	return n != nil && n.Type == html.ElementNode && slices.Contains(names, n.Data)
}

// find gives the descendants that the test accepts, in document order. It is
// complete before the caller changes the tree.
func find(n *html.Node, ok func(*html.Node) bool) []*html.Node {
	var out []*html.Node
	for d := range n.Descendants() {
		if ok(d) {
			out = append(out, d)
		}
	}
	return out
}

func findElements(n *html.Node, names ...string) []*html.Node {
	return find(n, func(d *html.Node) bool { return isElement(d, names...) })
}

func remove(n *html.Node) {
	if n.Parent != nil {
		n.Parent.RemoveChild(n)
	}
}

// children is a copy of the list, safe while the tree is changed.
func children(n *html.Node) []*html.Node { return slices.Collect(n.ChildNodes()) }

// moveChildren appends all of from's children to to.
func moveChildren(to, from *html.Node) {
	for _, c := range children(from) {
		from.RemoveChild(c)
		to.AppendChild(c)
	}
}

// unwrap puts a node's children in its place.
func unwrap(n *html.Node) {
	for _, c := range children(n) {
		n.RemoveChild(c)
		n.Parent.InsertBefore(c, n)
	}
	remove(n)
}

func insertAfter(n, after *html.Node) { after.Parent.InsertBefore(n, after.NextSibling) }

// textOf is what a reader reads in a node, white space folded.
func textOf(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		switch {
		case d.Type == html.TextNode:
			b.WriteString(d.Data)
		case isElement(d, "br", "p", "li", "td", "div"):
			b.WriteByte(' ')
		}
	}
	return fold(b.String())
}

func fold(s string) string { return strings.Join(strings.Fields(s), " ") }

func blank(n *html.Node) bool {
	return n.Type == html.CommentNode || n.Type == html.TextNode && strings.TrimSpace(n.Data) == ""
}

// empty reports whether nothing of a node would be seen.
func empty(n *html.Node) bool {
	for d := range n.Descendants() {
		if d.Type == html.TextNode && !blank(d) || isElement(d, "img", "hr", "input") {
			return false
		}
	}
	return true
}

// only is the node's single child that is not white space, or nil.
func only(n *html.Node) *html.Node {
	var found *html.Node
	for c := range n.ChildNodes() {
		if blank(c) {
			continue
		}
		if found != nil {
			return nil
		}
		found = c
	}
	return found
}

// lastElement is the last child that is not white space, or nil.
func lastElement(n *html.Node) *html.Node {
	c := n.LastChild
	for c != nil && blank(c) {
		c = c.PrevSibling
	}
	return c
}

// fragment parses sanitised HTML into a div.
func fragment(src string) *html.Node {
	root := element("div")
	nodes, err := html.ParseFragment(strings.NewReader(src), root)
	if err != nil { // a reader of a string does not fail
		return with(root, textNode(src))
	}
	return with(root, nodes...)
}

// inner renders a node's children.
func inner(n *html.Node) string {
	var b strings.Builder
	for c := range n.ChildNodes() {
		if err := html.Render(&b, c); err != nil { // only a raw-text element with children fails, and none is let in
			return html.EscapeString(textOf(n))
		}
	}
	return b.String()
}
