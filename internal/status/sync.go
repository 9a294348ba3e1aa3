package status

import (
	"context"
	"iter"
	"slices"
	"strings"

	"stele/internal/align"
	"stele/internal/fault"
	"stele/internal/ledger"
	"stele/internal/project"
)

// Update is a ledger that is behind the texts.
type Update struct {
	Path     string // relative to the working directory
	Segments int    // how many segments it records anew or otherwise
	file     string
	ledger   *ledger.Ledger
}

// Save writes the ledger, whole or not at all.
func (u Update) Save() error {
	_, err := ledger.Save(u.file, u.ledger)
	return err
}

// Folded is what [Sync] and [Accept] have to record.
type Folded struct {
	Updates  []Update
	Warnings []*fault.Fault // what could not be read or was damaged
	// Unread says that a version could not be read, or not all of it: nothing of
	// it is recorded.
	Unread bool
	// Cut is of how many translations without a ledger a shallow clone does not tell
	// what they were made from. Their updates would take the present source for it,
	// though the whole history may know better.
	Cut int
}

// Sync folds the present texts into the ledgers and gives those that change;
// nothing is written before [Update.Save]. A ledger that cannot be read is an
// error: writing it anew would lose what it says.
func Sync(ctx context.Context, p *project.Project, opt Options) (*Folded, error) {
	return fold(ctx, p, opt, nil)
}

// fold gives the ledgers' updates; accept names target segments that are
// confirmed, by document id and locale; nil to fold all.
func fold(ctx context.Context, p *project.Project, opt Options, accept map[string]*accepted) (*Folded, error) {
	if err := known(p, opt.Locales); err != nil {
		return nil, err
	}
	out := &Folded{}
	docs, warnings, err := load(ctx, p, opt)
	if err != nil {
		return nil, err
	}
	var jobs []*job
	for i, l := range docs {
		for _, locale := range l.targets {
			if accept != nil && accept[key(l.document.ID, locale)] == nil {
				continue
			}
			j := l.job(i, l.source, locale)
			switch {
			case l.broken[l.source], j.broken, j.damaged():
				out.Unread = true
			case j.source == nil, j.target == nil, j.catalogue: // nothing to record
			default:
				jobs = append(jobs, j)
			}
		}
	}
	seen, err := prepare(ctx, p, jobs, opt)
	if err != nil {
		return nil, err
	}
	judge := newJudge(p)
	for _, w := range jobs {
		if w.failed != nil {
			return nil, w.failed
		}
		u, err := judge.fold(w, accept[key(w.id, w.locale)])
		if err != nil {
			return nil, err
		}
		if w.cut && u.Segments > 0 {
			out.Cut++
		}
		if u.Segments > 0 {
			u.Path = opt.display(p, ledger.Path(w.id, w.locale))
			u.file = p.Abs(ledger.Path(w.id, w.locale))
			out.Updates = append(out.Updates, u)
		}
	}
	out.Warnings = append(warnings, seen...)
	return out, nil
}

func key(id, locale string) string { return id + "\x00" + locale }

// fold brings what is known of a job up to its present texts. Where there was
// no ledger but a history, that is what is folded, so that the first sync does
// not take what is stale for fresh.
func (j *judge) fold(w *job, accept *accepted) (Update, error) {
	beads := j.translated(w)
	if accept != nil {
		next, done := ledger.Accept(w.ledger, w.source.Segments, w.target.Segments, beads, accept.segments, w.numbers())
		if err := accept.check(done); err != nil {
			return Update{}, err
		}
		if !w.recorded && !w.inherited {
			// Nobody has said of the others that they are right.
			next.Entries = slices.DeleteFunc(next.Entries, func(e ledger.Entry) bool { return !e.Accepted })
		}
		next = j.shortened(next)
		n := min(changedEntries(w.known(), next), len(done))
		return Update{Segments: n, ledger: next}, nil
	}
	next := ledger.Fold(w.ledger, w.source.Segments, w.target.Segments, beads, w.numbers())
	next = j.shortened(next)
	return Update{Segments: changedEntries(w.known(), next), ledger: next}, nil
}

// shortened leaves the source texts to git where the project wants it so.
func (j *judge) shortened(l *ledger.Ledger) *ledger.Ledger {
	if j.project.Config.Ledger.Text == textsInGit {
		return l.Shorten()
	}
	return l
}

// known is the ledger as its file has it.
func (w *job) known() *ledger.Ledger {
	if w.recorded {
		return w.stored
	}
	return nil
}

// translated takes apart the beads whose target is in the wrong language: what
// is no translation rests on nothing.
func (j *judge) translated(w *job) []align.Bead {
	var out []align.Bead
	for _, b := range w.beads {
		if len(b.Source) > 0 && len(b.Target) > 0 {
			if reason, _ := j.inWrongLanguage(w.source, w.target, b.Source, b.Target); reason != NoReason {
				out = append(out, align.Bead{Source: b.Source}, align.Bead{Target: b.Target})
				continue
			}
		}
		out = append(out, b)
	}
	return out
}

// changedEntries counts the entries that a ledger gains or loses, whichever are
// more.
func changedEntries(old, next *ledger.Ledger) int {
	count := map[string]int{}
	for line := range entries(old) {
		count[line]--
	}
	for line := range entries(next) {
		count[line]++
	}
	gained, lost := 0, 0
	for _, n := range count {
		if n > 0 {
			gained += n
		} else {
			lost -= n
		}
	}
	return max(gained, lost)
}

// entries gives the lines of a ledger but the first, which is no entry.
func entries(l *ledger.Ledger) iter.Seq[string] {
	return func(yield func(string) bool) {
		if l == nil {
			return
		}
		first := true
		for line := range strings.Lines(string(l.Encode())) {
			if !first && !yield(line) {
				return
			}
			first = false
		}
	}
}
