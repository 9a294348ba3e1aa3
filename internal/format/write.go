package format

import (
	"fmt"
	"sort"
	"strings"

	"stele/internal/doc"
	"stele/internal/format/span"
)

// Write is the file with the texts of some segments replaced: edits maps the
// index of a segment to its new text. Every byte outside the spans of those
// segments is copied. A text is in the file's syntax, as [doc.Segment.Text] is:
// what must be escaped there is the caller's to escape. Line breaks take the segment's prefix, and the file's own form
// when that is CRLF. An index that names no segment is an error.
func Write(v *doc.Version, edits map[int]string) ([]byte, error) {
	order := make([]int, 0, len(edits))
	for i := range edits {
		if i < 0 || i >= len(v.Segments) {
			return nil, fmt.Errorf("format: no segment %d of %d in %s", i, len(v.Segments), v.Path)
		}
		order = append(order, i)
	}
	sort.Ints(order)
	out := make([]byte, 0, len(v.Source))
	at := 0
	for _, i := range order {
		s := &v.Segments[i]
		if edits[i] == s.Text {
			continue
		}
		out = append(out, v.Source[at:s.Span.Start]...)
		out = append(out, span.Expand(s, breaks(v.Source, edits[i]))...)
		at = s.Span.End
	}
	return append(out, v.Source[at:]...), nil
}

// breaks gives bare line feeds the form of the file's first line break.
func breaks(src []byte, text string) string {
	if strings.IndexByte(text, '\n') < 0 || strings.Contains(text, "\r\n") {
		return text
	}
	for i, c := range src {
		if c == '\n' {
			if i > 0 && src[i-1] == '\r' {
				return strings.ReplaceAll(text, "\n", "\r\n")
			}
			break
		}
	}
	return text
}
