package align

// moveRate is the share of segments without partner on the path that are
// expected to have moved elsewhere, before anything is looked at.
const moveRate = 0.1

// moveAlong is how likely the neighbour of a moved segment moved with it.
const moveAlong = 0.5

// leastMoved is the probability from which a pair off the path is a bead.
const leastMoved = 0.6

// pairing is a possible moved bead.
type pairing struct {
	i, j  int32
	score float64 // log-likelihood ratio
	p     float64
}

// moved links segments that the path left without partner, where they match
// across it. A pair's probability weighs it against every other pair of its
// two segments and against having no partner; the neighbours of a moved
// segment are looked for beside its new place.
func (m *model) moved(d *document, s *scorer) {
	var us, ut []int32
	partner := make([]int32, d.src.n()) // first target segment on the path, or −1
	for i := range partner {
		partner[i] = -1
	}
	for _, b := range d.result {
		switch {
		case len(b.Target) == 0:
			us = append(us, int32(b.Source[0]))
		case len(b.Source) == 0:
			ut = append(ut, int32(b.Target[0]))
		default:
			for _, i := range b.Source {
				partner[i] = int32(b.Target[0])
			}
		}
	}
	if len(us) == 0 || len(ut) == 0 {
		return
	}
	pairs := s.pairings(us, ut)
	pairs = crossing(pairs, partner, int32(d.tgt.n()))
	if len(pairs) == 0 {
		return
	}
	weigh(pairs, moveRate/float64(max(len(us), len(ut))))
	d.result = placed(d.result, pairs)
}

// pairings scores the pairs of two sets of segments, keeping those that are
// likelier than not to be related.
func (s *scorer) pairings(us, ut []int32) []pairing {
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
			if score > 2 {
				out = append(out, pairing{i: i, j: j, score: float64(score)})
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
		if before[p.i] > p.j || after[p.i+1] < p.j {
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
				if n, ok := at[[2]int32{p.i + step, p.j + step}]; ok {
					near = max(near, pairs[n].p)
				}
			}
			w[k] = exp(min(p.score, 200)) * (rate*(1-near) + moveAlong*near)
			sumS[p.i] += w[k]
			sumT[p.j] += w[k]
		}
		for k := range pairs {
			p := &pairs[k]
			p.p = w[k] / (1 + sumS[p.i] + sumT[p.j] - w[k])
		}
	}
}

// placed puts the moved beads where their source segments stand.
func placed(beads []Bead, pairs []pairing) []Bead {
	bySource := map[int]pairing{}
	taken := map[int]bool{}
	for _, p := range pairs {
		if p.p >= leastMoved {
			bySource[int(p.i)] = p
			taken[int(p.j)] = true
		}
	}
	out := beads[:0]
	for _, b := range beads {
		if len(b.Source) == 0 && taken[b.Target[0]] {
			continue
		}
		if len(b.Target) == 0 {
			if p, ok := bySource[b.Source[0]]; ok {
				b = Bead{Source: b.Source, Target: []int{int(p.j)}, Confidence: p.p, Moved: true}
			}
		}
		out = append(out, b)
	}
	return out
}
