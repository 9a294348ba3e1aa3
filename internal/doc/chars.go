package doc

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

type class byte

const (
	cDrop   class = iota // zero width: no effect on what is said
	cSpace               // white space of any kind
	cLetter              // part of a word
	cDigit               // a decimal digit of any script
	cSingle              // a character that is a word of its own
	cSymbol              // a mark that carries meaning
	cPunct               // any other mark
)

// asciiClass saves the table look-ups for the bulk of most texts, lowClass for
// that of the others that are written in letters.
var (
	asciiClass = classes(utf8.RuneSelf)
	lowClass   = sync.OnceValue(func() []class { return classes(0x3100) })
)

func classes(end rune) []class {
	t := make([]class, end)
	for r := range end {
		t[r] = slowClass(r)
	}
	return t
}

func classOf(r rune) class {
	switch {
	case r < 0:
		return cPunct
	case r < utf8.RuneSelf:
		return asciiClass[r]
	case r < 0x3100:
		return lowClass()[r]
	case r >= 0xac00 && r <= 0xd7a3: // Hangul
		return cLetter
	}
	return slowClass(r)
}

func slowClass(r rune) class {
	switch {
	case r >= 0x4e00 && r <= 0x9fff:
		return cSingle
	case r == '\u00ad', r == '\u200b', r == '\u2060', r == '\ufeff', r == '\ufe0f', r == '\ufe0e', r == '\u200e', r == '\u200f', r == '\r':
		return cDrop
	case unicode.IsSpace(r):
		return cSpace
	case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar):
		if unicode.IsDigit(r) {
			return cDigit
		}
		if unicode.IsPunct(r) {
			return cPunct
		}
		return cSingle
	case unicode.IsDigit(r):
		return cDigit
	case unicode.IsLetter(r), unicode.IsMark(r), unicode.IsNumber(r), r == '\u200c', r == '\u200d':
		return cLetter
	case strings.ContainsRune("%‰?？؟%§&@", r):
		return cSymbol
	case strings.ContainsRune("|~^`™®©℠", r):
		return cPunct
	case unicode.In(r, unicode.Sc, unicode.Sm, unicode.So):
		return cSymbol
	}
	return cPunct
}

// wide reports whether white space beside the character is only layout: no
// space parts Chinese or Japanese words, and one beside Latin is house style.
func wide(r rune) bool {
	return r >= 0x2e80 && (r < 0xa000 || r >= 0xf900 && r < 0xfb00 || r >= 0xff00 && r < 0xffe0 || r >= 0x20000) &&
		!unicode.Is(unicode.Hangul, r)
}

func lower(r rune) rune {
	switch {
	case r < utf8.RuneSelf:
		if 'A' <= r && r <= 'Z' {
			return r + 'a' - 'A'
		}
		return r
	case r == 'İ': // not the capital of the i that it would become
		return r
	case r == '’', r == 'ʼ':
		return '\''
	case r == '‐', r == '‑':
		return '-'
	}
	return unicode.ToLower(r)
}

func joins(r rune) bool {
	return r == '\'' || r == '’' || r == 'ʼ' || r == '_' || r == '·'
}

func startsWord(text string) bool {
	r, _ := utf8.DecodeRuneInString(text)
	c := classOf(r)
	return text != "" && (c == cLetter || c == cDigit)
}

func separates(r rune) bool {
	return r == '.' || r == ',' || r == ':' || r == '\'' || r == '’' || r == '\u00a0' || r == '\u202f' || r == '\u2009'
}

func digitValue(r rune) int {
	if r < utf8.RuneSelf {
		return int(r - '0')
	}
	// The digits of a script are ten code points in a row.
	zero := r
	for zero > 0 && r-zero < 9 && unicode.IsDigit(zero-1) {
		zero--
	}
	return int(r-zero) % 10
}

// foldPunct gives one spelling to marks that differ in style alone.
func foldPunct(r rune) string {
	switch r {
	case '"', '\'', '“', '”', '„', '‟', '‘', '’', '‚', '‛', '«', '»', '‹', '›', '`', '「', '」', '『', '』':
		return `"`
	case '-', '–', '—', '―', '‐', '‑', '‒', '−':
		return "-"
	case '…':
		return "..."
	case '\\', '*', '_': // an escape, a stray emphasis mark
		return ""
	case '，':
		return ","
	case '：':
		return ":"
	case '；':
		return ";"
	case '！':
		return "!"
	case '（':
		return "("
	case '）':
		return ")"
	}
	return string(r)
}

// trimCode takes the back-ticks and padding off a code span.
func trimCode(text string) string {
	t := strings.Trim(text, "`")
	return strings.Join(strings.Fields(t), " ")
}

// trimLines takes the white space off the ends of lines, and empty lines off
// the ends of a code block.
func trimLines(text string) string {
	if strings.IndexByte(text, '\r') < 0 && !strings.Contains(text, " \n") && !strings.Contains(text, "\t\n") {
		return strings.Trim(text, "\n")
	}
	lines := strings.Split(text, "\n")
	for i, l := range lines {
		lines[i] = strings.TrimRight(l, " \t\r")
	}
	return strings.Trim(strings.Join(lines, "\n"), "\n")
}
