package doc

import "strings"

// Words is the segment's text without any run: what a reader reads, emphasis
// marks, destinations, code and placeholders left out, character references
// read.
func (s *Segment) Words() string {
	if len(s.Runs) == 0 {
		return s.Text
	}
	var b strings.Builder
	at := 0
	for _, r := range s.Runs {
		b.WriteString(s.Text[at:r.Start])
		switch r.Kind {
		case RunMarkup:
		case RunEntity:
			b.WriteString(r.Target)
		default:
			b.WriteByte(' ')
		}
		at = r.End
	}
	b.WriteString(s.Text[at:])
	return b.String()
}

// RunText is the source text of a run.
func (s *Segment) RunText(r Run) string { return s.Text[r.Start:r.End] }

// In reports whether the segment stands in a container of that name.
func (s *Segment) In(container string) bool {
	for _, c := range s.Containers {
		if c == container || strings.HasPrefix(c, container+":") {
			return true
		}
	}
	return false
}
