package align

import (
	"context"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"stele/internal/doc"
)

// bulky are pairs whose segments need not be looked into.
func bulky(sizes ...int) []Pair {
	pairs := make([]Pair, len(sizes))
	for i, n := range sizes {
		pairs[i] = Pair{Source: Side{Segments: make([]doc.Segment, n)}, Target: Side{Segments: make([]doc.Segment, n)}}
	}
	return pairs
}

// Every pair is learnt from or left over; few are learnt from where there are
// many, and they come from everywhere.
func TestTeachers(t *testing.T) {
	for _, c := range []struct {
		name  string
		sizes []int
		all   bool
	}{
		{"few", []int{10, 20, 30}, true},
		{"many", slices.Repeat([]int{20}, 5000), false},
		{"giants", []int{enough, enough, enough}, true},
		{"a giant among many", append([]int{50 * enough}, slices.Repeat([]int{20}, 1000)...), false},
	} {
		learn, rest := teachers(bulky(c.sizes...))
		if (len(rest) == 0) != c.all {
			t.Errorf("%s: %d learnt from, %d left over", c.name, len(learn), len(rest))
		}
		both := slices.Sorted(slices.Values(slices.Concat(learn, rest)))
		if diff := cmp.Diff(all(len(c.sizes)), both); diff != "" {
			t.Errorf("%s: not each once\n%s", c.name, diff)
		}
		have := 0
		for _, i := range learn {
			have += c.sizes[i]
		}
		if !c.all && (have < enough || have > enough+enough/4) {
			t.Errorf("%s: %d segments to learn from", c.name, have)
		}
		if tenth := len(c.sizes) / 10; !c.all {
			for part := range 10 {
				if !slices.ContainsFunc(learn, func(i int) bool { return i/tenth == part }) {
					t.Errorf("%s: nothing from part %d", c.name, part)
				}
			}
		}
	}
}

// What is left over is aligned, too: each segment is in one bead.
func TestLearnFromSome(t *testing.T) {
	words := [][2]string{
		{"harbour", "Hafen"}, {"river", "Fluss"}, {"teacher", "Lehrer"}, {"window", "Fenster"}, {"winter", "Frost"}, {"bridge", "Steg"},
		{"forest", "Wald"}, {"village", "Dorf"}, {"letter", "Brief"}, {"island", "Eiland"}, {"garden", "Hof"}, {"mountain", "Berg"},
	}
	var pairs []Pair
	for i := range enough {
		a, b, c := words[i%12], words[(i/12+1)%12], words[(i/144+i+5)%12]
		pairs = append(pairs, Pair{
			Source: plainSide("en", []string{"Behind every " + a[0] + " there lies a " + b[0] + ".", "Nobody has seen the " + c[0] + " since."}),
			Target: plainSide("de", []string{"Hinter jedem " + a[1] + " liegt ein " + b[1] + ".", "Niemand sah seither den " + c[1] + "."}),
		})
	}
	_, beads, err := Learn(context.Background(), pairs, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for i, list := range beads {
		var source, target []int
		for _, b := range list {
			source, target = append(source, b.Source...), append(target, b.Target...)
		}
		if !slices.Equal(source, []int{0, 1}) || !slices.Equal(slices.Sorted(slices.Values(target)), []int{0, 1}) {
			t.Fatalf("pair %d: %v", i, list)
		}
	}
}
