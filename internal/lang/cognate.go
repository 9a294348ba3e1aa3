package lang

import "unicode/utf8"

// Cognate is a key of at most five letters that words of one origin share
// across languages and scripts: parlamento, парламент and Parliament, Taşkent
// and Ташкент, Mirziyoyev and Мирзиёев. It is "" for words without at least
// four letters, where chance would rule, and for scripts that [Romanise] keeps.
//
// The idea is that of sound classes (Dolgopolsky 1964): after romanisation
// letters that languages exchange freely fall together (c k q x g; s z sh zh
// ch; b p v f; d t th), x is k and s, doubles and h are dropped, and vowels other
// than the first are left out, because they change first. Five consonants
// reach past the root into few endings.
func Cognate(word string) string {
	var buf [8]byte
	return string(AppendCognate(buf[:0], word))
}

// AppendCognate appends [Cognate] of the word to dst without allocating.
func AppendCognate(dst []byte, word string) []byte {
	var room [64]byte
	if len(word) > 40 {
		word = word[:40]
		for !utf8.ValidString(word) && len(word) > 36 {
			word = word[:len(word)-1]
		}
	}
	roman := AppendRomanised(room[:0], word)
	start, letters := len(dst), 0
	last := byte(0)
	for i, b := range roman {
		if b >= utf8.RuneSelf {
			return dst[:start]
		}
		if b < 'a' || b > 'z' {
			continue
		}
		letters++
		class := soundClass(roman, i)
		if class == 0 || class == last || len(dst)-start >= 5 {
			if class != 0 {
				last = class
			}
			continue
		}
		if class == 'a' && len(dst) > start {
			last = 0
			continue
		}
		dst = append(dst, class)
		last = class
		if b == 'x' && len(dst)-start < 5 {
			dst = append(dst, 's')
			last = 's'
		}
	}
	if letters < 4 || len(dst)-start < 3 {
		return dst[:start]
	}
	return dst
}

// soundClass is the class of the letter at i, 0 when it is silent here.
func soundClass(w []byte, i int) byte {
	next := byte(0)
	if i+1 < len(w) {
		next = w[i+1]
	}
	switch w[i] {
	case 'a', 'e', 'o', 'u', 'i', 'y', 'j', 'w':
		return 'a'
	case 'b', 'p', 'v', 'f':
		return 'p'
	case 'd', 't':
		if next == 's' || next == 'z' || next == 'c' && i+2 < len(w) && w[i+2] == 'h' {
			return 0 // ts, dz, tch: one sound
		}
		return 't'
	case 's', 'z':
		return 's'
	case 'c':
		if next == 'h' || next == 'e' || next == 'i' || next == 'y' {
			return 's'
		}
		return 'k'
	case 'k', 'q', 'g', 'x':
		return 'k'
	case 'l':
		return 'l'
	case 'm':
		return 'm'
	case 'n':
		return 'n'
	case 'r':
		return 'r'
	}
	return 0
}
