package check

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"stele/internal/doc"
	"stele/internal/lang"
	"stele/internal/status"
)

// Language identification needs this much to go by, and this much certainty.
const (
	languageWords   = 8
	languageLetters = 40
	languageSure    = 0.8
	strangeWords    = 15 // for a language that neither side is in
)

// checkLanguages finds segments in the wrong language on both sides of a pair.
// One that is in the other side's language is left to the states: that is what
// untranslated means.
func checkLanguages(p *pairing) {
	for i := range p.beads {
		b := &p.beads[i]
		for _, x := range b.a.idx {
			if f, ok := p.a.wrongLanguage(x, p.opt, p.b.v.Locale); ok {
				f.A, f.B = []int{x}, b.b.idx
				f.Args["Side"] = "a"
				p.add(f)
			}
		}
		for _, y := range b.b.idx {
			if f, ok := p.b.wrongLanguage(y, p.opt, p.a.v.Locale); ok && !lang.SameLanguage(f.Args["Found"].(string), p.a.v.Locale) {
				f.A, f.B = b.a.idx, []int{y}
				f.Args["Side"] = "b"
				p.add(f)
			}
		}
	}
}

// checkOwnLanguage finds segments of one version in the wrong language.
func checkOwnLanguage(s *single) {
	for i := range s.v.Segments {
		if f, ok := s.side.wrongLanguage(i, s.opt, ""); ok {
			f.A = []int{i}
			s.add(f)
		}
	}
}

// wrongLanguage gives a finding without places when the segment is not in its
// version's language.
func (s *side) wrongLanguage(i int, opt *Options, other string) (Finding, bool) {
	want := s.locale(i)
	if want == "" || !s.readable(i) {
		return Finding{}, false
	}
	text, ok := s.sample(i)
	if !ok {
		return Finding{}, false
	}
	candidates := opt.Locales
	if len(candidates) > 0 {
		candidates = append([]string{want, other}, candidates...)
		if other == "" {
			candidates = append([]string{want}, candidates[2:]...)
		}
	}
	g, foreign := status.Foreign(opt.Identifier, text, want, candidates)
	if !foreign || g.Confidence < languageSure {
		return Finding{}, false
	}
	if !lang.SameLanguage(g.Locale, other) && !hasLanguage(opt.Locales, g.Locale) &&
		(kin(want, g.Locale) || lang.Script(want) == lang.Script(g.Locale) && lang.WordCount(text) < strangeWords) {
		return Finding{}, false // a near relative or a short text: a guess that nobody expects
	}
	return Finding{Rule: Language, Variant: "wrong", Args: map[string]any{"Found": g.Locale, "Want": want}}, true
}

// families are languages that are taken for each other in short, old or
// dialectal texts.
var families = []string{
	" ru uk be bg mk sr rue cu kk ky tg mn ", " cs sk sl pl hr bs sr hsb ", " da nb nn no sv is fo ", " es pt gl ca it oc fr ro ast ",
	" de nl af lb nds fy yi ", " tr az tk crh gag uz ", " id ms jv su ", " fi et ", " hi mr ne sa ", " fa ar ur ps ug ", " zh ja yue ",
}

func kin(a, b string) bool {
	a, b = " "+language(a)+" ", " "+language(b)+" "
	for _, f := range families {
		if strings.Contains(f, a) && strings.Contains(f, b) {
			return true
		}
	}
	return false
}

func hasLanguage(locales []string, l string) bool {
	for _, x := range locales {
		if lang.SameLanguage(x, l) {
			return true
		}
	}
	return false
}

// sample is the part of a segment that should be in the version's language, and
// whether it is enough to judge. Quotations, names of works and addresses may
// be in any language; so may a note that is a reference to a source.
func (s *side) sample(i int) (string, bool) {
	g := s.seg(i)
	switch {
	case g.Role == doc.Byline, g.Role == doc.Date, g.Kind == doc.Code, g.Kind == doc.Opaque:
		return "", false
	case g.Kind == doc.Note && citation(g):
		return "", false
	}
	text := status.Unquoted(s.prose(i).text)
	n := letters(text)
	if lang.ScriptOf(text) == "Hani" {
		return text, n >= 12
	}
	return text, lang.WordCount(text) >= languageWords && n >= languageLetters && proseLike(text)
}

var yearWord = regexp.MustCompile(`\b(1[5-9]|20)[0-9]{2}\b`)

// citation reports whether a note names a source rather than explains: it has
// an address, a title in quotation marks, a year, or is short.
func citation(g *doc.Segment) bool {
	for _, r := range g.Runs {
		if r.Kind == doc.RunLink {
			return true
		}
	}
	return strings.Contains(g.Text, "://") || strings.ContainsAny(g.Text, "“”«»\"„") || yearWord.MatchString(g.Text) || lang.WordCount(g.Text) < 12
}

// proseLike reports whether enough words begin with a small letter: lists of
// names, titles and commands have no language. Biographies are full of names,
// so a quarter is enough.
func proseLike(text string) bool {
	small, all := 0, 0
	for _, w := range strings.Fields(text) {
		r, _ := utf8.DecodeRuneInString(w)
		if !unicode.IsLetter(r) {
			continue
		}
		all++
		if !unicode.IsUpper(r) {
			small++
		}
	}
	return small >= 4 && small*4 >= all
}
