package edition

import (
	"fmt"
	"strconv"
	"strings"

	"golang.org/x/net/html"

	"stele/internal/doc"
	"stele/internal/lang"
)

// body renders the article's text as a tree of trusted nodes: sanitised, and
// with fallbacks in spans of [fallbackClass] still.
func (e *Edition) body() *html.Node {
	switch e.base.Format {
	case "markdown":
		src := e.assemble(true)
		root := renderMarkdown(src, e.base.Locale)
		e.unreferenced(root, string(src))
		return root
	case "html":
		if root := e.htmlBody(); root != nil {
			return root
		}
	}
	return e.segmentBody()
}

// unreferenced adds the notes that no passage refers to, which a Markdown
// renderer leaves out: a note whose reference the translator lost is still the
// article's.
func (e *Edition) unreferenced(root *html.Node, src string) {
	add := func(v *doc.Version, s *doc.Segment, d decision) {
		label := strings.Trim(s.ID, "[]^")
		if s.Kind != doc.Note || label == "" || strings.Count(src, "[^"+label+"]") != strings.Count(src, "[^"+label+"]:") || !strings.Contains(src, "[^"+label+"]:") {
			return
		}
		p := element("p", "data-note", label)
		if d.do == replace || d.do == mark {
			f := fallbackSpan(d)
			moveChildren(f, e.content(v, s, d))
			p.AppendChild(f)
		} else {
			moveChildren(p, inline(v, s))
		}
		root.AppendChild(p)
	}
	for i := range e.base.Segments {
		if d := e.plan.of[i]; d.do != leave {
			add(e.base, &e.base.Segments[i], d)
		}
	}
	for i := -1; i < len(e.base.Segments); i++ {
		for _, d := range e.plan.after[i] {
			add(e.article.Source, &e.article.Source.Segments[d.source], d)
		}
	}
}

func fallbackSpan(d decision) *html.Node {
	return element("span", "class", fallbackClass, "data-state", d.mark(), "lang", d.lang, "dir", lang.Direction(d.lang))
}

// content is what is shown for a segment under its decision, detached from any
// tree but its own root.
func (e *Edition) content(v *doc.Version, s *doc.Segment, d decision) *html.Node {
	if d.do != replace {
		return detach(inline(v, s))
	}
	if d.old != "" {
		return detach(inline(e.base, &doc.Segment{Kind: s.Kind, Text: d.old}))
	}
	return detach(inline(e.article.Source, &e.article.Source.Segments[d.source]))
}

// detach gives a root whose children may be moved elsewhere one by one.
func detach(root *html.Node) *html.Node {
	out := &html.Node{Type: html.DocumentNode}
	moveChildren(out, root)
	return out
}

// segmentBody builds the text from segments alone, for formats that a browser
// does not know.
func (e *Edition) segmentBody() *html.Node {
	b := &builder{root: element("div")}
	title := titleSegment(e.base)
	emit := func(v *doc.Version, s *doc.Segment, d decision) {
		if title >= 0 && s == &e.base.Segments[title] || elsewhere(s) || s.Kind == doc.Field || d.do == leave || s.Kind == doc.Opaque && directive(s.Text) {
			return
		}
		c := e.content(v, s, d)
		if d.do == replace || d.do == mark {
			f := fallbackSpan(d)
			moveChildren(f, c)
			c.AppendChild(f)
		}
		b.add(s, c)
	}
	for i := -1; i < len(e.base.Segments); i++ {
		if i >= 0 {
			emit(e.base, &e.base.Segments[i], e.plan.of[i])
		}
		for _, d := range e.plan.after[i] {
			if s := &e.article.Source.Segments[d.source]; s.Role != doc.Title {
				emit(e.article.Source, s, d)
			}
		}
	}
	return b.root
}

// builder nests segments into blocks by kind and container.
type builder struct {
	root  *html.Node
	lists []*html.Node // open lists, outermost first
	row   *html.Node   // open row of a table
	line  int          // the row's line in the file
	quote *html.Node   // open quotation
}

func (b *builder) add(s *doc.Segment, c *html.Node) {
	if s.Kind != doc.Item && !(s.Kind == doc.Paragraph && s.In("list")) {
		b.lists = nil
	}
	if s.Kind != doc.Cell {
		b.row = nil
	}
	if !s.In("quote") {
		b.quote = nil
	}
	to := b.root
	if s.In("quote") {
		if b.quote == nil {
			b.quote = element("blockquote")
			b.root.AppendChild(b.quote)
		}
		to = b.quote
	}
	switch s.Kind {
	case doc.Heading:
		b.put(to, "h"+strconv.Itoa(min(max(s.Level, 1), 6)), c)
	case doc.Item:
		b.item(to, s, c)
	case doc.Cell:
		b.cell(to, s, c)
	case doc.Code:
		to.AppendChild(with(element("pre"), with(element("code"), textNode(s.Text))))
	case doc.Note:
		p := b.put(to, "p", c)
		if label := strings.Trim(s.ID, "[]^()."); label != "" && noteStart(textOf(p)) == "" {
			setAttr(p, "data-note", label)
		}
	case doc.Caption:
		small := element("small")
		moveChildren(small, c)
		to.AppendChild(with(element("p"), small))
	case doc.Term:
		b.put(to, "p", c)
	default:
		if len(b.lists) > 0 && lastElement(b.lists[len(b.lists)-1]) != nil {
			to = lastElement(b.lists[len(b.lists)-1])
		}
		b.put(to, "p", c)
	}
}

func (b *builder) put(to *html.Node, name string, c *html.Node) *html.Node {
	n := element(name)
	moveChildren(n, c)
	to.AppendChild(n)
	to.AppendChild(textNode("\n"))
	return n
}

func (b *builder) item(to *html.Node, s *doc.Segment, c *html.Node) {
	depth := max(s.Level, 1)
	if len(b.lists) > depth {
		b.lists = b.lists[:depth]
	}
	for len(b.lists) < depth {
		name := "ul"
		if s.In("ordered") {
			name = "ol"
		}
		list := element(name)
		if n := len(b.lists); n > 0 {
			if lastElement(b.lists[n-1]) == nil {
				b.lists[n-1].AppendChild(element("li"))
			}
			to = lastElement(b.lists[n-1])
		}
		to.AppendChild(list)
		b.lists = append(b.lists, list)
	}
	b.put(b.lists[depth-1], "li", c)
}

func (b *builder) cell(to *html.Node, s *doc.Segment, c *html.Node) {
	if b.row == nil || s.Line != b.line {
		table := lastElement(to)
		if b.row == nil || !isElement(table, "table") {
			table = with(element("table"), element("tbody"))
			to.AppendChild(table)
		}
		b.row = element("tr")
		table.FirstChild.AppendChild(b.row)
	}
	b.line = s.Line
	b.put(b.row, "td", c)
}

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
