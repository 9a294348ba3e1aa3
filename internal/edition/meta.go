package edition

import (
	"path"
	"regexp"
	"strings"

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
