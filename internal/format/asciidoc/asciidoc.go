// Package asciidoc reads AsciiDoc at paragraph level: titles, paragraphs,
// lists, definitions, admonitions, captions, table cells, quotations, code.
//
// Attribute entries, block attributes, includes and passthroughs are opaque.
// Inline markup is found, not validated.
package asciidoc

import (
	"strings"

	"stele/internal/doc"
	"stele/internal/format/article"
	"stele/internal/format/span"
)

// Reader reads AsciiDoc.
type Reader struct{}

// Name is "asciidoc".
func (Reader) Name() string { return "asciidoc" }

// Parse reads a whole file. It never fails.
func (Reader) Parse(name string, src []byte) (*doc.Version, error) {
	v := &doc.Version{Path: name, Format: "asciidoc", Source: src, Meta: map[string][]string{}}
	s := &scanner{v: v, src: string(src)}
	if strings.HasPrefix(s.src, "\uFEFF") {
		s.next = len("\uFEFF")
	}
	for s.next < len(s.src) {
		s.line()
	}
	s.flush()
	for i := range v.Segments {
		seg := &v.Segments[i]
		switch seg.Kind {
		case doc.Code:
		case doc.Opaque:
			seg.Locked = true
		default:
			seg.Runs = runs(seg.Text)
		}
	}
	article.AssignBiography(v.Segments)
	span.Finish(v)
	return v, nil
}

type scanner struct {
	v    *doc.Version
	src  string
	next int

	blocks []block  // open delimited blocks
	names  []string // their names
	style  string   // of the block attributes before this line, "[NOTE]"
	from   int      // the open paragraph
	to     int
	kind   doc.Kind
	level  int
	list   []string // containers of the open list
	marks  []string // of the nested lists, outermost first
	titled bool     // the document's title was read
	header bool     // within the document header
	gap    bool     // a blank line before this one
}

type block struct {
	mark, name string
}

// line reads one line, or a verbatim block.
func (s *scanner) line() {
	start := s.next
	end := len(s.src)
	s.next = end
	if n := strings.IndexByte(s.src[start:], '\n'); n >= 0 {
		end, s.next = start+n, start+n+1
	}
	for end > start && (s.src[end-1] == '\r' || s.src[end-1] == ' ' || s.src[end-1] == '\t') {
		end--
	}
	at := start
	for at < end && (s.src[at] == ' ' || s.src[at] == '\t') {
		at++
	}
	t := s.src[at:end]
	switch {
	case t == "":
		s.flush()
		s.header, s.gap = false, true
	case s.header && at == start && s.headerLine(t, at, end):
	case s.underlined(t):
		s.flush()
	case s.delimiter(t, start, at):
	case s.inTable():
		s.cells(at, end)
	case s.prefixed(t, at, end):
	case t == "+":
		s.flush()
		s.gap = false
	case at > start && s.from == s.to && len(s.list) == 0:
		s.literal(start, at)
	default:
		s.text(at, end)
	}
}

// headerLine reads author, revision and attributes under the title.
func (s *scanner) headerLine(t string, at, end int) bool {
	if s.attribute(t, at, end) || strings.HasPrefix(t, "//") {
		return true
	}
	if seg := s.emit(doc.Paragraph, at, end, ""); seg != nil {
		seg.Role = doc.Byline
		if t[0] == 'v' && len(t) > 1 && t[1] >= '0' && t[1] <= '9' || t[0] >= '0' && t[0] <= '9' {
			seg.Role = doc.Date
		}
	}
	return true
}

// attribute reads ":name: value".
func (s *scanner) attribute(t string, at, end int) bool {
	if len(t) < 3 || t[0] != ':' {
		return false
	}
	n := strings.IndexByte(t[1:], ':')
	if n < 1 || strings.ContainsAny(t[1:n+1], " \t") || n+2 < len(t) && t[n+2] != ' ' {
		return false
	}
	key, value := t[1:n+1], strings.TrimSpace(t[n+2:])
	s.v.Meta[key] = append(s.v.Meta[key], value)
	if key == "description" || strings.HasSuffix(key, "-caption") || strings.HasSuffix(key, "-title") {
		if seg := s.emit(doc.Field, at+n+2, end, ""); seg != nil {
			seg.ID = key
		}
		return true
	}
	s.opaque(at, end)
	return true
}

var verbatimMarks = map[byte]bool{'-': true, '.': true, '+': true, '/': true, '`': true}

// delimiter opens or closes a delimited block, or takes a verbatim one whole.
func (s *scanner) delimiter(t string, start, at int) bool {
	c := t[0]
	switch {
	case t == "--", t == "|===", t == "!===", t == ",===", t == ":===":
	case len(t) >= 4 && strings.IndexByte("=*_-.+/", c) >= 0 && strings.Trim(t, t[:1]) == "":
	case strings.HasPrefix(t, "```"):
		t = "```"
	default:
		return false
	}
	s.flush()
	s.list, s.marks = nil, nil
	for k := len(s.blocks) - 1; k >= 0; k-- {
		if s.blocks[k].mark == t {
			s.blocks = s.blocks[:k]
			s.rename()
			return true
		}
	}
	style := s.style
	s.style = ""
	if t != "--" && verbatimMarks[c] {
		s.verbatim(t, c, style)
		return true
	}
	if len(s.blocks) >= 32 {
		return true
	}
	s.blocks = append(s.blocks, block{mark: t, name: blockName(t, style)})
	s.rename()
	return true
}

func blockName(mark, style string) string {
	if admonitions[strings.ToUpper(style)] {
		return "admonition:" + strings.ToLower(style)
	}
	switch mark[0] {
	case '_':
		return "quote"
	case '*':
		return "aside"
	case '|', '!', ',', ':':
		return "table"
	}
	if style == "quote" || style == "verse" {
		return "quote"
	}
	return "example"
}

var admonitions = map[string]bool{"NOTE": true, "TIP": true, "IMPORTANT": true, "WARNING": true, "CAUTION": true}

func (s *scanner) rename() {
	s.names = nil
	for _, b := range s.blocks {
		s.names = append(s.names, b.name)
	}
}

func (s *scanner) inTable() bool {
	n := len(s.blocks)
	return n > 0 && s.blocks[n-1].name == "table"
}

// verbatim takes the lines up to the same mark.
func (s *scanner) verbatim(mark string, c byte, style string) {
	from, to := s.next, s.next
	for s.next < len(s.src) {
		start, end := s.next, len(s.src)
		s.next = end
		if n := strings.IndexByte(s.src[start:], '\n'); n >= 0 {
			end, s.next = start+n, start+n+1
		}
		if strings.TrimSpace(s.src[start:end]) == mark {
			break
		}
		to = end
	}
	for to > from && (s.src[to-1] == '\r' || s.src[to-1] == '\n') {
		to--
	}
	switch {
	case strings.TrimSpace(s.src[from:to]) == "":
	case c == '/':
		s.v.Comments = append(s.v.Comments, doc.Comment{Span: doc.Span{Start: from, End: to}, Text: strings.TrimSpace(s.src[from:to])})
	case c == '+':
		s.opaque(from, to)
	default:
		if seg := s.emit(doc.Code, from, to, ""); seg != nil {
			seg.ID = style
		}
	}
}

// literal takes an indented paragraph.
func (s *scanner) literal(start, at int) {
	from, to := at, at
	s.next = start
	for s.next < len(s.src) {
		end, next := len(s.src), len(s.src)
		if n := strings.IndexByte(s.src[s.next:], '\n'); n >= 0 {
			end, next = s.next+n, s.next+n+1
		}
		// Blanks are what line trims: with more of them, a no-break space after an
		// indent would be a paragraph that takes no line, for ever.
		if strings.Trim(s.src[s.next:end], " \t\r") == "" {
			break
		}
		to, s.next = end, next
	}
	s.emit(doc.Code, from, strings.LastIndexFunc(s.src[:to], func(r rune) bool { return r != '\r' && r != ' ' })+1, s.src[start:at])
	s.style = ""
}

// text adds a line to the paragraph, or starts one.
func (s *scanner) text(at, end int) {
	if s.from == s.to {
		if s.gap {
			s.list, s.marks = nil, nil
		}
		s.from, s.kind, s.level = at, doc.Paragraph, 0
	}
	s.to = end
}

func (s *scanner) flush() {
	if s.from < s.to {
		names := s.names
		s.names = append(names[:len(names):len(names)], s.list...)
		if admonitions[s.style] {
			s.names = append(s.names, "admonition:"+strings.ToLower(s.style))
		} else if s.style == "quote" || s.style == "verse" {
			s.names = append(s.names, "quote")
		}
		kind := s.kind
		if kind == doc.Paragraph && (strings.HasPrefix(s.style, "source") || s.style == "listing" || s.style == "literal") {
			kind = doc.Code
		}
		if seg := s.emit(kind, s.from, s.to, span.Common(s.src[s.from:s.to], " \t")); seg != nil {
			seg.Level = s.level
		}
		s.names = names
		s.style = ""
	}
	s.from, s.to = 0, 0
}

func (s *scanner) opaque(start, end int) { s.emit(doc.Opaque, start, end, "") }

func (s *scanner) emit(kind doc.Kind, start, end int, prefix string) *doc.Segment {
	for start < end && (s.src[start] == ' ' || s.src[start] == '\t') {
		start++
	}
	for end > start && (s.src[end-1] == ' ' || s.src[end-1] == '\t') {
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
