package align

import (
	"cmp"
	"math"
	"slices"
)

// model is what the documents of one language pair have in common.
type model struct {
	lexicon *lexicon
	length  lengths
	like    [channels]confusion
	prior   [allTypes]float32 // log share of each type among beads with both sides
	trans   [states][states]float32

	cosine *cosines // nil without embeddings
}

// document is one pair of texts while it is being aligned.
type document struct {
	src, tgt *side
	large    bool // too large to look at everything
	straight bool // only what lies near the diagonal was looked at
	band     *band
	beads    []weighted
	beadsOf  [][]int32 // by source segment: beads
	gave     []gift
	srcEx    []float32 // by token: expected times it was brought here
	tgtEx    []float32
	nullS    []float32 // posterior of having no partner
	nullT    []float32
	trans    [states][states]float64
	result   []Bead

	vecS, vecT [][]float32 // unit vectors of the segments, when there is an embedder
}

// leastWeight is the posterior below which a bead teaches nothing.
const leastWeight = 0.05

func newModel(vs, vt *vocabulary, docs []*document) *model {
	m := &model{lexicon: newLexicon(vs, vt, docs), length: newLengths(docs)}
	for t, bt := range beadTypes {
		m.prior[t] = float32(math.Log(typePrior(bt.n, bt.m)))
	}
	m.setTrans(nil)
	m.fitLike(docs)
	return m
}

// typePrior is the share of a bead type expected before anything is seen: it
// falls with each segment beyond one on a side.
func typePrior(n, m int32) float64 {
	switch {
	case n == 1 && m == 1:
		return 0.9
	case n+m == 3:
		return 0.035
	}
	return 0.03 * math.Pow(0.3, float64(n+m-3))
}

// transPrior is how often a state follows another, expected before anything is
// seen.
var transPrior = [states][states]float64{
	{0.90, 0.05, 0.05},
	{0.55, 0.40, 0.05},
	{0.60, 0, 0.40},
}

// transMass is the number of steps that transPrior is worth.
const transMass = 20

func (m *model) setTrans(count *[states][states]float64) {
	for a := range states {
		total := 0.0
		var p [states]float64
		for b := range states {
			p[b] = transPrior[a][b] * transMass
			if count != nil && transPrior[a][b] > 0 {
				p[b] += count[a][b]
			}
			total += p[b]
		}
		for b := range states {
			m.trans[a][b] = impossible
			if p[b] > 0 {
				m.trans[a][b] = float32(math.Log(p[b] / total))
			}
		}
	}
}

// pass says what to do with what a pass found.
type pass struct {
	narrow bool // narrow the band about it
	margin int  // by how many segments about the likely cuts
	last   bool // pick the beads
}

// pass scores one document and finds its posteriors.
func (m *model) pass(d *document, types int, w *scratch, then pass) {
	m.lexicon.brought(d)
	s := &scorer{m: m, d: d, band: d.band, types: types, lexicon: m.lexicon, scratch: w}
	p := &w.path
	p.band, p.types, p.m = d.band, types, m
	p.scores = s.all(p.scores)
	p.run()
	m.collect(d, p)
	switch {
	case then.last:
		d.result = p.decode(d.nullS, d.nullT)
		p.cool(d)
		m.moved(d, s)
	case then.narrow:
		d.band = p.narrow(then.margin)
	}
}

// collect keeps the likely beads of a document, and the probabilities of
// having no partner.
func (m *model) collect(d *document, p *path) {
	n := int32(d.src.n())
	d.beads = d.beads[:0]
	d.nullS = zeroed(d.nullS, d.src.n())
	d.nullT = zeroed(d.nullT, d.tgt.n())
	d.trans = [states][states]float64{}
	b := p.band
	for i := int32(0); i <= n; i++ {
		for j := b.lo[i]; j <= b.hi[i]; j++ {
			at := b.start[i] + j - b.lo[i]
			for k := range p.types {
				w := p.posterior(i, j, at, k)
				if w > 1e-6 {
					from := b.start[i-beadTypes[k].n] + j - beadTypes[k].m - b.lo[i-beadTypes[k].n]
					for q := range states {
						d.trans[q][stateBead] += float64(w) * p.fwd[from][q] * p.trans[q][stateBead] / p.in[from]
					}
				}
				if w >= leastWeight {
					d.beads = append(d.beads, weighted{i: i - beadTypes[k].n, j: j - beadTypes[k].m, n: beadTypes[k].n, m: beadTypes[k].m, w: w})
				}
			}
		}
	}
	p.alone(d.nullS, d.nullT, &d.trans)
	slices.SortStableFunc(d.beads, func(a, b weighted) int { return cmp.Or(cmp.Compare(a.i, b.i), cmp.Compare(a.j, b.j)) })
	d.beadsOf = make([][]int32, n)
	for bi, b := range d.beads {
		for i := b.i; i < b.i+b.n; i++ {
			d.beadsOf[i] = append(d.beadsOf[i], int32(bi))
		}
	}
}

// learn re-estimates the model from the posteriors of all documents.
func (m *model) learn(docs []*document) {
	m.lexicon = m.lexicon.relearn(docs, 4)
	m.length = m.length.fit(docs)
	if m.cosine != nil {
		m.cosine.fit(docs)
	}
	var trans [states][states]float64
	var types [allTypes]float64
	total := 0.0
	for _, d := range docs {
		for a := range states {
			for b := range states {
				trans[a][b] += d.trans[a][b]
			}
		}
		for i := range d.beads {
			types[typeOf(d.beads[i].n, d.beads[i].m)] += float64(d.beads[i].w)
			total += float64(d.beads[i].w)
		}
	}
	m.setTrans(&trans)
	const weight = 30
	for t, bt := range beadTypes {
		m.prior[t] = float32(math.Log((types[t] + weight*typePrior(bt.n, bt.m)) / (total + weight)))
	}
	m.fitLike(docs)
}

func typeOf(n, m int32) int {
	for t, bt := range beadTypes {
		if bt.n == n && bt.m == m {
			return t
		}
	}
	return 0
}

// fitLike sets the confusions of the channels from the 1-1 beads.
func (m *model) fitLike(docs []*document) {
	for c := range channels {
		var joint [classMax][classMax]float64
		var marginal [classMax]float64
		for _, d := range docs {
			for _, v := range d.tgt.class[c] {
				marginal[v]++
			}
			for i := range d.beads {
				b := &d.beads[i]
				if b.n == 1 && b.m == 1 {
					joint[d.src.class[c][b.i]][d.tgt.class[c][b.j]] += float64(b.w)
				}
			}
		}
		m.like[c].fit(&joint, &marginal)
	}
}

// structure is the score of what the segments of a bead look like: the kinds
// of all of them, the first one's beginning and the last one's end.
func (m *model) structure(d *document, i, n, j, k int32) float32 {
	s := m.like[channelEnd].score[d.src.class[channelEnd][i+n-1]][d.tgt.class[channelEnd][j+k-1]]
	s += m.like[channelBegin].score[d.src.class[channelBegin][i]][d.tgt.class[channelBegin][j]]
	src, tgt := d.src.class[channelKind], d.tgt.class[channelKind]
	kind := float32(0)
	for a := i; a < i+n; a++ {
		for b := j; b < j+k; b++ {
			kind += m.like[channelKind].score[src[a]][tgt[b]]
		}
	}
	s += kind / float32(max(n, k))
	for a := i + 1; a < i+n; a++ {
		s += mergePenalty(src[a-1], src[a])
	}
	for b := j + 1; b < j+k; b++ {
		s += mergePenalty(tgt[b-1], tgt[b])
	}
	return s
}

// mergePenalty is the score of two neighbours being one segment on the other
// side: headings and code hardly ever are.
func mergePenalty(a, b uint8) float32 {
	switch {
	case isHeading(a) || isHeading(b) || a == kindCode || b == kindCode || a == kindOpaque || b == kindOpaque || a == kindFence || b == kindFence:
		return -12
	case a != b:
		return -2
	}
	return 0
}
