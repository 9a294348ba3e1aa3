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
}

// foreign gives the language that segments are in, when it is surely not the
// one they should be in.
func (t tongue) foreign(v *doc.Version, segments []int, expected string) (found string, ok bool) {
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
	guess, ok := Foreign(b.String(), expected, t.candidates)
	return guess.Locale, ok
}

// Foreign says which language a text is in, when it is another than it should
// be. candidates, if any, are the languages that are likely. How much text is
// enough, and how sure is sure, is the caller's to say: a translation that is
// in the source's language may be as short as a heading.
func Foreign(text, expected string, candidates []string) (lang.Guess, bool) {
	guess := lang.Identify(text, candidates)
	if guess.Locale == "" || lang.SameLanguage(guess.Locale, expected) {
		return lang.Guess{}, false
	}
	return guess, true
}

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
		if ends, ok := closing[r]; ok {
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

func letters(text string) int {
	n := 0
	for _, r := range text {
		if unicode.IsLetter(r) {
			n++
		}
	}
	return n
}
