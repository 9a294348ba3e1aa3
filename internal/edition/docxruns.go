package edition

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"image"
	_ "image/gif" // the formats whose sizes are read
	_ "image/jpeg"
	_ "image/png"
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/net/html"

	"stele/internal/lang"
)

// docxRun is how a stretch of text looks and what language it is in.
type docxRun struct {
	lang                          string
	rtl                           bool
	bold, italic, code, strike    bool
	raised, lowered, link, dotted bool
}

// in is the run within an element.
func (r docxRun) in(n *html.Node) docxRun {
	if l := attr(n, "lang"); l != "" {
		r.lang, r.rtl = l, lang.Direction(l) == "rtl"
	}
	switch attr(n, "dir") {
	case "rtl":
		r.rtl = true
	case "ltr":
		r.rtl = false
	}
	switch n.Data {
	case "b", "strong":
		r.bold = true
	case "em", "i", "cite", "var", "dfn":
		r.italic = true
	case "code", "kbd", "samp":
		r.code = true
	case "s", "del":
		r.strike = true
	case "sup":
		r.raised = true
	case "sub":
		r.lowered = true
	}
	if hasClass(n, "fallback") && n.Data == "span" {
		r.dotted = true
	}
	return r
}

// properties are the run's, in the order that the schema asks for.
func (r docxRun) properties() string {
	var b strings.Builder
	b.WriteString("<w:rPr>")
	switch {
	case r.link:
		b.WriteString(`<w:rStyle w:val="Hyperlink"/>`)
	case r.code:
		b.WriteString(`<w:rStyle w:val="CodeText"/>`)
	}
	for _, p := range []struct {
		on   bool
		text string
	}{
		{r.bold, "<w:b/><w:bCs/>"}, {r.italic, "<w:i/><w:iCs/>"}, {r.strike, "<w:strike/>"},
		{r.dotted && !r.link, `<w:u w:val="dotted" w:color="A9781A"/>`},
		{r.raised, `<w:vertAlign w:val="superscript"/>`}, {r.lowered, `<w:vertAlign w:val="subscript"/>`}, {r.rtl, "<w:rtl/>"},
	} {
		if p.on {
			b.WriteString(p.text)
		}
	}
	b.WriteString(wordLocale(r.lang) + "</w:rPr>")
	return b.String()
}

func (w *docxWriter) inline(to *docxPart, n *html.Node, r docxRun) {
	for c := range n.ChildNodes() {
		w.node(to, c, r)
	}
}

var spaces = regexp.MustCompile(`[ \t\r\n]+`)

func (w *docxWriter) node(to *docxPart, n *html.Node, r docxRun) {
	x := &to.xml
	switch {
	case n.Type == html.TextNode:
		w.text(to, n.Data, r)
	case n.Type != html.ElementNode:
	case isElement(n, "br"):
		x.WriteString("<w:r><w:br/></w:r>")
	case isElement(n, "img"):
		w.picture(to, n, r)
	case isElement(n, "sup") && hasClass(n, "ref"):
		w.reference(to, n, r)
	case isElement(n, "a") && hasClass(n, "back"):
	case isElement(n, "a"):
		w.link(to, n, r.in(n))
	default:
		if !isBlock(n) {
			w.mark(to, attr(n, "id"))
		}
		if hasClass(n, "label") { // set off from what it speaks of
			w.text(to, " [", r)
			w.inline(to, n, r.in(n))
			w.text(to, "]", r)
			return
		}
		within := r.in(n)
		if within.rtl != r.rtl && !isBlock(n) { // or its full stop would stand at the wrong end
			w.text(to, map[bool]string{false: leftIsolate, true: rightIsolate}[within.rtl], within)
			defer w.text(to, popIsolate, within)
		}
		w.inline(to, n, within)
	}
}

// The characters of the Unicode bidirectional algorithm that set a passage of
// the other direction off from the text around it.
const (
	leftIsolate  = "\u2066"
	rightIsolate = "\u2067"
	popIsolate   = "\u2069"
)

func (w *docxWriter) text(to *docxPart, text string, r docxRun) {
	if !r.code {
		text = spaces.ReplaceAllString(text, " ")
	}
	for i, line := range strings.Split(strings.TrimSuffix(text, "\n"), "\n") {
		if i > 0 {
			to.xml.WriteString("<w:r><w:br/></w:r>")
		}
		if line != "" {
			fmt.Fprintf(&to.xml, `<w:r>%s<w:t xml:space="preserve">%s</w:t></w:r>`, r.properties(), esc(line))
		}
	}
}

// link is a link where it leads somewhere from a document of its own.
func (w *docxWriter) link(to *docxPart, a *html.Node, r docxRun) {
	href := attr(a, "href")
	target := ""
	switch id, here := strings.CutPrefix(href, "#"); {
	case here && w.marks[id] > 0:
		target = fmt.Sprintf(`w:anchor="b%d"`, w.marks[id])
	case webURL(href) != "":
		target = fmt.Sprintf(`r:id="%s"`, to.relate(relHyperlink, webURL(href), true))
	case strings.HasPrefix(href, "mailto:") && safeLink(href):
		target = fmt.Sprintf(`r:id="%s"`, to.relate(relHyperlink, href, true))
	}
	if target == "" {
		w.inline(to, a, r)
		return
	}
	r.link = true
	to.xml.WriteString("<w:hyperlink " + target + ">")
	w.inline(to, a, r)
	to.xml.WriteString("</w:hyperlink>")
}

// reference is a footnote's. A word processor has a footnote once, so that a
// second reference is the bare number.
func (w *docxWriter) reference(to *docxPart, sup *html.Node, r docxRun) {
	label := textOf(sup)
	id := idPrefix + "note-" + label
	li := w.notes[id]
	if li == nil || to != &w.body {
		r.raised = true
		w.text(to, label, r)
		return
	}
	delete(w.notes, id)
	w.body.notes++
	n, custom, own := w.body.notes, "", "<w:footnoteRef/>"
	if label != strconv.Itoa(n) { // the article's own number
		custom = ` w:customMarkFollows="1"`
		own = `<w:t>` + esc(label) + `</w:t>`
	}
	fmt.Fprintf(&w.body.xml, `<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteReference%s w:id="%d"/>`, custom, n)
	if custom != "" {
		fmt.Fprintf(&w.body.xml, `<w:t>%s</w:t>`, esc(label))
	}
	w.body.xml.WriteString("</w:r>")
	fmt.Fprintf(&w.foot.xml, `<w:footnote w:id="%d">`, n)
	run := w.own(w.page.BodyLang, w.page.BodyDir).in(li)
	mark := `<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>` + own + `</w:r><w:r><w:t xml:space="preserve"> </w:t></w:r>`
	start := w.foot.xml.Len()
	w.blocks(&w.foot, with(element("div"), noteContent(li)...), docxBlock{style: "FootnoteText", docxRun: run})
	written := w.foot.xml.String()
	if at := strings.Index(written[start:], "</w:pPr>"); at >= 0 { // the mark stands at the first paragraph's beginning
		at += start + len("</w:pPr>")
		w.foot.xml.Reset()
		w.foot.xml.WriteString(written[:at] + mark + written[at:])
	} else {
		w.foot.xml.WriteString("<w:p>" + mark + "</w:p>")
	}
	w.foot.xml.WriteString("</w:footnote>")
}

// noteContent is a note's own text, detached: inline where it is one paragraph.
func noteContent(li *html.Node) []*html.Node {
	for _, a := range findElements(li, "a") {
		if hasClass(a, "back") {
			remove(a)
		}
	}
	from := li
	if p := only(li); isElement(p, "p") {
		from = p
	}
	out := children(from)
	for _, c := range out {
		from.RemoveChild(c)
	}
	return out
}

// emu are the units of a drawing in one CSS pixel.
const emu = 9525

var svgSize = regexp.MustCompile(`(?s)<svg[^>]*?\bviewBox\s*=\s*["']\s*[-\d.]+[\s,]+[-\d.]+[\s,]+([\d.]+)[\s,]+([\d.]+)`)

// picture is a carried picture, or its alternative text in its place.
func (w *docxWriter) picture(to *docxPart, img *html.Node, r docxRun) {
	alt := attr(img, "alt")
	kind, coded, ok := strings.Cut(strings.TrimPrefix(attr(img, "src"), "data:"), ";base64,")
	raw, err := base64.StdEncoding.DecodeString(coded)
	if !ok || err != nil || extensions[kind] == "" {
		if alt != "" {
			w.text(to, "["+alt+"]", r)
		}
		return
	}
	width, height := 640, 360
	if cfg, _, err := image.DecodeConfig(bytes.NewReader(raw)); err == nil {
		width, height = cfg.Width, cfg.Height
	} else if m := svgSize.FindSubmatch(raw); m != nil {
		a, _ := strconv.ParseFloat(string(m[1]), 64)
		b, _ := strconv.ParseFloat(string(m[2]), 64)
		width, height = int(a), int(b)
	}
	width, height = max(width, 1), max(height, 1)
	most := docxTextWidth / 15 // twentieths of a point to pixels
	if n, err := strconv.Atoi(attr(img, "width")); err == nil && n > 0 {
		most = min(most, n)
	}
	if width > most {
		width, height = most, max(height*most/width, 1)
	}
	w.drawn++
	name := fmt.Sprintf("media/image%d.%s", w.drawn, extensions[kind])
	w.media = append(w.media, docxFile{"word/" + name, raw})
	relation, vector := to.relate(relImage, name, false), ""
	if kind == "image/svg+xml" {
		vector = fmt.Sprintf(docxVector, relation)
	}
	fmt.Fprintf(&to.xml, docxDrawing, width*emu, height*emu, w.drawn, esc(alt), relation, vector)
}
