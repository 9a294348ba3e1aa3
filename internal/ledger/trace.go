package ledger

import (
	"slices"
)

// trace is what became of a ledger's entries in the present texts. Fold and
// Resolve both read their answer from it, so that they cannot disagree.
// Indices are places in Text.items, not segment indices.
type trace struct {
	src, tgt *Text
	opt      Options
	link     linker

	entries []Entry
	rank    []int  // entry → its place in the file, or that of what it was made of
	of      []int  // target → entry, or -1
	tMoved  []bool // target: its entry stood elsewhere

	present map[string]int // text of the source → place

	olds   []Source
	from   [][]int // entry → olds
	now    [][]int // old → source
	oMoved []bool

	sources [][]int // target → source, by the ledger or else by the beads
	known   []bool  // target: sources come from the ledger
	renewed []bool  // target: re-worked, rests on the present source
	edited  []bool  // target: its content differs from the entry's key

	conf []float64 // target: confidence of the bead used

	letters string // of the target, once one was asked for
}

func newTrace(l *Ledger, src, tgt *Text, link linker, opt Options) *trace {
	n := len(tgt.items)
	t := &trace{
		src: src, tgt: tgt, opt: opt, link: link,
		of: fill(n), tMoved: make([]bool, n), sources: make([][]int, n), known: make([]bool, n),
		renewed: make([]bool, n), edited: make([]bool, n), conf: make([]float64, n),
	}
	if l != nil {
		t.entries = slices.Clone(l.Entries)
	}
	for i := range t.entries {
		t.rank = append(t.rank, i)
	}
	t.matchTargets()
	t.matchSources()
	t.byLedger()
	asked := t.askAnew()
	if slices.Contains(t.known, false) {
		claimed := t.claimed()
		switch {
		case t.link.local != nil:
			t.byGaps(claimed)
		case t.link.open != nil:
			t.byGaps(claimed)
			t.link.open.leave(t, claimed)
		default:
			t.byBeads(claimed)
		}
	}
	for _, j := range asked {
		t.known[j] = len(t.sources[j]) == 0 // else it rests on what was found
	}
	t.retranslated()
	t.judge()
	t.readThrough()
	return t
}

// matchTargets finds each entry's target: the same language, so exact and
// edited both work.
func (t *trace) matchTargets() {
	live := t.choose()
	items := make([]Item, len(live))
	for i, e := range live {
		items[i] = t.itemOfEntry(e)
	}
	for _, m := range MatchItems(items, t.tgt.items) {
		for _, j := range m.New {
			t.of[j] = live[m.Old[0]]
			t.tMoved[j] = m.Moved
			t.edited[j] = t.entries[t.of[j]].Key != t.tgt.items[j].Key
		}
		// A target joined from several rests on all that they rested on.
		if len(m.Old) > 1 {
			t.joinEntries(m, live)
		}
	}
	t.fromElsewhere()
}

func (t *trace) add(e Entry, rank int) int {
	t.entries, t.rank = append(t.entries, e), append(t.rank, rank)
	return len(t.entries) - 1
}

func (t *trace) joinEntries(m Match, live []int) {
	e := Entry{Key: t.entries[live[m.Old[0]]].Key, Accepted: true}
	for _, o := range m.Old {
		part := t.entries[live[o]]
		e.Sketch = append(e.Sketch, part.Sketch...)
		for _, s := range part.From {
			if len(e.From) == 0 || !s.equal(&e.From[len(e.From)-1]) {
				e.From = append(e.From, s)
			}
		}
		e.Accepted = e.Accepted && part.Accepted
		e.Evidence = part.Evidence
	}
	e.Shared = t.entries[live[m.Old[0]]].Shared
	k := t.add(e, live[m.Old[0]])
	for _, j := range m.New {
		t.of[j] = k
	}
}

func (t *trace) byLedger() {
	for j, e := range t.of {
		if e < 0 || len(t.from[e]) == 0 {
			continue
		}
		t.known[j] = true
		for _, o := range t.from[e] {
			t.sources[j] = append(t.sources[j], t.now[o]...)
		}
		t.sources[j] = sortedSet(t.sources[j])
	}
}

// askAnew gives the targets that were re-worked while the source that they rested
// on went away, and makes them unknown: they may well be translations of another
// by now.
func (t *trace) askAnew() []int {
	var out []int
	for j, e := range t.of {
		if e >= 0 && t.known[j] && t.edited[j] && len(t.sources[j]) == 0 &&
			t.edit(j, t.entries[e].Sketch) >= reworkedShare*weight(t.tgt.items[j].Sketch) {
			t.known[j] = false
			out = append(out, j)
		}
	}
	return out
}

// claimed says which sources some target is known to rest on.
func (t *trace) claimed() []bool {
	out := make([]bool, len(t.src.items))
	for _, ss := range t.sources {
		for _, s := range ss {
			out[s] = true
		}
	}
	return out
}

// byBeads gives the targets of which the ledger knows nothing the sources that
// nobody claims, or those of a target that shares the bead.
func (t *trace) byBeads(claimed []bool) {
	for _, b := range t.link.beads {
		var free, shared []int
		for _, s := range b.Source {
			if k := place(t.src, s); k >= 0 && !claimed[k] {
				free = append(free, k)
			} else if k >= 0 {
				shared = append(shared, k)
			}
		}
		var own []int // sources of known targets in this bead
		for _, g := range b.Target {
			if j := place(t.tgt, g); j >= 0 && t.known[j] {
				own = append(own, t.sources[j]...)
			}
		}
		shared = slices.DeleteFunc(shared, func(s int) bool { return !slices.Contains(own, s) })
		for _, g := range b.Target {
			j := place(t.tgt, g)
			if j < 0 || t.known[j] {
				continue
			}
			t.conf[j] = b.Confidence
			t.sources[j] = sortedSet(append(slices.Clone(free), shared...))
		}
	}
}

// retranslated finds the targets that have nothing in common with what the
// ledger knows, yet stand where the beads put the source of an entry whose
// target is gone: they were written anew.
func (t *trace) retranslated() {
	alive := make([]bool, len(t.entries))
	for _, e := range t.of {
		if e >= 0 {
			alive[e] = true
		}
	}
	lost := map[int]int{} // source → entry
	for e := range t.entries {
		for _, o := range t.from[e] {
			if !alive[e] && len(t.now[o]) > 0 {
				lost[t.now[o][0]] = e
			}
		}
	}
	for j := range t.sources {
		if t.known[j] || len(t.sources[j]) == 0 || t.conf[j] < sureBead {
			continue
		}
		if e, ok := lost[t.sources[j][0]]; ok {
			t.of[j], t.known[j], t.edited[j] = e, true, true
			delete(lost, t.sources[j][0])
		}
	}
}

// sureBead is the confidence from which a bead can tell that.
const sureBead = 0.5

func place(t *Text, segment int) int {
	if segment < 0 || segment >= len(t.at) {
		return -1
	}
	return t.at[segment]
}

func sortedSet(a []int) []int {
	slices.Sort(a)
	return slices.Compact(a)
}
