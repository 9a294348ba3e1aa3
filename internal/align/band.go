package align

// band says which cuts (i, j) — i source and j target segments done — are
// looked at: those with lo[i] ≤ j ≤ hi[i]. lo and hi do not fall, so a
// monotone path stays inside.
type band struct {
	lo, hi []int32
	start  []int32 // index of cut (i, lo[i]) among all cuts; one more at the end
}

func (b *band) at(i, j int32) (int32, bool) {
	if i < 0 || j < b.lo[i] || j > b.hi[i] {
		return 0, false
	}
	return b.start[i] + j - b.lo[i], true
}

func (b *band) size() int { return int(b.start[len(b.lo)]) }

// number sets start, after making the edges monotone and the ends reachable.
func (b *band) number(m int32) {
	n := len(b.lo)
	b.lo[0] = 0
	b.hi[n-1] = m
	for i := 1; i < n; i++ {
		b.hi[i] = max(b.hi[i], b.hi[i-1])
	}
	for i := n - 2; i >= 0; i-- {
		b.lo[i] = min(b.lo[i], b.lo[i+1])
	}
	for i := 1; i < n; i++ {
		// Rows must overlap for a path to cross.
		b.lo[i] = min(b.lo[i], b.hi[i-1])
	}
	for i := n - 2; i >= 0; i-- {
		b.lo[i] = min(b.lo[i], b.lo[i+1])
	}
	b.start = make([]int32, n+1)
	for i := range n {
		b.start[i+1] = b.start[i] + b.hi[i] - b.lo[i] + 1
	}
}

func fullBand(n, m int) *band {
	b := &band{lo: make([]int32, n+1), hi: make([]int32, n+1)}
	for i := range b.hi {
		b.hi[i] = int32(m)
	}
	b.number(int32(m))
	return b
}

// margin is how far from the likely cuts of the first round the second one looks,
// in segments, and marginLater how far later rounds look from the ones before.
const (
	margin      = 8
	marginLater = 4
)

// unlikely is the posterior below which a cut is not likely.
const unlikely = 1e-3

// narrow gives the band about the likely cuts of a path, by a margin of segments.
func (p *path) narrow(margin int) *band {
	b := p.band
	n := len(b.lo)
	out := &band{lo: make([]int32, n), hi: make([]int32, n)}
	m := b.hi[n-1]
	for i := range out.lo {
		out.lo[i], out.hi[i] = m, 0
	}
	for i := range n {
		lo, hi := b.hi[i]+1, b.lo[i]-1
		for j := b.lo[i]; j <= b.hi[i]; j++ {
			at := b.start[i] + j - b.lo[i]
			if p.likely(int32(i), at) > unlikely {
				lo, hi = min(lo, j), max(hi, j)
			}
		}
		if lo > hi {
			continue
		}
		for a := max(i-margin, 0); a <= min(i+margin, n-1); a++ {
			out.lo[a] = min(out.lo[a], lo)
			out.hi[a] = max(out.hi[a], hi)
		}
	}
	out.number(m)
	return out
}
