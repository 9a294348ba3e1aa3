package main

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestChooseKeepsWhatTells(t *testing.T) {
	freq := grams([]map[string]float64{
		{"_the_": 60, "_and_": 40, "_a_": 20},
		{"_und_": 60, "_der_": 40, "_a_": 20},
	})
	got := choose(freq, 20)
	if len(got) != 20 {
		t.Fatalf("%d features", len(got))
	}
	// What is as frequent in both tells nothing.
	if _, ok := got["_a_"]; ok {
		t.Error("_a_ was chosen")
	}
	the, ok := got["_the_"]
	if !ok || the[0] != 0 || the[1] < 4 {
		t.Errorf("_the_: %v", the)
	}
	if d := cmp.Diff(got, choose(freq, 20)); d != "" {
		t.Error("a second run differs:", d)
	}
}

func TestDropInternational(t *testing.T) {
	var counts []map[string]float64
	for range 6 {
		counts = append(counts, map[string]float64{"_internet_": 3, "_de_": 5})
	}
	dropInternational(counts)
	for i, c := range counts {
		// The first language is English, where such words are at home.
		if _, ok := c["_internet_"]; ok != (i == 0) {
			t.Errorf("language %d has internet: %v", i, ok)
		}
		if c["_de_"] != 5 {
			t.Error("a short word is gone")
		}
	}
}

func TestOnlyIn(t *testing.T) {
	a, b := map[rune]int{'这': 50, '的': 90, '国': 20, '稀': 2}, map[rune]int{'這': 50, '的': 80}
	if got := []rune(onlyIn(a, b)); !slices.Equal(got, []rune("国这")) {
		t.Errorf("%q", string(got))
	}
}

func TestRunNamesWhatIsMissing(t *testing.T) {
	if err := run(t.TempDir(), t.TempDir()+"/out", 1000); err == nil {
		t.Error("an empty directory is accepted")
	}
}
