package ledger

import (
	"slices"

	"stele/internal/align"
	"stele/internal/doc"
)

// Fold brings a ledger up to the present texts. An entry keeps its provenance
// when its target did not change in substance; a target that is new, or was
// re-worked to match what changed in its source, gets the present source as
// its provenance. beads are the alignment of source and target; they are
// asked only where the ledger is silent. prev may be nil and is not changed.
func Fold(prev *Ledger, source, target []doc.Segment, beads []align.Bead, opt Options) *Ledger {
	return fold(prev, TextOf(source), TextOf(target), given(beads), opt)
}

// FoldTexts is Fold for prepared texts and without beads: link aligns, by
// segment indices, only the target segments that have no entry with the source
// segments that stand between those of their neighbours.
func FoldTexts(prev *Ledger, source, target *Text, link func(source, target []int) []align.Bead, opt Options) *Ledger {
	return fold(prev, source, target, linker{local: link}, opt)
}

// fold repeats the fold until it changes nothing.
//
// Entries whose target is gone are dropped by a fold, and with them what they
// said of the order of the old sources; where segments were copied or cut up,
// the next fold could then see a source as free that this one saw as taken.
// So one is not enough.
func fold(prev *Ledger, source, target *Text, link linker, opt Options) *Ledger {
	for range foldRounds {
		next := newTrace(prev, source, target, link, opt).fold(prev)
		if prev != nil && next.same(prev) || next.settled(source, target) {
			return next
		}
		prev = next
	}
	return prev
}

// settled reports whether another fold cannot change a ledger: it has an entry
// for every target, in order, and each rests on present sources that no other
// rests on. Most pages are like that most of the time.
func (l *Ledger) settled(source, target *Text) bool {
	if len(l.Entries) != len(target.items) {
		return false
	}
	place := make(map[string]int, len(source.in))
	for k, i := range source.in {
		place[source.Segments[i].Text] = k
	}
	used := make([]bool, len(source.items))
	seen := make(map[string]bool, len(l.Entries))
	for j := range l.Entries {
		e := &l.Entries[j]
		if e.Key != target.items[j].Key || e.Shared || seen[e.Key] || len(e.From) == 0 {
			return false
		}
		seen[e.Key] = true
		for k := range e.From {
			at, ok := place[e.From[k].Text]
			if !ok || used[at] || !e.From[k].is(&source.Segments[source.in[at]]) {
				return false
			}
			used[at] = true
		}
	}
	return true
}

// foldRounds ends what would not settle. Two rounds are the rule.
const foldRounds = 6

// same reports whether two ledgers say the same, entry by entry.
func (l *Ledger) same(o *Ledger) bool {
	return slices.EqualFunc(l.Entries, o.Entries, func(a, b Entry) bool {
		return a.Key == b.Key && a.Accepted == b.Accepted && a.Shared == b.Shared && a.Ahead == b.Ahead && slices.Equal(a.Sketch, b.Sketch) &&
			slices.EqualFunc(a.From, b.From, func(x, y Source) bool { return x.same(&y) })
	})
}

func (t *trace) fold(prev *Ledger) *Ledger {
	out := &Ledger{}
	if prev != nil {
		out.extra = prev.extra
	}
	used := map[int]bool{} // sources of entries before
	for j := range t.tgt.items {
		if e, ok := t.entry(j); ok {
			e.Shared = t.shares(j, used)
			out.Entries = append(out.Entries, e)
		}
	}
	return out
}

// entry is the new entry of a target; none for one without any source.
func (t *trace) entry(j int) (Entry, bool) {
	it := &t.tgt.items[j]
	if t.known[j] && !t.renewed[j] {
		e := t.entries[t.of[j]]
		if t.edited[j] {
			e.Key = it.Key
			if !t.sourceChanged(j) {
				e.Ahead = t.corrected(j, &e)
				e.Sketch = it.Sketch // re-worked while the source stood still
			}
		}
		return e, true
	}
	if len(t.sources[j]) == 0 {
		return Entry{}, false
	}
	e := Entry{Key: it.Key, Sketch: it.Sketch, Evidence: t.opt.Evidence}
	for _, s := range t.sources[j] {
		e.From = append(e.From, SourceOf(&t.src.Segments[t.src.in[s]]))
	}
	if t.of[j] >= 0 {
		e.extra = t.entries[t.of[j]].extra
	}
	return e, true
}

// corrected reports whether a target gave up a number of its source for one that
// the source does not have, or did so before and still shows it. A number that
// was only added may be a word of the source, written in digits.
func (t *trace) corrected(j int, e *Entry) bool {
	target := &t.tgt.Segments[t.tgt.in[j]]
	shown := map[uint32]bool{}
	for _, token := range numbersOf(target, nil) {
		shown[numToken|hash16(token)] = true
	}
	have := map[string]bool{}
	gaveUp := e.Ahead
	for _, s := range t.sources[j] {
		source := &t.src.Segments[t.src.in[s]]
		for _, v := range numbersOf(source, t.opt.SourceNumbers) {
			have[v] = true
		}
		for _, token := range numbersOf(source, nil) {
			h := numToken | hash16(token)
			gaveUp = gaveUp || slices.Contains(e.Sketch, h) && !shown[h]
		}
	}
	return gaveUp && slices.ContainsFunc(numbersOf(target, t.opt.TargetNumbers), func(v string) bool { return !have[v] })
}

func (t *trace) sourceChanged(j int) bool {
	if len(t.sources[j]) == 0 {
		return true
	}
	if t.untouched(j) {
		return false
	}
	was, now := t.wasNow(t.from[t.of[j]], t.sources[j])
	return said(t.differ(was, now))
}

// shares reports whether an entry before rests on a source of this one. Old
// sources count below zero, apart from present ones.
func (t *trace) shares(j int, used map[int]bool) bool {
	shared := false
	note := func(id int) {
		shared = shared || used[id]
		used[id] = true
	}
	if t.known[j] && !t.renewed[j] {
		for _, o := range t.from[t.of[j]] {
			note(-1 - o)
		}
		return shared
	}
	for _, s := range t.sources[j] {
		note(s)
	}
	return shared
}

// Accept folds and then records, of the target segments with these indices,
// that they are right for the present source although they may not have
// changed. A segment without a source is left as it is; done holds the indices
// that were accepted.
func Accept(l *Ledger, source, target []doc.Segment, beads []align.Bead, targets []int, opt Options) (out *Ledger, done []int) {
	t := newTrace(l, TextOf(source), TextOf(target), given(beads), opt)
	accepted := make([]bool, len(t.tgt.items))
	for _, g := range targets {
		if j := place(t.tgt, g); j >= 0 && len(t.sources[j]) > 0 {
			accepted[j], t.renewed[j] = true, true
			done = append(done, g)
		}
	}
	out = &Ledger{}
	if l != nil {
		out.extra = l.extra
	}
	used := map[int]bool{}
	for j := range t.tgt.items {
		e, ok := t.entry(j)
		if !ok {
			continue
		}
		e.Accepted = e.Accepted || accepted[j]
		e.Shared = t.shares(j, used)
		out.Entries = append(out.Entries, e)
	}
	slices.Sort(done)
	return out, done
}
