package ledger

import (
	"slices"
	"strings"

	"stele/internal/doc"
)

// Item is one segment to match: of the present, or of the past.
type Item struct {
	Key    string // KeyOf
	Sketch Sketch
	Block  bool // code or opaque: never matched to prose
	// Anchors are hashes of the parts of link destinations, sorted: what a
	// rewritten paragraph keeps. Nil where they are not known.
	Anchors []uint32
}

// ItemOf makes the item of a segment.
func ItemOf(s *doc.Segment) Item {
	tokens := s.Tokens()
	it := Item{Key: keyOf(s, tokens), Sketch: sketchOf(s, tokens), Block: s.Kind == doc.Code || s.Kind == doc.Opaque}
	for _, r := range s.Runs {
		if r.Kind != doc.RunLink && r.Kind != doc.RunImage {
			continue
		}
		for part := range strings.FieldsFuncSeq(r.Target, func(c rune) bool { return strings.ContainsRune("/#?&=:", c) }) {
			it.Anchors = append(it.Anchors, hash16(part))
		}
	}
	slices.Sort(it.Anchors)
	return it
}

// alike is how similar two items are, words and anchors together.
func alike(a, b *Item) float64 {
	s := similarity(a.Sketch, b.Sketch)
	if short := min(len(a.Sketch), len(b.Sketch)); s < likeGap && short >= minHeld &&
		s*float64(len(a.Sketch)+len(b.Sketch))/2 >= likeHeld*float64(short) {
		s = likeGap
	}
	n := len(a.Anchors) + len(b.Anchors)
	if len(a.Anchors) == 0 || len(b.Anchors) == 0 {
		return s
	}
	common, i, j := 0, 0, 0
	for i < len(a.Anchors) && j < len(b.Anchors) {
		switch x, y := a.Anchors[i], b.Anchors[j]; {
		case x == y:
			common, i, j = common+1, i+1, j+1
		case x < y:
			i++
		default:
			j++
		}
	}
	if s < likeGap && s >= likeLinked && len(a.Anchors) > 1 && slices.Equal(a.Anchors, b.Anchors) {
		s = likeGap
	}
	words := float64(len(a.Sketch) + len(b.Sketch))
	return max(s, (s*words+2*float64(common))/(words+float64(n)))
}

// Match is one link between an old and a new text of the same language:
// 1 to 1, or 1 to n for a split, or n to 1 for a join. Indices ascend.
type Match struct {
	Old, New   []int
	Similarity float64 // 1 for the same content
	Moved      bool    // off the monotone path
}

// Thresholds of similarity. They decide only which old segment a new one
// descends from, never whether it changed.
const (
	likeGap   = 0.5 // between neighbours that match
	likeMoved = 0.7 // anywhere else
	// A text that another holds nearly whole is like it, however much was added.
	likeHeld = 0.8
	// So is one that points to the very same places.
	likeLinked = 0.1
	minHeld    = 6 // words that it must have
	maxHeld    = 4 // times longer that the other may be
	minMoved   = 4 // words that a segment must have to be found elsewhere
)

// MatchItems finds what became of each old segment: first the same content in
// the same order (patience, Cohen 2003, then longest common subsequence), then
// the same content elsewhere, then edited, split and joined segments in the
// gaps between, last edited segments elsewhere. An index occurs in at most one
// match. Matches are sorted by their first new index.
func MatchItems(old, new []Item) []Match {
	m := matcher{old: old, new: new, toNew: fill(len(old)), toOld: fill(len(new))}
	m.exact(0, len(old), 0, len(new))
	m.movedExact()
	m.gaps()
	m.movedEdited()
	m.attach()
	return m.result()
}

// Descent pairs the segments of two versions of one text, by index, where one
// became one.
func Descent(old, new *Text) [][2]int {
	var out [][2]int
	for _, m := range MatchItems(old.items, new.items) {
		if len(m.Old) == 1 && len(m.New) == 1 {
			out = append(out, [2]int{old.in[m.Old[0]], new.in[m.New[0]]})
		}
	}
	return out
}

type matcher struct {
	old, new     []Item
	toNew, toOld []int // first partner, or -1
	extra        []Match
	moved        map[int]bool // by old index
	like         map[int]float64
}

func fill(n int) []int {
	a := make([]int, n)
	for i := range a {
		a[i] = -1
	}
	return a
}

func (m *matcher) link(i, j int) { m.toNew[i], m.toOld[j] = j, i }

// exact links equal keys in order within two ranges.
func (m *matcher) exact(i0, i1, j0, j1 int) {
	for i0 < i1 && j0 < j1 && m.old[i0].Key == m.new[j0].Key {
		m.link(i0, j0)
		i0, j0 = i0+1, j0+1
	}
	for i0 < i1 && j0 < j1 && m.old[i1-1].Key == m.new[j1-1].Key {
		i1, j1 = i1-1, j1-1
		m.link(i1, j1)
	}
	if i0 == i1 || j0 == j1 {
		return
	}
	anchors := m.unique(i0, i1, j0, j1)
	if len(anchors) == 0 {
		m.common(i0, i1, j0, j1)
		return
	}
	for _, a := range anchors {
		m.exact(i0, a[0], j0, a[1])
		m.link(a[0], a[1])
		i0, j0 = a[0]+1, a[1]+1
	}
	m.exact(i0, i1, j0, j1)
}

// unique gives the longest increasing run of keys that stand once on each side.
func (m *matcher) unique(i0, i1, j0, j1 int) [][2]int {
	type place struct{ n, at int }
	inNew := make(map[string]place, j1-j0)
	for j := j0; j < j1; j++ {
		p := inNew[m.new[j].Key]
		inNew[m.new[j].Key] = place{p.n + 1, j}
	}
	inOld := make(map[string]int, i1-i0)
	for i := i0; i < i1; i++ {
		inOld[m.old[i].Key]++
	}
	var pairs [][2]int
	for i := i0; i < i1; i++ {
		k := m.old[i].Key
		if p := inNew[k]; p.n == 1 && inOld[k] == 1 {
			pairs = append(pairs, [2]int{i, p.at})
		}
	}
	return increasing(pairs)
}

// increasing is the longest subsequence whose second members ascend
// (Schensted 1961); the first ascend already.
func increasing(pairs [][2]int) [][2]int {
	var tails []int
	prev := make([]int, len(pairs))
	for k, p := range pairs {
		at, _ := slices.BinarySearchFunc(tails, p[1], func(t, v int) int { return pairs[t][1] - v })
		prev[k] = -1
		if at > 0 {
			prev[k] = tails[at-1]
		}
		if at == len(tails) {
			tails = append(tails, k)
		} else {
			tails[at] = k
		}
	}
	out := make([][2]int, len(tails))
	if len(tails) == 0 {
		return out
	}
	for k, n := tails[len(tails)-1], len(tails)-1; k >= 0; k, n = prev[k], n-1 {
		out[n] = pairs[k]
	}
	return out
}

// exactCells bounds the table for keys that repeat. Past it repeated segments
// are left to the gaps.
const exactCells = 1 << 22

// common links a longest common subsequence of keys.
func (m *matcher) common(i0, i1, j0, j1 int) {
	n, w := i1-i0, j1-j0+1
	if n*w > exactCells {
		return
	}
	lcs := make([]int32, (n+1)*w)
	for i := n - 1; i >= 0; i-- {
		for j := w - 2; j >= 0; j-- {
			if m.old[i0+i].Key == m.new[j0+j].Key {
				lcs[i*w+j] = lcs[(i+1)*w+j+1] + 1
			} else {
				lcs[i*w+j] = max(lcs[(i+1)*w+j], lcs[i*w+j+1])
			}
		}
	}
	for i, j := 0, 0; i < n && j < w-1; {
		switch {
		case m.old[i0+i].Key == m.new[j0+j].Key:
			m.link(i0+i, j0+j)
			i, j = i+1, j+1
		case lcs[(i+1)*w+j] >= lcs[i*w+j+1]:
			i++
		default:
			j++
		}
	}
}

// movedExact links what is left of equal keys, in order, when there is enough
// in them to tell a move from chance.
func (m *matcher) movedExact() {
	left := map[string][]int{}
	for j := range m.new {
		if m.toOld[j] < 0 && len(m.new[j].Sketch) >= minMoved {
			left[m.new[j].Key] = append(left[m.new[j].Key], j)
		}
	}
	for i := range m.old {
		if js := left[m.old[i].Key]; m.toNew[i] < 0 && len(js) > 0 {
			m.link(i, js[0])
			left[m.old[i].Key] = js[1:]
			m.setMoved(i)
		}
	}
}

func (m *matcher) setMoved(i int) {
	if m.moved == nil {
		m.moved = map[int]bool{}
	}
	m.moved[i] = true
}

func (m *matcher) result() []Match {
	at := map[int]int{} // old index → its match
	var out []Match
	for j, i := range m.toOld {
		if i < 0 {
			continue
		}
		s, ok := m.like[i]
		if !ok {
			s = 1
		}
		at[i] = len(out)
		out = append(out, Match{Old: []int{i}, New: []int{j}, Similarity: s, Moved: m.moved[i]})
	}
	for _, x := range m.extra {
		// An extra match widens the one that it shares an index with.
		k := at[x.Old[0]]
		if len(x.Old) > 1 {
			k = at[x.Old[1]]
			out[k].Old = append(out[k].Old, x.Old[0])
			slices.Sort(out[k].Old)
		} else {
			out[k].New = append(out[k].New, x.New[0])
			slices.Sort(out[k].New)
		}
		out[k].Similarity = min(out[k].Similarity, x.Similarity)
	}
	slices.SortStableFunc(out, func(a, b Match) int { return a.New[0] - b.New[0] })
	return out
}
