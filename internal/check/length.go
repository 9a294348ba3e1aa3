package check

import (
	"math"
	"sort"
	"strings"

	"stele/internal/doc"
)

// Length needs this many beads to know what is usual, and compares segments
// with at least this many letters on one side.
const (
	lengthBeads   = 12
	lengthLetters = 60
	lengthFar     = 4.5 // robust standard deviations
)

// checkLength finds beads whose ratio of lengths is far outside of what is
// usual for this pair of versions. The logarithm of the ratio is taken to be
// about normal with a variance that falls with length (Gale and Church 1993);
// median and median deviation stand for mean and deviation, so that the flaws
// themselves do not move the measure.
func checkLength(p *pairing) {
	type sample struct {
		b     *bead
		ratio float64
		scale float64
		la    int
		lb    int
	}
	var all []sample
	for i := range p.beads {
		b := &p.beads[i]
		if !b.comparable() || !b.a.readable() || !b.b.readable() || b.a.picture() || b.b.picture() {
			continue
		}
		wa, wb := b.a.words(), b.b.words()
		la, lb := letters(wa), letters(wb)
		if wa == wb || la < 20 || lb < 4 {
			continue
		}
		all = append(all, sample{b, math.Log(float64(lb) / float64(la)), math.Sqrt(float64(la)), la, lb})
	}
	if len(all) < lengthBeads {
		return
	}
	ratios := make([]float64, len(all))
	for i, s := range all {
		ratios[i] = s.ratio
	}
	mid := median(ratios)
	spread := make([]float64, len(all))
	for i, s := range all {
		spread[i] = math.Abs(s.ratio-mid) * s.scale
	}
	sigma := math.Max(1.4826*median(spread), 1)
	for _, s := range all {
		far := (s.ratio - mid) * s.scale / sigma
		if max(s.la, s.lb) < lengthLetters || math.Abs(far) < lengthFar || math.Abs(s.ratio-mid) < math.Ln2 {
			continue
		}
		variant := "long"
		if far < 0 {
			variant = "short"
		}
		p.add(Finding{Rule: Length, Variant: variant, A: s.b.a.idx, B: s.b.b.idx, Args: map[string]any{"A": s.la, "B": s.lb}})
	}
}

// picture reports whether the group is a picture: its alternative text may say
// much or little.
func (g group) picture() bool {
	for _, i := range g.idx {
		s := g.side.seg(i)
		for _, r := range s.Runs {
			if r.Kind == doc.RunImage {
				return true
			}
		}
		if strings.HasPrefix(strings.TrimSpace(s.Text), "<img") {
			return true
		}
	}
	return false
}

func median(v []float64) float64 {
	v = append([]float64(nil), v...)
	sort.Float64s(v)
	return v[len(v)/2]
}

func letters(s string) int {
	n := 0
	for _, w := range words(s) {
		n += runeLen(w.text)
	}
	return n
}
