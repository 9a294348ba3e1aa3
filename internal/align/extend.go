package align

// extended is the model with its lexicon grown to larger vocabularies: words
// that it has not seen get the entries of their cognates.
func (m *model) extended(vs, vt *vocabulary) *model {
	out := *m
	x := m.lexicon
	y := &lexicon{src: vs, tgt: vt, learnt: true}
	y.source = x.source.grown(vs.size())
	y.target = x.target.grown(vt.size())
	oldS, oldT := int32(x.src.size()), int32(x.tgt.size())
	priors := cognatesFrom(vs, vt, oldS, oldT)
	y.rowStart = make([]int32, 1, vs.size()+1)
	at := 0
	for e := range int32(vs.size()) {
		if e < oldS {
			for n := x.rowStart[e]; n < x.rowStart[e+1]; n++ {
				y.to = append(y.to, x.to[n])
				y.fwd = append(y.fwd, x.fwd[n])
				y.bwd = append(y.bwd, x.bwd[n])
				y.prior = append(y.prior, x.prior[n])
			}
		}
		for ; at < len(priors) && priors[at].from == e; at++ {
			p := priors[at]
			y.to = append(y.to, p.to)
			y.fwd, y.bwd = append(y.fwd, 0), append(y.bwd, 0)
			y.prior = append(y.prior, p.count)
			y.source.sum[e] += p.count
			y.target.sum[p.to] += p.count
			share := baseShare * min(p.count, 1)
			if e >= oldS {
				y.source.base[e] = max(y.source.base[e], share)
			}
			if p.to >= oldT {
				y.target.base[p.to] = max(y.target.base[p.to], share)
			}
		}
		y.rowStart = append(y.rowStart, int32(len(y.to)))
	}
	y.total()
	y.activate()
	out.lexicon = y
	return &out
}

func (s *wordStats) grown(n int) wordStats {
	grow := func(x []float32, fill float32) []float32 {
		out := make([]float32, n)
		for i := copy(out, x); i < n; i++ {
			out[i] = fill
		}
		return out
	}
	return wordStats{prob: grow(s.prob, 1.5/(s.all+1)), count: grow(s.count, 0), sum: grow(s.sum, 0), explained: grow(s.explained, 0),
		base: grow(s.base, 0), all: s.all}
}
