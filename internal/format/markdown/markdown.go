// Package markdown reads Markdown.
package markdown

import (
	"strings"

	"stele/internal/doc"
	"stele/internal/format/span"
	"stele/internal/format/text"
)

// Reader reads Markdown.
type Reader struct{}

// Name is "markdown".
func (Reader) Name() string { return "markdown" }

// Parse reads headings and blank-line blocks.
func (Reader) Parse(name string, src []byte) (*doc.Version, error) {
	v, err := text.Reader{}.Parse(name, src)
	if err != nil {
		return nil, err
	}
	v.Format = "markdown"
	for i := range v.Segments {
		s := &v.Segments[i]
		s.Role = doc.Body
		if n := len(s.Text) - len(strings.TrimLeft(s.Text, "#")); n > 0 && strings.HasPrefix(s.Text[n:], " ") {
			s.Kind, s.Level = doc.Heading, n
			s.Span.Start += n + 1
			span.Fill(s, string(src), s.Prefix)
			s.Runs = nil
		}
	}
	return v, nil
}
