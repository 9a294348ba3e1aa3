package status

import (
	"testing"

	"stele/internal/format"
)

// Beads are indices of segments: those of another cut of the same bytes would
// point to other paragraphs, or beyond the last.
func TestContentsKnowTheCut(t *testing.T) {
	read := func(name string) *job {
		source, err := format.Parse(name, []byte("# Boats\n- one\n- two\n"))
		if err != nil {
			t.Fatal(err)
		}
		return &job{source: source, target: source}
	}
	markdown, plain := read("a.md"), read("a.txt")
	if len(markdown.source.Segments) == len(plain.source.Segments) {
		t.Fatal("both formats cut the text alike")
	}
	if markdown.contents() == plain.contents() {
		t.Error("two formats have one key")
	}
	if markdown.contents() != read("b.md").contents() {
		t.Error("a name without a meaning changes the key")
	}
}
