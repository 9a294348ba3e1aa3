package check

import (
	"strings"

	"stele/internal/doc"
	"stele/internal/status"
)

// Comparison is two locales of a project, side by side.
type Comparison struct {
	A, B      string // locales
	Documents []ComparedDocument
}

// ComparedDocument is one document's findings. A version that does not exist is
// nil.
type ComparedDocument struct {
	ID       string
	A, B     *doc.Version
	Findings []Finding
}

// Compare turns the states of a result with one target per document, as
// [status.Between] gives it, into findings and adds those about content.
func Compare(r *status.Result, a, b string, opt Options) *Comparison {
	c := &Comparison{A: a, B: b}
	for i := range r.Documents {
		d := &r.Documents[i]
		t := &d.Targets[0]
		out := ComparedDocument{ID: d.ID, A: d.Source, B: t.Version}
		opt := opt.at(d.ID, t.Locale, out.A, out.B)
		states := finish(statesOf(d, t), &opt)
		if out.A == nil || out.B == nil {
			out.Findings = states
		} else {
			found := Pair(Input{A: out.A, B: out.B, Beads: t.Beads(), Options: opt})
			out.Findings = Merge(states, found)
		}
		c.Documents = append(c.Documents, out)
	}
	return c
}

// Variants of the states' messages.
const (
	wholeDocument = "document"
	oneSegment    = "segment"
)

// statesOf gives the findings that the states of a target's rows are.
func statesOf(d *status.Document, t *status.Target) []Finding {
	switch {
	case d.Source == nil && t.Version == nil:
		return nil
	case t.Version == nil:
		return []Finding{{Rule: Missing, Variant: wholeDocument, A: firstSegment(d.Source), Args: map[string]any{"Locale": t.Locale}}}
	case d.Source == nil:
		return []Finding{{Rule: Extra, Variant: wholeDocument, B: firstSegment(t.Version), Args: map[string]any{"Locale": t.Locale}}}
	}
	var out []Finding
	for i := range t.Rows {
		row := &t.Rows[i]
		f, ok := stateOf(row, t.Locale)
		if d.Reversed {
			reverse(&f, d.Source.Locale)
		}
		if ok && row.Work {
			f.A, f.B = row.Source, row.Target
			out = append(out, f)
		}
		if row.Moved && row.Work {
			out = append(out, Finding{Rule: Moved, A: row.Source, B: row.Target})
		}
	}
	return out
}

func stateOf(row *status.Row, locale string) (Finding, bool) {
	switch row.State {
	case status.Missing:
		return Finding{Rule: Missing, Variant: oneSegment, Args: map[string]any{"Locale": locale}}, true
	case status.Orphaned:
		return Finding{Rule: Extra, Variant: oneSegment, Args: map[string]any{"Locale": locale}}, true
	case status.Untranslated:
		return Finding{Rule: Untranslated, Variant: string(row.Reason), Args: map[string]any{"Language": row.Language, "Locale": locale}}, true
	case status.Stale:
		var changes []string
		for _, c := range row.Changes {
			changes = append(changes, string(c))
		}
		return Finding{Rule: Stale, Args: map[string]any{"Changes": strings.Join(changes, ", "), "Was": row.Was}}, true
	}
	return Finding{}, false
}

// reverse corrects a finding of a document whose source is side B: which side
// its words are about, where that is not the usual one.
func reverse(f *Finding, translation string) {
	switch {
	case f.Rule == Stale, f.Rule == Untranslated && f.Variant == sourceLanguage:
		f.Args["Side"] = "b"
	case f.Rule == Untranslated:
		f.Args["Side"], f.Args["Locale"] = "a", translation
	}
}

func firstSegment(v *doc.Version) []int {
	if len(v.Segments) == 0 {
		return nil
	}
	return []int{0}
}
