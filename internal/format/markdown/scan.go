package markdown

import (
	"strings"

	"stele/internal/doc"
)

// maxNesting bounds the stack of containers; what is nested deeper is text.
const maxNesting = 64

type containerKind byte

const (
	quote containerKind = iota
	item
	note
	indented // what is indented by four: !!! admonitions
	colons   // ::: to :::
	slashes  // /// to ///
)

type container struct {
	kind  containerKind
	name  string   // as in doc.Segment.Containers
	need  int      // columns of indentation of item, note, indented
	fresh bool     // no block yet
	id    string   // of a note
	level int      // of an item
	marks int      // how many colons or slashes opened it; the bytes of an item's mark
	term  bool     // an item that holds a definition
	names []string // of the stack up to here
}

// paragraph is the open paragraph: where its lines start and end.
type paragraph struct {
	lines []lineRange
	title bool // of an admonition, whose sentence may go on
}

type lineRange struct {
	raw        int // start of the line in the file
	start, end int // of its text
}

// verbatim is an open block whose lines are not looked at.
type verbatim struct {
	kind   verbatimKind
	mark   byte   // of a fence
	count  int    // its length
	indent int    // columns to be taken off
	info   string // of a fence
	until  string // what ends an HTML block; "" is a blank line
	from   int    // start of the text, -1 before the first line
	to     int    // end of the text
	last   int    // end of the last line that is not blank
	raw    int    // start of the first line in the file
}

type verbatimKind byte

const (
	none verbatimKind = iota
	fenced
	indentedCode
	htmlBlock
	mathBlock
)

type scanner struct {
	v       *doc.Version
	src     string
	mdx     bool
	fields  int // segments of the front matter
	next    int // start of the next line
	raw     int // start of this line
	callout int // start of the line under the shortcode that opens a note
	tagEnd  int // end of a shortcode that the open paragraph began on an earlier line

	stack []container
	names []string // of the stack, shared by segments
	para  paragraph
	verb  verbatim
	table table

	defs       map[string]string // link reference definitions
	paired     map[string]bool   // shortcodes and tags that are closed somewhere
	inlineTags map[string]bool   // those that stand within lines; nil until asked for
	marks      marks
	failed     map[string]int // where bounded searches gave up, by what they looked for
	found      map[string]found
}

func newScanner(v *doc.Version, src string, mdx bool) *scanner {
	s := &scanner{v: v, src: src, callout: -1, mdx: mdx || hasComponents(src), defs: map[string]string{}, failed: map[string]int{}, found: map[string]found{}}
	s.paired = pairedTags(src)
	return s
}

// hasComponents reports MDX in a file that is not named so: a line that starts
// with a tag in capitals.
func hasComponents(src string) bool {
	for at := 0; ; {
		n := strings.Index(src[at:], "\n<")
		if n < 0 {
			return false
		}
		at += n + 2
		if at+1 < len(src) && src[at] >= 'A' && src[at] <= 'Z' && src[at+1] >= 'a' && src[at+1] <= 'z' {
			return true
		}
	}
}

func (s *scanner) run(at int) {
	for s.next = at; s.next < len(s.src); {
		start := s.next
		end, next := lineAt(s.src, start)
		s.raw, s.next = start, next
		s.line(cursor{at: start, end: end})
	}
	s.close(0)
}

// line takes one line: first the open containers that it continues, then the
// containers and the block that it opens.
func (s *scanner) line(c cursor) {
	n := 0
	for n < len(s.stack) && s.continues(&s.stack[n], &c) {
		n++
	}
	if s.verb.kind != none {
		if n == len(s.stack) && s.continueVerbatim(c) {
			return
		}
		s.close(n)
	}
	if _, at := c.indent(s.src); at == c.end {
		s.blank(n)
		return
	}
	if s.para.title && !(n == len(s.stack) && s.goesOn(c)) {
		s.flush()
	}
	if n < len(s.stack) && len(s.para.lines) == 0 {
		s.close(n)
	}
	s.blocks(c, n)
}

// continues reports whether the line goes on in the container, and takes its
// marker.
func (s *scanner) continues(k *container, c *cursor) bool {
	cols, at := c.indent(s.src)
	switch k.kind {
	case quote:
		if at == c.end || cols > 3 && !s.mdx || s.src[at] != '>' {
			return false
		}
		c.to(s.src, at+1)
		c.skip(s.src, 1)
		return true
	case item, note, indented:
		if at == c.end {
			// An item that starts with a blank line ends with the next one.
			return !(k.fresh && k.kind == item && len(s.para.lines) == 0 && s.verb.kind == none)
		}
		if cols >= k.need {
			c.skip(s.src, k.need)
			return true
		}
		return false
	}
	return true
}

// blank ends the paragraph, and what a blank line does not continue.
func (s *scanner) blank(n int) {
	s.flush()
	if n < len(s.stack) {
		s.close(n)
	}
}

// blocks opens containers and one block. n containers of the stack are
// continued; more are open only when the line may lazily continue a paragraph.
func (s *scanner) blocks(c cursor, n int) {
	for {
		cols, at := c.indent(s.src)
		if at == c.end {
			if len(s.para.lines) > 0 && n < len(s.stack) {
				s.close(n)
			}
			return
		}
		open := len(s.para.lines) > 0
		if open && s.raw < s.tagEnd {
			s.addLine(at, c.end)
			return
		}
		if cols >= 4 && !s.mdx {
			if open {
				s.addLine(at, c.end)
				return
			}
			switch rest := s.src[at:c.end]; {
			case s.raw == s.callout:
				// The shortcode takes the blanks off before Markdown sees the text.
				s.close(n)
				s.addLine(at, c.end)
				return
			case (strings.HasPrefix(rest, "{{<") || strings.HasPrefix(rest, "{{%")) && s.openTags(&c, at, n):
				if c.at >= c.end {
					return
				}
				n = len(s.stack)
				continue
			}
			s.openIndented(c)
			return
		}
		if len(s.stack) < maxNesting {
			if s.openContainer(&c, cols, at, n) {
				n = len(s.stack)
				continue
			}
		}
		if s.openBlock(&c, at, n) {
			if c.at >= c.end {
				return
			}
			n = len(s.stack)
			continue
		}
		if !open {
			s.close(n)
		}
		s.addLine(at, c.end)
		return
	}
}

// close flushes the open block and ends the containers above n.
func (s *scanner) close(n int) {
	s.flush()
	if len(s.stack) > n {
		s.stack = s.stack[:n]
		s.names = nil
		if n > 0 {
			s.names = s.stack[n-1].names
		}
	}
}

// push opens a container. The names of the stack are shared between segments,
// and with a container of that name that stood in this place before.
func (s *scanner) push(k container) {
	k.fresh = true
	n := len(s.stack)
	if n < cap(s.stack) {
		if old := s.stack[:n+1][n]; old.name == k.name && sameNames(old.names, s.names) {
			k.names = old.names
		}
	}
	if k.names == nil {
		k.names = append(s.names[:len(s.names):len(s.names)], k.name)
	}
	s.stack = append(s.stack, k)
	s.names = k.names
}

// sameNames reports whether names are under with one more at the end.
func sameNames(names, under []string) bool {
	if len(names) != len(under)+1 {
		return false
	}
	for i := range under {
		if names[i] != under[i] {
			return false
		}
	}
	return true
}

// flush ends the open paragraph, table or verbatim block.
func (s *scanner) flush() {
	switch {
	case s.verb.kind != none:
		s.flushVerbatim()
	case len(s.para.lines) > 0:
		s.flushParagraph()
	}
	s.table.columns = 0
}

// addLine adds a line to the paragraph, or starts one.
func (s *scanner) addLine(start, end int) {
	s.table.columns = 0
	s.para.lines = append(s.para.lines, lineRange{raw: s.raw, start: start, end: end})
	// Shortcodes are read before Markdown: what a broken line of one starts
	// with opens nothing.
	if i := strings.LastIndex(s.src[start:end], "{{"); i >= 0 {
		if stop := braceEnd(s.src, start+i); stop > end {
			s.tagEnd = stop
		}
	}
}
