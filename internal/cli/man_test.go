package cli

import (
	"strings"
	"testing"
)

// A text must not be taken for requests of roff.
func TestManPageIsOnlyText(t *testing.T) {
	var m manPage
	m.description("'tis\n.TH \\fB -x\n\n    .hidden\n")
	want := ".PP\n\\&'tis\n\\&.TH \\efB \\-x\n.PP\n.nf\n\\&.hidden\n.fi\n"
	if got := m.b.String(); got != want {
		t.Errorf("got\n%s, want\n%s", got, want)
	}
	if got := quoted(`a "b"`); strings.Count(got, `""`) != 2 {
		t.Errorf("an argument of a request: %s", got)
	}
}
