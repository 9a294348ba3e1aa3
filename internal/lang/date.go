package lang

// Day is a date; a part that is not said is 0.
type Day struct{ Year, Month, Day int }

// Date is a date or a range of dates in a text. For a single day, month or
// year To equals From; of a range, what is said once holds for both ends.
type Date struct {
	Start, End int // bytes of the text, half open
	From, To   Day
}

// Dates finds the dates of a text, in order: a day and a month with or without
// a year in any order, a month with a year, ranges of either, and dates in
// figures (2023-04-26, 26.04.2023, 2023年4月26日). Month names are those of the
// locale, English ones, and the long names of some thirty more languages, since
// notes cite foreign titles.
//
// A month's name alone is never a date, nor is a year alone: "may" and "march"
// need a figure beside them, and in English a capital. 4/5/2023 is 5 April in
// en, en-US and fil, else 4 May.
func Dates(text, locale string) []Date {
	if !hasDigit(text) {
		return nil
	}
	var room [64]token
	return datesIn(text, locale, lex(room[:0], text))
}

func datesIn(text, locale string, toks []token) []Date {
	p := dateParser{text: text, toks: toks, months: monthsFor(locale), monthFirst: monthFirst(locale)}
	p.yearFirst = hasBase(locale, "hu") || hasBase(locale, "lt") || hasBase(locale, "eu") || hasBase(locale, "lv")
	var out []Date
	for i := 0; i < len(toks); {
		from, to, next := p.dateAt(i)
		if next <= i {
			i++
			continue
		}
		out = append(out, Date{toks[i].start, toks[next-1].end, from, to})
		i = next
	}
	return out
}

func monthFirst(locale string) bool {
	return locale == "en" || locale == "en-US" || hasBase(locale, "fil") || locale == "fil" || locale == "en-PH"
}

type dateParser struct {
	text                  string
	toks                  []token
	months                monthFinder
	monthFirst, yearFirst bool
}

// dateAt parses a date whose first token is i; next is the token after it, or
// i when there is none.
func (p *dateParser) dateAt(i int) (from, to Day, next int) {
	t := p.toks[i]
	switch t.kind {
	case tokenDigits:
		if p.inNumber(i) {
			return from, to, i
		}
		if from, to, next = p.figures(i); next > i {
			return from, to, next
		}
		if from, to, next = p.figureRange(i); next > i {
			return from, to, next
		}
		if from, to, next = p.eastAsian(i); next > i {
			return from, to, next
		}
		if from, to, next = p.dayFirst(i); next > i {
			return from, to, next
		}
		return p.yearThenMonth(i)
	case tokenWord:
		if !p.figureNear(i) {
			return from, to, i
		}
		if m := p.months.find(p.text, t); m > 0 && !p.gluedBefore(i) {
			return p.monthThen(i, m)
		}
	}
	return from, to, i
}

// figureNear reports whether digits follow soon: looking up every word would
// cost more than all the rest.
func (p *dateParser) figureNear(i int) bool {
	for j := i + 1; j < len(p.toks) && j <= i+5; j++ {
		if p.toks[j].kind == tokenDigits {
			return true
		}
	}
	return false
}

// inNumber reports whether the digits at i continue a number or a word before
// them: "3.26", "x26".
func (p *dateParser) inNumber(i int) bool {
	if i == 0 || p.toks[i].gap {
		return false
	}
	before := p.toks[i-1]
	if before.kind == tokenWord {
		return before.mark == 0 && scriptOfRune([]rune(p.text[before.start:before.end])[0]) != scriptThai
	}
	if before.kind == tokenMark && i > 1 && !before.gap && p.toks[i-2].kind == tokenDigits {
		switch before.mark {
		case '.', ',', ':':
			return true
		}
	}
	return before.mark == '#' || before.mark == '$' || before.mark == '%' || before.mark == '_'
}

func (p *dateParser) gluedBefore(i int) bool {
	return i > 0 && !p.toks[i].gap && p.toks[i-1].kind == tokenMark && (p.toks[i-1].mark == '_' || p.toks[i-1].mark == '@')
}

// month is the month named at i, with what belongs to its word: an
// abbreviation's dot, "de" and "of" before a year are taken by callers.
func (p *dateParser) month(i int) (m, next int) {
	if i >= len(p.toks) {
		return 0, i
	}
	if m = p.months.find(p.text, p.toks[i]); m > 0 {
		return m, i + 1
	}
	// Vietnamese numbers its months: ngày 26 tháng 4 năm 2023.
	if p.wordIn(i, vietnameseMonth) && i+1 < len(p.toks) && p.toks[i+1].n >= 1 && p.toks[i+1].n <= 12 {
		return p.toks[i+1].n, i + 2
	}
	return 0, i
}

// day is a day of a month at i with its ordinal mark: 26, 26th, 26., 26-го, 1er.
func (p *dateParser) day(i int) (d, next int) {
	if i >= len(p.toks) {
		return 0, i
	}
	t := p.toks[i]
	if t.kind != tokenDigits || t.n < 1 || t.n > 31 || t.width() > 2 && p.text[t.start] < 0x80 {
		return 0, i
	}
	next = i + 1
	if next < len(p.toks) && !p.toks[next].gap {
		switch u := p.toks[next]; {
		case u.kind == tokenWord && u.mark == 0:
			if !p.wordIn(next, dayEndings) {
				return 0, i
			}
			next++
		case u.kind == tokenMark && (u.mark == 'º' || u.mark == 'ª' || u.mark == '°'):
			next++
		case u.kind == tokenMark && isDash(u.mark) && next+1 < len(p.toks) && !p.toks[next+1].gap && p.wordIn(next+1, dayEndings):
			next += 2
		case u.kind == tokenMark && u.mark == '.' && next+1 < len(p.toks) && p.toks[next+1].gap:
			next++
		case u.kind == tokenMark && u.mark == '.' && next+1 < len(p.toks) && p.toks[next+1].kind != tokenDigits:
			next++ // "26.–27. April"
		}
	}
	return t.n, next
}

var dayEndings = set("st nd rd th er ère re e го е й я и ое ого i ci a na")

// year is a year of four digits at i, with a word or suffix for "year" after it.
func (p *dateParser) year(i int) (y, next int) {
	if i >= len(p.toks) {
		return 0, i
	}
	t := p.toks[i]
	if t.kind != tokenDigits || t.n < 1000 || t.n > 2999 {
		return 0, i
	}
	next = i + 1
	if next < len(p.toks) {
		u := p.toks[next]
		// "2,000" and "1990s" are no years.
		if !u.gap && (u.kind == tokenWord && u.mark == 0 && !p.wordIn(next, yearWords)) {
			return 0, i
		}
		if !u.gap && u.kind == tokenMark && (u.mark == '.' || u.mark == ',' || u.mark == ':') &&
			next+1 < len(p.toks) && !p.toks[next+1].gap && p.toks[next+1].kind == tokenDigits {
			return 0, i
		}
		if p.wordIn(next, yearWords) && !u.wide {
			next++
			w := p.toks[next-1]
			if next < len(p.toks) && p.toks[next].mark == '.' && !p.toks[next].gap && w.width() <= 2 {
				next++
			}
		}
	}
	return t.n, next
}

var yearWords = set("ж г год года году годом годе гг р рік року році r roku rok yil yili yilinda yilinin жыл жылы жылғы жылдың il ilində")

func set(words string) map[string]bool {
	m := map[string]bool{}
	start := -1
	for i := 0; i <= len(words); i++ {
		if i < len(words) && words[i] != ' ' {
			if start < 0 {
				start = i
			}
			continue
		}
		if start >= 0 {
			m[words[start:i]] = true
		}
		start = -1
	}
	return m
}

func (p *dateParser) wordIn(i int, words map[string]bool) bool {
	if i >= len(p.toks) || p.toks[i].kind != tokenWord {
		return false
	}
	var room word
	return words[string(room.lower(p.text, p.toks[i]))]
}

func (p *dateParser) isMark(i int, mark rune) bool {
	return i < len(p.toks) && p.toks[i].kind == tokenMark && p.toks[i].mark == mark
}

// link is what may stand between the two ends of a range: a dash, "and", "to".
func (p *dateParser) link(i int) int {
	if i >= len(p.toks) {
		return i
	}
	if t := p.toks[i]; t.kind == tokenMark && (isDash(t.mark) || t.mark == '/') || p.wordIn(i, rangeWords) {
		return i + 1
	}
	return i
}

var rangeWords = set("and to ve ile и по до и und bis et au à y al a e ao und en tot i do та й և 至 到")

// filler skips "of", "de" and the like between day, month and year.
func (p *dateParser) filler(i int) int {
	if !p.wordIn(i, fillerWords) {
		return i
	}
	if i+1 < len(p.toks) && isApostrophe(p.toks[i+1].mark) { // d’abril
		return i + 2
	}
	return i + 1
}

var (
	fillerWords     = set("of de del do des d năm")
	vietnameseMonth = set("tháng")
)
