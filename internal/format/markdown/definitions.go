package markdown

import (
	"strings"

	"stele/internal/doc"
)

// definitions takes link reference definitions off the start of a paragraph.
// Each becomes an opaque segment that names its label and destination.
func (s *scanner) definitions(lines []lineRange) []lineRange {
	for len(lines) > 0 && s.src[lines[0].start] == '[' {
		n := s.definition(lines)
		if n == 0 {
			break
		}
		lines = lines[n:]
	}
	return lines
}

// definition reads one definition and gives the number of its lines.
func (s *scanner) definition(lines []lineRange) int {
	first := lines[0]
	at, ok := closeLabel(s.src, first.start+1, first.end)
	if !ok || at+1 >= first.end || s.src[at+1] != ':' || s.src[first.start+1] == '^' {
		return 0
	}
	label := s.src[first.start+1 : at]
	if strings.TrimSpace(label) == "" {
		return 0
	}
	used, from := 1, at+2
	line := first
	if strings.TrimSpace(s.src[from:line.end]) == "" {
		if len(lines) < 2 {
			return 0
		}
		line, used = lines[1], 2
		from = line.start
	}
	for from < line.end && isSpace(s.src[from]) {
		from++
	}
	dest, to := destination(s.src[:line.end], from)
	if to <= from {
		return 0
	}
	end := to
	rest := strings.TrimSpace(s.src[to:line.end])
	switch {
	case rest == "":
		if used < len(lines) {
			if next := lines[used]; wholeTitle(strings.TrimSpace(s.src[next.start:next.end])) {
				end = next.end
				used++
			}
		}
	case isSpace(s.src[to]) && wholeTitle(rest):
		end = line.end
	default:
		return 0
	}
	if key := normalLabel(label); s.defs[key] == "" {
		s.defs[key] = dest
	}
	s.defined(label, dest, first.start, from, to, end)
	return used
}

// commentLabels are the labels by which a definition is used as a comment:
// [//]: # (text).
var commentLabels = map[string]bool{"//": true, "comment": true, "#": true, "_": true}

func (s *scanner) defined(label, dest string, start, from, to, end int) {
	if commentLabels[label] && (dest == "#" || dest == "") {
		text := strings.TrimSpace(s.src[to:end])
		if len(text) > 1 {
			text = text[1 : len(text)-1]
		}
		s.addComment(doc.Comment{Span: doc.Span{Start: start, End: end}, Text: text})
		return
	}
	seg := s.emit(doc.Opaque, start, end)
	if seg == nil {
		return
	}
	seg.Locked, seg.ID = true, label
	seg.Runs = []doc.Run{{Kind: doc.RunLink, Start: from - seg.Span.Start, End: to - seg.Span.Start, Target: dest}}
}

func wholeTitle(t string) bool {
	if len(t) < 2 {
		return false
	}
	last := t[len(t)-1]
	switch t[0] {
	case '"', '\'':
		return last == t[0] && strings.IndexByte(t[1:len(t)-1], t[0]) < 0
	case '(':
		return last == ')'
	}
	return false
}

// closeLabel finds the bracket that ends a label of at most 999 bytes.
func closeLabel(src string, at, end int) (int, bool) {
	end = min(end, at+1000)
	for ; at < end; at++ {
		switch src[at] {
		case '\\':
			at++
		case '[':
			return 0, false
		case ']':
			return at, true
		}
	}
	return 0, false
}

// destination reads a link destination at at and gives it, without its angle
// brackets, and its end; the end is at when there is none.
func destination(src string, at int) (dest string, end int) {
	if at >= len(src) {
		return "", at
	}
	if src[at] == '<' {
		for i := at + 1; i < len(src); i++ {
			switch src[i] {
			case '\\':
				i++
			case '\n', '<':
				return "", at
			case '>':
				return src[at+1 : i], i + 1
			}
		}
		return "", at
	}
	depth, i := 0, at
	for ; i < len(src); i++ {
		c := src[i]
		if c == '\\' && i+1 < len(src) && isPunct(src[i+1]) {
			i++
			continue
		}
		if c <= ' ' || c == 0x7f {
			break
		}
		if c == '{' && i+2 < len(src) && (src[i+1] == '{' || src[i+1] == '%') {
			// A shortcode as destination has blanks: [x]({{< ref "a" >}}).
			if n := braceEnd(src, i); n > 0 {
				i = n - 1
				continue
			}
		}
		if c == '(' {
			if depth++; depth > 32 {
				return "", at
			}
		}
		if c == ')' {
			if depth == 0 {
				break
			}
			depth--
		}
	}
	if depth > 0 {
		return "", at
	}
	return src[at:i], i
}

// normalLabel folds case and white space of a label.
func normalLabel(label string) string {
	return strings.ToLower(strings.Join(strings.Fields(label), " "))
}

func isPunct(c byte) bool {
	return c >= '!' && c <= '/' || c >= ':' && c <= '@' || c >= '[' && c <= '`' || c >= '{' && c <= '~'
}
