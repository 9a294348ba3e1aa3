package report

import (
	"fmt"
	"io"
	"strings"

	"stele/internal/align"
	"stele/internal/doc"
	"stele/internal/status"
)

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
	Locked  bool     `json:"locked,omitempty"` // not to be translated
	Hint    string   `json:"hint,omitempty"`   // the writer's note to the translator
}

type beadJSON struct {
	Source     []int   `json:"source"`
	Target     []int   `json:"target"`
	Confidence float64 `json:"confidence"`
	Moved      bool    `json:"moved"`

	Sentences []sentenceBeadJSON `json:"sentences,omitempty"`
}

type sentenceBeadJSON struct {
	Source     []sentenceJSON `json:"source"`
	Target     []sentenceJSON `json:"target"`
	Confidence float64        `json:"confidence"`
}

// sentenceJSON is a stretch of a segment's text, in bytes.
type sentenceJSON struct {
	Segment int    `json:"segment"`
	Start   int    `json:"start"`
	End     int    `json:"end"`
	Text    string `json:"text"`
}

// AlignmentJSON writes the beads as one JSON value on one line, so that several
// are JSON Lines.
func AlignmentJSON(w io.Writer, a status.Alignment) error {
	out := alignmentJSON{Source: sideOf(a.Source), Target: sideOf(a.Target), Beads: []beadJSON{}}
	for i, b := range a.Beads {
		bead := beadJSON{Source: ints(b.Source), Target: ints(b.Target), Confidence: round(b.Confidence), Moved: b.Moved}
		if a.Sentences != nil {
			for _, s := range a.Sentences[i] {
				bead.Sentences = append(bead.Sentences, sentenceBeadJSON{sentencesOf(a.Source, s.Source), sentencesOf(a.Target, s.Target), round(s.Confidence)})
			}
		}
		out.Beads = append(out.Beads, bead)
	}
	return writeJSON(w, out, false)
}

func sentencesOf(v *doc.Version, sentences []align.Sentence) []sentenceJSON {
	out := []sentenceJSON{}
	for _, s := range sentences {
		out = append(out, sentenceJSON{s.Segment, s.Start, s.End, v.Segments[s.Segment].Text[s.Start:s.End]})
	}
	return out
}

func sideOf(v *doc.Version) sideJSON {
	s := sideJSON{Path: v.Path, Locale: v.Locale, Segments: make([]segmentJSON, len(v.Segments))}
	for i := range v.Segments {
		g := &v.Segments[i]
		s.Segments[i] = segmentJSON{g.Kind, g.Role, g.ID, g.Line, g.EndLine, g.Span.Start, g.Span.End, g.Text, g.Locked, g.Hint}
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
func AlignmentText(w io.Writer, a status.Alignment, words Words, style Style) error {
	var b strings.Builder
	b.WriteString(style.bold(OneLine(a.Source.Path+" → "+a.Target.Path)) + "\n")
	for i, bead := range a.Beads {
		mark := ""
		if bead.Moved {
			mark = "  " + words.Text("align.moved")
		}
		fmt.Fprintf(&b, "\n%s  %3.0f %%%s\n", style.dim(fmt.Sprintf("%d-%d", len(bead.Source), len(bead.Target))), 100*bead.Confidence, mark)
		if a.Sentences == nil {
			writeSide(&b, a.Source, bead.Source, style)
			writeSide(&b, a.Target, bead.Target, style)
			continue
		}
		for _, s := range a.Sentences[i] {
			writeSentences(&b, a.Source, s.Source, style)
			writeSentences(&b, a.Target, s.Target, style)
			b.WriteByte('\n')
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func writeSide(b *strings.Builder, v *doc.Version, segments []int, style Style) {
	for _, s := range segments {
		g := &v.Segments[s]
		fmt.Fprintf(b, "  %s  %s\n", style.dim(at(v, []int{s})), style.clip(OneLine(g.Text), 2+len(v.Path)+8))
	}
}

func writeSentences(b *strings.Builder, v *doc.Version, sentences []align.Sentence, style Style) {
	for _, s := range sentences {
		g := &v.Segments[s.Segment]
		fmt.Fprintf(b, "  %s  %s\n", style.dim(at(v, []int{s.Segment})), OneLine(g.Text[s.Start:s.End]))
	}
}

type rowsJSON struct {
	Versions []sideJSON     `json:"versions"`
	Rows     []alignRowJSON `json:"rows"`
}

type alignRowJSON struct {
	Segments   [][]int `json:"segments"` // of each version
	Confidence float64 `json:"confidence"`
}

// RowsJSON writes several versions aligned together as one JSON value.
func RowsJSON(w io.Writer, versions []*doc.Version, rows []align.Row) error {
	out := rowsJSON{Rows: []alignRowJSON{}}
	for _, v := range versions {
		out.Versions = append(out.Versions, sideOf(v))
	}
	for _, r := range rows {
		row := alignRowJSON{Confidence: round(r.Confidence)}
		for _, s := range r.Sides {
			row.Segments = append(row.Segments, ints(s))
		}
		out.Rows = append(out.Rows, row)
	}
	return writeJSON(w, out, false)
}

// RowsText writes several versions aligned together for reading, row by row.
func RowsText(w io.Writer, versions []*doc.Version, rows []align.Row, style Style) error {
	var b strings.Builder
	for i, r := range rows {
		if i > 0 {
			b.WriteByte('\n')
		}
		shape := make([]string, len(r.Sides))
		for s, segments := range r.Sides {
			shape[s] = fmt.Sprint(len(segments))
		}
		fmt.Fprintf(&b, "%s  %3.0f %%\n", style.dim(strings.Join(shape, "-")), 100*r.Confidence)
		for s, segments := range r.Sides {
			writeSide(&b, versions[s], segments, style)
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}
