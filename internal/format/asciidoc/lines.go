package asciidoc

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"stele/internal/doc"
)

// prefixed reads lines whose first marks say what they are.
func (s *scanner) prefixed(t string, at, end int) bool {
	switch c := t[0]; {
	case strings.HasPrefix(t, "//"):
		s.v.Comments = append(s.v.Comments, doc.Comment{Span: doc.Span{Start: at, End: end}, Text: strings.TrimSpace(t[2:])})
		return true
	case c == '=' || c == '#':
		return s.heading(t, at, end)
	case c == ':' && s.from == s.to:
		return s.attribute(t, at, end)
	case c == '[' && t[len(t)-1] == ']' && s.from == s.to:
		s.flush()
		s.attributes(t)
		s.opaque(at, end)
		return true
	case c == '.' && len(t) > 1 && t[1] != '.' && t[1] != ' ' && s.from == s.to:
		s.emit(doc.Caption, at+1, end, "")
		return true
	case t == "<<<" || t == "'''" || t == "---" || t == "***":
		s.flush()
		return true
	}
	return s.macro(t, at, end) || s.admonition(t, at, end) || s.item(t, at, end) || s.term(t, at, end)
}

func (s *scanner) heading(t string, at, end int) bool {
	n := len(t) - len(strings.TrimLeft(t, t[:1]))
	if n > 6 || n >= len(t) || t[n] != ' ' {
		return false
	}
	s.flush()
	s.list, s.marks = nil, nil
	seg := s.emit(doc.Heading, at+n+1, end, "")
	if seg == nil {
		return true
	}
	seg.Level = n
	if n == 1 && len(s.blocks) == 0 && !s.titled {
		seg.Role = doc.Title
		s.header, s.titled = true, true
	}
	return true
}

// attributes keeps the style of "[NOTE]", "[source,go]", "[quote, Somebody]".
func (s *scanner) attributes(t string) {
	inner := strings.Trim(t, "[]")
	style, rest, _ := strings.Cut(inner, ",")
	style = strings.TrimSpace(style)
	if i := strings.IndexAny(style, "#.%"); i >= 0 {
		style = style[:i]
	}
	if style == "source" && rest != "" {
		style = "source " + strings.TrimSpace(strings.Split(rest, ",")[0])
	}
	if style != "" && !strings.Contains(style, "=") {
		s.style = style
	}
}

// macro takes block macros: image::a.png[alt], include::x[].
func (s *scanner) macro(t string, at, end int) bool {
	n := strings.Index(t, "::")
	if n < 2 || t[len(t)-1] != ']' || strings.ContainsAny(t[:n], " \t`*_:") {
		return false
	}
	open := strings.IndexByte(t, '[')
	if open < n {
		return false
	}
	s.flush()
	name, from, to := t[:n], at+open+1, end-1
	switch {
	case name == "image" && s.imageTexts(from, to):
	case strings.HasPrefix(name, "if") && name != "ifeval" && strings.TrimSpace(s.src[from:to]) != "":
		// ifdef::name[text] shows its text where name is set.
		s.emit(doc.Paragraph, from, to, "")
	default:
		s.opaque(at, end)
	}
	return true
}

// imageTexts adds what readers see of the attributes of an image: the first one
// when it has no name, alt and title; false when there is nothing.
func (s *scanner) imageTexts(from, to int) bool {
	found := false
	for first := true; from < to; first = false {
		stop, quoted := from, false
		for stop < to && (quoted || s.src[stop] != ',') {
			quoted = quoted != (s.src[stop] == '"')
			stop++
		}
		start, end, name := from, stop, "alt"
		if i := strings.IndexByte(s.src[from:stop], '='); i >= 0 && strings.IndexByte(s.src[from:from+i], '"') < 0 {
			name, start = strings.TrimSpace(s.src[from:from+i]), from+i+1
		} else if !first {
			name = ""
		}
		for start < end && (s.src[start] == ' ' || s.src[start] == '"') {
			start++
		}
		for end > start && (s.src[end-1] == ' ' || s.src[end-1] == '"') {
			end--
		}
		if (name == "alt" || name == "title") && start < end {
			if seg := s.emit(doc.Field, start, end, ""); seg != nil {
				seg.ID, found = name, true
			}
		}
		from = stop + 1
	}
	return found
}

// admonition reads "NOTE: text".
func (s *scanner) admonition(t string, at, end int) bool {
	name, _, ok := strings.Cut(t, ": ")
	if !ok || !admonitions[name] || s.from < s.to {
		return false
	}
	s.style = name
	s.text(at+len(name)+2, end)
	return true
}

// item reads list items: * ** - . .. 1. <1>.
func (s *scanner) item(t string, at, end int) bool {
	mark, _, ok := strings.Cut(t, " ")
	if !ok || mark == "" {
		return false
	}
	name := "list"
	switch {
	case strings.Trim(mark, "*") == "" && len(mark) <= 6, mark == "-", mark == "•":
	case strings.Trim(mark, ".") == "" && len(mark) <= 6:
		name = "ordered"
	case mark[len(mark)-1] == '.' && digits(mark[:len(mark)-1]):
		name, mark = "ordered", "1."
	case mark[0] == '<' && mark[len(mark)-1] == '>' && (digits(mark[1:len(mark)-1]) || mark == "<.>"):
		name, mark = "ordered", "<1>"
	default:
		return false
	}
	s.flush()
	s.nest(mark, name)
	from := at + strings.IndexByte(t, ' ') + 1
	for _, box := range []string{"[ ] ", "[x] ", "[*] "} {
		if strings.HasPrefix(s.src[from:end], box) {
			from += len(box)
		}
	}
	s.text(from, end)
	s.kind, s.level = doc.Item, len(s.list)
	return true
}

// nest finds the depth of a mark: a list goes on where its mark was used.
func (s *scanner) nest(mark, name string) {
	s.gap = false
	for k, m := range s.marks {
		if m == mark {
			s.marks, s.list = s.marks[:k+1], s.list[:k+1]
			return
		}
	}
	if len(s.marks) >= 16 {
		return
	}
	s.marks = append(s.marks[:len(s.marks):len(s.marks)], mark)
	s.list = append(s.list[:len(s.list):len(s.list)], name)
}

func digits(t string) bool {
	for i := 0; i < len(t); i++ {
		if t[i] < '0' || t[i] > '9' {
			return false
		}
	}
	return t != "" && len(t) < 5
}

// term reads "term:: definition".
func (s *scanner) term(t string, at, end int) bool {
	if s.from < s.to && s.kind != doc.Item {
		return false
	}
	n := strings.Index(t, "::")
	if n < 1 || strings.HasPrefix(t[n:], ":::::") {
		return false
	}
	stop := n
	for stop < len(t) && t[stop] == ':' {
		stop++
	}
	if stop < len(t) && t[stop] != ' ' {
		return false
	}
	s.flush()
	s.emit(doc.Term, at, at+n, "")
	s.nest(t[n:stop], "definition")
	if stop < len(t) {
		s.text(at+stop+1, end)
	} else {
		s.from, s.to = end, end
		s.awaitDefinition()
	}
	s.kind, s.level = doc.Item, len(s.list)
	return true
}

// awaitDefinition reads on to the text of a definition under its term.
func (s *scanner) awaitDefinition() {
	start := s.next
	end := len(s.src)
	if n := strings.IndexByte(s.src[start:], '\n'); n >= 0 {
		end = start + n
	}
	l := strings.TrimSpace(s.src[start:end])
	if l == "" || strings.HasPrefix(l, "[") || strings.HasPrefix(l, "--") || strings.Contains(l, "::") || strings.HasPrefix(l, "*") {
		return
	}
	s.next = min(len(s.src), end+1)
	from := start + strings.Index(s.src[start:end], l)
	s.from, s.to = from, from+len(l)
}

// cells reads the cells of a line of a table. A cell may go on in the next
// lines; each line is a cell then.
func (s *scanner) cells(at, end int) {
	from := at
	for i := at; i < end; i++ {
		if s.src[i] != '|' || i > at && s.src[i-1] == '\\' {
			continue
		}
		s.emit(doc.Cell, from, s.beforeSpec(from, i), "")
		from = i + 1
	}
	s.emit(doc.Cell, from, end, "")
}

// beforeSpec leaves out the format of the next cell, which stands before its
// bar: 2+^| or a|.
func (s *scanner) beforeSpec(from, bar int) int {
	i := bar
	for i > from && strings.IndexByte("0123456789+.*<>^aehlmsd", s.src[i-1]) >= 0 {
		i--
	}
	if i == from || s.src[i-1] == ' ' {
		return i
	}
	return bar
}

// underlines are the marks under the titles of the old style, by level.
const underlines = "=-~^+"

// underlined makes a heading of the open paragraph when the line underlines it: it
// has but one line, about as long. Elsewhere the same marks begin a block.
func (s *scanner) underlined(t string) bool {
	level := strings.IndexByte(underlines, t[0]) + 1
	if level == 0 || len(t) < 2 || strings.Trim(t, t[:1]) != "" || s.from >= s.to || s.kind != doc.Paragraph || s.inTable() {
		return false
	}
	title := strings.TrimSpace(s.src[s.from:s.to])
	if strings.Contains(title, "\n") || !strings.ContainsFunc(title, unicode.IsLetter) {
		return false
	}
	// The document's title is often underlined carelessly, and nothing else is
	// written so right below a line of text.
	if off := utf8.RuneCountInString(title) - len(t); (off < -1 || off > 1) && (level > 1 || len(t) <= 4) {
		return false
	}
	s.kind, s.level = doc.Heading, level
	return true
}
