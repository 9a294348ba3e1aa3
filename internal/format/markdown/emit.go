package markdown

import (
	"strings"

	"stele/internal/doc"
	"stele/internal/format/prose"
	"stele/internal/format/span"
)

// emit adds a segment for the bytes from start to end, blanks at its ends
// left out. It gives nil when nothing is left.
func (s *scanner) emit(kind doc.Kind, start, end int) *doc.Segment {
	return s.emitPrefixed(kind, start, end, "")
}

func (s *scanner) emitPrefixed(kind doc.Kind, start, end int, prefix string) *doc.Segment {
	if kind != doc.Code {
		for start < end && isSpace(s.src[start]) {
			start++
		}
		for end > start && isSpace(s.src[end-1]) {
			end--
		}
	}
	if start >= end {
		return nil
	}
	if n := len(s.v.Segments); n > 0 && s.v.Segments[n-1].Span.End > start {
		return nil
	}
	seg := doc.Segment{Kind: kind, Span: doc.Span{Start: start, End: end}, Containers: s.names}
	span.Fill(&seg, s.src, prefix)
	s.marks.apply(&seg)
	s.v.Segments = append(s.v.Segments, seg)
	if n := len(s.stack); n > 0 {
		s.stack[n-1].fresh = false
	}
	return &s.v.Segments[len(s.v.Segments)-1]
}

// opaque adds syntax that is carried through, unless it is only white space.
func (s *scanner) opaque(start, end int) {
	if seg := s.emit(doc.Opaque, start, end); seg != nil {
		seg.Locked = true
	}
}

// prefixOf is the longest string that all further lines have before their text.
func (s *scanner) prefixOf(lines []lineRange) string {
	if len(lines) < 2 {
		return ""
	}
	common := s.src[lines[1].raw:lines[1].start]
	for _, l := range lines[2:] {
		lead := s.src[l.raw:l.start]
		n := min(len(common), len(lead))
		for i := range n {
			if common[i] != lead[i] {
				n = i
				break
			}
		}
		common = common[:n]
	}
	return common
}

// flushParagraph ends the paragraph as what its place makes it.
func (s *scanner) flushParagraph() {
	lines := s.para.lines
	s.para.lines = s.para.lines[:0]
	if s.para.title {
		s.para.title = false
		s.flushTitle(lines)
		return
	}
	lines = s.definitions(lines)
	if len(lines) == 0 {
		return
	}
	kind, id, level := doc.Paragraph, "", 0
	if n := len(s.stack); n > 0 {
		switch top := &s.stack[n-1]; {
		case top.kind == item && top.fresh:
			kind, level = doc.Item, top.level
		case top.kind == note:
			kind, id = doc.Note, top.id
		}
	}
	if kind == doc.Item {
		lines[0].start = skipTask(s.src, lines[0].start, lines[0].end)
	}
	start := lines[0].start
	if kind == doc.Paragraph && !s.inside(item) {
		if n, label := prose.NoteMark(s.src[start:lines[0].end]); n > 0 && s.defs[label] == "" {
			kind, id = doc.Note, label
			start += n
		} else if n, label := escapedNote(s.src[:lines[0].end], start); n > 0 && n < lines[0].end && isSpace(s.src[n]) {
			kind, id = doc.Note, label
			start = n
		}
	}
	end := lines[len(lines)-1].end
	glued := s.gluedTags(start, end)
	if seg := s.emitPrefixed(kind, start, glued[len(glued)-1], s.prefixOf(lines)); seg != nil {
		seg.ID, seg.Level = id, level
	}
	for i := len(glued) - 1; i > 0; i-- {
		s.opaque(glued[i], glued[i-1])
	}
}

// gluedTags are the starts of the closing tags glued to a text, the last one
// first, after the end of all.
func (s *scanner) gluedTags(start, end int) []int {
	cuts := []int{end}
	for len(cuts) < 16 {
		at := s.gluedEnd(start, end)
		if at == end {
			break
		}
		cuts = append(cuts, at)
		for end = at; end > start && isSpace(s.src[end-1]); end-- {
		}
	}
	return cuts
}

// flushTitle ends the title of an admonition, which its kind's name alone is not.
func (s *scanner) flushTitle(lines []lineRange) {
	start, end := lines[0].start, lines[len(lines)-1].end
	if prose.HasWords(s.src[start:end]) {
		s.furniture(s.emitPrefixed(doc.Caption, start, end, s.prefixOf(lines)))
	}
}

func (s *scanner) inside(kind containerKind) bool {
	for i := range s.stack {
		if s.stack[i].kind == kind {
			return true
		}
	}
	return false
}

// skipTask steps over the box of a task list.
func skipTask(src string, start, end int) int {
	if end-start > 4 && src[start] == '[' && src[start+2] == ']' && isSpace(src[start+3]) &&
		(src[start+1] == ' ' || src[start+1] == 'x' || src[start+1] == 'X') {
		return start + 4
	}
	return start
}

func isSpace(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' }

func indexByte(src string, at int, c byte) int {
	if n := strings.IndexByte(src[at:], c); n >= 0 {
		return at + n
	}
	return -1
}
