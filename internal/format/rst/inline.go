package rst

import (
	"strings"

	"stele/internal/doc"
	base "stele/internal/format/prose"
)

// runs finds literals, roles, links, emphasis, substitutions, footnote
// references and bare URLs.
func runs(text string) []doc.Run {
	var out []doc.Run
	add := func(kind doc.RunKind, start, end int, target string) int {
		if end > start {
			out = append(out, doc.Run{Kind: kind, Start: start, End: end, Target: target})
		}
		return end
	}
	none := map[string]bool{} // closers that do not occur any more
	find := func(what string, from int) int {
		if none[what] || from > len(text) {
			return -1
		}
		n := strings.Index(text[from:], what)
		if n < 0 {
			none[what] = true
			return -1
		}
		return from + n
	}
	for i := 0; i < len(text); {
		switch c := text[i]; {
		case c == '\\' && i+1 < len(text):
			add(doc.RunMarkup, i, i+1, "")
			i += 2
			continue
		case strings.HasPrefix(text[i:], "``"):
			if end := find("``", i+2); end > 0 {
				i = add(doc.RunCode, i, end+2, "")
				continue
			}
		case c == ':' && i+2 < len(text):
			if tick := role(text, i); tick > 0 {
				if end := find("`", tick+1); end > 0 {
					i = roleRuns(text, i, tick, end, add)
					continue
				}
			}
		case c == '`':
			if end := find("`", i+1); end > 0 {
				i = link(text, i, end, add)
				continue
			}
		case strings.HasPrefix(text[i:], "**"):
			if end := find("**", i+2); end > 0 {
				add(doc.RunMarkup, i, i+2, "")
				out = append(out, inner(text, i+2, end)...)
				i = add(doc.RunMarkup, end, end+2, "")
				continue
			}
		case c == '*' && i+1 < len(text) && text[i+1] > ' ' && (i == 0 || !letter(text[i-1])):
			if end := find("*", i+1); end > 0 {
				add(doc.RunMarkup, i, i+1, "")
				out = append(out, inner(text, i+1, end)...)
				i = add(doc.RunMarkup, end, end+1, "")
				continue
			}
		case c == '|' && i+1 < len(text) && text[i+1] > ' ':
			if end := find("|", i+1); end > 0 && end-i < 80 && text[end-1] > ' ' {
				i = add(doc.RunPlaceholder, i, end+1, "")
				continue
			}
		case c == '[':
			if end := strings.Index(text[i:min(len(text), i+60)], "]_"); end > 1 && !strings.ContainsAny(text[i:i+end], " \n") {
				i = add(doc.RunNote, i, i+end+2, strings.TrimLeft(text[i+1:i+end], "#"))
				continue
			}
		case c == 'h' || c == 'w':
			if end := base.URL(text, i); end > 0 {
				i = add(doc.RunLink, i, end, text[i:end])
				continue
			}
		}
		i++
	}
	return out
}

// inner finds URLs within emphasis.
func inner(text string, from, to int) []doc.Run {
	found := base.Runs(text[from:to])
	for k := range found {
		found[k].Start += from
		found[k].End += from
	}
	return found
}

func letter(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9'
}

// role gives the place of the back-tick after :role: or :domain:role:, or 0.
func role(text string, i int) int {
	for j := i + 1; j < len(text) && j-i < 40; j++ {
		switch c := text[j]; {
		case c == '`':
			if text[j-1] == ':' && j > i+2 {
				return j
			}
			return 0
		case letter(c), c == ':', c == '-', c == '_', c == '+', c == '.':
		default:
			return 0
		}
	}
	return 0
}

// readRoles have a text of their own.
var readRoles = map[string]bool{"ref": true, "doc": true, "term": true, "numref": true, "abbr": true, "guilabel": true, "menuselection": true,
	"dfn": true, "emphasis": true, "strong": true, "sub": true, "sup": true, "title": true, "any": true, "download": true}

func roleRuns(text string, i, tick, end int, add func(doc.RunKind, int, int, string) int) int {
	name := strings.Trim(text[i:tick], ":")
	if k := strings.LastIndexByte(name, ':'); k >= 0 {
		name = name[k+1:]
	}
	open := strings.LastIndexByte(text[tick:end], '<')
	if open > 0 && text[end-1] == '>' {
		add(doc.RunMarkup, i, tick+1, "")
		return add(doc.RunLink, tick+open, end+1, text[tick+open+1:end-1])
	}
	switch {
	case name == "sup" && end-tick <= 4 && strings.Trim(text[tick+1:end], "0123456789") == "":
		return add(doc.RunNote, i, end+1, text[tick+1:end])
	case name == "math":
		return add(doc.RunMath, i, end+1, "")
	case name == "abbr" || name == "guilabel" || name == "menuselection" || name == "dfn" || name == "term" || name == "emphasis" || name == "strong":
		add(doc.RunMarkup, i, tick+1, "")
		return add(doc.RunMarkup, end, end+1, "")
	case readRoles[name]:
		return add(doc.RunLink, i, end+1, text[tick+1:end])
	}
	return add(doc.RunCode, i, end+1, "")
}

// link reads `text <url>`_, `name`_ and interpreted text.
func link(text string, i, end int, add func(doc.RunKind, int, int, string) int) int {
	stop := end + 1
	for stop < len(text) && stop < end+3 && text[stop] == '_' {
		stop++
	}
	open := strings.LastIndexByte(text[i:end], '<')
	switch {
	case stop > end+1 && open > 0 && text[end-1] == '>':
		add(doc.RunMarkup, i, i+1, "")
		return add(doc.RunLink, i+open, stop, text[i+open+1:end-1])
	case stop > end+1:
		add(doc.RunMarkup, i, i+1, "")
		return add(doc.RunLink, end, stop, text[i+1:end])
	}
	return add(doc.RunCode, i, stop, "")
}
