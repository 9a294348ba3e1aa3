package align

// kinds of bead, by how many source and target segments they link. The first
// coarseTypes are all that the first round looks at.
var beadTypes = [...]struct{ n, m int32 }{
	{1, 1}, {1, 2}, {2, 1},
	{2, 2}, {1, 3}, {3, 1}, {2, 3}, {3, 2}, {3, 3}, {1, 4}, {4, 1}, {2, 4}, {4, 2}, {1, 5}, {5, 1}, {1, 6}, {6, 1},
}

const (
	coarseTypes = 3
	allTypes    = len(beadTypes)
	reach       = 6 // the most segments on one side of a bead
)

// impossible is the log score of what cannot be.
const impossible = float32(-1e9)

// lexicalShare is what the lexical log-likelihood ratios count in the score.
// They are summed over words and both directions as if all were independent
// witnesses; they are not.
const lexicalShare = 0.35

// hopeless is the score of length and type below which a bead of several
// segments is not looked at further.
const hopeless = -9

// scorer computes the scores of all beads of one document in a band, a row of
// source segments at a time, and keeps what the last rows found for beads of
// several segments.
type scorer struct {
	m     *model
	d     *document
	band  *band
	types int

	lexicon *lexicon
	// Rows of the last source segments, by i modulo reach.
	rows [reach]scoreRow

	*scratch
	massS, massT []float32
	lenS, lenT   []extent // by first segment and number of segments: see extents
}

// scratch is room that a scorer needs by word and by entry; one document after
// another uses it.
type scratch struct {
	head  []int32 // by target word: first of the row's nodes, plus one
	nodes []node
	heads []int32 // target words with a head

	lostF, lostB []float32 // by entry: what leaving the row out takes away
	lostE, lostT []float32 // by source and target word: the same of their sums
	spare        []float32
	stamp        int32 // of the bead at hand
	seenS, seenT []int32
	path         path
}

func newScratch(x *lexicon) *scratch {
	ns, nt := x.src.size(), x.tgt.size()
	return &scratch{
		head:  make([]int32, nt),
		lostF: make([]float32, len(x.to)), lostB: make([]float32, len(x.to)),
		lostE: make([]float32, ns), lostT: make([]float32, nt),
		seenS: make([]int32, ns), seenT: make([]int32, nt),
	}
}

type node struct {
	next     int32
	k        int32 // place of the source word in its segment
	fwd, bwd float32
}

// scoreRow holds, for one source segment and each target segment of the band,
// how strongly each word on either side is brought.
type scoreRow struct {
	i          int32
	j0, j1     int32   // target segments covered: j0 ≤ j < j1
	fwdAt      []int32 // by j−j0: where the target's words begin in fwd
	fwd, bwd   []float32
	bwdPerCell int32
}

func (s *scorer) prepare() {
	d := s.d
	masses := func(x *side) []float32 {
		out := make([]float32, x.n())
		for i := range x.n() {
			lo, hi := x.words(i)
			out[i] = mass(x.weight[lo:hi])
		}
		return out
	}
	s.massS, s.massT = masses(d.src), masses(d.tgt)
	s.lenS, s.lenT = extents(d.src), extents(d.tgt)
}

// extents gives, at i·reach+n−1, the length of n segments from i.
func extents(x *side) []extent {
	out := make([]extent, x.n()*reach)
	for i := range x.n() {
		sum := float32(0)
		for n := 0; n < reach && i+n < x.n(); n++ {
			sum += x.length[i+n]
			out[i*reach+n] = extentOf(sum)
		}
	}
	return out
}

// row finds how strongly words are brought between source segment i and the
// target segments of the band. What the beads with i gave the lexicon is left
// out: without that a wrong first pass proves itself right.
func (s *scorer) row(i int32) *scoreRow {
	d := s.d
	r := &s.rows[i%reach]
	r.i = i
	// Cell (i, j) lies between cuts (i, j) and (i+1, j+1); larger beads need
	// the cells about it too.
	r.j0 = s.band.lo[i]
	r.j1 = s.band.hi[i+1]
	k0, k1 := d.src.words(int(i))
	r.bwdPerCell = k1 - k0
	nj := int(r.j1 - r.j0)
	r.fwdAt = r.fwdAt[:0]
	words := d.tgt.off[r.j1] - d.tgt.off[r.j0]
	r.fwd = zeroed(r.fwd, int(words))
	r.bwd = zeroed(r.bwd, nj*int(k1-k0))
	s.leaveOut(i, 1)
	s.scatter(i, k0, k1)
	base := d.tgt.off[r.j0]
	for j := r.j0; j < r.j1; j++ {
		t0, t1 := d.tgt.off[j], d.tgt.off[j+1]
		r.fwdAt = append(r.fwdAt, t0-base)
		bwd := r.bwd[int(j-r.j0)*int(r.bwdPerCell):][:r.bwdPerCell]
		for l := t0; l < t1; l++ {
			n := s.head[d.tgt.tok[l]]
			if n == 0 {
				continue
			}
			w := d.tgt.weight[l]
			sum := float32(0)
			for n > 0 {
				nd := &s.nodes[n-1]
				sum += nd.fwd
				bwd[nd.k] += w * nd.bwd
				n = nd.next
			}
			r.fwd[l-base] = sum
		}
	}
	for _, f := range s.heads {
		s.head[f] = 0
	}
	s.leaveOut(i, 0)
	return r
}

// scatter lays out the lexicon's entries of the segment's words by target word.
func (s *scorer) scatter(i, k0, k1 int32) {
	x, d := s.lexicon, s.d
	s.nodes = s.nodes[:0]
	s.heads = s.heads[:0]
	for k := k0; k < k1; k++ {
		e := d.src.tok[k]
		w := d.src.weight[k]
		give := x.source.giver(e)
		part := give / max(give-s.lostE[e], smoothing)
		for _, a := range x.active[x.activeStart[e]:x.activeStart[e+1]] {
			f := a.to
			fwd, bwd := a.fwd*part, a.bwd
			if n := a.entry; s.lostT[f] != 0 {
				fwd = (max(x.fwd[n]-s.lostF[n], 0) + x.prior[n]) * part / (give * x.target.prob[f])
				bwd = (max(x.bwd[n]-s.lostB[n], 0) + x.prior[n]) / (x.source.prob[e] * max(x.target.giver(f)-s.lostT[f], smoothing))
				if fwd < 1 && bwd < 1 {
					continue
				}
			}
			if s.head[f] == 0 {
				s.heads = append(s.heads, f)
			}
			s.nodes = append(s.nodes, node{next: s.head[f], k: k - k0, fwd: w * fwd, bwd: bwd})
			s.head[f] = int32(len(s.nodes))
		}
	}
}

// leaveOut sets (on = 1) or clears (on = 0) what the beads with source segment
// i gave to the lexicon.
func (s *scorer) leaveOut(i int32, on float32) {
	d, x := s.d, s.lexicon
	if len(d.beadsOf) == 0 {
		return
	}
	for _, bi := range d.beadsOf[i] {
		b := &d.beads[bi]
		for _, g := range d.gave[b.c0:b.c1] {
			e, f := x.from[g.entry], x.to[g.entry]
			if on == 0 {
				s.lostF[g.entry], s.lostB[g.entry], s.lostE[e], s.lostT[f] = 0, 0, 0, 0
				continue
			}
			s.lostF[g.entry] += g.fwd
			s.lostB[g.entry] += g.bwd
			s.lostE[e] += g.fwd
			s.lostT[f] += g.bwd
		}
	}
}

// lexical is the lexical log-likelihood ratio of a bead of n source segments
// from i and m target segments from j, both directions.
func (s *scorer) lexical(i, n, j, m int32) float32 {
	d := s.d
	massS, massT := float32(0), float32(0)
	for a := range n {
		massS += s.massS[i+a]
	}
	for b := range m {
		massT += s.massT[j+b]
	}
	total := float32(0)
	s.stamp++
	for b := j; b < j+m; b++ {
		t0, t1 := d.tgt.off[b], d.tgt.off[b+1]
		for l := t0; l < t1; l++ {
			a := d.tgt.alpha[l]
			if a == 0 {
				continue
			}
			wt := d.tgt.weight[l]
			if m > 1 && s.repeated(s.seenT, d.tgt.tok[l]) {
				wt *= again
			}
			q := float32(0)
			for c := i; c < i+n; c++ {
				r := &s.rows[c%reach]
				q += r.fwd[r.fwdAt[b-r.j0]+l-t0]
			}
			total += wt * fastLog(1-a+a*q/massS)
		}
	}
	for c := i; c < i+n; c++ {
		r := &s.rows[c%reach]
		k0, k1 := d.src.words(int(c))
		for k := k0; k < k1; k++ {
			a := d.src.alpha[k]
			if a == 0 {
				continue
			}
			wt := d.src.weight[k]
			if n > 1 && s.repeated(s.seenS, d.src.tok[k]) {
				wt *= again
			}
			q := float32(0)
			for b := j; b < j+m; b++ {
				q += r.bwd[(b-r.j0)*r.bwdPerCell+k-k0]
			}
			total += wt * fastLog(1-a+a*q/massT)
		}
	}
	return total
}

// again is what a word counts when it comes again: in the same segment, or in
// another of the same side of a bead. Words come in bursts (Church 2000): the
// second time is little news, whatever the other side says.
const again = 0.5

// repeated reports whether a word was met before in this bead.
func (s *scorer) repeated(seen []int32, w int32) bool {
	if seen[w] == s.stamp {
		return true
	}
	seen[w] = s.stamp
	return false
}

// all gives, in room if there is enough, for each cut the scores of the bead types that end there.
func (s *scorer) all(room []float32) []float32 {
	s.prepare()
	d := s.d
	n := int32(d.src.n())
	out := room[:0]
	if need := s.band.size() * s.types; cap(out) >= need {
		out = out[:need]
	} else {
		out = make([]float32, need)
	}
	for k := range out {
		out[k] = impossible
	}
	for i := int32(1); i <= n; i++ {
		s.row(i - 1)
		for j := max(s.band.lo[i], 1); j <= s.band.hi[i]; j++ {
			at, _ := s.band.at(i, j)
			cell := out[int(at)*s.types:][:s.types]
			for t := range s.types {
				bt := beadTypes[t]
				if bt.n > i || bt.m > j || !s.covered(i-bt.n, bt.n, j-bt.m, bt.m) {
					continue
				}
				cell[t] = s.bead(i-bt.n, bt.n, j-bt.m, bt.m, t)
			}
		}
	}
	return out
}

// covered reports whether the bead's first cut and all its cells are in the
// band.
func (s *scorer) covered(i, n, j, m int32) bool {
	if j < s.band.lo[i] || j > s.band.hi[i] {
		return false
	}
	for c := i; c < i+n; c++ {
		r := &s.rows[c%reach]
		if j < r.j0 || j+m > r.j1 {
			return false
		}
	}
	return true
}

func (s *scorer) bead(i, n, j, m int32, t int) float32 {
	score := s.m.prior[t] + s.m.length.between(s.lenS[i*reach+n-1], s.lenT[j*reach+m-1])
	score += s.m.structure(s.d, i, n, j, m)
	if t > 0 && score < hopeless {
		return impossible
	}
	if s.m.cosine != nil {
		score += s.m.cosine.score(s.d.cosine(i, n, j, m))
	}
	return score + lexicalShare*s.lexical(i, n, j, m)
}
