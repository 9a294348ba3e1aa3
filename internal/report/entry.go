package report

import (
	"cmp"
	"slices"
	"strconv"

	"stele/internal/check"
	"stele/internal/doc"
	"stele/internal/status"
)

// Answer is what a command found, as every writer of findings takes it. Make
// one with [OfStatus] or [OfComparison].
type Answer struct {
	Command string // "status", "diff" or "check"
	// Totals are how complete each locale is; nil where the command does not
	// count.
	Totals []Total
	// Checked are the versions that were looked at, those without an entry
	// included, in document order.
	Checked []Checked
	Entries []Entry // in document order
	// Since, when set, says that only what happened since a commit is here, and
	// Happened how much, by locale.
	Since    *status.Since
	Happened map[string]map[status.Event]int
}

// Total is how much of a locale is done.
type Total struct {
	Locale          string
	Documents       int
	Segments, Words status.Count
}

// Checked is a translation that was compared with its source, or, with B
// empty, a version that was looked at by itself.
type Checked struct {
	Document, Locale string // Locale is the translation's
	A, B             string // paths; "" where there is no file
	Entries          int    // how many of the answer's entries are about it
}

// Entry is one thing to look at.
type Entry struct {
	Document    string // id
	Locale      string // of the translation, or of the version that it is about
	Rule        check.Rule
	Severity    check.Severity
	Message     string // one line
	Suggestion  string
	Fingerprint string // the same flaw in the same words has the same, wherever it stands
	A, B        *Place // the two sides; nil where there is nothing
	// Was is, of what is stale, the source text that the translation rests on,
	// and Now the present one.
	Was, Now string
	// Whole says that it is about a document as a whole: a version is missing, or
	// is the only one.
	Whole bool
	// Reversed says that B is the source: two languages were compared against
	// the direction of translation.
	Reversed bool
}

// At is where to go: to the translation or, where it has nothing, the source.
// It is nil when neither has a line, as with an empty document.
func (e *Entry) At() *Place {
	if t := e.Translation(); t != nil {
		return t
	}
	return e.Source()
}

// Other is the place of the other side, if there is one.
func (e *Entry) Other() *Place {
	if e.Translation() != nil {
		return e.Source()
	}
	return nil
}

// Source is the source's side, nil where there is nothing.
func (e *Entry) Source() *Place {
	if e.Reversed {
		return e.B
	}
	return e.A
}

// Translation is the translation's side, nil where there is nothing.
func (e *Entry) Translation() *Place {
	if e.Reversed {
		return e.A
	}
	return e.B
}

// OfStatus makes an answer of states. rules give the severities.
func OfStatus(r *status.Result, rules check.Options, words Words) *Answer {
	a := OfComparison(check.States(r, rules), words)
	a.Command = "status"
	if r.Since != nil {
		a.Since, a.Happened = r.Since, r.Happenings()
		return a
	}
	for _, locale := range r.Locales {
		if n, segments, counted := r.Totals(locale); n > 0 {
			a.Totals = append(a.Totals, Total{locale, n, segments, counted})
		}
	}
	return a
}

// OfComparison makes an answer of findings.
func OfComparison(c *check.Comparison, words Words) *Answer {
	a := &Answer{Command: "check"}
	if c.A != "" {
		a.Command = "diff"
	}
	for i := range c.Documents {
		d := &c.Documents[i]
		locale := localeOf(d.B)
		if d.B == nil {
			locale = localeOf(d.A)
		}
		for _, f := range d.Findings {
			e := entryOf(d, f, words)
			if want, ok := f.Args["Locale"].(string); ok && d.B == nil {
				locale = want // a document without a version in that locale
			}
			e.Locale = locale
			a.Entries = append(a.Entries, e)
		}
		a.Checked = append(a.Checked, Checked{Document: d.ID, Locale: locale, A: fileOf(d.A), B: fileOf(d.B), Entries: len(d.Findings)})
	}
	return a
}

func entryOf(d *check.ComparedDocument, f check.Finding, words Words) Entry {
	e := Entry{
		Document: d.ID, Rule: f.Rule, Severity: f.Severity, Message: message(f, words), Suggestion: f.Suggestion,
		Fingerprint: f.Fingerprint(d.ID, d.A, d.B), A: place(d.A, f.A, true), B: place(d.B, f.B, true),
		Whole: f.Whole(),
	}
	if was, ok := f.Args["Was"].(string); ok {
		e.Was, e.Reversed = was, f.Args["Side"] == "b"
		e.Now = e.Source().Text
	}
	return e
}

func fileOf(v *doc.Version) string {
	if v == nil {
		return ""
	}
	return v.Path
}

// rank orders severities, worst first.
func rank(s check.Severity) int {
	return slices.Index([]check.Severity{check.Error, check.Warning, check.Info}, s)
}

// worstFirst are the entries by severity, then by how much they ask for somebody
// to look, otherwise in document order.
func (a *Answer) worstFirst() []*Entry {
	out := make([]*Entry, len(a.Entries))
	for i := range a.Entries {
		out[i] = &a.Entries[i]
	}
	urgency := func(e *Entry) int { return slices.Index(kinds(), kindOf(e)) }
	slices.SortStableFunc(out, func(x, y *Entry) int {
		return cmp.Or(cmp.Compare(rank(x.Severity), rank(y.Severity)), cmp.Compare(urgency(x), urgency(y)))
	})
	return out
}

// command is what gives the answer on a terminal.
func (a *Answer) command() string {
	if a.Since != nil {
		return a.Command + " --since " + a.Since.Revision
	}
	return a.Command
}

// unique numbers fingerprints that occur more than once, for formats that use
// them as keys.
type unique map[string]int

func (u unique) key(print string) string {
	u[print]++
	if n := u[print]; n > 1 {
		return print + "-" + strconv.Itoa(n)
	}
	return print
}
