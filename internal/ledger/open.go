package ledger

import (
	"strconv"

	"stele/internal/align"
)

// Gap is segments that an alignment is to tell of: some of which the ledger knows
// nothing, and their neighbours of which it does. Segment indices, ascending;
// neither side is empty.
type Gap struct {
	Source, Target []int
	// Far: what is in it does not stand in one place. Only what an alignment is
	// sure of is to be believed.
	Far bool
}

// Opened is what a ledger says of two texts without an alignment.
type Opened struct {
	// Links are those of [Resolve]. Where there are gaps, what stands in them is
	// not linked yet.
	Links []Link
	// Gaps are what only an alignment can tell. Where two speak of a segment, the
	// last that links it counts.
	Gaps []Gap
	// Beads pair the segments that take no part in a ledger, by what they hold
	// and where they stand. With the beads of the gaps that have both sides they
	// are all that Resolve and [Fold] need of an alignment.
	Beads []align.Bead
}

// Open lays a ledger over two texts and finds what it leaves open.
func Open(l *Ledger, source, target *Text, opt Options) *Opened {
	var asked openings
	t := newTrace(l, source, target, linker{open: &asked}, opt)
	o := &Opened{Gaps: asked.gaps, Beads: t.apart()}
	t.link = given(o.Beads)
	o.Links = t.everyLink()
	return o
}

// openings are what there is to ask of two texts.
type openings struct {
	gaps []Gap
	in   map[int]bool // free source segments of the gaps
	left []int        // target segments between whose neighbours no source is free
}

// add takes down a run of targets of which nothing is known, with the free sources
// between those of its neighbours. The neighbours are asked about as well: a new
// paragraph may belong to what one of them is made from.
func (o *openings) add(t *trace, j, end int, source []int) {
	if o.in == nil {
		o.in = map[int]bool{}
	}
	for _, s := range source {
		o.in[s] = true
	}
	var run []int
	for k := j; k < end; k++ {
		run = append(run, t.tgt.in[k])
	}
	if len(source) == 0 {
		o.left = append(o.left, run...)
	}
	for _, k := range []int{j - 1, end} {
		if k < 0 || k >= len(t.known) || !t.known[k] || t.tMoved[k] || len(t.sources[k]) == 0 {
			continue
		}
		run = append(run, t.tgt.in[k])
		for _, s := range t.sources[k] {
			source = append(source, t.src.in[s])
		}
	}
	if len(source) > 0 {
		o.gaps = append(o.gaps, Gap{Source: sortedSet(source), Target: sortedSet(run)})
	}
}

// leave asks, first of all, about what no gap can tell: targets that have no free
// source between their neighbours', and the free sources elsewhere.
func (o *openings) leave(t *trace, claimed []bool) {
	var source []int
	for s, taken := range claimed {
		if i := t.src.in[s]; !taken && !o.in[i] {
			source = append(source, i)
		}
	}
	if len(source) > 0 && len(o.left) > 0 {
		o.gaps = append([]Gap{{Source: source, Target: sortedSet(o.left), Far: true}}, o.gaps...)
	}
}

// apart pairs the segments that take no part in the ledger: shortcodes, raw
// HTML. Those that are linked hold the others in their places.
func (t *trace) apart() []align.Bead {
	if len(t.src.in) == len(t.src.Segments) && len(t.tgt.in) == len(t.tgt.Segments) {
		return nil
	}
	pinned := map[int]string{} // source segment → the key that it shares with its target
	pin := map[int]string{}
	for j, ss := range t.sources {
		if len(ss) > 0 && t.known[j] && !t.tMoved[j] {
			s, key := t.src.in[ss[0]], "\x00"+strconv.Itoa(ss[0])
			pinned[s], pin[t.tgt.in[j]] = key, key
		}
	}
	sources, old := t.src.around(pinned)
	targets, now := t.tgt.around(pin)
	var out []align.Bead
	left := map[int]bool{}
	for _, i := range sources {
		left[i] = t.src.at[i] < 0
	}
	right := map[int]bool{}
	for _, i := range targets {
		right[i] = t.tgt.at[i] < 0
	}
	for _, m := range MatchItems(old, now) {
		a, b := sources[m.Old[0]], targets[m.New[0]]
		if left[a] && right[b] {
			out = append(out, align.Bead{Source: []int{a}, Target: []int{b}, Confidence: 1, Moved: m.Moved})
			left[a], right[b] = false, false
		}
	}
	for _, i := range sources {
		if left[i] {
			out = append(out, align.Bead{Source: []int{i}, Confidence: 1})
		}
	}
	for _, i := range targets {
		if right[i] {
			out = append(out, align.Bead{Target: []int{i}, Confidence: 1})
		}
	}
	return out
}

// around lists the segments that take no part, and the pinned ones among them,
// as items to match.
func (x *Text) around(pinned map[int]string) (at []int, items []Item) {
	for i := range x.Segments {
		key, ok := pinned[i]
		switch {
		case x.at[i] < 0:
			items = append(items, ItemOf(&x.Segments[i]))
		case ok:
			items = append(items, Item{Key: key})
		default:
			continue
		}
		at = append(at, i)
	}
	return at, items
}
