package report

import (
	"fmt"
	"io"
	"strings"

	"stele/internal/check"
	"stele/internal/doc"
	"stele/internal/lang"
)

type diffJSON struct {
	Version   int                `json:"version"`
	A         string             `json:"a,omitempty"` // absent when every locale was examined
	B         string             `json:"b,omitempty"`
	Documents []diffDocumentJSON `json:"documents"`
}

type diffDocumentJSON struct {
	ID       string        `json:"id"`
	A        string        `json:"a,omitempty"` // locales of the two sides
	B        string        `json:"b,omitempty"`
	Findings []findingJSON `json:"findings"`
}

type findingJSON struct {
	Rule        check.Rule     `json:"rule"`
	Severity    check.Severity `json:"severity"`
	Message     string         `json:"message"`
	Suggestion  string         `json:"suggestion,omitempty"`
	Fingerprint string         `json:"fingerprint"`
	A           *Place         `json:"a"`
	B           *Place         `json:"b"`
}

// DiffJSON writes a comparison as one JSON value. words must be English: the
// machine formats are not localized.
func DiffJSON(w io.Writer, c *check.Comparison, words Words) error {
	out := diffJSON{Version: 1, A: c.A, B: c.B, Documents: []diffDocumentJSON{}}
	for i := range c.Documents {
		d := &c.Documents[i]
		dj := diffDocumentJSON{ID: d.ID, A: localeOf(d.A), B: localeOf(d.B), Findings: []findingJSON{}}
		for _, f := range d.Findings {
			dj.Findings = append(dj.Findings, findingJSON{
				Rule: f.Rule, Severity: f.Severity, Message: message(f, words), Suggestion: f.Suggestion,
				Fingerprint: f.Fingerprint(d.ID, d.A, d.B),
				A:           place(d.A, f.A, true), B: place(d.B, f.B, true),
			})
		}
		out.Documents = append(out.Documents, dj)
	}
	return writeJSON(w, out, true)
}

func localeOf(v *doc.Version) string {
	if v == nil {
		return ""
	}
	return v.Locale
}

// message is what a finding says, in one line.
func message(f check.Finding, words Words) string {
	args := make(map[string]any, len(f.Args))
	for name, value := range f.Args {
		tag, ok := value.(string)
		if ok && (name == "Language" || name == "Locale" || f.Rule == check.Language) {
			value = lang.Name(tag, words.Locale())
		}
		args[name] = value
	}
	return OneLine(words.TextMap(f.Message(), args))
}

// DiffText writes the findings per document, both sides under each message.
func DiffText(w io.Writer, c *check.Comparison, words Words, style Style) error {
	var b strings.Builder
	total := 0
	for i := range c.Documents {
		d := &c.Documents[i]
		if len(d.Findings) == 0 {
			continue
		}
		b.WriteString(style.bold(heading(c, d)) + "\n")
		for _, f := range d.Findings {
			total++
			writeFinding(&b, d, f, words, style)
		}
		b.WriteByte('\n')
	}
	if c.A == "" {
		b.WriteString(words.Text("check.summary", "Count", total) + "\n")
	} else {
		b.WriteString(words.Text("diff.summary", "Count", total, "Documents", len(c.Documents), "A", c.A, "B", c.B) + "\n")
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// heading names a document, and the version where a comparison has several.
func heading(c *check.Comparison, d *check.ComparedDocument) string {
	switch {
	case c.A != "":
		return OneLine(d.ID)
	case d.B == nil:
		return OneLine(d.ID + " (" + localeOf(d.A) + ")")
	}
	return OneLine(d.ID + " (" + localeOf(d.A) + " → " + localeOf(d.B) + ")")
}

func writeFinding(b *strings.Builder, d *check.ComparedDocument, f check.Finding, words Words, style Style) {
	name := severityColour(f.Severity, style)(string(f.Rule))
	fmt.Fprintf(b, "  %s  %s: %s\n", where(d.A, f.A, d.B, f.B), name, message(f, words))
	was, stale := f.Args["Was"].(string)
	sourceIsB := f.Args["Side"] == "b"
	writeFindingSide(b, d.A, f.A, was, stale && !sourceIsB, style)
	writeFindingSide(b, d.B, f.B, was, stale && sourceIsB, style)
	if f.Suggestion != "" {
		b.WriteString("      " + words.Text("diff.suggestion", "Text", OneLine(f.Suggestion)) + "\n")
	}
}

// writeFindingSide quotes one side; of a source that has changed, what changed.
func writeFindingSide(b *strings.Builder, v *doc.Version, segments []int, was string, changed bool, style Style) {
	if !changed || was == "" {
		writeQuote(b, v, segments, style)
		return
	}
	b.WriteString("      " + style.diff(doc.DiffWords(was, textOf(v, segments))) + "\n")
}

func severityColour(s check.Severity, style Style) func(string) string {
	switch s {
	case check.Error:
		return style.red
	case check.Warning:
		return style.yellow
	}
	return style.dim
}
