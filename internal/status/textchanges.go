package status

import (
	"slices"

	"stele/internal/doc"
	"stele/internal/ledger"
)

// changes is what became of the segments of a text.
type changes struct {
	was map[int][]int // segments now → then
	is  map[int]bool  // segments then that there still are
	// same are the segments now that say what they said then.
	same map[int]bool
	then *doc.Version
	new  bool // there was no such text
}

func newChanges(then, now *doc.Version) *changes {
	c := &changes{was: map[int][]int{}, is: map[int]bool{}, same: map[int]bool{}, then: then, new: then == nil || len(then.Segments) == 0}
	if c.new || now == nil {
		return c
	}
	for _, m := range ledger.MatchItems(itemsOf(then), itemsOf(now)) {
		for _, j := range m.New {
			c.was[j] = m.Old
			c.same[j] = len(m.Old) == 1 && len(m.New) == 1 && !differs(&then.Segments[m.Old[0]], &now.Segments[j])
		}
		for _, i := range m.Old {
			c.is[i] = true
		}
	}
	return c
}

func itemsOf(v *doc.Version) []ledger.Item {
	items := make([]ledger.Item, len(v.Segments))
	for i := range v.Segments {
		items[i] = ledger.ItemOf(&v.Segments[i])
	}
	return items
}

// differs reports whether two segments differ in more than how a file spells
// them.
func differs(a, b *doc.Segment) bool {
	return slices.ContainsFunc(doc.Compare(doc.FingerprintOf(a, nil), doc.FingerprintOf(b, nil)), func(c doc.Change) bool { return c != doc.ChangeWhitespace })
}

// old are the segments that some segments were.
func (c *changes) old(now []int) []int {
	var out []int
	for _, j := range now {
		out = append(out, c.was[j]...)
	}
	return out
}

// untouched reports whether all of some segments say what they said then.
func (c *changes) untouched(now []int) bool {
	return !slices.ContainsFunc(now, func(j int) bool { return !c.same[j] })
}
