package history

import (
	"slices"
	"strings"

	"stele/internal/align"
	"stele/internal/doc"
)

// The bounds within which two texts that have the same shape are taken to
// correspond one to one.
const (
	straightLong  = 40 // bytes that a segment must have for its length to count
	straightRange = 4  // times longer or shorter than the page's ratio
)

// straight pairs two texts position by position when their segments are of the
// same kinds throughout, with the same code where the kind is code, and none is
// out of proportion; nil when that cannot be said. Most translations keep the
// shape of their source, and aligning costs a hundred times more.
func straight(source, target []doc.Segment) []align.Bead {
	if len(source) != len(target) {
		return nil
	}
	var all, other int
	for i := range source {
		s, t := &source[i], &target[i]
		if s.Kind != t.Kind || s.Level != t.Level || len(s.Containers) != len(t.Containers) {
			return nil
		}
		if len(s.Text) >= straightLong {
			all, other = all+len(s.Text), other+len(t.Text)
		}
	}
	for i := range source {
		s, t := len(source[i].Text), len(target[i].Text)
		if s >= straightLong && (t*all > straightRange*s*other || s*other > straightRange*t*all) {
			return nil
		}
		if !sameCode(&source[i], &target[i]) {
			return nil
		}
	}
	out := make([]align.Bead, len(source))
	for i := range out {
		out[i] = align.Bead{Source: []int{i}, Target: []int{i}, Confidence: 0.9}
	}
	return out
}

// sameCode reports whether two segments can be translations of each other for
// their code spans: where both have some, they share one, but for the names in
// {{braces}} and <brackets>, which are often translated.
func sameCode(a, b *doc.Segment) bool {
	var have []string
	for _, r := range a.Runs {
		if r.Kind == doc.RunCode {
			have = append(have, withoutNames(a.RunText(r)))
		}
	}
	found := false
	for _, r := range b.Runs {
		if r.Kind != doc.RunCode {
			continue
		}
		found = true
		if slices.Contains(have, withoutNames(b.RunText(r))) {
			return true
		}
	}
	return !found || len(have) == 0
}

// withoutNames empties the placeholders of code.
func withoutNames(code string) string {
	if !strings.ContainsAny(code, "{<") {
		return code
	}
	var b strings.Builder
	for code != "" {
		at := strings.IndexAny(code, "{<")
		if at < 0 {
			break
		}
		open, shut := code[at:at+1], ">"
		if open == "{" {
			open, shut = "{{", "}}"
		}
		end := strings.Index(code[at:], shut)
		if !strings.HasPrefix(code[at:], open) || end < 0 {
			b.WriteString(code[:at+1])
			code = code[at+1:]
			continue
		}
		b.WriteString(code[:at] + open + shut)
		code = code[at+end+len(shut):]
	}
	return b.String() + code
}
