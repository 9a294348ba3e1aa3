package status

import (
	"strings"

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
	guess := lang.Identify(b.String(), t.candidates)
	if guess.Locale == "" || lang.SameLanguage(guess.Locale, expected) {
		return "", false
	}
	return guess.Locale, true
}

// speech is the part of a segment that shows its writer's language. A note is
// mostly the titles and names of what it cites, in their own languages.
func speech(s *doc.Segment) string {
	text := s.Words()
	if s.Kind == doc.Note {
		text = unquoted(text)
	}
	return text
}

// unquoted leaves out what stands between quotation marks.
func unquoted(text string) string {
	var b strings.Builder
	depth := 0
	for _, r := range text {
		switch {
		case r == '“' && depth == 0 || r == '«' || r == '„':
			depth++
		case (r == '”' || r == '“' || r == '»') && depth > 0:
			depth--
		case depth == 0:
			b.WriteRune(r)
		}
	}
	return b.String()
}
