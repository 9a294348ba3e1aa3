package check

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"stele/internal/doc"
	"stele/internal/lang"
)

// language is the two- or three-letter code of a locale.
func language(locale string) string {
	code, _, _ := strings.Cut(strings.ReplaceAll(locale, "_", "-"), "-")
	return strings.ToLower(code)
}

// quoteStyle is how a language marks quotations: outer and inner pairs that are
// right, and how to write the usual one.
type quoteStyle struct {
	right       string
	open, close string
}

var quoteStyles = map[string]quoteStyle{
	"ru": {"«»„“", "«", "»"},
	"uk": {"«»„“”", "«", "»"},
	"fr": {"«»“”", "« ", " »"},
	"de": {"„“‚‘»«", "„", "“"},
	"en": {"“”‘’", "“", "”"},
	"tr": {"“”‘’«»", "“", "”"},
}

var quotation = regexp.MustCompile(`“[^“”«»"„\n]{1,300}”|„[^“”«»"„\n]{1,300}[“”]|«[^“”«»"„\n]{1,300}»`)

// checkQuotations finds quotation marks of another language around words of
// this one. Straight marks are the keyboard's and are reported only where the
// same version also uses its language's own.
func checkQuotations(s *single) {
	style, ok := quoteStyles[language(s.v.Locale)]
	if !ok {
		return
	}
	typeset := 0
	for i := range s.v.Segments {
		if s.prose(i) {
			typeset += strings.Count(s.side.prose(i).text, strings.TrimSpace(style.open))
		}
	}
	for i := range s.v.Segments {
		if !s.prose(i) {
			continue
		}
		p := s.side.prose(i)
		for _, m := range quotation.FindAllStringIndex(p.text, -1) {
			q := p.text[m[0]:m[1]]
			open, n := utf8.DecodeRuneInString(q)
			shut, k := utf8.DecodeLastRuneInString(q)
			inner := q[n : len(q)-k]
			if strings.ContainsRune(style.right, open) && strings.ContainsRune(style.right, shut) && (open != '„' || shut == '“' || language(s.v.Locale) != "de") {
				continue
			}
			if nested(p.text, m[0]) || !s.own(inner) {
				continue
			}
			s.quotation("foreign", p, m, q, style.open+strings.TrimSpace(inner)+style.close)
		}
		if typeset >= 3 {
			s.straight(p, style)
		}
	}
}

// nested reports whether the quotation stands in another one, where the other
// pair of marks is due.
func nested(text string, at int) bool {
	return strings.Count(text[:at], "«") > strings.Count(text[:at], "»")
}

// own reports whether the words may be the version's own language: a title in
// another script keeps its own marks.
func (s *single) own(inner string) bool {
	script := lang.ScriptOf(inner)
	return script == "" || script == lang.Script(s.v.Locale)
}

// prose reports whether a segment is running text for typographers.
func (s *single) prose(i int) bool {
	g := s.side.seg(i)
	return s.side.readable(i) && g.Role != doc.Byline && (g.Lang == "" || lang.SameLanguage(g.Lang, s.v.Locale)) && !(g.Kind == doc.Note && citation(g))
}

var straightQuotation = regexp.MustCompile(`(^|[\s(\[])"(\pL[^"\n]{1,200})"`)

func (s *single) straight(p *prose, style quoteStyle) {
	for _, m := range straightQuotation.FindAllStringSubmatchIndex(p.text, -1) {
		inner := p.text[m[4]:m[5]]
		if s.own(inner) {
			at := []int{m[4] - 1, m[5] + 1}
			s.quotation("straight", p, at, p.text[at[0]:at[1]], style.open+inner+style.close)
		}
	}
}

func (s *single) quotation(variant string, p *prose, m []int, q, better string) {
	s.add(Finding{Rule: Quotation, Variant: variant, A: []int{p.segment}, InA: []Place{p.place(m[0], m[1])}, Args: map[string]any{"A": q}, Suggestion: better})
}

// isCaseSuffix reports whether s is a case ending that Turkish sets off from a
// name by an apostrophe. Derivational ones (-li, -ce, -ler) are not.
func isCaseSuffix(s string) bool {
	switch s {
	case "in", "ın", "un", "ün", "nin", "nın", "nun", "nün", "de", "da", "te", "ta", "den", "dan", "ten", "tan",
		"e", "a", "ye", "ya", "i", "ı", "u", "ü", "yi", "yı", "yu", "yü", "nde", "nda", "nden", "ndan", "ne", "na", "ni", "nı":
		return true
	}
	return false
}

// checkApostrophes finds Turkish names whose case ending lacks the apostrophe
// that the same version gives them elsewhere.
func checkApostrophes(s *single) {
	if language(s.v.Locale) != "tr" {
		return
	}
	marked, known := map[string]int{}, s.vocabulary()
	for i := range s.v.Segments {
		if !s.prose(i) {
			continue
		}
		text := s.side.prose(i).text
		for _, w := range words(text) {
			if unicode.IsUpper(firstRune(w.text)) && runeLen(w.text) >= 3 && apostropheAt(text, w.end) {
				marked[w.text]++
			}
		}
	}
	for i := range s.v.Segments {
		if !s.prose(i) {
			continue
		}
		p := s.side.prose(i)
		for _, w := range words(p.text) {
			if w.opens || !unicode.IsUpper(firstRune(w.text)) || apostropheAt(p.text, w.end) {
				continue
			}
			for cut := range w.text {
				stem, suffix := w.text[:cut], w.text[cut:]
				if marked[stem] < 2 || marked[w.text] > 0 || !isCaseSuffix(suffix) || known[lang.Lower(stem, "tr")] {
					continue
				}
				s.add(Finding{Rule: Apostrophe, Variant: "missing", A: []int{i}, InA: []Place{p.place(w.start, w.end)}, Args: map[string]any{"A": w.text, "Stem": stem}, Suggestion: stem + "’" + suffix})
				break
			}
		}
	}
}

func apostropheAt(text string, i int) bool {
	return strings.HasPrefix(text[i:], "'") || strings.HasPrefix(text[i:], "’")
}

var looseHyphen = regexp.MustCompile(`\pL[»”")]? (-|--) \pL`)

// checkDashes finds hyphens that stand for a dash in Russian and Ukrainian.
func checkDashes(s *single) {
	if l := language(s.v.Locale); l != "ru" && l != "uk" {
		return
	}
	for i := range s.v.Segments {
		if !s.prose(i) {
			continue
		}
		p := s.side.prose(i)
		for _, m := range looseHyphen.FindAllStringSubmatchIndex(p.text, -1) {
			around := p.text[m[0]:m[1]]
			if lang.ScriptOf(around) != "Cyrl" {
				continue
			}
			s.add(Finding{Rule: Dash, A: []int{i}, InA: []Place{p.place(m[2], m[3])}, Args: map[string]any{"A": around}, Suggestion: "—"})
		}
	}
}

var breakable = regexp.MustCompile(`(?:[0-9] (?:%|км|кг|см|мм|млн|млрд|тыс|руб|г\.|гг\.)|(?:№|§|стр\.|рис\.|им\.) [0-9\pL]|(?:т\.) (?:д|п|е|к)\.)`)

// checkSpaces finds places where Russian typography asks for a space that does
// not break.
func checkSpaces(s *single) {
	if l := language(s.v.Locale); l != "ru" && l != "uk" {
		return
	}
	for i := range s.v.Segments {
		if !s.prose(i) {
			continue
		}
		p := s.side.prose(i)
		for _, m := range breakable.FindAllStringIndex(p.text, -1) {
			t := p.text[m[0]:m[1]]
			s.add(Finding{Rule: Space, A: []int{i}, InA: []Place{p.place(m[0], m[1])}, Args: map[string]any{"A": t}, Suggestion: strings.Replace(t, " ", "\u00a0", 1)})
		}
	}
}
