package report

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"stele/internal/doc"
)

func TestOneLine(t *testing.T) {
	for in, want := range map[string]string{
		"a\n  b\t\tc":              "a b c",
		"red \x1b[31m":             "red \uFFFD[31m",
		"C1 \u009b31m":             "C1 \uFFFD31m",
		"\a\b\x7f":                 "\uFFFD\uFFFD\uFFFD",
		"safe\u202Egnp.exe":        "safe\uFFFDgnp.exe",
		"page\u2028break":          "page break",
		"join\u200Ders \u200Fstay": "join\u200Ders \u200Fstay",
	} {
		if got := OneLine(in); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

func TestDiff(t *testing.T) {
	long := strings.Repeat("word ", 40)
	for _, c := range []struct{ name, old, new, want string }{
		{"a word", "It is open.", "It is not open.", "It is {+not +}open."},
		{"a number", "It has 12 boats.", "It has 14 boats.", "It has [-12-]{+14+} boats."},
		{"no spaces between words", "港口今天开放", "港口明天开放", "港口[-今-]{+明+}天开放"},
		{"nothing but white space", "one\ntwo", "one two", "one two"},
		{"nothing, and long", long, long, long},
		{"the middle is left out", "x " + long + "y", "z " + long + "q", "[-x-]{+z+}" + strings.Repeat(" word", 11) + " … " + strings.Repeat("word ", 11) + "[-y-]{+q+}"},
		{"the end is left out", "x " + long, "z " + long, "[-x-]{+z+}" + strings.Repeat(" word", 11) + " …"},
		{"escapes stay harmless", "a", "a \x1b[2J", "a{+ \uFFFD[2J+}"},
	} {
		got := Style{}.diff(doc.DiffWords(c.old, c.new))
		if strings.TrimSpace(got) != strings.TrimSpace(c.want) {
			t.Errorf("%s: -want +got\n%s", c.name, cmp.Diff(c.want, got))
		}
	}
	if got, want := (Style{Color: true}).diff(doc.DiffWords("old", "new")), "\x1b[9;31mold\x1b[0m\x1b[4;32mnew\x1b[0m"; got != want {
		t.Errorf("in colour: %q, want %q", got, want)
	}
}

func TestClip(t *testing.T) {
	for _, c := range []struct {
		text  string
		width int
		want  string
	}{
		{"a line that is short", 40, "a line that is short"},
		{"a line that is far too long for it", 25, "a line that is far too l…"},
		{"这一行文字对于终端来说实在太长了", 25, "这一行文字对于终端来说实…"},
		{"a line that is far too long for it", 0, "a line that is far too long for it"},
	} {
		got := Style{Width: c.width}.clip(c.text, 0)
		if got != c.want {
			t.Errorf("%d columns: %q, want %q", c.width, got, c.want)
		}
		if c.width > 0 && columns(got) > c.width {
			t.Errorf("%q takes %d columns of %d", got, columns(got), c.width)
		}
	}
}

// Every column must begin at the same place of the terminal, whatever the
// script of the cells before it.
func TestTable(t *testing.T) {
	table := table{right: []bool{false, true}}
	table.add("name", "n", "end")
	table.add("港口", "7", "x")
	table.add("пристань", "12", "x")
	table.add("e\u0301te\u0301", "100", "")
	want := []string{
		"name        n  end",
		"港口        7  x",
		"пристань   12  x",
		"e\u0301te\u0301       100",
	}
	if diff := cmp.Diff(want, table.lines()); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}
