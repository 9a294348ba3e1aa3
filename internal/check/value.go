package check

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"stele/internal/doc"
	"stele/internal/lang"
)

// amount is a number in a segment.
type amount struct {
	kind     lang.NumberKind
	value    string
	alt      string // what the same figures are where comma and point change places
	currency string
	unit     measure // its name is "" when there is none
	year     bool    // stands alone and may be a year
	evening  bool    // "pm" follows, perhaps after the end of a range
	place    Place
	raw      string
	token    string // the digits and separators around it, as written
}

// when is a date in a segment.
type when struct {
	from, to lang.Day
	bare     bool // a month alone: tells only against another month
	place    Place
	raw      string
}

// content is what a segment says in numbers and dates.
type content struct {
	amounts []amount
	dates   []when
	// tokens are all runs of digits and separators, read as numbers or not.
	tokens []string
	// compound is set when numbers above a hundred are written out: they may be
	// read in pieces.
	compound bool
}

func (c *content) add(d *content) {
	c.amounts = append(c.amounts, d.amounts...)
	c.dates = append(c.dates, d.dates...)
	c.tokens = append(c.tokens, d.tokens...)
	c.compound = c.compound || d.compound
}

// content reads the values of a segment.
func (s *side) content(i int) *content {
	if s.values[i] == nil {
		c := readContent(s.prose(i), s.locale(i))
		for _, r := range s.seg(i).Runs {
			if r.Kind == doc.RunCode {
				// One language's words may be the other's code: port `1234`.
				t := s.seg(i).RunText(r)
				for _, m := range tokenSpans(t) {
					c.tokens = append(c.tokens, t[m[0]:m[1]])
				}
			}
		}
		s.values[i] = c
	}
	return s.values[i]
}

func readContent(p *prose, locale string) *content {
	c := &content{}
	dates := lang.Dates(p.text, locale)
	for _, d := range dates {
		place, raw := p.place(d.Start, d.End), p.text[d.Start:d.End]
		if d.From.Month == 0 && d.From.Day == 0 && d.To.Month == 0 && d.To.Day == 0 {
			c.years(d, place, raw)
			continue
		}
		c.dates = append(c.dates, when{from: d.From, to: d.To, place: place, raw: raw})
	}
	c.dates = append(c.dates, bareMonths(p, locale, dates)...)
	spans := tokenSpans(p.text)
	for _, t := range spans {
		c.tokens = append(c.tokens, p.text[t[0]:t[1]])
	}
	at, written := 0, -1
	for _, n := range lang.Numbers(p.text, locale) {
		for at < len(dates) && dates[at].End <= n.Start {
			at++
		}
		if at < len(dates) && dates[at].Start < n.End {
			continue
		}
		if n.Kind == lang.Plain && glued(p.text, n.Start, n.End) {
			continue
		}
		a := amount{kind: n.Kind, value: n.Value, alt: n.Alt, place: p.place(n.Start, n.End), raw: p.text[n.Start:n.End]}
		if n.Kind == lang.Currency {
			a.currency = n.Unit
		}
		if n.Kind == lang.Written {
			if (written >= 0 && strings.TrimSpace(p.text[written:n.Start]) == "") || len(n.Value) > 2 {
				c.compound = true
			}
			written = n.End
		} else {
			a.token = tokenAt(p.text, spans, n.Start, n.End)
		}
		a.evening = evening.MatchString(p.text[n.End:])
		if n.Kind == lang.Plain || n.Kind == lang.Written {
			a.year = n.Kind == lang.Plain && yearLike(n.Value) && n.Value == a.raw
			if u, end, ok := unitAfter(p.text, n.End); ok && !(a.year && u.dim == "time") {
				a.unit, a.year = u, false
				a.place = p.place(n.Start, end)
				a.raw = p.text[n.Start:end]
			}
		}
		c.amounts = append(c.amounts, a)
	}
	return c
}

// glued reports whether a number is the beginning of a name or an identifier,
// such as the commit "214585e": Latin letters follow that are no unit.
func glued(text string, start, end int) bool {
	if text[end-1] < '0' || text[end-1] > '9' {
		return false
	}
	i := end
	for i < len(text) && (text[i] >= '0' && text[i] <= '9' || text[i]|0x20 >= 'a' && text[i]|0x20 <= 'z') {
		i++
	}
	if i == end {
		return false
	}
	if _, stop, ok := unitAfter(text, end); ok && stop == i {
		return false
	}
	return i-start >= 6
}

// tokenSpans finds runs of digits with separators between them: "00,23",
// "1931", "2023/04".
func tokenSpans(text string) [][2]int {
	var out [][2]int
	for i := 0; i < len(text); {
		if text[i] < '0' || text[i] > '9' {
			i++
			continue
		}
		start, end := i, i
		for i < len(text) && (text[i] >= '0' && text[i] <= '9' || strings.IndexByte(".,:/", text[i]) >= 0) {
			if text[i] >= '0' && text[i] <= '9' {
				end = i + 1
			}
			i++
		}
		out = append(out, [2]int{start, end})
	}
	return out
}

// tokenAt is the run of digits that a number is or stands in; "" when the
// number is more than digits, and its meaning not in them alone.
func tokenAt(text string, spans [][2]int, start, end int) string {
	for _, t := range spans {
		if t[0] <= start && end <= t[1] {
			return text[t[0]:t[1]]
		}
	}
	return ""
}

// years takes a date that names years only as one or two numbers.
func (c *content) years(d lang.Date, place Place, raw string) {
	for _, y := range []int{d.From.Year, d.To.Year} {
		if y == 0 || y == d.From.Year && len(c.amounts) > 0 && c.amounts[len(c.amounts)-1].place == place {
			continue
		}
		c.amounts = append(c.amounts, amount{kind: lang.Plain, value: strconv.Itoa(y), year: true, place: place, raw: raw})
	}
}

func yearLike(v string) bool {
	return len(v) == 4 && !strings.Contains(v, ".") && (v[0] == '1' || v[0] == '2' && v[1] <= '1')
}

// small reports whether the number is one that languages say in other ways: as
// an article, a dual, "both", "another".
func (a *amount) small() bool {
	v, err := strconv.ParseFloat(a.value, 64)
	return err == nil && v >= 0 && v <= 12 && v == float64(int(v))
}

// large reports whether the number is above a hundred.
func (a *amount) large() bool {
	v, err := strconv.ParseFloat(a.value, 64)
	return err == nil && v > 100
}

// same reports whether two numbers may well say the same.
func (a *amount) same(b *amount) bool {
	if strings.TrimPrefix(a.value, "-") == strings.TrimPrefix(b.value, "-") || a.unit.name != "" && b.unit.name != "" && a.unit.name != b.unit.name && a.converts(b) {
		return true
	}
	return a.alt != "" && a.alt == b.value || b.alt != "" && b.alt == a.value || reread(a, b) || reread(b, a) || shortened(a, b) || shortened(b, a) || clock(a, b) || clock(b, a) || scaled(a, b)
}

func (a *amount) converts(b *amount) bool {
	x, err1 := strconv.ParseFloat(a.value, 64)
	y, err2 := strconv.ParseFloat(b.value, 64)
	return err1 == nil && err2 == nil && sameAmount(x, a.unit, y, b.unit)
}

// reread reports whether a, read by another language's separators, is b: "2.000"
// left as it was in a text whose own form is "2,000".
func reread(a, b *amount) bool {
	digits := leadingNumber(a.raw)
	if strings.ContainsAny(digits, ".,") {
		if strings.NewReplacer(".", "", ",", "").Replace(digits) == b.value {
			return grouped(digits)
		}
		if strings.Count(digits, ",")+strings.Count(digits, ".") == 1 {
			return trimZeros(strings.Replace(digits, ",", ".", 1)) == trimZeros(b.value)
		}
	}
	return false
}

// leadingNumber is the first run of digits and separators.
func leadingNumber(raw string) string {
	start := strings.IndexAny(raw, "0123456789")
	if start < 0 {
		return ""
	}
	end := start
	for end < len(raw) && strings.IndexByte("0123456789.,", raw[end]) >= 0 {
		end++
	}
	return strings.TrimRight(raw[start:end], ".,")
}

// grouped reports whether every separator is followed by exactly three digits.
func grouped(digits string) bool {
	parts := strings.FieldsFunc(digits, func(r rune) bool { return r == '.' || r == ',' })
	for _, p := range parts[1:] {
		if len(p) != 3 {
			return false
		}
	}
	return len(parts[0]) <= 3
}

func trimZeros(v string) string {
	if !strings.Contains(v, ".") {
		return v
	}
	return strings.TrimRight(strings.TrimRight(v, "0"), ".")
}

// shortened reports whether a is the last two digits of the year b: "2022–23",
// "90-е" for "1990s".
func shortened(a, b *amount) bool {
	return len(a.value) == 2 && yearLike(b.value) && b.value[2:] == a.value && (a.kind == lang.Decade || b.kind == lang.Decade || b.year)
}

var evening = regexp.MustCompile(`^\s*(?:(?:-|–|to|and)\s*\d{1,2}(?::\d\d)?)?\s*[pP]\.?[mM]\b`)

// clock reports whether a on a clock of twelve hours is b on one of 24.
func clock(a, b *amount) bool {
	if a.kind != lang.Time && b.kind != lang.Time && !a.evening {
		return false
	}
	ah, am, ok1 := hourMinute(a.value)
	bh, bm, ok2 := hourMinute(b.value)
	return ok1 && ok2 && am == bm && (ah == bh || ah+12 == bh || ah == 12 && bh == 0)
}

func hourMinute(v string) (hour, minute int, ok bool) {
	h, m, _ := strings.Cut(v, ":")
	hour, err := strconv.Atoi(h)
	if err != nil || hour > 24 {
		return 0, 0, false
	}
	if m != "" {
		if minute, err = strconv.Atoi(m); err != nil {
			return 0, 0, false
		}
	}
	return hour, minute, true
}

// scaled reports whether one of two numbers is the other in thousands, millions
// or billions, because the word that says so was not read as part of it. The
// digits must be telling.
func scaled(a, b *amount) bool {
	x, y := strings.TrimRight(strings.Replace(a.value, ".", "", 1), "0"), strings.TrimRight(strings.Replace(b.value, ".", "", 1), "0")
	if x == "" || x != y || len(x) < 2 {
		return false
	}
	u, err1 := strconv.ParseFloat(a.value, 64)
	v, err2 := strconv.ParseFloat(b.value, 64)
	if err1 != nil || err2 != nil || u == 0 || v == 0 {
		return false
	}
	less, q := a, v/u
	if q < 1 {
		less, q = b, u/v
	}
	if strings.ContainsFunc(less.raw, unicode.IsLetter) {
		return false // its scale or its currency was read, and says otherwise
	}
	for _, scale := range []float64{1e3, 1e6, 1e9, 1e12} {
		if q > scale*0.999999 && q < scale*1.000001 {
			return true
		}
	}
	return false
}

// inDates reports whether the number is a part of a date of the other side: a
// year of any of them, or a day or month of those that have no counterpart and
// may be written as numbers here.
func (a *amount) inDates(all, loose []when) bool {
	n, err := strconv.Atoi(a.value)
	if err != nil {
		return false
	}
	for _, d := range all {
		if n == d.from.Year || n == d.to.Year {
			return true
		}
	}
	for _, d := range loose {
		if n == d.from.Day || n == d.to.Day || n == d.from.Month || n == d.to.Month {
			return true
		}
	}
	return false
}

// compatible reports whether two days agree in all that both say.
func compatible(a, b lang.Day) bool {
	ok := func(x, y int) bool { return x == 0 || y == 0 || x == y }
	return ok(a.Year, b.Year) && ok(a.Month, b.Month) && ok(a.Day, b.Day)
}

// slashed reports whether the date is of the kind 5/6/2023, which nobody can
// read for certain.
func (a *when) slashed() bool {
	return a.from == a.to && a.from.Day <= 12 && strings.Count(a.raw, "/") == 2
}

// vaguer reports whether a says no more than b, and nothing else.
func vaguer(a, b lang.Day) bool {
	ok := func(x, y int) bool { return x == 0 || x == y }
	return ok(a.Year, b.Year) && ok(a.Month, b.Month) && ok(a.Day, b.Day)
}

func (a *when) same(b *when) bool { return a.from == b.from && a.to == b.to }

func (a *when) compatible(b *when) bool {
	if a.slashed() && compatible(lang.Day{Year: a.from.Year, Month: a.from.Day, Day: a.from.Month}, b.from) ||
		b.slashed() && compatible(lang.Day{Year: b.from.Year, Month: b.from.Day, Day: b.from.Month}, a.from) {
		return true
	}
	return compatible(a.from, b.from) && compatible(a.to, b.to) ||
		a.from == a.to && (a.from == b.from || a.from == b.to) ||
		b.from == b.to && (b.from == a.from || b.from == a.to)
}

func (a *when) vaguer(b *when) bool {
	return vaguer(a.from, b.from) && vaguer(a.to, b.to) || a.from == a.to && (vaguer(a.from, b.from) || vaguer(a.to, b.to))
}

// likeness counts in how many parts two dates agree, for pairing those that differ.
func (a *when) likeness(b *when) int {
	n := 0
	for _, x := range [][2]int{
		{a.from.Year, b.from.Year}, {a.from.Month, b.from.Month}, {a.from.Day, b.from.Day},
		{a.to.Year, b.to.Year}, {a.to.Month, b.to.Month}, {a.to.Day, b.to.Day},
	} {
		if x[0] == x[1] {
			n++
		}
	}
	return n
}

// spelled reports whether the amounts hold the parts of a date that was not
// read as one.
func (a *when) spelled(amounts []amount) bool {
	has := func(n int) bool {
		if n == 0 {
			return true
		}
		for i := range amounts {
			if amounts[i].value == strconv.Itoa(n) {
				return true
			}
		}
		return false
	}
	return a.from.Year+a.from.Day > 0 && has(a.from.Year) && has(a.from.Day) && has(a.to.Year) && has(a.to.Day)
}
