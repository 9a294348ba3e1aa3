package ledger

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"stele/internal/doc"
)

const fort = "Nobody knew for a long time who had built the fort by the sea."

func TestOpen(t *testing.T) {
	s, g := page(before[0]...), page(before[1]...)
	l := Fold(nil, s, g, straight(s, g), Options{})
	for _, tc := range []struct {
		name           string
		source, target []string
		want           []Gap
	}{
		{"nothing changed", before[0], before[1], nil},
		{"edited on both sides", []string{"The stone was not found in the wall of an old fort near the shore.", scribe, reader, reason, taxes}, []string{taş, kâtip, okur, neden, "Tapınaklar o yıldan sonra vergi ödemedi, rahipler de krala teşekkür etti."}, nil},
		{"missing", []string{stone, fort, scribe, reader, reason, taxes}, before[1], nil},
		{"new on both sides", []string{stone, fort, scribe, reader, reason, taxes}, []string{taş, yabanc, kâtip, okur, neden, vergi},
			[]Gap{{Source: []int{0, 1, 2}, Target: []int{0, 1, 2}}}},
		{"only the target has it: a neighbour's source may be its own", before[0], []string{taş, kâtip, yabanc, okur, neden, vergi},
			[]Gap{{Source: []int{1, 2}, Target: []int{1, 2, 3}}}},
		{"new, and each in another place", []string{fort, stone, scribe, reader, reason, taxes}, []string{taş, kâtip, okur, neden, vergi, yabanc},
			[]Gap{{Source: []int{0}, Target: []int{5}, Far: true}, {Source: []int{5}, Target: []int{4, 5}}}},
	} {
		source, target := page(tc.source...), page(tc.target...)
		o := Open(l, TextOf(source), TextOf(target), Options{})
		if d := cmp.Diff(tc.want, o.Gaps); d != "" {
			t.Errorf("%s (-want +got)\n%s", tc.name, d)
		}
		if o.Gaps == nil {
			if d := cmp.Diff(Resolve(l, source, target, straight(source, target), Options{}), o.Links); d != "" {
				t.Errorf("%s: an alignment tells something else (-with +without)\n%s", tc.name, d)
			}
		}
	}
}

// Shortcodes and the like keep their places between the paragraphs that are linked.
func TestOpenApart(t *testing.T) {
	between := func(texts ...string) []doc.Segment {
		s := page(texts...)
		for i := range s {
			if s[i].Text == "{{ box }}" || s[i].Text == "{{ note }}" {
				s[i].Kind = doc.Opaque
			}
		}
		return s
	}
	s := between(stone, "{{ box }}", scribe, "{{ box }}", reader, "{{ note }}")
	g := between(taş, kâtip, "{{ box }}", okur, "{{ note }}")
	l := Fold(nil, s, g, straight(between(stone, scribe, reader), between(taş, kâtip, okur)), Options{})
	l.Entries = nil
	for i, text := range []string{taş, kâtip, okur} {
		e := Entry{Key: KeyOf(&page(text)[0]), Sketch: SketchOf(&page(text)[0]), From: []Source{SourceOf(&page([]string{stone, scribe, reader}[i])[0])}}
		l.Entries = append(l.Entries, e)
	}
	o := Open(l, TextOf(s), TextOf(g), Options{})
	var got [][2][]int
	for _, k := range o.Links {
		got = append(got, [2][]int{k.Source, k.Target})
	}
	want := [][2][]int{{{0}, {0}}, {{1}, nil}, {{2}, {1}}, {{3}, {2}}, {{4}, {3}}, {{5}, {4}}}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
}

// Whatever was edited, each segment is in one link, and the gaps are of segments
// that there are.
func TestOpenIsComplete(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 7))
	for range 300 {
		texts := prose(rng, 12)
		s, g := page(texts...), page(foreign(texts)...)
		l := Fold(nil, s, g, straight(s, g), Options{})
		s, g = page(mutate(rng, texts)...), page(mutate(rng, foreign(texts))...)
		o := Open(l, TextOf(s), TextOf(g), Options{})
		complete(t, "open", o.Links, len(s), len(g))
		for _, gap := range o.Gaps {
			if !slices.IsSorted(gap.Source) || !slices.IsSorted(gap.Target) || len(gap.Source) == 0 || len(gap.Target) == 0 ||
				gap.Source[len(gap.Source)-1] >= len(s) || gap.Target[len(gap.Target)-1] >= len(g) {
				t.Errorf("gap %+v of %d and %d segments", gap, len(s), len(g))
			}
		}
	}
}
