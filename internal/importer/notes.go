package importer

import (
	"net/url"
	"regexp"
	"strings"

	"golang.org/x/net/html"

	"stele/internal/format/article"
)

// notes are the footnotes of a page, lifted out of it: a reference becomes a
// mark in the text, and the notes are written at the end.
type notes struct {
	order []string // labels, in the order of the text's references
	text  map[string]*html.Node
}

// The marks around a label, of the private use area, so that no text has them
// and no converter changes them.
const noteOpen, noteClose = "\ue000", "\ue001"

var (
	// noteTarget is the id of a note, as writing programs and plugins form it.
	noteTarget = regexp.MustCompile(`(?i)^#?_?(?:fn|ftn|edn|footnote|endnote|note|sdfootnote|easy-footnote-bottom|efn|_ftn|_edn|cite_note|dipnot)[-_:.]?[\w-]*?(\d+|[ivx]+)(?:[-_]\d+|sym)?$`)
	noteLabel  = regexp.MustCompile(`^\s*[\[(]?\s*(\d{1,3})\s*[\])]?\s*$`)
	notePlain  = regexp.MustCompile(`^\s*\[(\d{1,3})\]\s*`)
	noteBare   = regexp.MustCompile(`\[(\d{1,3})\]`)
)

// lift finds notes and the references to them. A note is what a reference's link
// leads to, or, where a page has no links, a paragraph at its end that begins
// with a number in brackets.
func (s *notes) lift(doc *html.Node) {
	s.text = map[string]*html.Node{}
	byID := map[string]*html.Node{}
	for n := range elements(doc) {
		for _, key := range []string{attr(n, "id"), attr(n, "name")} {
			if key != "" && byID[key] == nil {
				byID[key] = n
			}
		}
	}
	for _, a := range all(doc, func(n *html.Node) bool { return n.Data == "a" }) {
		href := attr(a, "href")
		at := strings.IndexByte(href, '#')
		m := noteLabel.FindStringSubmatch(fold(textOf(a)))
		if at < 0 || m == nil || a.Parent == nil {
			continue
		}
		id, err := url.PathUnescape(href[at+1:])
		if err != nil || !noteTarget.MatchString(id) && byID[id] == nil {
			continue
		}
		// A note's own link back has the same shape: its target is no note.
		target := noteBlock(byID[id])
		if target == nil || within(a, target) || precedes(target, a) {
			continue
		}
		s.add(m[1], target)
		s.mark(a, m[1])
	}
	s.plain(doc)
	for _, n := range s.text {
		remove(n)
	}
	s.dropEmptyLists(doc)
}

func (s *notes) add(label string, target *html.Node) {
	if s.text[label] == nil {
		s.text[label] = target
	}
	if !contains(s.order, label) {
		s.order = append(s.order, label)
	}
}

// mark puts the mark in the place of a reference, with the <sup> around it.
func (s *notes) mark(a *html.Node, label string) {
	at := a
	for at.Parent != nil && (at.Parent.Data == "sup" || at.Parent.Data == "span") && fold(textOf(at.Parent)) == fold(textOf(a)) {
		at = at.Parent
	}
	at.Parent.InsertBefore(&html.Node{Type: html.TextNode, Data: noteOpen + label + noteClose}, at)
	at.Parent.RemoveChild(at)
}

// noteBlock is the block that is a note: the list item or paragraph that the
// target is or stands at the head of.
func noteBlock(n *html.Node) *html.Node {
	for ; n != nil && n.Type == html.ElementNode; n = n.Parent {
		switch n.Data {
		case "li", "p", "dd", "tr":
			return n
		case "div":
			if first(n, func(c *html.Node) bool { return c.Data == "h1" || c.Data == "h2" }) == nil && len(textOf(n)) < 2000 {
				return n
			}
			return nil
		case "body", "article", "main", "section", "ol", "ul", "table":
			return nil
		}
	}
	return nil
}

// precedes reports whether a node stands before another in the document.
func precedes(a, b *html.Node) bool {
	root := a
	for root.Parent != nil {
		root = root.Parent
	}
	for n := range root.Descendants() {
		if n == a {
			return true
		}
		if n == b {
			return false
		}
	}
	return false
}

// plain finds notes that no link leads to: "[1] …" at the end and [1] in the
// text.
func (s *notes) plain(doc *html.Node) {
	found := map[string]*html.Node{}
	var last *html.Node
	for _, n := range all(doc, func(n *html.Node) bool { return n.Data == "p" || n.Data == "li" }) {
		if m := notePlain.FindStringSubmatch(fold(textOf(n))); m != nil && found[m[1]] == nil {
			found[m[1]] = n
			if last == nil {
				last = n
			}
		}
	}
	if last == nil {
		return
	}
	texts := []*html.Node{}
	for n := range doc.Descendants() {
		if n.Type == html.TextNode && noteBare.MatchString(n.Data) {
			texts = append(texts, n)
		}
	}
	for _, n := range texts {
		if precedes(last, n) {
			continue
		}
		n.Data = noteBare.ReplaceAllStringFunc(n.Data, func(ref string) string {
			label := strings.Trim(ref, "[]")
			if found[label] == nil {
				return ref
			}
			s.add(label, found[label])
			return noteOpen + label + noteClose
		})
	}
}

// dropEmptyLists takes out what only held the notes: a list, and a heading over
// it.
func (s *notes) dropEmptyLists(doc *html.Node) {
	if len(s.text) == 0 {
		return
	}
	for _, n := range all(doc, func(n *html.Node) bool { return n.Data == "ol" || n.Data == "ul" }) {
		if fold(textOf(n)) == "" {
			remove(n)
		}
	}
	for _, n := range all(doc, func(n *html.Node) bool { return strings.HasPrefix(n.Data, "h") && len(n.Data) == 2 || n.Data == "p" }) {
		if next := nextElement(n); article.IsNotesHeading(fold(textOf(n))) && (next == nil || fold(textOf(next)) == "") {
			remove(n)
		}
	}
}

// finish puts references in the place of the marks, and the notes at the end.
func (s *notes) finish(body string, base *url.URL) (string, error) {
	body = strings.TrimSpace(noteMark.ReplaceAllString(body, "[^$1]"))
	var b strings.Builder
	b.WriteString(body)
	for _, label := range s.order {
		text, err := s.noteText(label, base)
		if err != nil {
			return "", err
		}
		if strings.Contains(body, "[^"+label+"]") && text != "" {
			b.WriteString("\n\n[^" + label + "]: " + strings.ReplaceAll(text, "\n", "\n    "))
		}
	}
	return b.String(), nil
}

var noteMark = regexp.MustCompile(noteOpen + `([^` + noteClose + `]*)` + noteClose)

// backLink is what leads from a note back to the text.
var backLink = regexp.MustCompile(`^[\s↩↑^⤴︎\x{fe0e}\[\]()\d.]*$`)

func (s *notes) noteText(label string, base *url.URL) (string, error) {
	n := s.text[label]
	for _, a := range all(n, func(n *html.Node) bool { return n.Data == "a" }) {
		if strings.Contains(attr(a, "href"), "#") && backLink.MatchString(fold(textOf(a))) {
			remove(a)
		}
	}
	if n.Data == "li" || n.Data == "tr" || n.Data == "dd" {
		n.Data, n.DataAtom = "div", 0
	}
	text, err := toMarkdown(n, base)
	text = strings.TrimSpace(noteMark.ReplaceAllString(text, "[$1]"))
	text = strings.TrimSpace(regexp.MustCompile(`^\\?[\[(]?`+regexp.QuoteMeta(label)+`\\?[\]).]\s*|^↑\s*`).ReplaceAllString(text, ""))
	return strings.TrimRight(text, " ↩↑"), err
}
