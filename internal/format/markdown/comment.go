package markdown

import (
	"strings"

	"stele/internal/doc"
)

// openComment takes a comment that starts a line. What follows it on its last
// line is read on.
func (s *scanner) openComment(c *cursor, at, n int, open, shut string) bool {
	inner, end := s.commentEnd(at, open, shut)
	if end < 0 {
		return false
	}
	s.close(n)
	s.comment(at, at+len(open), inner, end)
	lineEnd, next := c.end, s.next
	if end > lineEnd {
		lineEnd, next = lineAt(s.src, end)
	}
	s.moveTo(c, end, lineEnd, next)
	return true
}

// commentEnd finds the end of the comment at at, and of its text. A comment
// whose end was mistyped (—->, – ->, --!>) would swallow the page up to the
// next comment's end: the mistyped end counts then. Without any end it goes to
// the next blank line.
func (s *scanner) commentEnd(at int, open, shut string) (inner, end int) {
	from := at + len(open)
	if strings.HasPrefix(s.src[from:], ">") || strings.HasPrefix(s.src[from:], "->") {
		return from, from + strings.IndexByte(s.src[from:], '>') + 1
	}
	to, ok := s.find(shut, from, len(s.src))
	stop := to
	if !ok {
		stop = len(s.src)
	}
	again, more := s.find(open, from, stop)
	if ok && !(more && again < to) {
		return to, to + len(shut)
	}
	if open == "<!--" {
		if more {
			stop = again
		}
		if i, j := mistyped(s.src[from:stop]); j > 0 {
			return from + i, from + j
		}
	}
	if ok {
		return to, to + len(shut)
	}
	if open != "<!--" {
		return -1, -1
	}
	for p := from; p < len(s.src); {
		lineEnd, next := lineAt(s.src, p)
		if strings.TrimSpace(s.src[p:lineEnd]) == "" && p > from {
			return p, p
		}
		p = next
	}
	return len(s.src), len(s.src)
}

// mistyped finds an end of a comment that editors have made of -->.
func mistyped(text string) (inner, end int) {
	for at := 0; ; {
		n := strings.IndexByte(text[at:], '>')
		if n < 0 {
			return 0, 0
		}
		at += n
		for _, m := range []string{"—-", "–-", "-—", "-–", "—", "–", "--!", "-- "} {
			if strings.HasSuffix(text[:at], m) {
				return at - len(m), at + 1
			}
		}
		at++
	}
}

// found is the result of a search: from where it went, and what it came to.
type found struct{ from, at int }

// find gives the first place of what between from and to. The last result is
// kept under the key, so that the same search from further on costs nothing.
func (s *scanner) find(what string, from, to int) (int, bool) {
	last, ok := s.found[what]
	if !ok || from < last.from || from > last.at {
		n := strings.Index(s.src[from:], what)
		if n < 0 {
			n = len(s.src) - from
		}
		last = found{from, from + n}
		s.found[what] = last
	}
	return last.at, last.at+len(what) <= to
}

// comment records a comment and obeys the marks in it.
func (s *scanner) comment(start, from, to, end int) {
	s.addComment(doc.Comment{Span: doc.Span{Start: start, End: end}, Text: strings.TrimSpace(s.src[from:max(from, to)])})
}

func (s *scanner) addComment(c doc.Comment) {
	if n := len(s.v.Comments); n > 0 && s.v.Comments[n-1].Span.End > c.Span.Start {
		return
	}
	s.v.Comments = append(s.v.Comments, c)
	s.marks.read(c.Text)
}

// marks are what writers say in comments and attributes about translating.
type marks struct {
	next  bool   // the next segment is locked
	until bool   // segments are locked until a mark ends it
	depth int    // open elements of the name lockTag since translate="no"
	tag   string // that element's name
	hint  string // for the next segment
}

// read obeys a comment: i18n:skip, i18n:skip-start and -end, translate:off and
// :on, i18n:comment, and the same of mdpo.
func (m *marks) read(text string) {
	low := strings.ToLower(strings.TrimSpace(text))
	word, _, _ := strings.Cut(low, " ")
	word = strings.TrimSuffix(word, ":")
	switch {
	case word == "i18n:skip-start", word == "translate:off", word == "mdpo-disable", low == "translate: off":
		m.until = true
	case word == "i18n:skip-end", word == "translate:on", word == "mdpo-enable", low == "translate: on":
		m.until = false
	case word == "i18n:skip", word == "mdpo-disable-next-line", word == "mdpo-disable-next-block", word == "translate:skip":
		m.next = true
	case strings.HasPrefix(low, "i18n:comment"), strings.HasPrefix(low, "mdpo-translator"):
		t := strings.TrimSpace(text)
		if i := strings.IndexAny(t, " \t\n"); i > 0 {
			m.addHint(strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(t[i:]), ":")))
		}
	}
}

func (m *marks) addHint(hint string) {
	if m.hint != "" {
		hint = m.hint + "\n" + hint
	}
	m.hint = hint
}

// tags obeys translate="no" on an element that stays open over other blocks.
func (m *marks) tags(text string) {
	if m.tag == "" {
		i := strings.Index(text, `translate="no"`)
		if i < 0 {
			return
		}
		open := strings.LastIndexByte(text[:i], '<')
		if open < 0 {
			return
		}
		name, _ := tagAt(text[open:])
		if shut := strings.IndexByte(text[i:], '>'); name == "" || shut > 0 && text[i+shut-1] == '/' {
			return
		}
		m.tag, m.depth = name, 0
		text = text[open:]
	}
	m.depth += strings.Count(text, "<"+m.tag) - strings.Count(text, "</"+m.tag)
	if m.depth <= 0 {
		m.tag, m.depth = "", 0
	}
}

// apply marks a segment. What is said of the next segment is said of the next
// one with text.
func (m *marks) apply(s *doc.Segment) {
	if s.Kind == doc.Opaque {
		return
	}
	if m.until || m.next || m.tag != "" {
		s.Locked = true
	}
	s.Hint = m.hint
	m.next, m.hint = false, ""
}
