// Package status says, for every segment of every version, whether it is
// translated and still says what the source says.
//
// Start with [Run]: it reads a project's files, aligns each translation with
// its source, lays the ledger over the beads, and gives a [Result] of plain
// data for internal/report and internal/edition. It writes nothing.
package status

import (
	"path/filepath"
	"slices"
	"strings"

	"stele/internal/doc"
	"stele/internal/fault"
)

// State is what can be said of a segment in one locale.
type State string

// The states. A source segment has exactly one of the first five; a target
// segment without a source is orphaned.
const (
	Synced       State = "synced"       // made from the present source text
	Stale        State = "stale"        // made from an older source text
	Untranslated State = "untranslated" // there, but in the wrong language
	Missing      State = "missing"      // not there
	Unverified   State = "unverified"   // there; what it was made from is unknown
	Orphaned     State = "orphaned"     // the source has nothing for it
)

// States lists every state, in the order of reports.
func States() []State {
	return []State{Synced, Stale, Untranslated, Missing, Orphaned, Unverified}
}

// Evidence says what a state rests on.
type Evidence string

// The kinds of evidence, strongest first.
const (
	FromLedger  Evidence = "ledger"  // .stele/ records it
	FromPin     Evidence = "pin"     // a commit recorded in the file
	FromHistory Evidence = "history" // inferred from git
	FromContent Evidence = "content" // inferred from the texts alone
)

// Reason says why a segment has its state, where the state alone does not.
type Reason string

// The reasons.
const (
	NoReason         Reason = ""
	TextIsSource     Reason = "same-text"       // word for word the source
	WrongLanguage    Reason = "wrong-language"  // the target is in another language
	SourceIsForeign  Reason = "source-language" // the source itself is not in its language
	LacksNumber      Reason = "lacks-number"    // by the texts alone: the source has a number that the translation lacks
	LacksLink        Reason = "lacks-link"      // … a link
	LacksCode        Reason = "lacks-code"      // … code
	LacksText        Reason = "lacks-length"    // … far more text
	HasCode          Reason = "has-code"        // … the translation has code that the source nowhere has
	HasLink          Reason = "has-link"        // … a link
	OtherID          Reason = "heading-id"      // … the heading has another id in the source
	TranslationAhead Reason = "ahead"           // the translation was reworked, the source was not
)

// Row is one bead with its state: what one or several segments of the source
// correspond to in the target. An empty side means that there is nothing.
type Row struct {
	State          State
	Changes        []doc.Change // of a stale row: what differs in the source
	Drifted        []doc.Change // changes that the project does not count as stale
	Evidence       Evidence
	Reason         Reason
	Language       string // the language found, when Reason speaks of one
	Detail         string // what is lacking, when Reason says that something is
	Source, Target []int  // segment indices
	Was            string // the source text that the translation rests on, when it differs
	Confidence     float64
	Moved          bool
	// Event is what became of the row since a commit; only [Happened] sets it.
	Event Event
	// Work is false for what no translator works on: code, opaque syntax, page
	// furniture, pictures without words. Such rows are kept because editions
	// need them; they are not counted.
	Work bool
}

// Count is how many segments, or words, are in each state.
type Count map[State]int

// Total is how many there are on the source's side.
func (c Count) Total() int {
	return c[Synced] + c[Stale] + c[Untranslated] + c[Missing] + c[Unverified]
}

// Done is how many of the source's are translated and not known to be stale.
func (c Count) Done() int { return c[Synced] + c[Unverified] }

// Percent is the share that is done, 0 to 100, rounded down so that 100 means
// all; an empty document is done.
func (c Count) Percent() int {
	if c.Total() == 0 {
		return 100
	}
	return 100 * c.Done() / c.Total()
}

// Measured reports whether [Count.Percent] means anything. Where the source has
// nothing and the translation has, its source gone, that is a translation of
// nothing, and no share of it is done.
func (c Count) Measured() bool { return c.Total() > 0 || c[Orphaned] == 0 }

// Add adds another count to this one.
func (c Count) Add(other Count) {
	for s, n := range other {
		c[s] += n
	}
}

// Target is one translation of a document.
type Target struct {
	Locale          string
	Path            string       // relative to the working directory; "" when there is none
	Version         *doc.Version // nil when there is none
	Unreadable      bool         // there is a file, and it cannot be read: nothing is known
	Rows            []Row
	Segments, Words Count
	// Event is what became of the whole version since a commit: it was Added (the
	// document is new, and not translated) or Removed.
	Event Event
}

// Document is a text with all its translations.
type Document struct {
	ID     string
	Source *doc.Version
	// Unreadable says that the source's file is there and cannot be read.
	Unreadable bool
	Targets    []Target // sorted by locale
	// Reversed says that the target is the document's source, and Source its
	// translation, as [Between] may ask for: what the rows say beyond their
	// places (Reason, Language, Changes, Was) still speaks of the document's source.
	Reversed bool
}

// Result is the answer for a project.
type Result struct {
	Review    bool     // only doubtful rows are left
	Since     *Since   // only what happened since a commit is left
	Locales   []string // every locale asked for, the sources' included, sorted
	Documents []Document
	Warnings  []*fault.Fault // what could not be read or was damaged
	lacks     []string       // see job
}

// KeepDoubtful leaves only rows whose bead is below a confidence.
func (r *Result) KeepDoubtful(below float64) {
	r.Review = true
	for i := range r.Documents {
		for j := range r.Documents[i].Targets {
			t := &r.Documents[i].Targets[j]
			t.Rows = slices.DeleteFunc(t.Rows, func(row Row) bool { return !row.Work || row.Confidence >= below })
		}
	}
}

// KeepPaths narrows the result to what files and folders name: translations that
// were named, or lie below a folder that was, are shown without their siblings,
// unless the document's source was named too. paths are relative to dir, the
// working directory, or absolute.
func (r *Result) KeepPaths(dir string, paths []string) {
	var asked []string
	for _, p := range paths {
		if !filepath.IsAbs(p) {
			p = filepath.Join(dir, p) // "../here/tr" is "tr"
		}
		if rel, err := filepath.Rel(dir, p); err == nil {
			p = rel
		}
		asked = append(asked, filepath.ToSlash(p))
	}
	named := func(file string) bool {
		return file != "" && slices.ContainsFunc(asked, func(p string) bool {
			return file == p || strings.HasPrefix(file, p+"/") || p == "." && !strings.HasPrefix(file, "../")
		})
	}
	for i := range r.Documents {
		d := &r.Documents[i]
		if named(d.Source.Path) || !slices.ContainsFunc(d.Targets, func(t Target) bool { return named(t.Path) }) {
			continue
		}
		d.Targets = slices.DeleteFunc(d.Targets, func(t Target) bool { return !named(t.Path) })
	}
}

// Unreadable reports whether a file could not be read, or not all of it.
func (r *Result) Unreadable() bool {
	return slices.ContainsFunc(r.Documents, func(d Document) bool {
		return d.Unreadable || damaged(d.Source) || slices.ContainsFunc(d.Targets, func(t Target) bool { return t.Unreadable || damaged(t.Version) })
	})
}

func damaged(v *doc.Version) bool { return v != nil && v.Damage != nil }

// Totals adds up a locale over all documents.
func (r *Result) Totals(locale string) (documents int, segments, words Count) {
	segments, words = Count{}, Count{}
	for i := range r.Documents {
		for j := range r.Documents[i].Targets {
			t := &r.Documents[i].Targets[j]
			if t.Locale != locale {
				continue
			}
			documents++
			segments.Add(t.Segments)
			words.Add(t.Words)
		}
	}
	return documents, segments, words
}
