package check

import (
	"testing"

	"stele/internal/doc"
	"stele/internal/status"
)

// Both ways round, a document's states must speak of the same segments.
func TestStatesOfReversed(t *testing.T) {
	en := &doc.Version{Locale: "en", Segments: make([]doc.Segment, 3)}
	tr := &doc.Version{Locale: "tr", Segments: make([]doc.Segment, 3)}
	rows := []status.Row{
		{State: status.Untranslated, Reason: status.WrongLanguage, Language: "en", Source: []int{0}, Target: []int{0}, Work: true},
		{State: status.Untranslated, Reason: status.SourceIsForeign, Language: "tr", Source: []int{1}, Target: []int{1}, Work: true},
		{State: status.Stale, Changes: []doc.Change{doc.ChangeProse}, Was: "Old words.", Source: []int{2}, Target: []int{2}, Work: true},
	}
	for _, c := range []struct {
		name              string
		document          status.Document
		locale            string
		wrong, own, stale any // the sides
	}{
		{"source first", status.Document{Source: en, Targets: []status.Target{{Locale: "tr", Version: tr, Rows: rows}}}, "tr", nil, nil, nil},
		{"translation first", status.Document{Source: tr, Targets: []status.Target{{Locale: "en", Version: en, Rows: rows}}, Reversed: true}, "tr", "a", "b", "b"},
	} {
		t.Run(c.name, func(t *testing.T) {
			found := statesOf(&c.document, &c.document.Targets[0])
			if len(found) != 3 {
				t.Fatalf("%d findings, want 3", len(found))
			}
			if got := found[0].Args["Locale"]; got != c.locale {
				t.Errorf("the untranslated segment should be in %v, want %v", got, c.locale)
			}
			for i, want := range []any{c.wrong, c.own, c.stale} {
				if got := found[i].Args["Side"]; got != want {
					t.Errorf("%s: side %v, want %v", found[i].Message(), got, want)
				}
			}
			// What a state tells is not told again as a wrong language.
			again := Finding{Rule: Language, A: []int{0}, B: []int{0}, Args: map[string]any{"Side": "b"}}
			if c.document.Reversed {
				again.Args["Side"] = "a"
			}
			if merged := Merge(found[:1], []Finding{again}); len(merged) != 1 {
				t.Errorf("told twice: %v", told(merged))
			}
		})
	}
}
