package markdown

import (
	"strings"

	"stele/internal/doc"
)

// openBlock opens the leaf block that starts at at, if it is not a plain
// paragraph. What it leaves of the line is read on.
func (s *scanner) openBlock(c *cursor, at, n int) bool {
	open := len(s.para.lines) > 0
	lazy := n < len(s.stack)
	line := s.src[at:c.end]
	switch line[0] {
	case '#':
		if s.heading(at, c.end, n) {
			return c.done()
		}
	case '`', '~':
		if s.openFence(*c, at, n) {
			return c.done()
		}
	case '|', ':':
		if open && !lazy && s.openTable(line) {
			return c.done()
		}
	case '=', '-', '*', '_':
		if open && !lazy && (s.setext(line) || s.openTable(line)) {
			return c.done()
		}
		if strings.HasPrefix(line, "--8<--") {
			s.close(n)
			s.opaque(at, c.end)
			return c.done()
		}
		if line[0] != '=' && thematic(line) {
			s.close(n)
			return c.done()
		}
	case '$':
		if !open && strings.HasPrefix(line, "$$") {
			s.close(n)
			s.openMath(at, c.end)
			return c.done()
		}
	case '<':
		return s.openAngle(c, at, n)
	case '{':
		if s.openBrace(c, at, n) {
			return true
		}
	case '[':
		if t := strings.ToLower(strings.TrimSpace(line)); t == "[[toc]]" || t == "[toc]" || t == "[[_toc_]]" {
			s.close(n)
			s.opaque(at, c.end)
			return c.done()
		}
	case 'i', 'e':
		if s.mdx && !open && s.openModule(line, at, n) {
			return c.done()
		}
	}
	if s.table.columns > 0 && !lazy {
		s.row(at, c.end)
		return c.done()
	}
	return false
}

// done takes the rest of the line.
func (c *cursor) done() bool {
	c.at = c.end
	return true
}

func (s *scanner) heading(at, end, n int) bool {
	level := runLength(s.src[at:end], '#')
	start := at + level
	if level > 6 || start < end && !isSpace(s.src[start]) {
		return false
	}
	s.close(n)
	to := end
	for to > start && isSpace(s.src[to-1]) {
		to--
	}
	hashes := to
	for hashes > start && s.src[hashes-1] == '#' {
		hashes--
	}
	if hashes < to && (hashes == start || isSpace(s.src[hashes-1])) {
		to = hashes
	}
	s.emitHeading(start, to, level, "")
	return true
}

func (s *scanner) emitHeading(start, end, level int, prefix string) {
	id, end := headingID(s.src, start, end)
	if seg := s.emitPrefixed(doc.Heading, start, end, prefix); seg != nil {
		seg.Level, seg.ID = level, id
	}
}

// headingID takes an explicit id or an attribute list off the end of a heading:
// {#id}, { #id .class }, {/*id*/}, {: #id}.
func headingID(src string, start, end int) (id string, to int) {
	for end > start && isSpace(src[end-1]) {
		end--
	}
	if end == start || src[end-1] != '}' {
		return "", end
	}
	open := strings.LastIndexByte(src[start:end], '{')
	if open < 0 {
		return "", end
	}
	inner := strings.TrimSpace(src[start+open+1 : end-1])
	if start+open > start && src[start+open-1] == '{' {
		return "", end
	}
	to = start + open
	if to > start && src[to-1] == '\\' {
		// Docusaurus writes \{#id} in MDX.
		to--
	}
	switch {
	case strings.HasPrefix(inner, "/*") && strings.HasSuffix(inner, "*/") && len(inner) >= 4:
		return strings.TrimSpace(inner[2 : len(inner)-2]), to
	case strings.HasPrefix(inner, "#"), strings.HasPrefix(inner, ":"), strings.HasPrefix(inner, "."):
		for _, f := range strings.Fields(strings.TrimPrefix(inner, ":")) {
			if f[0] == '#' && len(f) > 1 && id == "" {
				id = f[1:]
			}
		}
		return id, to
	}
	return "", end
}

// setext makes the open paragraph a heading.
func (s *scanner) setext(line string) bool {
	t := strings.TrimRight(line, " \t\r")
	if t == "" || runLength(t, t[0]) != len(t) || t[0] != '=' && t[0] != '-' {
		return false
	}
	lines := s.definitions(s.para.lines)
	s.para.lines = s.para.lines[:0]
	if len(lines) == 0 {
		return false
	}
	level := 1
	if t[0] == '-' {
		level = 2
	}
	s.emitHeading(lines[0].start, lines[len(lines)-1].end, level, s.prefixOf(lines))
	return true
}

func (s *scanner) openFence(c cursor, at, n int) bool {
	line := s.src[at:c.end]
	count := runLength(line, line[0])
	if count < 3 {
		return false
	}
	info := strings.TrimSpace(line[count:])
	if line[0] == '`' && strings.IndexByte(info, '`') >= 0 {
		return false
	}
	s.close(n)
	cols, _ := c.indent(s.src)
	s.verb = verbatim{kind: fenced, mark: line[0], count: count, indent: cols, info: info, from: -1}
	return true
}

func (s *scanner) openIndented(c cursor) {
	s.flush()
	s.verb = verbatim{kind: indentedCode, indent: 4, from: -1}
	s.continueVerbatim(c)
}

// openMath opens a block between $$, which may end on its first line.
func (s *scanner) openMath(at, end int) {
	if shut := strings.Index(s.src[at+2:end], "$$"); shut >= 0 {
		if strings.TrimSpace(s.src[at+2+shut+2:end]) != "" {
			s.addLine(at, end)
			return
		}
		if seg := s.emit(doc.Code, at+2, at+2+shut); seg != nil {
			seg.ID = "math"
		}
		return
	}
	s.verb = verbatim{kind: mathBlock, info: "math", from: -1}
	if strings.TrimSpace(s.src[at+2:end]) != "" {
		s.verb.from, s.verb.to = at+2, end
	}
}

// continueVerbatim takes a line of an open verbatim block; false when the line
// is not part of it.
func (s *scanner) continueVerbatim(c cursor) bool {
	v := &s.verb
	cols, at := c.indent(s.src)
	line := s.src[at:c.end]
	switch v.kind {
	case fenced:
		if (cols < 4 || s.mdx) && runLength(line, v.mark) >= v.count && strings.Trim(line, string(v.mark)+" \t\r") == "" {
			s.flushVerbatim()
			return true
		}
	case indentedCode:
		if cols < 4 && line != "" {
			return false
		}
	case mathBlock:
		if i := strings.Index(line, "$$"); i >= 0 {
			if i > 0 && strings.TrimSpace(line[:i]) != "" {
				v.add(s.raw, at, at+i)
			}
			s.flushVerbatim()
			return true
		}
	case htmlBlock:
		if v.until == "" {
			if line == "" {
				return false
			}
		} else if containsFold(line, v.until) {
			v.add(s.raw, at, c.end)
			s.flushVerbatim()
			return true
		}
		v.add(s.raw, c.at, c.end)
		return true
	}
	c.skip(s.src, min(cols, v.indent))
	v.add(s.raw, c.at, c.end)
	return true
}

func (v *verbatim) add(raw, at, end int) {
	if v.from < 0 {
		v.from, v.raw = at, raw
	}
	v.to = end
	if at < end {
		v.last = end
	}
}

func (s *scanner) flushVerbatim() {
	v := s.verb
	s.verb = verbatim{}
	if v.from < 0 {
		return
	}
	switch v.kind {
	case htmlBlock:
		s.html(v.from, v.to)
		return
	case indentedCode:
		v.to = v.last
	}
	if strings.TrimSpace(s.src[v.from:max(v.from, v.to)]) == "" {
		return
	}
	if seg := s.emitPrefixed(doc.Code, v.from, v.to, s.src[v.raw:v.from]); seg != nil {
		seg.ID = v.info
	}
}

func containsFold(text, lower string) bool {
	for i := 0; i+len(lower) <= len(text); i++ {
		n := strings.IndexByte(text[i:], lower[0])
		if n < 0 || i+n+len(lower) > len(text) {
			return false
		}
		i += n
		if strings.EqualFold(text[i:i+len(lower)], lower) {
			return true
		}
	}
	return false
}
