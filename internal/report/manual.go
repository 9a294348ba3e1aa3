package report

import (
	"io"
	"strings"

	"stele/docs"
	"stele/internal/check"
)

// RuleManual explains rules: in a sentence of the reader's language, and with
// the English manual's section.
type RuleManual struct{ words Words }

// NewManual gives the manual in a language.
func NewManual(words Words) RuleManual { return RuleManual{words} }

// Summary is what the rule finds, in a sentence.
func (m RuleManual) Summary(r check.Rule) string { return m.words.Text("rule." + string(r)) }

// Section is the rule's section of the manual, as Markdown without its heading.
func (m RuleManual) Section(r check.Rule) string {
	_, after, found := strings.Cut(docs.Checks, "\n### `"+string(r)+"`\n")
	if !found {
		return ""
	}
	for _, next := range []string{"\n### ", "\n## "} {
		after, _, _ = strings.Cut(after, next)
	}
	return strings.TrimSpace(after)
}

// RuleList writes a line per rule: its name, its severity, "off" where it is not
// on by default, and what it finds.
func RuleList(w io.Writer, m RuleManual) error {
	t := table{right: []bool{false, false, false}}
	for _, r := range check.Rules() {
		severity := string(r.Severity)
		if !r.On {
			severity = "off"
		}
		t.add(string(r.Rule), severity, m.Summary(r.Rule))
	}
	for _, line := range t.lines() {
		if _, err := io.WriteString(w, strings.TrimRight(line, " ")+"\n"); err != nil {
			return err
		}
	}
	return nil
}
