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
	low, high := byKey(base), byKey(over.Entries)
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

// OverrideEdited is Override for an l that speaks of an earlier text of the
// target. Where over speaks of a segment, what l says of it goes, however the
// segment was edited since; all else that l says is kept, in its place.
func OverrideEdited(l, over *Ledger, target *Text) *Ledger {
	if l == nil {
		return Override(nil, over, target)
	}
	old := make([]Item, len(l.Entries))
	for i := range l.Entries {
		old[i] = l.Entries[i].item()
	}
	was := make([][]int, len(target.items)) // target → entries of l
	for _, m := range MatchItems(old, target.items) {
		for _, j := range m.New {
			was[j] = m.Old
		}
	}
	gone, kept := map[int]bool{}, map[int]bool{}
	after := make([][]Entry, len(old)+1) // entries of over that follow place i-1 of l
	high := byKey(over.Entries)
	place := 0
	for j, it := range target.items {
		told := len(high[it.Key]) > 0
		for _, i := range was[j] {
			gone[i], kept[i], place = gone[i] || told, kept[i] || !told, i+1
		}
		if told {
			after[place] = append(after[place], high[it.Key][0])
			high[it.Key] = high[it.Key][1:]
		}
	}
	out := &Ledger{extra: l.extra}
	for i := range after {
		if i > 0 && (!gone[i-1] || kept[i-1]) {
			out.Entries = append(out.Entries, l.Entries[i-1])
		}
		out.Entries = append(out.Entries, after[i]...)
	}
	return out
}

func byKey(entries []Entry) map[string][]Entry {
	m := map[string][]Entry{}
	for _, e := range entries {
		m[e.Key] = append(m[e.Key], e)
	}
	return m
}
