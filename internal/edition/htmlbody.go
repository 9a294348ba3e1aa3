package edition

import (
	"fmt"
	"strconv"
	"strings"

	"golang.org/x/net/html"

	"stele/internal/doc"
	"stele/internal/lang"
)

// htmlBody is a page's own main content, with the fallbacks spliced in. nil
// when its segments cannot be found again in it.
func (e *Edition) htmlBody() *html.Node {
	root, err := html.Parse(strings.NewReader(string(e.markedHTML())))
	if err != nil {
		return nil
	}
	main := mainContent(root, func(i int) bool {
		return i < len(e.base.Segments) && e.base.Segments[i].Role == doc.Body
	})
	if main == nil {
		return nil
	}
	junk := findElements(main, "nav", "footer", "form", "button", "select", "textarea", "dialog", "object",
		"iframe", "svg", "math", "template", "noscript", "script", "style", "audio", "video", "canvas")
	for _, n := range junk {
		remove(n)
	}
	for _, n := range find(main, func(n *html.Node) bool { return isElement(n, "span") && attr(n, "data-stele") == "drop" }) {
		dropBlock(n, main)
	}
	out := sanitise(inner(main))
	e.insertInto(out)
	for _, n := range find(out, func(n *html.Node) bool { return attr(n, "data-stele") != "" }) {
		unwrap(n)
	}
	return out
}

// markedHTML is the page with every segment of its text in a span that carries
// the segment's number, fallbacks in place.
func (e *Edition) markedHTML() []byte {
	var edits []edit
	title := titleSegment(e.base)
	for i := range e.base.Segments {
		s, d := &e.base.Segments[i], e.plan.of[i]
		switch s.Kind {
		case doc.Field, doc.Code, doc.Opaque:
			continue
		}
		text := string(e.base.Source[s.Span.Start:s.Span.End])
		id := strconv.Itoa(i)
		switch {
		case elsewhere(s), d.do == leave, i == title:
			id = "drop"
		case d.do == mark, d.do == replace:
			f := fallbackSpan(d)
			moveChildren(f, e.content(e.base, s, d))
			text = inner(with(element("div"), f))
		}
		edits = append(edits, edit{Span: s.Span, text: fmt.Sprintf(`<span data-stele="%s">%s</span>`, id, text), seq: i})
	}
	return apply(e.base.Source, edits)
}

// mainContent is the smallest element that holds every segment of the text, or
// the page's own article or main element when that holds most of it.
func mainContent(root *html.Node, body func(int) bool) *html.Node {
	marked := find(root, func(n *html.Node) bool {
		i, err := strconv.Atoi(attr(n, "data-stele"))
		return err == nil && body(i)
	})
	if len(marked) == 0 {
		return nil
	}
	total := 0
	inside := map[*html.Node]int{}
	for _, n := range marked {
		w := 1 + lang.WordCount(textOf(n))
		total += w
		for p := range n.Ancestors() {
			inside[p] += w
		}
	}
	var best *html.Node
	for p := range marked[0].Ancestors() {
		if inside[p] == total {
			best = p
			break
		}
	}
	for _, n := range findElements(root, "article", "main") {
		if 10*inside[n] >= 7*total && (best == nil || inside[best] == total && contains(best, n)) {
			best = n
		}
	}
	if isElement(best, "p", "h1", "h2", "li", "span") && best.Parent != nil {
		best = best.Parent
	}
	return best
}

func contains(outer, n *html.Node) bool {
	for p := range n.Ancestors() {
		if p == outer {
			return true
		}
	}
	return false
}

// dropBlock takes out a node and what becomes empty by that.
func dropBlock(n, root *html.Node) {
	for p := n.Parent; n != root && p != nil; n, p = p, p.Parent {
		p.RemoveChild(n)
		if p == root || !empty(p) {
			return
		}
	}
}

// insertInto puts what the version lacks after the blocks it follows.
func (e *Edition) insertInto(root *html.Node) {
	at := map[string]*html.Node{}
	for _, n := range find(root, func(n *html.Node) bool { return attr(n, "data-stele") != "" }) {
		at[attr(n, "data-stele")] = n
	}
	for i := -1; i < len(e.base.Segments); i++ {
		if len(e.plan.after[i]) == 0 {
			continue
		}
		b := &builder{root: element("div")}
		for _, d := range e.plan.after[i] {
			s := &e.article.Source.Segments[d.source]
			if elsewhere(s) || s.Role == doc.Title || s.Kind == doc.Field {
				continue
			}
			f := fallbackSpan(d)
			moveChildren(f, e.content(e.article.Source, s, d))
			b.add(s, with(element("div"), f))
		}
		var anchor *html.Node
		for k := i; k >= 0 && anchor == nil; k-- {
			anchor = at[strconv.Itoa(k)]
		}
		place(root, anchor, b.root)
	}
}

// place puts new blocks after the block that an anchor stands in; items of a
// list follow an item of the same kind of list.
func place(root, anchor, blocks *html.Node) {
	if anchor == nil {
		for _, n := range children(blocks) {
			blocks.RemoveChild(n)
			root.InsertBefore(n, root.FirstChild)
		}
		return
	}
	block := anchor
	for block.Parent != root && !isElement(block, "p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "table", "ul", "ol", "dl", "figure", "div") {
		block = block.Parent
	}
	if isElement(block, "p") && isElement(block.Parent, "li") {
		block = block.Parent
	}
	list := children(blocks)
	if isElement(block, "li") {
		if first := list[0:min(1, len(list))]; len(first) == 1 && isElement(first[0], "ul", "ol") {
			items := children(first[0])
			for k := len(items) - 1; k >= 0; k-- {
				first[0].RemoveChild(items[k])
				insertAfter(items[k], block)
			}
			list = list[1:]
		}
		for isElement(block.Parent, "li", "ul", "ol") {
			block = block.Parent
		}
	}
	for k := len(list) - 1; k >= 0; k-- {
		remove(list[k])
		insertAfter(list[k], block)
	}
}
