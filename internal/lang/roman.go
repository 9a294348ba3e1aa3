package lang

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// roman parses a roman numeral at token i.
func (p *numberParser) roman(i int) (n Number, next int) {
	t := p.toks[i]
	if t.width() > 18 || t.mark != 0 || i > 0 && !t.gap && (p.toks[i-1].kind == tokenDigits || p.toks[i-1].mark == '_') {
		return n, i
	}
	letters := p.romanLetters(t)
	value := romanValue(letters)
	if value == 0 || !p.standsAsNumeral(i, letters, value) {
		return n, i
	}
	end, next := t.end, i+1
	if k, kind := p.suffix(i+1, "6"); kind == Ordinal {
		end, next = p.toks[k-1].end, k
	}
	return Number{Start: t.start, End: end, Value: strconv.Itoa(value), Kind: Roman}, next
}

// romanLetters is the numeral in Latin capitals (Russian and Ukrainian writers
// type Х and І in Cyrillic), without an ordinal ending glued to it (XIXe,
// XIXth).
func (p *numberParser) romanLetters(t token) string {
	s := p.text[t.start:t.end]
	if first, _ := utf8.DecodeRuneInString(s); !strings.ContainsRune("IVXLCDMХІМС", first) {
		return ""
	}
	cut := strings.IndexFunc(s, unicode.IsLower)
	if cut > 0 {
		switch s[cut:] {
		case "e", "th", "st", "nd", "rd", "ème", "er", "re":
			s = s[:cut]
		default:
			return ""
		}
		if len(s) < 2 { // Ve, Xe
			return ""
		}
	}
	if isASCII(s) {
		return s
	}
	return strings.Map(func(r rune) rune {
		switch r {
		case 'Х':
			return 'X'
		case 'І':
			return 'I'
		case 'М':
			return 'M'
		case 'С':
			return 'C'
		}
		return r
	}, s)
}

// romanValue is the value of a numeral in its one correct form, 0 otherwise.
func romanValue(s string) int {
	if s == "" || len(s) > 15 {
		return 0
	}
	total, last := 0, 0
	for i := len(s) - 1; i >= 0; i-- {
		v := 0
		switch s[i] {
		case 'I':
			v = 1
		case 'V':
			v = 5
		case 'X':
			v = 10
		case 'L':
			v = 50
		case 'C':
			v = 100
		case 'D':
			v = 500
		case 'M':
			v = 1000
		default:
			return 0
		}
		if v < last {
			total -= v
		} else {
			total, last = total+v, v
		}
	}
	if total < 1 || total > 3999 || romanForm(total) != s {
		return 0
	}
	return total
}

func romanForm(n int) string {
	var b strings.Builder
	for _, r := range [...]struct {
		v int
		s string
	}{{1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"}, {90, "XC"}, {50, "L"}, {40, "XL"}, {10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"}} {
		for n >= r.v {
			b.WriteString(r.s)
			n -= r.v
		}
	}
	return b.String()
}

// standsAsNumeral weighs the context: numerals of I, V and X with two letters
// or more are taken at once; single letters and those with L, C, D and M, which
// are words, initials and units as well, need a sign that a numeral is meant.
func (p *numberParser) standsAsNumeral(i int, s string, value int) bool {
	small := strings.Trim(s, "IVX") == ""
	if i > 0 && !p.toks[i].gap && (isApostrophe(p.toks[i-1].mark) || p.toks[i-1].mark == '.' || p.toks[i-1].mark == '/' || p.toks[i-1].mark == '&') {
		return false
	}
	if i+1 < len(p.toks) && !p.toks[i+1].gap && (p.toks[i+1].kind == tokenDigits || p.toks[i+1].mark == '/' || p.toks[i+1].mark == '&' || p.toks[i+1].mark == '_') {
		return false
	}
	if small && len(s) >= 2 {
		return true
	}
	// Years on monuments.
	if value >= 1400 && value <= 2099 && len(s) >= 4 {
		return true
	}
	if _, kind := p.suffix(i+1, "6"); kind == Ordinal && (isApostrophe(p.toks[i+1].mark) || isDash(p.toks[i+1].mark)) {
		return true
	}
	k := i + 1
	if k < len(p.toks) && p.toks[k].mark == '.' && !p.toks[k].gap {
		k++
	}
	if p.cue(k, romanAfter) {
		return true
	}
	return value <= 89 && len(s) <= 2 && p.cue(i-1, romanBefore) && !(s == "I" && p.base == "en" && p.cue(k, verbsOfI))
}

func (p *numberParser) cue(i int, words map[string]bool) bool {
	if i < 0 || i >= len(p.toks) || p.toks[i].kind != tokenWord {
		return false
	}
	var room word
	return words[string(room.lower(p.text, p.toks[i]))]
}

// Words beside which a single capital is a numeral: centuries, wars and
// congresses behind it, parts of works and wars in front of it.
var (
	romanAfter = set("century centuries yüzyil yüzyilda yüzyilin dünya век века веке веков в вв столетие столетия столетии съезд съезда " +
		"мировая мировой siècle siglo secolo jahrhundert століття ст вік kongre kongresi olağan dönem meşrutiyet кварталe квартал квартале")
	romanBefore = set("part chapter volume vol war type phase annex appendix article section book act title class stage category " +
		"bölüm kisim cilt ek faz tip часть глава том приложение тип фаза раздел статья книга teil kapitel band partie chapitre tome " +
		"parte capítulo capitolo tomo розділ частина")
	verbsOfI = set("am have had was will would can could do did think believe want need saw see")
)
