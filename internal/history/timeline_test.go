package history

import (
	"testing"
)

func TestPlainTextIgnoresLayout(t *testing.T) {
	if a, b := plainText("> one two\n> three"), plainText("one\n   two three"); a != b {
		t.Errorf("%q, %q", a, b)
	}
	if holds(plainText("one two"), []string{plainText("two three")}) {
		t.Error("finds what is not there")
	}
	if holds("anything", nil) {
		t.Error("a text without parts is nowhere")
	}
}
