package align

import (
	"cmp"
	"slices"
)

// fullCells is the size up to which every cut is looked at.
const fullCells = 300_000

// coarseWidth is half the width, in segments, of the band about a line that
// anchors hold in place; between anchors it widens with the distance to them.
const coarseWidth = 24

// rare is the most segments of a side that a word may be in to be an anchor.
const rare = 3

// coarse gives the first band of a document: everything when it is small, else
// a band about a chain of anchors: segments that share rare words, agreeing
// with their neighbours, rising on both sides.
func (m *model) coarse(d *document) *band {
	ns, nt := int32(d.src.n()), int32(d.tgt.n())
	if (int(ns)+1)*(int(nt)+1) <= fullCells {
		return fullBand(int(ns), int(nt))
	}
	return bandAbout(chain(agreeing(m.anchors(d), ns, nt)), ns, nt)
}

// point is a possible anchor.
type point struct {
	i, j   int32
	weight float32
}

// anchors gives for each source segment the target segments that share rare
// words with it, best first when they share several.
func (m *model) anchors(d *document) []point {
	x := m.lexicon
	at := placesOf(d.tgt, x.tgt.size())
	seen := placesOf(d.src, x.src.size())
	var out []point
	sum := make([]float32, d.tgt.n())
	var touched []int32
	for i := range int32(d.src.n()) {
		k0, k1 := d.src.words(int(i))
		touched = touched[:0]
		for _, e := range d.src.tok[k0:k1] {
			if n := len(seen.of(e)); n == 0 || n > rare {
				continue
			}
			for r := x.rowStart[e]; r < x.rowStart[e+1]; r++ {
				f := x.to[r]
				there := at.of(f)
				if len(there) > rare {
					continue
				}
				p := (x.fwd[r] + x.prior[r]) / x.source.giver(e)
				if p < leastAnchor {
					continue
				}
				for _, j := range there {
					if sum[j] == 0 {
						touched = append(touched, j)
					}
					sum[j] += p / float32(len(seen.of(e))*len(there))
				}
			}
		}
		sortInt32(touched)
		for _, j := range touched {
			out = append(out, point{i, j, sum[j]})
			sum[j] = 0
		}
	}
	return out
}

// leastAnchor is the probability of translation under which a pair of words
// is no anchor.
const leastAnchor = 0.3

// places lists, for each word, the segments it is in.
type places struct{ start, list []int32 }

func (p *places) of(w int32) []int32 { return p.list[p.start[w]:p.start[w+1]] }

func placesOf(s *side, words int) *places {
	p := &places{start: make([]int32, words+1), list: make([]int32, len(s.tok))}
	for _, t := range s.tok {
		p.start[t+1]++
	}
	for w := range words {
		p.start[w+1] += p.start[w]
	}
	next := slices.Clone(p.start[:words])
	for i := range s.n() {
		lo, hi := s.words(i)
		for _, t := range s.tok[lo:hi] {
			p.list[next[t]] = int32(i)
			next[t]++
		}
	}
	return p
}

// neighbours is how many points on either side vote on where a point may be.
const neighbours = 12

// agreeing drops the points that are far from the median of their
// neighbours, measured from the diagonal.
func agreeing(points []point, ns, nt int32) []point {
	slope := float64(nt) / float64(max(ns, 1))
	offset := func(p point) float64 { return float64(p.j) - slope*float64(p.i) }
	var out []point
	var near []float64
	// Anchors drift slowly; a wrong one is anywhere.
	for k, p := range points {
		near = near[:0]
		for a := max(k-neighbours, 0); a <= min(k+neighbours, len(points)-1); a++ {
			near = append(near, offset(points[a]))
		}
		slices.Sort(near)
		median := near[len(near)/2]
		if d := offset(p) - median; d < tolerance && d > -tolerance {
			out = append(out, p)
		}
	}
	return out
}

// tolerance is how many segments a point may be off its neighbours' median.
const tolerance = 40

// chain is the heaviest chain of points rising on both sides.
func chain(points []point) []point {
	slices.SortFunc(points, func(a, b point) int { return cmp.Or(cmp.Compare(a.i, b.i), cmp.Compare(b.j, a.j)) })
	most := int32(0)
	for _, p := range points {
		most = max(most, p.j)
	}
	// tree[j] holds the best chain that ends before j (a Fenwick tree of maxima).
	tree := make([]int32, most+2) // index of a point, plus one
	total := make([]float32, len(points))
	prev := make([]int32, len(points))
	better := func(a, b int32) int32 { // of two indices plus one
		if a == 0 || b != 0 && total[b-1] > total[a-1] {
			return b
		}
		return a
	}
	best := int32(0)
	for k, p := range points {
		from := int32(0)
		for j := p.j; j > 0; j -= j & -j { // chains ending at targets < p.j
			from = better(from, tree[j])
		}
		total[k] = p.weight
		prev[k] = from
		if from > 0 {
			total[k] += total[from-1]
		}
		for j := p.j + 1; int(j) < len(tree); j += j & -j {
			tree[j] = better(tree[j], int32(k)+1)
		}
		best = better(best, int32(k)+1)
	}
	var out []point
	for k := best; k > 0; k = prev[k-1] {
		out = append(out, points[k-1])
	}
	slices.Reverse(out)
	return out
}

// bandAbout is the band about the line through the points of a chain.
func bandAbout(points []point, ns, nt int32) *band {
	b := &band{lo: make([]int32, ns+1), hi: make([]int32, ns+1)}
	from := point{i: 0, j: 0}
	put := func(to point) {
		for i := from.i; i <= to.i; i++ {
			far := min(i-from.i, to.i-i)
			j := from.j
			if to.i > from.i {
				j += int32(int64(to.j-from.j) * int64(i-from.i) / int64(to.i-from.i))
			}
			w := coarseWidth + far/4
			if to.i-from.i < 4*coarseWidth {
				// Near anchors everything between them is possible.
				b.lo[i] = max(min(j-w, from.j-4), 0)
				b.hi[i] = min(max(j+w, to.j+4), nt)
				continue
			}
			b.lo[i], b.hi[i] = max(j-w, 0), min(j+w, nt)
		}
		from = to
	}
	for _, p := range points {
		put(p)
	}
	put(point{i: ns, j: nt})
	b.number(nt)
	return b
}
