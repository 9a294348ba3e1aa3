package ledger

import (
	"slices"
	"strings"
	"testing"

	"stele/internal/doc"
	"stele/internal/format"
)

const original = `---
title: The stone
weight: 3
---

# Reading *the* stone

The stone "Rosetta" was found in 1799, in a wall -- not far from the sea. It's
written in [three scripts](https://a.example/scripts), with ` + "`stele`" + `.

- One script is **Greek**
- One is Demotic
  1. and it is older

| Script | Lines |
|---|---|
| Greek | 54 |
| Demotic | 32 |

> [!NOTE]
> Mind the step.

` + "```sh\nstele status\n```\n"

// What a formatter, an editor or a careful hand may do to a source without a
// word being said differently.
var cosmetic = []struct {
	name    string
	replace []string
}{
	{"nothing", nil},
	{"reflow", []string{"sea. It's\nwritten in", "sea.\nIt's written in"}},
	{"list markers", []string{"- One", "* One", "  1. and", "  1) and"}},
	{"emphasis marks", []string{"*the*", "_the_", "**Greek**", "__Greek__"}},
	{"quotes", []string{`"Rosetta"`, "“Rosetta”", "It's", "It’s"}},
	{"dashes", []string{" -- ", " — "}},
	{"dash reference", []string{" -- ", " &mdash; "}},
	{"heading id", []string{"# Reading *the* stone", "# Reading *the* stone {#reading}"}},
	{"heading underlined", []string{"# Reading *the* stone", "Reading *the* stone\n====="}},
	{"CRLF", []string{"\n", "\r\n"}},
	{"table padding", []string{"| Greek | 54 |", "|  Greek   |   54 |", "|---|---|", "| :--- | ---: |"}},
	{"link by reference", []string{"[three scripts](https://a.example/scripts)", "[three scripts][s]", "| Demotic | 32 |\n", "| Demotic | 32 |\n\n[s]: https://a.example/scripts\n"}},
	{"no-break space", []string{"in 1799", "in\u00a01799"}},
	{"metadata of no reader", []string{"weight: 3", "weight: 4"}},
	{"fence", []string{"```", "~~~"}},
	{"more empty lines", []string{"\n\n", "\n\n\n"}},
}

var material = []struct {
	name    string
	replace []string
	want    doc.Change
}{
	{"negation", []string{"was found", "was not found"}, doc.ChangeProse},
	{"word", []string{"not far from", "quite far from"}, doc.ChangeProse},
	{"number", []string{"1799", "1798"}, doc.ChangeNumber},
	{"number in a cell", []string{"| 54 |", "| 53 |"}, doc.ChangeNumber},
	{"title", []string{"title: The stone", "title: The old stone"}, doc.ChangeProse},
	{"heading", []string{"# Reading", "# Losing"}, doc.ChangeProse},
	{"nested item", []string{"older", "younger"}, doc.ChangeProse},
	{"code span", []string{"`stele`", "`rosetta`"}, doc.ChangeCode},
	{"code block", []string{"stele status", "stele sync"}, doc.ChangeCode},
	{"link", []string{"a.example/scripts", "b.example/scripts"}, doc.ChangeLink},
	{"emphasis taken off", []string{"**Greek**", "Greek"}, doc.ChangeMarkup},
	{"case", []string{"in a wall", "in a Wall"}, doc.ChangePunctuation},
	{"note", []string{"Mind the step", "Mind the gap"}, doc.ChangeProse},
}

func changesAfter(t *testing.T, replace []string) []doc.Change {
	t.Helper()
	read := func(text string) []doc.Segment {
		v, err := format.Parse("a.md", []byte(text))
		if err != nil {
			t.Fatal(err)
		}
		return v.Segments
	}
	text := strings.NewReplacer(replace...).Replace(original)
	if len(replace) > 0 && text == original {
		t.Fatalf("%q changes nothing", replace)
	}
	before, after := read(original), read(text)
	l := Fold(nil, before, before, straight(before, before), Options{})
	var out []doc.Change
	for _, k := range Resolve(l, after, before, straight(after, before), Options{}) {
		participates := func(segs []doc.Segment, at []int) bool {
			return slices.ContainsFunc(at, func(i int) bool { return segs[i].Translatable() })
		}
		switch {
		case len(k.Target) == 0 && participates(after, k.Source):
			out = append(out, "missing")
		case len(k.Source) == 0 && participates(before, k.Target):
			out = append(out, "orphaned")
		default:
			out = append(out, k.Changes...)
		}
	}
	return slices.DeleteFunc(out, func(c doc.Change) bool { return c == doc.ChangeWhitespace })
}

func TestCosmetic(t *testing.T) {
	for _, tc := range cosmetic {
		if got := changesAfter(t, tc.replace); len(got) > 0 {
			t.Errorf("%s: %v", tc.name, got)
		}
	}
}

func TestMaterial(t *testing.T) {
	for _, tc := range material {
		if got := changesAfter(t, tc.replace); len(got) == 0 || got[0] != tc.want {
			t.Errorf("%s: %v, want %s", tc.name, got, tc.want)
		}
	}
}
