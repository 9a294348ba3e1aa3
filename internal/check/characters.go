package check

import (
	"fmt"
	"strings"
	"unicode"

	"stele/internal/doc"
	"stele/internal/lang"
)

// lookalike maps Cyrillic letters to the Latin ones that look the same.
var lookalike = map[rune]rune{
	'а': 'a', 'с': 'c', 'е': 'e', 'о': 'o', 'р': 'p', 'х': 'x', 'у': 'y', 'і': 'i', 'ј': 'j', 'ѕ': 's',
	'А': 'A', 'В': 'B', 'С': 'C', 'Е': 'E', 'Н': 'H', 'К': 'K', 'М': 'M', 'О': 'O', 'Р': 'P', 'Т': 'T', 'Х': 'X', 'У': 'Y', 'І': 'I', 'Ј': 'J', 'Ѕ': 'S',
}

var lookalikeBack = func() map[rune]rune {
	m := map[rune]rune{}
	for c, l := range lookalike {
		m[l] = c
	}
	return m
}()

// checkHomoglyphs finds words in which Latin and Cyrillic letters are mixed and
// that look as if they were not.
func checkHomoglyphs(s *single) {
	for i := range s.v.Segments {
		if !s.side.readable(i) {
			continue
		}
		p := s.side.prose(i)
		for _, w := range words(p.text) {
			better := unmixed(w.text)
			if better == "" {
				continue
			}
			s.add(Finding{Rule: Homoglyph, A: []int{i}, InA: []Place{p.place(w.start, w.end)}, Args: map[string]any{"A": w.text, "Letters": strangers(w.text, better)}, Suggestion: better})
		}
	}
}

// unmixed is the word in one script, or "" when it is not mixed or the mixture
// is meant: "PDFы" has a Latin stem and a Cyrillic ending.
func unmixed(w string) string {
	latin, cyrillic := 0, 0
	for _, r := range w {
		switch {
		case unicode.Is(unicode.Latin, r):
			latin++
		case unicode.Is(unicode.Cyrillic, r):
			cyrillic++
		}
	}
	if latin == 0 || cyrillic == 0 || inflected(w) {
		return ""
	}
	toCyrillic, ok1 := swap(w, unicode.Latin, lookalikeBack)
	toLatin, ok2 := swap(w, unicode.Cyrillic, lookalike)
	switch {
	case ok1 && (!ok2 || cyrillic >= latin):
		return toCyrillic
	case ok2:
		return toLatin
	}
	return ""
}

func swap(w string, from *unicode.RangeTable, by map[rune]rune) (string, bool) {
	var b strings.Builder
	for _, r := range w {
		if unicode.Is(from, r) {
			x, ok := by[r]
			if !ok {
				return "", false
			}
			r = x
		}
		b.WriteRune(r)
	}
	return b.String(), true
}

// inflected reports whether the word is a Latin stem of two or more letters
// with a Cyrillic ending in small letters, or a Cyrillic prefix before a Latin
// name.
func inflected(w string) bool {
	rs := []rune(w)
	cut := 0
	for cut < len(rs) && unicode.Is(unicode.Latin, rs[cut]) {
		cut++
	}
	if cut < 2 || cut == len(rs) || len(rs)-cut > 4 {
		return false
	}
	for _, r := range rs[cut:] {
		if !unicode.Is(unicode.Cyrillic, r) || !unicode.IsLower(r) {
			return false
		}
	}
	// A stem in capitals, or one that Cyrillic cannot imitate.
	if _, imitable := swap(string(rs[:cut]), unicode.Latin, lookalikeBack); !imitable {
		return true
	}
	return unicode.IsUpper(rs[1])
}

// strangers names the letters that differ between the word and its right form.
func strangers(w, better string) string {
	var out []string
	b := []rune(better)
	for k, r := range []rune(w) {
		if k < len(b) && b[k] != r {
			out = append(out, fmt.Sprintf("U+%04X", r))
		}
	}
	return strings.Join(out, " ")
}

// invisible reports whether a character leaves no mark: zero-width ones,
// controls of direction, and soft hyphens. Joiners are left out where scripts
// or emoji need them.
func invisible(r rune) bool {
	switch {
	case r == '\u200b', r == '\u2060', r == '\ufeff', r == '\u180e', r == '\u00ad':
		return true
	case r >= '\u202a' && r <= '\u202e', r >= '\u2066' && r <= '\u2069', r == '\u200e', r == '\u200f', r == '\u061c':
		return true
	}
	return false
}

// checkInvisible compares the invisible characters of aligned segments.
func checkInvisible(p *pairing) {
	if lang.Direction(p.a.v.Locale) == "rtl" || lang.Direction(p.b.v.Locale) == "rtl" {
		return
	}
	for i := range p.beads {
		b := &p.beads[i]
		if !b.comparable() {
			continue
		}
		x, y := b.a.invisible(), b.b.invisible()
		if names(x) == names(y) {
			continue
		}
		f := Finding{Rule: Invisible, Variant: "differs", A: b.a.idx, B: b.b.idx, Args: map[string]any{"A": names(x), "B": names(y)}}
		for _, t := range x {
			f.InA = append(f.InA, t.place)
		}
		for _, t := range y {
			f.InB = append(f.InB, t.place)
		}
		p.add(f)
	}
}

// invisible lists the invisible characters of the group's readable segments,
// soft hyphens aside: where to break a word is each language's affair.
func (g group) invisible() []token {
	var out []token
	g.each(g.side.readable, func(i int, s *doc.Segment) {
		for k, r := range s.Text {
			if invisible(r) && r != '\u00ad' {
				out = append(out, token{key: fmt.Sprintf("U+%04X", r), place: Place{i, k, k + len(string(r))}})
			}
		}
	})
	return out
}

// names lists the kinds of characters once each, in order of appearance.
func names(ts []token) string {
	var out []string
	seen := map[string]bool{}
	for _, t := range ts {
		if !seen[t.key] {
			seen[t.key] = true
			out = append(out, t.key)
		}
	}
	if len(out) == 0 {
		return "—"
	}
	return strings.Join(out, " ")
}

// checkOwnInvisible finds controls of direction that are opened and not closed
// within a segment, which can make text read other than it is written.
func checkOwnInvisible(s *single) {
	for i := range s.v.Segments {
		text := s.side.seg(i).Text
		if !strings.ContainsAny(text, "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069") {
			continue
		}
		embeds, isolates, first := 0, 0, -1
		for k, r := range text {
			switch {
			case r == '\u202c':
				embeds--
			case r >= '\u202a' && r <= '\u202e':
				embeds++
			case r == '\u2069':
				isolates--
			case r >= '\u2066' && r <= '\u2068':
				isolates++
			default:
				continue
			}
			if first < 0 {
				first = k
			}
		}
		if embeds != 0 || isolates != 0 {
			s.add(Finding{Rule: Invisible, Variant: "bidi", A: []int{i}, InA: []Place{{i, first, first + 3}}})
		}
	}
}
