package check

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"stele/internal/doc"
	"stele/internal/format"
	"stele/internal/status"
)

func parsed(t *testing.T, name, locale, text string) *doc.Version {
	t.Helper()
	v, err := format.Parse(name, []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	v.Locale = locale
	return v
}

// said lists findings as "id a>b rule".
func said(c *Comparison) []string {
	var out []string
	for _, d := range c.Documents {
		for _, f := range d.Findings {
			out = append(out, fmt.Sprintf("%s %v>%v %s", d.ID, f.A, f.B, f.Rule))
		}
	}
	return out
}

func pairResult(t *testing.T, en, tr string) *status.Result {
	a, b := parsed(t, "p.en.md", "en", en), parsed(t, "p.tr.md", "tr", tr)
	target := status.Target{Locale: "tr", Path: b.Path, Version: b}
	for i := range max(len(a.Segments), len(b.Segments)) {
		row := status.Row{State: status.Unverified, Work: true}
		if i < len(a.Segments) {
			row.Source = []int{i}
		} else {
			row.State = status.Orphaned
		}
		if i < len(b.Segments) {
			row.Target = []int{i}
		} else {
			row.State = status.Missing
		}
		target.Rows = append(target.Rows, row)
	}
	return &status.Result{Documents: []status.Document{{ID: "p", Source: a, Targets: []status.Target{target}}}}
}

// What is wrong within one version stands on its own side, once; what is wrong
// between two stands on both.
func TestEverything(t *testing.T) {
	r := pairResult(t,
		"The tower is 120 metres tall and stands on the hill.\n\nIt was рaid for by the town.\n\nThe last one.\n",
		"Kule 130 metre boyunda ve tepede duruyor.\n\nParasını kasaba ödedi.\n")
	got := said(Everything(r, Options{}))
	want := []string{"p [1]>[] homoglyph", "p [0]>[0] number", "p [2]>[] missing"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

func TestSilenceComparison(t *testing.T) {
	r := pairResult(t,
		"<!-- stele:ignore number -- the metres were measured anew -->\n\nThe tower is 120 metres tall and stands on the hill.\n\nThe last one.\n",
		"Kule 130 metre boyunda ve tepede duruyor.\n")
	c := Everything(r, Options{})
	listed := []Suppress{{Rule: Missing, Path: "p", Reason: "on purpose"}, {Rule: Link, Path: "p", Reason: "never"}}
	n, idle := c.Silence(listed, "2026-01-01")
	if got := said(c); n != 2 || len(got) != 0 {
		t.Errorf("silenced %d, left %v", n, got)
	}
	if len(idle) != 1 || idle[0].Rule != Link {
		t.Errorf("idle: %s", strings.TrimSpace(fmt.Sprint(idle)))
	}
}
