package align

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"testing"

	"stele/internal/doc"
)

// checkBeads fails unless every segment is in exactly one bead, and the beads
// that are not moved rise on both sides.
func checkBeads(t *testing.T, beads []Bead, ns, nt int) {
	t.Helper()
	seenS, seenT := make([]int, ns), make([]int, nt)
	lastS, lastT, first := -1, -1, -1
	for _, b := range beads {
		if len(b.Source) == 0 && len(b.Target) == 0 {
			t.Fatalf("empty bead in %s", show(beads))
		}
		if b.Confidence < 0 || b.Confidence > 1 || b.Confidence != b.Confidence {
			t.Fatalf("confidence %v", b.Confidence)
		}
		for _, i := range b.Source {
			seenS[i]++
		}
		for _, j := range b.Target {
			seenT[j]++
		}
		if len(b.Source) > 0 {
			if b.Source[0] < first {
				t.Fatalf("not sorted by source: %s", show(beads))
			}
			first = b.Source[0]
		}
		if b.Moved {
			if len(b.Source) == 0 || len(b.Target) == 0 {
				t.Fatalf("moved null bead in %s", show(beads))
			}
			continue
		}
		for _, i := range b.Source {
			if i <= lastS {
				t.Fatalf("source %d out of order in %s", i, show(beads))
			}
			lastS = i
		}
		for _, j := range b.Target {
			if j <= lastT {
				t.Fatalf("target %d out of order in %s", j, show(beads))
			}
			lastT = j
		}
	}
	for i, n := range seenS {
		if n != 1 {
			t.Fatalf("source %d is in %d beads: %s", i, n, show(beads))
		}
	}
	for j, n := range seenT {
		if n != 1 {
			t.Fatalf("target %d is in %d beads: %s", j, n, show(beads))
		}
	}
}

func FuzzPairs(f *testing.F) {
	f.Add(strings.Join(postEN, "\n"), strings.Join(postTR, "\n"), false)
	f.Add(strings.Join(postRU, "\n"), strings.Join(postEN[3:], "\n"), true)
	f.Add("", "a", false)
	f.Add("a\n\na\na\n", "", true)
	f.Add("\n\n\n", "\n", false)
	f.Add("## 一二三\n四五六\n```x```\n", "## one\n- two\n[1] http://x/y\xff\n", true)
	f.Fuzz(func(t *testing.T, a, b string, lexicon bool) {
		if len(a)+len(b) > 4000 {
			return
		}
		pair := Pair{sideOf("en", strings.Split(a, "\n")), sideOf("tr", strings.Split(b, "\n"))}
		var opt Options
		if lexicon {
			l, _, err := Learn(context.Background(), []Pair{{sideOf("en", postEN), sideOf("tr", postTR)}}, Options{})
			if err != nil {
				t.Fatal(err)
			}
			opt.Lexicon = l
		}
		got, err := Pairs(context.Background(), []Pair{pair}, opt)
		if err != nil {
			t.Fatal(err)
		}
		checkBeads(t, got[0], len(pair.Source.Segments), len(pair.Target.Segments))
	})
}

func TestEmptySides(t *testing.T) {
	full := sideOf("en", []string{"One.", "Two."})
	empty := Side{Locale: "tr"}
	got, err := Pairs(context.Background(), []Pair{{full, empty}, {Side{Locale: "en"}, Side{Locale: "tr", Segments: full.Segments}}, {Side{Locale: "en"}, empty}}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []string{"0:- 1:-", "-:0 -:1", ""} {
		if s := show(got[i]); s != want {
			t.Errorf("pair %d: %q, want %q", i, s, want)
		}
	}
}

func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Pairs(ctx, []Pair{{sideOf("en", postEN), sideOf("tr", postTR)}}, Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
}

// manyPairs makes pairs of a toy language pair: each word of one is written
// backwards in the other.
func manyPairs(n, length int) []Pair {
	words := strings.Fields("river mountain window garden letter silver market winter summer bridge doctor teacher village kitchen station morning evening picture blanket feather lantern candle orchard meadow harbour")
	state := uint32(7)
	next := func(n int) int {
		state = state*1664525 + 1013904223
		return int(state>>8) % n
	}
	out := make([]Pair, n)
	for p := range out {
		var a, b []string
		for range length {
			var s, t []string
			for range 5 + next(12) {
				w := words[next(len(words))]
				s = append(s, w)
				r := []byte(w)
				slices.Reverse(r)
				t = append(t, string(r))
			}
			a = append(a, strings.Join(s, " ")+".")
			if next(12) != 0 {
				b = append(b, strings.Join(t, " ")+".")
			}
		}
		out[p] = Pair{sideOf("en", a), sideOf("xx", b)}
	}
	return out
}

func TestSameOnAnyNumberOfCores(t *testing.T) {
	pairs := manyPairs(6, 40)
	want := ""
	for _, procs := range []int{1, 2, 4} {
		old := runtime.GOMAXPROCS(procs)
		got, err := Pairs(context.Background(), pairs, Options{})
		runtime.GOMAXPROCS(old)
		if err != nil {
			t.Fatal(err)
		}
		s := fmt.Sprint(got)
		if want == "" {
			want = s
		}
		if s != want {
			t.Errorf("another result on %d cores", procs)
		}
	}
}

// The toy language has no cognates, so what is right was learnt.
func TestLearnsWithoutCognates(t *testing.T) {
	pairs := manyPairs(8, 60)
	got, err := Pairs(context.Background(), pairs, Options{})
	if err != nil {
		t.Fatal(err)
	}
	wrong, all := 0, 0
	for p := range pairs {
		checkBeads(t, got[p], len(pairs[p].Source.Segments), len(pairs[p].Target.Segments))
		for _, b := range got[p] {
			if len(b.Source) == 1 && len(b.Target) == 1 {
				all++
				r := []byte(strings.Fields(pairs[p].Source.Segments[b.Source[0]].Text)[0])
				slices.Reverse(r)
				if !strings.HasPrefix(pairs[p].Target.Segments[b.Target[0]].Text, string(r)) {
					wrong++
				}
			}
		}
	}
	if all < 400 || wrong > all/100 {
		t.Errorf("%d of %d links wrong", wrong, all)
	}
}

func TestHeadingIsNotMerged(t *testing.T) {
	src := []doc.Segment{
		{Kind: doc.Heading, Level: 2, Text: "Removing an account"},
		{Kind: doc.Paragraph, Text: "You can remove an account in the settings. Removing an account deletes its mail."},
		{Kind: doc.Paragraph, Text: "Press Delete and confirm."},
	}
	tgt := []doc.Segment{
		{Kind: doc.Paragraph, Text: "Bir hesabı ayarlardan kaldırabilirsiniz. Bir hesabı kaldırmak postasını siler."},
		{Kind: doc.Paragraph, Text: "Sil düğmesine basın ve onaylayın."},
	}
	got, err := Pairs(context.Background(), []Pair{{Side{"en", src}, Side{"tr", tgt}}}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if s := show(got[0]); s != "0:- 1:0 2:1" {
		t.Error(s)
	}
}

// A text too long to look at every cut: the band must hold the path.
func TestLongTextInABand(t *testing.T) {
	p := manyPairs(1, 900)[0]
	for i := range p.Source.Segments { // a rare anchor now and then
		if i%9 == 0 {
			p.Source.Segments[i].Text += fmt.Sprintf(" Section%dabc", 1000+i)
		}
	}
	got, err := Pairs(context.Background(), []Pair{p}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	checkBeads(t, got[0], len(p.Source.Segments), len(p.Target.Segments))
	right := 0
	for _, b := range got[0] {
		if len(b.Source) == 1 && len(b.Target) == 1 {
			r := []byte(strings.Fields(p.Source.Segments[b.Source[0]].Text)[0])
			slices.Reverse(r)
			if strings.HasPrefix(p.Target.Segments[b.Target[0]].Text, string(r)) {
				right++
			}
		}
	}
	if right < len(p.Target.Segments)*98/100 {
		t.Errorf("%d of %d right", right, len(p.Target.Segments))
	}
}
