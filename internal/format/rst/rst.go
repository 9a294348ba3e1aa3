// Package rst reads reStructuredText at paragraph level: titles, paragraphs,
// lists, definitions, admonitions, captions, tables of one line a row,
// footnotes, literal blocks.
//
// A directive that is not known to hold prose is opaque with all that is
// indented under it; so are grid tables with cells of several lines, whose
// text is not in one piece in the file. Inline markup is found, not validated.
package rst

import (
	"strings"
	"unicode/utf8"

	"stele/internal/doc"
	"stele/internal/format/article"
	"stele/internal/format/span"
)

// Reader reads reStructuredText.
type Reader struct{}

// Name is "rst".
func (Reader) Name() string { return "rst" }

// Parse reads a whole file. It never fails.
func (Reader) Parse(name string, src []byte) (*doc.Version, error) {
	v := &doc.Version{Path: name, Format: "rst", Source: src}
	s := &scanner{v: v, src: string(src)}
	s.split()
	s.body(0, len(s.lines), 0, 0)
	for i := range v.Segments {
		seg := &v.Segments[i]
		switch seg.Kind {
		case doc.Code:
		case doc.Opaque:
			seg.Locked = true
		default:
			seg.Runs = runs(seg.Text)
		}
		if seg.Kind == doc.Heading && seg.Level == 1 && seg.Role == doc.Body {
			seg.Role = doc.Title
		}
	}
	article.AssignBiography(v.Segments)
	span.Finish(v)
	return v, nil
}

// line is a line without its break.
type line struct {
	start, end int // of the line
	text       int // offset of its first mark that is not blank; end when blank
	indent     int // columns before text
}

type scanner struct {
	v      *doc.Version
	src    string
	lines  []line
	names  []string // open containers
	styles []string // adornments of titles in the order they occur
}

// maxDepth bounds nesting.
const maxDepth = 48

func (s *scanner) split() {
	at := 0
	if strings.HasPrefix(s.src, "\uFEFF") {
		at = len("\uFEFF")
	}
	for at < len(s.src) {
		next, end := len(s.src), len(s.src)
		if n := strings.IndexByte(s.src[at:], '\n'); n >= 0 {
			next, end = at+n+1, at+n
		}
		if end > at && s.src[end-1] == '\r' {
			end--
		}
		l := line{start: at, end: end, text: at}
		for l.text < end && (s.src[l.text] == ' ' || s.src[l.text] == '\t') {
			if s.src[l.text] == '\t' {
				l.indent += 8 - l.indent%8
			} else {
				l.indent++
			}
			l.text++
		}
		s.lines = append(s.lines, l)
		at = next
	}
}

func (s *scanner) str(l line) string { return s.src[l.text:l.end] }
func (l line) blank() bool           { return l.text == l.end }

// body reads lines [i, to) that belong to a body indented by indent.
func (s *scanner) body(i, to, indent, depth int) {
	for i < to {
		l := s.lines[i]
		switch {
		case l.blank():
			i++
		case l.indent > indent && depth < maxDepth:
			end := s.indented(i, to, indent+1)
			s.within("quote", func() { s.body(i, end, s.least(i, end), depth+1) })
			i = end
		default:
			i = s.block(i, to, depth)
		}
	}
}

// indented gives the end of the lines from i that are indented by at least
// least columns, blank lines at their end left out.
func (s *scanner) indented(i, to, least int) int {
	end := i
	for ; i < to; i++ {
		if s.lines[i].blank() {
			continue
		}
		if s.lines[i].indent < least {
			break
		}
		end = i + 1
	}
	return end
}

func (s *scanner) least(i, to int) int {
	least := -1
	for ; i < to; i++ {
		if l := s.lines[i]; !l.blank() && (least < 0 || l.indent < least) {
			least = l.indent
		}
	}
	return max(least, 0)
}

func (s *scanner) within(name string, do func()) {
	names := s.names
	s.names = append(names[:len(names):len(names)], name)
	do()
	s.names = names
}

// block reads the block at line i and gives the line after it.
func (s *scanner) block(i, to, depth int) int {
	l := s.lines[i]
	t := s.str(l)
	if next := s.title(i, to); next > i {
		return next
	}
	switch {
	case strings.HasPrefix(t, ".. ") || t == "..":
		return s.explicit(i, to, depth)
	case strings.HasPrefix(t, "__ "):
		s.opaque(l.text, l.end)
		return i + 1
	case strings.HasPrefix(t, ">>>"):
		return s.untilBlank(i, to, doc.Code)
	case strings.HasPrefix(t, "+-"), strings.HasPrefix(t, "+="):
		return s.grid(i, to)
	case simpleRule(t):
		if next := s.simpleTable(i, to); next > i {
			return next
		}
	case strings.HasPrefix(t, "| "), t == "|":
		return s.lineBlock(i, to)
	case t[0] == ':':
		if n := fieldMark(t); n > 0 {
			return s.field(i, to, n, depth)
		}
	}
	if n := bullet(t); n > 0 {
		return s.item(i, to, n, "list", depth)
	}
	if n := enumerator(t); n > 0 {
		return s.item(i, to, n, "ordered", depth)
	}
	return s.paragraph(i, to, depth)
}

// title reads a title with a line under it, or over and under it.
func (s *scanner) title(i, to int) int {
	t := s.str(s.lines[i])
	if mark := adornment(t); mark != 0 {
		if i+2 < to && !s.lines[i+1].blank() && adornment(s.str(s.lines[i+2])) == mark && len(s.str(s.lines[i+2])) >= 2 {
			s.heading(s.lines[i+1], string(mark)+"over")
			return i + 3
		}
		if len(t) >= 4 && (i+1 >= to || s.lines[i+1].blank()) {
			return i + 1 // a transition
		}
		return i
	}
	if i+1 < to && s.lines[i+1].indent == s.lines[i].indent {
		u := s.str(s.lines[i+1])
		if mark := adornment(u); mark != 0 && (len(u) >= utf8.RuneCountInString(t)-1 || len(u) >= 4) {
			s.heading(s.lines[i], string(mark))
			return i + 2
		}
	}
	return i
}

func (s *scanner) heading(l line, style string) {
	level := 0
	for k, st := range s.styles {
		if st == style {
			level = k + 1
		}
	}
	if level == 0 {
		s.styles = append(s.styles, style)
		level = len(s.styles)
	}
	if seg := s.emit(doc.Heading, l.text, l.end, ""); seg != nil {
		seg.Level = min(level, 6)
	}
}

// adornment gives the mark of a line of one repeated punctuation mark, or 0.
func adornment(t string) byte {
	t = strings.TrimRight(t, " \t")
	if len(t) < 2 || !punct(t[0]) || strings.Trim(t, t[:1]) != "" || t == "::" || t == ".." || t == "--" {
		return 0
	}
	return t[0]
}

func punct(c byte) bool {
	return c >= '!' && c <= '/' || c >= ':' && c <= '@' || c >= '[' && c <= '`' || c >= '{' && c <= '~'
}

// paragraph reads to a blank line or a change of indentation. The first line
// of two, when the second is indented, is a term and its definition.
func (s *scanner) paragraph(i, to, depth int) int {
	l := s.lines[i]
	if i+1 < to && !s.lines[i+1].blank() && s.lines[i+1].indent > l.indent && depth < maxDepth && !strings.HasSuffix(s.str(l), "::") {
		s.emit(doc.Term, l.text, l.end, "")
		end := s.indented(i+1, to, l.indent+1)
		s.within("definition", func() { s.first(doc.Item, 1, "", i+1, end, depth) })
		return end
	}
	end := i + 1
	for end < to && !s.lines[end].blank() && s.lines[end].indent == l.indent {
		end++
	}
	last := s.lines[end-1]
	stop, literal := last.end, false
	if text := strings.TrimRight(s.src[l.text:stop], " \t"); strings.HasSuffix(text, "::") {
		literal = true
		stop = l.text + len(text) - 2
		if strings.TrimSpace(s.src[l.text:stop]) != "" && !isBlank(s.src[stop-1]) {
			stop++ // one colon is read
		}
	}
	s.emit(doc.Paragraph, l.text, stop, s.prefix(i, end))
	if !literal {
		return end
	}
	return s.literal(end, to, l.indent)
}

// literal reads the indented block after "::".
func (s *scanner) literal(i, to, indent int) int {
	for i < to && s.lines[i].blank() {
		i++
	}
	end := s.indented(i, to, indent+1)
	if end > i {
		s.code(i, end, "")
	}
	return max(i, end)
}

func (s *scanner) code(i, end int, id string) {
	first := s.lines[i]
	if seg := s.emit(doc.Code, first.text, s.lines[end-1].end, s.src[first.start:first.text]); seg != nil {
		seg.ID = id
	}
}

// first reads a body whose first paragraph is of a kind of its own.
func (s *scanner) first(kind doc.Kind, level int, id string, i, to, depth int) {
	n := len(s.v.Segments)
	if i >= to {
		return
	}
	s.body(i, to, s.least(i, to), depth+1)
	if n < len(s.v.Segments) && s.v.Segments[n].Kind == doc.Paragraph {
		s.v.Segments[n].Kind, s.v.Segments[n].Level, s.v.Segments[n].ID = kind, level, id
	}
}
