package align

import (
	"context"
	"fmt"
	"testing"
)

// Words that resemble nothing pair rightly once pairs that are known taught them.
func TestTeach(t *testing.T) {
	words := [][2]string{
		{"harbour", "liman"}, {"river", "nehir"}, {"teacher", "öğretmen"}, {"window", "pencere"}, {"winter", "kış"}, {"bridge", "köprü"},
		{"forest", "orman"}, {"village", "köy"}, {"letter", "mektup"}, {"island", "ada"}, {"garden", "bahçe"}, {"mountain", "dağ"},
	}
	says := func(a, b int) (string, string) {
		return fmt.Sprintf("Behind the %s there was a %s.", words[a][0], words[b][0]), fmt.Sprintf("%s ardında bir %s vardı.", words[a][1], words[b][1])
	}
	var known [2][]string
	for i := range 96 {
		s, g := says(i%12, (i/12+i+1)%12)
		known[0], known[1] = append(known[0], s), append(known[1], g)
	}
	var open [2][]string
	for i := range 4 {
		s, g := says(i, i+4)
		open[0] = append(open[0], s)
		if i != 1 {
			open[1] = append(open[1], g) // the second has no translation
		}
	}
	lessons := []Pair{{plainSide("en", known[0]), plainSide("tr", known[1])}}
	asked := []Pair{{plainSide("en", open[0]), plainSide("tr", open[1])}}
	l, err := Teach(context.Background(), lessons, asked)
	if err != nil {
		t.Fatal(err)
	}
	if c := l.Covers(asked); c != 1 {
		t.Errorf("covers %v of what it is for", c)
	}
	beads, err := Pairs(context.Background(), asked, Options{Lexicon: l})
	if err != nil {
		t.Fatal(err)
	}
	got := ""
	for _, b := range beads[0] {
		got += fmt.Sprintf("%v%v", b.Source, b.Target)
	}
	if want := "[0][0][1][][2][1][3][2]"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if _, err := Teach(cancelled(), lessons, asked); err == nil {
		t.Error("no error when cancelled")
	}
}

func cancelled() context.Context {
	ctx, stop := context.WithCancel(context.Background())
	stop()
	return ctx
}
