package align

import (
	"math"
	"slices"
)

// The states of the path: after a bead with both sides, after a source
// segment without partner, after a target segment without partner. Runs of
// segments without partner are likelier than scattered ones, so the state
// matters; a target one is never followed by a source one, so that each set
// of beads has one path.
const (
	stateBead = iota
	stateSource
	stateTarget
	states
)

// path is the forward and backward sums of a document's band. Sums are kept as
// numbers, not logarithms, each row of cuts with a scale of its own: the two
// directions then agree to the last digits however long the text is.
type path struct {
	band   *band
	scores []float32
	types  int
	m      *model
	trans  [states][states]float64
	fwd    [][states]float64 // times exp(fwdScale of the row)
	in     []float64         // fwd, going on to a bead
	bwd    [][states]float64 // times exp(bwdScale of the row)
	fs, bs []float64
	total  float64 // log
}

func (p *path) run() {
	size := p.band.size()
	p.fwd = zeroed(p.fwd, size)
	p.bwd = zeroed(p.bwd, size)
	p.in = zeroed(p.in, size)
	p.trans = [states][states]float64{}
	for a := range states {
		for b := range states {
			if p.m.trans[a][b] > impossible/2 {
				p.trans[a][b] = math.Exp(float64(p.m.trans[a][b]))
			}
		}
	}
	n := int32(len(p.band.lo) - 1)
	p.fs, p.bs = zeroed(p.fs, int(n)+1), zeroed(p.bs, int(n)+1)
	for i := int32(0); i <= n; i++ {
		p.forwardRow(i)
	}
	for i := n; i >= 0; i-- {
		p.backwardRow(i, n)
	}
	last := p.fwd[size-1]
	p.total = math.Log(last[0]+last[1]+last[2]) + p.fs[n]
}

// forwardRow sums all ways to the cuts after i source segments.
func (p *path) forwardRow(i int32) {
	b := p.band
	if i > 0 {
		p.fs[i] = p.fs[i-1]
	}
	best := 0.0
	for j := b.lo[i]; j <= b.hi[i]; j++ {
		at := b.start[i] + j - b.lo[i]
		f := &p.fwd[at]
		if i == 0 && j == 0 {
			f[stateBead] = 1
		}
		for k, sc := range p.scores[int(at)*p.types:][:p.types] {
			if sc <= impossible/2 {
				continue
			}
			bt := &beadTypes[k]
			from := b.start[i-bt.n] + j - bt.m - b.lo[i-bt.n]
			f[stateBead] += p.in[from] * exp(float64(sc)+p.fs[i-bt.n]-p.fs[i])
		}
		if i > 0 && j <= b.hi[i-1] {
			g := &p.fwd[b.start[i-1]+j-b.lo[i-1]]
			f[stateSource] = max(g[stateBead]*p.trans[stateBead][stateSource]+g[stateSource]*p.trans[stateSource][stateSource], tiny)
		}
		if j > b.lo[i] {
			g := &p.fwd[at-1]
			f[stateTarget] = max(g[stateBead]*p.trans[stateBead][stateTarget]+g[stateSource]*p.trans[stateSource][stateTarget]+
				g[stateTarget]*p.trans[stateTarget][stateTarget], tiny)
		}
		p.in[at] = f[stateBead]*p.trans[stateBead][stateBead] + f[stateSource]*p.trans[stateSource][stateBead] +
			f[stateTarget]*p.trans[stateTarget][stateBead]
		best = max(best, f[stateBead], f[stateSource], f[stateTarget])
	}
	if best > 0 {
		p.fs[i] += math.Log(best)
		for at := b.start[i]; at < b.start[i+1]; at++ {
			for s := range states {
				p.fwd[at][s] /= best
			}
			p.in[at] /= best
		}
	}
}

// backwardRow sums all ways from the cuts after i source segments to the end.
func (p *path) backwardRow(i, n int32) {
	b := p.band
	if i < n {
		p.bs[i] = p.bs[i+1]
	}
	best := 0.0
	for j := b.hi[i]; j >= b.lo[i]; j-- {
		at := b.start[i] + j - b.lo[i]
		if int(at) == b.size()-1 {
			p.bwd[at] = [states]float64{1, 1, 1}
			best = 1
			continue
		}
		var on [states]float64 // all that goes on from here, by the state it goes to
		for k := range p.types {
			bt := &beadTypes[k]
			to, ok := int32(0), i+bt.n <= n
			if ok {
				to, ok = b.at(i+bt.n, j+bt.m)
			}
			if !ok {
				continue
			}
			if sc := p.scores[int(to)*p.types+k]; sc > impossible/2 {
				on[stateBead] += p.bwd[to][stateBead] * exp(float64(sc)+p.bs[i+bt.n]-p.bs[i])
			}
		}
		if i < n {
			if to, ok := b.at(i+1, j); ok {
				on[stateSource] = p.bwd[to][stateSource] * exp(p.bs[i+1]-p.bs[i])
			}
		}
		if j < b.hi[i] {
			on[stateTarget] = p.bwd[at+1][stateTarget]
		}
		for s := range states {
			w := p.trans[s][stateBead]*on[stateBead] + p.trans[s][stateSource]*on[stateSource] + p.trans[s][stateTarget]*on[stateTarget]
			w = max(w, tiny)
			p.bwd[at][s] = w
			best = max(best, w)
		}
	}
	if best > 0 {
		p.bs[i] += math.Log(best)
		for at := b.start[i]; at < b.start[i+1]; at++ {
			for s := range states {
				p.bwd[at][s] /= best
			}
		}
	}
}

// posterior is the probability of the bead of type k that ends at a cut.
func (p *path) posterior(i, j int32, at int32, k int) float32 {
	sc := p.scores[int(at)*p.types+k]
	if sc <= impossible/2 {
		return 0
	}
	bt := &beadTypes[k]
	from := p.band.start[i-bt.n] + j - bt.m - p.band.lo[i-bt.n]
	w := p.in[from] * p.bwd[at][stateBead]
	if w == 0 {
		return 0
	}
	return float32(min(w*exp(float64(sc)+p.fs[i-bt.n]+p.bs[i]-p.total), 1))
}

// passing is the probability of going to a cut by a segment without partner,
// from the cut before in row a to one in row i, and adds it to the expected
// transitions.
func (p *path) passing(from, at, a, i int32, s int, count *[states][states]float64) float32 {
	on := p.bwd[at][s]
	if on == 0 {
		return 0
	}
	on *= exp(p.fs[a] + p.bs[i] - p.total)
	sum := 0.0
	for q := range states {
		w := p.fwd[from][q] * p.trans[q][s] * on
		count[q][s] += w
		sum += w
	}
	return float32(min(sum, 1))
}

// likely is the posterior probability of a cut.
func (p *path) likely(i, at int32) float64 {
	w := 0.0
	for s := range states {
		w += p.fwd[at][s] * p.bwd[at][s]
	}
	return w * exp(p.fs[i]+p.bs[i]-p.total)
}

// tiny keeps every cut within reach, however unlikely: a band that lost the
// path must still come to an end.
const tiny = 1e-250

// exp is the exponential right to 1e-10, zero and infinity far out.
func exp(x float64) float64 {
	if x < -700 {
		return 0
	}
	if x > 700 {
		x = 700
	}
	y := x * (2048 / math.Ln2)
	k := math.Floor(y)
	r := (y - k) * (math.Ln2 / 2048)
	n := int64(k)
	return math.Float64frombits(uint64(n>>11+1023)<<52) * exp2Table[n&2047] * (1 + r*(1+r*(0.5+r/6)))
}

var exp2Table = func() (t [2048]float64) {
	for i := range t {
		t[i] = math.Exp2(float64(i) / 2048)
	}
	return t
}()

// decode picks the path whose beads are right most often: each bead brings its
// posterior less half the accuracy hoped for, which is the choice that
// maximises expected F1 (as in Goodman 1996 for parsing).
func (p *path) decode(nullS, nullT []float32) []Bead {
	b := p.band
	n := len(b.lo) - 1
	size := b.size()
	best := make([]float32, size)
	how := make([]int8, size) // type of the last bead; −1 source alone, −2 target alone
	for i := int32(0); i <= int32(n); i++ {
		for j := b.lo[i]; j <= b.hi[i]; j++ {
			at := b.start[i] + j - b.lo[i]
			if i == 0 && j == 0 {
				continue
			}
			v, h := impossible, int8(0)
			for k := range p.types {
				if w := p.posterior(i, j, at, k); w > 1e-4 {
					from, _ := b.at(i-beadTypes[k].n, j-beadTypes[k].m)
					if x := best[from] + w - halfAccuracy; x > v {
						v, h = x, int8(k)
					}
				}
			}
			if from, ok := b.at(i-1, j); ok {
				if x := best[from] + nullS[i-1] - halfAccuracy; x > v {
					v, h = x, -1
				}
			}
			if from, ok := b.at(i, j-1); ok {
				if x := best[from] + nullT[j-1] - halfAccuracy; x > v {
					v, h = x, -2
				}
			}
			best[at], how[at] = v, h
		}
	}
	var out []Bead
	i, j := int32(n), b.hi[n]
	for i > 0 || j > 0 {
		at, _ := b.at(i, j)
		switch h := how[at]; h {
		case -1:
			out = append(out, Bead{Source: []int{int(i - 1)}, Confidence: float64(nullS[i-1])})
			i--
		case -2:
			out = append(out, Bead{Target: []int{int(j - 1)}, Confidence: float64(nullT[j-1])})
			j--
		default:
			bt := beadTypes[h]
			w := p.posterior(i, j, at, int(h))
			out = append(out, Bead{Source: seq(i-bt.n, i), Target: seq(j-bt.m, j), Confidence: float64(w)})
			i, j = i-bt.n, j-bt.m
		}
	}
	slices.Reverse(out)
	return out
}

// halfAccuracy is half the share of beads expected to be right.
const halfAccuracy = 0.42

func seq(a, b int32) []int {
	out := make([]int, 0, b-a)
	for ; a < b; a++ {
		out = append(out, int(a))
	}
	return out
}
