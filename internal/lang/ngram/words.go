package ngram

import (
	"unicode"
	"unicode/utf8"
)

// Words calls f for each run of letters (and marks) of a text, with the word in
// lower case between underscores and whether it began with a capital. The slice
// is only lent. It stops when f returns false.
func Words(text string, f func(word []byte, first rune, capital bool) bool) {
	var room [96]byte
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRuneInString(text[i:])
		if !unicode.IsLetter(r) {
			i += n
			// Letters glued to figures are codes, not words: skip k8s whole.
			for unicode.IsDigit(r) && i < len(text) {
				r2, n2 := utf8.DecodeRuneInString(text[i:])
				if !unicode.IsDigit(r2) && !unicode.IsLetter(r2) || r2 >= 0x2E80 {
					break
				}
				i += n2
			}
			continue
		}
		start := i
		first, capital, caps, letters := r, unicode.IsUpper(r), 0, 0
		word := append(room[:0], '_')
		for i < len(text) {
			r, n := utf8.DecodeRuneInString(text[i:])
			if !unicode.IsLetter(r) && !unicode.Is(unicode.M, r) && r != '\u200c' {
				break
			}
			i += n
			letters++
			if unicode.IsUpper(r) {
				caps++
			}
			if len(word) < len(room)-8 && r != '\u200c' {
				word = utf8.AppendRune(word, lower(r))
			}
		}
		if glued(text, start, i) {
			continue
		}
		if i < len(text) && text[i] >= '0' && text[i] <= '9' || letters > 1 && caps > 1 {
			// x86, HTTP and camelCase tell nothing of the language.
			if !(i < len(text) && text[i] >= '0' && text[i] <= '9') && caps == letters && letters > 3 {
				capital = true
			} else {
				continue
			}
		}
		if !f(append(word, '_'), first, capital) {
			return
		}
	}
}

func lower(r rune) rune {
	if r < utf8.RuneSelf {
		if r >= 'A' && r <= 'Z' {
			r |= 0x20
		}
		return r
	}
	return unicode.ToLower(r)
}

// glued reports whether the word is part of a path, an identifier or a handle:
// std::io, snake_case, docs/intro, @name.
func glued(text string, start, end int) bool {
	if start > 0 {
		switch b := text[start-1]; b {
		case '@', '#', '\\':
			return true
		case '/', '_', '.', ':':
			if start > 1 && (isNameByte(text[start-2]) || text[start-2] == b) {
				return true
			}
		}
	}
	if end+1 < len(text) {
		switch text[end] {
		case '/', '_', '\\', '@', '.', ':':
			return isNameByte(text[end+1]) || text[end+1] == ':'
		}
	}
	return false
}

func isNameByte(b byte) bool {
	return b|0x20 >= 'a' && b|0x20 <= 'z' || b >= '0' && b <= '9'
}
