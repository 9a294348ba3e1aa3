package edition

import (
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
