package lang

import (
	"fmt"
	"regexp"
	"strconv"
)

// Day is a date; a part that is not said is 0.
type Day struct{ Year, Month, Day int }

// Date is a date or a range of dates in a text. To equals From for one day.
type Date struct {
	Start, End int // bytes of the text, half open
	From, To   Day
}

var isoDate = regexp.MustCompile(`\b([0-9]{4})-([0-9]{2})-([0-9]{2})\b`)

// Dates finds the dates of a text, in order.
func Dates(text, locale string) []Date {
	var out []Date
	for _, m := range isoDate.FindAllStringSubmatchIndex(text, -1) {
		n := func(k int) int { v, _ := strconv.Atoi(text[m[2*k]:m[2*k+1]]); return v }
		d := Day{n(1), n(2), n(3)}
		out = append(out, Date{m[0], m[1], d, d})
	}
	return out
}

// FormatDate writes a date as the locale does in a text.
func FormatDate(d Day, locale string) string {
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
}
