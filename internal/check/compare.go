package check

import (
	"strings"
	"unicode"

	"stele/internal/doc"
	"stele/internal/lang"
)

// reach is how many beads away a value may have gone and still count as said:
// translators move sentences over paragraph borders, and aligners slip by one.
const reach = 2

// gap is what one bead says on one side only.
type gap struct {
	a, b content
	// twiceA and twiceB are amounts that one side says more often than the
	// other: where a number is gone, one of them may stand in its place.
	twiceA, twiceB []amount
}

// checkValues compares numbers, percentages, sums of money, units and dates.
func checkValues(p *pairing) {
	gaps := make([]gap, len(p.beads))
	for i := range p.beads {
		gaps[i] = p.gapOf(&p.beads[i])
	}
	for i := range p.beads {
		if p.beads[i].comparable() {
			p.reportGap(&p.beads[i], gaps, i)
		}
	}
}

// gapOf finds what one side of a bead says and the other does not. Of a bead
// with an empty side that is everything, so that neighbours can find it.
func (p *pairing) gapOf(b *bead) gap {
	ca, cb := b.a.content(), b.b.content()
	if len(b.a.idx) == 0 || len(b.b.idx) == 0 {
		return gap{a: ca, b: cb}
	}
	p.units(b, &ca, &cb)
	var g gap
	g.a.amounts = unsaid(&ca, &cb, b.b.words)
	g.b.amounts = unsaid(&cb, &ca, b.a.words)
	g.a.dates, g.b.dates = undated(&ca, &cb)
	g.twiceA, g.twiceB = surplus(&ca, &cb), surplus(&cb, &ca)
	return g
}

// surplus lists the amounts in digits that a has more often than b, which has
// them as well: from the second on, for the first may be the common one.
func surplus(a, b *content) []amount {
	var out []amount
	for i := range a.amounts {
		x, before, there := &a.amounts[i], 0, 0
		if x.kind == lang.Written || x.kind == lang.Roman {
			continue
		}
		for k := range a.amounts[:i] {
			if a.amounts[k].value == x.value {
				before++
			}
		}
		for k := range b.amounts {
			if b.amounts[k].value == x.value {
				there++
			}
		}
		if before > 0 && there > 0 && before >= there {
			out = append(out, *x)
		}
	}
	return out
}

func (g group) content() content {
	var c content
	for _, i := range g.idx {
		// Each language's edition may have its own day of publication.
		if g.side.readable(i) && g.side.seg(i).Role != doc.Date {
			c.add(g.side.content(i))
		}
	}
	return c
}

// unsaid lists the amounts of a that b does not say. A value said twice on one
// side and once on the other is said.
func unsaid(a, b *content, words func() string) []amount {
	var out []amount
	loose := withoutSame(b.dates, a.dates)
	for i := range a.amounts {
		x := &a.amounts[i]
		said := x.inDates(b.dates, loose) || x.written(b) || b.compound && x.large()
		for k := range b.amounts {
			said = said || x.same(&b.amounts[k])
		}
		if !said && !fraction(x, words) {
			out = append(out, *x)
		}
	}
	return out
}

// written reports whether b has the same run of digits, be it read as a number
// or not: as part of a name ("CIE-1931") or in a form of its own ("[00,23]").
// Digits that b reads as another value are another value.
func (x *amount) written(b *content) bool {
	if x.token == "" {
		return false
	}
	for _, t := range b.tokens {
		if t != x.token {
			continue
		}
		bare := true
		for k := range b.amounts {
			y := &b.amounts[k]
			if strings.Contains(y.raw, t) && y.token == "" {
				bare = false // "5" of "5 million"
			}
		}
		if bare {
			return true
		}
	}
	return false
}

// fractions are the shares that languages have words for.
var fractions = map[string][]string{
	"50": {"half", "halv", "yarı", "buçuk", "половин", "пол", "hälfte", "halb", "半"}, "0.5": {"half", "yarı", "buçuk", "половин", "полтор", "hälfte", "halb", "半"},
	"1.5": {"half", "buçuk", "полтор", "anderthalb"}, "2.5": {"half", "buçuk", "половин"},
	"25": {"quarter", "çeyrek", "четверт", "viertel"}, "75": {"quarter", "çeyrek", "четверт", "viertel"},
	"33": {"third", "üçte", "трет", "drittel"}, "66": {"third", "üçte", "трет", "drittel"}, "67": {"third", "üçte", "трет", "drittel"},
	"20": {"fifth", "beşte", "пят", "score"}, "10": {"tenth", "onda", "десят", "decade"}, "100": {"hundred", "yüz", "сот", "сто", "hundert", "百", "doubl", "удво", "вдвое", "iki kat", "verdoppel"},
	"200": {"treble", "triple", "утро", "втрое"}, "300": {"four"}, "500000": {"полмил", "yarım mil", "half a mil", "halbe mil"}, "1500000": {"полтор"}, "1500": {"полтор"},
	"12": {"dozen", "düzine", "дюжин"}, "24": {"сутк", "day"}, "1000": {"thousand", "bin", "тысяч", "tausend", "千"},
	"1000000": {"million", "milyon", "миллион", "млн"}, "1000000000": {"billion", "milyar", "миллиард", "млрд", "milliard"},
}

func fraction(x *amount, words func() string) bool {
	stems, ok := fractions[x.value]
	if x.kind == lang.Percent {
		stems, ok = append([]string{"百分之"}, stems...), true
	}
	if !ok {
		return false
	}
	text := strings.ToLower(words())
	for _, s := range stems {
		if strings.Contains(text, s) {
			return true
		}
	}
	return false
}

// undated lists the dates that have no counterpart: first those that agree
// outright are taken away, then one for one those that agree in what both say,
// then repeated vaguer mentions.
func undated(a, b *content) (onlyA, onlyB []when) {
	restA, restB := withoutSame(a.dates, b.dates), withoutSame(b.dates, a.dates)
	usedB := make([]bool, len(restB))
	for i := range restA {
		match := -1
		for k := range restB {
			if !usedB[k] && restA[i].compatible(&restB[k]) {
				match = k
				break
			}
		}
		if match >= 0 {
			usedB[match] = true
			continue
		}
		if !mentioned(&restA[i], b) {
			onlyA = append(onlyA, restA[i])
		}
	}
	for k := range restB {
		if !usedB[k] && !mentioned(&restB[k], a) {
			onlyB = append(onlyB, restB[k])
		}
	}
	return onlyA, onlyB
}

func withoutSame(dates, other []when) []when {
	var out []when
	for i := range dates {
		found := false
		for k := range other {
			found = found || dates[i].same(&other[k])
		}
		if !found {
			out = append(out, dates[i])
		}
	}
	return out
}

func mentioned(d *when, in *content) bool {
	for k := range in.dates {
		if d.vaguer(&in.dates[k]) {
			return true
		}
	}
	return d.spelled(in.amounts)
}

// reportGap reports what a bead's sides do not share and no neighbour makes up for.
func (p *pairing) reportGap(b *bead, gaps []gap, at int) {
	g := gap{twiceA: gaps[at].twiceA, twiceB: gaps[at].twiceB}
	for _, x := range gaps[at].a.amounts {
		if !nearby(gaps, at, func(n *gap) bool { return anySame(&x, n.b.amounts) }) {
			g.a.amounts = append(g.a.amounts, x)
		}
	}
	for _, x := range gaps[at].b.amounts {
		if !nearby(gaps, at, func(n *gap) bool { return anySame(&x, n.a.amounts) }) {
			g.b.amounts = append(g.b.amounts, x)
		}
	}
	for _, x := range gaps[at].a.dates {
		if !nearby(gaps, at, func(n *gap) bool { return anyDate(&x, n.b.dates) }) {
			g.a.dates = append(g.a.dates, x)
		}
	}
	for _, x := range gaps[at].b.dates {
		if !nearby(gaps, at, func(n *gap) bool { return anyDate(&x, n.a.dates) }) {
			g.b.dates = append(g.b.dates, x)
		}
	}
	p.reportDates(b, &g)
	p.reportAmounts(b, &g)
}

func nearby(gaps []gap, at int, has func(*gap) bool) bool {
	for i := max(0, at-reach); i <= min(len(gaps)-1, at+reach); i++ {
		if i != at && has(&gaps[i]) {
			return true
		}
	}
	return false
}

func anySame(x *amount, list []amount) bool {
	for i := range list {
		if x.same(&list[i]) {
			return true
		}
	}
	return false
}

func anyDate(x *when, list []when) bool {
	for i := range list {
		if x.compatible(&list[i]) {
			return true
		}
	}
	return false
}

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
	as, bs := loud(g.a.amounts), loud(g.b.amounts)
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
