package lang

import (
	"strconv"
	"strings"
)

// NumberKind says how a number is written.
type NumberKind string

// The kinds of number.
const (
	Plain    NumberKind = "plain"
	Percent  NumberKind = "percent"
	Ordinal  NumberKind = "ordinal"  // 1st, 6-я, 6'ncı, 第6
	Roman    NumberKind = "roman"    // VI, XIX
	Currency NumberKind = "currency" // Unit is the ISO 4217 code
	Written  NumberKind = "written"  // in words: twenty-five, beşinci, пятью
	Time     NumberKind = "time"     // Value is "15:04" on the 24-hour clock
	Version  NumberKind = "version"  // 1.2.3, v1.30: Value as it stands, without the v
	Decade   NumberKind = "decade"   // 1990s, 90'lar, 1990-е
)

// Number is a number in a text.
type Number struct {
	Start, End int    // bytes of the text, half open; sign, mark and scale word included
	Value      string // canonical decimal, "2000", "3.5", "-4"; see Time and Version
	Kind       NumberKind
	Unit       string // of a currency
	// Alt is the other value that the same figures have where the comma and the
	// point change places (2.125 is 2125 in German); "" when there is none.
	// Who compares two texts should let either value agree.
	Alt string
	// InDate is true for figures that [Dates] reports as part of a date.
	InDate bool
}

// Numbers finds the numbers of a text, in order, by value: 2,000, 2 000 and
// 2.000 are "2000", %5 and 5 percent are "5" of kind percent, 5 million and
// 5 млн are "5000000".
//
// The locale decides what a point and a comma mean before three digits; with
// an empty locale they group. Three zeros always group. Figures inside a word
// (k8s, x86, GPT4) and after a hyphen behind capitals (COVID-19) are names and
// left out. The figures of dates are reported one by one with InDate set; leave
// those out and ask [Dates] to compare dates.
//
// Words are read in en, tr and ru, from one to a hundred, and with hundred,
// thousand, million and the like behind them; "one", "bir" and "один" are often
// no numbers, so a Written number is best used to excuse a figure on the other
// side, not to demand one. Roman numerals count when nothing else is likely: I
// alone, initials (V. Putin), C, D, L, M, and words such as MIX do not.
func Numbers(text, locale string) []Number {
	var room [64]token
	toks := lex(room[:0], text)
	if len(toks) == 0 {
		return nil
	}
	p := numberParser{text: text, toks: toks, locale: locale, base: shortBase(locale), point: pointOf(locale)}
	var dates []Date
	if hasDigit(text) {
		dates = datesIn(text, locale, toks)
	}
	out := p.all(dates)
	return spread(text, out)
}

// shortBase is the language subtag as written, without a parser's cost.
func shortBase(locale string) string {
	i := strings.IndexAny(locale, "-_.@")
	if i < 0 {
		i = len(locale)
	}
	return strings.ToLower(locale[:i])
}

// pointOf is the decimal mark of a locale: '.', ',', or 0 when unknown.
func pointOf(locale string) rune {
	switch shortBase(locale) {
	case "":
		return 0
	case "en", "zh", "ja", "ko", "th", "he", "hi", "bn", "ur", "ms", "fil", "ta", "te", "mr", "ne", "pa", "gu", "kn", "ml",
		"si", "my", "km", "cy", "ga", "am", "sw":
		return '.'
	case "ar", "fa":
		return '٫'
	case "es":
		if t, ok := Canonical(locale); ok {
			switch t {
			case "es-MX", "es-US", "es-PR", "es-GT", "es-419", "es-PE", "es-DO", "es-PA", "es-SV", "es-HN", "es-NI":
				return '.'
			}
		}
	case "de":
		if strings.HasSuffix(locale, "CH") || strings.HasSuffix(locale, "LI") {
			return '.'
		}
	}
	return ','
}

type numberParser struct {
	text         string
	toks         []token
	locale, base string
	point        rune
}

// all walks the tokens. Inside dates only figures are taken.
func (p *numberParser) all(dates []Date) []Number {
	var out []Number
	d := 0
	for i := 0; i < len(p.toks); {
		t := p.toks[i]
		for d < len(dates) && dates[d].End <= t.start {
			d++
		}
		if d < len(dates) && t.start >= dates[d].Start {
			if t.kind == tokenDigits && t.n >= 0 {
				out = append(out, Number{Start: t.start, End: t.end, Value: strconv.Itoa(t.n), Kind: Plain, InDate: true})
			}
			i++
			continue
		}
		var n Number
		next := i
		switch t.kind {
		case tokenDigits:
			n, next = p.figures(i)
		case tokenWord:
			if n, next = p.roman(i); next == i {
				n, next = p.written(i)
			}
			if next == i {
				n, next = p.hanOrdinal(i)
			}
		}
		if next <= i {
			i++
			continue
		}
		if n.Kind != "" {
			if k := len(out); k > 0 && n.Start < out[k-1].End {
				n.Start = out[k-1].End // "1 mln $5": the mark was the first one's
			}
			out = append(out, n)
		}
		i = next
	}
	return out
}

// spread gives both ends of a range the kind that is written once: 5–10 %,
// $5–10, %5-10.
func spread(text string, ns []Number) []Number {
	for i := 0; i+1 < len(ns); i++ {
		a, b := &ns[i], &ns[i+1]
		if between := text[a.End:b.Start]; len(between) > 5 || !isDashes(between) || a.InDate || b.InDate {
			continue
		}
		switch {
		case a.Kind == Plain && (b.Kind == Percent || b.Kind == Currency):
			a.Kind, a.Unit = b.Kind, b.Unit
		case b.Kind == Plain && (a.Kind == Percent || a.Kind == Currency):
			b.Kind, b.Unit = a.Kind, a.Unit
		}
	}
	return ns
}

func isDashes(s string) bool {
	seen := false
	for _, r := range s {
		switch {
		case isDash(r):
			seen = true
		case r != ' ' && r != '\u00a0' && r != '\u202f':
			return false
		}
	}
	return seen
}

// figures parses the number whose digits start at token i. A Number without
// kind with next > i says to skip these tokens.
func (p *numberParser) figures(i int) (n Number, next int) {
	toks := p.toks
	if end := p.inName(i); end > i {
		return n, end
	}
	if i+1 < len(toks) && !toks[i+1].gap && toks[i].width() == 1 && strings.Contains(" D G K ", " "+p.text[toks[i+1].start:toks[i+1].end]+" ") {
		return n, i + 2 // 3D, 5G, 4K
	}
	if n, next = p.clock(i); next > i {
		return n, next
	}
	v, alt, j, version := p.grouped(i)
	if f, ok := p.fraction(j); ok && !strings.Contains(v, ".") {
		v, alt, j = v+f, "", j+1
	}
	n = Number{Start: toks[i].start, End: toks[j-1].end, Value: v, Alt: alt, Kind: Plain}
	if version {
		n.Kind = Version
		return n, j
	}
	if i > 0 && !toks[i].gap && p.isWord(i-1, "v") {
		n.Kind, n.Start = Version, toks[i-1].start
		n.Value, n.Alt = plainFigures(p.text[toks[i].start:toks[j-1].end]), ""
		return n, p.pastLetters(j)
	}
	if k, kind := p.suffix(j, n.Value); kind != "" {
		n.Kind, n.End, n.Alt = kind, toks[k-1].end, ""
		return n, k
	}
	p.before(i, &n)
	j = p.after(j, &n)
	if n.Kind == Plain {
		j = p.pastLetters(j)
	}
	return n, j
}

// pastLetters skips a unit or other letters glued to the figures (5km, 3D):
// they are no word of their own.
func (p *numberParser) pastLetters(j int) int {
	for j < len(p.toks) && !p.toks[j].gap && p.toks[j].mark == 0 && p.toks[j].kind != tokenMark {
		j++
	}
	return j
}

// inName skips figures that belong to a name: H2O, k8s, utf_8, COVID-19, #12ab.
func (p *numberParser) inName(i int) int {
	toks := p.toks
	if i == 0 || toks[i].gap {
		return i
	}
	prev := toks[i-1]
	switch {
	case prev.kind == tokenWord && prev.mark == 0:
		s := scriptOfRune([]rune(p.text[prev.start:prev.end])[0])
		if s.spaceless() || s == scriptHangul || p.isWord(i-1, "v") || p.currencyBefore(i-1) != "" || p.times(i) {
			return i
		}
	case prev.kind == tokenMark && prev.mark == '_':
	case prev.kind == tokenMark && isDash(prev.mark) && !prev.gap && i > 1 && toks[i].width() <= 2 && p.capitals(i-2):
	default:
		return i
	}
	j := p.pastLetters(i + 1)
	for j+1 < len(toks) && !toks[j].gap && !toks[j+1].gap && (toks[j].mark == '_' || toks[j].mark == '-' || toks[j].mark == '.') &&
		toks[j+1].kind == tokenDigits {
		j = p.pastLetters(j + 2)
	}
	return j
}

// times reports "x1.4", a factor; x86 is a name.
func (p *numberParser) times(i int) bool {
	toks := p.toks
	return p.isWord(i-1, "x") && (i < 2 || toks[i-1].gap) && i+2 < len(toks) && !toks[i+1].gap && !toks[i+2].gap &&
		(toks[i+1].mark == '.' || toks[i+1].mark == ',') && toks[i+2].kind == tokenDigits
}

// fraction is the decimal part that ½ and its like at token j add.
func (p *numberParser) fraction(j int) (decimals string, ok bool) {
	if j >= len(p.toks) || p.toks[j].wide {
		return "", false
	}
	switch p.toks[j].mark {
	case '½':
		return ".5", true
	case '¼':
		return ".25", true
	case '¾':
		return ".75", true
	}
	return "", false
}

// capitals reports whether the token is a word of capitals only.
func (p *numberParser) capitals(i int) bool {
	t := p.toks[i]
	if t.kind != tokenWord || t.mark != 0 || t.width() < 2 {
		return false
	}
	s := p.text[t.start:t.end]
	return strings.ToUpper(s) == s && strings.ToLower(s) != s && romanValue(s) == 0
}

func (p *numberParser) isWord(i int, lower string) bool {
	if i < 0 || i >= len(p.toks) || p.toks[i].kind != tokenWord {
		return false
	}
	var room word
	return string(room.lower(p.text, p.toks[i])) == lower
}
