package markdown

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"stele/internal/doc"
)

// openBrace takes lines that start with a brace: shortcodes, Liquid, includes,
// MDX comments and expressions, attribute lists.
func (s *scanner) openBrace(c *cursor, at, n int) bool {
	rest := s.src[at:]
	switch {
	case strings.HasPrefix(rest, "{/*"):
		return s.openComment(c, at, n, "{/*", "*/}")
	case strings.HasPrefix(rest, "{{<"), strings.HasPrefix(rest, "{{%"), strings.HasPrefix(rest, "{%"):
		return s.openTags(c, at, n)
	case strings.HasPrefix(rest, "{*"), strings.HasPrefix(rest, "{!"):
		line := strings.TrimSpace(s.src[at:c.end])
		if strings.HasSuffix(line, string(line[1])+"}") {
			s.close(n)
			s.opaque(at, c.end)
			return c.done()
		}
	case strings.HasPrefix(rest, "{:"):
		if strings.HasSuffix(strings.TrimSpace(s.src[at:c.end]), "}") {
			s.close(n)
			return c.done()
		}
	case s.mdx && len(s.para.lines) == 0 && !strings.HasPrefix(rest, "{{"):
		end := s.balanced(at)
		if end < 0 {
			return false
		}
		to, next := lineAt(s.src, end)
		if strings.TrimSpace(s.src[end:to]) != "" {
			return false
		}
		s.close(n)
		s.opaque(at, end)
		s.moveTo(c, to, to, next)
		return true
	}
	return false
}

// moveTo puts the cursor at at, in a line that ends at end; a construct over
// several lines has been read.
func (s *scanner) moveTo(c *cursor, at, end, next int) {
	if next > s.next {
		s.raw = strings.LastIndexByte(s.src[:at], '\n') + 1
		s.next = next
	}
	c.at, c.end = at, end
}

// rawTags hold code, or text that is not Markdown.
var rawTags = map[string]bool{
	"highlight": true, "mermaid": true, "code": true, "codeblock": true, "gist": true, "chart": true, "katex": true, "math": true,
	"plantuml": true, "html": true, "css": true, "js": true, "markmap": true, "drawio": true,
}

// callouts are the shortcodes of notes whose names are not those of a kind.
var callouts = map[string]bool{"alert": true, "callout": true, "admonition": true, "notice": true, "aside": true}

// liquidBlocks end a paragraph wherever they stand.
var liquidBlocks = map[string]bool{
	"else": true, "elsif": true, "elif": true, "when": true, "if": true, "unless": true, "for": true, "case": true, "raw": true,
	"include": true, "assign": true, "capture": true, "layout": true, "render": true,
}

// tag is a shortcode or a Liquid tag.
type tag struct {
	name       string
	start, end int
	closing    bool
	liquid     bool
}

// openTags takes a line of nothing but shortcodes or Liquid tags, or one that
// starts with a paired tag whose end stands further down. A lone unpaired tag
// next to text is part of the text.
func (s *scanner) openTags(c *cursor, at, n int) bool {
	first, ok := s.readTag(at)
	if !ok {
		return false
	}
	if s.rawBlock(c, first, n) {
		return true
	}
	block := s.isBlockTag(first)
	last := first
	lineEnd, next := lineAt(s.src, last.end)
	for {
		rest := last.end
		for rest < lineEnd && isSpace(s.src[rest]) {
			rest++
		}
		if rest == lineEnd {
			break
		}
		t, ok := s.readTag(rest)
		if !ok {
			// Text follows. The tag stands by itself only if it opens something.
			if !s.isBlockTag(first) || first.closing || s.inItem(n) && s.closedOn(first, lineEnd) || s.closedOn(first, lineEnd) && (s.gluedEnd(first.end, lineEnd) == lineEnd || s.textAt(next)) {
				return false
			}
			s.close(n)
			s.tagSegments(first.start, first.end)
			s.moveTo(c, first.end, lineEnd, next)
			return true
		}
		block = block || s.isBlockTag(t)
		last = t
		if last.end > lineEnd {
			lineEnd, next = lineAt(s.src, last.end)
		}
	}
	if !block && s.inItem(n) {
		return false
	}
	if !block && (len(s.para.lines) > 0 || s.textAt(next) && s.inlineTag(first, next)) {
		return false
	}
	s.close(n)
	s.tagSegments(first.start, last.end)
	if !last.closing && s.paired[last.key()] && (callouts[last.name] || kindNames[last.name]) {
		s.callout = next
	}
	s.moveTo(c, lineEnd, lineEnd, next)
	return true
}

// inItem reports whether a list item that the line continues or opened has no
// text yet.
func (s *scanner) inItem(n int) bool {
	top := len(s.stack) - 1
	return top >= 0 && top < n && s.stack[top].kind == item && s.stack[top].fresh
}

func (s *scanner) isBlockTag(t tag) bool {
	if t.closing || t.liquid && liquidBlocks[t.name] {
		return true
	}
	return s.paired[t.key()]
}

func (t tag) key() string {
	if t.liquid {
		return "%" + t.name
	}
	return t.name
}

// closedOn reports whether the tag's end is on the same line.
func (s *scanner) closedOn(t tag, lineEnd int) bool {
	rest := s.src[t.end:lineEnd]
	if t.liquid {
		return strings.Contains(rest, "end"+t.name)
	}
	return strings.Contains(rest, "/"+t.name) || strings.Contains(rest, "/ "+t.name)
}

// gluedEnd gives where the text between start and end stops and the closing
// tag of a pair that opened before it is glued on; end when there is none.
func (s *scanner) gluedEnd(start, end int) int {
	if !strings.HasSuffix(s.src[start:end], "}") {
		return end
	}
	for _, mark := range []string{"{{<", "{{%", "{%"} {
		i := strings.LastIndex(s.src[start:end], mark)
		if i < 0 {
			continue
		}
		t, ok := s.readTag(start + i)
		if !ok || t.end != end || !t.closing {
			continue
		}
		open := "{{< " + t.name
		switch mark {
		case "{{%":
			open = "{{% " + t.name
		case "{%":
			open = "{% " + t.name
		}
		if strings.Contains(s.src[start:start+i], open) {
			continue
		}
		return start + i
	}
	return end
}

// inlineTag tells a tag that starts a sentence from one that stands over a
// paragraph without a blank line between: the same tag is within a line
// elsewhere, or the next line goes on as a sentence does.
func (s *scanner) inlineTag(t tag, next int) bool {
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(s.src[next:], " \t"))
	if unicode.IsLower(r) || unicode.IsPunct(r) && r != '[' && r != '*' && r != '_' && r != '`' {
		return true
	}
	if s.inlineTags == nil {
		s.inlineTags = inlineTags(s.src)
	}
	return s.inlineTags[t.key()]
}

// inlineTags lists the tags that stand after text on some line.
func inlineTags(src string) map[string]bool {
	names := map[string]bool{}
	for at := 0; ; {
		i := strings.IndexByte(src[at:], '{')
		if i < 0 {
			return names
		}
		at += i
		if rest := src[at:min(len(src), at+80)]; strings.HasPrefix(rest, "{{<") || strings.HasPrefix(rest, "{{%") || strings.HasPrefix(rest, "{%") {
			from := max(strings.LastIndexByte(src[max(0, at-200):at], '\n')+max(0, at-200), 0)
			if strings.Trim(src[from:at], " \t\r\n>-*") != "" {
				if rest[1] == '%' {
					names["%"+tagName(strings.TrimLeft(rest[2:], " -"))] = true
				} else {
					names[tagName(strings.TrimLeft(rest[3:], " -"))] = true
				}
			}
		}
		at++
	}
}

// textAt reports whether the line at next goes on with text.
func (s *scanner) textAt(next int) bool {
	end, _ := lineAt(s.src, next)
	t := strings.TrimLeft(s.src[next:end], " \t>")
	return t != "" && !strings.HasPrefix(t, "{{<") && !strings.HasPrefix(t, "{{%") && !strings.HasPrefix(t, "{%") &&
		t[0] != '#' && t[0] != '<' && t[0] != '-' && t[0] != '*' && t[0] != '|' && t[0] != '`' && t[0] != '!'
}

// rawBlock takes a paired tag with code or a comment inside.
func (s *scanner) rawBlock(c *cursor, t tag, n int) bool {
	comment := t.name == "comment"
	if t.closing || !comment && !rawTags[t.name] || !s.paired[t.key()] {
		return false
	}
	at := t.end
	for {
		open, ok := s.find("{", at, len(s.src))
		if !ok {
			return false
		}
		end, ok := s.readTag(open)
		if ok && end.closing && end.name == t.name && end.liquid == t.liquid {
			s.close(n)
			if comment {
				s.comment(t.start, t.end, open, end.end)
			} else if seg := s.emitPrefixed(doc.Code, s.afterBreak(t.end), s.beforeBreak(t.end, open), s.src[s.raw:t.start]); seg != nil {
				seg.ID = t.name
			}
			lineEnd, next := lineAt(s.src, end.end)
			s.moveTo(c, end.end, lineEnd, next)
			return true
		}
		at = open + 1
	}
}

func (s *scanner) afterBreak(at int) int {
	for at < len(s.src) && (s.src[at] == '\r' || s.src[at] == ' ' || s.src[at] == '\t') {
		at++
	}
	if at < len(s.src) && s.src[at] == '\n' {
		at++
	}
	return at
}

func (s *scanner) beforeBreak(from, at int) int {
	for at > from && isSpace(s.src[at-1]) {
		at--
	}
	return at
}
