package edition

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"fmt"
	"strings"
	"time"

	"golang.org/x/net/html"

	"stele/internal/fault"
	"stele/internal/lang"
)

// Book is an EPUB of one or more editions in one locale, a chapter each.
type Book struct {
	Title    string // "" is the first edition's
	Editions []*Edition
	Parallel []*Parallel // chapters of several languages, in place of Editions
}

// bookFile is one file of the book.
type bookFile struct {
	name, kind, properties string
	data                   []byte
	spine                  bool
}

// EPUB is the book as an EPUB 3 file. The same editions give the same bytes:
// the book's date is that of its newest article, its identifier is made from
// its text. Errors are *fault.Fault.
func (b *Book) EPUB() ([]byte, error) {
	var first *Edition
	switch {
	case len(b.Editions) > 0:
		first = b.Editions[0]
	case len(b.Parallel) > 0:
		first = b.Parallel[0].columns[0]
	default:
		return nil, nil
	}
	w := &bookWriter{book: b, locale: first.article.Locale, images: map[[32]byte]string{}, day: lang.Day{Year: 2000, Month: 1, Day: 1}}
	for i, e := range b.Editions {
		w.chapter(fmt.Sprintf("c%04d.xhtml", i+1), e)
	}
	for i, p := range b.Parallel {
		w.parallelChapter(fmt.Sprintf("c%04d.xhtml", len(b.Editions)+i+1), p)
	}
	if b.Title != "" {
		w.title = b.Title
	}
	w.files = append(w.files, bookFile{name: "book.css", kind: "text/css", data: first.opt.Theme.book})
	w.files = append(w.files, bookFile{name: "nav.xhtml", kind: xhtmlType, properties: "nav", data: w.nav(first)})
	return w.zip()
}

const xhtmlType = "application/xhtml+xml"

type bookWriter struct {
	book           *Book
	title, locale  string
	files          []bookFile
	images         map[[32]byte]string
	entries        []string // of the table of contents
	authors, trans []string
	day            lang.Day
}

// chapter adds an edition.
func (w *bookWriter) chapter(name string, e *Edition) {
	p := e.page()
	if w.title == "" {
		w.title = p.Title.Text
	}
	w.credit(e)
	w.entries = append(w.entries, fmt.Sprintf(`<li><a href="%s"%s>%s</a></li>`, name, langOf(p.Title.Lang, p.Title.Dir), esc(p.Title.Text)))
	root := fragment(chapterHTML(p))
	w.bind(root)
	w.files = append(w.files, bookFile{name: name, kind: xhtmlType, spine: true, data: xhtml(p.Lang, p.Dir, p.Title.Text, inner(root))})
}

// credit notes who wrote and translated an article, and its day.
func (w *bookWriter) credit(e *Edition) {
	for _, n := range e.authors(e.credits(), e.biographies()) {
		w.authors = appendName(w.authors, n)
	}
	for _, c := range e.credits() {
		if c.Role == Translator {
			for _, n := range c.Names {
				w.trans = appendName(w.trans, n)
			}
		}
	}
	if d, ok := e.date(); ok && iso(d) > iso(w.day) {
		w.day = lang.Day{Year: d.Year, Month: max(d.Month, 1), Day: max(d.Day, 1)}
	}
}

// chapterHTML is the page's article without what only the web needs.
func chapterHTML(p *Page) string {
	var b strings.Builder
	fmt.Fprintf(&b, "<section><h1%s>%s</h1>\n", langOf(p.Title.Lang, p.Title.Dir), esc(p.Title.Text))
	for _, line := range p.Bylines {
		fmt.Fprintf(&b, `<p class="meta">%s</p>`+"\n", line)
	}
	if p.Date != "" {
		fmt.Fprintf(&b, `<p class="meta"><time datetime="%s">%s</time></p>`+"\n", p.DateISO, esc(p.Date))
	}
	if len(p.Notice) > 0 {
		b.WriteString(`<div class="notice">`)
		for _, n := range p.Notice {
			fmt.Fprintf(&b, "<p%s>%s</p>", langOf(n.Lang, n.Dir), esc(n.Text))
		}
		b.WriteString("</div>\n")
	}
	fmt.Fprintf(&b, "<div%s>%s</div>\n", langOf(p.BodyLang, p.BodyDir), p.Body)
	if p.Notes != "" {
		fmt.Fprintf(&b, `<section class="notes" role="doc-endnotes"><h2>%s</h2>%s</section>`+"\n", p.NotesHeading, p.Notes)
	}
	if len(p.People) > 0 {
		fmt.Fprintf(&b, `<section class="people"><h2>%s</h2>`, p.About)
		for _, box := range p.People {
			if box.Photo != "" {
				fmt.Fprintf(&b, `<p><img src="%s" alt="%s"></p>`, esc(string(box.Photo)), esc(box.PhotoAlt))
			}
			if box.Name != "" {
				fmt.Fprintf(&b, "<h3%s>%s</h3>", langOf(box.NameLang, box.NameDir), esc(box.Name))
			}
			if box.Role != "" {
				fmt.Fprintf(&b, `<p class="position">%s</p>`, box.Role)
			}
			if box.Position != "" {
				fmt.Fprintf(&b, `<p class="position"%s>%s</p>`, langOf(box.Lang, box.Dir), esc(box.Position))
			}
			if box.Label != "" {
				fmt.Fprintf(&b, "<p>%s</p>", box.Label)
			}
			if box.Body != "" {
				fmt.Fprintf(&b, "<div%s>%s</div>", langOf(box.Lang, box.Dir), box.Body)
			}
		}
		b.WriteString("</section>")
	}
	b.WriteString("</section>")
	return b.String()
}

func esc(s string) string { return html.EscapeString(s) }

func langOf(locale, dir string) string {
	if locale == "" {
		return ""
	}
	return fmt.Sprintf(` lang="%s" dir="%s"`, esc(locale), esc(dir))
}

// xhtml is a document of the book. Characters that XML cannot hold are left out.
func xhtml(locale, dir, title, body string) []byte {
	doc := fmt.Sprintf(`<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" xml:lang="%[1]s" lang="%[1]s" dir="%[2]s">
<head>
<title>%[3]s</title>
<link rel="stylesheet" type="text/css" href="book.css"/>
</head>
<body>
%[4]s
</body>
</html>
`, esc(locale), dir, esc(title), body)
	return []byte(xmlText(doc))
}

func xmlText(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' && r != '\t' && r != '\r' || r == 0xFFFE || r == 0xFFFF {
			return -1
		}
		return r
	}, s)
}

func (w *bookWriter) nav(e *Edition) []byte {
	body := fmt.Sprintf(`<nav epub:type="toc" id="toc" role="doc-toc"><h1>%s</h1><ol>%s</ol></nav>`,
		e.labelHTML("edition.contents"), strings.Join(w.entries, "\n"))
	return xhtml(w.locale, lang.Direction(w.locale), w.title, body)
}

// opf is the package document.
func (w *bookWriter) opf() []byte {
	var b strings.Builder
	fmt.Fprintf(&b, `<?xml version="1.0" encoding="utf-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="%s" dir="%s">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="id">urn:uuid:%s</dc:identifier>
<dc:title>%s</dc:title>
%s`, esc(w.locale), lang.Direction(w.locale), w.uuid(), esc(w.title), w.languages())
	for i, n := range w.authors {
		fmt.Fprintf(&b, "<dc:creator id=\"a%d\">%s</dc:creator><meta refines=\"#a%d\" property=\"role\" scheme=\"marc:relators\">aut</meta>\n", i, esc(n), i)
	}
	for i, n := range w.trans {
		fmt.Fprintf(&b, "<dc:contributor id=\"t%d\">%s</dc:contributor><meta refines=\"#t%d\" property=\"role\" scheme=\"marc:relators\">trl</meta>\n", i, esc(n), i)
	}
	fmt.Fprintf(&b, "<dc:date>%s</dc:date>\n<meta property=\"dcterms:modified\">%sT00:00:00Z</meta>\n</metadata>\n<manifest>\n", iso(w.day), iso(w.day))
	for i, f := range w.files {
		properties := ""
		if f.properties != "" {
			properties = ` properties="` + f.properties + `"`
		}
		fmt.Fprintf(&b, "<item id=\"f%d\" href=\"%s\" media-type=\"%s\"%s/>\n", i, f.name, f.kind, properties)
	}
	b.WriteString("</manifest>\n<spine")
	if lang.Direction(w.locale) == "rtl" {
		b.WriteString(` page-progression-direction="rtl"`)
	}
	b.WriteString(">\n")
	for i, f := range w.files {
		if f.spine {
			fmt.Fprintf(&b, "<itemref idref=\"f%d\"/>\n", i)
		}
	}
	b.WriteString("</spine>\n</package>\n")
	return []byte(xmlText(b.String()))
}

// languages are those of the book, the first one's first.
func (w *bookWriter) languages() string {
	all := []string{w.locale}
	for _, p := range w.book.Parallel {
		for _, e := range p.columns {
			all = appendName(all, e.article.Locale)
		}
	}
	return "<dc:language>" + strings.Join(all, "</dc:language>\n<dc:language>") + "</dc:language>\n"
}

// uuid is a name-based identifier (RFC 9562, version 8) of the book's files.
func (w *bookWriter) uuid() string {
	h := sha256.New()
	for _, f := range w.files {
		fmt.Fprintf(h, "%s %d\n", f.name, len(f.data))
		h.Write(f.data)
	}
	u := h.Sum(nil)[:16]
	u[6], u[8] = u[6]&0x0f|0x80, u[8]&0x3f|0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", u[:4], u[4:6], u[6:8], u[8:10], u[10:])
}

const container = `<?xml version="1.0" encoding="utf-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
`

// zip packs the book: the type first and unpacked, as the format asks.
func (w *bookWriter) zip() ([]byte, error) {
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	put := func(name string, data []byte, method uint16) error {
		// No time is set, so that the same book is the same file.
		f, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: method, Modified: time.Time{}})
		if err == nil {
			_, err = f.Write(data)
		}
		return err
	}
	mimetype := &zip.FileHeader{Name: "mimetype", Method: zip.Store}
	f, err := z.CreateRaw(withSize(mimetype, []byte("application/epub+zip")))
	if err == nil {
		_, err = f.Write([]byte("application/epub+zip"))
	}
	if err == nil {
		err = put("META-INF/container.xml", []byte(container), zip.Deflate)
	}
	if err == nil {
		err = put("EPUB/package.opf", w.opf(), zip.Deflate)
	}
	for _, file := range w.files {
		if err == nil {
			err = put("EPUB/"+file.name, file.data, zip.Deflate)
		}
	}
	if err == nil {
		err = z.Close()
	}
	if err != nil {
		return nil, fault.New(fault.Internal, FaultOutput, "").Because(err)
	}
	return out.Bytes(), nil
}
