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

// path is the forward and backward sums of a document's band.
type path struct {
	band   *band
	scores []float32
	types  int
	m      *model
	fwd    [][states]float32
	bwd    [][states]float32
	total  float32
}

func (p *path) run() {
	n := len(p.band.lo) - 1
	size := p.band.size()
	p.fwd = make([][states]float32, size)
	p.bwd = make([][states]float32, size)
	for k := range p.fwd {
		p.fwd[k] = [states]float32{impossible, impossible, impossible}
		p.bwd[k] = [states]float32{impossible, impossible, impossible}
	}
	p.forward(n)
	p.backward(n)
}

// terms adds exponentials of log scores with one logarithm at the end.
type terms struct {
	x [allTypes + 2]float32
	n int
}

func (t *terms) add(x float32) {
	if x > impossible/2 {
		t.x[t.n] = x
		t.n++
	}
}

func (t *terms) sum() float32 {
	if t.n == 0 {
		return impossible
	}
	best := t.x[0]
	for _, x := range t.x[1:t.n] {
		best = max(best, x)
	}
	if t.n == 1 {
		return best
	}
	s := float32(0)
	for _, x := range t.x[:t.n] {
		if x-best > -20 {
			s += fastExp(x - best)
		}
	}
	return best + fastLog(s)
}

// into is the sum over the states before of going on to a state.
func (p *path) into(f *[states]float32, to int) float32 {
	var t terms
	for from := range states {
		if w := p.m.trans[from][to]; w > impossible/2 {
			t.add(f[from] + w)
		}
	}
	return t.sum()
}

func (p *path) forward(n int) {
	b := p.band
	p.fwd[0][stateBead] = 0
	for i := int32(0); i <= int32(n); i++ {
		for j := b.lo[i]; j <= b.hi[i]; j++ {
			at := b.start[i] + j - b.lo[i]
			if i == 0 && j == 0 {
				continue
			}
			var t terms
			cell := p.scores[int(at)*p.types:][:p.types]
			for k, sc := range cell {
				if sc <= impossible/2 {
					continue
				}
				from, _ := b.at(i-beadTypes[k].n, j-beadTypes[k].m)
				t.add(sc + p.into(&p.fwd[from], stateBead))
			}
			f := &p.fwd[at]
			f[stateBead] = t.sum()
			if from, ok := b.at(i-1, j); ok {
				f[stateSource] = p.into(&p.fwd[from], stateSource)
			}
			if from, ok := b.at(i, j-1); ok {
				f[stateTarget] = p.into(&p.fwd[from], stateTarget)
			}
		}
	}
	last := &p.fwd[b.size()-1]
	var t terms
	for s := range states {
		t.add(last[s])
	}
	p.total = t.sum()
}

func (p *path) backward(n int) {
	b := p.band
	p.bwd[b.size()-1] = [states]float32{}
	for i := int32(n); i >= 0; i-- {
		for j := b.hi[i]; j >= b.lo[i]; j-- {
			at := b.start[i] + j - b.lo[i]
			// All that goes on from this cut, by the state it goes to.
			var bead terms
			for k := range p.types {
				bt := beadTypes[k]
				if int(i+bt.n) > n {
					continue
				}
				to, ok := b.at(i+bt.n, j+bt.m)
				if !ok {
					continue
				}
				if sc := p.scores[int(to)*p.types+k]; sc > impossible/2 {
					bead.add(sc + p.bwd[to][stateBead])
				}
			}
			on := [states]float32{bead.sum(), impossible, impossible}
			if int(i) < n {
				if to, ok := b.at(i+1, j); ok {
					on[stateSource] = p.bwd[to][stateSource]
				}
			}
			if to, ok := b.at(i, j+1); ok {
				on[stateTarget] = p.bwd[to][stateTarget]
			}
			if int(at) == b.size()-1 {
				continue
			}
			for s := range states {
				var t terms
				for next := range states {
					if w := p.m.trans[s][next]; w > impossible/2 && on[next] > impossible/2 {
						t.add(w + on[next])
					}
				}
				p.bwd[at][s] = t.sum()
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
	from, _ := p.band.at(i-beadTypes[k].n, j-beadTypes[k].m)
	x := p.into(&p.fwd[from], stateBead) + sc + p.bwd[at][stateBead] - p.total
	return prob(x)
}

// step is the probability of passing from a cut to the next by a segment
// without partner.
func (p *path) step(from, at int32, s int) float32 {
	return prob(p.into(&p.fwd[from], s) + p.bwd[at][s] - p.total)
}

func prob(x float32) float32 {
	if x < -20 {
		return 0
	}
	return min(fastExp(x), 1)
}

// fastExp is the exponential, right to about 3e-4 of its value.
func fastExp(x float32) float32 {
	if x < -80 {
		return 0
	}
	y := x * (1 / math.Ln2)
	n := float32(math.Floor(float64(y)))
	k := int32((y - n) * 2048)
	return math.Float32frombits(uint32(int32(n)+127)<<23) * exp2Table[min(k, 2047)]
}

var exp2Table = func() (t [2048]float32) {
	for i := range t {
		t[i] = float32(math.Exp2((float64(i) + 0.5) / 2048))
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
