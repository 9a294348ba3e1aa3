package align

import (
	"cmp"
	"slices"
)

// moveRate is the share of segments without partner on the path that are
// expected to have moved elsewhere, before anything is looked at.
const moveRate = 0.02

// moveAlong is how likely the neighbour of a moved segment moved with it.
const moveAlong = 0.5

// leastMoved is the probability from which a pair off the path is a bead.
const leastMoved = 0.8

// pairing is a possible moved bead.
type pairing struct {
	i, j  int32
	score float64 // log-likelihood ratio
	p     float64

	onPath bool // together in a doubtful bead of the path
}

// weak is the confidence below which the beads of the path give up their
// segments to better ones elsewhere.
const weak = 0.6

// moved links segments that the path left without partner, or with a doubtful
// one, where they match across it. A pair's probability weighs it against
// every other pair of its two segments, against what they have on the path and
// against having no partner; the neighbours of a moved segment are looked for
// beside its new place.
func (m *model) moved(d *document, s *scorer) {
	var us, ut []int32
	partner := make([]int32, d.src.n()) // first target segment on the path, or −1
	held := make([][]int, d.src.n())    // partners in a doubtful bead
	for i := range partner {
		partner[i] = -1
	}
	for _, b := range d.result {
		if len(b.Source) > 0 && len(b.Target) > 0 && b.Confidence >= weak {
			for _, i := range b.Source {
				partner[i] = int32(b.Target[0])
			}
			continue
		}
		for _, i := range b.Source {
			us = append(us, int32(i))
			held[i] = b.Target
		}
		for _, j := range b.Target {
			ut = append(ut, int32(j))
		}
	}
	if len(us) == 0 || len(ut) == 0 {
		return
	}
	slices.Sort(us)
	slices.Sort(ut)
	pairs := crossing(s.pairings(us, ut, held), partner, int32(d.tgt.n()))
	if len(pairs) == 0 {
		return
	}
	weigh(pairs, moveRate/float64(max(len(us), len(ut))))
	d.result = placed(d.result, pairs)
}

// pairings scores the pairs of two sets of segments, keeping those that are
// likelier than not to be related and those that the path holds.
func (s *scorer) pairings(us, ut []int32, held [][]int) []pairing {
	var out []pairing
	for _, i := range us {
		k0, k1 := s.d.src.words(int(i))
		s.leaveOut(i, 1)
		s.scatter(i, k0, k1)
		for _, j := range ut {
			score := s.m.length.score(s.d.src.length[i], s.d.tgt.length[j]) + s.m.structure(s.d, i, 1, j, 1)
			if s.m.cosine != nil {
				score += s.m.cosine.score(s.d.cosine(i, 1, j, 1))
			}
			score += lexicalShare * s.lexicalPair(i, j)
			if onPath := slices.Contains(held[i], int(j)); onPath || score > 2 {
				out = append(out, pairing{i: i, j: j, score: float64(score), onPath: onPath})
			}
		}
		for _, f := range s.heads {
			s.head[f] = 0
		}
		s.leaveOut(i, 0)
	}
	return out
}

// lexicalPair is the lexical score of segment i, whose entries are laid out,
// with target segment j.
func (s *scorer) lexicalPair(i, j int32) float32 {
	d := s.d
	k0, k1 := d.src.words(int(i))
	t0, t1 := d.tgt.words(int(j))
	bwd := zeroed(s.spare, int(k1-k0))
	s.spare = bwd
	total := float32(0)
	for l := t0; l < t1; l++ {
		sum := float32(0)
		for n := s.head[d.tgt.tok[l]]; n > 0; n = s.nodes[n-1].next {
			nd := &s.nodes[n-1]
			sum += nd.fwd
			bwd[nd.k] += d.tgt.weight[l] * nd.bwd
		}
		a := d.tgt.alpha[l]
		total += d.tgt.weight[l] * fastLog(1-a+a*sum/s.massS[i])
	}
	for k := k0; k < k1; k++ {
		a := d.src.alpha[k]
		total += d.src.weight[k] * fastLog(1-a+a*bwd[k-k0]/s.massT[j])
	}
	return total
}

// crossing keeps the pairs that no monotone path could hold together with the
// beads of the path.
func crossing(pairs []pairing, partner []int32, nt int32) []pairing {
	// A pair (i, j) fits the path when all partners before i are before j and
	// all after i are after it.
	n := len(partner)
	before := make([]int32, n+1) // largest partner among the first i
	after := make([]int32, n+1)  // smallest partner from i on
	before[0] = -1
	for i, p := range partner {
		before[i+1] = max(before[i], p)
	}
	after[n] = nt
	for i := n - 1; i >= 0; i-- {
		after[i] = after[i+1]
		if partner[i] >= 0 {
			after[i] = min(after[i], partner[i])
		}
	}
	out := pairs[:0]
	for _, p := range pairs {
		if p.onPath || before[p.i] > p.j || after[p.i+1] < p.j {
			out = append(out, p)
		}
	}
	return out
}

// weigh sets the probabilities of the pairs, first each for itself, then with
// what its neighbours say.
func weigh(pairs []pairing, rate float64) {
	at := map[[2]int32]int{}
	for k, p := range pairs {
		at[[2]int32{p.i, p.j}] = k
	}
	for range 3 {
		sumS, sumT := map[int32]float64{}, map[int32]float64{}
		w := make([]float64, len(pairs))
		for k, p := range pairs {
			near := 0.0
			for _, step := range [2]int32{-1, 1} {
				if n, ok := at[[2]int32{p.i + step, p.j + step}]; ok && !pairs[n].onPath {
					near = max(near, pairs[n].p)
				}
			}
			w[k] = exp(min(p.score, 200)) * (rate*(1-near) + moveAlong*near)
			if p.onPath {
				w[k] = exp(min(p.score, 200))
			}
			sumS[p.i] += w[k]
			sumT[p.j] += w[k]
		}
		for k := range pairs {
			p := &pairs[k]
			p.p = w[k] / (1 + sumS[p.i] + sumT[p.j] - w[k])
		}
	}
}

// placed puts the moved beads where their source segments stand, and takes
// their segments out of the beads that had them.
func placed(beads []Bead, pairs []pairing) []Bead {
	bySource := map[int]pairing{}
	taken := map[int]bool{}
	for _, p := range pairs {
		if p.p >= leastMoved && !p.onPath {
			bySource[int(p.i)] = p
			taken[int(p.j)] = true
		}
	}
	out := make([]Bead, 0, len(beads))
	for _, b := range beads {
		var src, tgt []int
		var moved []Bead
		for _, i := range b.Source {
			if p, ok := bySource[i]; ok {
				moved = append(moved, Bead{Source: []int{i}, Target: []int{int(p.j)}, Confidence: p.p, Moved: true})
				continue
			}
			src = append(src, i)
		}
		for _, j := range b.Target {
			if !taken[j] {
				tgt = append(tgt, j)
			}
		}
		switch {
		case len(src) == len(b.Source) && len(tgt) == len(b.Target):
			out = append(out, b)
		case len(src) > 0 && len(tgt) > 0:
			moved = append(moved, Bead{Source: src, Target: tgt, Confidence: b.Confidence})
		default:
			for _, i := range src {
				moved = append(moved, Bead{Source: []int{i}, Confidence: 1 - b.Confidence})
			}
			for _, j := range tgt {
				moved = append(moved, Bead{Target: []int{j}, Confidence: 1 - b.Confidence})
			}
		}
		slices.SortStableFunc(moved, func(a, b Bead) int {
			if len(a.Source) == 0 || len(b.Source) == 0 {
				return 0
			}
			return cmp.Compare(a.Source[0], b.Source[0])
		})
		out = append(out, moved...)
	}
	return out
}
