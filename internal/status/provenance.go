package status

import (
	"strings"

	"stele/internal/align"
	"stele/internal/doc"
	"stele/internal/history"
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

// links lays what is known over the beads.
func (w *job) links() []link {
	var source []doc.Segment
	if w.source != nil {
		source = w.source.Segments
	}
	var out []link
	known := w.resolved
	if known == nil {
		known = ledger.Resolve(w.ledger, source, w.target.Segments, w.beads, w.numbers())
	}
	for _, r := range known {
		k := link{source: r.Source, target: r.Target, moved: r.Moved, confidence: r.Confidence, evidence: FromContent}
		if r.InLedger {
			k.known, k.was, k.changes, k.ahead = true, r.Was, r.Changes, r.Ahead
			k.evidence, k.confidence = evidenceOf(r.Evidence), 1
		}
		out = append(out, k)
	}
	return out
}

// suspects are, by target segment, the pairs of which the texts alone say that
// the translation may rest on another source.
func (w *job) suspects(links []link) map[int]history.Suspect {
	if w.source == nil {
		return nil
	}
	beads := make([]align.Bead, len(links))
	for i, l := range links {
		beads[i] = align.Bead{Source: l.source, Target: l.target, Confidence: l.confidence}
	}
	out := map[int]history.Suspect{}
	for _, s := range history.Suspects(w.source.Segments, w.target.Segments, beads, w.numbers()) {
		out[firstOf(s.Target)] = s
	}
	return out
}

// firstOf is the first of some segments, -1 of none.
func firstOf(segments []int) int {
	if len(segments) == 0 {
		return -1
	}
	return segments[0]
}

// evidenceOf names what an entry rests on. A source text kept in a comment
// beside the paragraph is recorded in the file, as a commit is.
func evidenceOf(entry string) Evidence {
	switch entry {
	case "":
		return FromLedger
	case history.EvidenceHistory:
		return FromHistory
	}
	return FromPin
}

// numbers lets the ledger compare numbers by value.
func (w *job) numbers() ledger.Options {
	opt := ledger.Options{TargetNumbers: values(w.locale), Elsewhere: w.elsewhere}
	if w.source != nil {
		opt.SourceNumbers = values(w.source.Locale)
	}
	return opt
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
