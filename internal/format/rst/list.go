package rst

import (
	"strings"

	"stele/internal/doc"
	"stele/internal/format/span"
)

// item reads a list item whose mark is n bytes long: the line's indentation is
// taken as that of its text.
func (s *scanner) item(i, to, n int, name string, depth int) int {
	l := s.lines[i]
	end := s.indented(i+1, to, l.indent+1)
	if end <= i {
		end = i + 1
	}
	level := 1
	for _, c := range s.names {
		if c == "list" || c == "ordered" {
			level++
		}
	}
	s.lines[i].text += n
	s.lines[i].indent += n
	s.evenOut(i, end)
	s.within(name, func() {
		if depth >= maxDepth {
			s.emit(doc.Item, l.text+n, s.lines[end-1].end, "")
			return
		}
		s.first(doc.Item, level, "", i, end, depth)
	})
	return end
}

// evenOut takes the first line of a body, which follows a mark, to be indented
// as the next one is.
func (s *scanner) evenOut(i, end int) {
	if i+1 < end && !s.lines[i+1].blank() {
		s.lines[i].indent = s.lines[i+1].indent
	}
}

func bullet(t string) int {
	for _, b := range []string{"-", "*", "+", "•", "‣"} {
		if strings.HasPrefix(t, b+" ") {
			return len(t) - len(strings.TrimLeft(t[len(b):], " "))
		}
	}
	return 0
}

func enumerator(t string) int {
	i := 0
	if t[0] == '(' {
		i++
	}
	start := i
	for i < len(t) && i-start < 4 && (t[i] >= '0' && t[i] <= '9') {
		i++
	}
	if n := len(t[start:]) - len(strings.TrimLeft(t[start:], "ivx")); i == start && n > 1 && n < 6 {
		i += n
	}
	if i == start && i < len(t) && (t[i] == '#' || t[i] >= 'a' && t[i] <= 'z' || t[i] >= 'A' && t[i] <= 'Z') {
		i++
	}
	if i == start || i+1 >= len(t) || t[i] != '.' && t[i] != ')' || t[i+1] != ' ' {
		return 0
	}
	return len(t) - len(strings.TrimLeft(t[i+1:], " "))
}

func isBlank(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' }

// prefix is what all lines after the first start with.
func (s *scanner) prefix(i, end int) string {
	if end-i < 2 {
		return ""
	}
	return s.src[s.lines[i+1].start:s.lines[i+1].text]
}

func (s *scanner) untilBlank(i, to int, kind doc.Kind) int {
	end := i
	for end < to && !s.lines[end].blank() {
		end++
	}
	s.emit(kind, s.lines[i].text, s.lines[end-1].end, s.prefix(i, end))
	return end
}

func (s *scanner) opaque(start, end int) { s.emit(doc.Opaque, start, end, "") }

func (s *scanner) emit(kind doc.Kind, start, end int, prefix string) *doc.Segment {
	for start < end && isBlank(s.src[start]) {
		start++
	}
	for end > start && isBlank(s.src[end-1]) {
		end--
	}
	if n := len(s.v.Segments); start >= end || n > 0 && s.v.Segments[n-1].Span.End > start {
		return nil
	}
	seg := doc.Segment{Kind: kind, Span: doc.Span{Start: start, End: end}, Containers: s.names}
	span.Fill(&seg, s.src, prefix)
	s.v.Segments = append(s.v.Segments, seg)
	return &s.v.Segments[len(s.v.Segments)-1]
}
