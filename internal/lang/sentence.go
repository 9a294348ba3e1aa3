package lang

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Sentence is a byte range of a text, half open, without the space around it.
type Sentence struct{ Start, End int }

// Sentences splits a text into sentences, in the spirit of UAX #29: after . ! ?
// and … with closing quotes and brackets, when what follows can begin a
// sentence; after 。！？ and their like always; at an empty line. A full stop
// does not end a sentence after an abbreviation of the locale (Dr., vb., т. е.),
// an initial (V. Putin), a list number or, where ordinals are written so, a
// number before a small letter or a month (26. April, VI. Çin).
//
// A sentence may hold quoted sentences; a colon and a semicolon end none.
func Sentences(text, locale string) []Sentence {
	s := splitter{text: text, base: shortBase(locale)}
	s.abbreviations = abbreviations[s.base]
	if s.abbreviations == nil && s.base == "" {
		s.abbreviations = abbreviations["en"]
	}
	var out []Sentence
	for i := 0; i < len(text); {
		end, stop := s.stop(i)
		if stop {
			out = addSentence(out, text, s.start, end)
			s.start = end
		}
		i = end
	}
	return addSentence(out, text, s.start, len(text))
}

func addSentence(out []Sentence, text string, start, end int) []Sentence {
	piece := text[start:end]
	start += len(piece) - len(strings.TrimLeftFunc(piece, unicode.IsSpace))
	end -= len(piece) - len(strings.TrimRightFunc(piece, unicode.IsSpace))
	if start >= end {
		return out
	}
	return append(out, Sentence{start, end})
}

type splitter struct {
	text, base    string
	start         int // of the sentence
	abbreviations map[string]bool
}

// stop looks at the rune at i; end is where to go on, stop whether a sentence
// ends there.
func (s *splitter) stop(i int) (end int, stop bool) {
	r, n := utf8.DecodeRuneInString(s.text[i:])
	end = i + n
	switch r {
	case '\n':
		// An empty line.
		rest := strings.TrimLeft(s.text[end:], " \t\r")
		return end, strings.HasPrefix(rest, "\n")
	case '。', '！', '？', '｡', '．':
		end = s.closers(end)
		r, _ := utf8.DecodeRuneInString(s.text[end:])
		// 「…。」と said: the quotation goes on.
		if end > i+n && (r == 'と' || r == '、' || r == '，' || r == '的') {
			return end, false
		}
		return end, true
	case '।', '॥', '۔', '؟', '។', '።':
		return s.closers(end), true
	case '.', '!', '?', '…', '‼', '⁉', '⁇':
	default:
		return end, false
	}
	// A run of marks is one: "?!", "...".
	marks := end
	for marks < len(s.text) {
		r, n := utf8.DecodeRuneInString(s.text[marks:])
		if r != '.' && r != '!' && r != '?' && r != '…' {
			break
		}
		marks += n
	}
	single := marks == end && r == '.'
	end = s.closers(marks)
	if end == len(s.text) {
		return end, true
	}
	next, gap, line := s.next(end)
	if !gap {
		// "example.com", "?page=2"; but "end.Next" is left alone too.
		return end, false
	}
	if next == 0 {
		return end, true
	}
	if single && end == marks && s.afterPoint(i, next, line) {
		return end, false
	}
	return end, s.mayBegin(next) || r != '.' && r != '…' && line
}

// closers skips closing quotes, brackets and note marks behind a stop.
func (s *splitter) closers(i int) int {
	for i < len(s.text) {
		r, n := utf8.DecodeRuneInString(s.text[i:])
		switch {
		case r == '"' || r == '\'' || r == '’' || r == ')' || r == ']' || r == '»' || r == '“' || r == '”' || r == '」' || r == '』' ||
			r == '）' || r == '›' || r == '*' || r == '_':
		case r == ' ' || r == '\u00a0' || r == '\u202f': // French spaces its quotes
			rest, ok := strings.CutPrefix(s.text[i+n:], "»")
			if !ok || rest != "" && rest[0] != ' ' && rest[0] != '\n' {
				return i
			}
			n += len("»")
		case r >= '⁰' && r <= '⁹' || r == '¹' || r == '²' || r == '³':
		case r == '[' && noteEnd(s.text[i:]) > 0: // [3], [^3]
			n = noteEnd(s.text[i:])
		default:
			return i
		}
		i += n
	}
	return i
}

// noteEnd is the length of a note reference at the start of text.
func noteEnd(text string) int {
	i := 1
	if i < len(text) && text[i] == '^' {
		i++
	}
	first := i
	for i < len(text) && text[i] >= '0' && text[i] <= '9' {
		i++
	}
	if i == first || i >= len(text) || text[i] != ']' {
		return 0
	}
	return i + 1
}

// next is the first rune behind white space and opening marks, 0 at the end;
// gap says that there was white space, line that it held a line break.
func (s *splitter) next(i int) (r rune, gap, line bool) {
	for i < len(s.text) {
		r, n := utf8.DecodeRuneInString(s.text[i:])
		switch {
		case unicode.IsSpace(r):
			gap = true
			line = line || r == '\n'
		case strings.ContainsRune("\"'“”„«‘‚([{—–-*_¿¡「『（", r):
			if !gap {
				return r, IsCJK(r), line
			}
		default:
			return r, gap || IsCJK(r), line
		}
		i += n
	}
	return 0, gap, line
}

// mayBegin reports whether a sentence may begin with the rune: no small letter.
func (s *splitter) mayBegin(r rune) bool {
	return !unicode.IsLower(r) && (unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsSymbol(r) || unicode.IsPunct(r) && r != ',' && r != ';' && r != ')')
}

// afterPoint reports whether the point at i belongs to the word before it.
func (s *splitter) afterPoint(i int, next rune, line bool) bool {
	w, before := lastWord(s.text[:i])
	if w == "" {
		return false
	}
	if !s.mayBegin(next) {
		return true
	}
	lower := strings.ToLower(w)
	first, size := utf8.DecodeRuneInString(w)
	dotted, ends := s.dottedAbbreviation(lower, before, i)
	switch {
	case unicode.IsDigit(first):
		return s.numberPoint(w, before, i)
	case dotted:
		return !(ends && unicode.IsUpper(next))
	case size == len(w) && unicode.IsUpper(first) && unicode.IsUpper(next):
		// An initial; but "vitamin C. The", "Plan B. We" end with one as well:
		// an initial stands before a name, at the start or after a capital word.
		return s.initial(before)
	case beforeFigures[lower] && s.abbreviations[lower]:
		return unicode.IsDigit(next)
	case s.abbreviations[lower]:
		// An abbreviation may stand at the end of its sentence as well; those
		// marked by "$" there usually do before a capital.
		return !(s.abbreviations["$"+lower] && unicode.IsUpper(next))
	case romanValue(w) > 0 && ordinalPoints[s.base]:
		return true
	}
	return false
}

// dottedAbbreviation looks at both neighbours of the point at i for "т. е.",
// "z. B.", "e.g.", "U.S."; ends says that this one may end a sentence.
func (s *splitter) dottedAbbreviation(lower, before string, i int) (found, ends bool) {
	spaces := func(r rune) bool { return r == ' ' || r == '\u00a0' || r == '\u202f' }
	if head, ok := strings.CutSuffix(strings.TrimRightFunc(before, spaces), "."); ok {
		prev, _ := lastWord(head)
		joined := strings.ToLower(prev) + "." + lower
		if prev != "" && s.abbreviations[joined] {
			return true, s.abbreviations["$"+joined]
		}
	}
	rest := strings.TrimLeftFunc(s.text[i+1:], spaces)
	k := strings.IndexFunc(rest, func(r rune) bool { return !unicode.IsLetter(r) })
	if k > 0 && rest[k] == '.' && k < 8 && s.abbreviations[lower+"."+strings.ToLower(rest[:k])] {
		return true, false
	}
	return false, false
}

// beforeFigures are abbreviations that are words as well; they count as
// abbreviations only before a figure.
var beforeFigures = set("no nos art sec ch fig mar may jun s p c с ст в п")

// initial reports whether a lone capital after before can be a first name's.
func (s *splitter) initial(before string) bool {
	trimmed := strings.TrimRightFunc(before, unicode.IsSpace)
	if trimmed == "" || strings.HasSuffix(trimmed, ".") || strings.HasSuffix(trimmed, "(") || strings.HasSuffix(trimmed, ",") {
		return true
	}
	w, _ := lastWord(trimmed)
	first, _ := utf8.DecodeRuneInString(w)
	if unicode.IsUpper(first) {
		return true // George W. Bush
	}
	// "by J. Smith", "von A. Meier": a small word before; but "vitamin C. It".
	return utf8.RuneCountInString(w) <= 4
}

// numberPoint handles "26. April", "1. First item", "6. yüzyıl" against "in
// 1999. The".
func (s *splitter) numberPoint(w, before string, i int) bool {
	if strings.TrimSpace(s.text[s.start:len(before)]) == "" || strings.HasSuffix(before, "\n") {
		return true // a list number
	}
	if !ordinalPoints[s.base] || len(w) > 2 {
		return false
	}
	after := strings.TrimLeftFunc(s.text[i+1:], unicode.IsSpace)
	word := after
	if k := strings.IndexFunc(after, func(r rune) bool { return !unicode.IsLetter(r) }); k >= 0 {
		word = after[:k]
	}
	var room [4]token
	toks := lex(room[:0], word)
	if len(toks) > 0 && monthsFor(s.base).find(word, toks[0]) > 0 {
		return true
	}
	// Nouns are capital in German; elsewhere a name may follow an ordinal, so
	// a small number wins.
	return s.base == "de" || s.base == "tr" && len(w) <= 2
}

// ordinalPoints are languages that write ordinals with a point.
var ordinalPoints = set("de tr az cs sk hu fi da nb nn no sr hr bs sl et lv is pl")

// lastWord is the run of letters and digits that ends text, and what stands
// before it.
func lastWord(text string) (w, before string) {
	i := len(text)
	for i > 0 {
		r, n := utf8.DecodeLastRuneInString(text[:i])
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.Is(unicode.M, r) {
			break
		}
		i -= n
	}
	return text[i:], text[:i]
}
