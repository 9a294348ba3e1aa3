package check

import (
	"strings"

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
