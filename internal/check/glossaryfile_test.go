package check

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"stele/internal/fault"
)

func TestParseGlossary(t *testing.T) {
	got, err := ParseGlossary("g.tsv", []byte("# terms\nen\tTR\tru\r\nharbour|port\tliman | !iskele\t\r\n\nlog\t\tжурнал\n"))
	if err != nil {
		t.Fatal(err)
	}
	want := []Term{
		{Source: "harbour|port", From: "en", Target: "liman", To: "tr", Forbidden: []string{"iskele"}},
		{Source: "log", From: "en", Target: "журнал", To: "ru"},
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
	for src, id := range map[string]fault.ID{
		"en\tterm one\n":        FaultGlossaryHead,
		"en\ttr\na\tb\tc\n":     FaultGlossaryLine,
		"en\ttr\nharbour\n":     FaultGlossaryLine,
		"en\ttr\n\t!iskele\n":   FaultGlossaryLine,
		"en\ttr\nharbour liman": FaultGlossaryLine,
	} {
		if _, err := ParseGlossary("g.tsv", []byte(src)); !fault.Is(err, id) {
			t.Errorf("%q: %v, want %s", src, err, id)
		}
	}
}

func FuzzParseGlossary(f *testing.F) {
	f.Add([]byte("en\ttr\nharbour|port\tliman|!iskele\n"))
	f.Fuzz(func(t *testing.T, src []byte) {
		terms, err := ParseGlossary("g.tsv", src)
		for _, term := range terms {
			if err != nil || term.Source == "" || term.Target == "" || term.From == "" || term.To == "" {
				t.Errorf("%+v, %v", term, err)
			}
		}
	})
}
