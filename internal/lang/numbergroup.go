package lang

import (
	"strings"
	"unicode/utf8"
)

// grouped reads digits with their grouping and decimal marks from token i on.
// alt is the value under the other convention, version says that the points
// are those of 1.2.3.
func (p *numberParser) grouped(i int) (value, alt string, next int, version bool) {
	parts, seps := p.pieces(i)
	next = i + 1 + 2*len(seps)
	// Ordinary and no-break spaces are no tokens.
	for _, s := range seps {
		if s == ' ' {
			next--
		}
	}
	if len(seps) == 0 {
		return canonical(parts[0], ""), "", next, false
	}
	last := seps[len(seps)-1]
	same := true
	for _, s := range seps {
		same = same && s == seps[0]
	}
	whole := strings.Join(parts[:len(parts)-1], "")
	tail := parts[len(parts)-1]
	all := whole + tail
	switch {
	case same && last == ' ' || same && (last == '\'' || last == '٬'):
		return canonical(all, ""), "", next, false
	case same && last == '٫':
		return canonical(whole, tail), "", next, false
	case !same: // groups, then a decimal mark
		return canonical(whole, tail), "", next, false
	case len(seps) > 1:
		if groupsOf3(parts) || last == ',' {
			return canonical(all, ""), "", next, false
		}
		return joinPoints(parts), "", next, true
	case len(tail) == 3 && len(parts[0]) <= 3 && parts[0][0] != '0':
		grouping, decimal := canonical(all, ""), canonical(parts[0], tail)
		if last == p.point && tail != "000" {
			return decimal, grouping, next, false
		}
		return grouping, decimal, next, false
	}
	return canonical(whole, tail), "", next, false
}

func joinPoints(parts []string) string { return strings.Join(parts, ".") }

// pieces cuts the longest stretch that is one number into digit strings (in
// ASCII) and the marks between them; ' ' stands for any space.
func (p *numberParser) pieces(i int) (parts []string, seps []rune) {
	parts = append(parts, plainFigures(p.text[p.toks[i].start:p.toks[i].end]))
	for j := i; ; {
		sep, k := p.separator(j)
		if sep == 0 {
			break
		}
		d := plainFigures(p.text[p.toks[k].start:p.toks[k].end])
		if !p.mayFollow(parts, seps, sep, d) {
			break
		}
		parts, seps, j = append(parts, d), append(seps, sep), k
	}
	return parts, seps
}

// separator is the mark between the digits at token j and the next ones at k,
// 0 when something else stands there.
func (p *numberParser) separator(j int) (sep rune, k int) {
	toks := p.toks
	if j+1 >= len(toks) {
		return 0, j
	}
	t := toks[j+1]
	if t.kind == tokenDigits {
		// "UTF-8 192.168.1.1": the second is a number of its own.
		dotted := j+5 < len(toks) && toks[j+2].mark == '.' && toks[j+4].mark == '.' && toks[j+5].kind == tokenDigits && !toks[j+5].gap
		if t.gap && !t.wide && t.width() == 3 && !dotted {
			return ' ', j + 1
		}
		return 0, j
	}
	if t.kind != tokenMark || t.gap || j+2 >= len(toks) || toks[j+2].gap || toks[j+2].kind != tokenDigits {
		return 0, j
	}
	switch t.mark {
	case '.', ',', '٬', '٫':
		return t.mark, j + 2
	case '\'', '’':
		if toks[j+2].width() == 3 {
			return '\'', j + 2
		}
	case '，':
		return ',', j + 2
	}
	return 0, j
}

// mayFollow says whether digits d behind sep still belong to the number.
func (p *numberParser) mayFollow(parts []string, seps []rune, sep rune, d string) bool {
	first := parts[0]
	if len(seps) == 0 {
		switch sep {
		case ' ':
			// "in 2020 500 people" and "1 234" apart; a plain space groups only
			// behind up to three digits, of which the first is no zero.
			return len(first) <= 3 && first[0] != '0'
		case '\'':
			return len(first) <= 3
		case ',':
			// "1,2" in a language with decimal points is a list.
			return len(d) == 3 && len(first) <= 3 || p.point != '.'
		}
		return true
	}
	prev := seps[len(seps)-1]
	if sep == prev {
		if sep == '.' {
			return seps[0] == '.'
		}
		return len(d) == 3 && len(parts[len(parts)-1]) == 3
	}
	// A different mark can only be the decimal one, behind clean groups.
	if sep == ' ' || sep == '\'' || !groupsOf3(parts) {
		return false
	}
	for _, s := range seps {
		if s != seps[0] {
			return false
		}
	}
	return true
}

func groupsOf3(parts []string) bool {
	if len(parts[0]) > 3 {
		return false
	}
	for _, d := range parts[1:] {
		if len(d) != 3 {
			return false
		}
	}
	return true
}

// plainFigures writes the digits of any script in ASCII; other runes stay.
func plainFigures(s string) string {
	if isASCII(s) {
		return s
	}
	b := make([]byte, 0, len(s))
	for _, r := range s {
		if isDigit(r) {
			b = append(b, byte('0'+digitValue(r)))
		} else {
			b = utf8.AppendRune(b, r)
		}
	}
	return string(b)
}

// canonical is a decimal without leading zeros and without zeros behind its
// last decimal.
func canonical(whole, fraction string) string {
	whole = strings.TrimLeft(whole, "0")
	if whole == "" {
		whole = "0"
	}
	fraction = strings.TrimRight(fraction, "0")
	if fraction == "" {
		return whole
	}
	return whole + "." + fraction
}

// times multiplies a canonical value by a power of ten.
func times(value string, zeros int) string {
	if value == "" {
		return ""
	}
	sign := ""
	if value[0] == '-' {
		sign, value = "-", value[1:]
	}
	whole, fraction, _ := strings.Cut(value, ".")
	for len(fraction) < zeros {
		fraction += "0"
	}
	return sign + canonical(whole+fraction[:zeros], fraction[zeros:])
}
