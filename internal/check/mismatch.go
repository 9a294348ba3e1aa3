package check

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"stele/internal/lang"
)

// reportDates pairs what is left by likeness; a date without any counterpart is
// reported on its own.
func (p *pairing) reportDates(b *bead, g *gap) {
	usedB := make([]bool, len(g.b.dates))
	uneven := false // a range against a single day: the rest of it may be another date
	for i := range g.a.dates {
		x, best, score := &g.a.dates[i], -1, -1
		for k := range g.b.dates {
			if n := x.likeness(&g.b.dates[k]); !usedB[k] && n > score {
				best, score = k, n
			}
		}
		if best < 0 {
			if uneven || x.bare {
				continue
			}
			p.value(b, Date, "lost", x.raw, "", &x.place, nil, "")
			continue
		}
		usedB[best] = true
		y := &g.b.dates[best]
		uneven = uneven || (x.from == x.to) != (y.from == y.to)
		p.value(b, Date, "differs", x.raw, y.raw, &x.place, &y.place, p.dateFor(x, y))
	}
	for k := range g.b.dates {
		if !usedB[k] && !uneven && !g.b.dates[k].bare {
			p.value(b, Date, "added", "", g.b.dates[k].raw, nil, &g.b.dates[k].place, "")
		}
	}
}

// dateFor writes x's date as y's language does; "" for ranges and for forms
// that would need grammar.
func (p *pairing) dateFor(x, y *when) string {
	switch {
	case x.from != x.to || y.from != y.to || x.from.Day == 0 || x.from.Year == 0 || y.from.Day == 0:
		return ""
	case !strings.ContainsFunc(y.raw, unicode.IsLetter):
		if strings.ContainsFunc(x.raw, unicode.IsLetter) {
			return ""
		}
		return x.raw
	}
	return lang.FormatDate(x.from, p.b.v.Locale)
}

// reportAmounts pairs what is left, like with like, in order of the text.
func (p *pairing) reportAmounts(b *bead, g *gap) {
	as := unconverted(p.a, loud(g.a.amounts), b.b)
	bs := unconverted(p.b, loud(g.b.amounts), b.a)
	wordsA, wordsB := readsWords(p.a.v.Locale), readsWords(p.b.v.Locale)
	usedA, usedB := make([]bool, len(as)), make([]bool, len(bs))
	for _, alike := range []func(x, y *amount) bool{
		func(x, y *amount) bool {
			return x.rule() == y.rule() && x.unit.dim == y.unit.dim && x.year == y.year && counts(x, y) && len(x.value) == len(y.value)
		},
		func(x, y *amount) bool {
			return x.rule() == y.rule() && x.unit.dim == y.unit.dim && x.year == y.year && counts(x, y)
		},
		func(x, y *amount) bool { return x.rule() == y.rule() && counts(x, y) },
		counts,
	} {
		for i := range as {
			for k := range bs {
				if usedA[i] || usedB[k] || !alike(&as[i], &bs[k]) {
					continue
				}
				usedA[i], usedB[k] = true, true
				x, y := &as[i], &bs[k]
				p.value(b, ruleOfPair(x, y), "differs", x.raw, y.raw, &x.place, &y.place, "")
			}
		}
	}
	p.replaced(b, as, usedA, g.twiceB, true)
	p.replaced(b, bs, usedB, g.twiceA, false)
	p.oneSided(b, as, usedA, wordsB, "lost")
	p.oneSided(b, bs, usedB, wordsA, "added")
}

// unconverted leaves out sums that only say for one language's readers what a sum
// beside them is worth: "¥100,000 (about €730)". other is the other side; a
// currency that it uses, too, is no conversion.
func unconverted(s *side, list []amount, other group) []amount {
	var out []amount
	for _, x := range list {
		if x.kind == lang.Currency && conversion.MatchString(before(s.seg(x.place.Segment).Text, x.place.Start)) && !uses(other.content(), x.currency) {
			continue
		}
		out = append(out, x)
	}
	return out
}

// conversion is what stands before such a sum: an opening bracket or figures,
// and a word that says "about"; or figures and then a bracket.
var conversion = regexp.MustCompile(`(?i)(?:[(\d][^()]{0,24}(?:\b(?:ca\.?|approx\.?|approximately|about|circa|etwa|rund|umgerechnet|environ|unos)\s|≈|~|около|примерно|yaklaşık)|\d[^()]{0,24}\()[^()]{0,8}$`)

// before is the end of a text up to a place.
func before(text string, at int) string {
	from := max(0, at-64)
	for from < at && !utf8.RuneStart(text[from]) {
		from++
	}
	return text[from:at]
}

func uses(c content, currency string) bool {
	for i := range c.amounts {
		if c.amounts[i].kind == lang.Currency && c.amounts[i].currency == currency {
			return true
		}
	}
	return false
}

// replaced pairs what is still left with numbers of its kind that the other
// side says once too often: "v1 and v2" became "v2 and v2".
func (p *pairing) replaced(b *bead, list []amount, used []bool, twice []amount, lost bool) {
	for i := range list {
		for k := range twice {
			x, y := &list[i], &twice[k]
			if used[i] || y.value == "" || x.kind != y.kind || x.unit.name != "" && y.unit.name != "" && x.unit.name != y.unit.name || x.year != y.year || len(x.value) != len(y.value) {
				continue
			}
			used[i] = true
			if !lost {
				x, y = y, x
			}
			p.value(b, ruleOfPair(x, y), "differs", x.raw, y.raw, &x.place, &y.place, "")
			twice[k].value = ""
		}
	}
}

// oneSided reports what has no counterpart: one finding of each rule, for what
// is missing from a paragraph is mostly one thing.
func (p *pairing) oneSided(b *bead, list []amount, used []bool, words bool, variant string) {
	at := map[Rule]int{}
	for i := range list {
		if used[i] || list[i].quiet(words) {
			continue
		}
		x := &list[i]
		k, ok := at[x.rule()]
		switch {
		case !ok && variant == "lost":
			p.value(b, x.rule(), variant, x.raw, "", &x.place, nil, "")
		case !ok:
			p.value(b, x.rule(), variant, "", x.raw, nil, &x.place, "")
		case variant == "lost":
			p.found[k].Args["A"] = p.found[k].Args["A"].(string) + ", " + x.raw
			p.found[k].InA = append(p.found[k].InA, x.place)
		default:
			p.found[k].Args["B"] = p.found[k].Args["B"].(string) + ", " + x.raw
			p.found[k].InB = append(p.found[k].InB, x.place)
		}
		if !ok {
			at[x.rule()] = len(p.found) - 1
		}
	}
}

// counts reports whether two values may stand for each other: a Roman number
// only for another ordinal, an ordinal not for a large number.
func counts(x, y *amount) bool {
	ordinal := func(a *amount) bool { return a.kind == lang.Roman || a.kind == lang.Ordinal }
	switch {
	case ordinal(x) == ordinal(y):
		return true
	case x.kind == lang.Roman || y.kind == lang.Roman:
		return false
	}
	return !x.large() && !y.large()
}

// readsWords reports whether numbers written out are read in a locale.
func readsWords(locale string) bool {
	switch language(locale) {
	case "en", "tr", "ru":
		return true
	}
	return false
}

// loud leaves out what never tells on its own: numbers written as words below
// thirteen, and large Roman ones, which are mostly abbreviations.
func loud(in []amount) []amount {
	var out []amount
	for _, a := range in {
		if a.kind == lang.Roman && len(a.value) > 2 || a.kind == lang.Written && a.small() {
			continue
		}
		out = append(out, a)
	}
	return out
}

// quiet reports whether the amount's absence on the other side proves nothing.
// words says whether numbers written out are read there.
func (a *amount) quiet(words bool) bool {
	switch a.kind {
	case lang.Written, lang.Ordinal, lang.Roman, lang.Version, lang.Time:
		return true
	case lang.Plain:
		return a.small() || !words && !a.large()
	case lang.Percent, lang.Currency:
		// "bir dolar işareti", "yüzde yüz": figures of speech, as likely as sums.
		return !strings.ContainsFunc(a.raw, unicode.IsDigit) && (a.value == "1" || a.value == "100")
	}
	return false
}

func (a *amount) rule() Rule {
	switch a.kind {
	case lang.Percent:
		return Percent
	case lang.Currency:
		return Currency
	}
	return Number
}

// ruleOfPair is the rule for two values that differ: two years are a date.
func ruleOfPair(x, y *amount) Rule {
	if x.year && y.year {
		return Date
	}
	if x.rule() == Number {
		return y.rule()
	}
	return x.rule()
}

func (p *pairing) value(b *bead, r Rule, variant, x, y string, px, py *Place, suggestion string) {
	f := Finding{Rule: r, Variant: variant, A: b.a.idx, B: b.b.idx, Args: map[string]any{"A": x, "B": y}, Suggestion: suggestion}
	if px != nil {
		f.InA = []Place{*px}
	}
	if py != nil {
		f.InB = []Place{*py}
	}
	p.add(f)
}

// units reports equal values with different units or currencies.
func (p *pairing) units(b *bead, ca, cb *content) {
	if !b.comparable() {
		return
	}
	for i := range ca.amounts {
		x := &ca.amounts[i]
		switch {
		case x.unit.name != "" && x.kind == lang.Plain:
			if y := clash(x, cb.amounts, func(y *amount) string {
				if y.kind != lang.Plain {
					return ""
				}
				return y.unit.name
			}); y != nil {
				p.value(b, Unit, "differs", x.raw, y.raw, &x.place, &y.place, "")
			}
		case x.currency != "":
			if y := clash(x, cb.amounts, func(y *amount) string { return y.currency }); y != nil {
				p.value(b, Currency, "differs", x.raw, y.raw, &x.place, &y.place, "")
			}
		}
	}
}

// clash finds the amount with x's value and another unit; nil when some amount
// has the same unit, or one has none that we know.
func clash(x *amount, list []amount, unit func(*amount) string) *amount {
	var found *amount
	for i := range list {
		y := &list[i]
		if unit(y) == unit(x) && (y.value == x.value || x.same(y)) {
			return nil
		}
		if y.value != x.value {
			continue
		}
		if unit(y) == "" {
			return nil
		}
		if found == nil {
			found = y
		}
	}
	return found
}
