package ledger

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"stele/internal/align"
	"stele/internal/doc"
)

// paragraphs are the segments of a page.
func paragraphs(texts ...string) []doc.Segment {
	var out []doc.Segment
	for _, t := range texts {
		out = append(out, doc.Segment{Kind: doc.Paragraph, Text: t})
	}
	return out
}

func oneByOne(n int) []align.Bead {
	var out []align.Bead
	for i := range n {
		out = append(out, align.Bead{Source: []int{i}, Target: []int{i}, Confidence: 0.9})
	}
	return out
}

// What two ledgers both say, their union says once, and as they do: of texts too
// that stand in a page several times, for different sources.
func TestMergeOfTheSame(t *testing.T) {
	source := paragraphs("Ships may enter at any time.", "Boats may enter at any time.", "Ships may leave at any time.")
	target := paragraphs("Her zaman giriş yapılabilir.", "Her zaman giriş yapılabilir.", "Her zaman çıkış yapılabilir.")
	a := Fold(nil, source, target, oneByOne(3), Options{})
	both := Merge(a, a.Clone())
	if !both.same(a) {
		t.Errorf("the union of a ledger with itself:\n%s", both.Encode())
	}
	if again := Merge(both, Merge(a.Clone(), both)); !again.same(a) {
		t.Errorf("and once more:\n%s", again.Encode())
	}
	source[1].Text = strings.Replace(source[1].Text, "may", "may not", 1)
	for _, l := range Resolve(both, source, target, oneByOne(3), Options{}) {
		if stale := len(l.Changes) > 0; len(l.Source) != 1 || stale != (l.Source[0] == 1) {
			t.Errorf("%+v", l)
		}
	}
}

// Where two ledgers disagree, both are kept, side by side.
func TestMergeOfOthers(t *testing.T) {
	target := paragraphs("Liman ilkbaharda açılır.", "Her zaman giriş yapılabilir.", "Her zaman giriş yapılabilir.")
	a := Fold(nil, paragraphs("The harbour opens.", "Ships may enter.", "Boats may enter."), target, oneByOne(3), Options{})
	b := Fold(nil, paragraphs("The harbour opens in spring.", "Ships may enter.", "Boats may all enter."), target, oneByOne(3), Options{})
	var got []string
	for _, e := range Merge(a, b).Entries {
		got = append(got, e.From[0].Text)
	}
	want := "The harbour opens.|The harbour opens in spring.|Ships may enter.|Boats may enter.|Boats may all enter."
	if strings.Join(got, "|") != want {
		t.Errorf("got %q", got)
	}
}

// Which of two branches was merged into the other does not matter; what is nearer
// to the present source counts.
func TestMergeEitherWay(t *testing.T) {
	target := paragraphs("Liman ilkbaharda açılır.")
	a := Fold(nil, paragraphs("A harbour opens."), target, oneByOne(1), Options{})
	b := Fold(nil, paragraphs("The harbour opens in spring."), target, oneByOne(1), Options{})
	now := paragraphs("The harbour opens in early spring.")
	for _, l := range []*Ledger{Merge(a, b), Merge(b, a)} {
		links := Resolve(l, now, target, oneByOne(1), Options{})
		if len(links) != 1 || len(links[0].Changes) == 0 || links[0].Was[0] != b.Entries[0].From[0].Text {
			t.Errorf("%s%+v", l.Encode(), links)
		}
	}
	now = paragraphs("All of it is new.")
	one, other := Resolve(Merge(a, b), now, target, oneByOne(1), Options{}), Resolve(Merge(b, a), now, target, oneByOne(1), Options{})
	if diff := cmp.Diff(one, other); diff != "" {
		t.Error(diff)
	}
}

// A table may hold the same few words thousands of times.
func TestManyOfTheSame(t *testing.T) {
	const n = 8000
	var s, g []string
	for i := range n {
		s = append(s, []string{"Yes, it is so indeed.", "No, it is not so.", "One", "Two more"}[i%4])
		g = append(g, []string{"Evet, gerçekten öyle.", "Hayır, öyle değil.", "Bir", "İki daha"}[i%4])
	}
	l := Fold(nil, paragraphs(s...), paragraphs(g...), oneByOne(n), Options{})
	begun := time.Now()
	Fold(l, paragraphs(s[7:]...), paragraphs(g[:n-9]...), oneByOne(n-9), Options{})
	if took := time.Since(begun); took > 10*time.Second {
		t.Errorf("folding them took %v", took)
	}
}
