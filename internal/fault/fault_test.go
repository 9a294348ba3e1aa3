package fault

import (
	"errors"
	"fmt"
	"io/fs"
	"testing"
)

func TestNearest(t *testing.T) {
	for _, tc := range []struct {
		word       string
		candidates []string
		want       string
	}{
		{"stauts", []string{"sync", "status"}, "status"},
		{"formt", []string{"f", "format"}, "format"},
		{"wholly-other", []string{"status"}, ""},
		{"ab", []string{"xy"}, ""},
	} {
		if got := Nearest(tc.word, tc.candidates); got != tc.want {
			t.Errorf("Nearest(%q) = %q, want %q", tc.word, got, tc.want)
		}
	}
}

func TestFault(t *testing.T) {
	f := New(Input, "no-file", "a.md", "Size", 3).At(7).Because(fs.ErrNotExist)
	if f.Where() != "a.md:7" || f.Args["Size"] != 3 {
		t.Errorf("got %q, %v", f.Where(), f.Args)
	}
	wrapped := fmt.Errorf("while reading: %w", f)
	if !Is(wrapped, "no-file") || Is(wrapped, "other") || !errors.Is(wrapped, fs.ErrNotExist) {
		t.Error("the fault, or its cause, is lost in wrapping")
	}
}
