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

// relearn makes a new lexicon of the same vocabularies from the documents'
// weighted beads.
func (x *lexicon) relearn(docs []*document, steps int) *lexicon {
	y := &lexicon{src: x.src, tgt: x.tgt, source: newStats(x.src), target: newStats(x.tgt)}
	y.source.base, y.target.base = x.source.base, x.target.base
	copy(y.source.explained, x.source.explained)
	copy(y.target.explained, x.target.explained)
	y.shape(x, docs)
	y.learnt = true
	for s := range steps {
		y.step(docs, s == steps-1)
		if s < steps-1 {
			y.prune()
		}
	}
	y.activate()
	return y
}

// shape finds the entries worth having: the old priors, and the pairs of words
// that met in more than one bead and more often than by chance.
func (y *lexicon) shape(x *lexicon, docs []*document) {
	type occurrence struct {
		doc  int32
		bead int32
	}
	ne := x.src.size()
	start := make([]int32, ne+1)
	each := func(f func(e int32, d, b int)) {
		for d, doc := range docs {
			for b := range doc.beads {
				lo, hi := doc.beads[b].sourceWords(doc)
				for _, e := range doc.src.tok[lo:hi] {
					f(e, d, b)
				}
			}
		}
	}
	each(func(e int32, _, _ int) { start[e+1]++ })
	for e := range ne {
		start[e+1] += start[e]
	}
	occ := make([]occurrence, start[ne])
	next := append([]int32(nil), start[:ne]...)
	each(func(e int32, d, b int) { occ[next[e]] = occurrence{int32(d), int32(b)}; next[e]++ })

	met := make([]float32, x.tgt.size())
	prior := make([]float32, x.tgt.size())
	var touched []int32
	y.rowStart = make([]int32, ne+1)
	for e := range int32(ne) {
		touched = touched[:0]
		for k := x.rowStart[e]; k < x.rowStart[e+1]; k++ {
			if x.prior[k] > 0 {
				f := x.to[k]
				prior[f] = x.prior[k]
				met[f] = 1e-9
				touched = append(touched, f)
			}
		}
		total := float32(0)
		for _, o := range occ[start[e]:start[e+1]] {
			doc := docs[o.doc]
			b := &doc.beads[o.bead]
			lo, hi := b.targetWords(doc)
			for _, f := range doc.tgt.tok[lo:hi] {
				if met[f] == 0 {
					touched = append(touched, f)
				}
				met[f] += b.w
			}
			total += b.w * float32(hi-lo)
		}
		sortInt32(touched)
		for _, f := range touched {
			c, chance := met[f], total*y.target.prob[f]
			if prior[f] > 0 || c >= leastMet && c-chance > surprise*float32(math.Sqrt(float64(chance))) {
				y.to = append(y.to, f)
				y.prior = append(y.prior, prior[f])
				// The first step starts from Dice's coefficient, which frequent
				// words do not win.
				y.fwd = append(y.fwd, 2*c*c/(y.source.count[e]+y.target.count[f]))
				y.source.sum[e] += prior[f]
				y.target.sum[f] += prior[f]
			}
			met[f], prior[f] = 0, 0
		}
		y.rowStart[e+1] = int32(len(y.to))
	}
	y.bwd = append([]float32(nil), y.fwd...)
	y.total()
}

// leastMet is the weight of beads in which two words must meet: over one, so
// that no pair rests on a single bead.
const leastMet = 1.05

// leastCount is the expected count below which an entry is dropped between
// steps: most pairs of words that met are explained by other words at once.
const leastCount = 0.1

// prune drops the entries that count for nothing.
func (y *lexicon) prune() {
	kept := int32(0)
	start := int32(0)
	for e := range len(y.rowStart) - 1 {
		end := y.rowStart[e+1]
		for k := start; k < end; k++ {
			if y.prior[k] == 0 && y.fwd[k] < leastCount && y.bwd[k] < leastCount {
				continue
			}
			y.to[kept], y.prior[kept], y.fwd[kept], y.bwd[kept] = y.to[k], y.prior[k], y.fwd[k], y.bwd[k]
			kept++
		}
		y.rowStart[e+1] = kept
		start = end
	}
	y.to, y.prior, y.fwd, y.bwd = y.to[:kept], y.prior[:kept], y.fwd[:kept], y.bwd[:kept]
	y.total()
}

// surprise is how far above chance two words must meet, in standard
// deviations. Frequent words meet everything; most of it means nothing.
const surprise = 1

// total sets the sums of counts and priors.
func (y *lexicon) total() {
	clear(y.source.sum)
	clear(y.target.sum)
	for e := range len(y.rowStart) - 1 {
		for k := y.rowStart[e]; k < y.rowStart[e+1]; k++ {
			y.source.sum[e] += y.fwd[k] + y.prior[k]
			y.target.sum[y.to[k]] += y.bwd[k] + y.prior[k]
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

// step is one step of expectation maximisation over all beads. The last step
// remembers what each bead gave.
func (y *lexicon) step(docs []*document, last bool) {
	fwd := make([]float32, len(y.to))
	bwd := make([]float32, len(y.to))
	exS := make([]float32, y.src.size())
	exT := make([]float32, y.tgt.size())
	place := make([]int32, y.tgt.size())
	var hits []hit
	var zs, zt []float32
	for _, d := range docs {
		if last {
			d.gave = d.gave[:0]
			d.srcEx = zeroed(d.srcEx, len(d.src.tok))
			d.tgtEx = zeroed(d.tgtEx, len(d.tgt.tok))
		}
		for bi := range d.beads {
			b := &d.beads[bi]
			s0, s1 := b.sourceWords(d)
			t0, t1 := b.targetWords(d)
			hits = y.hits(d.src, d.tgt, s0, s1, t0, t1, place, hits[:0])
			massS, massT := mass(d.src.weight[s0:s1]), mass(d.tgt.weight[t0:t1])
			zs = zeroed(zs, int(s1-s0))
			zt = zeroed(zt, int(t1-t0))
			for h := range hits {
				x := &hits[h]
				e, f := d.src.tok[x.k], d.tgt.tok[x.l]
				x.fwd = d.src.weight[x.k] / massS * (y.fwd[x.entry] + y.prior[x.entry]) / (y.source.giver(e) * y.target.prob[f])
				x.bwd = d.tgt.weight[x.l] / massT * (y.bwd[x.entry] + y.prior[x.entry]) / (y.target.giver(f) * y.source.prob[e])
				zt[x.l-t0] += x.fwd
				zs[x.k-s0] += x.bwd
			}
			for k := range zs {
				a := learningShare
				full := a * zs[k] / (1 - a + a*zs[k])
				exS[d.src.tok[s0+int32(k)]] += b.w * full
				if last {
					d.srcEx[s0+int32(k)] += b.w * full
				}
				zs[k] = a / (1 - a + a*zs[k])
			}
			for l := range zt {
				a := learningShare
				full := a * zt[l] / (1 - a + a*zt[l])
				exT[d.tgt.tok[t0+int32(l)]] += b.w * full
				if last {
					d.tgtEx[t0+int32(l)] += b.w * full
				}
				zt[l] = a / (1 - a + a*zt[l])
			}
			if last {
				b.c0 = int32(len(d.gave))
			}
			for _, x := range hits {
				f := b.w * x.fwd * zt[x.l-t0]
				g := b.w * x.bwd * zs[x.k-s0]
				fwd[x.entry] += f
				bwd[x.entry] += g
				if last && f+g >= leastGift*b.w {
					d.gave = append(d.gave, gift{x.entry, f, g})
				}
			}
			if last {
				b.c1 = int32(len(d.gave))
			}
		}
	}
	y.fwd, y.bwd = fwd, bwd
	y.source.explained, y.target.explained = exS, exT
	y.total()
}

// learningShare is the share of words that are not chance while learning.
const learningShare = float32(0.4)

// brought sets the alpha of each token: the probability that its word is
// brought by the lexicon's words, with what this very place said left out.
func (y *lexicon) brought(d *document) {
	fill := func(s *side, w *wordStats, ex []float32) {
		s.alpha = zeroed(s.alpha, len(s.tok))
		for k, t := range s.tok {
			own, one := float32(0), float32(0)
			if ex != nil {
				own, one = ex[k], 1
			}
			n := max(w.count[t]-one, 0)
			if len(ex) == 0 && !y.learnt {
				n = 0
			}
			a := (max(w.explained[t]-own, 0) + trust*w.base[t]) / (n + trust)
			s.alpha[k] = min(a, 0.98)
		}
	}
	fill(d.src, &y.source, d.srcEx)
	fill(d.tgt, &y.target, d.tgtEx)
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
