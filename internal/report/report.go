// Package report writes states, findings and beads for people and machines.
//
// Every writer takes the same data and knows nothing of how it was computed.
// Text is in the reader's language; machine formats are in English and stable:
// fields may be added to them, never renamed.
package report

import (
	"encoding/json"
	"io"
	"slices"
	"strconv"
	"strings"

	"stele/internal/doc"
)

// Words gives the texts of messages; [stele/internal/message.Printer] is one.
type Words interface {
	Text(id string, kv ...any) string
	TextMap(id string, data map[string]any) string
	Has(id string) bool
	Locale() string
}

// Place is a stretch of a file in machine output. Lines count from 1, both
// ends included.
type Place struct {
	Path    string `json:"path,omitempty"`
	Line    int    `json:"line"`
	EndLine int    `json:"end_line"`
	Text    string `json:"text"`
	Hint    string `json:"hint,omitempty"` // the writer's note to the translator
}

// spot is the place as editors and terminals know it: "path:line".
func (p *Place) spot() string { return p.Path + ":" + strconv.Itoa(p.Line) }

// place covers the segments of a version with the given indices; nil for none.
func place(v *doc.Version, segments []int, withPath bool) *Place {
	if v == nil || len(segments) == 0 {
		return nil
	}
	first, last := &v.Segments[segments[0]], &v.Segments[segments[len(segments)-1]]
	p := &Place{Line: first.Line, EndLine: last.EndLine, Text: textOf(v, segments), Hint: hintOf(v, segments)}
	if withPath {
		p.Path = v.Path
	}
	return p
}

// hintOf is what the writer tells the translator of segments, or "".
func hintOf(v *doc.Version, segments []int) string {
	var hints []string
	for _, s := range segments {
		if h := v.Segments[s].Hint; h != "" && !slices.Contains(hints, h) {
			hints = append(hints, h)
		}
	}
	return strings.Join(hints, "\n")
}

// textOf joins the texts of segments as paragraphs.
func textOf(v *doc.Version, segments []int) string {
	texts := make([]string, len(segments))
	for i, s := range segments {
		texts[i] = v.Segments[s].Text
	}
	return strings.Join(texts, "\n\n")
}

func writeJSON(w io.Writer, value any, indent bool) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	if indent {
		e.SetIndent("", "  ")
	}
	return e.Encode(value)
}
