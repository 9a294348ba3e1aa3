package markdown

import (
	"strings"

	"stele/internal/doc"
	"stele/internal/format/html"
	"stele/internal/format/prose"
)

// openAngle takes lines that start with an angle bracket: comments, includes,
// HTML blocks, MDX elements.
func (s *scanner) openAngle(c *cursor, at, n int) bool {
	line := s.src[at:c.end]
	open := len(s.para.lines) > 0
	switch {
	case strings.HasPrefix(line, "<!--"):
		return s.openComment(c, at, n, "<!--", "-->")
	case strings.HasPrefix(line, "<<<"):
		s.close(n)
		s.opaque(at, c.end)
		return c.done()
	case strings.HasPrefix(line, "<?"):
		return s.openHTML(c, at, n, "?>")
	case strings.HasPrefix(line, "<![CDATA["):
		return s.openHTML(c, at, n, "]]>")
	case len(line) > 2 && line[1] == '!' && line[2] >= 'A' && line[2] <= 'Z':
		return s.openHTML(c, at, n, ">")
	}
	name, closing := tagAt(line)
	if name == "" {
		return s.mdx && (strings.HasPrefix(line, "<>") || strings.HasPrefix(line, "</>")) && s.openElement(c, at, n)
	}
	low := strings.ToLower(name)
	if !closing && (low == "script" || low == "pre" || low == "style" || low == "textarea") {
		return s.openHTML(c, at, n, "</"+low)
	}
	component := name[0] >= 'A' && name[0] <= 'Z'
	if component && s.mdx || s.mdx && (!open || blockTags[low]) {
		if s.openElement(c, at, n) {
			return true
		}
		if s.mdx {
			return false
		}
	}
	if blockTags[low] {
		return s.openHTML(c, at, n, "")
	}
	if !open && s.tagAlone(at, c.end) {
		return s.openHTML(c, at, n, "")
	}
	return false
}

// tagAt gives the name of the tag that text starts with, or "".
func tagAt(text string) (name string, closing bool) {
	i := 1
	if i < len(text) && text[i] == '/' {
		closing = true
		i++
	}
	start := i
	for i < len(text) && (text[i] >= 'a' && text[i] <= 'z' || text[i] >= 'A' && text[i] <= 'Z' ||
		i > start && (text[i] >= '0' && text[i] <= '9' || text[i] == '-' || text[i] == '.' || text[i] == '_' || text[i] == ':')) {
		i++
	}
	if i == start {
		return "", false
	}
	if i < len(text) && !isSpace(text[i]) && text[i] != '>' && text[i] != '/' {
		return "", false
	}
	return text[start:i], closing
}

// tagAlone reports a complete tag with nothing after it on the line.
func (s *scanner) tagAlone(at, end int) bool {
	stop := tagEnd(s.src[:end], at)
	return stop > 0 && strings.TrimSpace(s.src[stop:end]) == ""
}

// blockTags start an HTML block wherever they stand (CommonMark's sixth kind).
var blockTags = func() map[string]bool {
	m := map[string]bool{}
	for _, t := range strings.Fields(`address article aside base basefont blockquote body caption center col colgroup dd details dialog dir div dl dt
		fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header hr html iframe legend li link main menu menuitem
		nav noframes ol optgroup option p param search section summary table tbody td tfoot th thead title tr track ul`) {
		m[t] = true
	}
	return m
}()

// openHTML opens a block of raw HTML: to the line with until, or to a blank line.
func (s *scanner) openHTML(c *cursor, at, n int, until string) bool {
	s.close(n)
	s.verb = verbatim{kind: htmlBlock, until: until, from: -1}
	from := *c
	from.to(s.src, at)
	if until != "" && containsFold(s.src[at+1:c.end], until) {
		s.verb.add(s.raw, at, c.end)
		s.flushVerbatim()
		return c.done()
	}
	s.verb.add(s.raw, at, c.end)
	return c.done()
}

// html adds the prose of an HTML block. Where a container puts marks between
// its lines, the block is opaque: they are no part of the HTML.
func (s *scanner) html(from, to int) {
	if s.inside(quote) && strings.IndexByte(s.src[from:to], '\n') >= 0 {
		s.opaque(from, to)
		return
	}
	if bareTags(s.src[from:to]) {
		s.opaque(from, to)
		s.marks.tags(s.src[from:to])
		return
	}
	f := html.Fragment(s.src, from, to)
	for _, seg := range f.Segments {
		if n := len(s.v.Segments); n > 0 && s.v.Segments[n-1].Span.End > seg.Span.Start {
			continue
		}
		seg.Containers = append(s.names[:len(s.names):len(s.names)], seg.Containers...)
		s.marks.apply(&seg)
		s.v.Segments = append(s.v.Segments, seg)
	}
	for _, c := range f.Comments {
		s.addComment(c)
	}
	if len(f.Segments) == 0 && len(f.Comments) == 0 {
		s.opaque(from, to)
	}
	s.marks.tags(s.src[from:to])
}

// bareTags reports tags without text, alt texts or comments, as most HTML
// blocks are: <div>, </div>.
func bareTags(text string) bool {
	for i := 0; i < len(text); {
		switch {
		case isSpace(text[i]):
			i++
			continue
		case text[i] != '<':
			return false
		}
		end := tagEnd(text, i)
		if end == 0 {
			return false
		}
		if name, _ := tagAt(text[i:end]); name == "img" || name == "script" || name == "pre" || name == "style" || name == "svg" {
			return false
		}
		i = end
	}
	return true
}

// openElement takes a line of nothing but MDX tags and expressions. A tag may
// go over several lines.
func (s *scanner) openElement(c *cursor, at, n int) bool {
	pos := at
	lineEnd, next := lineAt(s.src, at)
	for {
		end := -1
		switch {
		case s.src[pos] == '<':
			end = s.elementEnd(pos)
		case s.src[pos] == '{':
			end = s.balanced(pos)
		}
		if end < 0 {
			return false
		}
		if end > lineEnd {
			lineEnd, next = lineAt(s.src, end)
		}
		pos = end
		for pos < lineEnd && isSpace(s.src[pos]) {
			pos++
		}
		if pos == lineEnd {
			s.close(n)
			s.tagSegments(at, end)
			s.marks.tags(s.src[at:end])
			s.moveTo(c, lineEnd, lineEnd, next)
			return true
		}
	}
}

// maxElement bounds a tag's length.
const maxElement = 16 << 10

// elementEnd gives the end of the MDX tag at at, or -1. A search that ran into
// the bound is not begun again before the place it reached.
func (s *scanner) elementEnd(at int) int {
	if at < s.failed["element"] {
		return -1
	}
	i := at + 1
	limit := min(len(s.src), at+maxElement)
	for i < limit {
		switch s.src[i] {
		case '>':
			return i + 1
		case '"', '\'':
			q := indexByte(s.src[:limit], i+1, s.src[i])
			if q < 0 {
				s.failed["element"] = limit
				return -1
			}
			i = q + 1
		case '{':
			if i = s.balanced(i); i < 0 {
				return -1
			}
		case '<':
			return -1
		default:
			i++
		}
	}
	s.failed["element"] = limit
	return -1
}

// balanced gives the end of the braces that open at at, strings and comments
// inside being stepped over, or -1.
func (s *scanner) balanced(at int) int {
	if at < s.failed["brace"] {
		return -1
	}
	depth := 0
	limit := min(len(s.src), at+4*maxElement)
	for i := at; i < limit; i++ {
		switch s.src[i] {
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 {
				return i + 1
			}
		case '"', '`':
			if q := indexByte(s.src[:limit], i+1, s.src[i]); q > 0 {
				if s.src[i] == '`' || strings.IndexByte(s.src[i:q], '\n') < 0 {
					i = q
				}
			}
		}
	}
	s.failed["brace"] = limit
	return -1
}

// tagSegments adds the attributes that readers see as fields, or the whole as
// opaque when there are none.
func (s *scanner) tagSegments(start, end int) {
	found := false
	visibleAttributes(s.src, start, end, func(name string, from, to int) {
		if seg := s.emit(doc.Field, from, to); seg != nil {
			seg.ID = name
			seg.Runs = prose.Runs(seg.Text)
			found = true
		}
	})
	if !found {
		s.opaque(start, end)
	}
}

// visible are the attributes of elements and shortcodes that readers see.
var visible = map[string]bool{
	"title": true, "alt": true, "label": true, "description": true, "caption": true, "summary": true, "text": true, "heading": true,
	"aria-label": true, "alt-text": true, "subtitle": true, "attr": false,
}

// visibleAttributes visits the quoted values of visible attributes.
func visibleAttributes(src string, start, end int, visit func(name string, from, to int)) {
	for i := start; i < end; i++ {
		if src[i] != '=' || i+1 >= end || src[i+1] != '"' && src[i+1] != '\'' {
			continue
		}
		shut := indexByte(src[:end], i+2, src[i+1])
		if shut < 0 {
			return
		}
		n := i
		for n > start && (src[n-1] >= 'a' && src[n-1] <= 'z' || src[n-1] >= 'A' && src[n-1] <= 'Z' || src[n-1] == '-') {
			n--
		}
		if name := strings.ToLower(src[n:i]); visible[name] && prose.HasWords(src[i+2:shut]) {
			visit(name, i+2, shut)
		}
		i = shut
	}
}

// openModule takes import and export lines of MDX, to a blank line.
func (s *scanner) openModule(line string, at, n int) bool {
	if at != s.raw || !strings.HasPrefix(line, "import ") && !strings.HasPrefix(line, "export ") && !strings.HasPrefix(line, "import{") {
		return false
	}
	if strings.HasPrefix(line, "import ") && !strings.ContainsAny(line, "'\"{") || strings.HasPrefix(line, "export ") && !strings.ContainsAny(line, "={(*") {
		return false
	}
	s.close(n)
	end, next := lineAt(s.src, at)
	for next < len(s.src) {
		to, after := lineAt(s.src, next)
		if strings.TrimSpace(s.src[next:to]) == "" {
			if b := strings.IndexByte(s.src[at:end], '{'); b < 0 || s.balanced(at+b) <= end {
				break
			}
			if stop := s.balanced(at + strings.IndexByte(s.src[at:end], '{')); stop > next {
				end, next = lineAt(s.src, stop)
				continue
			}
		}
		end, next = to, after
	}
	s.opaque(at, end)
	s.next = max(s.next, next)
	return true
}
