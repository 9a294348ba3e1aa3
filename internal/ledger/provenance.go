package ledger

import (
	"slices"
)

// matchSources finds what became of the source texts that entries rest on.
func (t *trace) matchSources() {
	t.from = make([][]int, len(t.entries))
	alive := make([]bool, len(t.entries))
	texts := map[string]bool{} // what live entries rest on
	for _, e := range t.of {
		if e >= 0 {
			alive[e] = true
			for _, s := range t.entries[e].From {
				texts[s.Text+s.Key] = true
			}
		}
	}
	order := make([]int, len(t.entries))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return t.rank[a] - t.rank[b] })
	var items []Item
	for _, e := range order {
		en := &t.entries[e]
		// Entries whose target is gone still hold their place among the
		// sources, unless they only repeat a live one.
		if !alive[e] && (len(en.From) == 0 || texts[en.From[0].Text+en.From[0].Key]) {
			continue
		}
		for i := range en.From {
			s := &en.From[i]
			o := -1
			if en.Shared {
				o = t.before(s)
			}
			if o < 0 {
				o = len(t.olds)
				t.olds = append(t.olds, *s)
				items = append(items, t.itemOf(s))
			}
			t.from[e] = append(t.from[e], o)
		}
	}
	t.now, t.oMoved = make([][]int, len(t.olds)), make([]bool, len(t.olds))
	for _, m := range MatchItems(items, t.src.items) {
		for _, o := range m.Old {
			t.now[o] = m.New
			t.oMoved[o] = m.Moved
		}
	}
}

// itemOf makes the item of a source text, or finds it made where the present
// source still has the same text.
func (t *trace) itemOf(s *Source) Item {
	if s.missing() {
		return Item{Key: s.Key, Sketch: s.Sketch, Block: s.Kind != ""}
	}
	if t.present == nil {
		t.present = make(map[string]int, len(t.src.in))
		for k, i := range t.src.in {
			t.present[t.src.Segments[i].Text] = k
		}
	}
	if k, ok := t.present[s.Text]; ok {
		if s.is(&t.src.Segments[t.src.in[k]]) {
			return t.src.items[k]
		}
	}
	seg := s.Segment()
	return t.src.memory.itemOf(&seg)
}

// sharedReach is how far back a shared source is looked for.
const sharedReach = 8

func (t *trace) before(s *Source) int {
	for o := len(t.olds) - 1; o >= 0 && o >= len(t.olds)-sharedReach; o-- {
		if t.olds[o].equal(s) {
			return o
		}
	}
	return -1
}
