package check

import (
	"unicode"
	"unicode/utf8"
)

// word is a run of letters, with the marks that stand on letters.
type word struct {
	text       string
	start, end int
	opens      bool // first word of its sentence, as far as marks tell
}

// words splits a text into runs of letters. Digits, hyphens and apostrophes
// separate.
func words(text string) []word {
	var out []word
	opens, start := true, -1
	flush := func(end int) {
		if start >= 0 {
			out = append(out, word{text[start:end], start, end, opens})
			opens, start = false, -1
		}
	}
	for i, r := range text {
		if unicode.IsLetter(r) || start >= 0 && unicode.IsMark(r) {
			if start < 0 {
				start = i
			}
			continue
		}
		flush(i)
		switch r {
		case '.', '!', '?', ':', '…', '\n', '«', '“', '"', '„', '(', '•', '|', '—', '–', '*', '/', '[':
			opens = true
		}
	}
	flush(len(text))
	return out
}

func firstRune(s string) rune { r, _ := utf8.DecodeRuneInString(s); return r }

func runeLen(s string) int { return utf8.RuneCountInString(s) }
