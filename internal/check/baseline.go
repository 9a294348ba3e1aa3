package check

import (
	"bytes"
	"cmp"
	"encoding/json"
	"slices"

	"stele/internal/fault"
)

// Faults of a baseline.
const (
	FaultBaselineLine  fault.ID = "baseline-line"  // a line that cannot be read
	FaultBaselineNewer fault.ID = "baseline-newer" // Version, Known
)

// baselineVersion is the format of baselines that this program writes.
const baselineVersion = 1

// Accepted is a finding that a baseline holds: one that was there when the project
// began to look.
type Accepted struct {
	Fingerprint string `json:"fingerprint"`
	Rule        Rule   `json:"rule"`
	Document    string `json:"document"`
	Locale      string `json:"locale"`
	Count       int    `json:"count,omitempty"` // how often; 0 is once
}

type baselineHead struct {
	Stele   string `json:"stele"`
	Version int    `json:"version"`
}

// BaselineOf are the findings of a comparison, as a baseline.
func BaselineOf(c *Comparison) []Accepted {
	var out []Accepted
	at := map[string]int{}
	for i := range c.Documents {
		d := &c.Documents[i]
		for _, f := range d.Findings {
			print := f.Fingerprint(d.ID, d.A, d.B)
			if n, ok := at[print]; ok {
				out[n].Count = max(out[n].Count, 1) + 1
				continue
			}
			at[print] = len(out)
			out = append(out, Accepted{Fingerprint: print, Rule: f.Rule, Document: d.ID, Locale: localeOfFinding(d, f)})
		}
	}
	slices.SortFunc(out, func(a, b Accepted) int {
		return cmp.Or(cmp.Compare(a.Document, b.Document), cmp.Compare(a.Locale, b.Locale), cmp.Compare(a.Rule, b.Rule), cmp.Compare(a.Fingerprint, b.Fingerprint))
	})
	return out
}

// MarshalBaseline writes a baseline as JSON Lines, sorted, without lines of
// files or dates, so that it changes only when findings do.
func MarshalBaseline(known []Accepted) []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.Encode(baselineHead{"baseline", baselineVersion}) // a buffer takes everything
	for _, k := range known {
		e.Encode(k)
	}
	return b.Bytes()
}

// ParseBaseline reads a baseline. name is for errors only, which are
// *fault.Fault with the line.
func ParseBaseline(name string, src []byte) ([]Accepted, error) {
	var out []Accepted
	n := 0
	for line := range bytes.Lines(src) {
		n++
		line = bytes.TrimSpace(line)
		if len(line) == 0 {
			continue
		}
		if n == 1 {
			var head baselineHead
			if json.Unmarshal(line, &head) != nil || head.Stele != "baseline" {
				return nil, fault.New(fault.Config, FaultBaselineLine, name).At(n)
			}
			if head.Version > baselineVersion {
				return nil, fault.New(fault.Config, FaultBaselineNewer, name, "Version", head.Version, "Known", baselineVersion)
			}
			continue
		}
		var k Accepted
		if json.Unmarshal(line, &k) != nil || k.Fingerprint == "" {
			return nil, fault.New(fault.Config, FaultBaselineLine, name).At(n)
		}
		out = append(out, k)
	}
	return out, nil
}

// Subtract takes out the findings that a baseline knows, each as often as it
// knows it. It returns how many those were, and how many that it knows are not
// there any more, of the documents and locales that were compared.
func (c *Comparison) Subtract(known []Accepted) (taken, gone int) {
	left := map[string]int{}
	for _, k := range known {
		left[k.Fingerprint] += max(k.Count, 1)
	}
	looked := map[[2]string]bool{}
	for i := range c.Documents {
		d := &c.Documents[i]
		if d.A != nil {
			looked[[2]string{d.ID, d.A.Locale}] = true
		}
		if d.B != nil {
			looked[[2]string{d.ID, d.B.Locale}] = true
		}
		d.Findings = slices.DeleteFunc(d.Findings, func(f Finding) bool {
			print := f.Fingerprint(d.ID, d.A, d.B)
			if left[print] == 0 {
				return false
			}
			left[print]--
			taken++
			return true
		})
	}
	for _, k := range known {
		if n := left[k.Fingerprint]; n > 0 && looked[[2]string{k.Document, k.Locale}] {
			gone += n
			left[k.Fingerprint] = 0
		}
	}
	return taken, gone
}
