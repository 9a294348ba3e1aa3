package edition

import (
	"bytes"
	"fmt"
	"html/template"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/language"

	"stele/internal/lang"
)

// Page is what a theme's page.html is executed with. Every string is plain
// text, which the template escapes; values of type template.HTML are sanitised.
type Page struct {
	Lang, Dir string // of the page: the reader's
	Title     Text
	Summary   string // description, "" when there is none
	Site      string

	Date, DateISO string // as the locale writes it, and as a machine reads it
	Bylines       []template.HTML
	Notice        []Text // how complete the edition is; empty when it is
	Others        []Alternate

	Body              template.HTML
	BodyLang, BodyDir string // when the whole text is in another language, else ""
	Notes             template.HTML
	NotesHeading      template.HTML
	About             template.HTML // heading of the biographies
	People            []Box

	Skip, AlsoIn, Languages template.HTML
	LanguagesText           string // Languages as an attribute's text

	URL        string      // canonical address, "" when unknown
	Alternates []Alternate // for hreflang, x-default included; empty without addresses
	OGLocale   string
	OGOthers   []string
	JSONLD     template.JS
	Style      template.CSS
	Authors    []string

	Script template.JS // empty but while one edits
	Policy string      // what the page's policy allows for it, as it stands in its header
}

// Text is a stretch of text with its language where that is not the page's.
type Text struct {
	Text, Lang, Dir string
	Label           template.HTML // why it is in another language, "" when it is not
}

// Alternate is another edition.
type Alternate struct{ Lang, Dir, Name, Title, Href string }

// Box is a person at the end of the page.
type Box struct {
	Name, PhotoAlt    string
	Photo             template.URL  // a picture of the page's own, or a relative path
	NameLang, NameDir string        // when the name is in another script, else ""
	Role              template.HTML // what the person did for the text, "" for an author
	Position          string        // what the person does
	Body              template.HTML
	Lang, Dir         string
	Label             template.HTML
	Links             []Link
	LinksLabel        string
}

// HTML is the edition as one self-contained page. Errors are *fault.Fault with
// the theme's file and line.
func (e *Edition) HTML() ([]byte, error) {
	var b bytes.Buffer
	if err := e.opt.Theme.page.Execute(&b, e.page()); err != nil {
		return nil, templateFault(e.opt.Theme.page.Name(), err)
	}
	return b.Bytes(), nil
}

func (e *Edition) page() *Page {
	title := e.title()
	body := e.finish(e.headings()...)
	bios := e.biographies()
	p := &Page{
		Lang: e.article.Locale, Dir: lang.Direction(e.article.Locale),
		Title: e.text(title), Summary: shorten(e.summary(), 300), Site: e.opt.Site,
		Body: template.HTML(inner(body.body)), Style: e.opt.Theme.style,
		Skip: e.labelHTML("edition.skip"), AlsoIn: e.labelHTML("edition.also_in"),
		LanguagesText: e.opt.Labels.Text("edition.languages"),
		URL:           webURL(e.article.URL), OGLocale: ogLocale(e.article.Locale),
	}
	if e.foreign {
		p.BodyLang, p.BodyDir = e.base.Locale, lang.Direction(e.base.Locale)
	}
	if d, ok := e.date(); ok {
		p.Date, p.DateISO = lang.FormatDate(d, e.article.Locale), iso(d)
	}
	if body.notes != nil {
		p.Notes = template.HTML("<ol>" + inner(body.notes) + "</ol>")
		p.NotesHeading = e.labelHTML("edition.notes")
		if body.head != "" {
			p.NotesHeading = template.HTML(template.HTMLEscapeString(body.head))
		}
	}
	ll, ldir := e.labelAttrs()
	for _, n := range e.notice() {
		p.Notice = append(p.Notice, Text{Text: n, Lang: ll, Dir: ldir})
	}
	e.people(p, bios)
	e.alternates(p)
	p.JSONLD = e.jsonLD(p, title)
	if e.opt.Live != "" {
		p.Script, p.Policy = template.JS(e.opt.Live), policyFor(e.opt.Live)+"; connect-src 'self'"
	}
	return p
}

func (e *Edition) text(p passage) Text {
	t := Text{Text: p.Text, Lang: p.Lang, Dir: p.Dir}
	if p.Mark != "" && p.Lang != "" && !e.foreign {
		t.Label = e.labelHTML("edition.mark."+p.Mark, "Language", e.languageName(p.Lang))
	}
	return t
}

var creditLabel = map[Role]string{Author: "edition.by", Translator: "edition.translated_by", Editor: "edition.edited_by"}

var roleLabel = map[Role]string{Translator: "edition.translator", Editor: "edition.editor"}

// people fills bylines and boxes.
func (e *Edition) people(p *Page, bios []biography) {
	credits := e.credits()
	if len(credits) == 0 || credits[0].Role != Author {
		if names := e.authors(credits, bios); names != nil {
			credits = slices.Insert(credits, 0, credit{Author, names})
		} else if own := e.byline(); own.Text != "" {
			p.Bylines = append(p.Bylines, template.HTML(template.HTMLEscapeString(own.Text)))
		}
	}
	for _, c := range credits {
		p.Bylines = append(p.Bylines, e.labelHTML(creditLabel[c.Role], "Names", e.join(c.Names), "Count", len(c.Names)))
		if c.Role == Author {
			p.Authors = c.Names
		}
	}
	others := false
	for _, b := range bios {
		box := Box{Name: b.Name, NameLang: b.NameLang, NameDir: b.NameDir, Position: b.Position, Photo: template.URL(b.Photo), PhotoAlt: b.PhotoAlt, Lang: b.Lang, Dir: b.Dir, Links: b.Links,
			LinksLabel: e.opt.Labels.Text("edition.links", "Name", b.Name)}
		if b.Role != "" {
			box.Role = e.labelHTML(roleLabel[b.Role])
			others = true
		}
		if b.Body != nil {
			box.Body = template.HTML(inner(b.Body))
		}
		if b.Mark != "" {
			box.Label = template.HTML(inner(with(element("div"), e.tagNode("span", b.Mark))))
		}
		if b.heading != "" {
			p.About = template.HTML(template.HTMLEscapeString(b.heading))
		}
		p.People = append(p.People, box)
	}
	if others && len(bios) > 1 {
		p.About = e.labelHTML("edition.contributors")
	} else if others {
		p.About = p.People[0].Role
		p.People[0].Role = ""
	}
	if len(bios) > 0 && p.About == "" {
		p.About = e.labelHTML("edition.about", "Count", len(bios))
	}
}

// alternates fills the links to other editions, for readers and for machines.
func (e *Edition) alternates(p *Page) {
	others := slices.Clone(e.article.Others)
	slices.SortStableFunc(others, func(a, b Other) int { return strings.Compare(a.Locale, b.Locale) })
	source := e.article.Locale
	if e.article.Source != nil && e.article.Source.Locale != "" {
		source = e.article.Source.Locale
	}
	xdefault := ""
	hreflang := func(locale, address string) {
		if u := webURL(address); u != "" {
			p.Alternates = append(p.Alternates, Alternate{Lang: locale, Href: u})
			if sameLocale(locale, source) {
				xdefault = u
			}
		}
	}
	if !e.foreign { // a page in another language is no alternate in this one
		hreflang(e.article.Locale, p.URL)
	}
	for _, o := range others {
		if o.Locale == e.article.Locale || !safeLink(o.Href) || o.Href == "" {
			continue
		}
		p.Others = append(p.Others, Alternate{
			Lang: o.Locale, Dir: lang.Direction(o.Locale), Name: lang.Capitalise(lang.NativeName(o.Locale), o.Locale), Title: o.Title, Href: o.Href,
		})
		p.OGOthers = append(p.OGOthers, ogLocale(o.Locale))
		hreflang(o.Locale, o.URL)
		if u := webURL(o.URL); e.foreign && u != "" && sameLocale(o.Locale, source) {
			p.URL = u // what is read here is the source
		}
	}
	// What has another address for its own, and what is held back, is no
	// alternate of the others: the links would not be answered.
	if len(p.Alternates) < 2 || e.foreign || e.article.Below {
		p.Alternates = nil
		return
	}
	if xdefault != "" {
		p.Alternates = append(p.Alternates, Alternate{Lang: "x-default", Href: xdefault})
	}
}

// ogLocale is a tag as Open Graph writes it: a language and a territory, the
// likeliest where the tag names none.
func ogLocale(locale string) string {
	tag, err := language.Parse(locale)
	if err != nil {
		return strings.ReplaceAll(locale, "-", "_")
	}
	base, _ := tag.Base()
	region, sure := tag.Region()
	if sure == language.No {
		return base.String()
	}
	return base.String() + "_" + region.String()
}

func iso(d lang.Day) string {
	switch {
	case d.Month == 0:
		return fmt.Sprintf("%04d", d.Year)
	case d.Day == 0:
		return fmt.Sprintf("%04d-%02d", d.Year, d.Month)
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
}

// shorten cuts a text at a word's end.
func shorten(s string, limit int) string {
	if utf8.RuneCountInString(s) <= limit {
		return s
	}
	cut := string([]rune(s)[:limit])
	if i := strings.LastIndexByte(cut, ' '); i > limit/2 {
		cut = cut[:i]
	}
	return cut + "…"
}
