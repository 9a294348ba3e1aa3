package check

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"stele/internal/lang"
)

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
	ah, am, ok1 := hourMinute(a.hour())
	bh, bm, ok2 := hourMinute(b.hour())
	return ok1 && ok2 && am == bm && (ah == bh || ah+12 == bh || ah == 12 && bh == 0)
}

var dotted = regexp.MustCompile(`^\d{1,2}\.\d\d$`)

// hour is the time that an amount may be: "6.30" is one in Turkish, German and
// Finnish, where the other side writes 6:30.
func (a *amount) hour() string {
	if n := leadingNumber(a.raw); a.kind != lang.Time && dotted.MatchString(n) {
		return strings.Replace(n, ".", ":", 1)
	}
	return a.value
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
