package edition

import (
	"path"
	"regexp"
	"strings"

	"golang.org/x/net/html"

	"stele/internal/doc"
	"stele/internal/lang"
)

// passage is a short text with its language.
type passage struct {
	Text string
	Lang string // empty when it is the reader's
	Dir  string
	Mark string // what label it needs, "" when none
}

func (e *Edition) passage(text, locale, mark string) passage {
	p := passage{Text: text, Mark: mark}
	if tag, ok := lang.Canonical(locale); ok && !sameLocale(tag, e.article.Locale) {
		p.Lang, p.Dir = tag, lang.Direction(tag)
	}
	return p
}

// title is the edition's title: the version's, else the source's.
func (e *Edition) title() passage {
	if p, ok := e.titleOf(e.base, true); ok {
		return p
	}
	if v := e.article.Source; v != nil && v != e.base {
		if p, ok := e.titleOf(v, false); ok {
			p.Mark = "missing"
			return p
		}
	}
	name := path.Base(e.article.ID)
	if e.article.ID == "" {
		name = path.Base(e.base.Path)
	}
	return passage{Text: name}
}

func (e *Edition) titleOf(v *doc.Version, planned bool) (passage, bool) {
	i := titleSegment(v)
	if i < 0 {
		if t := fold(v.First("title", "og:title")); t != "" {
			return e.passage(t, v.Locale, ""), true
		}
		return passage{}, false
	}
	if planned && !e.foreign {
		if d := e.plan.of[i]; d.do == replace || d.do == mark {
			text := textOf(e.content(v, &v.Segments[i], d))
			return e.passage(text, d.lang, d.mark()), text != ""
		}
	}
	text := plain(v, &v.Segments[i])
	return e.passage(text, v.Locale, ""), text != ""
}

// titleSegment is the segment that holds the title: front matter's before a
// heading's, a heading marked as the title before the first of level 1. A page's
// own title element comes last.
func titleSegment(v *doc.Version) int {
	best, rank := -1, 0
	for i := range v.Segments {
		s, r := &v.Segments[i], 0
		switch {
		case s.Kind == doc.Field && (s.Role == doc.Title || strings.EqualFold(s.ID, "title")):
			r = 4
			if v.Format == "html" { // there it says the site's name too
				r = 1
			}
		case s.Role == doc.Title:
			r = 3
		case s.Kind == doc.Heading && s.Level == 1:
			r = 2
		}
		if r > rank {
			best, rank = i, r
		}
	}
	return best
}

// headings are the texts that a first heading may say the title with.
func (e *Edition) headings() []string {
	out := []string{e.title().Text}
	for i := range e.base.Segments {
		if s := &e.base.Segments[i]; s.Role == doc.Title && s.Kind != doc.Field {
			d := e.plan.of[i]
			out = append(out, textOf(e.content(e.base, s, d)), plain(e.base, s))
		}
	}
	return out
}

// summary is the description for search engines, with its language.
func (e *Edition) summary() string {
	for i := range e.base.Segments {
		s := &e.base.Segments[i]
		if s.Kind != doc.Field || !isSummary(s.ID) {
			continue
		}
		if d := e.plan.of[i]; d.do == leave {
			return ""
		} else if d.do != keep {
			return textOf(e.content(e.base, s, d))
		}
		return fold(s.Text)
	}
	return fold(e.base.First("description", "summary", "excerpt", "abstract", "og:description"))
}

func isSummary(id string) bool {
	switch strings.ToLower(id) {
	case "description", "summary", "excerpt", "abstract":
		return true
	}
	return false
}

var isoDate = regexp.MustCompile(`^\s*\d{4}-\d{2}-\d{2}\b`)

// date is the day of publication: the version's own, else the source's.
func (e *Edition) date() (lang.Day, bool) {
	for _, v := range []*doc.Version{e.base, e.article.Source} {
		if v == nil {
			continue
		}
		texts := []string{v.First("date", "Date", "published", "publishDate", "pubDate", "datePublished", "article:published_time", "created")}
		for i := range v.Segments {
			if s := &v.Segments[i]; s.Role == doc.Date {
				texts = append(texts, s.Text)
			}
		}
		for _, t := range texts {
			if d, ok := day(t, v.Locale); ok {
				return d, true
			}
		}
	}
	return lang.Day{}, false
}

func day(text, locale string) (lang.Day, bool) {
	if m := isoDate.FindString(text); m != "" {
		text = m
	}
	for _, d := range lang.Dates(text, locale) {
		if d.From.Year > 0 {
			return d.From, true
		}
	}
	return lang.Day{}, false
}

// credit is who did what.
type credit struct {
	Role  Role
	Names []string
}

// credits are the people of the byline: those of the article's people, else the
// names that the metadata gives, else those that a byline or a biography says.
func (e *Edition) credits() []credit {
	var out []credit
	for _, role := range []Role{Author, Translator, Editor} {
		var names []string
		for _, p := range e.article.People {
			if p.Role == role || p.Role == "" && role == Author {
				names = appendName(names, p.Name)
			}
		}
		if names == nil {
			names = e.namesInMeta(role)
		}
		if names != nil {
			out = append(out, credit{role, names})
		}
	}
	return out
}

// authors are the names of the byline, the author box's where nothing else says
// one and the text has no byline of its own.
func (e *Edition) authors(credits []credit, bios []biography) []string {
	if len(credits) > 0 && credits[0].Role == Author {
		return credits[0].Names
	}
	if e.byline().Text == "" && len(bios) > 0 && bios[0].Name != "" {
		return []string{bios[0].Name}
	}
	return nil
}

func appendName(names []string, name string) []string {
	name = fold(name)
	for _, n := range names {
		if n == name {
			return names
		}
	}
	if name == "" {
		return names
	}
	return append(names, name)
}

func (e *Edition) namesInMeta(role Role) []string {
	keys := map[Role][]string{
		Author:     {"authors", "author", "byline", "article:author", "author.name", "authors.name"},
		Translator: {"translators", "translator"},
		Editor:     {"editors", "editor"},
	}[role]
	for _, v := range []*doc.Version{e.base, e.article.Source} {
		if v == nil {
			continue
		}
		for _, k := range keys {
			var names []string
			for _, n := range v.Meta[k] {
				names = appendName(names, n)
			}
			if names != nil {
				return names
			}
		}
		if role == Translator { // the source has none
			return nil
		}
	}
	return nil
}

// byline is what the text itself says under its title, when nothing else names
// an author.
func (e *Edition) byline() passage {
	for i := range e.base.Segments {
		s := &e.base.Segments[i]
		if s.Role != doc.Byline {
			continue
		}
		d := e.plan.of[i]
		if d.do == leave {
			continue
		}
		mark, locale := "", e.base.Locale
		if d.do != keep {
			mark, locale = d.mark(), d.lang
		}
		text := plain(e.base, s)
		if d.do == replace {
			text = textOf(e.content(e.base, s, d))
		}
		return e.passage(text, locale, mark)
	}
	return passage{}
}

// biography is a person's box at the end of a page.
type biography struct {
	Name     string
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
	for _, p := range e.article.People {
		if p.Role != Author && p.Role != "" || p.Bio == nil && p.Photo == "" && len(p.Links) == 0 {
			continue
		}
		b := biography{Name: p.Name, PhotoAlt: p.PhotoAlt}
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
	own, ok := e.ownBiography()
	switch {
	case !ok:
	case len(out) == 0:
		out = []biography{own}
	case len(out) == 1 && (out[0].Body == nil || out[0].Lang != "" && own.Lang == ""):
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
