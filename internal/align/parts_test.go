package align

import (
	"math"
	"testing"

	"stele/internal/doc"
)

func wordsOf(t *testing.T, seg doc.Segment) map[string]bool {
	t.Helper()
	v := newVocabulary()
	extract([]doc.Segment{seg}, v)
	out := map[string]bool{}
	for id, w := range v.word {
		out[string(v.sort[id])+w] = true
	}
	return out
}

func TestWords(t *testing.T) {
	for _, c := range []struct {
		text       string
		want, none []string
	}{
		{"Kütüphaneler 12.000 kitap", []string{"wkütü", "n12000", "wkita"}, []string{"n12"}},
		{"12 000 книг за 26 2023", []string{"n12000", "wкниг", "n26", "n2023"}, []string{"n262023"}},
		{"读书room好", []string{"h读", "h书", "h读书", "wroom", "h好"}, []string{"h书好"}},
		{"see [it](/docs/a/b.html#c) and `x_y`", []string{"ab.html#c", "ax_y"}, nil},
		{"## Title { #the-id }", []string{"a#the-id"}, nil},
		{"from https://example.org/de/page/ on", []string{"apage#"}, nil},
	} {
		got := wordsOf(t, doc.Segment{Text: c.text})
		for _, w := range c.want {
			if !got[w] {
				t.Errorf("%q: no %q in %v", c.text, w, got)
			}
		}
		for _, w := range c.none {
			if got[w] {
				t.Errorf("%q: %q in %v", c.text, w, got)
			}
		}
	}
}

func TestRunsAreBelieved(t *testing.T) {
	text := "see [it](/a/b) `c`"
	seg := doc.Segment{Text: text, Runs: []doc.Run{{Kind: doc.RunCode, Start: 15, End: 18}}}
	got := wordsOf(t, seg)
	if !got["ac"] || got["ab#"] {
		t.Errorf("%v", got)
	}
}

func TestKindOfText(t *testing.T) {
	for text, want := range map[string]uint8{
		"plain": kindParagraph, "### x": kindHeading + 3, "#x": kindParagraph, "- a": kindItem, "12. a": kindOrdered,
		"[3] note": kindNote, "": kindEmpty, "```go": kindCode, "| a |": kindCell, "<div>": kindOpaque, "2023 was": kindParagraph,
	} {
		if got := kindOfText(text); got != want {
			t.Errorf("%q: %d, want %d", text, got, want)
		}
	}
}

func TestCognates(t *testing.T) {
	a, b := newVocabulary(), newVocabulary()
	for _, w := range []string{"Parliament", "Tashkent", "sea"} {
		a.internWord(lower(w), w)
	}
	for _, w := range []string{"парламент", "Ташкент", "море"} {
		b.internWord(lower(w), w)
	}
	got := map[[2]int32]bool{}
	for _, p := range cognates(a, b) {
		got[[2]int32{p.from, p.to}] = true
	}
	if len(got) != 2 || !got[[2]int32{0, 0}] || !got[[2]int32{1, 1}] {
		t.Errorf("%v", got)
	}
}

func TestFastFunctions(t *testing.T) {
	for x := float32(1e-6); x < 1e6; x *= 1.37 {
		if d := math.Abs(float64(fastLog(x)) - math.Log(float64(x))); d > 3e-4 {
			t.Errorf("log %v off by %v", x, d)
		}
	}
	for x := -690.0; x < 690; x += 3.7 {
		if r := exp(x) / math.Exp(x); r < 1-1e-9 || r > 1+1e-9 {
			t.Errorf("exp %v off by %v", x, r)
		}
	}
}

func TestLengthScore(t *testing.T) {
	l := lengths{base: 0.04, slope: 1.2, any: 4.5, spread: 1}
	equal, double, far := l.score(100, 100), l.score(100, 200), l.score(100, 1000)
	if !(equal > 0 && equal > double && double > far && far >= -4) {
		t.Errorf("equal %v, double %v, ten times %v", equal, double, far)
	}
	if short := l.score(10, 20); short <= double {
		t.Errorf("double length of ten letters %v, of a hundred %v", short, double)
	}
}

func TestConfusionLearns(t *testing.T) {
	var c confusion
	var joint [classMax][classMax]float64
	var marginal [classMax]float64
	marginal[1], marginal[2] = 50, 50
	c.fit(&joint, &marginal)
	if c.score[1][1] <= 0 || c.score[1][2] >= 0 {
		t.Errorf("unseen: same %v, other %v", c.score[1][1], c.score[1][2])
	}
	joint[1][2], joint[2][1] = 50, 50
	c.fit(&joint, &marginal)
	if c.score[1][1] >= 0 || c.score[1][2] <= 0 {
		t.Errorf("seen crosswise: same %v, other %v", c.score[1][1], c.score[1][2])
	}
}

func TestChainLeavesOutliers(t *testing.T) {
	var points []point
	for i := range int32(40) {
		points = append(points, point{i * 10, i * 10, 0.5})
		if i == 20 {
			points = append(points, point{i*10 + 1, 390, 0.9})
		}
	}
	got := chain(points, 400, 400)
	if len(got) != 40 {
		t.Errorf("%d points: %v", len(got), got)
	}
	for _, p := range got {
		if p.i != p.j {
			t.Errorf("outlier %v", p)
		}
	}
}

func TestBandIsConnected(t *testing.T) {
	b := bandAbout([]point{{10, 90, 1}, {90, 95, 1}}, 100, 100)
	for i := 1; i <= 100; i++ {
		if b.lo[i] > b.hi[i-1] || b.lo[i] < b.lo[i-1] || b.hi[i] < b.hi[i-1] {
			t.Fatalf("row %d: %d–%d after %d–%d", i, b.lo[i], b.hi[i], b.lo[i-1], b.hi[i-1])
		}
	}
	if b.lo[0] != 0 || b.hi[100] != 100 {
		t.Errorf("ends %d, %d", b.lo[0], b.hi[100])
	}
}

// The sums of the two directions agree: the probabilities of all that can
// happen to a segment add up to one.
func TestPosteriorsSumToOne(t *testing.T) {
	vs, vt := newVocabulary(), newVocabulary()
	d := &document{src: extract(segments(postEN), vs), tgt: extract(segments(postTR), vt)}
	vs.count([]*side{d.src})
	vt.count([]*side{d.tgt})
	m := newModel(vs, vt, []*document{d})
	d.band = m.coarse(d, fullCells)
	m.lexicon.brought(d)
	w := newScratch(m.lexicon)
	s := &scorer{m: m, d: d, band: d.band, types: allTypes, lexicon: m.lexicon, scratch: w}
	p := &path{band: d.band, types: allTypes, m: m}
	p.scores = s.all(nil)
	p.run()
	nullS, nullT := make([]float32, d.src.n()), make([]float32, d.tgt.n())
	p.alone(nullS, nullT, nil)
	sum := make([]float64, d.src.n())
	for i := range sum {
		sum[i] = float64(nullS[i])
	}
	for i := range int32(d.src.n() + 1) {
		for j := d.band.lo[i]; j <= d.band.hi[i]; j++ {
			at, _ := d.band.at(i, j)
			for k := range p.types {
				for a := i - beadTypes[k].n; a < i && a >= 0; a++ {
					sum[a] += float64(p.posterior(i, j, at, k))
				}
			}
		}
	}
	for i, x := range sum {
		if math.Abs(x-1) > 1e-4 {
			t.Errorf("segment %d: %v", i, x)
		}
	}
}

// What a pair itself said must not speak for it: two words that met in one
// bead only are strangers.
func TestLeaveOneOut(t *testing.T) {
	src := []string{"alpha beta gamma", "alpha delta omega", "rho sigma upsilon"}
	tgt := []string{"один два три", "один четыре пять", "шесть семь восемь"}
	vs, vt := newVocabulary(), newVocabulary()
	d := &document{src: extract(segments(src), vs), tgt: extract(segments(tgt), vt)}
	vs.count([]*side{d.src})
	vt.count([]*side{d.tgt})
	d.beads = []weighted{{i: 0, j: 0, n: 1, m: 1, w: 1}, {i: 1, j: 1, n: 1, m: 1, w: 1}, {i: 2, j: 2, n: 1, m: 1, w: 1}}
	d.beadsOf = [][]int32{{0}, {1}, {2}}
	x := newLexicon(vs, vt, []*document{d}).relearn([]*document{d}, 4)
	x.brought(d)
	m := &model{lexicon: x}
	score := func(i, j int32) float32 {
		s := &scorer{m: m, d: d, band: fullBand(3, 3), types: 1, lexicon: x, scratch: newScratch(x)}
		s.all(nil)
		k0, k1 := d.src.words(int(i))
		s.leaveOut(i, 1)
		s.scatter(i, k0, k1)
		return s.lexicalPair(i, j)
	}
	if learnt := score(0, 1); learnt <= 0 {
		t.Errorf("alpha–один was seen elsewhere, score %v", learnt)
	}
	if own := score(2, 2); own > 0.01 { // the fast logarithm errs by 2e-4 a word
		t.Errorf("a pair proves itself: %v", own)
	}
}
