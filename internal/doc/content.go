package doc

import (
	"html"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// TokenKind says what a token of a segment's content is.
type TokenKind byte

// The kinds of token.
const (
	TokenWord   TokenKind = 'w' // a word, lower case; one character where a script does not part words
	TokenNumber TokenKind = 'n' // digits with their separators, as ASCII
	TokenSymbol TokenKind = 's' // a mark that carries meaning: %, €, +, ?, an emoji
	TokenCode   TokenKind = 'c' // a code span, placeholder or formula, back-ticks taken off
)

// Token is one unit of what a segment says.
type Token struct {
	Kind TokenKind
	Text string
}

// Tokens is what the segment says, with everything taken off that cannot
// change it: white space, letter case, punctuation, emphasis marks, link
// destinations. Character references and Unicode compositions are resolved.
func (s *Segment) Tokens() []Token {
	sc := scanner{keep: true, bare: true}
	sc.segment(s)
	return sc.tokens
}

// scanner walks the words of a segment once and gives both its tokens and its
// marks: the same text with case and punctuation, typographic variants folded.
type scanner struct {
	keep   bool // collect tokens
	inline bool // read code spans as words
	bare   bool // leave the marks out
	tokens []Token
	emit   func(Token)
	marks  []byte
	space  bool // white space seen since the last mark
}

func (sc *scanner) token(t Token) {
	if sc.keep {
		sc.tokens = append(sc.tokens, t)
	}
	if sc.emit != nil {
		sc.emit(t)
	}
}

func (sc *scanner) segment(s *Segment) {
	if s.Kind == Code || s.Kind == Opaque {
		sc.code(trimLines(s.Text))
		return
	}
	// Words on both sides of a markup run belong together ("**un**reliable"),
	// so text is gathered until a run that stands for itself.
	var buf []byte
	at := 0
	for _, r := range s.Runs {
		if r.Start < at || r.End > len(s.Text) {
			continue
		}
		buf = append(buf, s.Text[at:r.Start]...)
		at = r.End
		switch r.Kind {
		case RunMarkup:
			if breaks(s.Text[r.Start:r.End]) {
				buf = append(buf, ' ')
			}
		case RunEntity:
			buf = append(buf, r.Target...)
		case RunCode, RunPlaceholder, RunMath:
			if sc.inline {
				buf = append(buf, trimCode(s.Text[r.Start:r.End])...)
				continue
			}
			sc.words(string(buf))
			buf = buf[:0]
			sc.code(trimCode(s.Text[r.Start:r.End]))
		case RunLink:
			// The destination belongs to the link layer. Where the whole link is
			// the run, the address parts the words around it.
			if !strings.HasPrefix(s.Text[r.Start:], "]") {
				buf = append(buf, ' ')
			}
		case RunNote:
			if label := shownLabel(s, r); label != "" {
				sc.words(string(buf))
				buf = buf[:0]
				sc.token(Token{TokenNumber, label})
				sc.mark('0')
			}
		default:
			buf = append(buf, ' ')
		}
	}
	if at < len(s.Text) {
		buf = append(buf, s.Text[at:]...)
	}
	sc.words(string(buf))
}

// shownLabel is the label of a note as readers see it: of [3] and <sup>3</sup>,
// not of [^3], which is numbered anew when the page is made.
func shownLabel(s *Segment, r Run) string {
	text := s.Text[r.Start:r.End]
	if strings.Contains(text, "^") {
		return ""
	}
	label := r.Target
	if label == "" {
		label = strings.Trim(text, "[]()\\ ")
	}
	for _, c := range []byte(label) {
		if c < '0' || c > '9' {
			return ""
		}
	}
	return label
}

// breaks reports whether inline HTML parts words, as <br> does.
func breaks(markup string) bool {
	return len(markup) >= 3 && strings.EqualFold(markup[:3], "<br")
}

func (sc *scanner) code(text string) {
	sc.token(Token{TokenCode, text})
	sc.mark('\x01')
}

func (sc *scanner) mark(r rune) {
	if sc.bare {
		return
	}
	if sc.space && len(sc.marks) > 0 {
		last, _ := utf8.DecodeLastRune(sc.marks)
		if !wide(last) && !wide(r) {
			sc.marks = append(sc.marks, ' ')
		}
	}
	sc.space = false
	sc.marks = utf8.AppendRune(sc.marks, r)
}

func (sc *scanner) words(text string) {
	if strings.IndexByte(text, '&') >= 0 {
		text = html.UnescapeString(text)
	}
	if !norm.NFC.IsNormalString(text) {
		text = norm.NFC.String(text)
	}
	for i := 0; i < len(text); {
		r, n := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRuneInString(text[i:])
		}
		switch class := classOf(r); class {
		case cDigit:
			i = sc.number(text, i)
			continue
		case cLetter:
			i = sc.word(text, i)
			continue
		case cSingle:
			end := i + n
			for end < len(text) { // marks that sit on the character
				m, k := utf8.DecodeRuneInString(text[end:])
				if !unicode.Is(unicode.M, m) {
					break
				}
				end += k
			}
			sc.token(Token{TokenWord, text[i:end]})
			sc.mark(r)
			i = end
			continue
		case cSymbol:
			sc.token(Token{TokenSymbol, text[i : i+n]})
			sc.mark(r)
		case cSpace:
			sc.space = true
		case cPunct:
			for _, f := range foldPunct(r) {
				// "--", "---" and the dashes are one mark.
				if f == '-' && len(sc.marks) > 0 && sc.marks[len(sc.marks)-1] == '-' && !sc.space {
					continue
				}
				sc.mark(f)
			}
		}
		i += n
	}
}

// word takes letters, and what joins letters into one word: an apostrophe, an
// underscore. A hyphen does not, so that "time-out" and "time out" differ in
// punctuation only, and both differ from "timeout" in words.
func (sc *scanner) word(text string, start int) int {
	var low []byte
	plain := true // the token is text itself
	i := start
	for i < len(text) {
		r, n := utf8.DecodeRuneInString(text[i:])
		c := classOf(r)
		switch {
		case c == cDigit && i > start && endsInNumber(text[i:]): // "v1.2", "HTTP2"
			sc.endWord(text[start:i], low, plain)
			return sc.number(text, i)
		case c == cLetter, c == cDigit:
		case c == cDrop:
			plain = false
			if low == nil {
				low = append(low, text[start:i]...)
			}
			i += n
			continue
		case joins(r) && i > start && startsWord(text[i+n:]):
		default:
			sc.endWord(text[start:i], low, plain)
			return i
		}
		f := lower(r)
		if f != r && plain {
			plain = false
			low = append(low, text[start:i]...)
		}
		if !plain {
			low = utf8.AppendRune(low, f)
		}
		if c == cLetter || c == cDigit {
			sc.mark(r)
		} else {
			sc.mark(f)
		}
		i += n
	}
	sc.endWord(text[start:i], low, plain)
	return i
}

func (sc *scanner) endWord(text string, low []byte, plain bool) {
	if !plain {
		text = string(low)
	}
	sc.token(Token{TokenWord, text})
}

// number takes digits with the separators between them, and a minus before.
func (sc *scanner) number(text string, start int) int {
	var digits []byte
	if start > 0 && signed(text[:start]) {
		digits = append(digits, '-')
	}
	i := start
	for i < len(text) {
		r, n := utf8.DecodeRuneInString(text[i:])
		if classOf(r) == cDigit {
			digits = append(digits, '0'+byte(digitValue(r)))
			i += n
			continue
		}
		if !separates(r) || i+n >= len(text) {
			break
		}
		next, _ := utf8.DecodeRuneInString(text[i+n:])
		if classOf(next) != cDigit {
			break
		}
		if r == '\u00a0' || r == '\u202f' || r == '\u2009' {
			r = ' '
		}
		if r == '’' {
			r = '\''
		}
		digits = append(digits, byte(r))
		i += n
	}
	if i < len(text) { // "3rd", "10k", "2x": the word goes with its number
		r, _ := utf8.DecodeRuneInString(text[i:])
		if classOf(r) == cLetter {
			sc.mark('0')
			sc.token(Token{TokenNumber, string(digits)})
			return sc.word(text, i)
		}
	}
	sc.mark('0')
	sc.token(Token{TokenNumber, string(digits)})
	return i
}

// signed reports whether what stands before a digit makes it negative: a minus
// that is not a hyphen after a word or another number.
func signed(before string) bool {
	r, n := utf8.DecodeLastRuneInString(before)
	if r != '-' && r != '−' {
		return false
	}
	before = before[:len(before)-n]
	if before == "" {
		return r == '−'
	}
	p, _ := utf8.DecodeLastRuneInString(before)
	return unicode.IsSpace(p) || p == '(' || p == '['
}

// endsInNumber reports whether the digits here are the end of their word.
func endsInNumber(text string) bool {
	for _, r := range text {
		switch classOf(r) {
		case cDigit:
		case cLetter:
			return false
		default:
			if !separates(r) {
				return true
			}
		}
	}
	return true
}
