package history

import (
	"stele/internal/doc"
	"stele/internal/ledger"
)

// shownCode speaks of the code blocks of a page whose comments speak of its other
// texts: one that shows the source's present code rests on it. Nil where there is
// another block, of which only the history can tell.
func shownCode(kept *ledger.Ledger, target, now *text) *ledger.Ledger {
	told := map[string]bool{}
	for i := range kept.Entries {
		told[kept.Entries[i].Key] = true
	}
	code := map[string]*doc.Segment{}
	for i := range now.version.Segments {
		if s := &now.version.Segments[i]; s.Kind == doc.Code && !s.Locked {
			code[ledger.Skeleton(s)] = s
		}
	}
	out := &ledger.Ledger{}
	for i := range target.version.Segments {
		s := &target.version.Segments[i]
		if s.Kind != doc.Code || s.Locked || told[ledger.KeyOf(s)] {
			continue
		}
		source := code[ledger.Skeleton(s)]
		if source == nil {
			return nil
		}
		out.Entries = append(out.Entries, ledger.Entry{
			Key: ledger.KeyOf(s), Sketch: ledger.SketchOf(s), From: []ledger.Source{ledger.SourceOf(source)}, Evidence: EvidenceHistory,
		})
	}
	return out
}
