package markdown

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"stele/internal/doc"
	"stele/internal/format/prose"
)

// openContainer opens the container that starts at at, if one does, and moves
// the cursor past its marker.
func (s *scanner) openContainer(c *cursor, cols, at, n int) bool {
	switch ch := s.src[at]; ch {
	case '>':
		s.openQuote(c, at, n)
		return true
	case '-', '+', '*':
		return s.openBullet(c, cols, at, 1, n)
	case '0', '1', '2', '3', '4', '5', '6', '7', '8', '9':
		return s.openOrdered(c, cols, at, n)
	case '[':
		return s.openNote(c, at, n)
	case ':':
		return s.openColons(c, at, n) || s.openDefinition(c, cols, at, n)
	case '/':
		return s.openSlashes(c, at, n)
	case '!', '?':
		return s.openIndentedAdmonition(c, at, n)
	case '=':
		return s.openTab(c, at, n)
	case 0xe2, 0xe3, 0xef:
		for _, b := range wideBullets {
			if strings.HasPrefix(s.src[at:c.end], b) {
				return s.bulletsFrom(b, at, c.end) && s.openBullet(c, cols, at, len(b), n)
			}
		}
	}
	return false
}

// wideBullets are bullets that CommonMark does not know and writers use. They
// need the same blank after them.
var wideBullets = []string{"•", "・", "－", "＊", "＋", "‣", "◦", "–"}

// bulletsFrom reports whether a wide bullet that starts a line starts an item:
// within a paragraph it is as often a dash or dot that came to stand there when
// the lines were broken. A colon before it, another bullet above it or one on
// the next line make it an item.
func (s *scanner) bulletsFrom(mark string, at, end int) bool {
	open := len(s.para.lines)
	if open == 0 {
		return true
	}
	last := s.para.lines[open-1]
	text := s.src[last.start:last.end]
	if strings.HasSuffix(text, ":") || strings.HasSuffix(text, "：") {
		return true
	}
	for i := range s.stack {
		if k := &s.stack[i]; k.name == "list" && k.marks == len(mark) {
			return true
		}
	}
	_, next := lineAt(s.src, at)
	stop, _ := lineAt(s.src, next)
	return strings.HasPrefix(strings.TrimLeft(s.src[next:stop], " \t>"), mark)
}

func (s *scanner) openQuote(c *cursor, at, n int) {
	s.close(n)
	c.to(s.src, at+1)
	c.skip(s.src, 1)
	k := container{kind: quote, name: "quote"}
	_, at = c.indent(s.src)
	rest := s.src[at:c.end]
	if !strings.HasPrefix(rest, "[!") {
		s.push(k)
		return
	}
	shut := strings.IndexByte(rest, ']')
	if shut < 3 || strings.ContainsAny(rest[2:shut], " \t[") {
		s.push(k)
		return
	}
	k.name = "admonition:" + strings.ToLower(rest[2:shut])
	s.push(k)
	at += shut + 1
	if at < c.end && (s.src[at] == '-' || s.src[at] == '+') {
		at++
	}
	for at < c.end && isSpace(s.src[at]) {
		at++
	}
	if at < c.end {
		s.addLine(at, c.end)
		s.para.title = true
	}
	c.to(s.src, c.end)
}

// goesOn reports whether the line at c goes on with the sentence that the title
// of an admonition begins, as formatters leave it that take the title for text.
func (s *scanner) goesOn(c cursor) bool {
	_, at := c.indent(s.src)
	last := s.para.lines[len(s.para.lines)-1]
	r, _ := utf8.DecodeLastRuneInString(strings.TrimRight(s.src[last.start:last.end], " \t*_`\"”»"))
	if strings.ContainsRune(".!?:;。！？：…", r) {
		return false
	}
	r, _ = utf8.DecodeRuneInString(strings.TrimLeft(s.src[at:c.end], "[*_`(\"“«"))
	return unicode.IsLower(r)
}

// title adds the title of an admonition. One that only names the usual kind
// ("Note", in the page's language) is furniture, which one language may write
// and another leave to the site.
func (s *scanner) title(start, end int) {
	if start >= end || !prose.HasWords(s.src[start:end]) {
		return
	}
	s.furniture(s.emit(doc.Caption, start, end))
}

func (s *scanner) furniture(seg *doc.Segment) {
	if seg != nil && kindNames[strings.ToLower(strings.Trim(seg.Text, " :!：！*\"“”„«»「」"))] {
		seg.Role = doc.Furniture
	}
}

func (s *scanner) openBullet(c *cursor, cols, at, width, n int) bool {
	if width == 1 && thematic(s.src[at:c.end]) {
		return false
	}
	return s.openItem(c, cols, at, at+width, "list", n)
}

func (s *scanner) openOrdered(c *cursor, cols, at, n int) bool {
	end := at
	for end < c.end && end-at < 9 && s.src[end] >= '0' && s.src[end] <= '9' {
		end++
	}
	if end == c.end || s.src[end] != '.' && s.src[end] != ')' {
		return false
	}
	if len(s.para.lines) > 0 && n == len(s.stack) && s.src[at:end] != "1" {
		return false
	}
	return s.openItem(c, cols, at, end+1, "ordered", n)
}

// openItem opens a list item whose marker is [at, end).
func (s *scanner) openItem(c *cursor, cols, at, end int, name string, n int) bool {
	if end < c.end && !isSpace(s.src[end]) {
		return false
	}
	after := *c
	after.to(s.src, end)
	width := after.col - c.col - cols
	gap, text := after.indent(s.src)
	empty := text == c.end
	if empty && len(s.para.lines) > 0 && n == len(s.stack) {
		return false
	}
	need := cols + width + gap
	if empty || gap >= 5 {
		need = cols + width + 1
	}
	s.close(n)
	level := 1
	for _, k := range s.stack {
		if k.kind == item {
			level++
		}
	}
	after.skip(s.src, need-cols-width)
	*c = after
	s.push(container{kind: item, name: name, need: need, level: level, marks: end - at})
	return true
}

// openNote opens the definition of a footnote, [^label]:.
func (s *scanner) openNote(c *cursor, at, n int) bool {
	rest := s.src[at:c.end]
	if !strings.HasPrefix(rest, "[^") {
		return false
	}
	shut := strings.IndexByte(rest, ']')
	if shut < 3 || shut+1 >= len(rest) || rest[shut+1] != ':' {
		return false
	}
	s.close(n)
	c.to(s.src, at+shut+2)
	s.push(container{kind: note, name: "note", need: 4, id: rest[2:shut]})
	return true
}

// openDefinition opens ": definition" after its term: the paragraph before it,
// or, in lists of "- term" and "  - : definition", the item before it.
func (s *scanner) openDefinition(c *cursor, cols, at, n int) bool {
	if at+1 >= c.end || s.src[at+1] != ' ' && s.src[at+1] != '\t' {
		return false
	}
	if n < len(s.stack) {
		if s.stack[n].name != "definition" {
			return false
		}
		s.close(n)
	}
	if top := len(s.stack) - 1; top >= 0 && s.stack[top].kind == item && s.stack[top].fresh && !s.stack[top].term && len(s.para.lines) == 0 {
		s.stack[top].term = true
		// The term is the item that this one stands in, not one beside it.
		if last := s.lastSegment(); top > 0 && s.stack[top-1].kind == item && last != nil && last.Kind == doc.Item && last.Level == s.stack[top-1].level {
			last.Kind = doc.Term
		}
		c.to(s.src, at+1)
		c.skip(s.src, 1)
		return true
	}
	if len(s.para.lines) > 0 {
		lines := s.para.lines
		s.para.lines = nil
		for _, l := range lines {
			s.emit(doc.Term, l.start, l.end)
		}
	} else if last := s.lastSegment(); last == nil || !s.becomesTerm(last) {
		return false
	}
	s.close(n)
	after := *c
	after.to(s.src, at+1)
	gap, _ := after.indent(s.src)
	if gap >= 5 {
		gap = 1
	}
	after.skip(s.src, gap)
	*c = after
	s.push(container{kind: item, name: "definition", need: cols + 1 + gap, level: 1, term: true})
	return true
}

// becomesTerm makes a one-line paragraph before a blank line the term; a
// definition may also follow another one.
func (s *scanner) becomesTerm(last *doc.Segment) bool {
	between := s.src[last.Span.End:s.raw]
	if strings.TrimSpace(between) != "" || strings.Count(between, "\n") > 2 {
		return false
	}
	if last.In("definition") {
		return true
	}
	if last.Kind == doc.Paragraph && !strings.Contains(last.Text, "\n") {
		last.Kind = doc.Term
		return true
	}
	return false
}

func (s *scanner) lastSegment() *doc.Segment {
	if n := len(s.v.Segments); n > s.fields {
		return &s.v.Segments[n-1]
	}
	return nil
}

// thematic reports a line of three or more -, * or _ and blanks.
func thematic(line string) bool {
	count := 0
	for i := 0; i < len(line); i++ {
		switch line[i] {
		case line[0]:
			count++
		case ' ', '\t', '\r':
		default:
			return false
		}
	}
	return count >= 3
}
