package check

import (
	"strings"
	"unicode"

	"stele/internal/lang"
)

// dottedNames are common Turkish words, in small letters, that begin with a
// dotted i or hold one, and that software without Turkish casing damages.
var dottedNames = map[string]bool{
	"istanbul": true, "izmir": true, "iran": true, "israil": true, "italya": true, "ispanya": true, "ingiltere": true, "irlanda": true,
	"isveç": true, "isviçre": true, "islam": true, "iskenderun": true, "iznik": true, "iskoçya": true, "ingilizce": true, "ingiliz": true,
	"için": true, "ile": true, "ilk": true, "iki": true, "ilgili": true, "iletişim": true, "içerik": true, "iş": true, "işbirliği": true,
	"bir": true, "biz": true, "bilgi": true, "dil": true, "giriş": true, "türkiye": true, "birleşmiş": true, "milletler": true, "üniversitesi": true,
	"siyasi": true, "dış": false, "ilişkiler": true, "uluslararası": false, "cumhuriyeti": true, "eğitim": true, "genel": false, "yeni": true,
}

// checkCase finds words whose dotted or dotless i was damaged by casing that
// knows no Turkish: ISTANBUL, Istanbul, WİNDOWS, "i" with a loose dot.
func checkCase(s *single) {
	turkish := language(s.v.Locale) == "tr" || language(s.v.Locale) == "az"
	known := s.vocabulary()
	for i := range s.v.Segments {
		if !s.prose(i) {
			continue
		}
		p := s.side.prose(i)
		for _, w := range words(p.text) {
			better, variant := "", ""
			switch {
			case strings.Contains(w.text, "i\u0307"):
				better, variant = strings.ReplaceAll(w.text, "i\u0307", "i"), "dotted"
			case turkish:
				better, variant = damaged(w.text, known)
			case strings.ContainsRune(w.text, 'İ') && unicode.IsUpper(firstRune(w.text)):
				if x := strings.ReplaceAll(w.text, "İ", "I"); known[strings.ToLower(x)] && ascii(x) {
					better, variant = x, "dotted"
				}
			}
			if better != "" {
				s.add(Finding{Rule: Case, Variant: variant, A: []int{i}, InA: []Place{p.place(w.start, w.end)}, Args: map[string]any{"A": w.text}, Suggestion: better})
			}
		}
	}
}

// vocabulary is the set of words that the version writes in small letters.
func (s *single) vocabulary() map[string]bool {
	known := map[string]bool{}
	for i := range s.v.Segments {
		if !s.prose(i) {
			continue
		}
		for _, w := range words(s.side.prose(i).text) {
			if unicode.IsLower(firstRune(w.text)) {
				known[w.text] = true
			}
		}
	}
	return known
}

// damaged gives the right form of a Turkish word with a capital I or İ that
// should be the other one: read back into small letters it is no word that we
// know, and with the other i it is.
func damaged(w string, known map[string]bool) (better, variant string) {
	lower := lang.Lower(w, "tr")
	is := func(x string) bool { return known[x] || dottedNames[x] }
	switch {
	case strings.ContainsRune(w, 'I') && !strings.ContainsRune(w, 'İ'):
		// Every I of a damaged word is suspect; try them all as dotted, for
		// words with both kinds are written with both kinds or with none.
		other := strings.ReplaceAll(lower, "ı", "i")
		if runeLen(w) >= 3 && is(other) && !is(lower) && !foreign(w, other) {
			return strings.ReplaceAll(w, "I", "İ"), "dotless"
		}
	case strings.ContainsRune(w, 'İ'):
		other := strings.ReplaceAll(lower, "i", "ı")
		if strings.ContainsRune(w, 'I') || !is(other) || is(lower) {
			return "", ""
		}
		return strings.ReplaceAll(w, "İ", "I"), "dotted"
	}
	return "", ""
}

// foreign reports whether the word may be an English one that is right as it
// is: all of it is ASCII and we know it only from the version itself.
func foreign(w, lower string) bool {
	return ascii(w) && !dottedNames[lower]
}
