package check

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"stele/internal/doc"
)

func twoFindings() *Comparison {
	a := &doc.Version{Locale: "en", Path: "a.en.md", Segments: []doc.Segment{{Text: "One 1."}, {Text: "Two 2."}}}
	b := &doc.Version{Locale: "tr", Path: "a.tr.md", Segments: []doc.Segment{{Text: "Bir 3."}, {Text: "İki 4."}}}
	return &Comparison{Documents: []ComparedDocument{{ID: "a", A: a, B: b, Findings: []Finding{
		{Rule: Number, A: []int{0}, B: []int{0}, Args: map[string]any{"A": "1"}},
		{Rule: Number, A: []int{0}, B: []int{0}, Args: map[string]any{"A": "1"}},
		{Rule: Link, A: []int{1}, B: []int{1}},
	}}}}
}

func TestBaselineTakesOutWhatItKnowsAndNoMore(t *testing.T) {
	known, err := ParseBaseline("b", MarshalBaseline(BaselineOf(twoFindings())))
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(BaselineOf(twoFindings()), known); d != "" {
		t.Errorf("written and read (-want +got):\n%s", d)
	}
	c := twoFindings()
	c.Documents[0].Findings = append(c.Documents[0].Findings, c.Documents[0].Findings[0]) // once more than before
	taken, gone := c.Subtract(known)
	if taken != 3 || gone != 0 || len(c.Documents[0].Findings) != 1 {
		t.Errorf("taken %d, gone %d, left %d; want 3, 0, 1", taken, gone, len(c.Documents[0].Findings))
	}
	c = twoFindings()
	c.Documents[0].Findings = c.Documents[0].Findings[2:]
	if taken, gone = c.Subtract(known); taken != 1 || gone != 2 {
		t.Errorf("taken %d, gone %d; want 1, 2", taken, gone)
	}
}

func FuzzParseBaseline(f *testing.F) {
	f.Add(MarshalBaseline(BaselineOf(twoFindings())))
	f.Add([]byte("{}"))
	f.Fuzz(func(t *testing.T, src []byte) {
		known, err := ParseBaseline("b", src)
		if err != nil {
			return
		}
		again, err := ParseBaseline("b", MarshalBaseline(known))
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(known, again); d != "" {
			t.Error(d)
		}
	})
}
