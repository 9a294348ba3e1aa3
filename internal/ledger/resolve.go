package ledger

import (
	"slices"

	"stele/internal/align"
	"stele/internal/doc"
)

// Link says of some source segments and the target segments made from them
// what the ledger knows. From it the state follows plainly:
//
//	no Target                  missing
//	no Source                  orphaned
//	InLedger, no Changes       synced
//	InLedger, Changes          stale, when the project counts one of them
//	otherwise                  unverified
type Link struct {
	Source, Target []int // segment indices; ascending; one side may be empty
	// InLedger: the ledger knows what the target was made from.
	InLedger bool
	Was      []string     // the source texts that the target rests on, when they differ from the present ones
	Changes  []doc.Change // how the source differs from Was; "moved" when only its place does
	Changed  []int        // the members of Source that differ
	Accepted bool         // someone confirmed the target for the text that it rests on
	// TargetEdited: the target differs from what the last fold saw.
	TargetEdited bool
	// Renewed: the target was re-worked to follow the source, or already shows
	// what changed; a fold will record the present source. Changes is empty.
	Renewed bool
	// Ahead: the target was re-worked in substance although the source stands
	// as it was, since the last fold or, as the entry says, before it.
	Ahead      bool
	Moved      bool    // the source moved and the target did not, or the other way round
	Evidence   string  // of the entry: how its provenance was learnt; "" for the ledger file
	Confidence float64 // of the bead that made the link, when the ledger is silent
}

// Resolve says what became of every segment of the present texts: each source
// and each target segment occurs in exactly one link. Links are in the order of
// the source; those without a source stand after the link of the target before
// them. The ledger wins over the beads where it speaks; l may be nil.
func Resolve(l *Ledger, source, target []doc.Segment, beads []align.Bead, opt Options) []Link {
	t := newTrace(l, TextOf(source), TextOf(target), given(beads), opt)
	return t.everyLink()
}

// everyLink is those of the ledger's segments and of the others, in order.
func (t *trace) everyLink() []Link {
	return inOrder(append(t.links(), t.bystanders()...), len(t.src.Segments), len(t.tgt.Segments))
}

// links makes one link of each set of segments that hang together.
func (t *trace) links() []Link {
	n := len(t.src.items)
	root := make([]int, n+len(t.tgt.items))
	for i := range root {
		root[i] = i
	}
	find := func(i int) int {
		for root[i] != i {
			root[i] = root[root[i]]
			i = root[i]
		}
		return i
	}
	for j, ss := range t.sources {
		for _, s := range ss {
			a, b := find(s), find(n+j)
			root[max(a, b)] = min(a, b)
		}
	}
	var out []Link
	at := map[int]int{}
	var members [][]int // of each link, its targets as places
	for i := range root {
		r := find(i)
		k, ok := at[r]
		if !ok {
			k = len(out)
			at[r] = k
			out = append(out, Link{})
			members = append(members, nil)
		}
		if i < n {
			out[k].Source = append(out[k].Source, i)
		} else {
			out[k].Target = append(out[k].Target, i-n)
			members[k] = append(members[k], i-n)
		}
	}
	for k := range out {
		t.describe(&out[k])
		for i, s := range out[k].Source {
			out[k].Source[i] = t.src.in[s]
		}
		for i, g := range out[k].Target {
			out[k].Target[i] = t.tgt.in[g]
		}
	}
	return out
}

// describe fills in a link whose indices are still places.
func (t *trace) describe(l *Link) {
	var olds []int    // what the targets that were not renewed rest on
	var sources []int // what became of it
	l.Accepted = true
	for _, j := range l.Target {
		l.TargetEdited = l.TargetEdited || t.of[j] >= 0 && t.edited[j]
		l.Renewed = l.Renewed || t.renewed[j]
		if !t.known[j] {
			l.Confidence = max(l.Confidence, t.conf[j])
			continue
		}
		l.InLedger = true
		e := &t.entries[t.of[j]]
		l.Accepted = l.Accepted && e.Accepted
		l.Evidence = e.Evidence
		if t.renewed[j] {
			continue
		}
		for _, o := range t.from[t.of[j]] {
			olds = append(olds, o)
			l.Moved = l.Moved || t.oMoved[o] != t.tMoved[j]
		}
		sources = append(sources, t.sources[j]...)
		if (e.Ahead || t.edited[j] && t.edit(j, e.Sketch) >= 1) && !t.sourceChanged(j) {
			l.Ahead = true
		}
	}
	l.Accepted = l.Accepted && l.InLedger
	olds, sources = sortedSet(olds), sortedSet(sources)
	if len(olds) > 0 {
		t.compare(l, olds, sources)
	}
	if l.Renewed && len(l.Changes) > 0 {
		l.Renewed = false // only a part of it was
	}
}

func (t *trace) compare(l *Link, olds, sources []int) {
	if len(sources) == 0 { // the source is gone
		for _, o := range olds {
			l.Was = append(l.Was, t.olds[o].Text)
		}
		return
	}
	if t.anyMissing(olds) {
		l.Changes = t.byKeys(olds, sources)
	} else {
		was, now := t.wasNow(olds, sources)
		l.Changes = t.differ(was, now)
	}
	if len(l.Changes) > 0 {
		for _, o := range olds {
			l.Was = append(l.Was, t.olds[o].Text)
		}
		l.Changed = t.changed(olds, sources)
	}
	if l.Moved {
		l.Changes = append(l.Changes, doc.ChangeMoved)
	}
}

// changed gives the segments among sources that no old text equals.
func (t *trace) changed(olds, sources []int) []int {
	var out []int
	for _, s := range sources {
		now := SourceOf(&t.src.Segments[t.src.in[s]])
		seg := now.Segment()
		f := t.fingerprint(&seg)
		same := slices.ContainsFunc(olds, func(o int) bool {
			if t.olds[o].missing() {
				return t.olds[o].Key == t.src.items[s].Key
			}
			old := t.olds[o].Segment()
			return len(doc.Compare(t.fingerprint(&old), f)) == 0
		})
		if !same {
			out = append(out, t.src.in[s])
		}
	}
	return out
}

// bystanders links the segments that take no part in the ledger as the beads
// say.
func (t *trace) bystanders() []Link {
	out := func(x *Text) bool { return len(x.in) < len(x.Segments) }
	if !out(t.src) && !out(t.tgt) {
		return nil
	}
	apart := func(x *Text, is []int) (a []int) {
		for _, i := range is {
			if i >= 0 && i < len(x.at) && x.at[i] < 0 {
				a = append(a, i)
			}
		}
		return a
	}
	var links []Link
	for _, b := range t.link.beads {
		l := Link{Source: apart(t.src, b.Source), Target: apart(t.tgt, b.Target), Confidence: b.Confidence, Moved: b.Moved}
		if len(l.Source)+len(l.Target) > 0 {
			links = append(links, l)
		}
	}
	return links
}

// inOrder sorts links by source; one without a source follows the link that
// holds the target before its own.
func inOrder(links []Link, sources, targets int) []Link {
	key := make([][2]int, len(links))
	owner := fill(targets) // -1 where no bead speaks of a segment
	for k, l := range links {
		for _, g := range l.Target {
			owner[g] = k
		}
		if len(l.Source) > 0 {
			key[k] = [2]int{l.Source[0], -1}
		}
	}
	last := -1
	for g := range targets {
		k := owner[g]
		if k < 0 {
			continue
		}
		if len(links[k].Source) > 0 {
			last = links[k].Source[0]
		} else if links[k].Target[0] == g {
			key[k] = [2]int{last, g}
		}
	}
	order := make([]int, len(links))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		if d := key[a][0] - key[b][0]; d != 0 {
			return d
		}
		return key[a][1] - key[b][1]
	})
	out := make([]Link, len(links))
	for i, k := range order {
		out[i] = links[k]
	}
	return out
}
