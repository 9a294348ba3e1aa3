package align

// settled is the share of likely beads that a round may change when the next is to
// be the last.
const settled = 0.01

// likely lists the beads that a round found likelier than not.
func (g *group) likely() map[likelyBead]bool {
	out := map[likelyBead]bool{}
	for k, d := range g.docs {
		for i := range d.beads {
			if b := &d.beads[i]; b.w > 0.5 {
				out[likelyBead{k, b.i, b.j, b.n, b.m}] = true
			}
		}
	}
	return out
}

type likelyBead struct {
	doc        int
	i, j, n, m int32
}

// nearlySame reports whether two rounds found nearly the same beads.
func nearlySame(a, b map[likelyBead]bool) bool {
	lost := 0
	for k := range a {
		if !b[k] {
			lost++
		}
	}
	gained := len(b) - (len(a) - lost)
	return float64(max(lost, gained)) <= settled*float64(len(b))
}
