package check

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

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
		if a.token == "24/7" {
			continue
		}
		a.half(p.text[n.End:])
		if k := len(c.amounts); k > 0 && joinAmounts(&c.amounts[k-1], &a, p, n.Start) {
			continue
		}
		c.amounts = append(c.amounts, a)
	}
	return c
}

var halves = regexp.MustCompile(`^ (?:buçuk|с половиной|and a half)(?: (bin|milyon|milyar))?`)

// half adds the half that follows a number in words: "12 buçuk" is 12.5 or, if
// that was read already, 12.
func (a *amount) half(rest string) {
	m := halves.FindStringSubmatch(rest)
	v, err := strconv.ParseFloat(a.value, 64)
	if m == nil || err != nil {
		return
	}
	scale := map[string]float64{"": 1, "bin": 1e3, "milyon": 1e6, "milyar": 1e9}[m[1]]
	a.alt = strconv.FormatFloat((v+0.5)*scale, 'f', -1, 64)
}

// joinAmounts adds a number to the one before it when they are one: "2 milyon
// 350 bin". start is where the second begins in the words.
func joinAmounts(x, y *amount, p *prose, start int) bool {
	u, err1 := strconv.ParseInt(x.value, 10, 64)
	v, err2 := strconv.ParseInt(y.value, 10, 64)
	if err1 != nil || err2 != nil || u == 0 || v == 0 || x.currency != "" || x.unit.name != "" || x.kind != lang.Plain {
		return false
	}
	r, _ := utf8.DecodeLastRuneInString(x.raw)
	if !unicode.IsLetter(r) || !strings.HasSuffix(p.text[:start], x.raw+" ") {
		return false
	}
	for _, scale := range []int64{1e12, 1e9, 1e6, 1e3} {
		if u%scale == 0 {
			if v >= scale {
				return false
			}
			raw, place := x.raw+" "+y.raw, Place{x.place.Segment, x.place.Start, y.place.End}
			*x = *y
			x.value, x.alt, x.token, x.year, x.raw, x.place = strconv.FormatInt(u+v, 10), "", "", false, raw, place
			return true
		}
	}
	return false
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
