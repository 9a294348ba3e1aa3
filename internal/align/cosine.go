package align

import (
	"context"
	"math"
)

// cosines is the embedding term: the log ratio of how likely a cosine is
// between translations and between unrelated segments, both normal.
type cosines struct {
	same, any     float64 // means
	sameVar, vari float64
}

// embedShare is what the ratio counts in the score: vectors and words are not
// independent witnesses.
const embedShare = 0.5

// embed asks for the vectors of all segments and gives them to the documents,
// made unit length.
func (g *group) embed(ctx context.Context, pairs []Pair) error {
	var texts []string
	for _, p := range pairs {
		for _, s := range [2]Side{p.Source, p.Target} {
			for i := range s.Segments {
				texts = append(texts, s.Segments[i].Words())
			}
		}
	}
	vectors, err := g.opt.Embed.Embed(ctx, texts)
	if err != nil {
		return err
	}
	for _, v := range vectors {
		unit(v)
	}
	at := 0
	for _, d := range g.docs {
		d.vecS = vectors[at : at+d.src.n()]
		at += d.src.n()
		d.vecT = vectors[at : at+d.tgt.n()]
		at += d.tgt.n()
	}
	g.m.cosine = firstCosines(g.docs)
	return nil
}

func unit(v []float32) {
	sum := 0.0
	for _, x := range v {
		sum += float64(x) * float64(x)
	}
	if sum == 0 {
		return
	}
	f := float32(1 / math.Sqrt(sum))
	for i := range v {
		v[i] *= f
	}
}

// firstCosines guesses: unrelated pairs are taken far from the diagonal;
// translations lie above them by what is left to one.
func firstCosines(docs []*document) *cosines {
	var sum, sq, n float64
	for _, d := range docs {
		if len(d.vecT) == 0 {
			continue
		}
		for i := range d.vecS {
			c := float64(dot(d.vecS[i], d.vecT[(i*7919+len(d.vecT)/2)%len(d.vecT)]))
			sum += c
			sq += c * c
			n++
		}
	}
	c := &cosines{vari: 0.02, sameVar: 0.02}
	if n > 1 {
		c.any = sum / n
		c.vari = max(sq/n-c.any*c.any, 1e-3)
	}
	c.same = c.any + 0.6*(1-c.any)
	c.sameVar = max(c.vari, 0.02)
	return c
}

func dot(a, b []float32) float32 {
	s := float32(0)
	for i, x := range a {
		s += x * b[i]
	}
	return s
}

// score is the term of a cosine.
func (c *cosines) score(x float32) float32 {
	y := min(float64(x), c.same) // more than typical is no worse than typical
	a, b := y-c.same, y-c.any
	r := b*b/(2*c.vari) - a*a/(2*c.sameVar) + 0.5*math.Log(c.vari/c.sameVar)
	if y < c.any {
		r = -c.gap()
	}
	return float32(min(max(r, -c.gap()), 12)) * embedShare
}

// gap is the score of a cosine as low as that of unrelated segments.
func (c *cosines) gap() float64 {
	d := c.same - c.any
	return min(max(d*d/(2*c.sameVar)-0.5*math.Log(c.vari/c.sameVar), 0), 12)
}

// of gives the cosine of a bead: of the sums of its vectors.
func (d *document) cosine(i, n, j, m int32) float32 {
	if n == 1 && m == 1 {
		return dot(d.vecS[i], d.vecT[j])
	}
	sum := func(vs [][]float32) []float32 {
		out := make([]float32, len(vs[0]))
		for _, v := range vs {
			for k, x := range v {
				out[k] += x
			}
		}
		unit(out)
		return out
	}
	return dot(sum(d.vecS[i:i+n]), sum(d.vecT[j:j+m]))
}

// fit re-estimates the cosines of translations from the 1-1 beads.
func (c *cosines) fit(docs []*document) {
	const weight = 10
	n, sum, sq := float64(weight), weight*c.same, weight*(c.sameVar+c.same*c.same)
	for _, d := range docs {
		for _, b := range d.beads {
			if b.n == 1 && b.m == 1 {
				x := float64(d.cosine(b.i, 1, b.j, 1))
				n += float64(b.w)
				sum += float64(b.w) * x
				sq += float64(b.w) * x * x
			}
		}
	}
	c.same = max(sum/n, c.any+0.05)
	c.sameVar = max(sq/n-(sum/n)*(sum/n), 1e-3)
}
