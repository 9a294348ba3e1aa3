package lang

// dayFirst parses "26 April 2023", "26–27 April", "28 April – 3 May 2023".
func (p *dateParser) dayFirst(i int) (from, to Day, next int) {
	d1, j := p.day(i)
	if d1 == 0 {
		return from, to, i
	}
	d2 := d1
	if k := p.link(j); k > j {
		if d, l := p.day(k); d > 0 {
			if m, _ := p.month(p.filler(l)); m > 0 {
				d2, j = d, l
			}
		}
	}
	hyphens := d1 == d2 && j+1 < len(p.toks) && isDash(p.toks[j].mark) && !p.toks[j].gap && !p.toks[j+1].gap
	if hyphens { // 26-aprel, 26-Apr-2023
		j++
	}
	m, j := p.month(p.filler(j))
	if m == 0 {
		return from, to, i
	}
	if hyphens && j+1 < len(p.toks) && isDash(p.toks[j].mark) && !p.toks[j].gap {
		if y, k := p.year(j + 1); y > 0 {
			return Day{y, m, d1}, Day{y, m, d1}, k
		}
	}
	y, j := p.yearAfterMonth(j)
	from, to = Day{y, m, d1}, Day{y, m, d2}
	if d1 != d2 {
		return from, to, j
	}
	// The second end of a range has its own month.
	if k := p.link(j); k > j {
		if e, l := p.day(k); e > 0 {
			if m2, l := p.month(p.filler(l)); m2 > 0 && (m2 != m || e > d1) {
				y2, l := p.yearAfterMonth(l)
				to = Day{y2, m2, e}
				if from.Year == 0 {
					from.Year = y2
				}
				return from, to, l
			}
		}
	}
	return from, to, j
}

// yearAfterMonth takes ", 2023", "de 2023", ". 2023"; it returns i itself when
// there is no year. A month's abbreviation dot goes only with a year behind it.
func (p *dateParser) yearAfterMonth(i int) (y, next int) {
	j := i
	if p.isMark(j, '.') && !p.toks[j].gap && j > 0 && p.toks[j-1].width() <= 8 || p.isMark(j, ',') || p.isMark(j, '،') {
		j++
	}
	j = p.filler(j)
	if j < len(p.toks) && p.toks[j].wide && j != i {
		return 0, i
	}
	if y, next = p.year(j); y > 0 {
		return y, next
	}
	return 0, i
}

// monthThen parses what starts with a month's name: "April 26–27, 2023",
// "April 28 – May 3, 2023", "May 2023", "May–June 2023".
func (p *dateParser) monthThen(i, m int) (from, to Day, next int) {
	j := i + 1
	if p.isMark(j, '.') && !p.toks[j].gap {
		j++
	}
	if d, k := p.day(j); d > 0 && !p.numberGoesOn(j) {
		return p.monthDay(m, d, k)
	}
	if y, k := p.yearAfterMonth(i + 1); y > 0 {
		from = Day{y, m, 0}
		if l := p.link(k); l > k { // May 2022 – June 2023
			if m2, l := p.month(l); m2 > 0 {
				if y2, l := p.yearAfterMonth(l); y2 > 0 {
					return from, Day{y2, m2, 0}, l
				}
			}
		}
		return from, from, k
	}
	if k := p.link(j); k > j {
		if m2, l := p.month(k); m2 > 0 {
			if y, l := p.yearAfterMonth(l); y > 0 {
				return Day{y, m, 0}, Day{y, m2, 0}, l
			}
		}
	}
	return from, to, i
}

// monthDay goes on after "April 26"; j is the token behind the day.
func (p *dateParser) monthDay(m, d, j int) (from, to Day, next int) {
	from, to = Day{0, m, d}, Day{0, m, d}
	if k := p.link(j); k > j {
		if e, l := p.day(k); e > d && !p.numberGoesOn(k) {
			// "April 26 to 28 May" belongs to the next form.
			if m2, _ := p.month(l); m2 == 0 {
				to.Day, j = e, l
			}
		} else if m2, l := p.month(k); m2 > 0 {
			if e, l := p.day(l); e > 0 && !p.numberGoesOn(l-1) {
				to, j = Day{0, m2, e}, l
			}
		}
	}
	k := j
	if p.isMark(k, ',') {
		k++
	}
	if y, l := p.year(k); y > 0 {
		from.Year, to.Year, j = y, y, l
	}
	return from, to, j
}

// numberGoesOn reports whether the digits at i are the first group of a longer
// number, as in "May 2,000 people" or "March 3.5".
func (p *dateParser) numberGoesOn(i int) bool {
	if i+2 >= len(p.toks) || p.toks[i+1].gap || p.toks[i+2].gap || p.toks[i+2].kind != tokenDigits {
		return false
	}
	switch p.toks[i+1].mark {
	case ',':
		return p.toks[i+2].width() != 4
	case '.', ':', '/':
		return true
	}
	return false
}

// figures parses 2023-04-26, 2023/4/26, 26.04.2023, 4/26/2023, 2023. 4. 26.
func (p *dateParser) figures(i int) (from, to Day, next int) {
	if i+4 >= len(p.toks) {
		return from, to, i
	}
	a, s, b, s2, c := p.toks[i], p.toks[i+1], p.toks[i+2], p.toks[i+3], p.toks[i+4]
	if s.kind != tokenMark || s2.mark != s.mark || s.gap || s2.gap || b.kind != tokenDigits || c.kind != tokenDigits ||
		b.width() > 2 || (b.gap || c.gap) && (s.mark != '.' || b.gap != c.gap) {
		return from, to, i
	}
	if s.mark != '.' && s.mark != '/' && !isDash(s.mark) {
		return from, to, i
	}
	var d Day
	switch {
	case a.width() == 4 && c.width() <= 2:
		d = Day{a.n, b.n, c.n}
	case a.width() <= 2 && (c.width() == 4 || c.width() == 2 && s.mark == '.' && b.width() == 2 && a.width() == 2):
		d = Day{c.n, b.n, a.n}
		if c.width() == 2 {
			d.Year += 2000
			if c.n > 68 {
				d.Year -= 100
			}
		}
		if s.mark == '/' && (p.monthFirst && a.n <= 12 || b.n > 12) {
			d.Month, d.Day = a.n, b.n
		}
	default:
		return from, to, i
	}
	if d.Year < 1000 || d.Year > 2999 || d.Month < 1 || d.Month > 12 || d.Day < 1 || d.Day > 31 {
		return from, to, i
	}
	next = i + 5
	if next < len(p.toks) && !p.toks[next].gap {
		t := p.toks[next]
		more := next+1 < len(p.toks) && !p.toks[next+1].gap && p.toks[next+1].kind == tokenDigits
		if t.kind == tokenMark && t.mark == s.mark && more {
			return from, to, i
		}
		if t.mark == '.' && b.gap && !more {
			next++
		}
	}
	return d, d, next
}

// figureRange parses 26–27.04.2023.
func (p *dateParser) figureRange(i int) (from, to Day, next int) {
	if i+2 >= len(p.toks) || p.toks[i+1].kind != tokenMark || !isDash(p.toks[i+1].mark) || p.toks[i].n < 1 || p.toks[i].width() > 2 {
		return from, to, i
	}
	to, _, next = p.figures(i + 2)
	if next == i+2 || p.toks[i+3].mark != '.' || p.toks[i].n >= to.Day || p.toks[i+2].width() > 2 {
		return from, to, i
	}
	return Day{to.Year, to.Month, p.toks[i].n}, to, next
}

// eastAsian parses 2023年4月26日, 4月26日, 2023年4月, 2023년 4월 26일 and
// 4月26–27日.
func (p *dateParser) eastAsian(i int) (from, to Day, next int) {
	unit := func(k int) byte {
		if k >= len(p.toks) || p.toks[k].kind != tokenWord {
			return 0
		}
		// A Korean particle may be glued to the unit: 26일에.
		for s, u := range map[string]byte{"年": 'y', "月": 'm', "日": 'd', "号": 'd', "號": 'd', "년": 'y', "월": 'm', "일": 'd'} {
			if t := p.text[p.toks[k].start:p.toks[k].end]; len(t) >= len(s) && t[:len(s)] == s {
				return u
			}
		}
		return 0
	}
	digits := func(k int) bool { return k < len(p.toks) && p.toks[k].kind == tokenDigits }
	var d Day
	j := i
	if digits(j) && unit(j+1) == 'y' && p.toks[j].n >= 1000 && p.toks[j].n <= 2999 {
		d.Year = p.toks[j].n
		j += 2
	}
	if !digits(j) || unit(j+1) != 'm' || p.toks[j].n < 1 || p.toks[j].n > 12 {
		return from, to, i
	}
	d.Month = p.toks[j].n
	j += 2
	from, to = d, d
	if digits(j) && p.toks[j].n >= 1 && p.toks[j].n <= 31 {
		from.Day = p.toks[j].n
		to.Day = from.Day
		if unit(j+1) == 'd' {
			j += 2
			k := p.link(j)
			if k == j || !digits(k) {
				return from, to, j
			}
			m := to.Month
			if unit(k+1) == 'm' && digits(k+2) && p.toks[k].n <= 12 {
				m, k = p.toks[k].n, k+2
			}
			if unit(k+1) == 'd' && p.toks[k].n >= 1 && p.toks[k].n <= 31 {
				return from, Day{d.Year, m, p.toks[k].n}, k + 2
			}
			return from, to, j
		}
		if k := p.link(j + 1); k > j+1 && digits(k) && unit(k+1) == 'd' && p.toks[k].n <= 31 {
			to.Day = p.toks[k].n
			return from, to, k + 2
		}
	}
	if d.Year == 0 {
		return from, to, i
	}
	from.Day, to.Day = 0, 0
	return from, to, j
}

// yearThenMonth parses the Hungarian, Lithuanian and Kazakh order: 2023.
// április 26., 2023 m. balandžio 26 d., 2023 жылғы 26 сәуір.
func (p *dateParser) yearThenMonth(i int) (from, to Day, next int) {
	t := p.toks[i]
	y, j := p.year(i)
	if y == 0 {
		return from, to, i
	}
	said := j > i+1 && p.wordIn(i+1, kazakhYear)
	if p.isMark(j, '.') && p.wordIn(j+1, latvianYear) {
		said, j = true, j+2
	}
	if said {
		if d, k := p.day(j); d > 0 {
			if m, k := p.month(k); m > 0 {
				return Day{y, m, d}, Day{y, m, d}, k
			}
		}
	}
	if !p.yearFirst && !said {
		return from, to, i
	}
	if p.wordIn(j, lithuanianYear) {
		j++
	}
	if p.isMark(j, '.') {
		j++
	}
	m, j := p.month(j)
	if m == 0 {
		return from, to, i
	}
	from = Day{t.n, m, 0}
	to = from
	if d, k := p.day(j); d > 0 {
		from.Day, to.Day, j = d, d, k
		if l := p.link(k); l > k {
			if e, l := p.day(l); e > d {
				to.Day, j = e, l
			}
		}
	}
	return from, to, j
}

var (
	latvianYear    = set("gada")
	kazakhYear     = set("ж жыл жылы жылғы жылдың il ilin yil yilning")
	lithuanianYear = set("m")
)
