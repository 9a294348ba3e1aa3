package ledger

import (
	"slices"
)

// The least that a revision of a translation must answer of what changed in its
// source, to count as one of the whole page.
const (
	wholeAnswers = 3 // paragraphs re-worked, added or taken out as in the source
	openWords    = 3 // that a paragraph without a partner must have to count as left open
)

// readThrough infers from a revision of a translation what its author read and
// left alone. Someone who brings a page up to its source answers every change
// that can be seen from outside: paragraphs that were added, taken out or
// rewritten, numbers and code. When a revision does so, and leaves no more open
// than it answers, then it was made from the present source, and the paragraphs
// whose source differs in marks alone need not be noted again.
//
// A change of words is never such, however small: that a paragraph was rightly
// left alone, nobody has said.
func (t *trace) readThrough() {
	if !t.opt.Revision || len(t.entries) == 0 {
		return
	}
	reworked, added, open := 0, 0, t.untranslated()
	var left []int
	for j, ss := range t.sources {
		switch {
		case !t.known[j] && len(ss) > 0:
			added++
		case len(ss) == 0:
			if weight(t.tgt.items[j].Sketch) >= openWords {
				open++
			}
		case t.renewed[j]:
			if t.edited[j] {
				reworked++
			}
		case t.untouched(j):
		case t.sourceChanged(j):
			open++
		case t.marked(j):
			if t.edited[j] {
				t.renewed[j] = true // it was read in its present form, marks and all
			} else {
				left = append(left, j)
			}
		}
	}
	// A paragraph rewritten from the ground is one taken out and one added. New
	// ones alone may be the rest of a page that is translated in parts.
	out := t.takenOut()
	answered := reworked + max(out, min(added, reworked+out))
	if answered < wholeAnswers || answered < open {
		return
	}
	for _, j := range left {
		t.renewed[j] = true
	}
}

// marked reports whether the source of a target differs in marks alone: those of
// emphasis, punctuation, white space.
func (t *trace) marked(j int) bool {
	was, now := t.wasNow(t.from[t.of[j]], t.sources[j])
	return len(t.differ(was, now)) > 0
}

// untranslated counts the texts of the source that no target rests on.
func (t *trace) untranslated() int {
	taken := t.claimed()
	n := 0
	for s := range taken {
		if !taken[s] && !t.src.items[s].Block && weight(t.src.items[s].Sketch) >= openWords {
			n++
		}
	}
	return n
}

// takenOut counts the entries whose source and target are both gone. One that a
// merge doubled has not gone.
func (t *trace) takenOut() int {
	here := map[string]bool{}
	for j, e := range t.of {
		here[t.tgt.items[j].Key] = true
		if e >= 0 {
			here[t.entries[e].Key] = true
		}
	}
	n := 0
	for e, olds := range t.from {
		if !here[t.entries[e].Key] && len(olds) > 0 && !slices.ContainsFunc(olds, func(o int) bool { return len(t.now[o]) > 0 }) {
			n++
		}
	}
	return n
}
