package align

import "slices"

// fullCells is the size up to which every cut is looked at.
const (
	fullCells  = 300_000
	knownCells = 5000 // where the words are known: what they anchor is to be trusted
)

// coarseWidth is half the width, in segments, of the band about a line that
// anchors hold in place; between anchors it widens with the distance to them.
const coarseWidth = 24

// rare is the most pairs of segments that two words may bring together to
// anchor any of them.
const rare = 100

// first gives the band to begin with. Two texts whose segments are of the same
// kinds throughout most often correspond one to one; where the words are known
// already, they say in the first round whether these do, and it is enough to look
// near the diagonal.
func (m *model) first(d *document, known bool) *band {
	src, tgt := d.src.class[channelKind], d.tgt.class[channelKind]
	if !known {
		return m.coarse(d, fullCells)
	}
	if d.src.n() <= 2*margin || !slices.Equal(src, tgt) {
		return m.coarse(d, knownCells)
	}
	d.straight = true
	n := int32(d.src.n())
	b := &band{lo: make([]int32, n+1), hi: make([]int32, n+1)}
	for i := range n + 1 {
		b.lo[i], b.hi[i] = max(i-margin, 0), min(i+margin, n)
	}
	b.number(n)
	return b
}

// onTheLine reports whether the likely beads of a straight document keep to the
// diagonal: most segments are in one with their like.
func (m *model) onTheLine(d *document) bool {
	on := float32(0)
	for _, b := range d.beads {
		if b.i == b.j && b.n == b.m {
			on += b.w * float32(b.n)
		}
	}
	return on >= straightShare*float32(d.src.n())
}

// straightShare is the share of segments that must have their like in the same
// place for a document to be straight.
const straightShare = 0.8

// coarse gives the first band of a document: everything when it is small, else
// a band about a chain of anchors: segments that share rare words, agreeing
// with their neighbours, rising on both sides.
func (m *model) coarse(d *document, most int) *band {
	ns, nt := int32(d.src.n()), int32(d.tgt.n())
	cells := (int(ns) + 1) * (int(nt) + 1)
	if cells <= most {
		return fullBand(int(ns), int(nt))
	}
	d.large = cells > fullCells
	return bandAbout(chain(m.anchors(d), ns, nt), ns, nt)
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
			here := seen.of(e)
			if len(here) > rare {
				continue
			}
			for r := x.rowStart[e]; r < x.rowStart[e+1]; r++ {
				f := x.to[r]
				there := at.of(f)
				pairs := len(here) * len(there)
				if pairs > rare {
					continue
				}
				p := (x.fwd[r] + x.prior[r]) / (x.source.sum[e] + smoothing)
				if p < leastAnchor {
					continue
				}
				for _, j := range there {
					if sum[j] == 0 {
						touched = append(touched, j)
					}
					sum[j] += p / float32(pairs)
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

// lookBack is how many points back the chain looks for the point before.
const lookBack = 400

// drift is what a chain pays for each segment that one text moves ahead of the
// other from one point to the next.
const drift = 0.01

// chain is the heaviest chain of points rising on both sides, less the drift
// between them. The points are sorted by source, then target.
func chain(points []point, ns, nt int32) []point {
	slope := float32(nt) / float32(max(ns, 1))
	total := make([]float32, len(points))
	prev := make([]int32, len(points)) // index plus one
	best := 0
	for k, p := range points {
		// The beginning of both texts is a point too.
		total[k] = p.weight - drift*abs(float32(p.j)-slope*float32(p.i))
		for a := max(0, k-lookBack); a < k; a++ {
			q := points[a]
			if q.i >= p.i || q.j >= p.j {
				continue
			}
			if w := total[a] + p.weight - drift*abs(float32(p.j-q.j)-slope*float32(p.i-q.i)); w > total[k] {
				total[k], prev[k] = w, int32(a)+1
			}
		}
		if total[k]-drift*abs(float32(nt-p.j)-slope*float32(ns-p.i)) > total[best]-drift*abs(float32(nt-points[best].j)-slope*float32(ns-points[best].i)) {
			best = k
		}
	}
	var out []point
	if len(points) == 0 {
		return nil
	}
	for k := int32(best) + 1; k > 0; k = prev[k-1] {
		out = append(out, points[k-1])
	}
	slices.Reverse(out)
	return out
}

func abs(x float32) float32 { return max(x, -x) }

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
