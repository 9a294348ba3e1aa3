package align

import "math"

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
