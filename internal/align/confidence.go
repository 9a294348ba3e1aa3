package align

// coolness is what scores count when confidences are found. Words, lengths and
// structure are scored as independent witnesses; they repeat each other, so
// the posteriors that pick the beads are too sure of themselves.
const coolness = 0.4

// cool gives the beads of a document confidences from cooled scores.
func (p *path) cool(d *document) {
	for k, sc := range p.scores {
		if sc > impossible/2 {
			p.scores[k] = sc * coolness
		}
	}
	p.run()
	nullS, nullT := make([]float32, d.src.n()), make([]float32, d.tgt.n())
	p.alone(nullS, nullT, nil)
	for k := range d.result {
		b := &d.result[k]
		switch {
		case len(b.Target) == 0:
			b.Confidence = float64(nullS[b.Source[0]])
		case len(b.Source) == 0:
			b.Confidence = float64(nullT[b.Target[0]])
		default:
			i, j := int32(b.Source[0]+len(b.Source)), int32(b.Target[0]+len(b.Target))
			at, _ := p.band.at(i, j)
			b.Confidence = float64(p.posterior(i, j, at, typeOf(int32(len(b.Source)), int32(len(b.Target)))))
		}
	}
}

// alone sums the probabilities of having no partner, and the expected
// transitions into such segments when count is not nil.
func (p *path) alone(nullS, nullT []float32, count *[states][states]float64) {
	var none [states][states]float64
	if count == nil {
		count = &none
	}
	b := p.band
	for i := range int32(len(b.lo)) {
		for j := b.lo[i]; j <= b.hi[i]; j++ {
			at := b.start[i] + j - b.lo[i]
			if from, ok := b.at(i-1, j); ok {
				nullS[i-1] += p.passing(from, at, i-1, i, stateSource, count)
			}
			if from, ok := b.at(i, j-1); ok {
				nullT[j-1] += p.passing(from, at, i, i, stateTarget, count)
			}
		}
	}
	for _, null := range [2][]float32{nullS, nullT} {
		for k := range null {
			null[k] = min(null[k], 1)
		}
	}
}
