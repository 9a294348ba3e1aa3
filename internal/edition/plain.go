package edition

import (
	"html/template"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/text/width"

	"stele/internal/lang"
)

// PlainText is the edition as text, wrapped by the width that its characters
// take on a screen: a Chinese one takes two columns.
func (e *Edition) PlainText() []byte {
	columns := e.opt.Width
	if columns <= 0 {
		columns = 72
	}
	p := e.page()
	w := &textWriter{columns: columns}
	lines := wrap(p.Title.Text, columns)
	w.b.WriteString(strings.Join(lines, "\n") + "\n" + strings.Repeat("=", min(columns, max(1, widthOf(lines[0])))) + "\n\n")
	var head []string
	for _, b := range p.Bylines {
		head = append(head, textOf(fragment(string(b))))
	}
	if p.Date != "" {
		head = append(head, p.Date)
	}
	for _, line := range head {
		w.b.WriteString(line + "\n")
	}
	if len(head) > 0 {
		w.b.WriteString("\n")
	}
	for _, n := range p.Notice {
		w.block("* ", n.Text)
	}
	w.blocks(fragment(string(p.Body)), "")
	if p.Notes != "" {
		w.heading(htmlText(p.NotesHeading))
		w.blocks(fragment(string(p.Notes)), "")
	}
	if len(p.People) > 0 {
		w.heading(htmlText(p.About))
		for _, person := range p.People {
			w.block("", person.Name)
			w.blocks(fragment(string(person.Body)), "")
		}
	}
	return []byte(strings.TrimRight(w.b.String(), "\n") + "\n")
}

func htmlText(h template.HTML) string { return textOf(fragment(string(h))) }

type textWriter struct {
	b       strings.Builder
	columns int
}

func (w *textWriter) heading(text string) {
	w.b.WriteString(text + "\n" + strings.Repeat("-", min(w.columns, max(1, widthOf(text)))) + "\n\n")
}

// blocks writes a node's blocks, each line after the indentation.
func (w *textWriter) blocks(n *html.Node, indent string) {
	var line []*html.Node // inline content between blocks
	flush := func() {
		if text := inlineText(line); text != "" {
			w.block(indent, text)
		}
		line = nil
	}
	number := 0
	for c := range n.ChildNodes() {
		switch {
		case isElement(c, "h1", "h2", "h3", "h4", "h5", "h6"):
			flush()
			w.heading(textOf(c))
		case isElement(c, "p") && hasClass(c, "label"):
			flush()
			w.block(indent, "["+textOf(c)+"]")
		case isElement(c, "li"):
			flush()
			number = w.item(c, n, indent, number)
		case isElement(c, "pre"):
			flush()
			w.code(c, indent)
		case isElement(c, "tr"):
			flush()
			w.row(c, indent)
		case isElement(c, "hr"):
			flush()
			w.block(indent, "* * *")
		case isElement(c, "blockquote"):
			flush()
			w.blocks(c, indent+"> ")
		case isElement(c, "p", "div", "section", "ul", "ol", "table", "thead", "tbody", "tfoot", "figure", "figcaption", "dl", "dt", "dd", "details", "summary", "caption"):
			flush()
			w.blocks(c, indent)
			if isElement(c, "table") {
				w.b.WriteString("\n")
			}
		default:
			line = append(line, c)
		}
	}
	flush()
}

// item writes a list item with its bullet or number and returns its number.
func (w *textWriter) item(li, list *html.Node, indent string, number int) int {
	marker := "- "
	if isElement(list, "ol") || list.Parent == nil && attr(li, "id") != "" {
		number++
		if v, err := strconv.Atoi(attr(li, "value")); err == nil {
			number = v
		}
		marker = strconv.Itoa(number) + ". "
		if strings.HasPrefix(attr(li, "id"), idPrefix) {
			marker = "[" + strings.TrimPrefix(attr(li, "id"), idPrefix+"note-") + "] "
		}
	}
	sub := &textWriter{columns: w.columns - len(indent) - len(marker)}
	sub.blocks(li, "")
	for i, l := range strings.Split(strings.TrimRight(sub.b.String(), "\n"), "\n") {
		switch {
		case i == 0:
			w.b.WriteString(indent + marker + l + "\n")
		case l == "":
			w.b.WriteString("\n")
		default:
			w.b.WriteString(indent + strings.Repeat(" ", len(marker)) + l + "\n")
		}
	}
	w.b.WriteString("\n")
	return number
}

func (w *textWriter) code(pre *html.Node, indent string) {
	var b strings.Builder
	for d := range pre.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	for _, l := range strings.Split(strings.Trim(b.String(), "\n"), "\n") {
		w.b.WriteString(strings.TrimRight(indent+"    "+l, " ") + "\n")
	}
	w.b.WriteString("\n")
}

func (w *textWriter) row(tr *html.Node, indent string) {
	var cells []string
	for c := range tr.ChildNodes() {
		if isElement(c, "td", "th") {
			cells = append(cells, textOf(c))
		}
	}
	w.b.WriteString(indent + strings.Join(cells, " | ") + "\n")
}

// inlineText is what inline nodes read as: references as [1], the address of a
// link whose text is not the address itself behind it.
func inlineText(nodes []*html.Node) string {
	var b strings.Builder
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		switch {
		case n.Type == html.TextNode:
			b.WriteString(n.Data)
		case isElement(n, "br"):
			b.WriteString(" ")
		case isElement(n, "img"):
			if alt := attr(n, "alt"); alt != "" {
				b.WriteString("[" + alt + "]")
			}
		case isElement(n, "sup") && hasClass(n, "ref"):
			b.WriteString("[" + textOf(n) + "]")
		case isElement(n, "a") && hasClass(n, "back"):
		case isElement(n, "small") && hasClass(n, "label"):
			b.WriteString("[" + textOf(n) + "]")
		default:
			for c := range n.ChildNodes() {
				walk(c)
			}
			if href := webURL(attr(n, "href")); isElement(n, "a") && href != "" && href != textOf(n) {
				b.WriteString(" <" + href + ">")
			}
		}
	}
	for _, n := range nodes {
		walk(n)
	}
	return strings.TrimSpace(strings.Join(strings.FieldsFunc(b.String(), func(r rune) bool { return r == ' ' || r == '\n' || r == '\t' || r == '\r' }), " "))
}

func (w *textWriter) block(indent, text string) {
	for _, l := range wrap(text, w.columns-widthOf(indent)) {
		w.b.WriteString(indent + l + "\n")
		if indent == "* " {
			indent = "  "
		}
	}
	w.b.WriteString("\n")
}

func widthOf(s string) int {
	n := 0
	for _, r := range s {
		n += runeWidth(r)
	}
	return n
}

func runeWidth(r rune) int {
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return 2
	}
	if unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf) {
		return 0
	}
	return 1
}

// wrap breaks a text into lines at spaces, and between characters of scripts
// written without them, but not before a mark that closes.
func wrap(text string, columns int) []string {
	columns = max(columns, 10)
	var lines []string
	var line strings.Builder
	used := 0
	for _, word := range pieces(text) {
		n := widthOf(word)
		if used > 0 && used+widthOf(strings.TrimRight(word, " ")) > columns {
			lines = append(lines, strings.TrimRight(line.String(), " "))
			line.Reset()
			used = 0
		}
		line.WriteString(word)
		used += n
	}
	if used > 0 || lines == nil {
		lines = append(lines, strings.TrimRight(line.String(), " "))
	}
	return lines
}

// pieces are what a line may break between.
func pieces(text string) []string {
	var out []string
	start := 0
	runes := []rune(text)
	for i := 1; i < len(runes); i++ {
		prev, r := runes[i-1], runes[i]
		if prev == ' ' && r != ' ' || (lang.IsCJK(prev) || lang.IsCJK(r)) && r != ' ' && !closing(r) && !opening(prev) {
			out = append(out, string(runes[start:i]))
			start = i
		}
	}
	return append(out, string(runes[start:]))
}

func closing(r rune) bool {
	return strings.ContainsRune("，。、；：！？）」』】》〉”’…,.;:!?)]}ー々", r)
}
func opening(r rune) bool { return strings.ContainsRune("（「『【《〈“‘([{", r) }
