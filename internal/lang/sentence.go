package lang

import "strings"

// Sentence is a byte range of a text, half open, without the space around it.
type Sentence struct{ Start, End int }

// Sentences splits a text into sentences.
func Sentences(text, locale string) []Sentence {
	var out []Sentence
	at := 0
	for at < len(text) {
		end := len(text)
		if i := strings.Index(text[at:], ". "); i >= 0 {
			end = at + i + 1
		}
		if s := strings.TrimSpace(text[at:end]); s != "" {
			start := at + strings.Index(text[at:end], s)
			out = append(out, Sentence{start, start + len(s)})
		}
		at = end
	}
	return out
}
