// Package text reads plain text: blocks between blank lines.
//
// Every block is exactly one segment. A block that starts with "[1] " is a
// note; bare URLs and references such as [1] are runs; roles come from
// [stele/internal/format/article]. It knows no markup: a line of dashes is a
// block like any other.
package text

import (
	"strings"

	"stele/internal/doc"
	"stele/internal/format/article"
	"stele/internal/format/prose"
	"stele/internal/format/span"
)

// Reader reads plain text.
type Reader struct{}

// Name is "text".
func (Reader) Name() string { return "text" }

// Parse splits the file at blank lines. It never fails.
func (Reader) Parse(name string, src []byte) (*doc.Version, error) {
	v := &doc.Version{Path: name, Format: "text", Source: src, Segments: make([]doc.Segment, 0, 4+len(src)/256)}
	all := string(src)
	at := 0
	if strings.HasPrefix(all, bom) {
		at = len(bom)
	}
	start, end := -1, 0
	for at < len(all) {
		next := len(all)
		if n := strings.IndexByte(all[at:], '\n'); n >= 0 {
			next = at + n + 1
		}
		if strings.TrimSpace(all[at:next]) == "" {
			if start >= 0 {
				v.Segments = append(v.Segments, block(all, start, end))
				start = -1
			}
		} else {
			if start < 0 {
				start = at
			}
			end = next
		}
		at = next
	}
	if start >= 0 {
		v.Segments = append(v.Segments, block(all, start, end))
	}
	article.Assign(v.Segments)
	span.Finish(v)
	return v, nil
}

const bom = "\uFEFF"

func block(all string, start, end int) doc.Segment {
	raw := all[start:end]
	start += len(raw) - len(strings.TrimLeft(raw, blanks))
	end = start + len(strings.TrimRight(all[start:end], blanks))
	s := doc.Segment{Kind: doc.Paragraph}
	if n, label := prose.NoteMark(all[start:end]); n > 0 {
		s.Kind, s.ID = doc.Note, label
		start += n
	}
	s.Span = doc.Span{Start: start, End: end}
	span.Fill(&s, all, span.Common(all[start:end], " \t"))
	s.Runs = prose.Runs(s.Text)
	return s
}

// blanks is ASCII white space only: a no-break space at an edge is the
// writer's.
const blanks = " \t\r\n\v\f"

// Lines makes every line a paragraph, empty lines too, whatever is in them. A
// line break at the end of the file starts no further line.
func Lines(name string, src []byte) *doc.Version {
	v := &doc.Version{Path: name, Format: "text", Source: src}
	all := string(src)
	for at := 0; at < len(all); {
		next, end := len(all), len(all)
		if n := strings.IndexByte(all[at:], '\n'); n >= 0 {
			next, end = at+n+1, at+n
		}
		if end > at && all[end-1] == '\r' {
			end--
		}
		s := doc.Segment{Kind: doc.Paragraph, Span: doc.Span{Start: at, End: end}, Text: all[at:end]}
		s.Runs = prose.Runs(s.Text)
		v.Segments = append(v.Segments, s)
		at = next
	}
	span.Finish(v)
	return v
}
