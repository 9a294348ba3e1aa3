package doc

import (
	"testing"
	"unicode/utf8"
)

// The tables and short cuts say what the slow way says, for every character.
func TestClassOf(t *testing.T) {
	for r := rune(0); r <= utf8.MaxRune; r++ {
		if got, want := classOf(r), slowClass(r); got != want {
			t.Errorf("%U: %d, want %d", r, got, want)
		}
	}
}
