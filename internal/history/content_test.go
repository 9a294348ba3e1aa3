package history

import (
	"strings"
	"testing"

	"stele/internal/align"
	"stele/internal/doc"
	"stele/internal/ledger"
)

func TestSuspects(t *testing.T) {
	code := func(text string) doc.Segment {
		s := doc.Segment{Kind: doc.Paragraph, Text: text}
		if i := strings.IndexByte(text, '`'); i >= 0 {
			j := i + 1 + strings.IndexByte(text[i+1:], '`')
			s.Runs = []doc.Run{{Kind: doc.RunCode, Start: i, End: j + 1}}
		}
		return s
	}
	for _, tc := range []struct {
		name, source, target string
		want                 Lack
	}{
		{"same", "Run `stele status` in 1990.", "1990'da `stele status` çalıştır.", ""},
		{"code", "Run `stele-status` now.", "Şimdi `stele-diff` çalıştır.", LacksCode},
		{"code written as words", "Run `stele-status` now.", "Şimdi stele-status çalıştır.", ""},
		{"number", "Found in 1799.", "1801'de bulundu.", LacksNumber},
		{"code in other words", "Run `stele-status` now.", "Şimdi `stele-durum-göster` çalıştır.", ""},
		{"a typo in code", "Run `stele-status` now.", "Şimdi `stele-satus` çalıştır.", ""},
		{"plain code swapped", "Use `main` there.", "Orada `master` kullan.", LacksCode},
		{"code of the translation alone", "Run it now.", "Şimdi `stele-status` çalıştır.", HasCode},
		{"code that the source spells out", "Set the field `name` of `person`.", "`person.name` alanını ver.", ""},
		{"short number", "There are 3 scripts.", "Üç yazı var.", ""},
	} {
		s, g := []doc.Segment{code(tc.source)}, []doc.Segment{code(tc.target)}
		got := Suspects(s, g, []align.Bead{{Source: []int{0}, Target: []int{0}, Confidence: 1}}, ledger.Options{})
		if tc.want == "" && len(got) != 0 || tc.want != "" && (len(got) != 1 || got[0].Reason != tc.want) {
			t.Errorf("%s: %+v", tc.name, got)
		}
	}
}
