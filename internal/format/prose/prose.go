// Package prose finds the inline runs that any plain prose may hold: bare
// URLs and addresses, numbered references such as [3], and character references. Readers of
// formats without an inline syntax of their own use [Runs]; the others call the
// single scanners at the places where their syntax leaves plain text.
//
// Every scanner looks at most at the token it is asked about, so that a text is
// scanned in linear time.
package prose

import (
	"html"
	"strings"
	"unicode/utf8"

	"stele/internal/doc"
)

// Runs lists the URLs and note references of plain text.
func Runs(text string) []doc.Run {
	var runs []doc.Run
	for i := 0; i < len(text); {
		switch c := text[i]; {
		case c == '[':
			if end, label := NoteRef(text, i); end > 0 {
				runs = append(runs, doc.Run{Kind: doc.RunNote, Start: i, End: end, Target: label})
				i = end
				continue
			}
		case c == 'h' || c == 'H' || c == 'w' || c == 'W':
			if end := URL(text, i); end > 0 {
				runs = append(runs, doc.Run{Kind: doc.RunLink, Start: i, End: end, Target: text[i:end]})
				i = end
				continue
			}
		case c == '@':
			if start, end := Email(text, i); end > 0 && (len(runs) == 0 || start >= runs[len(runs)-1].End) {
				runs = append(runs, doc.Run{Kind: doc.RunLink, Start: start, End: end, Target: text[start:end]})
				i = end
				continue
			}
		}
		i++
	}
	return runs
}

// maxEmail bounds the length of either side of an address.
const maxEmail = 64

// Email reads the address whose @ is at i; the end is 0 when it is none.
func Email(text string, i int) (start, end int) {
	start = i
	for start > 0 && i-start < maxEmail && (alnum(text[start-1]) || strings.IndexByte("._+-", text[start-1]) >= 0) {
		start--
	}
	for start < i && !alnum(text[start]) {
		start++
	}
	end = i + 1
	dot := false
	for end < len(text) && end-i < maxEmail && (alnum(text[end]) || text[end] == '-' || text[end] == '.') {
		dot = dot || text[end] == '.' && end+1 < len(text) && alnum(text[end+1])
		end++
	}
	for end > i+1 && !alnum(text[end-1]) {
		end--
	}
	if start == i || end == i+1 || !dot {
		return 0, 0
	}
	return start, end
}

func alnum(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9'
}

// NoteRef reads a numbered reference of up to three digits, "[12]", at i. It
// gives the end and the label, or 0.
func NoteRef(text string, i int) (end int, label string) {
	j := i + 1
	for j < len(text) && j-i <= 3 && text[j] >= '0' && text[j] <= '9' {
		j++
	}
	if j == i+1 || j >= len(text) || text[j] != ']' {
		return 0, ""
	}
	return j + 1, text[i+1 : j]
}

// NoteMark reads the mark that a numbered note starts with, "[12] ", at the
// start of text. It gives the length with the blanks after it, and the label.
func NoteMark(text string) (n int, label string) {
	if text == "" || text[0] != '[' {
		return 0, ""
	}
	end, label := NoteRef(text, 0)
	if end == 0 {
		return 0, ""
	}
	n = end
	if n < len(text) && text[n] == ':' {
		return 0, ""
	}
	for n < len(text) && (text[n] == ' ' || text[n] == '\t') {
		n++
	}
	if n == len(text) {
		return 0, ""
	}
	return n, label
}

// URL reads a bare URL at i and gives its end, or 0. Marks that end a sentence
// and closing brackets without their opening one are not part of it.
func URL(text string, i int) int {
	rest := text[i:]
	var head int
	switch {
	case hasFold(rest, "https://"):
		head = len("https://")
	case hasFold(rest, "http://"):
		head = len("http://")
	case hasFold(rest, "www."):
		head = len("www.")
	default:
		return 0
	}
	if i > 0 && wordBefore(text, i) {
		return 0
	}
	end := i + head
	open, shut := 0, 0
	for end < len(text) {
		c := text[end]
		if c <= ' ' || c == '<' || c == '>' || c == '"' || c == '`' || c == '|' || c == 0x7f {
			break
		}
		if c >= utf8.RuneSelf {
			r, n := utf8.DecodeRuneInString(text[end:])
			if stopsURL(r) {
				break
			}
			end += n
			continue
		}
		switch c {
		case '(':
			open++
		case ')':
			shut++
		}
		end++
	}
	for end > i+head {
		c := text[end-1]
		if c == ')' && shut > open {
			shut--
		} else if strings.IndexByte(".,;:!?'*_~]}\\", c) < 0 {
			break
		}
		end--
	}
	if end <= i+head {
		return 0
	}
	return end
}

// stopsURL holds the marks of other scripts that never belong to a bare URL.
func stopsURL(r rune) bool {
	switch {
	case r == 0x00a0, r >= 0x2000 && r <= 0x206f:
		return true
	case r >= 0x3000 && r <= 0x303f, r >= 0xff01 && r <= 0xff0f, r >= 0xff1a && r <= 0xff1f:
		return true
	case r == '«', r == '»', r == '،', r == '؛', r == '؟':
		return true
	}
	return false
}

func wordBefore(text string, i int) bool {
	return alnum(text[i-1]) || text[i-1] == '_'
}

func hasFold(s, prefix string) bool {
	return len(s) >= len(prefix) && strings.EqualFold(s[:len(prefix)], prefix)
}

// Entity reads a character reference at i, which must be '&'. It gives the end
// and the characters, or 0 when it is none.
func Entity(text string, i int) (end int, chars string) {
	j := i + 1
	for j < len(text) && j-i < 34 && text[j] != ';' {
		c := text[j]
		if !(alnum(c) || c == '#' && j == i+1) {
			return 0, ""
		}
		j++
	}
	if j >= len(text) || text[j] != ';' || j == i+1 {
		return 0, ""
	}
	ref := text[i : j+1]
	chars = html.UnescapeString(ref)
	if chars == ref || strings.HasPrefix(chars, "&") && strings.HasSuffix(chars, ";") {
		return 0, ""
	}
	return j + 1, chars
}

// HasWords reports whether text has a letter or a digit.
func HasWords(text string) bool {
	for i := 0; i < len(text); i++ {
		c := text[i]
		if alnum(c) {
			return true
		}
		if c >= utf8.RuneSelf {
			return wideWords(text[i:])
		}
	}
	return false
}
