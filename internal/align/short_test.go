package align

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"stele/internal/doc"
)

// A first look is at a short text and nothing else to learn from: a heading and
// a few paragraphs in two files. A paragraph that one of them lacks must come
// out as missing, not be absorbed by its neighbour; one that was merged or split
// must still be told from that.
var shortTexts = map[string][]string{
	"en": {
		"# The Lighthouse Keeper",
		"The old lighthouse on the northern cape has been dark since the autumn of 1987, when its last keeper moved to the town.",
		"A society of neighbours now wants to light it again, and has collected money for the lamp, the stairs and the roof over two summers.",
		"They hope that the first ships will see it before the winter comes.",
	},
	"tr": {
		"# Fener Bekçisi",
		"Kuzey burnundaki eski deniz feneri, son bekçisi kasabaya taşındığından beri, 1987 sonbaharından bu yana karanlık.",
		"Bir komşular derneği şimdi onu yeniden yakmak istiyor; iki yaz boyunca lamba, merdiven ve çatı için para topladı.",
		"İlk gemilerin onu kış gelmeden önce göreceğini umuyorlar.",
	},
	"ru": {
		"# Смотритель маяка",
		"Старый маяк на северном мысе не горит с осени 1987 года, когда его последний смотритель переехал в город.",
		"Теперь общество соседей хочет зажечь его снова и за два лета собрало деньги на лампу, лестницу и крышу.",
		"Они надеются, что первые корабли увидят его прежде, чем придёт зима.",
	},
}

func TestShortTexts(t *testing.T) {
	for _, tc := range []struct {
		name           string
		source, target []string // indices into the texts; "2+3" is merged
		want           string
	}{
		{"all", []string{"0", "1", "2", "3"}, []string{"0", "1", "2", "3"}, "0:0 1:1 2:2 3:3"},
		{"second missing", []string{"0", "1", "2", "3"}, []string{"0", "2", "3"}, "0:0 1: 2:1 3:2"},
		{"third missing", []string{"0", "1", "2", "3"}, []string{"0", "1", "3"}, "0:0 1:1 2: 3:2"},
		{"last missing", []string{"0", "1", "2", "3"}, []string{"0", "1", "2"}, "0:0 1:1 2:2 3:"},
		{"one added", []string{"0", "1", "3"}, []string{"0", "1", "2", "3"}, "0:0 1:1 :2 2:3"},
		{"merged", []string{"0", "1", "2", "3"}, []string{"0", "1", "2+3"}, "0:0 1:1 2,3:2"},
		{"split", []string{"0", "1+2", "3"}, []string{"0", "1", "2", "3"}, "0:0 1:1,2 2:3"},
	} {
		for _, pair := range [][2]string{{"en", "tr"}, {"en", "ru"}, {"tr", "ru"}, {"ru", "en"}} {
			p := Pair{Source: shortSide(pair[0], tc.source), Target: shortSide(pair[1], tc.target)}
			beads, err := Pairs(context.Background(), []Pair{p}, Options{})
			if err != nil {
				t.Fatal(err)
			}
			if got := shortForm(beads[0]); got != tc.want {
				t.Errorf("%s, %s–%s: got %s, want %s", tc.name, pair[0], pair[1], got, tc.want)
			}
		}
	}
}

func shortSide(locale string, segments []string) Side {
	s := Side{Locale: locale}
	for _, spec := range segments {
		var texts []string
		for _, i := range strings.Split(spec, "+") {
			texts = append(texts, shortTexts[locale][i[0]-'0'])
		}
		g := doc.Segment{Kind: doc.Paragraph, Text: strings.Join(texts, " ")}
		if rest, ok := strings.CutPrefix(g.Text, "# "); ok {
			g.Kind, g.Level, g.Text = doc.Heading, 1, rest
		}
		s.Segments = append(s.Segments, g)
	}
	return s
}

func shortForm(beads []Bead) string {
	var parts []string
	for _, b := range beads {
		parts = append(parts, strings.Trim(strings.ReplaceAll(fmt.Sprint(b.Source), " ", ","), "[]")+":"+strings.Trim(strings.ReplaceAll(fmt.Sprint(b.Target), " ", ","), "[]"))
	}
	return strings.Join(parts, " ")
}
