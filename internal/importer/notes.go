package importer

import (
	"net/url"
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/net/html"

	"stele/internal/format/article"
)

// notes are the footnotes of a page, lifted out of it: a reference becomes a
// mark in the text, and the notes are written at the end.
type notes struct {
	order []string // labels, in the order of the text's references
	text  map[string]*html.Node
	shown map[string]string     // what the page shows for a label
	label map[*html.Node]string // of a note
}

// The marks around a label, of the private use area, so that no text has them
// and no converter changes them.
const noteOpen, noteClose = "\ue000", "\ue001"

// noteSigns are signs that stand for numbers of notes.
const noteSigns = "*†‡§¶"

var (
	// noteTarget is the id of a note, as writing programs and plugins form it.
	noteTarget = regexp.MustCompile(`(?i)^#?_?(?:fn|ftn|edn|footnote|endnote|note|sdfootnote|easy-footnote-bottom|efn|_ftn|_edn|cite_note|dipnot)[-_:.]?[\w-]*?(\d+|[ivx]+)(?:[-_]\d+|sym)?$`)
	noteLabel  = regexp.MustCompile(`^\s*[\[(]?\s*(\d{1,3})\s*[\])]?\s*$`)
	notePlain  = regexp.MustCompile(`^\s*\[(\d{1,3})\]\s*`)
	noteSign   = regexp.MustCompile(`^(?:[*†‡§¶]{1,3}|[a-z]|[ivxlc]{1,6}|\pL{1,5}\.? ?\d{1,3})$`)
	noteBare   = regexp.MustCompile(`\[(\d{1,3})\]`)
)

// lift finds notes and the references to them. A note is what a reference's link
// leads to, or, where a page has no links, a paragraph at its end that begins
// with a number in brackets.
func (s *notes) lift(doc *html.Node) {
	s.text, s.shown, s.label = map[string]*html.Node{}, map[string]string{}, map[*html.Node]string{}
	byID, place := map[string]*html.Node{}, map[*html.Node]int{}
	for n := range doc.Descendants() {
		place[n] = len(place)
		for _, a := range n.Attr {
			if (a.Key == "id" || a.Key == "name") && a.Val != "" && byID[a.Val] == nil {
				byID[a.Val] = n
			}
		}
	}
	blocks := map[string]*html.Node{}
	for _, a := range all(doc, func(n *html.Node) bool { return n.Data == "a" }) {
		_, id, found := strings.Cut(attr(a, "href"), "#")
		if beside := byID[attr(a, "aria-describedby")]; !found && beside != nil && a.Parent != nil && beside.Data == "span" && !within(a, beside) && noteLabel.MatchString(fold(textOf(a))) {
			s.mark(a, s.add(noteLabel.FindStringSubmatch(fold(textOf(a)))[1], beside)) // shown when the pointer is over it
			continue
		}
		if u, err := url.PathUnescape(id); err == nil {
			id = u
		}
		if !found || a.Parent == nil || byID[id] == nil {
			continue
		}
		target, known := blocks[id]
		if !known {
			target = noteBlock(byID[id])
			blocks[id] = target
		}
		// A note's own link back has the same shape: its target is no note.
		if target == nil || within(a, target) || place[target] < place[a] {
			continue
		}
		if shown := s.reference(a, id, target); shown != "" {
			s.mark(a, s.add(shown, target))
		}
	}
	s.plain(doc, place)
	s.listed(doc, place)
	for _, n := range s.text {
		remove(n)
	}
	s.dropEmptyLists(doc)
}

// reference is what a link shows that refers to a note, "" where it does not: a
// number that stands high or in brackets, leads to what is called a note, or is
// answered by a link back; or a sign such as "*" that the note begins with.
// Other numbers lead to paragraphs and pages.
func (s *notes) reference(a *html.Node, id string, target *html.Node) string {
	text := attr(a, "aria-label")
	if t := fold(textOf(a)); t != "" {
		text = t
	}
	if len(text) > 12 {
		return ""
	}
	if bracketed(a) {
		text = "[" + text + "]"
	}
	high := a.Parent.Data == "sup" || first(a, func(n *html.Node) bool { return n.Data == "sup" }) != nil
	if m := noteLabel.FindStringSubmatch(text); m != nil {
		if high || strings.ContainsAny(text, "[(") || noteTarget.MatchString(id) || answers(target, a) {
			return m[1]
		}
		return ""
	}
	sign := strings.Trim(text, "[]() ")
	if noteSign.MatchString(sign) && (high || strings.HasPrefix(text, "[")) && (strings.HasPrefix(fold(textOf(target)), sign) || answers(target, a)) {
		return sign
	}
	return ""
}

// bracketed reports that a link stands in brackets: [<a>1</a>].
func bracketed(a *html.Node) bool {
	before, after := a.PrevSibling, a.NextSibling
	return before != nil && after != nil && before.Type == html.TextNode && after.Type == html.TextNode && strings.HasSuffix(before.Data, "[") && strings.HasPrefix(after.Data, "]")
}

// answers reports a note that links back to its reference.
func answers(target, a *html.Node) bool {
	id, around := either(attr(a, "id"), attr(a, "name")), attr(a.Parent, "id")
	return first(target, func(n *html.Node) bool {
		_, to, found := strings.Cut(attr(n, "href"), "#")
		return found && n.Data == "a" && to != "" && (to == id || to == around)
	}) != nil
}

// add gives a note its label. Where numbers begin again, as in each chapter of a
// long page, the second "1" is 1-2.
func (s *notes) add(shown string, target *html.Node) string {
	if label := s.label[target]; label != "" {
		return label
	}
	label := strings.ReplaceAll(shown, " ", "-")
	if strings.ContainsAny(shown, noteSigns) {
		label = "sign-1"
	}
	base := strings.TrimSuffix(label, "-1")
	for n := 2; s.text[label] != nil; n++ {
		label = base + "-" + strconv.Itoa(n)
	}
	s.label[target], s.text[label], s.shown[label] = label, target, shown
	s.order = append(s.order, label)
	return label
}

// mark puts the mark in the place of a reference, with the <sup> and the
// brackets around it.
func (s *notes) mark(a *html.Node, label string) {
	at := a
	for p := at.Parent; p.Parent != nil && (p.Data == "sup" || p.Data == "span") && alone(at); p = at.Parent {
		at = p
	}
	if bracketed(at) {
		at.PrevSibling.Data = strings.TrimSuffix(at.PrevSibling.Data, "[")
		at.NextSibling.Data = strings.TrimPrefix(at.NextSibling.Data, "]")
	}
	at.Parent.InsertBefore(&html.Node{Type: html.TextNode, Data: noteOpen + label + noteClose}, at)
	at.Parent.RemoveChild(at)
}

// alone reports that a node's parent shows nothing but it and brackets.
func alone(n *html.Node) bool {
	for c := n.Parent.FirstChild; c != nil; c = c.NextSibling {
		if c != n && (c.Type != html.TextNode || strings.Trim(c.Data, "[]() \n\t\u00a0") != "") {
			return false
		}
	}
	return true
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

// plain finds notes that no link leads to: "[1] …" at the end and [1] in the
// text.
func (s *notes) plain(doc *html.Node, place map[*html.Node]int) {
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
		if place[n] > place[last] {
			continue
		}
		n.Data = noteBare.ReplaceAllStringFunc(n.Data, func(ref string) string {
			label := strings.Trim(ref, "[]")
			if found[label] == nil {
				return ref
			}
			return noteOpen + s.add(label, found[label]) + noteClose
		})
	}
}

// listed finds notes that no link leads to: an ordered list under "Notes" or
// "References", and numbers that stand high in the text before it.
func (s *notes) listed(doc *html.Node, place map[*html.Node]int) {
	var list *html.Node
	for _, h := range all(doc, isHeading) {
		if next := nextElement(h); next != nil && next.Data == "ol" && article.IsNotesHeading(fold(textOf(h))) {
			list = next
		}
	}
	if list == nil || len(s.order) > 0 {
		return
	}
	var items []*html.Node
	for n := range list.ChildNodes() {
		if n.Data == "li" {
			items = append(items, n)
		}
	}
	for _, sup := range all(doc, func(n *html.Node) bool { return n.Data == "sup" }) {
		before := sup.PrevSibling
		n, err := strconv.Atoi(strings.Trim(fold(textOf(sup)), "[]()"))
		if err != nil || n < 1 || n > len(items) || n > len(s.order)+1 || place[sup] > place[list] || before == nil || endsInDigit(before.Data) {
			continue
		}
		label := s.add(strconv.Itoa(n), items[n-1])
		sup.Parent.InsertBefore(&html.Node{Type: html.TextNode, Data: noteOpen + label + noteClose}, sup)
		remove(sup)
	}
}

func endsInDigit(text string) bool {
	return text != "" && text[len(text)-1] >= '0' && text[len(text)-1] <= '9'
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
var backLink = regexp.MustCompile(`^(?:[\s↩↑^⤴︎\x{fe0e}\[\]()\d.]*|[a-z]{1,2})$`)

func (s *notes) noteText(label string, base *url.URL) (string, error) {
	n := s.text[label]
	for _, a := range all(n, func(n *html.Node) bool { return n.Data == "a" }) {
		text := fold(textOf(a))
		if strings.Contains(attr(a, "href"), "#") && (backLink.MatchString(text) || strings.Trim(text, "[]().") == s.shown[label]) {
			remove(a)
		}
	}
	if sup := first(n, func(n *html.Node) bool { return n.Data == "sup" }); sup != nil && strings.HasPrefix(fold(textOf(n)), fold(textOf(sup))) && strings.Trim(fold(textOf(sup)), "[]()") == s.shown[label] {
		remove(sup)
	}
	if n.Data == "li" || n.Data == "tr" || n.Data == "dd" {
		n.Data, n.DataAtom = "div", 0
	}
	text, err := toMarkdown(n, base)
	text = strings.TrimSpace(noteMark.ReplaceAllString(text, "[$1]"))
	return strings.TrimRight(withoutSign(text, s.shown[label]), " ↩↑"), err
}

// withoutSign takes the number or sign off the head of a note: "[1] ", "1. ",
// "* "; a bare number may be the note's first word.
func withoutSign(text, sign string) string {
	end := `(?:\\?[\]).:]\s*)`
	if strings.ContainsAny(sign, noteSigns) {
		end += "?"
	}
	sign = strings.ReplaceAll(regexp.QuoteMeta(sign), `\*`, `\\?\*`)
	return strings.TrimSpace(regexp.MustCompile(`^\\?[\[(]?`+sign+end+`|^\\?[↑^]\s*`).ReplaceAllString(text, ""))
}
