package asciidoc

import (
	"strings"

	"stele/internal/doc"
	"stele/internal/format/prose"
)

// runs finds code, emphasis, links, macros, attributes and bare URLs.
func runs(text string) []doc.Run {
	in := &inliner{text: text}
	for i := 0; i < len(text); {
		if next := in.at(i); next > i {
			i = next
		} else {
			i++
		}
	}
	return in.out
}

type inliner struct {
	text string
	out  []doc.Run
	none [256]bool // marks that do not close any more
}

func (in *inliner) add(kind doc.RunKind, start, end int, target string) int {
	in.out = append(in.out, doc.Run{Kind: kind, Start: start, End: end, Target: target})
	return end
}

// at reads the run that starts at i and gives its end, or i.
func (in *inliner) at(i int) int {
	t := in.text
	switch c := t[i]; c {
	case '\\':
		if i+1 < len(t) {
			in.add(doc.RunMarkup, i, i+1, "")
			return i + 2
		}
	case '`':
		if end := in.closing(i+1, '`'); end > 0 {
			return in.add(doc.RunCode, i, end+1, "")
		}
	case '*', '_', '#':
		return in.emphasis(i, c)
	case '{':
		if n := strings.IndexByte(t[i:min(len(t), i+80)], '}'); n > 1 && !strings.ContainsAny(t[i:i+n], " \n") {
			return in.add(doc.RunPlaceholder, i, i+n+1, "")
		}
	case '<':
		return in.reference(i)
	case '&':
		if end, chars := prose.Entity(t, i); end > 0 {
			return in.add(doc.RunEntity, i, end, chars)
		}
	case 'h', 'f', 'l', 'x', 'i', 'k', 'b', 'm', 'f' - 32:
		if i == 0 || !letter(t[i-1]) {
			return in.macro(i)
		}
	}
	return i
}

func letter(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c >= 0x80
}

func (in *inliner) closing(from int, c byte) int {
	if in.none[c] {
		return 0
	}
	n := strings.IndexByte(in.text[from:], c)
	if n < 0 {
		in.none[c] = true
		return 0
	}
	return from + n
}

// emphasis takes a mark that can open or close: next to a letter on one side
// and none on the other, or doubled.
func (in *inliner) emphasis(i int, c byte) int {
	n := 1
	for i+n < len(in.text) && in.text[i+n] == c {
		n++
	}
	before := i > 0 && (letter(in.text[i-1]) || in.text[i-1] == '.' || in.text[i-1] == '`')
	after := i+n < len(in.text) && (letter(in.text[i+n]) || in.text[i+n] == '`')
	if n <= 2 && (before != after || n == 2 && before) {
		return in.add(doc.RunMarkup, i, i+n, "")
	}
	return i + n
}

// reference takes <<id,text>> and <<id>>.
func (in *inliner) reference(i int) int {
	t := in.text
	if !strings.HasPrefix(t[i:], "<<") {
		return i
	}
	n := strings.Index(t[i:min(len(t), i+400)], ">>")
	if n < 3 {
		return i
	}
	id, _, named := strings.Cut(t[i+2:i+n], ",")
	if !named {
		return in.add(doc.RunLink, i, i+n+2, id)
	}
	in.add(doc.RunLink, i, i+2+len(id)+1, id)
	return in.add(doc.RunMarkup, i+n, i+n+2, "")
}

// macros have brackets after their target; the text of some is read.
var macros = []struct {
	name string
	kind doc.RunKind
	read bool
}{
	{"link:", doc.RunLink, true}, {"xref:", doc.RunLink, true}, {"image:", doc.RunImage, true}, {"footnote:", doc.RunMarkup, true},
	{"kbd:", doc.RunCode, false}, {"btn:", doc.RunMarkup, true}, {"menu:", doc.RunMarkup, true}, {"icon:", doc.RunPlaceholder, false},
	{"mailto:", doc.RunLink, true}, {"https://", doc.RunLink, true}, {"http://", doc.RunLink, true},
}

func (in *inliner) macro(i int) int {
	t := in.text
	for _, m := range macros {
		if !strings.HasPrefix(t[i:], m.name) {
			continue
		}
		open := i + len(m.name)
		limit := min(len(t), i+2000)
		for open < limit && t[open] != '[' && t[open] > ' ' && t[open] != '<' {
			open++
		}
		if open >= limit || t[open] != '[' {
			if end := prose.URL(t, i); end > 0 {
				return in.add(doc.RunLink, i, end, t[i:end])
			}
			return i
		}
		shut := strings.IndexByte(t[open:limit], ']')
		if shut < 0 {
			return i
		}
		target := t[i+len(m.name) : open]
		if m.name[len(m.name)-1] == '/' {
			target = t[i:open]
		}
		if !m.read || shut == 1 {
			return in.add(m.kind, i, open+shut+1, target)
		}
		in.add(m.kind, i, open+1, target)
		return in.add(doc.RunMarkup, open+shut, open+shut+1, "")
	}
	return i
}
