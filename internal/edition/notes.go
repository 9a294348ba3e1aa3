package edition

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/net/html"

	"stele/internal/doc"
	"stele/internal/lang"
)

var (
	bracketed = regexp.MustCompile(`^\s*\[(\d{1,3})\][.:]?\s*`)
	noteRef   = regexp.MustCompile(`\[(\d{1,3})\]`)
	number    = regexp.MustCompile(`^\d{1,3}$`)
	refText   = regexp.MustCompile(`^[\[(]?\s*(\d{1,3}|\*{1,3}|[†‡])\s*[\])]?$`)
)

// noteStart is the label that a note's text begins with, in brackets.
func noteStart(text string) string {
	if m := bracketed.FindStringSubmatch(text); m != nil {
		return m[1]
	}
	return ""
}

// note is one of the article's notes while the page is made.
type note struct {
	label string
	block *html.Node
	refs  []string // ids of the references
}

// takeNotes finds the text's notes however they are written (a renderer's
// footnotes, a page's linked ones, paragraphs that begin with [1]), takes them
// out and links them both ways. It returns their list and the heading that the
// article gives them.
func (e *Edition) takeNotes(root *html.Node) (list *html.Node, heading string) {
	notes := e.linkedNotes(root)
	notes = e.writtenNotes(root, notes)
	if len(notes) == 0 {
		return nil, ""
	}
	for _, n := range notes {
		takeOut(n.block, root)
	}
	for _, n := range findElements(root, "div", "section") {
		if hasClass(n, "footnotes") && empty(n) || n.FirstChild == nil {
			remove(n)
		}
	}
	heading = trailing(root)
	e.linkText(root, notes)
	list = element("ol")
	for i := range notes {
		with(list, textNode("\n"), e.noteItem(notes, i))
	}
	return list, heading
}

// linkedNotes are those that a reference in the text links to.
func (e *Edition) linkedNotes(root *html.Node) []*note {
	order := map[*html.Node]int{}
	byID := map[string]*html.Node{}
	k := 0
	for n := range root.Descendants() {
		k++
		order[n] = k
		if id := attr(n, "id"); id != "" && byID[id] == nil {
			byID[id] = n
		}
	}
	var notes []*note
	have := map[*html.Node]*note{}
	for _, a := range findElements(root, "a") {
		href := attr(a, "href")
		m := refText.FindStringSubmatch(textOf(a))
		if !strings.HasPrefix(href, "#") || m == nil {
			continue
		}
		target := byID[href[1:]]
		if target == nil || order[target] < order[a] {
			continue
		}
		block := noteBlock(target, root)
		if block == nil || contains(block, a) {
			continue
		}
		n := have[block]
		if n == nil {
			n = &note{label: m[1], block: block}
			have[block] = n
			notes = append(notes, n)
		}
		e.reference(a, n)
	}
	return notes
}

func noteBlock(target, root *html.Node) *html.Node {
	for n := target; n != nil && n != root; n = n.Parent {
		if isElement(n, "li", "p", "dd", "div", "aside") {
			return n
		}
	}
	return nil
}

// reference replaces a link or a stretch of text, with the <sup> around it, by
// the page's own reference.
func (e *Edition) reference(at *html.Node, n *note) {
	if p := at.Parent; isElement(p, "sup") && only(p) == at {
		at = p
	}
	at.Parent.InsertBefore(e.refNode(n), at)
	remove(at)
}

func (e *Edition) refNode(n *note) *html.Node {
	id := fmt.Sprintf("%sref-%s", idPrefix, n.label)
	if len(n.refs) > 0 {
		id += fmt.Sprintf("-%d", len(n.refs)+1)
	}
	n.refs = append(n.refs, id)
	a := element("a", "id", id, "href", "#"+idPrefix+"note-"+n.label, "role", "doc-noteref", "aria-label", e.opt.Labels.Text("edition.note_ref", "Label", n.label))
	return with(element("sup", "class", "ref"), with(a, textNode(n.label)))
}

// writtenNotes are paragraphs that begin with [1] and are notes by what the
// segments say, or because nothing but such paragraphs follows them.
func (e *Edition) writtenNotes(root *html.Node, notes []*note) []*note {
	known, taken := e.noteIDs(), map[string]bool{}
	for _, n := range notes {
		taken[n.label] = true
	}
	linked := func(b *html.Node) bool {
		for _, n := range notes {
			if n.block == b || contains(n.block, b) {
				return true
			}
		}
		return false
	}
	blocks := find(root, func(n *html.Node) bool {
		return isElement(n, "p", "li") && (isElement(n, "p") || findElements(n, "p") == nil)
	})
	last := len(blocks)
	for last > 0 && (noteStart(textOf(blocks[last-1])) != "" || empty(blocks[last-1]) || linked(blocks[last-1])) {
		last--
	}
	for i, b := range blocks {
		label, given := attr(b, "data-note"), attr(b, "data-note") != ""
		if !given {
			if label = noteStart(textOf(b)); label == "" || i < last && !known[label] {
				continue
			}
		}
		if linked(b) {
			continue
		}
		// The renderer numbers footnotes by their references, so a note that
		// has none must take a number that is free.
		for n := len(notes) + 1; given && (taken[label] || !number.MatchString(label)); n++ {
			label = strconv.Itoa(n)
		}
		if taken[label] {
			continue
		}
		taken[label] = true
		notes = append(notes, &note{label: label, block: b})
	}
	return notes
}

func (e *Edition) noteIDs() map[string]bool {
	out := map[string]bool{}
	for _, v := range []*doc.Version{e.base, e.article.Source} {
		if v == nil {
			continue
		}
		for i := range v.Segments {
			if s := &v.Segments[i]; s.Kind == doc.Note {
				out[strings.Trim(s.ID, "[]^().")] = true
			}
		}
	}
	return out
}

// takeOut removes a block and the lists that it leaves empty, with the rule
// that parts notes from the text.
func takeOut(b, root *html.Node) {
	for n := b; n != root && n != nil; {
		p := n.Parent
		if prev := before(n); isElement(prev, "hr") {
			remove(prev)
		}
		p.RemoveChild(n)
		if p == root || !empty(p) {
			return
		}
		n = p
	}
}

func before(n *html.Node) *html.Node {
	for p := n.PrevSibling; p != nil; p = p.PrevSibling {
		if !blank(p) {
			return p
		}
	}
	return nil
}

// trailing takes out a heading that nothing stands under any more, and gives
// its words.
func trailing(root *html.Node) string {
	last := lastElement(root)
	if isElement(last, "hr") {
		prev := before(last)
		remove(last)
		last = prev
	}
	if !isElement(last, "h1", "h2", "h3", "h4", "h5", "h6") {
		return ""
	}
	remove(last)
	return textOf(last)
}

// linkText links what the text writes as [1] to the notes.
func (e *Edition) linkText(root *html.Node, notes []*note) {
	by := map[string]*note{}
	for _, n := range notes {
		by[n.label] = n
	}
	texts := find(root, func(n *html.Node) bool {
		return n.Type == html.TextNode && strings.Contains(n.Data, "[") && !inside(n, "a") && !inside(n, "code") && !inside(n, "pre")
	})
	for _, t := range texts {
		at := 0
		for _, m := range noteRef.FindAllStringSubmatchIndex(t.Data, -1) {
			n := by[t.Data[m[2]:m[3]]]
			if n == nil {
				continue
			}
			t.Parent.InsertBefore(textNode(t.Data[at:m[0]]), t)
			t.Parent.InsertBefore(e.refNode(n), t)
			at = m[1]
		}
		t.Data = t.Data[at:]
	}
}

// noteItem is a note with links back to its references.
func (e *Edition) noteItem(notes []*note, i int) *html.Node {
	n := notes[i]
	li := element("li", "id", idPrefix+"note-"+n.label)
	if n.label != strconv.Itoa(i+1) {
		if number.MatchString(n.label) {
			setAttr(li, "value", n.label)
		}
	}
	stripMarker(n.block)
	if l := attr(n.block, "lang"); l != "" {
		setAttr(li, "lang", l)
		setAttr(li, "dir", lang.Direction(l))
	}
	if isElement(n.block, "p") {
		p := element("p")
		moveChildren(p, n.block)
		li.AppendChild(p)
	} else {
		moveChildren(li, n.block)
	}
	to := li
	for c := range li.ChildNodes() {
		if isElement(c, "p") {
			to = c
		}
	}
	for k, ref := range n.refs {
		label := n.label
		if k > 0 {
			label = fmt.Sprintf("%s (%d)", n.label, k+1)
		}
		l := e.labelLocale()
		a := element("a", "class", "back", "href", "#"+ref, "role", "doc-backlink", "lang", l, "aria-label", e.opt.Labels.Text("edition.note_back", "Label", label))
		with(to, textNode("\u00a0"), with(a, textNode("↩\ufe0e")))
	}
	return li
}

// stripMarker takes a note's own number and links back out of it; the page
// writes them.
func stripMarker(b *html.Node) {
	for _, a := range findElements(b, "a") {
		t := strings.Trim(textOf(a), "\ufe0e\ufe0f ")
		back := hasClass(a, "footnote-backref") || t == "↩" || t == "↑" || t == "^" || t == "↵" || refText.MatchString(t)
		if !strings.HasPrefix(attr(a, "href"), "#") || !back {
			continue
		}
		if p := a.Parent; isElement(p, "sup") && only(p) == a {
			remove(p)
		} else {
			if prev := a.PrevSibling; prev != nil && prev.Type == html.TextNode {
				prev.Data = strings.TrimRight(prev.Data, "\u00a0 ")
			}
			remove(a)
		}
	}
	for _, d := range find(b, func(n *html.Node) bool { return n.Type == html.TextNode }) {
		if blank(d) {
			remove(d)
			continue
		}
		if m := bracketed.FindString(d.Data); m != "" {
			d.Data = d.Data[len(m):]
		} else {
			d.Data = strings.TrimLeft(d.Data, " \n\t")
		}
		return
	}
}
