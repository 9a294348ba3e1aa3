package edition

import (
	"html/template"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"stele/internal/lang"
)

// labelLocale is the language that labels come in: the reader's, or the one
// that the catalog has in its place.
func (e *Edition) labelLocale() string {
	if p, ok := e.opt.Labels.(interface{ Locale() string }); ok && p.Locale() != "" {
		return p.Locale()
	}
	return e.article.Locale
}

// labelAttrs are lang and dir of a label; empty when they are the page's.
func (e *Edition) labelAttrs() (locale, dir string) {
	l := e.labelLocale()
	if lang.SameLanguage(l, e.article.Locale) {
		return "", ""
	}
	return l, lang.Direction(l)
}

// labelHTML is a label for the page, with its own language where the catalog
// has none for the reader's.
func (e *Edition) labelHTML(id string, kv ...any) template.HTML {
	text := html.EscapeString(e.opt.Labels.Text(id, kv...))
	if l, dir := e.labelAttrs(); l != "" {
		text = `<span lang="` + html.EscapeString(l) + `" dir="` + dir + `">` + text + `</span>`
	}
	return template.HTML(text)
}

// label says why a text is not the translation.
func (e *Edition) label(mark, locale string) string {
	return e.opt.Labels.Text("edition.mark."+mark, "Language", e.languageName(locale))
}

// languageName is a language's name as the reader's language has it; the
// language's own name where it has none.
func (e *Edition) languageName(locale string) string {
	reader, err := language.Parse(e.labelLocale())
	if err == nil {
		if tag, err := language.Parse(locale); err == nil {
			if n := display.Tags(reader); n != nil {
				if name := n.Name(tag); name != "" {
					return name
				}
			}
		}
	}
	return lang.NativeName(locale)
}

// join lists names as the labels' language does.
func (e *Edition) join(names []string) string {
	switch len(names) {
	case 0:
		return ""
	case 1:
		return names[0]
	}
	comma := ", "
	switch lang.Script(e.labelLocale()) {
	case "Arab":
		comma = "، "
	case "Hans", "Hant", "Jpan":
		comma = "、"
	}
	last := len(names) - 1
	return e.opt.Labels.Text("edition.and", "First", strings.Join(names[:last], comma), "Last", names[last])
}

// notice says at the top how complete the edition is; empty when it is.
func (e *Edition) notice() []string {
	if e.Complete() {
		return nil
	}
	source := e.article.Source
	if source == nil {
		source = e.base
	}
	name := e.languageName(source.Locale)
	if e.foreign {
		return []string{e.opt.Labels.Text("edition.notice_none", "Language", name)}
	}
	if e.base == e.article.Source { // the original: nothing of it is a translation
		var names []string
		for _, l := range e.plan.others {
			names = append(names, e.languageName(l))
		}
		return []string{e.opt.Labels.Text("edition.notice_foreign", "Count", e.plan.counts[StateMissing]+e.plan.counts[StateUntranslated]+e.plan.counts[StateStale], "Language", e.join(names))}
	}
	out := []string{e.opt.Labels.Text("edition.notice_percent", "Percent", e.Percent())}
	missing := e.plan.counts[StateMissing] + e.plan.counts[StateUntranslated]
	stale := e.plan.counts[StateStale]
	say := func(id string, n int) {
		if n > 0 {
			out = append(out, e.opt.Labels.Text(id, "Count", n, "Language", name))
		}
	}
	switch e.opt.Fallback {
	case FallbackOmit:
		say("edition.notice_omitted", missing+stale)
	case FallbackOld:
		say("edition.notice_missing", missing)
		say("edition.notice_old", stale)
	default:
		say("edition.notice_missing", missing)
		say("edition.notice_stale", stale)
	}
	return out
}
