package lang

import (
	"regexp"
	"strings"
)

// NumberKind says how a number is written.
type NumberKind string

// The kinds of number.
const (
	Plain    NumberKind = "plain"
	Percent  NumberKind = "percent"
	Ordinal  NumberKind = "ordinal"
	Roman    NumberKind = "roman"
	Currency NumberKind = "currency"
	Written  NumberKind = "written"
	Time     NumberKind = "time"
	Version  NumberKind = "version"
	Decade   NumberKind = "decade"
)

// Number is a number in a text.
type Number struct {
	Start, End int    // bytes of the text, half open
	Value      string // canonical decimal: "2000", "3.5", "-4"
	Kind       NumberKind
	Unit       string // of a currency: ISO 4217
}

var digits = regexp.MustCompile(`[0-9]+(?:[.,][0-9]+)*`)

// Numbers finds the numbers of a text, in order.
func Numbers(text, locale string) []Number {
	var out []Number
	for _, m := range digits.FindAllStringIndex(text, -1) {
		s := text[m[0]:m[1]]
		out = append(out, Number{Start: m[0], End: m[1], Value: strings.NewReplacer(".", "", ",", "").Replace(s), Kind: Plain})
	}
	return out
}
