package edition

import (
	"archive/zip"
	"bytes"
	"fmt"
	"html/template"
	"strings"

	"golang.org/x/net/html"

	"stele/internal/fault"
	"stele/internal/lang"
)

// docxWriter makes a WordprocessingML package (ECMA-376). No library on the
// module proxy writes footnotes that hold links and runs in several languages
// and directions, so the parts are written here.
type docxWriter struct {
	e     *Edition
	page  *Page
	notes map[string]*html.Node // by id, of those that are not written yet
	marks map[string]int        // bookmarks by the id that a link names
	media []docxFile
	lists []int // the starts of numbered lists, in order; each is a numbering of its own
	foot  docxPart
	body  docxPart
	drawn int // pictures so far
}

// docxPart is a story of the document with the relations that it has.
type docxPart struct {
	xml   strings.Builder
	links []docxLink
	notes int
}

type docxLink struct {
	kind, target string
	external     bool
}

type docxFile struct {
	name string
	data []byte
}

// Relations of a part; those of [docxStyles] and its like come first.
const (
	relHyperlink = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
	relImage     = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
)

// relate gives the id of a relation, made when it is new.
func (p *docxPart) relate(kind, target string, external bool) string {
	l := docxLink{kind, target, external}
	for i, have := range p.links {
		if have == l {
			return fmt.Sprintf("rId%d", 100+i)
		}
	}
	p.links = append(p.links, l)
	return fmt.Sprintf("rId%d", 99+len(p.links))
}

// Docx is the edition as a word processor's document: headings, lists, tables,
// footnotes, links and pictures, each stretch of text in its own language and
// direction. The same edition gives the same bytes. Errors are *fault.Fault.
func (e *Edition) Docx() ([]byte, error) {
	p := e.page()
	w := &docxWriter{e: e, page: p, notes: map[string]*html.Node{}, marks: map[string]int{}}
	body, notes := fragment(string(p.Body)), fragment(string(p.Notes))
	for _, li := range findElements(notes, "li") {
		if id := attr(li, "id"); strings.HasPrefix(id, idPrefix) {
			w.notes[id] = li
		}
	}
	w.bookmarks(body)
	w.head()
	w.blocks(&w.body, body, docxBlock{docxRun: w.own(p.BodyLang, p.BodyDir)})
	w.unreferenced(notes)
	w.persons()
	return w.zip()
}

// own is how text of the edition runs; locale is "" when it is the reader's.
func (w *docxWriter) own(locale, dir string) docxRun {
	if locale == "" {
		locale, dir = w.page.Lang, w.page.Dir
	}
	return docxRun{lang: locale, rtl: dir == "rtl"}
}

// bookmarks are the places that links of the text lead to.
func (w *docxWriter) bookmarks(root *html.Node) {
	for _, a := range findElements(root, "a") {
		if id, here := strings.CutPrefix(attr(a, "href"), "#"); here && id != "" && !strings.HasPrefix(id, idPrefix) && w.marks[id] == 0 {
			w.marks[id] = len(w.marks) + 1
		}
	}
}

// head is the title, who wrote the text and when, and how complete it is.
func (w *docxWriter) head() {
	p, t := w.page, w.page.Title
	w.paragraph(&w.body, docxBlock{style: "Title", docxRun: w.own(t.Lang, t.Dir)}, textNode(t.Text))
	if t.Label != "" {
		w.labelled("Label", t.Label)
	}
	for _, b := range p.Bylines {
		w.labelled("Meta", b)
	}
	if p.Date != "" {
		w.paragraph(&w.body, docxBlock{style: "Meta", docxRun: w.own("", "")}, textNode(p.Date))
	}
	for _, n := range p.Notice {
		w.paragraph(&w.body, docxBlock{style: "Notice", docxRun: w.own(n.Lang, n.Dir)}, textNode(n.Text))
	}
}

// labelled is a paragraph of a label of the page.
func (w *docxWriter) labelled(style string, label template.HTML) {
	w.paragraph(&w.body, docxBlock{style: style, docxRun: w.own("", "")}, children(fragment(string(label)))...)
}

// unreferenced writes the notes that no passage refers to under the notes'
// heading; the others are at the foot of their pages.
func (w *docxWriter) unreferenced(notes *html.Node) {
	heading := false
	for _, li := range findElements(notes, "li") {
		if w.notes[attr(li, "id")] != li {
			continue
		}
		if !heading {
			heading = true
			w.labelled("Heading1", w.page.NotesHeading)
		}
		run := w.own(w.page.BodyLang, w.page.BodyDir)
		label := strings.TrimPrefix(attr(li, "id"), idPrefix+"note-")
		w.blocks(&w.body, with(element("div"), with(element("p"), append([]*html.Node{textNode(label + ". ")}, noteContent(li)...)...)), docxBlock{style: "FootnoteText", docxRun: run})
	}
}

// persons are the biographies.
func (w *docxWriter) persons() {
	if len(w.page.People) == 0 {
		return
	}
	w.labelled("Heading1", w.page.About)
	for _, p := range w.page.People {
		own := docxBlock{docxRun: w.own("", "")}
		if p.Name != "" {
			named := own
			named.style, named.docxRun = "Heading2", w.own(p.NameLang, p.NameDir)
			w.paragraph(&w.body, named, textNode(p.Name))
		}
		theirs := docxBlock{style: "Meta", docxRun: w.own(p.Lang, p.Dir)}
		if p.Photo != "" {
			w.paragraph(&w.body, own, element("img", "src", string(p.Photo), "alt", p.PhotoAlt, "width", "112"))
		}
		if p.Role != "" {
			w.labelled("Meta", p.Role)
		}
		if p.Position != "" {
			w.paragraph(&w.body, theirs, textNode(p.Position))
		}
		if p.Label != "" {
			w.labelled("Label", p.Label)
		}
		theirs.style = ""
		w.blocks(&w.body, fragment(string(p.Body)), theirs)
		for _, l := range p.Links {
			w.paragraph(&w.body, own, with(element("a", "href", l.Href), textNode(l.Text)))
		}
	}
}

// zip packs the parts; the types of the content come first, as readers expect.
func (w *docxWriter) zip() ([]byte, error) {
	files := []docxFile{
		{"[Content_Types].xml", []byte(docxTypes)},
		{"_rels/.rels", []byte(docxRoot)},
		{"docProps/core.xml", w.core()},
		{"word/document.xml", w.story("document", "<w:body>"+w.body.xml.String()+docxSection(w.page.Dir)+"</w:body>")},
		{"word/footnotes.xml", w.story("footnotes", docxSeparators+w.foot.xml.String())},
		{"word/styles.xml", docxStyles(w.page.Lang, w.page.Dir)},
		{"word/numbering.xml", w.numbering()},
		{"word/settings.xml", []byte(docxSettings)},
		{"word/_rels/document.xml.rels", relations(docxParts, w.body.links)},
		{"word/_rels/footnotes.xml.rels", relations("", w.foot.links)},
	}
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, f := range append(files, w.media...) {
		to, err := z.CreateHeader(&zip.FileHeader{Name: f.name, Method: zip.Deflate}) // no time: the same edition is the same file
		if err == nil {
			_, err = to.Write(f.data)
		}
		if err != nil {
			return nil, fault.New(fault.Internal, FaultOutput, "").Because(err)
		}
	}
	if err := z.Close(); err != nil {
		return nil, fault.New(fault.Internal, FaultOutput, "").Because(err)
	}
	return out.Bytes(), nil
}

// story is one of the document's texts.
func (w *docxWriter) story(name, content string) []byte {
	return []byte(xmlText(docxHeader + "<w:" + name + docxNamespaces + ">" + content + "</w:" + name + ">\n"))
}

func (w *docxWriter) core() []byte {
	var b strings.Builder
	b.WriteString(docxHeader + `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">`)
	fmt.Fprintf(&b, "<dc:title>%s</dc:title><dc:creator>%s</dc:creator><dc:language>%s</dc:language>", esc(w.page.Title.Text), esc(strings.Join(w.page.Authors, "; ")), esc(w.page.Lang))
	if w.page.Summary != "" {
		fmt.Fprintf(&b, "<dc:description>%s</dc:description>", esc(w.page.Summary))
	}
	if d, ok := w.e.date(); ok && d.Month > 0 && d.Day > 0 {
		fmt.Fprintf(&b, `<dcterms:created xsi:type="dcterms:W3CDTF">%sT00:00:00Z</dcterms:created>`, iso(d))
	}
	b.WriteString("</cp:coreProperties>\n")
	return []byte(xmlText(b.String()))
}

func relations(fixed string, links []docxLink) []byte {
	var b strings.Builder
	b.WriteString(docxHeader + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` + fixed)
	for i, l := range links {
		mode := ""
		if l.external {
			mode = ` TargetMode="External"`
		}
		fmt.Fprintf(&b, `<Relationship Id="rId%d" Type="%s" Target="%s"%s/>`, 100+i, l.kind, esc(l.target), mode)
	}
	b.WriteString("</Relationships>\n")
	return []byte(xmlText(b.String()))
}

// wordLocale is a tag as word processors write it: they know Chinese and
// Japanese as languages of East Asia, Arabic and Hebrew as complex scripts.
func wordLocale(tag string) string {
	attr := "w:val"
	switch lang.Script(tag) {
	case "Hans", "Hant", "Jpan", "Hani", "Kore":
		attr = "w:eastAsia"
	}
	if lang.Direction(tag) == "rtl" {
		attr = "w:bidi"
	}
	return fmt.Sprintf(`<w:lang %s="%s"/>`, attr, esc(tag))
}
