package align

import "math"

// lengths is the length model: given a source of some length, its translation
// has a log-normal length about the documents' own ratio; an unrelated target
// has the length that any target has. The score is the log of the ratio of
// the two likelihoods.
type lengths struct {
	mean        float32 // of log target length − log source length
	base, slope float32 // variance: base + slope·(1/source + 1/target)
	any, spread float32 // mean and variance of the log length of any target
}

// lengthOffset keeps very short segments comparable.
const lengthOffset = 1.5

// spreadMass is how many segments the expectation counts for that log lengths
// have variance one.
const spreadMass = 4

// ratioVariance is the variance of the log length ratio between languages, and
// textVariance, over the number of segments, that of one pair of texts.
const (
	ratioVariance = 0.15 * 0.15
	textVariance  = 0.6 * 0.6
)

// stray is the share of translations whose length follows no rule; it bounds
// what a length can say against a bead.
const stray = 0.02

func newLengths(docs []*document) lengths {
	var s, t, tt, n, m float64
	for _, d := range docs {
		for _, x := range d.src.length {
			s += math.Log(float64(x) + lengthOffset)
			n++
		}
		for _, x := range d.tgt.length {
			y := math.Log(float64(x) + lengthOffset)
			t += y
			tt += y * y
			m++
		}
	}
	l := lengths{base: 0.04, slope: 1.2, spread: 1}
	if n == 0 || m == 0 {
		return l
	}
	l.any = float32(t / m)
	l.spread = float32((max(tt-t*t/m, 0) + spreadMass) / (m + spreadMass))
	var sums, sumt float64
	for _, d := range docs {
		sums += float64(mass(d.src.length))
		sumt += float64(mass(d.tgt.length))
	}
	// Segments without partner pull the ratio of the whole texts, the more the
	// fewer there are; languages keep near one.
	trust := min(n, m) / textVariance
	l.mean = float32(math.Log(sumt/sums) * trust / (trust + 1/ratioVariance))
	return l
}

// score takes the lengths of both sides of a bead.
func (l *lengths) score(s, t float32) float32 {
	return l.between(extentOf(s), extentOf(t))
}

// extent is a length as the model looks at it.
type extent struct{ log, inverse float32 }

func extentOf(length float32) extent {
	length += lengthOffset
	return extent{fastLog(length), 1 / length}
}

func (l *lengths) between(s, t extent) float32 {
	v := l.base + l.slope*(s.inverse+t.inverse)
	x := t.log - s.log - l.mean
	y := t.log - l.any
	return bounded(0.5 * (y*y/l.spread - x*x/v + fastLog(l.spread/v)))
}

// bounded is what a ratio of likelihoods, as a logarithm, may say: in the tails of the
// marginal it is not to be believed, and some lengths follow no rule.
func bounded(r float32) float32 {
	at := (r - boundedFrom) * boundedSteps
	if !(at > 0) { // not a number, where there is no text at all
		return boundedTable[0]
	}
	k := int(at)
	if k >= len(boundedTable)-1 {
		return boundedTable[len(boundedTable)-1]
	}
	return boundedTable[k] + (boundedTable[k+1]-boundedTable[k])*(at-float32(k))
}

const (
	boundedFrom, boundedTo = -16, 5
	boundedSteps           = 64 // a unit
)

var boundedTable = func() (t [(boundedTo-boundedFrom)*boundedSteps + 1]float32) {
	for k := range t {
		t[k] = float32(math.Log((1-stray)*math.Exp(boundedFrom+float64(k)/boundedSteps) + stray))
	}
	return t
}()

// fit re-estimates the model from weighted beads, the present values counting
// as twenty of them.
func (l lengths) fit(docs []*document) lengths {
	const weight = 20
	mean, base, slope := float64(l.mean), float64(l.base), float64(l.slope)
	n, sum := float64(weight), weight*mean
	each := func(f func(x, v, w float64)) {
		for _, d := range docs {
			for i := range d.beads {
				b := &d.beads[i]
				s, t := d.lengths(b)
				f(math.Log(float64(t)+lengthOffset)-math.Log(float64(s)+lengthOffset),
					1/(float64(s)+lengthOffset)+1/(float64(t)+lengthOffset), float64(b.w))
			}
		}
	}
	each(func(x, _, w float64) {
		if math.Abs(x-mean) < 1.5 {
			n += w
			sum += w * x
		}
	})
	out := l
	mean = sum / n
	out.mean = float32(mean)
	// Variance against 1/s + 1/t: weighted least squares with the old line as
	// prior observations at two points.
	var sw, sv, sy, svv, svy float64
	add := func(v, y, w float64) {
		sw += w
		sv += w * v
		sy += w * y
		svv += w * v * v
		svy += w * v * y
	}
	for _, v := range []float64{0.01, 0.2} {
		e := base + slope*v
		add(v, e, weight/(e*e))
	}
	each(func(x, v, w float64) {
		y := min((x-mean)*(x-mean), 1)
		e := base + slope*v
		add(v, y, w/(e*e))
	})
	det := sw*svv - sv*sv
	if det > 1e-12 {
		slope = (sw*svy - sv*sy) / det
		base = (sy - slope*sv) / sw
		out.slope = float32(min(max(slope, 0.1), 6))
		out.base = float32(min(max(base, 0.003), 0.3))
	}
	return out
}

// lengths gives the lengths of both sides of a bead.
func (d *document) lengths(b *weighted) (s, t float32) {
	for i := b.i; i < b.i+b.n; i++ {
		s += d.src.length[i]
	}
	for j := b.j; j < b.j+b.m; j++ {
		t += d.tgt.length[j]
	}
	return s, t
}
