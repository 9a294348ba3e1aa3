package edition

import (
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"

	"stele/internal/lang"
)

// finished is a body ready for the page.
type finished struct {
	body  *html.Node
	notes *html.Node // nil when there are none
	head  string     // the article's own heading of its notes, "" when it has none
}

// finish turns the rendered text into the page's body.
func (e *Edition) finish(titles ...string) finished {
	root := e.body()
	ownIDs(root)
	dropTitle(root, titles)
	e.pictures(root)
	e.links(root)
	figures(root)
	f := finished{body: root}
	f.notes, f.head = e.takeNotes(root)
	e.fallbacks(root)
	if f.notes != nil {
		e.fallbacks(f.notes)
	}
	levels(root)
	paragraph(root)
	for _, n := range findElements(root, "pre") { // scrolls, so a keyboard must reach it
		setAttr(n, "tabindex", "0")
	}
	for _, t := range findElements(root, "table") {
		wrapIn(t, element("div", "class", "table", "tabindex", "0"))
	}
	for _, n := range find(root, func(n *html.Node) bool { return isElement(n, "p", "li", "blockquote") && empty(n) }) {
		if n.Parent != nil && !isElement(n, "li") {
			remove(n)
		}
	}
	return f
}

// idPrefix is of the page's own ids; a text cannot take one.
const idPrefix = "ed-"

func ownIDs(root *html.Node) {
	for _, n := range find(root, func(n *html.Node) bool { return strings.HasPrefix(attr(n, "id"), idPrefix) }) {
		dropAttr(n, "id")
	}
}

// dropTitle takes out the text's first heading when it says the title again.
func dropTitle(root *html.Node, titles []string) {
	hs := findElements(root, "h1", "h2", "h3", "h4", "h5", "h6")
	if len(hs) == 0 {
		return
	}
	have := textOf(hs[0])
	for _, t := range titles {
		if t != "" && strings.EqualFold(fold(t), have) {
			dropBlock(hs[0], root)
			return
		}
	}
}

// paragraph puts stray text between blocks, which an element that is not let in
// leaves behind, into paragraphs.
func paragraph(root *html.Node) {
	boxes := append(find(root, func(n *html.Node) bool {
		return isElement(n, "div") && slices.ContainsFunc(children(n), isBlock)
	}), root)
	for _, box := range boxes {
		var p *html.Node
		for _, c := range children(box) {
			switch {
			case isBlock(c), p == nil && blank(c):
				p = nil
			default:
				if p == nil {
					p = element("p")
					box.InsertBefore(p, c)
				}
				box.RemoveChild(c)
				p.AppendChild(c)
			}
		}
	}
}

func isBlock(n *html.Node) bool {
	return isElement(n, "p", "div", "section", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "ul", "ol", "li", "dl", "table",
		"figure", "figcaption", "details", "summary", "pre", "hr")
}

// levels makes the text's headings follow the page's h1 without gaps.
func levels(root *html.Node) {
	var open []int // levels as written, of the headings that the next one may stand under
	for _, h := range findElements(root, "h1", "h2", "h3", "h4", "h5", "h6") {
		was := int(h.Data[1] - '0')
		for len(open) > 0 && open[len(open)-1] >= was {
			open = open[:len(open)-1]
		}
		open = append(open, was)
		h.Data = "h" + strconv.Itoa(min(len(open)+1, 6))
		h.DataAtom = 0
	}
}

// pictures keeps what the page can show without asking another host; others
// become links.
func (e *Edition) pictures(root *html.Node) {
	for _, img := range findElements(root, "img") {
		src, alt := attr(img, "src"), attr(img, "alt")
		if localPath(src) {
			carried := picture(src, e.article.Image)
			setAttr(img, "src", carried)
			setAttr(img, "alt", alt)
			if carried == src { // what the page carries is there already, for a printer too
				setAttr(img, "loading", "lazy")
			}
			continue
		}
		label := e.opt.Labels.Text("edition.picture_unnamed")
		if alt != "" {
			label = e.opt.Labels.Text("edition.picture", "Text", alt)
		}
		var n *html.Node
		if u := webURL(src); u != "" && !inside(img, "a") {
			n = with(element("a", "href", u, "rel", "noopener"), textNode(label))
		} else if alt != "" {
			n = with(element("span"), textNode(alt))
		}
		if n != nil {
			img.Parent.InsertBefore(n, img)
		}
		remove(img)
	}
}

// figures makes a picture that stands alone a figure, with the paragraph below
// it as its caption where that is all in italics, as Markdown's writers do.
func figures(root *html.Node) {
	for _, img := range findElements(root, "img") {
		p := img.Parent
		if !isElement(p, "p") || only(p) != img {
			continue
		}
		next := p.NextSibling
		for next != nil && blank(next) {
			next = next.NextSibling
		}
		fig := with(element("figure"), textNode("\n"))
		p.Parent.InsertBefore(fig, p)
		remove(p)
		remove(img)
		with(fig, img, textNode("\n"))
		if em := next; isElement(em, "p") && isElement(only(em), "em", "i") {
			caption := element("figcaption")
			moveChildren(caption, only(em))
			remove(next)
			with(fig, caption, textNode("\n"))
		}
	}
}

func inside(n *html.Node, name string) bool {
	for p := range n.Ancestors() {
		if isElement(p, name) {
			return true
		}
	}
	return false
}

func wrapIn(n, box *html.Node) {
	n.Parent.InsertBefore(box, n)
	remove(n)
	box.AppendChild(n)
}

const markAttr = "data-mark"

// fallbacks gives what stands in for a translation its language, and a label to
// every run of such blocks.
func (e *Edition) fallbacks(root *html.Node) {
	for _, s := range find(root, func(n *html.Node) bool { return isElement(n, "span") && hasClass(n, fallbackClass) }) {
		mark := attr(s, "data-state")
		if mark == "" {
			mark = "missing"
		}
		dropAttr(s, "data-state")
		p := s.Parent
		if p == root || !isElement(p, "p", "li", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6", "dt", "dd", "figcaption", "caption", "summary", "small") || !alone(s) {
			setAttr(s, "class", "fallback")
			setAttr(s, "title", e.label(mark, attr(s, "lang")))
			continue
		}
		setAttr(p, "lang", attr(s, "lang"))
		setAttr(p, "dir", attr(s, "dir"))
		setAttr(p, markAttr, mark)
		unwrap(s)
	}
	boxes := find(root, func(n *html.Node) bool {
		return isElement(n, "ul", "ol", "blockquote", "tr", "thead", "tbody", "table", "dl", "li", "figure")
	})
	for _, n := range slices.Backward(boxes) { // the innermost first
		lift(n)
	}
	e.group(root)
}

// lift moves a mark from all of a node's children to the node.
func lift(n *html.Node) {
	first := ""
	for c := range n.ChildNodes() {
		if blank(c) {
			continue
		}
		key := attr(c, markAttr) + " " + attr(c, "lang")
		if attr(c, markAttr) == "" || first != "" && key != first {
			return
		}
		first = key
	}
	if first == "" || attr(n, markAttr) != "" {
		return
	}
	for c := range n.ChildNodes() {
		if blank(c) {
			continue
		}
		for _, name := range []string{markAttr, "lang", "dir"} {
			setAttr(n, name, attr(c, name))
			dropAttr(c, name)
		}
	}
}

// group puts each run of marked blocks into a box with one label. Where no box
// can stand, in lists and tables, the node itself is marked.
func (e *Edition) group(root *html.Node) {
	for _, n := range find(root, func(n *html.Node) bool { return attr(n, markAttr) != "" }) {
		mark, locale := attr(n, markAttr), attr(n, "lang")
		if mark == "" { // in a box already
			continue
		}
		if isElement(n, "tr", "thead", "tbody") {
			for _, c := range findElements(n, "td", "th") {
				e.markInside(c, mark, locale)
			}
			e.clear(n)
			continue
		}
		if isElement(n, "li", "td", "th", "dt", "dd", "caption", "figcaption", "summary", "small") {
			e.markInside(n, mark, locale)
			continue
		}
		box := element("div", "class", "fallback", "lang", locale, "dir", attr(n, "dir"))
		n.Parent.InsertBefore(box, n)
		with(box, textNode("\n"), e.tagNode("p", e.label(mark, locale)), textNode("\n"))
		for m := n; m != nil && (blank(m) || attr(m, markAttr) == mark && attr(m, "lang") == locale); {
			next := m.NextSibling
			remove(m)
			e.clear(m)
			box.AppendChild(m)
			m = next
		}
	}
}

func (e *Edition) clear(n *html.Node) {
	for _, name := range []string{markAttr, "lang", "dir"} {
		dropAttr(n, name)
	}
}

// markInside marks the text of an item or cell. The element keeps the page's
// direction, so that its bullet and its column stay where they are.
func (e *Edition) markInside(n *html.Node, mark, locale string) {
	e.clear(n)
	setAttr(n, "class", "fallback")
	text := element("span", "lang", locale, "dir", lang.Direction(locale), "title", e.label(mark, locale))
	to, stop := n, (*html.Node)(nil)
	if p := only(n); isElement(p, "p") {
		e.clear(p)
		to = p
	}
	for _, c := range children(to) {
		if isElement(c, "ul", "ol", "p", "div", "blockquote", "pre") {
			stop = c
			break
		}
		if isElement(c, "input") {
			continue
		}
		to.RemoveChild(c)
		text.AppendChild(c)
	}
	to.InsertBefore(text, stop)
	if isElement(n, "li") {
		trimRight(text)
		to.InsertBefore(textNode(" "), stop)
		to.InsertBefore(e.tagNode("small", e.label(mark, locale)), stop)
	}
}

func trimRight(n *html.Node) {
	if c := n.LastChild; c != nil && c.Type == html.TextNode {
		c.Data = strings.TrimRight(c.Data, " \n")
	}
}

// tagNode is a label in the language that labels are in.
func (e *Edition) tagNode(name, text string) *html.Node {
	l := e.labelLocale()
	return with(element(name, "class", "label", "lang", l, "dir", lang.Direction(l)), textNode(text))
}

// alone reports whether a span is all of its parent but for a task's box and
// note references.
func alone(s *html.Node) bool {
	for c := range s.Parent.ChildNodes() {
		if c != s && !blank(c) && !isElement(c, "input", "ul", "ol") {
			return false
		}
	}
	return true
}
