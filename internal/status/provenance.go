package status

import (
	"strings"

	"stele/internal/align"
	"stele/internal/doc"
	"stele/internal/fault"
	"stele/internal/lang"
	"stele/internal/ledger"
)

// link is one row before it has a state.
type link struct {
	source, target []int
	confidence     float64
	moved          bool
	known          bool     // there is provenance
	was            []string // the source texts that the target rests on
	changes        []doc.Change
	ahead          bool
	evidence       Evidence
}

// provenance lays what the ledger knows over the beads. A ledger that cannot be
// read is a warning, and nothing is known.
func (j *judge) provenance(d *Document, w job, beads []align.Bead) ([]link, []*fault.Fault) {
	l, warnings, err := ledger.Load(j.project.Abs(ledger.Path(d.ID, w.locale)))
	if err != nil {
		warnings = append(warnings, asFault(err))
	}
	var out []link
	for _, r := range ledger.Resolve(l, d.Source.Segments, w.target.Segments, beads, numbersOf(d.Source.Locale, w.locale)) {
		k := link{source: r.Source, target: r.Target, moved: r.Moved, confidence: r.Confidence, evidence: FromContent}
		if r.InLedger {
			k.known, k.was, k.changes, k.ahead = true, r.Was, r.Changes, r.Ahead
			k.evidence, k.confidence = FromLedger, 1
		}
		out = append(out, k)
	}
	return out, warnings
}

// numbersOf lets the ledger compare numbers by value.
func numbersOf(source, target string) ledger.Options {
	return ledger.Options{SourceNumbers: values(source), TargetNumbers: values(target)}
}

func values(locale string) func(string) []string {
	return func(text string) []string {
		if !strings.ContainsAny(text, "0123456789") {
			return nil
		}
		var out []string
		for _, n := range lang.Numbers(text, locale) {
			out = append(out, n.Value)
		}
		return out
	}
}
