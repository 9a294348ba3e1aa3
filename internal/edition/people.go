package edition

import (
	"slices"
	"strings"

	"golang.org/x/net/html"

	"stele/internal/doc"
	"stele/internal/lang"
)

// biography is a person's box at the end of a page.
type biography struct {
	Name     string
	NameLang string // empty when it is the reader's
	NameDir  string
	Role     Role // "" is an author's
	Position string
	Photo    string
	PhotoAlt string
	Links    []Link
	Body     *html.Node // nil when there is no text
	Lang     string     // empty when it is the reader's
	Dir      string
	Mark     string // label, "" when none
	heading  string // what the text itself puts over its author box
}

// biographies are those of the people; the text's own one stands in where it is
// in the reader's language and theirs is not, or nobody has one.
func (e *Edition) biographies() []biography {
	var out []biography
	var shown []string // who edited what he wrote has one box
	for _, p := range e.article.People {
		if p.Bio == nil && p.Photo == "" && len(p.Links) == 0 || slices.ContainsFunc(shown, func(id string) bool { return id != "" && id == p.ID }) {
			continue
		}
		shown = append(shown, p.ID)
		b := biography{Name: p.Name, PhotoAlt: p.PhotoAlt, Role: p.Role}
		if b.Role == Author {
			b.Role = ""
		}
		if n := e.passage("", p.NameLocale, ""); lang.Script(n.Lang) != lang.Script(e.article.Locale) {
			b.NameLang, b.NameDir = n.Lang, n.Dir
		}
		if localPath(p.Photo) {
			b.Photo = picture(p.Photo, p.Image)
		}
		for _, l := range p.Links {
			if l.Href != "" && safeLink(l.Href) {
				if l.Text == "" || l.Text == l.Href {
					l.Text = bare(l.Href)
				}
				b.Links = append(b.Links, l)
			}
		}
		if p.Bio != nil {
			e.bioText(&b, p)
		}
		out = append(out, b)
	}
	authors := 0
	for _, b := range out {
		if b.Role == "" {
			authors++
		}
	}
	own, ok := e.ownBiography()
	switch {
	case !ok:
	case authors == 0:
		out = append([]biography{own}, out...)
	case authors == 1 && (out[0].Body == nil || out[0].Lang != "" && own.Lang == ""):
		out[0].Body, out[0].Lang, out[0].Dir, out[0].Mark = own.Body, own.Lang, own.Dir, own.Mark
	}
	return out
}

// bare is an address as one says it.
func bare(href string) string {
	for _, prefix := range []string{"https://", "http://", "mailto:", "tel:", "www."} {
		href = strings.TrimPrefix(href, prefix)
	}
	return strings.TrimSuffix(href, "/")
}

func (e *Edition) bioText(b *biography, p Person) {
	b.Position = fold(p.Bio.First("position", "job_title", "role"))
	sub := &Edition{article: Article{Locale: e.article.Locale, Source: p.Bio, Image: p.Image}, opt: e.opt, base: p.Bio, foreign: true}
	sub.plan = plan{of: make([]decision, len(p.Bio.Segments)), after: map[int][]decision{}}
	root := sub.body()
	ownIDs(root)
	dropTitle(root, []string{p.Name, sub.title().Text})
	e.pictures(root)
	if empty(root) {
		return
	}
	for _, n := range find(root, func(n *html.Node) bool { return attr(n, "id") != "" }) {
		dropAttr(n, "id")
	}
	for _, h := range findElements(root, "h1", "h2", "h3", "h4", "h5", "h6") {
		h.Data, h.DataAtom = "p", 0
	}
	b.Body = root
	locale := p.BioLocale
	if locale == "" {
		locale = p.Bio.Locale
	}
	e.bioLanguage(b, textOf(root), locale)
}

func (e *Edition) bioLanguage(b *biography, text, supposed string) {
	p := e.passage("", e.languageOf(text, "", supposed), "")
	b.Lang, b.Dir = p.Lang, p.Dir
	if b.Lang != "" {
		b.Mark = e.opt.Labels.Text("edition.bio_language", "Language", e.languageName(b.Lang))
	}
}

// ownBiography is the author box of the text: name lines, then prose.
func (e *Edition) ownBiography() (biography, bool) {
	var b biography
	body := element("div")
	locale := e.base.Locale
	add := func(v *doc.Version, s *doc.Segment, d decision) {
		if s.Role != doc.Biography || d.do == leave {
			return
		}
		if d.do != keep {
			locale = d.lang
		}
		if s.Kind == doc.Heading && b.heading == "" && body.FirstChild == nil && b.Name == "" {
			b.heading = textOf(e.content(v, s, d))
			return
		}
		if body.FirstChild == nil && b.Name == "" && d.do == replace && v == e.base {
			// The translator's own writing of the name stands over a
			// biography that is not translated.
			if lines := paragraphs(detach(inline(v, s))); len(lines) > 1 && isName(textOf(lines[0])) {
				b.Name = textOf(lines[0])
			}
		}
		for _, line := range paragraphs(e.content(v, s, d)) {
			text := textOf(line)
			if text == "" {
				continue
			}
			if body.FirstChild == nil && isName(text) {
				if b.Name == "" {
					b.Name = text
				}
				continue
			}
			body.AppendChild(line)
		}
	}
	for i := -1; i < len(e.base.Segments); i++ {
		if i >= 0 {
			add(e.base, &e.base.Segments[i], e.plan.of[i])
		}
		for _, d := range e.plan.after[i] {
			add(e.article.Source, &e.article.Source.Segments[d.source], d)
		}
	}
	if b.Name == "" && b.heading != "" && body.FirstChild != nil && strings.Contains(textOf(body), b.heading) {
		b.Name, b.heading = b.heading, ""
	}
	if b.Name == "" && body.FirstChild == nil {
		return b, false
	}
	e.pictures(body)
	if body.FirstChild != nil {
		b.Body = body
		e.bioLanguage(&b, textOf(body), locale)
	}
	return b, true
}

// paragraphs splits inline content at its breaks.
func paragraphs(root *html.Node) []*html.Node {
	out := []*html.Node{element("p")}
	for _, c := range children(root) {
		root.RemoveChild(c)
		if isElement(c, "br") {
			out = append(out, element("p"))
			continue
		}
		if p := out[len(out)-1]; c.Type == html.TextNode && p.FirstChild == nil {
			c.Data = strings.TrimLeft(c.Data, " \t\r\n")
		}
		if isElement(c, "p", "div", "h1", "h2", "h3", "h4", "h5", "h6") {
			p := element("p")
			moveChildren(p, c)
			out = append(out, p, element("p"))
			continue
		}
		out[len(out)-1].AppendChild(c)
	}
	return out
}

// nameLength is more letters than a name with titles has, and fewer than a
// sentence of a biography.
const nameLength = 60

// isName reports whether a line of an author box is a name and no sentence.
func isName(line string) bool {
	return len([]rune(line)) <= nameLength && len(strings.Fields(line)) <= 7 && !strings.HasSuffix(line, ".") &&
		!strings.ContainsAny(line, ";:?!。؟")
}
