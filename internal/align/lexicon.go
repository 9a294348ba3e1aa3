package align

import "math"

// lexicon is a bilingual lexicon: for pairs of words how often one was seen to
// bring the other, in both directions (IBM Model 1, Brown et al. 1993), over
// the source vocabulary's rows.
type lexicon struct {
	src, tgt *vocabulary

	learnt   bool      // whether any text has been seen
	rowStart []int32   // by source word: its entries are rowStart[e] to rowStart[e+1]
	to       []int32   // by entry: the target word, ascending in a row
	fwd, bwd []float32 // by entry: expected count of e bringing f, and of f bringing e
	prior    []float32 // by entry: pseudo-count of resemblance

	source, target wordStats

	from        []int32 // by entry: the source word
	activeStart []int32 // by source word: its entries above chance
	active      []active
}

// active is an entry that says more than chance, as its probabilities over
// chance: all that scoring looks at.
type active struct {
	to, entry int32
	fwd, bwd  float32
}

// activate lists the entries above chance.
func (x *lexicon) activate() {
	x.activeStart = make([]int32, len(x.rowStart))
	x.from = make([]int32, len(x.to))
	x.active = x.active[:0]
	for e := range int32(len(x.rowStart) - 1) {
		give := x.source.giver(e)
		for n := x.rowStart[e]; n < x.rowStart[e+1]; n++ {
			f := x.to[n]
			x.from[n] = e
			fwd := (x.fwd[n] + x.prior[n]) / (give * x.target.prob[f])
			bwd := (x.bwd[n] + x.prior[n]) / (x.target.giver(f) * x.source.prob[e])
			if fwd >= 1 || bwd >= 1 {
				x.active = append(x.active, active{f, n, fwd, bwd})
			}
		}
		x.activeStart[e+1] = int32(len(x.active))
	}
}

// wordStats is what is known of each word of one side.
type wordStats struct {
	prob      []float32 // share of all words of the side
	count     []float32 // occurrences
	sum       []float32 // counts and priors of its entries, as the giver
	explained []float32 // expected occurrences that a word of the other side brought
	base      []float32 // prior probability of being brought
	all       float32   // occurrences of all words
}

// smoothing is added to a word's total before its counts become
// probabilities: a word seen once proves little.
const smoothing = 0.5

// carried is the least share of a word's occurrences taken to bring some word:
// it keeps a word whose translations are all too rare for the lexicon from
// giving all its mass to the few that are not.
const carried = 0.5

// trust is the number of occurrences that the prior of being brought is worth.
const trust = 1

func (w *wordStats) giver(e int32) float32 {
	return max(w.sum[e], carried*w.count[e]) + smoothing
}

// weighted is a candidate bead with the probability that it is right.
type weighted struct {
	i, j   int32 // first source and target segment
	n, m   int32
	w      float32
	c0, c1 int32 // what it gave to the lexicon: document.gave[c0:c1]
}

// gift is what one bead gave to one entry.
type gift struct {
	entry    int32
	fwd, bwd float32
}

// leastGift is the share of a bead's weight below which a gift is not
// remembered.
const leastGift = 0.02

// newLexicon numbers the cognates into a lexicon that has seen nothing.
func newLexicon(src, tgt *vocabulary, docs []*document) *lexicon {
	x := &lexicon{src: src, tgt: tgt}
	x.source = newStats(src)
	x.target = newStats(tgt)
	x.source.expect(src)
	x.target.expect(tgt)
	priors := cognates(src, tgt)
	x.rowStart = make([]int32, src.size()+1)
	for _, p := range priors {
		x.rowStart[p.from+1]++
		x.to = append(x.to, p.to)
		x.prior = append(x.prior, p.count)
		x.source.sum[p.from] += p.count
		x.target.sum[p.to] += p.count
		share := baseShare * min(p.count, 1)
		x.source.base[p.from] = max(x.source.base[p.from], share)
		x.target.base[p.to] = max(x.target.base[p.to], share)
	}
	for e := range src.size() {
		x.rowStart[e+1] += x.rowStart[e]
	}
	x.fwd = make([]float32, len(x.to))
	x.bwd = make([]float32, len(x.to))
	x.activate()
	return x
}

// baseShare is how surely a word with a perfect cognate on the other side is
// translated by it.
const baseShare = 0.6

// unseen is the count of a word that occurs nowhere but in the segment at
// hand: the background of a word leaves out its own place, as all else does.
const unseen = 0.5

func newStats(v *vocabulary) wordStats {
	n := v.size()
	w := wordStats{prob: make([]float32, n), count: v.freq, sum: make([]float32, n), explained: make([]float32, n), base: make([]float32, n)}
	total := float32(0)
	for _, c := range v.freq {
		total += c
	}
	w.all = total
	for i, c := range v.freq {
		w.prob[i] = (max(c-1, 0) + unseen) / (total + 1)
	}
	return w
}

// numberBase is how surely a number or an anchor has its like in the
// translation.
const numberBase = 0.6

// expect sets the bases of the words that translations keep.
func (w *wordStats) expect(v *vocabulary) {
	for id, c := range v.sort {
		if c == classAnchor || c == classNumber && len(v.word[id]) > 1 {
			w.base[id] = numberBase
		}
	}
}

func (b *weighted) sourceWords(d *document) (lo, hi int32) {
	return d.src.off[b.i], d.src.off[b.i+b.n]
}

func (b *weighted) targetWords(d *document) (lo, hi int32) {
	return d.tgt.off[b.j], d.tgt.off[b.j+b.m]
}

// hit is an entry whose both words are in a bead, by their places there.
type hit struct {
	entry    int32
	k, l     int32
	fwd, bwd float32 // probabilities over chance
}

// hits lists the entries between the words of two runs of segments.
func (y *lexicon) hits(src, tgt *side, s0, s1, t0, t1 int32, place []int32, out []hit) []hit {
	for l := t0; l < t1; l++ {
		place[tgt.tok[l]] = l + 1
	}
	for k := s0; k < s1; k++ {
		e := src.tok[k]
		r0, r1 := y.rowStart[e], y.rowStart[e+1]
		if r0 == r1 {
			continue
		}
		if int(r1-r0) > 6*int(t1-t0) {
			row := y.to[r0:r1]
			for l := t0; l < t1; l++ {
				if at, ok := search(row, tgt.tok[l]); ok {
					out = append(out, hit{entry: r0 + at, k: k, l: l})
				}
			}
			continue
		}
		for x := r0; x < r1; x++ {
			if l := place[y.to[x]]; l > 0 {
				out = append(out, hit{entry: x, k: k, l: l - 1})
			}
		}
	}
	for l := t0; l < t1; l++ {
		place[tgt.tok[l]] = 0
	}
	return out
}

func search(row []int32, f int32) (int32, bool) {
	lo, hi := 0, len(row)
	for lo < hi {
		mid := int(uint(lo+hi) >> 1)
		if row[mid] < f {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return int32(lo), lo < len(row) && row[lo] == f
}

func mass(w []float32) float32 {
	m := float32(0)
	for _, x := range w {
		m += x
	}
	return max(m, 1)
}

// zeroed gives a zeroed slice of length n, reusing s.
func zeroed[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n)
	}
	s = s[:n]
	clear(s)
	return s
}

// fastLog is the natural logarithm of a positive normal number, right to 2e-4.
func fastLog(x float32) float32 {
	b := math.Float32bits(x)
	return (float32(int32(b>>23)-127) + log2Table[b>>12&0x7ff]) * math.Ln2
}

// log2Table holds the binary logarithms of 1 to 2 in steps of 1/2048.
var log2Table = func() (t [2048]float32) {
	for i := range t {
		t[i] = float32(math.Log2(1 + (float64(i)+0.5)/2048))
	}
	return t
}()
