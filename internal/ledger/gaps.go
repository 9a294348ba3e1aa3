package ledger

import (
	"slices"
)

// gaps links edited segments between neighbours that are linked in order.
func (m *matcher) gaps() {
	i0, j0 := 0, 0
	for j := 0; j <= len(m.new); j++ {
		if j < len(m.new) && (m.toOld[j] < 0 || m.moved[m.toOld[j]]) {
			continue
		}
		i := len(m.old)
		if j < len(m.new) {
			i = m.toOld[j]
		}
		m.gap(m.freeOld(i0, i), m.freeNew(j0, j))
		i0, j0 = i+1, j+1
	}
}

func (m *matcher) freeOld(a, b int) (out []int) {
	for i := a; i < b; i++ {
		if m.toNew[i] < 0 {
			out = append(out, i)
		}
	}
	return out
}

func (m *matcher) freeNew(a, b int) (out []int) {
	for j := a; j < b; j++ {
		if m.toOld[j] < 0 {
			out = append(out, j)
		}
	}
	return out
}

// pair is a possible link; a and b are positions within a gap.
type pair struct {
	a, b int
	like float64
}

func (m *matcher) gap(old, new []int) {
	if len(old) == 0 || len(new) == 0 {
		return
	}
	for _, p := range heaviest(m.candidates(old, new, likeGap), len(new)) {
		m.linkLike(old[p.a], new[p.b], p.like)
	}
	m.short(old, new)
}

// shortWords is the most that a segment may have to be known by its place.
const shortWords = 3

// short links the segments of a gap by position when there are as many on both
// sides and all are short: cells, one-word items. Words cannot tell whether
// "54" became "53", but its neighbours can.
func (m *matcher) short(old, new []int) {
	if len(old) != len(new) {
		return
	}
	for k := range old {
		x, y := &m.old[old[k]], &m.new[new[k]]
		if len(x.Sketch) > shortWords || len(y.Sketch) > shortWords || x.Block != y.Block || (len(x.Sketch) == 0) != (len(y.Sketch) == 0) {
			return
		}
	}
	for k := range old {
		if m.toNew[old[k]] < 0 && m.toOld[new[k]] < 0 {
			m.linkLike(old[k], new[k], 0)
		}
	}
}

func (m *matcher) linkLike(i, j int, like float64) {
	m.link(i, j)
	if m.like == nil {
		m.like = map[int]float64{}
	}
	m.like[i] = like
}

// gapPairs is how many pairs of a gap are all compared. A larger gap compares
// those that share a rare word.
const gapPairs = 1 << 12

// candidates gives the pairs at least that similar, sorted by a, then b.
func (m *matcher) candidates(old, new []int, least float64) []pair {
	var out []pair
	try := func(a, b int) {
		x, y := &m.old[old[a]], &m.new[new[b]]
		if x.Block != y.Block || !sized(x, y, least) {
			return
		}
		if s := alike(x, y); s >= least && (len(x.Sketch) > 0 || x.Key == y.Key) {
			out = append(out, pair{a, b, s})
		}
	}
	if len(old)*len(new) <= gapPairs {
		for a := range old {
			for b := range new {
				try(a, b)
			}
		}
		return out
	}
	index := m.rareWords(new)
	seen := make([]int, len(new)) // a+1 of the last try
	for a, i := range old {
		var bs []int
		for _, t := range m.old[i].Sketch {
			for _, b := range index[t] {
				if seen[b] != a+1 {
					seen[b] = a + 1
					bs = append(bs, b)
				}
			}
		}
		slices.Sort(bs)
		for _, b := range bs {
			try(a, b)
		}
	}
	return out
}

// sized reports whether two lengths allow that similarity at all.
func sized(a, b *Item, least float64) bool {
	if short, long := min(len(a.Sketch), len(b.Sketch)), max(len(a.Sketch), len(b.Sketch)); least <= likeGap && short >= minHeld && long <= maxHeld*short {
		return true
	}
	if least <= likeGap && len(a.Anchors) > 1 && slices.Equal(a.Anchors, b.Anchors) {
		return true
	}
	n, m := len(a.Sketch)+len(a.Anchors), len(b.Sketch)+len(b.Anchors)
	return float64(2*min(n, m)) >= least*float64(n+m)
}

// rareUses is in how many segments a word may stand and still lead to them.
const rareUses = 8

func (m *matcher) rareWords(new []int) map[uint32][]int {
	index := map[uint32][]int{}
	for b, j := range new {
		for _, t := range m.new[j].Sketch {
			if l := index[t]; len(l) <= rareUses && (len(l) == 0 || l[len(l)-1] != b) {
				index[t] = append(l, b)
			}
		}
	}
	for t, l := range index {
		if len(l) > rareUses {
			delete(index, t)
		}
	}
	return index
}

// heaviest is the chain of pairs, ascending on both sides, of the greatest sum
// of similarity: sparse dynamic programming over a Fenwick tree (1994).
func heaviest(pairs []pair, width int) []pair {
	best := make([]int, width+1) // Fenwick: index into pairs + 1 of the best chain ending at or before b
	sum := make([]float64, len(pairs))
	prev := make([]int, len(pairs))
	query := func(b int) int { // best among columns < b
		k := 0
		for ; b > 0; b -= b & -b {
			if c := best[b]; c > 0 && (k == 0 || sum[c-1] > sum[k-1]) {
				k = c
			}
		}
		return k
	}
	for lo := 0; lo < len(pairs); {
		hi := lo
		for hi < len(pairs) && pairs[hi].a == pairs[lo].a {
			hi++
		}
		for k := lo; k < hi; k++ {
			prev[k] = query(pairs[k].b)
			sum[k] = pairs[k].like
			if prev[k] > 0 {
				sum[k] += sum[prev[k]-1]
			}
		}
		for k := lo; k < hi; k++ {
			for b := pairs[k].b + 1; b <= width; b += b & -b {
				if c := best[b]; c == 0 || sum[k] > sum[c-1] {
					best[b] = k + 1
				}
			}
		}
		lo = hi
	}
	var out []pair
	for k := query(width); k > 0; k = prev[k-1] {
		out = append(out, pairs[k-1])
	}
	slices.Reverse(out)
	return out
}

// movedEdited links what is left where two segments are each other's best.
func (m *matcher) movedEdited() {
	old, new := m.freeOld(0, len(m.old)), m.freeNew(0, len(m.new))
	long := func(s Sketch) bool { return len(s) >= minMoved }
	old = slices.DeleteFunc(old, func(i int) bool { return !long(m.old[i].Sketch) })
	new = slices.DeleteFunc(new, func(j int) bool { return !long(m.new[j].Sketch) })
	if len(old) == 0 || len(new) == 0 {
		return
	}
	pairs := m.candidates(old, new, likeMoved)
	slices.SortStableFunc(pairs, func(x, y pair) int {
		switch {
		case x.like > y.like:
			return -1
		case x.like < y.like:
			return 1
		}
		return 0
	})
	for _, p := range pairs {
		if i, j := old[p.a], new[p.b]; m.toNew[i] < 0 && m.toOld[j] < 0 {
			m.linkLike(i, j, p.like)
			m.setMoved(i)
		}
	}
}
