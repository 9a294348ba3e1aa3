package check

import (
	"sort"
	"unicode"
)

// nameLetters is how long a name must be for one letter's difference to tell.
const nameLetters = 6

// checkNames finds names that a version spells in two ways: capitalised words
// in the middle of sentences that differ in one letter before their ending.
// The rarer spelling is reported.
func checkNames(s *single) {
	count := map[string]int{}
	where := map[string]Place{}
	small := map[string]bool{}
	for i := range s.v.Segments {
		if !s.prose(i) {
			continue
		}
		p := s.side.prose(i)
		for _, w := range words(p.text) {
			r := []rune(w.text)
			if !unicode.IsUpper(r[0]) {
				small[w.text] = true
				continue
			}
			if w.opens || len(r) < nameLetters || unicode.IsUpper(r[1]) {
				continue
			}
			if count[w.text]++; count[w.text] == 1 {
				where[w.text] = p.place(w.start, w.end)
			}
		}
	}
	var names []string
	for n := range count {
		if !small[lowerFirst(n)] {
			names = append(names, n)
		}
	}
	sort.Strings(names)
	for _, x := range names {
		for _, y := range names {
			if count[y] < 2 || count[x] >= count[y] || !misspelt([]rune(x), []rune(y)) {
				continue
			}
			at := where[x]
			s.add(Finding{Rule: Names, A: []int{at.Segment}, InA: []Place{at}, Args: map[string]any{"A": x, "B": y}, Suggestion: y})
			break
		}
	}
}

func lowerFirst(s string) string {
	r := []rune(s)
	r[0] = unicode.ToLower(r[0])
	return string(r)
}

// misspelt reports whether two names differ by one letter changed, dropped or
// swapped, and not in the first letter nor in the last three, where endings
// change.
func misspelt(x, y []rune) bool {
	if len(x) > len(y) {
		x, y = y, x
	}
	if len(x) < nameLetters || len(y)-len(x) > 1 {
		return false
	}
	i := 0
	for i < len(x) && x[i] == y[i] {
		i++
	}
	if i == 0 || len(x)-i <= 3 {
		return false
	}
	switch {
	case len(x) < len(y):
		return string(x[i:]) == string(y[i+1:])
	case string(x[i+1:]) == string(y[i+1:]):
		return true
	}
	return x[i] == y[i+1] && x[i+1] == y[i] && string(x[i+2:]) == string(y[i+2:])
}
