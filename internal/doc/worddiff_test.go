package doc

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

var diffCases = []struct {
	name, old, new string
	want           []Piece
}{
	{"equal", "a b", "a b", []Piece{{Same, "a b"}}},
	{"reflow", "a\nb", "a b", []Piece{{Same, "a b"}}},
	{"negation", "It works.", "It not works.", []Piece{{Same, "It "}, {Added, "not "}, {Same, "works."}}},
	{"number", "two of 30 years", "two of 40 years", []Piece{{Same, "two of "}, {Deleted, "30"}, {Added, "40"}, {Same, " years"}}},
	{"Chinese", "我喜欢茶", "我不喜欢茶", []Piece{{Same, "我"}, {Added, "不"}, {Same, "喜欢茶"}}},
	{"from nothing", "", "new", []Piece{{Added, "new"}}},
	{"to nothing", "old", "", []Piece{{Deleted, "old"}}},
	{"empty", "", "", nil},
}

func TestDiffWords(t *testing.T) {
	for _, tc := range diffCases {
		if diff := cmp.Diff(tc.want, DiffWords(tc.old, tc.new), cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("%s: -want +got\n%s", tc.name, diff)
		}
	}
}

// What is the same and what was added spell the new text.
func FuzzDiffWords(f *testing.F) {
	for _, tc := range diffCases {
		f.Add(tc.old, tc.new)
	}
	f.Fuzz(func(t *testing.T, old, new string) {
		var got strings.Builder
		for _, p := range DiffWords(old, new) {
			if p.Op != Deleted {
				got.WriteString(p.Text)
			}
		}
		if got.String() != new {
			t.Errorf("%q → %q: pieces spell %q", old, new, got.String())
		}
	})
}
