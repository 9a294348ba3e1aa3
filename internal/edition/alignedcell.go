package edition

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"

	"stele/internal/doc"
)

// alignedCell is a column's part of a row, ready for a page.
type alignedCell struct {
	body  *html.Node // a div; nil when there is nothing
	lang  string
	state string
}

// cells renders the rows that any column has something to show for.
func (p *Parallel) cells() [][]alignedCell {
	var out [][]alignedCell
	all := element("div")
	writers := make([]*cellWriter, len(p.columns))
	for i, e := range p.columns {
		writers[i] = newCellWriter(e)
	}
	for _, r := range p.rows {
		line, some := make([]alignedCell, len(p.columns)), false
		for c := range p.columns {
			line[c] = writers[c].cell(r.cells[c])
			line[c].state = r.states[c]
			if line[c].body != nil {
				some = true
				all.AppendChild(line[c].body)
			}
		}
		if some {
			out = append(out, line)
		}
	}
	levels(all)
	return out
}

// cellWriter renders segments of one version, with its notes linked.
type cellWriter struct {
	*Edition
	title int
	names []string
	notes map[string]int // number of a note by its label
	seen  map[string]bool
}

func newCellWriter(e *Edition) *cellWriter {
	w := &cellWriter{Edition: e, title: titleSegment(e.base), names: e.headings(), notes: map[string]int{}, seen: map[string]bool{}}
	for i := range e.base.Segments {
		if s := &e.base.Segments[i]; s.Kind == doc.Note {
			if label := noteLabel(s); w.notes[label] == 0 {
				w.notes[label] = len(w.notes) + 1
			}
		}
	}
	return w
}

func noteLabel(s *doc.Segment) string { return strings.Trim(s.ID, "[]^().") }

func (w *cellWriter) cell(segments []int) alignedCell {
	locale := w.base.Locale
	b := &builder{root: element("div")}
	for _, i := range segments {
		s := &w.base.Segments[i]
		if i == w.title || elsewhere(s) || s.Kind == doc.Field || s.Kind == doc.Opaque && directive(s.Text) {
			continue
		}
		if s.Kind == doc.Heading && (s.Role == doc.Title || slices.ContainsFunc(w.names, func(name string) bool { return strings.EqualFold(name, plain(w.base, s)) })) {
			continue // the page's head says it
		}
		if d := w.plan.of[i]; d.do == mark || d.do == replace {
			locale = w.languageOf(s.Words(), "", w.base.Locale)
		}
		b.add(s, detach(inline(w.base, s)))
		if s.Kind == doc.Note {
			w.note(lastElement(b.root), noteLabel(s))
		}
	}
	ownIDs(b.root)
	w.pictures(b.root)
	w.references(b.root)
	c := alignedCell{lang: w.article.Locale}
	if !empty(b.root) {
		c.body = b.root
	}
	if p := w.passage("", locale, ""); p.Lang != "" {
		c.lang = p.Lang
	}
	return c
}

// noteID is where a note of a column stands; ids are one space over all columns.
func (w *cellWriter) noteID(kind, label string) string {
	return "aligned-" + kind + "-" + w.article.Locale + "-" + strconv.Itoa(w.notes[label])
}

// note gives a note its number and the way back.
func (w *cellWriter) note(p *html.Node, label string) {
	if p == nil || w.notes[label] == 0 {
		return
	}
	stripMarker(p)
	dropAttr(p, "data-note")
	setAttr(p, "id", w.noteID("note", label))
	setAttr(p, "class", "note")
	back := element("a", "class", "back", "href", "#"+w.noteID("ref", label), "aria-label", w.opt.Labels.Text("edition.note_back", "Label", strconv.Itoa(w.notes[label])))
	p.InsertBefore(textNode(strconv.Itoa(w.notes[label])+". "), p.FirstChild)
	with(p, textNode("\u00a0"), with(back, textNode("↩\ufe0e")))
}

var anyRef = regexp.MustCompile(`\[\^?([^\[\]\s^]{1,40})\]`)

// references links what the text writes as [1] or [^1] to the column's notes.
func (w *cellWriter) references(root *html.Node) {
	for _, t := range find(root, func(n *html.Node) bool {
		return n.Type == html.TextNode && strings.Contains(n.Data, "[") && !inside(n, "a") && !inside(n, "code") && !inside(n, "pre")
	}) {
		at := 0
		for _, m := range anyRef.FindAllStringSubmatchIndex(t.Data, -1) {
			label := t.Data[m[2]:m[3]]
			n := w.notes[label]
			if n == 0 {
				continue
			}
			a := element("a", "href", "#"+w.noteID("note", label), "role", "doc-noteref", "aria-label", w.opt.Labels.Text("edition.note_ref", "Label", strconv.Itoa(n)))
			if !w.seen[label] { // the way back leads to the first
				w.seen[label] = true
				setAttr(a, "id", w.noteID("ref", label))
			}
			t.Parent.InsertBefore(textNode(t.Data[at:m[0]]), t)
			t.Parent.InsertBefore(with(element("sup", "class", "ref"), with(a, textNode(strconv.Itoa(n)))), t)
			at = m[1]
		}
		t.Data = t.Data[at:]
	}
}
