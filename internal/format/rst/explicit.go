package rst

import (
	"strings"

	"stele/internal/doc"
)

// prose are the directives whose body is read; what stands on their own line
// is its beginning, or a title.
var prose = map[string]string{
	"note": "text", "warning": "text", "tip": "text", "important": "text", "caution": "text", "danger": "text", "error": "text", "hint": "text",
	"attention": "text", "seealso": "text", "versionadded": "version", "versionchanged": "version", "deprecated": "version", "versionremoved": "version",
	"admonition": "title", "topic": "title", "sidebar": "title", "epigraph": "text", "highlights": "text", "pull-quote": "text", "compound": "text",
	"container": "name", "list-table": "title", "rubric": "heading", "figure": "figure", "image": "image", "todo": "text", "centered": "heading",
	"class": "object", "function": "object", "method": "object", "attribute": "object", "data": "object", "exception": "object", "module": "name",
	"glossary": "name", "impl-detail": "text", "tab": "title", "only": "name", "dropdown": "title", "details": "title", "availability": "text",
}

var codeDirectives = map[string]bool{"code": true, "code-block": true, "sourcecode": true, "math": true, "parsed-literal": true, "productionlist": true, "doctest": true, "testcode": true, "prompt": true}

// explicit reads what starts with "..": directives, footnotes, targets,
// substitutions, comments.
func (s *scanner) explicit(i, to, depth int) int {
	l := s.lines[i]
	end := max(i+1, s.indented(i+1, to, l.indent+1))
	t := strings.TrimPrefix(s.str(l), "..")
	rest := strings.TrimLeft(t, " ")
	at := l.end - len(rest)
	switch {
	case strings.HasPrefix(rest, "["):
		if shut := strings.IndexByte(rest, ']'); shut > 1 {
			s.note(i, end, at+shut+1, strings.TrimLeft(rest[1:shut], "#"), depth)
			return end
		}
	case strings.HasPrefix(rest, "_"), strings.HasPrefix(rest, "|"):
		if n := strings.Index(rest, "| replace::"); n > 0 && rest[0] == '|' {
			// The text stands wherever its name is used.
			s.emit(doc.Paragraph, at+n+len("| replace::"), s.lines[end-1].end, s.prefix(i, end))
			return end
		}
		s.opaque(l.text, s.lines[end-1].end)
		return end
	}
	if name, args, ok := strings.Cut(rest, "::"); ok && name != "" && !strings.ContainsAny(name, " \t") {
		if j := strings.LastIndexByte(name, ':'); j >= 0 {
			name = name[j+1:] // of a domain: py:function
		}
		s.directive(name, i, end, l.end-len(args), depth)
		return end
	}
	text := strings.TrimSpace(s.src[at:s.lines[end-1].end])
	s.v.Comments = append(s.v.Comments, doc.Comment{Span: doc.Span{Start: l.text, End: s.lines[end-1].end}, Text: text})
	return end
}

func (s *scanner) note(i, end, at int, label string, depth int) {
	s.lines[i].indent += at - s.lines[i].text
	s.lines[i].text = at
	for s.lines[i].text < s.lines[i].end && isBlank(s.src[s.lines[i].text]) {
		s.lines[i].text++
		s.lines[i].indent++
	}
	if s.lines[i].blank() {
		i++
	}
	s.evenOut(i, end)
	s.within("note", func() { s.first(doc.Note, 0, label, i, end, depth) })
}

// directive reads the directive on line i, whose arguments start at at.
func (s *scanner) directive(name string, i, end, at, depth int) {
	l := s.lines[i]
	how, known := prose[name]
	switch {
	case codeDirectives[name]:
		s.codeDirective(name, i, end)
		return
	case name == "toctree" && s.toctree(i, end):
		return
	case !known || depth >= maxDepth:
		s.opaque(l.text, s.lines[end-1].end)
		return
	}
	body := s.options(i+1, end)
	for at < l.end && isBlank(s.src[at]) {
		at++
	}
	switch how {
	case "version":
		for at < l.end && !isBlank(s.src[at]) {
			at++
		}
	case "name", "object", "image", "figure":
		at = l.end
	}
	inside := func() {
		switch {
		case at >= l.end || strings.TrimSpace(s.src[at:l.end]) == "":
		case how == "title":
			s.emit(doc.Caption, at, l.end, "")
		case how == "heading":
			s.emit(doc.Heading, at, l.end, "")
		default:
			// The text goes on under the directive's line until a blank one.
			stop := body
			for stop < end && !s.lines[stop].blank() {
				stop++
			}
			if stop > i+1 && body > i+1 {
				stop = body
			}
			s.emit(doc.Paragraph, at, s.lines[stop-1].end, s.prefix(i, stop))
			body = stop
		}
		if body < end {
			if how == "figure" {
				s.first(doc.Caption, 0, "", body, end, depth)
			} else {
				s.body(body, end, s.least(body, end), depth+1)
			}
		}
	}
	if how == "image" || how == "figure" || how == "object" || how == "name" || how == "heading" {
		if how == "object" {
			s.opaque(l.text, l.end)
		}
		s.alt(i+1, min(body, end))
		inside()
		return
	}
	s.within("admonition:"+name, inside)
}

// options gives the line after the option list of a directive.
func (s *scanner) options(i, end int) int {
	for i < end && !s.lines[i].blank() && fieldMark(s.str(s.lines[i])) > 0 {
		i++
	}
	return i
}

// alt adds the alt text among options as a field.
func (s *scanner) alt(i, end int) {
	for ; i < end; i++ {
		l := s.lines[i]
		if strings.HasPrefix(s.str(l), ":alt:") {
			if seg := s.emit(doc.Field, l.text+len(":alt:"), l.end, ""); seg != nil {
				seg.ID = "alt"
			}
		}
	}
}

// toctree adds what readers see of a table of contents: its caption, and the
// entries that have a title of their own, "Title <page>"; false when it has none.
func (s *scanner) toctree(i, end int) bool {
	found := false
	s.within("list", func() {
		for _, l := range s.lines[i+1 : end] {
			t := s.str(l)
			switch open := strings.LastIndex(t, " <"); {
			case strings.HasPrefix(t, ":caption:"):
				found = s.emit(doc.Caption, l.text+len(":caption:"), l.end, "") != nil || found
			case open > 0 && strings.HasSuffix(t, ">"):
				if seg := s.emit(doc.Item, l.text, l.text+open, ""); seg != nil {
					seg.Level, found = 1, true
				}
			}
		}
	})
	return found
}

func (s *scanner) codeDirective(name string, i, end int) {
	body := s.options(i+1, end)
	for body < end && s.lines[body].blank() {
		body++
	}
	if body >= end {
		s.opaque(s.lines[i].text, s.lines[end-1].end)
		return
	}
	id := strings.TrimSpace(s.str(s.lines[i])[strings.Index(s.str(s.lines[i]), "::")+2:])
	if id == "" {
		id = name
	}
	s.code(body, end, id)
}

// fieldMark gives the length of ":name:" at the start of a line, or 0.
func fieldMark(t string) int {
	if len(t) < 3 || t[0] != ':' || t[1] == ':' || t[1] == ' ' {
		return 0
	}
	for i := 1; i < len(t); i++ {
		if t[i] == ':' {
			if i+1 < len(t) && t[i+1] != ' ' {
				return 0 // a role: :ref:`x`
			}
			return i + 1
		}
	}
	return 0
}

// field reads a field of a field list; its text is an item named by the field.
func (s *scanner) field(i, to, n, depth int) int {
	l := s.lines[i]
	end := max(i+1, s.indented(i+1, to, l.indent+1))
	name := s.str(l)[1 : n-1]
	s.lines[i].text += n
	for s.lines[i].text < l.end && isBlank(s.src[s.lines[i].text]) {
		s.lines[i].text++
	}
	s.lines[i].indent = l.indent + 1
	if end > i+1 {
		s.lines[i].indent = s.least(i+1, end)
	}
	s.within("fields", func() {
		if depth < maxDepth {
			s.first(doc.Item, 1, name, i, end, depth)
		}
	})
	return end
}

// lineBlock reads lines that start with "| ".
func (s *scanner) lineBlock(i, to int) int {
	end := i
	for end < to && strings.HasPrefix(s.str(s.lines[end]), "|") {
		end++
	}
	// Empty lines at the start have a mark only, which is no text.
	first := i
	for first < end-1 && len(s.str(s.lines[first])) < 2 {
		first++
	}
	l := s.lines[first]
	s.emit(doc.Paragraph, l.text+1, s.lines[end-1].end, s.src[l.start:l.text]+"| ")
	return end
}
