package edition

import (
	"stele/internal/doc"
	"stele/internal/lang"
)

type action byte

const (
	keep    action = iota
	replace        // another text stands in its place
	mark           // its own text, marked
	leave          // nothing
)

// decision is what becomes of one segment of the base.
type decision struct {
	do     action
	state  string
	source int    // replace: index into the source; -1 when old is used
	old    string // replace: an earlier translation
	lang   string // of the text shown, when do is replace or mark
	dated  bool   // the text shown is a translation of an older source
}

// plan is every decision about an article.
type plan struct {
	of     []decision
	after  map[int][]decision // insertions after a base segment; -1 is the beginning
	fell   bool
	counts map[string]int // fallbacks by state
	others []string       // languages of passages that are in another one as they stand

	words, done int
}

func (p *plan) percent() int {
	if p.words == 0 {
		return 100
	}
	return 100 * p.done / p.words
}

// decide lays the rows over the base.
func (e *Edition) decide() plan {
	p := plan{of: make([]decision, len(e.base.Segments)), after: map[int][]decision{}, counts: map[string]int{}}
	if e.article.Version == nil || e.article.Source == nil {
		p.untranslated(e)
		return p
	}
	last := -1 // the target that the previous row ended with
	for _, r := range e.article.Rows {
		if !e.inRange(r) {
			continue
		}
		words, ours := e.weigh(r)
		p.words += words
		if !e.falls(r) || e.written(r) {
			p.done += words
		} else if ours {
			p.fall(e, r, last)
		}
		for _, t := range r.Target {
			last = max(last, t)
		}
	}
	return p
}

// untranslated is the plan of a document without a version in the locale.
func (p *plan) untranslated(e *Edition) {
	for i := range e.base.Segments {
		if s := &e.base.Segments[i]; counts(s) {
			p.words += lang.WordCount(s.Words())
			if e.foreign {
				p.counts[StateMissing]++
			}
		}
	}
	if !e.foreign {
		p.done = p.words
	}
}

func (e *Edition) inRange(r Row) bool {
	for _, s := range r.Source {
		if s < 0 || s >= len(e.article.Source.Segments) {
			return false
		}
	}
	for _, t := range r.Target {
		if t < 0 || t >= len(e.base.Segments) {
			return false
		}
	}
	return true
}

func (e *Edition) falls(r Row) bool {
	return r.State == StateMissing || r.State == StateUntranslated || r.State == StateStale
}

// written reports whether a passage that is said to be untranslated is in the
// reader's language, as one is that the source itself has in it.
func (e *Edition) written(r Row) bool {
	if r.State != StateUntranslated || len(r.Target) == 0 || e.base == e.article.Source {
		return false
	}
	for _, t := range r.Target {
		g := lang.Identify(e.base.Segments[t].Words(), e.candidates())
		if g.Confidence < sure || !sameLocale(g.Locale, e.article.Locale) {
			return false
		}
	}
	return true
}

// counts reports whether a segment is text that readers get.
func counts(s *doc.Segment) bool { return s.Translatable() && s.Role != doc.Furniture }

// weigh is how many words of the source a row has, and whether any of it is
// published. Code is published though nobody translates it.
func (e *Edition) weigh(r Row) (words int, ours bool) {
	for _, i := range r.Source {
		s := &e.article.Source.Segments[i]
		if counts(s) {
			words += lang.WordCount(s.Words())
			ours = true
		}
		ours = ours || s.Kind == doc.Code
	}
	if len(r.Source) == 0 {
		for _, i := range r.Target {
			ours = ours || counts(&e.base.Segments[i])
		}
	}
	return words, ours
}

// fall decides for a row that is not translated or not up to date.
func (p *plan) fall(e *Edition, r Row, last int) {
	stale := r.State == StateStale
	switch {
	case len(r.Source) == 0, e.base == e.article.Source, stale && e.opt.Fallback == FallbackOld:
		p.marked(e, r)
	case e.opt.Fallback == FallbackOmit:
		p.left(e, r)
	default:
		p.replaced(e, r, last)
	}
}

func (p *plan) note(e *Edition, s *doc.Segment, state string) {
	if s.Translatable() {
		p.fell = true
		p.counts[state]++
	}
}

func (p *plan) marked(e *Edition, r Row) {
	for _, t := range r.Target {
		s := &e.base.Segments[t]
		d := decision{do: mark, state: r.State, source: -1, lang: e.base.Locale, dated: r.State == StateStale}
		if r.State != StateStale {
			d.lang = e.languageOf(s.Words(), r.Language, e.base.Locale)
			if sameLocale(d.lang, e.article.Locale) {
				continue
			}
		}
		p.of[t] = d
		p.note(e, s, r.State)
		if s.Translatable() {
			p.others = appendName(p.others, d.lang)
		}
	}
}

func (p *plan) left(e *Edition, r Row) {
	for _, t := range r.Target {
		if s := &e.base.Segments[t]; s.Translatable() {
			p.of[t] = decision{do: leave, state: r.State, source: -1}
		}
	}
	for _, i := range r.Source {
		p.note(e, &e.article.Source.Segments[i], r.State)
	}
}

// replaced puts the source's segments in the targets' places one by one; what
// the source has more is inserted, what the version has more is left out.
func (p *plan) replaced(e *Edition, r Row, last int) {
	for n, i := range r.Source {
		s := &e.article.Source.Segments[i]
		d := decision{do: replace, state: r.State, source: i, lang: e.languageOf(s.Words(), s.Lang, e.article.Source.Locale)}
		if n == 0 && r.Old != "" && e.opt.Fallback == FallbackOld {
			d.source, d.old, d.lang, d.dated = i, r.Old, e.article.Locale, true
		}
		if n < len(r.Target) {
			if t := r.Target[n]; e.base.Segments[t].Translatable() {
				p.of[t] = d
				p.note(e, s, r.State)
			}
			continue
		}
		at := last
		if len(r.Target) > 0 {
			at = r.Target[len(r.Target)-1]
		}
		if s.Role == doc.Furniture || s.Kind == doc.Opaque {
			continue
		}
		p.after[at] = append(p.after[at], d)
		p.note(e, s, r.State)
	}
	for n := len(r.Source); n < len(r.Target); n++ {
		if t := r.Target[n]; e.base.Segments[t].Translatable() {
			p.of[t] = decision{do: leave, state: r.State, source: -1}
		}
	}
}

// sure is the confidence from which a language found in a text is believed over
// the one that its file should be in.
const sure = 0.8

// languageOf is the language of a text: said, else found, else supposed.
func (e *Edition) languageOf(text, said, supposed string) string {
	if tag, ok := lang.Canonical(said); ok {
		return tag
	}
	g := lang.Identify(text, e.candidates())
	if g.Locale != "" && g.Confidence >= sure && !lang.SameLanguage(g.Locale, supposed) {
		return g.Locale
	}
	return supposed
}

// candidates are the languages of the document's editions.
func (e *Edition) candidates() []string {
	out := []string{e.article.Locale}
	if e.article.Source != nil && e.article.Source.Locale != "" {
		out = append(out, e.article.Source.Locale)
	}
	for _, o := range e.article.Others {
		out = append(out, o.Locale)
	}
	return out
}
