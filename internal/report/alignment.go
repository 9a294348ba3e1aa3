package report

import (
	"fmt"
	"io"
	"strings"

	"stele/internal/align"
	"stele/internal/doc"
)

// Alignment is the beads of two versions.
type Alignment struct {
	Source, Target *doc.Version
	Beads          []align.Bead
}

type alignmentJSON struct {
	Source sideJSON   `json:"source"`
	Target sideJSON   `json:"target"`
	Beads  []beadJSON `json:"beads"`
}

type sideJSON struct {
	Path     string        `json:"path"`
	Locale   string        `json:"locale"`
	Segments []segmentJSON `json:"segments"`
}

type segmentJSON struct {
	Kind    doc.Kind `json:"kind"`
	Role    doc.Role `json:"role,omitempty"`
	ID      string   `json:"id,omitempty"`
	Line    int      `json:"line"`
	EndLine int      `json:"end_line"`
	Start   int      `json:"start"`
	End     int      `json:"end"`
	Text    string   `json:"text"`
}

type beadJSON struct {
	Source     []int   `json:"source"`
	Target     []int   `json:"target"`
	Confidence float64 `json:"confidence"`
	Moved      bool    `json:"moved"`
}

// AlignmentJSON writes the beads as one JSON value on one line, so that several
// are JSON Lines.
func AlignmentJSON(w io.Writer, a Alignment) error {
	out := alignmentJSON{Source: sideOf(a.Source), Target: sideOf(a.Target), Beads: []beadJSON{}}
	for _, b := range a.Beads {
		out.Beads = append(out.Beads, beadJSON{ints(b.Source), ints(b.Target), round(b.Confidence), b.Moved})
	}
	return writeJSON(w, out, false)
}

func sideOf(v *doc.Version) sideJSON {
	s := sideJSON{Path: v.Path, Locale: v.Locale, Segments: make([]segmentJSON, len(v.Segments))}
	for i := range v.Segments {
		g := &v.Segments[i]
		s.Segments[i] = segmentJSON{g.Kind, g.Role, g.ID, g.Line, g.EndLine, g.Span.Start, g.Span.End, g.Text}
	}
	return s
}

// ints makes an empty list of nil, which JSON would write as null.
func ints(list []int) []int {
	if list == nil {
		return []int{}
	}
	return list
}

// AlignmentText writes the beads for reading: the type, the confidence, and
// both texts under each other.
func AlignmentText(w io.Writer, a Alignment, words Words, style Style) error {
	var b strings.Builder
	b.WriteString(style.bold(fmt.Sprintf("%s → %s", a.Source.Path, a.Target.Path)) + "\n")
	for _, bead := range a.Beads {
		mark := ""
		if bead.Moved {
			mark = "  " + words.Text("align.moved")
		}
		fmt.Fprintf(&b, "\n%s  %3.0f %%%s\n", style.dim(fmt.Sprintf("%d-%d", len(bead.Source), len(bead.Target))), 100*bead.Confidence, mark)
		writeSide(&b, a.Source, bead.Source, style)
		writeSide(&b, a.Target, bead.Target, style)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func writeSide(b *strings.Builder, v *doc.Version, segments []int, style Style) {
	for _, s := range segments {
		g := &v.Segments[s]
		fmt.Fprintf(b, "  %s  %s\n", style.dim(fmt.Sprintf("%s:%d", v.Path, g.Line)), style.clip(oneLine(g.Text), 2+len(v.Path)+8))
	}
}
