package ledger

import "slices"

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

// attach finds splits and joins: a free segment beside a linked one, whose
// words the partner has and its match lacks.
func (m *matcher) attach() {
	for j := range m.new {
		if m.toOld[j] >= 0 {
			continue
		}
		for _, at := range []int{j - 1, j + 1} { // the neighbour that has been linked, or attached before
			if i := m.ownerNew(at); i >= 0 && m.widen([]int{i}, m.newOf(i), j, true) {
				break
			}
		}
	}
	for i := range m.old {
		if m.toNew[i] >= 0 {
			continue
		}
		for _, at := range []int{i - 1, i + 1} {
			if j := m.ownerOld(at); j >= 0 && m.widen(m.oldOf(j), []int{j}, i, false) {
				break
			}
		}
	}
}

func (m *matcher) ownerNew(j int) int {
	if j < 0 || j >= len(m.new) {
		return -1
	}
	if i := m.toOld[j]; i >= 0 {
		return i
	}
	for _, x := range m.extra {
		if len(x.Old) == 1 && x.New[0] == j {
			return x.Old[0]
		}
	}
	return -1
}

func (m *matcher) ownerOld(i int) int {
	if i < 0 || i >= len(m.old) {
		return -1
	}
	if j := m.toNew[i]; j >= 0 {
		return j
	}
	for _, x := range m.extra {
		if len(x.Old) == 2 && x.Old[0] == i {
			return m.toNew[x.Old[1]]
		}
	}
	return -1
}

func (m *matcher) newOf(i int) []int {
	out := []int{m.toNew[i]}
	for _, x := range m.extra {
		if len(x.Old) == 1 && x.Old[0] == i {
			out = append(out, x.New[0])
		}
	}
	slices.Sort(out)
	return out
}

func (m *matcher) oldOf(j int) []int {
	out := []int{m.toOld[j]}
	for _, x := range m.extra {
		if len(x.Old) == 2 && m.toNew[x.Old[1]] == j {
			out = append(out, x.Old[0])
		}
	}
	slices.Sort(out)
	return out
}

// widen adds a free segment to one side of a match when that makes the two
// sides clearly more alike: by half of what the segment could contribute.
func (m *matcher) widen(old, new []int, free int, isNew bool) bool {
	now := similarity(joined(m.old, old), joined(m.new, new))
	var add Sketch
	wideOld, wideNew := old, new
	var block bool
	if isNew {
		add, block = m.new[free].Sketch, m.new[free].Block != m.new[new[0]].Block
		wideNew = append(slices.Clone(new), free)
		slices.Sort(wideNew)
	} else {
		add, block = m.old[free].Sketch, m.old[free].Block != m.old[old[0]].Block
		wideOld = append(slices.Clone(old), free)
		slices.Sort(wideOld)
	}
	if block || len(add) < 2 || now == 1 {
		return false
	}
	a, b := joined(m.old, wideOld), joined(m.new, wideNew)
	then := similarity(a, b)
	// Every shared word of the free segment adds 2/(n+m) at most.
	gain := then*float64(len(a)+len(b)) - now*float64(len(a)+len(b)-len(add))
	if then <= now || gain < 1.2*float64(len(add)) {
		return false
	}
	x := Match{Old: old[:1], New: []int{free}, Similarity: then}
	if !isNew {
		x = Match{Old: []int{free, m.toOld[new[0]]}, New: new[:1], Similarity: then}
	}
	m.extra = append(m.extra, x)
	return true
}

func joined(items []Item, at []int) Sketch {
	if len(at) == 1 {
		return items[at[0]].Sketch
	}
	var s Sketch
	for _, i := range at {
		s = append(s, items[i].Sketch...)
	}
	return s
}
