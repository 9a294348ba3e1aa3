package edition

import (
	"fmt"
	"strconv"
	"strings"

	"golang.org/x/net/html"
)

// docxBlock is what paragraphs take from the blocks around them.
type docxBlock struct {
	docxRun
	style  string
	list   int  // numbering, 0 for none
	level  int  // of the list, from 0
	inItem bool // a further paragraph of an item: it stands under the first
	marked bool // stands in for a translation
}

// blocks writes a node's blocks; stray inline content becomes paragraphs.
func (w *docxWriter) blocks(to *docxPart, n *html.Node, b docxBlock) {
	var line []*html.Node
	flush := func() {
		if len(line) > 0 && !empty(with(element("p"), copies(line)...)) {
			w.paragraph(to, b, line...)
			if b.list > 0 {
				b.inItem = true
			}
		}
		line = nil
	}
	for c := range n.ChildNodes() {
		if !isBlock(c) && !isElement(c, "thead", "tbody", "tr", "caption", "dt", "dd") {
			line = append(line, c)
			continue
		}
		flush()
		w.block(to, c, b)
		if b.list > 0 {
			b.inItem = true
		}
	}
	flush()
}

// copies are shallow stand-ins, to look at nodes together without moving them.
func copies(nodes []*html.Node) []*html.Node {
	out := make([]*html.Node, len(nodes))
	for i, n := range nodes {
		out[i] = element("span")
		if n.Type == html.TextNode {
			out[i] = textNode(n.Data)
		} else if !empty(n) || isElement(n, "img") {
			out[i] = textNode("x")
		}
	}
	return out
}

func (w *docxWriter) block(to *docxPart, n *html.Node, b docxBlock) {
	b.docxRun = b.docxRun.in(n)
	if hasClass(n, "fallback") && n.Data == "div" {
		b.marked = true
	}
	switch n.Data {
	case "h1", "h2", "h3", "h4", "h5", "h6":
		b.style = "Heading" + strconv.Itoa(max(int(n.Data[1]-'0')-1, 1))
		w.paragraph(to, b, n)
	case "p", "summary", "dt":
		if hasClass(n, "label") {
			b.style = "Label"
		}
		if n.Data == "dt" {
			b.bold = true
		}
		w.paragraph(to, b, n)
	case "figcaption", "caption":
		b.style = "Caption"
		w.paragraph(to, b, n)
	case "ul", "ol":
		w.list(to, n, b)
	case "blockquote", "dd":
		b.style = "Quote"
		w.blocks(to, n, b)
	case "pre":
		b.style, b.rtl, b.code = "Code", false, true
		w.paragraph(to, b, n)
	case "table":
		w.table(to, n, b)
	case "hr":
		to.xml.WriteString(`<w:p><w:pPr><w:pBdr><w:bottom w:val="single" w:sz="4" w:space="1" w:color="999999"/></w:pBdr></w:pPr></w:p>`)
	default:
		w.blocks(to, n, b)
	}
}

func (w *docxWriter) list(to *docxPart, n *html.Node, b docxBlock) {
	if b.list > 0 {
		b.level = min(b.level+1, 8)
	}
	b.list = 1 // bullets
	if n.Data == "ol" {
		start, err := strconv.Atoi(attr(n, "start"))
		if err != nil {
			start = 1
		}
		w.lists = append(w.lists, start)
		b.list = 1 + len(w.lists)
	}
	for li := range n.ChildNodes() {
		if isElement(li, "li") {
			item := b
			item.inItem = false
			item.docxRun = item.docxRun.in(li)
			w.blocks(to, li, item)
		}
	}
}

// paragraph writes inline content as one paragraph.
func (w *docxWriter) paragraph(to *docxPart, b docxBlock, content ...*html.Node) {
	x := &to.xml
	x.WriteString("<w:p><w:pPr>")
	if b.style != "" {
		fmt.Fprintf(x, `<w:pStyle w:val="%s"/>`, b.style)
	} else if b.list > 0 {
		x.WriteString(`<w:pStyle w:val="ListParagraph"/>`)
	}
	if b.list > 0 && !b.inItem {
		fmt.Fprintf(x, `<w:numPr><w:ilvl w:val="%d"/><w:numId w:val="%d"/></w:numPr>`, b.level, b.list)
	}
	if b.marked {
		side := "left"
		if b.rtl {
			side = "right"
		}
		fmt.Fprintf(x, `<w:pBdr><w:%s w:val="single" w:sz="18" w:space="8" w:color="A9781A"/></w:pBdr>`, side)
	}
	x.WriteString(w.side("bidi", b))
	if b.list > 0 && b.inItem {
		fmt.Fprintf(x, `<w:ind w:start="%d"/>`, 720+360*b.level)
	}
	x.WriteString("</w:pPr>")
	for _, n := range content {
		if isBlock(n) {
			w.mark(to, attr(n, "id"))
			w.inline(to, n, b.docxRun)
			continue
		}
		w.node(to, n, b.docxRun)
	}
	x.WriteString("</w:p>")
}

// side says which side a block begins at, where that is not plain: in a document
// from right to left, what runs the other way must say so.
func (w *docxWriter) side(name string, b docxBlock) string {
	switch {
	case b.rtl:
		return "<w:" + name + "/>"
	case w.page.Dir == "rtl":
		return "<w:" + name + ` w:val="0"/>`
	}
	return ""
}

// mark is a bookmark, where a link leads to the id.
func (w *docxWriter) mark(to *docxPart, id string) {
	if n := w.marks[id]; n > 0 {
		fmt.Fprintf(&to.xml, `<w:bookmarkStart w:id="%d" w:name="b%d"/><w:bookmarkEnd w:id="%d"/>`, n, n, n)
	}
}

// table writes rows of equal width; what spans columns does so here, too.
func (w *docxWriter) table(to *docxPart, n *html.Node, b docxBlock) {
	for _, c := range findElements(n, "caption") {
		w.block(to, c, b)
	}
	rows, columns := findElements(n, "tr"), 0
	for _, tr := range rows {
		k := 0
		for _, c := range findElements(tr, "td", "th") {
			k += span(c)
		}
		columns = max(columns, k)
	}
	if columns == 0 {
		return
	}
	x := &to.xml
	x.WriteString(`<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/>`)
	x.WriteString(w.side("bidiVisual", b))
	x.WriteString(`<w:tblW w:w="5000" w:type="pct"/></w:tblPr><w:tblGrid>` + strings.Repeat(fmt.Sprintf(`<w:gridCol w:w="%d"/>`, docxTextWidth/columns), columns) + "</w:tblGrid>")
	for _, tr := range rows {
		w.row(to, tr, b, columns)
	}
	x.WriteString("</w:tbl>")
	w.paragraph(to, docxBlock{docxRun: b.docxRun})
}

func (w *docxWriter) row(to *docxPart, tr *html.Node, b docxBlock, columns int) {
	x := &to.xml
	x.WriteString("<w:tr>")
	if isElement(tr.Parent, "thead") {
		x.WriteString("<w:trPr><w:tblHeader/></w:trPr>")
	}
	used := 0
	for _, c := range findElements(tr, "td", "th") {
		cell := docxBlock{docxRun: b.docxRun.in(c)}
		cell.bold = c.Data == "th"
		used += span(c)
		fmt.Fprintf(x, `<w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/><w:gridSpan w:val="%d"/></w:tcPr>`, span(c)*docxTextWidth/columns, span(c))
		before := x.Len()
		w.blocks(to, c, cell)
		if x.Len() == before { // a cell must hold a paragraph
			x.WriteString("<w:p/>")
		}
		x.WriteString("</w:tc>")
	}
	for ; used < columns; used++ {
		x.WriteString("<w:tc><w:p/></w:tc>")
	}
	x.WriteString("</w:tr>")
}

func span(cell *html.Node) int {
	n, err := strconv.Atoi(attr(cell, "colspan"))
	if err != nil {
		return 1
	}
	return min(max(n, 1), 50)
}
