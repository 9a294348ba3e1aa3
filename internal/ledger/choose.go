package ledger

import (
	"cmp"
	"slices"
)

// choose leaves out entries that a merge has doubled: for one target segment,
// two that speak of the same words. Each is a true record that these words
// were found right for its source, so the one that agrees with the present
// source is as good as any other, and better for the reader; or else the one that
// is most like it. Which branch was merged into which says nothing.
func (t *trace) choose() []int {
	have := map[string]int{}
	for _, it := range t.tgt.items {
		have[it.Key]++
	}
	byKey := map[string][]int{}
	for i := range t.entries {
		byKey[t.entries[i].Key] = append(byKey[t.entries[i].Key], i)
	}
	var present map[string]bool
	near := map[string]float64{} // see nearness
	drop := map[int]bool{}
	for key, is := range byKey {
		surplus := len(is) - max(have[key], 1)
		if surplus > 0 {
			surplus = len(is) - max(have[key]+t.editedOf(is[0], byKey), 1)
		}
		if surplus <= 0 {
			continue
		}
		if present == nil {
			present = map[string]bool{}
			for _, it := range t.src.items {
				present[it.Key] = true
			}
		}
		order := slices.Clone(is)
		slices.SortStableFunc(order, func(a, b int) int {
			order := t.entries[a].compareFrom(&t.entries[b])
			if d := t.merit(b, present) - t.merit(a, present); d != 0 || order == 0 {
				return d
			}
			return cmp.Or(cmp.Compare(t.nearness(b, near), t.nearness(a, near)), order)
		})
		for _, i := range order[len(order)-surplus:] {
			drop[i] = true
		}
	}
	live := make([]int, 0, len(t.entries))
	for i := range t.entries {
		if !drop[i] {
			live = append(live, i)
		}
	}
	return live
}

// editedOf counts the targets that no entry has as they are, and that may be what
// an entry's target became: where a text stands twice on a page and one of the
// two was edited, no merge has doubled anything.
func (t *trace) editedOf(entry int, byKey map[string][]int) int {
	was := t.itemOfEntry(entry)
	n := 0
	for j := range t.tgt.items {
		it := &t.tgt.items[j]
		if byKey[it.Key] == nil && it.Block == was.Block && alike(&was, it) >= likeGap {
			n++
		}
	}
	return n
}

func (t *trace) itemOfEntry(entry int) Item {
	return t.entries[entry].item()
}

func (e *Entry) item() Item {
	return Item{Key: e.Key, Sketch: e.Sketch, Block: len(e.From) > 0 && e.From[0].Kind != ""}
}

func (t *trace) merit(entry int, present map[string]bool) int {
	e := &t.entries[entry]
	r := 0
	for i := range e.From {
		if present[e.From[i].key()] {
			r += 2
		}
	}
	if e.Accepted {
		r++
	}
	return r
}

// nearness is how much like a present source text is what an entry rests on. known
// holds what was found of texts.
func (t *trace) nearness(entry int, known map[string]float64) float64 {
	most := 0.0
	for i := range t.entries[entry].From {
		s := &t.entries[entry].From[i]
		best, ok := known[s.Text+s.Key]
		if !ok {
			was := t.itemOf(s)
			for k := range t.src.items {
				if now := &t.src.items[k]; was.Block == now.Block && sized(&was, now, best) {
					best = max(best, alike(&was, now))
				}
			}
			known[s.Text+s.Key] = best
		}
		most = max(most, best)
	}
	return most
}
