package check

import (
	"reflect"
	"strings"
	"testing"

	"stele/internal/doc"
	"stele/internal/fault"
)

func TestFingerprintSurvivesMoves(t *testing.T) {
	find := func(textA, textB string) (Finding, *doc.Version, *doc.Version) {
		a, b := version("en", textA), version("ru", textB)
		fs := Pair(Input{A: a, B: b, Beads: beads("", a, b)})
		if len(fs) != 1 {
			t.Fatalf("want one finding, got %v", told(fs))
		}
		return fs[0], a, b
	}
	print := func(textA, textB string) string {
		f, a, b := find(textA, textB)
		return f.Fingerprint("guide", a, b)
	}
	base := print("There were 340 ships here.", "Было тут 430 судов.")
	for name, c := range map[string]struct {
		a, b string
		same bool
	}{
		"paragraph inserted before": {"The port is old.\n\nThere were 340 ships here.", "Порт старый.\n\nБыло тут 430 судов.", true},
		"wrapped anew":              {"There were 340\nships here.", "Было тут\n430 судов.", true},
		"emphasis":                  {"There were **340** ships here.", "Было тут 430 судов.", true},
		"other words":               {"There were 340 ships there.", "Было тут 430 судов.", false},
		"other number":              {"There were 340 ships here.", "Было тут 431 судно.", false},
	} {
		if got := print(c.a, c.b) == base; got != c.same {
			t.Errorf("%s: same fingerprint: %v, want %v", name, got, c.same)
		}
	}
	f, a, b := find("There were 340 ships here.", "Было тут 430 судов.")
	if f.Fingerprint("other", a, b) == base {
		t.Error("two documents share a fingerprint")
	}
}

func TestMerge(t *testing.T) {
	states := []Finding{
		{Rule: Missing, A: []int{3}},
		{Rule: Missing, A: []int{7}},
		{Rule: Untranslated, A: []int{2}, B: []int{2}},
		{Rule: Extra, B: []int{9}},
		{Rule: Stale, A: []int{20}, B: []int{20}, Args: map[string]any{"Changes": "prose, number"}},
		{Rule: Untranslated, Variant: sourceLanguage, A: []int{11}, B: []int{10}},
		{Rule: Untranslated, Variant: "wrong-language", A: []int{12}, B: []int{11}},
	}
	found := []Finding{
		{Rule: Note, Variant: noteMissing, A: []int{7}},
		{Rule: Note, Variant: noteExtra, B: []int{9}},
		{Rule: Language, Variant: "wrong", A: []int{2}, B: []int{2}, Args: map[string]any{"Side": "b"}},
		{Rule: Language, Variant: "wrong", A: []int{11}, B: []int{10}, Args: map[string]any{"Side": "a"}},
		{Rule: Language, Variant: "wrong", A: []int{12}, B: []int{11}, Args: map[string]any{"Side": "a"}},
		{Rule: Language, Variant: "wrong", A: []int{12}, B: []int{11}, Args: map[string]any{"Side": "b"}},
		{Rule: Number, Variant: "lost", A: []int{2}, B: []int{2}},
		{Rule: Link, Variant: "lost", A: []int{2}, B: []int{2}},
		{Rule: Date, Variant: "differs", A: []int{5}, B: []int{4}},
		{Rule: Number, Variant: "differs", A: []int{20}, B: []int{20}},
		{Rule: Link, Variant: "changed", A: []int{20}, B: []int{20}},
	}
	want := []string{"link.lost", "untranslated", "missing", "date.differs", "note.missing", "note.extra", "untranslated.source-language", "language.wrong", "untranslated.wrong-language", "link.changed", "stale"}
	if got := told(Merge(states, found)); !reflect.DeepEqual(got, want) {
		t.Errorf("got  %v\nwant %v", got, want)
	}
}

func TestBeyond(t *testing.T) {
	a := version("en", "The canal opened.[1] It froze.[2]\n\n[1] Harbour Office, yearbook.\n\n[2] Weather Service.")
	b := version("ru", "Канал открылся.[1] Он замёрз.[2]\n\n[1] Управление порта, ежегодник.\n\nНовый пoрт.")
	pair := Pair(Input{A: a, B: b, Beads: beads("0:0 1:1 2: :2", a, b)})
	own := Version(b, Options{})
	if got := told(own); !reflect.DeepEqual(got, []string{"note.undefined", "homoglyph>порт"}) {
		t.Fatalf("the version alone has %v", got)
	}
	if got := told(Beyond(own, pair, true)); !reflect.DeepEqual(got, []string{"homoglyph>порт"}) {
		t.Errorf("beyond the pair's %v there is %v", told(pair), got)
	}
}

func TestOptions(t *testing.T) {
	a, b := version("en", "There were 340 ships, [here](https://a.example/x)."), version("ru", "Было 430 судов.")
	run := func(o Options) string {
		var out []string
		for _, f := range Pair(Input{A: a, B: b, Beads: beads("", a, b), Options: o}) {
			out = append(out, string(f.Rule)+":"+string(f.Severity))
		}
		return strings.Join(out, " ")
	}
	for _, c := range []struct {
		name string
		opt  Options
		want string
	}{
		{"defaults", Options{}, "link:warning number:warning"},
		{"off", Options{Rules: map[Rule]Setting{Link: {Off: true}}}, "number:warning"},
		{"severity", Options{Rules: map[Rule]Setting{Link: {Severity: Error}}}, "link:error number:warning"},
		{"only", Options{Only: []Rule{Link}}, "link:warning"},
	} {
		if got := run(c.opt); got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
	if got := Pair(Input{A: a}); got != nil {
		t.Errorf("one version is no pair, got %v", got)
	}
}

func TestParseSuppress(t *testing.T) {
	good := `
[[suppress]]
rule = "number"
path = "docs/**/history.*.md"
locale = "ru"
reason = "counted with the crew"
expires = 2030-01-01

[[suppress]]
rule = "link"
text = "0123456789abcdef0123"
reason = "the page is gone"
`
	got, err := ParseSuppress("suppress.toml", []byte(good))
	if err != nil {
		t.Fatal(err)
	}
	if len(got) != 2 || got[0].Expires != "2030-01-01" || got[0].Line != 2 || got[1].Line != 9 || got[1].Text == "" {
		t.Errorf("read as %+v", got)
	}
	for _, c := range []struct {
		name, src string
		id        fault.ID
		line      int
	}{
		{"no TOML", "[[suppress]]\nrule = \n", BadSuppress, 2},
		{"unknown key", "[[suppress]]\nrule = \"link\"\nfile = \"x\"\nreason = \"y\"\n", BadSuppress, 3},
		{"unknown rule", "\n[[suppress]]\nrule = \"lnk\"\npath = \"x\"\nreason = \"y\"\n", UnknownRule, 2},
		{"no reason", "[[suppress]]\nrule = \"link\"\npath = \"x\"\n", NoReason, 1},
		{"everything", "[[suppress]]\nrule = \"link\"\nreason = \"y\"\n", TooWideSuppress, 1},
		{"no date", "[[suppress]]\nrule = \"link\"\npath = \"x\"\nreason = \"y\"\nexpires = \"soon\"\n", BadExpiry, 1},
	} {
		_, err := ParseSuppress("suppress.toml", []byte(c.src))
		f, ok := err.(*fault.Fault)
		if !ok || f.ID != c.id || f.Line != c.line {
			t.Errorf("%s: got %v, want %s at line %d", c.name, err, c.id, c.line)
		}
	}
}

func TestSilence(t *testing.T) {
	a, b := version("en", "There were 340 ships."), version("ru", "Было 430 судов.")
	a.Path, b.Path = "docs/en/history.md", "docs/ru/history.md"
	f := Pair(Input{A: a, B: b, Beads: beads("", a, b)})[0]
	subject := []Subject{{Finding: f, Document: "history", A: a, B: b}}
	print := f.Fingerprint("history", a, b)
	for _, c := range []struct {
		name     string
		by       Suppress
		silenced bool
	}{
		{"by path", Suppress{Rule: Number, Path: "docs/*/history.md"}, true},
		{"by deep path", Suppress{Rule: Number, Path: "**/history.md"}, true},
		{"by document", Suppress{Rule: Number, Path: "history"}, true},
		{"by locale", Suppress{Rule: Number, Locale: "RU"}, true},
		{"by fingerprint", Suppress{Rule: Number, Text: print[:8]}, true},
		{"on its last day", Suppress{Rule: Number, Locale: "ru", Expires: "2025-06-01"}, true},
		{"expired", Suppress{Rule: Number, Locale: "ru", Expires: "2025-05-31"}, false},
		{"another rule", Suppress{Rule: Link, Path: "history"}, false},
		{"another path", Suppress{Rule: Number, Path: "docs/*"}, false},
		{"another locale", Suppress{Rule: Number, Locale: "tr"}, false},
		{"too short a fingerprint", Suppress{Rule: Number, Text: print[:4]}, false},
		{"comment", comment(b, "stele:ignore number -- counted with the crew", 0), true},
		{"comment on another paragraph", comment(b, "stele:ignore number -- counted with the crew", 1), false},
		{"comment for the file", comment(b, "stele:ignore-file link, number", 1), true},
	} {
		kept, silenced, idle := Silence(subject, []Suppress{c.by}, "2025-06-01")
		if (len(silenced) == 1) != c.silenced || (len(kept) == 0) != c.silenced || (len(idle) == 0) != c.silenced {
			t.Errorf("%s: kept %d, silenced %d, idle %d", c.name, len(kept), len(silenced), len(idle))
		}
	}
	expired := Suppress{Rule: Number, Expires: "2025-05-31"}
	if got := told([]Finding{expired.Finding("2025-06-01"), (&Suppress{Rule: Link}).Finding("2025-06-01")}); got[0] != "suppression.expired" || got[1] != "suppression.unused" {
		t.Errorf("idle suppressions are %v", got)
	}
}

// comment is the last suppression of a comment in a version.
func comment(v *doc.Version, text string, before int) Suppress {
	v.Comments = []doc.Comment{{Text: " " + text + " ", Line: 1, Before: before}}
	all := CommentSuppressions(v)
	return all[len(all)-1]
}

func TestOtherCommentsSuppressNothing(t *testing.T) {
	v := version("en", "Text.")
	for _, text := range []string{"ignore number", "stele:ignore", "TODO: stele:ignore number", "stele:ignored number"} {
		v.Comments = []doc.Comment{{Text: text}}
		if got := CommentSuppressions(v); len(got) != 0 {
			t.Errorf("%q is read as %+v", text, got)
		}
	}
}

// Translations without a file have no version to be told apart by; what is
// missing in each must stay with it.
func TestSilenceKeepsFindingsWithTheirDocument(t *testing.T) {
	a := version("en", "There were 340 ships.")
	missing := func(locale string) ComparedDocument {
		return ComparedDocument{ID: "x", A: a, Findings: []Finding{{Rule: Missing, Variant: wholeDocument, A: []int{0}, Args: map[string]any{"Locale": locale}}}}
	}
	c := &Comparison{Documents: []ComparedDocument{{ID: "x", A: a}, missing("ru"), missing("tr")}}
	if n, _ := c.Silence(nil, "2026-01-01"); n != 0 {
		t.Fatalf("%d silenced", n)
	}
	for i, want := range []int{0, 1, 1} {
		if got := len(c.Documents[i].Findings); got != want {
			t.Errorf("document %d has %d findings, want %d", i, got, want)
		}
	}
}
