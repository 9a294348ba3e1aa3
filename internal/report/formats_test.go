package report

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/net/html"

	"stele/internal/check"
	"stele/internal/doc"
)

// hostile is an answer whose texts and names try to be more than text in every
// format.
func hostile() *Answer {
	const text = "</script>\n]]> <b>@team</b> #1 `x` | \"q\" \x1b[31m\x00 ::error::"
	place := func(path string, line int) *Place {
		return &Place{Path: path, Line: line, EndLine: line + 1, Text: text}
	}
	stale := Entry{
		Document: "a|b*c", Locale: "tr", Rule: check.Stale, Severity: check.Warning, Message: "changed: " + OneLine(text),
		Fingerprint: "0123456789abcdef0123", A: place("a, b%1:2.md", 3), B: place("c d/ç.md", 5), Was: "=1+1 old " + text, Now: text,
	}
	twice := stale
	info := stale
	info.Rule, info.Severity, info.Was, info.B = check.Missing, check.Info, "", nil
	bare := Entry{Document: "z", Locale: "tr", Rule: check.Missing, Severity: check.Error, Message: "nothing to point to", Fingerprint: "ff"}
	return &Answer{
		Command: "check", Entries: []Entry{stale, twice, info, bare},
		Checked: []Checked{{Document: "a|b*c", Locale: "tr", A: "a, b%1:2.md", B: "c d/ç.md", Entries: 3}, {Document: "clean", Locale: "tr", B: "x.md"}, {Document: "z", Locale: "tr", Entries: 1}},
	}
}

func TestSARIF(t *testing.T) {
	var b bytes.Buffer
	if err := SARIF(&b, hostile(), "1.2", NewManual(words(t))); err != nil {
		t.Fatal(err)
	}
	var log sarifLog
	if err := json.Unmarshal(b.Bytes(), &log); err != nil {
		t.Fatal(err)
	}
	run := log.Runs[0]
	if len(run.Results) != 3 {
		t.Fatalf("%d results, want those with a place: 3", len(run.Results))
	}
	for _, r := range run.Tool.Driver.Rules {
		if r.Help.Text == "" || strings.HasPrefix(r.Short.Text, "rule.") {
			t.Errorf("rule %s is not explained: %+v", r.ID, r)
		}
	}
	first := run.Results[0]
	if a, b := first.Fingerprints["primaryLocationLineHash"], run.Results[1].Fingerprints["primaryLocationLineHash"]; a == b || !strings.HasSuffix(b, ":2") {
		t.Errorf("two results with the same words are one: %s, %s", a, b)
	}
	if got := run.Tool.Driver.Rules[first.RuleIndex].ID; got != first.RuleID {
		t.Errorf("the rule's index leads to %s, want %s", got, first.RuleID)
	}
	if got := first.Locations[0].Physical.Artifact.URI; got != "c%20d/%C3%A7.md" {
		t.Errorf("address %s", got)
	}
	if got := first.Related[0].Physical.Artifact.URI; got != "a%2C%20b%251%3A2.md" {
		t.Errorf("related address %s", got)
	}
}

func TestJUnit(t *testing.T) {
	var b bytes.Buffer
	if err := JUnit(&b, hostile()); err != nil {
		t.Fatal(err)
	}
	var got junitSuites
	if err := xml.Unmarshal(b.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	if got.Tests != 5 || got.Failures != 3 {
		t.Errorf("%d tests, %d failures; want 5, 3 in\n%s", got.Tests, got.Failures, &b)
	}
	names := map[string]bool{}
	for _, s := range got.Suites {
		for _, c := range s.Cases {
			if names[c.Class+c.Name] || strings.Contains(c.Name, ".md:") {
				t.Errorf("the name of a case is not its own, or changes with the line: %s", c.Name)
			}
			names[c.Class+c.Name] = true
		}
	}
	if s := got.Suites[1]; len(s.Cases) != 1 || s.Cases[0].Failure != nil {
		t.Errorf("a document without findings: %+v", s)
	}
}

func TestGitLabFingerprintsAreKeys(t *testing.T) {
	var b bytes.Buffer
	if err := GitLab(&b, hostile()); err != nil {
		t.Fatal(err)
	}
	var got []gitlabIssue
	if err := json.Unmarshal(b.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, i := range got {
		if seen[i.Fingerprint] || i.Location.Lines.Begin == 0 {
			t.Errorf("again, or without a line: %+v", i)
		}
		seen[i.Fingerprint] = true
	}
}

func TestGitHubStaysUnderItsCaps(t *testing.T) {
	a := hostile()
	for i := range 30 {
		e := a.Entries[0]
		e.B = &Place{Path: "more.md", Line: 10 + i, EndLine: 10 + i}
		a.Entries = append(a.Entries, e)
	}
	var b bytes.Buffer
	if err := GitHub(&b, a, words(t)); err != nil {
		t.Fatal(err)
	}
	commands := map[string]int{}
	for line := range strings.Lines(b.String()) {
		if strings.HasPrefix(line, "::") {
			name, _, _ := strings.Cut(line[2:], " ")
			commands[strings.TrimSpace(strings.SplitN(name, "::", 2)[0])]++
		}
	}
	// The two findings at one place are one annotation.
	if want := map[string]int{"warning": 10, "notice": 1, "group": 1, "endgroup": 1}; fmt.Sprint(commands) != fmt.Sprint(want) {
		t.Errorf("commands %v, want %v in\n%s", commands, want, &b)
	}
	if !strings.Contains(b.String(), "21 more") {
		t.Errorf("what was left out is not counted:\n%s", &b)
	}
}

func TestCSVIsSafeInASpreadsheet(t *testing.T) {
	var b bytes.Buffer
	if err := CSV(&b, hostile()); err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(&b).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if len(rows) != 5 || !strings.HasPrefix(rows[1][9], "'=1+1") {
		t.Errorf("%d rows, %q", len(rows), rows[1])
	}
}

func TestMarkdownIsOneCommentAndOnlyText(t *testing.T) {
	var b bytes.Buffer
	link := func(path string, line, end int) string { return "https://forge.example/?a=1&b=2" }
	if err := Markdown(&b, hostile(), words(t), link); err != nil {
		t.Fatal(err)
	}
	got := b.String()
	for _, bad := range []string{"<b>@", "@team", " #1", "</script>", "\x1b", "\x00"} {
		if strings.Contains(got, bad) {
			t.Errorf("%q got through:\n%s", bad, got)
		}
	}
	for _, want := range []string{"<del>", `href="https://forge.example/?a=1&amp;b=2"`, "stele accept"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not in\n%s", want, got)
		}
	}
	a := hostile()
	for range 400 {
		a.Entries = append(a.Entries, a.Entries[0])
	}
	b.Reset()
	if err := Markdown(&b, a, words(t), nil); err != nil {
		t.Fatal(err)
	}
	if n := utf8.RuneCount(b.Bytes()); n > 65536 || !strings.Contains(b.String(), "did not fit") {
		t.Errorf("%d characters", n)
	}
}

// A changed paragraph stands in a comment once, with each translation under it,
// before what is merely not translated; and quotation marks stay what they are.
func TestMarkdownTellsAParagraphOnce(t *testing.T) {
	source := &Place{Path: "a.en.md", Line: 3, EndLine: 3, Text: `The "new" port.`}
	entry := func(rule check.Rule, locale string) Entry {
		return Entry{Document: "a", Locale: locale, Rule: rule, Severity: check.Warning, Fingerprint: locale, Message: "m", A: source}
	}
	var entries []Entry
	for _, locale := range []string{"ru", "tr"} {
		missing := entry(check.Missing, locale)
		missing.A = &Place{Path: "a.en.md", Line: 9, EndLine: 9, Text: "More."}
		stale := entry(check.Stale, locale)
		stale.Was, stale.Now, stale.B = `The "old" port.`, source.Text, &Place{Path: "a." + locale + ".md", Line: 5, EndLine: 5, Text: "…"}
		entries = append(entries, missing, stale)
	}
	var b bytes.Buffer
	if err := Markdown(&b, &Answer{Command: "check", Entries: entries}, words(t), nil); err != nil {
		t.Fatal(err)
	}
	got := b.String()
	for _, want := range []string{
		"### Stele: 1 paragraph to update, 1 paragraph to translate\n",
		"| Turkish (tr) | 1 | 1 |",
		"<code>a.en.md:3</code> (Russian, Turkish): The &quot;<del>old</del><ins>new</ins>&quot; port.</summary>",
		"<code>a.en.md</code>: 1 (Russian, Turkish)",
		"a.ru.md:5", "a.tr.md:5",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not in\n%s", want, got)
		}
	}
	if strings.Count(got, "<del>old</del>") != 2 || strings.Index(got, "a.en.md:9") < strings.Index(got, "a.tr.md:5") {
		t.Errorf("told twice, or in the wrong order:\n%s", got)
	}
}

func TestHTMLListIsOnlyText(t *testing.T) {
	var b bytes.Buffer
	if err := HTML(&b, hostile(), words(t)); err != nil {
		t.Fatal(err)
	}
	ids := map[string]bool{}
	for z := html.NewTokenizer(&b); ; {
		switch z.Next() {
		case html.ErrorToken:
			if z.Err() != io.EOF {
				t.Fatal(z.Err())
			}
			return
		case html.StartTagToken:
			token := z.Token()
			if token.Data == "b" || token.Data == "script" {
				t.Errorf("an element of a text: %s", token)
			}
			for _, a := range token.Attr {
				if a.Key == "id" && ids[a.Val] {
					t.Errorf("the id %s twice", a.Val)
				}
				ids[a.Val] = ids[a.Val] || a.Key == "id"
			}
		}
	}
}

// Compared against the direction of translation, what changed is still shown
// on the source's side.
func TestReversedComparison(t *testing.T) {
	tr, en := version("tr", "a.tr.md", "Kaynak."), version("en", "a.en.md", "Translation.")
	c := &check.Comparison{A: "en", B: "tr", Documents: []check.ComparedDocument{{ID: "a", A: en, B: tr, Findings: []check.Finding{
		{Rule: check.Stale, Severity: check.Warning, A: []int{0}, B: []int{0}, Args: map[string]any{"Was": "Eski.", "Side": "b", "Changes": string(doc.ChangeProse)}},
	}}}}
	e := OfComparison(c, words(t)).Entries[0]
	if e.Now != "Kaynak." || e.At().Path != "a.en.md" || e.Other().Path != "a.tr.md" {
		t.Errorf("%+v", e)
	}
}
