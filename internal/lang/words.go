package lang

import (
	"unicode"
	"unicode/utf8"
)

// WordCount counts words as translators bill them: runs of letters and digits,
// with apostrophes, hyphens, dots and other marks inside them, count one; each
// Han or kana character counts one; in Thai, Lao, Khmer, Burmese and Tibetan,
// which do not separate words, every four letters count one.
func WordCount(text string) int {
	n, in, unspaced := 0, false, 0
	for i, r := range text {
		if r < utf8.RuneSelf {
			if isWordByte(byte(r)) {
				if !in {
					n++
				}
				in = true
			} else if !in || !joins(r) || !wordFollows(text[i+1:]) {
				in = false
			}
			continue
		}
		s := scriptOfRune(r)
		switch {
		case s == scriptHan || s == scriptKana:
			n++
			in = false
		case s.spaceless():
			unspaced++
			in = false
		case s != scriptNone || unicode.IsDigit(r):
			if !in {
				n++
			}
			in = true
		case unicode.In(r, unicode.Mn, unicode.Mc, unicode.Cf):
		case !joins(r) || !wordFollows(text[i+utf8.RuneLen(r):]):
			in = false
		}
	}
	return n + (unspaced+3)/4
}

func isWordByte(b byte) bool {
	return b|0x20 >= 'a' && b|0x20 <= 'z' || b >= '0' && b <= '9' || b == '_'
}

// joins reports whether the mark keeps one word together when letters stand on
// both sides.
func joins(r rune) bool {
	switch r {
	case '\'', '’', '-', '.', ',', '/', ':', '@', '‑', '·', '&', '+', 'ʼ', '״', '׳', '´', '`':
		return true
	}
	return false
}

func wordFollows(rest string) bool {
	r, _ := utf8.DecodeRuneInString(rest)
	if r < utf8.RuneSelf {
		return isWordByte(byte(r))
	}
	return r != utf8.RuneError && !IsCJK(r) && (unicode.IsLetter(r) || unicode.IsDigit(r))
}
