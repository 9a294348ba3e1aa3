package lang

import (
	"unicode"
	"unicode/utf8"
)

// tokenKind tells what numbers and dates are built from.
type tokenKind uint8

const (
	tokenMark   tokenKind = iota // one rune that is none of the others
	tokenDigits                  // digits of any one script
	tokenWord                    // letters; each Han and kana character alone
)

// token is a piece of a text. White space is no token: gap tells of it.
type token struct {
	kind       tokenKind
	gap        bool // white space before it
	wide       bool // … more than one space, a tab or a line break
	start, end int
	mark       rune // of tokenMark
	n          int  // value of tokenDigits, -1 past nine digits
}

func (t token) width() int { return t.end - t.start }

// lex appends the tokens of a text to toks.
func lex(toks []token, text string) []token {
	gap, wide := false, false
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRuneInString(text[i:])
		switch {
		case unicode.IsSpace(r) || r == '\u2060' || r == '\u200b':
			wide = gap || r == '\n' || r == '\t'
			gap = true
			i += n
			continue
		case isDigit(r):
			end, value := digitRun(text, i)
			toks = append(toks, token{kind: tokenDigits, start: i, end: end, n: value})
			i = end
		case IsCJK(r):
			toks = append(toks, token{kind: tokenWord, start: i, end: i + n, mark: r})
			i += n
		case unicode.IsLetter(r):
			end := i + n
			for end < len(text) {
				r, n := utf8.DecodeRuneInString(text[end:])
				if IsCJK(r) || !unicode.IsLetter(r) && !unicode.Is(unicode.M, r) && r != '\u00ad' {
					break
				}
				end += n
			}
			toks = append(toks, token{kind: tokenWord, start: i, end: end})
			i = end
		default:
			toks = append(toks, token{kind: tokenMark, start: i, end: i + n, mark: r})
			i += n
		}
		t := &toks[len(toks)-1]
		t.gap, t.wide = gap, wide
		gap, wide = false, false
	}
	return toks
}

func isDigit(r rune) bool {
	if r < utf8.RuneSelf {
		return r >= '0' && r <= '9'
	}
	return unicode.IsDigit(r)
}

// digitValue relies on Unicode keeping the digits of a script together and in
// order, ranges of unicode.Nd starting with a zero.
func digitValue(r rune) int {
	if r < utf8.RuneSelf {
		return int(r - '0')
	}
	for _, x := range unicode.Nd.R16 {
		if rune(x.Lo) <= r && r <= rune(x.Hi) {
			return int(r-rune(x.Lo)) % 10
		}
	}
	for _, x := range unicode.Nd.R32 {
		if rune(x.Lo) <= r && r <= rune(x.Hi) {
			return int(r-rune(x.Lo)) % 10
		}
	}
	return 0
}

func digitRun(text string, at int) (end, value int) {
	end = at
	count := 0
	for end < len(text) {
		r, n := utf8.DecodeRuneInString(text[end:])
		if !isDigit(r) {
			break
		}
		count++
		if count <= 9 {
			value = value*10 + digitValue(r)
		}
		end += n
	}
	if count > 9 {
		value = -1
	}
	return end, value
}

// hasDigit is a cheap test before lexing.
func hasDigit(text string) bool {
	for i := 0; i < len(text); i++ {
		if b := text[i]; b >= '0' && b <= '9' {
			return true
		} else if b >= utf8.RuneSelf {
			r, n := utf8.DecodeRuneInString(text[i:])
			if unicode.IsDigit(r) {
				return true
			}
			i += n - 1
		}
	}
	return false
}

// word is a lower-cased word in a fixed room, so that tables can be asked
// without allocating.
type word struct {
	room [48]byte
	n    int
}

// lower sets w to the token's text in lower case. Turkish I and İ become i, as
// the tables of words have no word that only that tells apart; ё becomes е, and
// combining dots go.
func (w *word) lower(text string, t token) []byte {
	b := w.room[:0]
	for _, r := range text[t.start:t.end] {
		if len(b) > len(w.room)-utf8.UTFMax {
			break
		}
		switch {
		case r < utf8.RuneSelf:
			if r >= 'A' && r <= 'Z' {
				r |= 0x20
			}
			b = append(b, byte(r))
			continue
		case r == 'İ' || r == 'ı':
			r = 'i'
		case r == 'ё' || r == 'Ё':
			r = 'е'
		case r == '\u0307' || r == '\u00ad':
			continue
		default:
			r = unicode.ToLower(r)
		}
		b = utf8.AppendRune(b, r)
	}
	w.n = len(b)
	return b
}

func isDash(r rune) bool {
	switch r {
	case '-', '‐', '‑', '‒', '–', '—', '−', '~', '〜', '～':
		return true
	}
	return false
}

func isApostrophe(r rune) bool { return r == '\'' || r == '’' || r == 'ʼ' || r == '`' || r == '´' }
