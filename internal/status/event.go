package status

import (
	"slices"

	"stele/internal/doc"
)

// Event is what became of a segment between a commit and now.
type Event string

// The events.
const (
	NoEvent    Event = ""
	MadeStale  Event = "made-stale" // its source was changed, the translation was not
	Added      Event = "added"      // it is new in the source, and not translated
	Removed    Event = "removed"    // its translation was taken out
	Translated Event = "translated" // it was open, and is translated or confirmed
	OrphanedBy Event = "orphaned"   // its source was taken out, or it was put in without one
)

// Events lists every event, in the order of reports.
func Events() []Event { return []Event{MadeStale, Added, Removed, OrphanedBy, Translated} }

// Since says what a result with events was compared with.
type Since struct {
	Revision string // as the user named it
	Base     string // the commit
}

// Happened compares two results of [Run], of a project at a commit and now, and
// keeps of the present one the rows of which something became, with
// [Row.Event]. What was open then and still is, whatever its state, is left out:
// it is not the work of whoever changed the files since. Segments and Words of
// its targets count only what is left, and of that only what is open.
func Happened(then, now *Result, t *Then) *Result {
	judge := newJudge(t.Now)
	old := map[string]*Document{}
	for i := range then.Documents {
		old[then.Documents[i].ID] = &then.Documents[i]
	}
	out := &Result{Locales: now.Locales, Since: t.Since(), Warnings: now.Warnings}
	for i := range now.Documents {
		d := now.Documents[i]
		was := old[d.ID]
		if was == nil {
			was = &Document{Source: &doc.Version{}}
		}
		if was.Unreadable {
			continue // nobody can tell what became of it
		}
		changes := newChanges(was.Source, d.Source)
		var targets []Target
		for j := range d.Targets {
			if g := changes.target(was.target(d.Targets[j].Locale), &d.Targets[j], d.Source, judge); g.Event != NoEvent || len(g.Rows) > 0 {
				targets = append(targets, g)
			}
		}
		if d.Targets = targets; len(targets) > 0 {
			out.Documents = append(out.Documents, d)
		}
	}
	return out
}

// Happenings counts events by locale; what became of a whole version counts as
// one for each of its segments.
func (r *Result) Happenings() map[string]map[Event]int {
	out := map[string]map[Event]int{}
	for i := range r.Documents {
		for j := range r.Documents[i].Targets {
			t := &r.Documents[i].Targets[j]
			n := out[t.Locale]
			if n == nil {
				n = map[Event]int{}
				out[t.Locale] = n
			}
			if t.Event != NoEvent {
				n[t.Event] += t.Segments.Total()
			}
			for k := range t.Rows {
				n[t.Rows[k].Event]++
			}
		}
	}
	return out
}

func (d *Document) target(locale string) *Target {
	for i := range d.Targets {
		if d.Targets[i].Locale == locale {
			return &d.Targets[i]
		}
	}
	return &Target{}
}

// target keeps what became of a translation.
func (c *changes) target(was, is *Target, source *doc.Version, j *judge) Target {
	out := Target{Locale: is.Locale, Path: is.Path, Version: is.Version, Unreadable: is.Unreadable, Segments: Count{}, Words: Count{}}
	if is.Unreadable || was.Unreadable {
		return out
	}
	if is.Version == nil {
		switch {
		case was.Version != nil:
			out.Event = Removed
		case c.new && is.Segments.Total() > 0:
			out.Event = Added
		default:
			return out
		}
		out.Segments, out.Words = is.Segments, is.Words
		return out
	}
	h := &happening{judge: j, now: source, source: c, target: newChanges(was.Version, is.Version), states: map[int]State{}, from: map[int][]int{}}
	for i := range was.Rows {
		row := &was.Rows[i]
		for _, s := range row.Source {
			h.states[s] = row.State
		}
		for _, s := range row.Target {
			h.from[s] = row.Source
		}
	}
	for _, row := range is.Rows {
		if !row.Work {
			continue
		}
		if row.Event = h.event(&row); row.Event == NoEvent {
			continue
		}
		if row.Event == MadeStale && row.Was == "" {
			row.Was = textsOf(c.then, c.old(row.Source))
		}
		out.Rows = append(out.Rows, row)
		switch {
		case row.Event == Translated:
		case len(row.Source) > 0:
			out.count(source, row.Source, row.State)
		default:
			out.count(is.Version, row.Target, row.State)
		}
	}
	return out
}

// happening is what is known of a translation then.
type happening struct {
	judge          *judge
	now            *doc.Version // the source
	source, target *changes
	states         map[int]State // by source segment
	from           map[int][]int // target segment → source segments
}

func (h *happening) event(row *Row) Event {
	before := h.source.old(row.Source)
	was := func(states ...State) bool {
		return len(before) > 0 && !slices.ContainsFunc(before, func(s int) bool { return !slices.Contains(states, h.states[s]) })
	}
	switch row.State {
	case Stale:
		if !h.source.untouched(row.Source) && !was(Stale) {
			return MadeStale
		}
	case Missing:
		if len(before) == 0 {
			return Added
		}
		// That the present alignment finds no counterpart is news only where the
		// text that was one is gone.
		if !was(Missing, "") && !h.stillThere(before) {
			return Removed
		}
	case Untranslated:
		if len(before) == 0 || !was(Untranslated) && !h.target.untouched(row.Target) {
			return Added
		}
	case Orphaned:
		return h.orphaned(row)
	case Synced, Unverified:
		switch untouched := h.target.untouched(row.Target); {
		case was(Stale), !untouched && (len(before) == 0 || was(Missing, Untranslated, Stale)):
			return Translated
		case untouched && row.State == Unverified && !h.source.untouched(row.Source):
			return h.left(row)
		}
	}
	return NoEvent
}

// left is for a translation that nobody touched while its source changed, and of
// which nothing else is known: that much is certain. The row turns stale.
func (h *happening) left(row *Row) Event {
	var from []int
	for _, t := range h.target.old(row.Target) {
		from = append(from, h.from[t]...)
	}
	if from = slices.Compact(from); len(from) == 0 {
		return NoEvent
	}
	changed := []doc.Change{doc.ChangeProse}
	if len(from) == 1 && len(row.Source) == 1 {
		numbers := values(h.now.Locale)
		a, b := &h.source.then.Segments[from[0]], &h.now.Segments[row.Source[0]]
		changed = doc.Compare(doc.FingerprintOf(a, numbers), doc.FingerprintOf(b, numbers))
	}
	var counts []doc.Change
	for _, c := range changed {
		if h.judge.stale[c] {
			counts = append(counts, c)
		}
	}
	if len(counts) == 0 {
		return NoEvent
	}
	row.State, row.Changes, row.Was = Stale, counts, textsOf(h.source.then, from)
	return MadeStale
}

// stillThere reports whether a target segment that belonged to some source
// segments of then is among the present ones.
func (h *happening) stillThere(sources []int) bool {
	for t, from := range h.from {
		if h.target.is[t] && slices.ContainsFunc(from, func(s int) bool { return slices.Contains(sources, s) }) {
			return true
		}
	}
	return false
}

// orphaned says whether a target segment has lost its source since, or is new.
func (h *happening) orphaned(row *Row) Event {
	before := h.target.old(row.Target)
	if len(before) == 0 {
		return OrphanedBy
	}
	for _, t := range before {
		from := h.from[t]
		if len(from) > 0 && !slices.ContainsFunc(from, func(s int) bool { return h.source.is[s] }) {
			return OrphanedBy
		}
	}
	return NoEvent
}

func textsOf(v *doc.Version, segments []int) string {
	var out string
	for i, s := range segments {
		if i > 0 {
			out += "\n\n"
		}
		out += v.Segments[s].Text
	}
	return out
}
