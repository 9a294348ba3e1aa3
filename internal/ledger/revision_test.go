package ledger

import (
	"slices"
	"testing"
)

// A revision of a whole page: three paragraphs are rewritten in both texts, one
// is only reworded in the source and left alone in the translation: it is stale,
// for nobody said that it is right.
var revision = struct{ source, target []string }{
	source: []string{
		"Fishermen found the stone when the wall of the fort fell into the sea.",
		"One mason cut all three versions of the decree within 42 days.",
		"Only priests could read the first of the scripts by that time.",
		reason,
		"The temples paid no taxes from that year on, and the priests thanked the king for it.",
	},
	target: []string{
		"Kalenin duvarı denize yıkılınca taşı balıkçılar buldu.",
		"Fermanın üç sürümünü de tek bir usta 42 günde yonttu.",
		"Yazılardan ilkini o zamanlar yalnız rahipler okuyabiliyordu.",
		neden,
		vergi,
	},
}

func TestRevision(t *testing.T) {
	with := func(texts []string, at int, text string) []string {
		texts = slices.Clone(texts)
		texts[at] = text
		return texts
	}
	cases := []struct {
		name           string
		source, target []string
		inHistory      bool
		synced         int
	}{
		{"a page brought up to its source", revision.source, revision.target, true, 4},
		{"the same in a working tree", revision.source, revision.target, false, 4},
		{"only two of three rewritten", with(revision.source, 2, reader), with(revision.target, 2, okur), true, 4},
		{"not added to the one left alone", with(revision.source, 4, "The temples paid no taxes after that year, and the priests never thanked the king for it."), revision.target, true, 4},
		{"a number changed in the one left alone", with(revision.source, 4, "The temples paid no taxes after 196, and the priests thanked the king for it."), revision.target, true, 4},
		{"the one left alone was rewritten", with(revision.source, 4, "The temples paid no taxes at all, because a king of another house had come to Memphis to be crowned."), revision.target, true, 4},
		{"typos mended only", revision.source, []string{taş + "!", "Bir kâtip aynı fermanı 196 satırda üç kez kazıdı…", okur, neden, vergi}, true, 1},
		{"more left open than answered", append(slices.Clone(revision.source), "A first new text of four words.", "A second new text of four words.", "A third new text.", "And a fourth new text."), revision.target, true, 4},
	}
	s, g := page(before[0]...), page(before[1]...)
	l := Fold(nil, s, g, straight(s, g), Options{})
	for _, tc := range cases {
		src, tgt := page(tc.source...), page(tc.target...)
		folded := Fold(l, src, tgt, straight(src, tgt), Options{Revision: tc.inHistory})
		if got := count4(Resolve(folded, src, tgt, straight(src, tgt), Options{})).synced; got != tc.synced {
			t.Errorf("%s: %d synced, want %d", tc.name, got, tc.synced)
		}
	}
}
