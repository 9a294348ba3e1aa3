package align

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"hash/fnv"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"stele/internal/fault"
)

func TestRowsOfThreeLanguages(t *testing.T) {
	tr := merged(postTR, 4)
	ru := without(postRU, 3)
	got, err := Rows(context.Background(), []Side{sideOf("en", postEN), sideOf("tr", tr), sideOf("ru", ru)}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	seen := [3]int{}
	for _, r := range got {
		lines = append(lines, strings.Trim(fmt.Sprint(r.Sides), "[]"))
		for s := range r.Sides {
			seen[s] += len(r.Sides[s])
		}
	}
	if seen != [3]int{len(postEN), len(tr), len(ru)} {
		t.Errorf("segments in rows: %v", seen)
	}
	want := []string{"0] [0] [0", "1] [1] [1", "2] [2] [2", "3] [3] ", "4 5] [4] [3 4", "6] [5] [5", "7] [6] [6", "8] [7] [7", "9] [8] [8"}
	if !slices.Equal(lines, want) {
		t.Errorf("got  %q\nwant %q", lines, want)
	}
}

func TestSentencesInsideBeads(t *testing.T) {
	pair := Pair{sideOf("en", postEN), sideOf("tr", postTR)}
	l, beads, err := Learn(context.Background(), []Pair{pair}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	got, err := Sentences(context.Background(), pair, beads[0], Options{Lexicon: l})
	if err != nil {
		t.Fatal(err)
	}
	if len(got) != len(beads[0]) {
		t.Fatalf("%d lists for %d beads", len(got), len(beads[0]))
	}
	var texts []string
	for _, b := range got[4] {
		if len(b.Source) != 1 || len(b.Target) != 1 {
			t.Fatalf("beads %+v", got[4])
		}
		s, u := b.Source[0], b.Target[0]
		texts = append(texts, postEN[s.Segment][s.Start:s.End]+" | "+postTR[u.Segment][u.Start:u.End])
	}
	want := []string{
		"Money came from the city and from fishermen. | Para şehirden ve balıkçılardan geldi.",
		"Every boat gave one day of its catch in the summer of 2019.[1] | 2019 yazında her tekne bir günlük avını verdi.[1]",
	}
	if !slices.Equal(texts, want) {
		t.Errorf("got %q", texts)
	}
}

func TestLexiconIsKept(t *testing.T) {
	pairs := manyPairs(6, 40)
	l, want, err := Learn(context.Background(), pairs[:5], Options{})
	if err != nil {
		t.Fatal(err)
	}
	data, err := l.MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	back := &Lexicon{}
	if err := back.UnmarshalBinary(data); err != nil {
		t.Fatal(err)
	}
	if back.Covers(pairs[:5]) != 1 || back.Covers(pairs[5:]) > 0.1 {
		t.Errorf("covers %v of its own, %v of others", back.Covers(pairs[:5]), back.Covers(pairs[5:]))
	}
	got, err := Pairs(context.Background(), pairs[:5], Options{Lexicon: back})
	if err != nil {
		t.Fatal(err)
	}
	for p := range got {
		if show(got[p]) != show(want[p]) {
			t.Errorf("pair %d differs with the kept lexicon:\n%s\n%s", p, show(got[p]), show(want[p]))
		}
	}
	// The sixth pair was not learnt from, but its words were.
	alone, err := Pairs(context.Background(), pairs[5:], Options{Lexicon: back})
	if err != nil {
		t.Fatal(err)
	}
	together, err := Pairs(context.Background(), pairs, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if show(alone[0]) != show(together[5]) {
		t.Errorf("unseen pair:\n%s\n%s", show(alone[0]), show(together[5]))
	}
}

func FuzzLexiconBytes(f *testing.F) {
	l, _, err := Learn(context.Background(), []Pair{{sideOf("en", postEN), sideOf("tr", postTR)}}, Options{})
	if err != nil {
		f.Fatal(err)
	}
	b, err := l.MarshalBinary()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(b)
	f.Add(b[:len(b)/2])
	f.Add([]byte(lexiconMagic))
	f.Fuzz(func(t *testing.T, b []byte) {
		l := new(Lexicon)
		if l.UnmarshalBinary(b) != nil {
			return
		}
		if l.model == nil {
			t.Error("no model and no error")
		}
	})
}

// The test binary doubles as an embedding program.
func TestMain(m *testing.M) {
	switch os.Getenv("ALIGN_TEST_EMBED") {
	case "ngrams":
		embedLines(2048)
		return
	case "short":
		fmt.Println("[1, 2]")
		return
	case "fails":
		fmt.Fprintln(os.Stderr, "no model here")
		os.Exit(3)
	}
	os.Exit(m.Run())
}

// embedLines answers hashed character trigrams.
func embedLines(dims uint32) {
	in := bufio.NewScanner(os.Stdin)
	in.Buffer(nil, 1<<20)
	out := bufio.NewWriter(os.Stdout)
	for in.Scan() {
		v := make([]float32, dims)
		text := bytes.ToLower(in.Bytes())
		for i := 0; i+3 <= len(text); i++ {
			h := fnv.New32a()
			h.Write(text[i : i+3])
			v[h.Sum32()%dims]++
		}
		b, _ := json.Marshal(v)
		out.Write(append(b, '\n'))
	}
	out.Flush()
}

func embedder(t *testing.T, mode string) Command {
	t.Helper()
	t.Setenv("ALIGN_TEST_EMBED", mode)
	return Command{Program: os.Args[0]}
}

func TestEmbeddings(t *testing.T) {
	// Nothing in common but letters: words are glued, so no word is shared, and
	// all segments are of one length.
	src := []string{"alphabetasoup", "gammadeltapie", "epsilonzetaxx", "thetaiotamost", "kappalambdass"}
	tgt := []string{"xlphabetasouq", "xammadeltapif", "xhetaiotamosu", "xappalambdast"}
	pair := []Pair{{sideOf("en", src), sideOf("tr", tgt)}}
	got, err := Pairs(context.Background(), pair, Options{Embed: embedder(t, "ngrams")})
	if err != nil {
		t.Fatal(err)
	}
	if s := show(got[0]); s != "0:0 1:1 2:- 3:2 4:3" {
		t.Error(s)
	}
}

func TestEmbedderFaults(t *testing.T) {
	pair := []Pair{{sideOf("en", postEN), sideOf("tr", postTR)}}
	for mode, id := range map[string]fault.ID{"short": EmbedderAnswer, "fails": EmbedderFailed} {
		_, err := Pairs(context.Background(), pair, Options{Embed: embedder(t, mode)})
		if !fault.Is(err, id) {
			t.Errorf("%s: %v", mode, err)
		}
	}
	_, err := Pairs(context.Background(), pair, Options{Embed: Command{Program: filepath.Join(t.TempDir(), "none")}})
	if !fault.Is(err, EmbedderFailed) {
		t.Errorf("missing program: %v", err)
	}
}
