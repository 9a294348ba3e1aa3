package align

import (
	"context"
	"testing"

	"stele/internal/doc"
)

// Two neighbours of one length, one of them missing in the translation: which
// one it is must be told by what the words share across languages (corridor and
// коридор, political and политическая), for length tells nothing.
func TestNeighboursOfOneLength(t *testing.T) {
	source := []string{
		"The road through the orchards was laid by hand and has never been closed, not even in the hardest of winters.",
		"Visitors complain that the signs are old. They are right, but an old sign that stands in its place is worth more than a new one in a store-room.",
		"There is also a practical reason. A corridor that crosses the orchards lets the Botanical Academy in Tashkent compare the trees on both of its sides.",
		"Nobody will ever lay it a second time, whatever is paid for it.",
	}
	target := []string{
		"Дорога через сады проложена вручную и никогда не закрывалась, даже в самые суровые зимы.",
		"Есть и практическая причина. Коридор, пересекающий сады, позволяет Ботанической академии в Ташкенте сравнивать деревья по обе его стороны.",
		"Во второй раз её никто не проложит, сколько бы за неё ни заплатили.",
	}
	for _, missing := range []struct {
		name string
		drop int // of the source, besides what the target lacks
		want string
	}{
		{"before", -1, "0:0 1: 2:1 3:2"},
		{"after", 1, "0:0 1:1 2: 3:2"},
	} {
		s := source
		if missing.drop >= 0 {
			// The one without a counterpart now stands after its neighbour.
			s = []string{source[0], source[2], source[1], source[3]}
		}
		p := Pair{Source: plainSide("en", s), Target: plainSide("ru", target)}
		beads, err := Pairs(context.Background(), []Pair{p}, Options{})
		if err != nil {
			t.Fatal(err)
		}
		if got := shortForm(beads[0]); got != missing.want {
			t.Errorf("%s: got %s, want %s", missing.name, got, missing.want)
		}
	}
}

func plainSide(locale string, texts []string) Side {
	s := Side{Locale: locale}
	for _, text := range texts {
		s.Segments = append(s.Segments, doc.Segment{Kind: doc.Paragraph, Text: text})
	}
	return s
}
