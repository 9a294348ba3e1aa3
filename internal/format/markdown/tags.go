package markdown

import (
	"strings"
)

// readTag reads the shortcode or Liquid tag at at.
func (s *scanner) readTag(at int) (tag, bool) {
	end := braceEnd(s.src, at)
	if end <= 0 {
		return tag{}, false
	}
	t := tag{start: at, end: end}
	inner := s.src[at+2 : end-2]
	if s.src[at+1] == '{' {
		if inner == "" || inner[0] != '<' && inner[0] != '%' {
			return tag{}, false
		}
		inner = inner[1:]
	} else {
		t.liquid = true
	}
	inner = strings.TrimLeft(inner, "- \t\r\n")
	if strings.HasPrefix(inner, "/") && !strings.HasPrefix(inner, "/*") {
		t.closing = true
		inner = strings.TrimLeft(inner[1:], " ")
	}
	t.name = inner
	if i := strings.IndexAny(inner, " \t\r\n>%-/\""); i >= 0 {
		t.name = inner[:i]
	}
	if t.liquid && strings.HasPrefix(t.name, "end") && len(t.name) > 3 {
		t.closing, t.name = true, t.name[3:]
	}
	return t, t.name != ""
}

// maxTag bounds a shortcode's length, so that unclosed ones cost linear time.
const maxTag = 4 << 10

// braceEnd gives the end of the {{…}}, {{<…>}}, {{%…%}} or {%…%} at at, or 0.
func braceEnd(src string, at int) int {
	if at+4 > len(src) || src[at] != '{' {
		return 0
	}
	shut := "%}"
	if src[at+1] == '{' {
		shut = "}}"
		switch src[at+2] {
		case '<':
			shut = ">}}"
		case '%':
			shut = "%}}"
		}
	} else if src[at+1] != '%' {
		return 0
	}
	limit := min(len(src), at+maxTag)
	if shut == "}}" {
		// Plain braces hold an expression: one line.
		if n := strings.IndexByte(src[at:limit], '\n'); n >= 0 {
			limit = at + n
		}
	}
	rest := src[at+2 : limit]
	n := strings.Index(rest, shut)
	if shut == "%}}" {
		if m := bookEnd(rest, n); m > 0 {
			return at + 2 + m
		}
	}
	if n >= 0 {
		return at + 2 + n + len(shut)
	}
	return 0
}

// bookEnd gives the end of a tag of mdBook's preprocessors, {{%name …}}, in the
// rest of it, or 0. The end of Hugo's form, at hugo, is that of a later tag when
// another one opens before it.
func bookEnd(rest string, hugo int) int {
	n := strings.Index(rest, "}}")
	if n < 0 || hugo >= 0 && (n > hugo || !strings.Contains(rest[n:hugo], "{{")) || strings.Contains(rest[:n], "\n") {
		return 0
	}
	return n + len("}}")
}

// pairedTags lists the shortcodes and Liquid tags that are closed somewhere.
func pairedTags(src string) map[string]bool {
	var names map[string]bool
	add := func(name string) {
		if names == nil {
			names = map[string]bool{}
		}
		names[name] = true
	}
	for at := 0; ; at += 2 {
		n := strings.IndexByte(src[at:], '{')
		if n < 0 || at+n+2 >= len(src) {
			return names
		}
		at += n
		switch {
		case src[at+1] == '{' && (src[at+2] == '<' || src[at+2] == '%'):
			rest := strings.TrimLeft(src[at+3:min(len(src), at+80)], " -")
			if strings.HasPrefix(rest, "/") {
				add(tagName(strings.TrimLeft(rest[1:], " ")))
			}
		case src[at+1] == '%':
			rest := strings.TrimLeft(src[at+2:min(len(src), at+80)], " -")
			if strings.HasPrefix(rest, "end") {
				add("%" + tagName(rest[3:]))
			}
		default:
			at--
		}
	}
}

func tagName(text string) string {
	if i := strings.IndexAny(text, " \t\r\n>%-\""); i >= 0 {
		return text[:i]
	}
	return text
}
