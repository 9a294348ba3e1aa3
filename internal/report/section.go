package report

import (
	"slices"
	"strings"

	"stele/internal/check"
)

// kind is what an entry asks of its reader.
type kind string

// The kinds, in the order in which they are told: first what somebody has to
// look at.
const (
	toUpdate    kind = "update"    // a translation is stale
	toCheck     kind = "check"     // something looks wrong
	toBegin     kind = "begin"     // a document has no translation at all
	toTranslate kind = "translate" // a paragraph has no translation
	alone       kind = "alone"     // something has no source, or stands elsewhere
)

// kinds lists them.
func kinds() []kind { return []kind{toUpdate, toCheck, toBegin, toTranslate, alone} }

// kindOf sorts entries.
func kindOf(e *Entry) kind {
	switch {
	case e.Rule == check.Stale:
		return toUpdate
	case e.Rule == check.Missing && e.Whole:
		return toBegin
	case e.Rule == check.Missing:
		return toTranslate
	case e.Rule == check.Extra || e.Rule == check.Moved:
		return alone
	}
	return toCheck
}

// section is all entries of a kind.
type section struct {
	kind    kind
	entries []*Entry
	// bundles are the entries that are told together: those of one source
	// paragraph, document or translation, as the kind has it.
	bundles [][]*Entry
}

// sectionsOf sorts an answer's entries; only sections with entries are given.
func sectionsOf(a *Answer) []section {
	var out []section
	for _, k := range kinds() {
		s := section{kind: k}
		at := map[string]int{}
		for _, e := range a.worstFirst() {
			if kindOf(e) != k {
				continue
			}
			s.entries = append(s.entries, e)
			key := bundleKey(k, e)
			i, ok := at[key]
			if !ok {
				i = len(s.bundles)
				at[key] = i
				s.bundles = append(s.bundles, nil)
			}
			s.bundles[i] = append(s.bundles[i], e)
		}
		if len(s.entries) > 0 {
			out = append(out, s)
		}
	}
	return out
}

func bundleKey(k kind, e *Entry) string {
	parts := []string{e.Document}
	switch k {
	case toUpdate:
		// Translations may rest on different texts of one paragraph.
		parts = append(parts, sourceSpot(e), e.Was)
	case toCheck, alone:
		parts = append(parts, e.Locale)
	}
	return strings.Join(parts, "\x00")
}

// sourceSpot is the place of an entry's source, "" where it has none.
func sourceSpot(e *Entry) string {
	if p := e.Source(); p != nil {
		return p.spot()
	}
	return ""
}

// count is the number that a section's title says: of paragraphs and documents
// of the source, each once however many languages lack it, and of findings.
func (s *section) count() int {
	switch s.kind {
	case toBegin:
		return len(s.bundles)
	case toUpdate, toTranslate:
		spots := map[string]bool{}
		for _, e := range s.entries {
			spots[sourceSpot(e)] = true
		}
		return len(spots)
	}
	return len(s.entries)
}

// localesOf are the locales of some entries, each once, in their order.
func localesOf(entries []*Entry) []string {
	var out []string
	for _, e := range entries {
		if !slices.Contains(out, e.Locale) {
			out = append(out, e.Locale)
		}
	}
	return out
}
