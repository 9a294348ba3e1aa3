package lang

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// The sentences are divided by "|".
var sentenceCases = []struct{ locale, text string }{
	{"en", "Dr. Smith met V. Putin.| It rained!| \"Did it?\" he asked.| See fig. 3, e.g. this one."},
	{"en", "It began in 1999.| The end came later.| He left at 5 p.m.| Then he slept.[3]| Good."},
	{"en", "1. The first item.| 2. The second one."},
	{"en", "Go to example.com today.| Use version 1.2.| Then stop."},
	{"en", "What?!| Yes… and no.| (It is so.)| Done"},
	{"en", "One line\nand another.|\n\nA new paragraph without end\n\n|Another"},
	{"en", "No. 5 is here.| No.| It is not."},
	{"tr", "VI. Çin Forumu 26 Nisan'da başladı.| Prof. Dr. Ahmet Yılmaz konuştu.| Elma, armut vb. meyveler var.| Elma vb.| Bu da oldu."},
	{"tr", "6. yüzyılda yapıldı.| I. Dünya Savaşı bitti.| Sonra 2023.| Bu yıl."},
	{"ru", "В 2023 г. прошёл форум.| Т. е. вот так.| А. С. Пушкин родился в Москве.| Он писал стихи и т. д.| Потом уехал.| См. рис. 3.| Всё."},
	{"ru", "«Это так?» — спросил он.| VI Форум закрыт."},
	{"de", "Am 26. April kam er.| Das ist z. B. gut.| Die 6. Auflage kostet 5 Euro usw.| Dann ging er."},
	{"fr", "M. Dupont est là.| « Oui. »| Il part avec Mme Petit.| Cf. p. 3."},
	{"es", "¿Qué pasa?| ¡Nada!| El Sr. Pérez vive en EE. UU. con su familia."},
	{"zh", "你好。|他说：“是吗？”|我走了！"},
	{"ja", "「はい。」と言った。|終わり。"},
	{"hi", "यह एक वाक्य है।| यह दूसरा है।"},
	{"", "One.| Two."},
}

func TestSentences(t *testing.T) {
	for _, c := range sentenceCases {
		var want, got []string
		for s := range strings.SplitSeq(c.text, "|") {
			want = append(want, strings.TrimSpace(s))
		}
		text := strings.ReplaceAll(c.text, "|", "")
		for _, s := range Sentences(text, c.locale) {
			got = append(got, text[s.Start:s.End])
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("%s: %s", c.locale, d)
		}
	}
}

func FuzzSentences(f *testing.F) {
	for _, c := range sentenceCases {
		f.Add(strings.ReplaceAll(c.text, "|", ""), c.locale)
	}
	f.Fuzz(func(t *testing.T, text, locale string) {
		at, kept := 0, 0
		for _, s := range Sentences(text, locale) {
			if s.Start < at || s.End <= s.Start || s.End > len(text) {
				t.Fatalf("%v in %q", s, text)
			}
			if strings.TrimSpace(text[at:s.Start]) != "" {
				t.Fatalf("%q is in no sentence", text[at:s.Start])
			}
			at = s.End
			kept++
		}
		if strings.TrimSpace(text[at:]) != "" || kept == 0 && strings.TrimSpace(text) != "" {
			t.Fatalf("%q is in no sentence", text[at:])
		}
	})
}
