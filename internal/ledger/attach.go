package ledger

import (
	"slices"
)

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
