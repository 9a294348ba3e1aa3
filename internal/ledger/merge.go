package ledger

import (
	"cmp"
	"slices"
)

// Merge unites two ledgers of one document, as git's merge=union does: what
// both say once, what they disagree in side by side. The next Fold decides by
// the texts. Either may be nil.
func Merge(a, b *Ledger) *Ledger {
	if a == nil || b == nil || a == b {
		if a == nil {
			return b
		}
		return a
	}
	at := map[string][]int{} // key → places in a, for a text may stand there several times
	for i := range a.Entries {
		at[a.Entries[i].Key] = append(at[a.Entries[i].Key], i)
	}
	said := make([]bool, len(a.Entries))       // by an entry of b too
	after := make([][]Entry, len(a.Entries)+1) // entries of b that follow place i-1 of a
	last := 0
	for _, e := range b.Entries {
		places := at[e.Key]
		same := slices.IndexFunc(places, func(i int) bool { return !said[i] && a.Entries[i].sameFrom(&e) })
		if same >= 0 {
			said[places[same]], last = true, places[same]+1
			continue
		}
		if len(places) > 0 {
			last = places[len(places)-1] + 1
		}
		after[last] = append(after[last], e)
	}
	out := &Ledger{extra: a.extra}
	for i := range after {
		if i > 0 {
			out.Entries = append(out.Entries, a.Entries[i-1])
		}
		out.Entries = append(out.Entries, after[i]...)
	}
	return out
}

func (e *Entry) sameFrom(o *Entry) bool {
	if len(e.From) != len(o.From) {
		return false
	}
	for i := range e.From {
		if !e.From[i].equal(&o.From[i]) {
			return false
		}
	}
	return true
}

// compareFrom brings entries in an order by what they rest on.
func (e *Entry) compareFrom(o *Entry) int {
	return slices.CompareFunc(e.From, o.From, func(a, b Source) int {
		return cmp.Or(cmp.Compare(a.Text, b.Text), cmp.Compare(a.Key, b.Key), cmp.Compare(a.Kind, b.Kind))
	})
}

// Override puts the entries of over in the place of those that l has for the
// same target segments. Both speak of this target. l may be nil.
func Override(l, over *Ledger, target *Text) *Ledger {
	out := &Ledger{}
	var base []Entry
	if l != nil {
		out.extra, base = l.extra, l.Entries
	}
	queue := func(entries []Entry) map[string][]Entry {
		m := map[string][]Entry{}
		for _, e := range entries {
			m[e.Key] = append(m[e.Key], e)
		}
		return m
	}
	low, high := queue(base), queue(over.Entries)
	for _, it := range target.items {
		below := low[it.Key]
		if len(below) > 0 {
			low[it.Key] = below[1:]
		}
		if above := high[it.Key]; len(above) > 0 {
			out.Entries = append(out.Entries, above[0])
			high[it.Key] = above[1:]
		} else if len(below) > 0 {
			out.Entries = append(out.Entries, below[0])
		}
	}
	return out
}
