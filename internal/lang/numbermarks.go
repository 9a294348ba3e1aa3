package lang

import (
	"strings"
)

// suffix takes what makes figures ordinal or a decade: 1st, 6-я, 6'ncı, 1990s,
// 90'lar, 1990-е, 2º, 6. before a word in languages that write ordinals so.
func (p *numberParser) suffix(j int, value string) (next int, kind NumberKind) {
	if j >= len(p.toks) || p.toks[j].gap || strings.Contains(value, ".") {
		return j, ""
	}
	t := p.toks[j]
	k := j
	if t.kind == tokenMark {
		switch {
		case t.mark == 'º' || t.mark == 'ª':
			return j + 1, Ordinal
		case t.mark == '.' && p.pointOrdinal(j, value):
			return j + 1, Ordinal
		case t.mark == '.' && j+1 < len(p.toks) && !p.toks[j+1].gap && (p.toks[j+1].mark == 'º' || p.toks[j+1].mark == 'ª'):
			return j + 2, Ordinal
		case isApostrophe(t.mark) || isDash(t.mark):
			k = j + 1
		default:
			return j, ""
		}
	}
	if k >= len(p.toks) || p.toks[k].gap || p.toks[k].kind != tokenWord || p.toks[k].mark != 0 {
		return j, ""
	}
	var room word
	w := string(room.lower(p.text, p.toks[k]))
	round := strings.HasSuffix(value, "0") && (len(value) == 2 || len(value) == 4 && (value[0] == '1' || value[:2] == "20"))
	decade := false
	switch {
	case w == "s", w == "er" && p.base == "de", w == "erne" && p.base == "da":
		decade = true
	case k > j && p.base == "tr":
		decade = strings.HasPrefix(w, "lar") || strings.HasPrefix(w, "ler") || strings.HasPrefix(w, "li")
	case k > j && len(value) != 1:
		decade = w == "е" || w == "х" || w == "ые" || w == "ых" || w == "ті" || w == "их" || w == "ми" || w == "м" && len(value) == 4
	}
	if round && decade {
		return k + 1, Decade
	}
	if k == j && (w == "e" && (p.base == "fr" || p.base == "nl" || p.base == "") || w == "è" && p.base == "ca") {
		return k + 1, Ordinal
	}
	if ordinalEndings[w] || k > j && turkishOrdinal(w) {
		return k + 1, Ordinal
	}
	if k > j && (p.base == "ru" || p.base == "uk" || p.base == "be" || p.base == "bg" || p.base == "") && slavicOrdinal[w] {
		return k + 1, Ordinal
	}
	return j, ""
}

var (
	ordinalEndings = set("st nd rd th ème eme er ère re inci nci ncu ncü uncu üncü")
	slavicOrdinal  = set("й я е го му м ая ый ой ий ое ому ым ую ю ті ї та те га ва ма и")
)

func turkishOrdinal(w string) bool {
	for _, s := range []string{"nci", "ncu", "ncü"} {
		if i := strings.Index(w, s); i >= 0 && i <= 2 {
			return true
		}
	}
	return false
}

// pointOrdinal reports whether "6." is an ordinal here: a small number, a
// language that writes ordinals so, and a word behind it.
func (p *numberParser) pointOrdinal(j int, value string) bool {
	if len(value) > 3 || !strings.Contains(" tr az de cs sk hu fi da nb nn no sr hr bs sl et lv is kk ", " "+p.base+" ") || p.base == "" {
		return false
	}
	return j+1 < len(p.toks) && p.toks[j+1].gap && !p.toks[j+1].wide && p.toks[j+1].kind == tokenWord
}

// before reads what stands in front of figures: a sign, %, a currency mark,
// "yüzde".
func (p *numberParser) before(i int, n *Number) {
	toks := p.toks
	j := i - 1
	if j < 0 {
		return
	}
	t := toks[j]
	afterNumber := j > 0 && !t.gap && toks[j-1].kind == tokenDigits
	switch {
	case t.kind == tokenMark && (t.mark == '%' || t.mark == '٪') && !afterNumber && !toks[i].wide:
		n.Kind, n.Start = Percent, t.start
		if p.signAt(j - 1) {
			n.negate(toks[j-1].start)
		}
	case t.kind == tokenMark && (t.mark == '-' || t.mark == '−' || t.mark == '–') && !toks[i].gap && p.signAt(j):
		n.negate(t.start)
	default:
		if unit := p.currencyBefore(j); unit != "" && !afterNumber && !toks[i].wide {
			n.Kind, n.Unit, n.Start = Currency, unit, t.start
			if p.signAt(j - 1) {
				n.negate(toks[j-1].start)
			}
		}
	}
	if raw := p.text[t.start:t.end]; (raw == "第" || raw == "제") && !toks[i].gap && n.Kind == Plain {
		n.Kind, n.Start = Ordinal, t.start
	}
	if p.isWord(j, "yüzde") && p.base != "en" {
		n.Kind, n.Start = Percent, t.start
	}
}

func (n *Number) negate(start int) {
	if n.Value != "0" {
		n.Value = "-" + n.Value
		if n.Alt != "" {
			n.Alt = "-" + n.Alt
		}
	}
	n.Start = start
}

// signAt reports whether the token is a minus sign and not a hyphen or a dash
// of a range: nothing, a space or a bracket before it.
func (p *numberParser) signAt(j int) bool {
	if j < 0 {
		return false
	}
	t := p.toks[j]
	if t.mark != '-' && t.mark != '−' && t.mark != '–' {
		return false
	}
	if t.mark == '−' {
		return j == 0 || t.gap || p.toks[j-1].kind == tokenMark
	}
	if t.mark == '–' || j+1 < len(p.toks) && p.toks[j+1].gap {
		return false
	}
	return j == 0 || t.gap && p.toks[j-1].kind != tokenDigits || !t.gap && (p.toks[j-1].mark == '(' || p.toks[j-1].mark == '[')
}

// after reads what stands behind figures or a written number: a scale word,
// then a percent sign or a currency.
func (p *numberParser) after(j int, n *Number) int {
	if k, zeros := p.scale(j); zeros > 0 {
		n.Value, n.Alt, n.End, j = times(n.Value, zeros), times(n.Alt, zeros), p.toks[k-1].end, k
	}
	if j >= len(p.toks) || p.toks[j].wide || n.Kind == Percent {
		return j
	}
	t := p.toks[j]
	if t.kind == tokenMark {
		switch {
		case t.mark == '%' || t.mark == '٪' || t.mark == '％':
			// "5 %10" is a number and then a percentage, in Turkish.
			if t.gap && j+1 < len(p.toks) && !p.toks[j+1].gap && p.toks[j+1].kind == tokenDigits {
				return j
			}
			n.Kind, n.End = Percent, t.end
			return j + 1
		case n.Kind == Plain || n.Kind == Written:
			if unit, ok := currencyMarks[t.mark]; ok && !(j+1 < len(p.toks) && t.gap && !p.toks[j+1].gap && p.toks[j+1].kind == tokenDigits) {
				n.Kind, n.Unit, n.End = Currency, unit, t.end
				return j + 1
			}
		}
		return j
	}
	if t.kind != tokenWord {
		return j
	}
	var room word
	w := room.lower(p.text, t)
	if n.Kind == Currency {
		if currencyStem(w) == n.Unit || string(w) == strings.ToLower(n.Unit) {
			n.End = t.end
			return j + 1
		}
		return j
	}
	if percentWords[string(w)] || hasStem(w, percentStems) {
		n.Kind, n.End = Percent, t.end
		return j + 1
	}
	if (string(w) == "per" || string(w) == "pour" || string(w) == "por") && j+1 < len(p.toks) {
		var room word
		if c := string(room.lower(p.text, p.toks[j+1])); c == "cent" || c == "ciento" || c == "cento" {
			n.Kind, n.End = Percent, p.toks[j+1].end
			return j + 2
		}
	}
	k := j
	if string(w) == "de" || string(w) == "d" || string(w) == "of" || string(w) == "di" {
		for k++; k < len(p.toks) && isApostrophe(p.toks[k].mark); k++ {
		}
		if k >= len(p.toks) || p.toks[k].kind != tokenWord {
			return j
		}
		w = room.lower(p.text, p.toks[k])
	}
	if unit := p.currencyWord(k, w); unit != "" {
		n.Kind, n.Unit, n.End = Currency, unit, p.toks[k].end
		return k + 1
	}
	return j
}

var (
	percentWords = set("percent procent prozent yüzde pct فیصد درصد प्रतिशत שהאחוז אחוז אחוזים")
	percentStems = []string{"процент", "відсот", "процент", "працэнт", "százalék", "prosent"}
)

func hasStem(w []byte, stems []string) bool {
	for _, s := range stems {
		if len(w) >= len(s) && string(w[:len(s)]) == s {
			return true
		}
	}
	return false
}
