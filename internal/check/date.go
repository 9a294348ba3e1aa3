package check

import (
	"strconv"
	"strings"

	"stele/internal/lang"
)

// when is a date in a segment.
type when struct {
	from, to lang.Day
	bare     bool // a month alone: tells only against another month
	place    Place
	raw      string
}

func (a *when) same(b *when) bool { return a.from == b.from && a.to == b.to }

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
