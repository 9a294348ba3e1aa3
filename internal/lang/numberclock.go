package lang

import (
	"strconv"
	"strings"
)

// clock parses 10:30, 10:30:15, 5:30 pm, 下午 4:00, 15.30 Uhr, 15 h 30.
func (p *numberParser) clock(i int) (n Number, next int) {
	toks := p.toks
	hour := toks[i].n
	if toks[i].width() > 2 || hour < 0 || hour > 24 || i+2 >= len(toks) {
		return n, i
	}
	sep, minutes := toks[i+1], toks[i+2]
	if minutes.kind != tokenDigits || minutes.width() != 2 || minutes.n > 59 {
		return n, i
	}
	next = i + 3
	switch glued := !sep.gap && !minutes.gap; {
	case glued && sep.mark == ':':
		if next+1 < len(toks) && toks[next].mark == ':' && toks[next+1].kind == tokenDigits && !toks[next+1].gap {
			next += 2
		}
	case glued && sep.mark == '.' && p.isWord(next, "uhr"):
		next++
	case p.isWord(i+1, "h") && (p.base == "fr" || p.base == "pt" || p.base == "ca") && !sep.wide && !minutes.wide:
	default:
		return n, i
	}
	end := toks[next-1].end
	var half bool
	if hour, half = p.halfDay(next, hour); half {
		end, next = toks[next].end, next+1
	}
	if hour < 12 && afternoon(p.text[:toks[i].start]) {
		hour += 12
	}
	return Number{Start: toks[i].start, End: end, Value: two(hour) + ":" + two(minutes.n), Kind: Time}, next
}

// halfDay puts an hour on the 24-hour clock by the am or pm at token j.
func (p *numberParser) halfDay(j, hour int) (h int, found bool) {
	switch {
	case p.isWord(j, "pm"), p.isWord(j, "p") && p.isWord(j+2, "m"):
		if hour < 12 {
			hour += 12
		}
	case p.isWord(j, "am"), p.isWord(j, "a") && p.isWord(j+2, "m"):
		if hour == 12 {
			hour = 0
		}
	default:
		return hour, false
	}
	return hour, true
}

func afternoon(before string) bool {
	before = strings.TrimRight(before, " ")
	for _, w := range []string{"下午", "午後", "午后", "晚上", "오후"} {
		if strings.HasSuffix(before, w) {
			return true
		}
	}
	return false
}

// hanOrdinal parses 第三, 第二十一: up to ninety-nine. Han numerals without 第
// are too often parts of words to be told.
func (p *numberParser) hanOrdinal(i int) (n Number, next int) {
	if p.toks[i].mark != '第' {
		return n, i
	}
	const figures = "一二三四五六七八九"
	total, last := 0, 0
	for next = i + 1; next < len(p.toks) && !p.toks[next].gap; next++ {
		r := p.toks[next].mark
		if k := strings.IndexRune(figures, r); r != 0 && k >= 0 && last == 0 {
			last = k/len("一") + 1
			continue
		}
		if r != '十' || total > 0 {
			break
		}
		total, last = max(last, 1)*10, 0
	}
	if total += last; total == 0 {
		return n, i
	}
	return Number{Start: p.toks[i].start, End: p.toks[next-1].end, Value: strconv.Itoa(total), Kind: Ordinal}, next
}
