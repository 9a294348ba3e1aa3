package status

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"stele/internal/doc"
	"stele/internal/lang"
)

// tongue tells the languages of paragraphs apart.
type tongue struct {
	candidates []string // the project's locales
	identifier *lang.Identifier
}

// A language that is neither the source's nor the target's is a surprise, and
// asks for more text and more certainty: technical prose full of loan words is
// easily taken for a relative.
const (
	surpriseWords = 8
	surpriseSure  = 0.8
)

// foreign gives the language that segments are in, when it is surely not the
// one they should be in. other is the language on the other side.
func (t tongue) foreign(v *doc.Version, segments []int, expected, other string) (found string, ok bool) {
	var b strings.Builder
	for _, i := range segments {
		s := &v.Segments[i]
		if s.Lang != "" && !lang.SameLanguage(s.Lang, expected) {
			// The markup says so: a quotation in its own language, on purpose.
			continue
		}
		b.WriteString(speech(s))
		b.WriteByte('\n')
	}
	guess, ok := Foreign(t.identifier, b.String(), expected, t.candidates)
	if ok && !lang.SameLanguage(guess.Locale, other) && (guess.Confidence < surpriseSure || lang.WordCount(b.String()) < surpriseWords) {
		return "", false
	}
	return guess.Locale, ok
}

// sameText reports whether a translation is its source's very words, and these
// are a phrase rather than names or a command: three words that begin with a
// capital and have a short small word among them, as in "A Line with a Gap".
func sameText(source, target *doc.Version, from, to []int) bool {
	if len(from) != 1 || len(to) != 1 {
		return false
	}
	a, b := &source.Segments[from[0]], &target.Segments[to[0]]
	text := strings.Join(strings.Fields(a.Words()), " ")
	if a.Kind == doc.Note || text != strings.Join(strings.Fields(b.Words()), " ") {
		return false
	}
	if first, _ := utf8.DecodeRuneInString(text); !unicode.IsUpper(first) {
		return false
	}
	words, short := 0, 0
	for _, w := range strings.Fields(text) {
		if strings.ContainsFunc(w, func(r rune) bool { return !unicode.IsLetter(r) }) {
			continue
		}
		if utf8.RuneCountInString(w) > 1 {
			words++
		}
		if r, _ := utf8.DecodeRuneInString(w); unicode.IsLower(r) && utf8.RuneCountInString(w) <= 3 {
			short++
		}
	}
	return words >= 3 && short > 0
}

// Foreign says which language a text is in, when it is another than it should
// be. candidates, if any, are the languages that are likely. How much text is
// enough, and how sure is sure, is the caller's to say: a translation that is
// in the source's language may be as short as a heading. A sentence about a
// message that it quotes is in the language of its own words.
func Foreign(x *lang.Identifier, text, expected string, candidates []string) (lang.Guess, bool) {
	guess := x.Identify(text, candidates)
	if guess.Locale == "" || lang.SameLanguage(guess.Locale, expected) {
		return lang.Guess{}, false
	}
	own := Unquoted(text)
	if len(own) == len(text) || lang.WordCount(own) < ownWords || !sharesScript(own, expected) {
		return guess, true
	}
	again := x.Identify(own, candidates)
	return guess, lang.SameLanguage(again.Locale, guess.Locale)
}

// sharesScript reports whether a text is in the script of a locale.
func sharesScript(text, locale string) bool {
	switch script := lang.Script(locale); script {
	case "Hans", "Hant", "Jpan", "Kore":
		return strings.ContainsFunc(text, lang.IsCJK)
	default:
		return lang.ScriptOf(text) == script
	}
}

// ownWords is how many words beside its quotations show a text's language.
const ownWords = 3

// speech is the part of a segment that shows its writer's language. A note is
// mostly the titles and names of what it cites, in their own languages.
func speech(s *doc.Segment) string {
	text := s.Words()
	if s.Kind == doc.Note {
		text = Unquoted(text)
	}
	return text
}

// closing gives the mark that ends a quotation begun by another.
var closing = map[rune]string{'“': "”", '«': "»", '„': "“”", '"': "\"", '「': "」", '『': "』", '‹': "›"}

// Unquoted leaves out what stands between quotation marks, unless that is all
// there is: then it is what there is to judge.
func Unquoted(text string) string {
	var b strings.Builder
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRuneInString(text[i:])
		ends, ok := closing[r]
		if r == '\'' && (i == 0 || text[i-1] == ' ' || text[i-1] == '(' || text[i-1] == '\n') {
			if j := closingApostrophe(text[i+n:]); j >= 0 {
				i += n + j + 1
				b.WriteByte(' ')
				continue
			}
		}
		if ok {
			if j := strings.IndexAny(text[i+n:], ends); j >= 0 && j < 600 {
				_, m := utf8.DecodeRuneInString(text[i+n+j:])
				i += n + j + m
				b.WriteByte(' ')
				continue
			}
		}
		b.WriteString(text[i : i+n])
		i += n
	}
	if rest := b.String(); letters(rest)*10 >= letters(text) {
		return rest
	}
	return text
}

// closingApostrophe finds the straight single quotation mark that ends a
// quotation: one with a letter behind it is an apostrophe.
func closingApostrophe(text string) int {
	for i := 0; i < min(len(text), 600); i++ {
		if text[i] != '\'' {
			continue
		}
		if next, _ := utf8.DecodeRuneInString(text[i+1:]); !unicode.IsLetter(next) {
			return i
		}
	}
	return -1
}

func letters(text string) int {
	n := 0
	for _, r := range text {
		if unicode.IsLetter(r) {
			n++
		}
	}
	return n
}
