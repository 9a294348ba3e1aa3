package html

import (
	"html"
	"strings"

	"stele/internal/doc"
	"stele/internal/format/prose"
)

// Runs gives the runs of a piece of inline HTML. Character references are runs
// of kind entity, whose target is what they stand for.
func Runs(text string) []doc.Run {
	var runs []doc.Run
	add := func(kind doc.RunKind, start, end int, target string) {
		runs = append(runs, doc.Run{Kind: kind, Start: start, End: end, Target: target})
	}
	noComment := len(text)
	for i := 0; i < len(text); {
		switch text[i] {
		case '<':
			if strings.HasPrefix(text[i:], "<!--") && i < noComment {
				if n := strings.Index(text[i:], "-->"); n > 0 {
					add(doc.RunMarkup, i, i+n+3, "")
					i += n + 3
					continue
				}
				noComment = i
			}
			if end := TagEnd(text, i); end > 0 {
				found, stop := InlineTag(text, i, end)
				runs = append(runs, found...)
				i = stop
				continue
			}
		case '&':
			if end, chars := prose.Entity(text, i); end > 0 {
				add(doc.RunEntity, i, end, chars)
				i = end
				continue
			}
		case '{':
			if end := template(text, i); end > 0 {
				add(doc.RunPlaceholder, i, end, "")
				i = end
				continue
			}
		case '[':
			if end, label := prose.NoteRef(text, i); end > 0 {
				add(doc.RunNote, i, end, label)
				i = end
				continue
			}
		case 'h', 'H', 'w', 'W':
			if end := prose.URL(text, i); end > 0 {
				add(doc.RunLink, i, end, html.UnescapeString(text[i:end]))
				i = end
				continue
			}
		}
		i++
	}
	return runs
}

// template gives the end of {{ … }} or {% … %} on one line, or 0.
func template(t string, i int) int {
	if i+3 >= len(t) || t[i+1] != '{' && t[i+1] != '%' {
		return 0
	}
	shut := "}}"
	if t[i+1] == '%' {
		shut = "%}"
	}
	rest := t[i:min(len(t), i+512)]
	if n := strings.IndexByte(rest, '\n'); n >= 0 {
		rest = rest[:n]
	}
	if n := strings.Index(rest, shut); n > 0 {
		return i + n + 2
	}
	return 0
}

// maxTag bounds a tag's length, maxInner the length of elements that are taken
// whole.
const (
	maxTag   = 8 << 10
	maxInner = 2 << 10
)

// TagEnd gives the end of the tag at i, or 0 when none starts there.
func TagEnd(t string, i int) int {
	if i+2 >= len(t) || t[i] != '<' {
		return 0
	}
	c := t[i+1]
	if !(c == '/' || c == '!' || c == '?' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z') {
		return 0
	}
	limit := min(len(t), i+maxTag)
	for j := i + 2; j < limit; j++ {
		switch t[j] {
		case '>':
			return j + 1
		case '"', '\'':
			if t[j-1] != '=' {
				continue
			}
			to := limit
			if strings.HasPrefix(t[j+1:], "data:") {
				to = len(t) // a picture within the page
			}
			n := strings.IndexByte(t[j+1:to], t[j])
			if n < 0 {
				return 0
			}
			j += 1 + n
			if j > limit {
				limit = min(len(t), j+maxTag)
			}
		}
	}
	return 0
}

// InlineTag gives the runs of the tag at [start, end) of t and where they end:
// after the tag, or after the element when it is code, a note reference or
// nothing that is read.
func InlineTag(t string, start, end int) (runs []doc.Run, stop int) {
	one := func(kind doc.RunKind, to int, target string) ([]doc.Run, int) {
		return []doc.Run{{Kind: kind, Start: start, End: to, Target: target}}, to
	}
	tag := t[start:end]
	if v, ok := Attr(tag, "translate"); ok && strings.EqualFold(v, "no") && tag[1] != '/' {
		if to := elementEnd(t, end, tagName(tag)); to > 0 {
			return one(doc.RunPlaceholder, to, "")
		}
	}
	switch name := tagName(tag); name {
	case "br", "hr":
		return one(doc.RunPlaceholder, end, "")
	case "img":
		return image(t, start, end)
	case "code", "tt":
		if to := elementEnd(t, end, name); to > 0 {
			return one(doc.RunCode, to, "")
		}
	case "sup":
		if to := elementEnd(t, end, name); to > 0 {
			if label, ok := noteLabel(t[end:to], true); ok {
				return one(doc.RunNote, to, label)
			}
		}
	case "a":
		if to := elementEnd(t, end, name); to > 0 {
			if label, ok := noteLabel(t[end:to], false); ok {
				return one(doc.RunNote, to, label)
			}
		}
		if href, ok := Attr(tag, "href"); ok {
			return one(doc.RunLink, end, html.UnescapeString(href))
		}
	case "script", "style", "svg", "math", "iframe", "object", "template", "noscript", "video", "audio", "select":
		if to := elementEnd(t, end, name); to > 0 {
			return one(doc.RunPlaceholder, to, "")
		}
	}
	if from, to, ok := attrSpan(tag, "title"); ok && tag[1] != '/' && prose.HasWords(tag[from:to]) {
		// The title of an abbreviation is read too.
		return []doc.Run{
			{Kind: doc.RunPlaceholder, Start: start, End: start + from},
			{Kind: doc.RunPlaceholder, Start: start + to, End: end},
		}, end
	}
	return one(doc.RunMarkup, end, "")
}

// image makes the alt text words between two runs.
func image(t string, start, end int) ([]doc.Run, int) {
	src, _ := Attr(t[start:end], "src")
	target := html.UnescapeString(src)
	from, to, ok := attrSpan(t[start:end], "alt")
	if !ok || !prose.HasWords(t[start+from:start+to]) {
		return []doc.Run{{Kind: doc.RunImage, Start: start, End: end, Target: target}}, end
	}
	return []doc.Run{
		{Kind: doc.RunImage, Start: start, End: start + from, Target: target},
		{Kind: doc.RunPlaceholder, Start: start + to, End: end},
	}, end
}

// elementEnd finds the end of the element whose start tag ends at at, or 0.
func elementEnd(t string, at int, name string) int {
	rest := t[at:min(len(t), at+maxInner)]
	for i := 0; ; {
		n := strings.Index(rest[i:], "</")
		if n < 0 {
			return 0
		}
		i += n
		if len(rest)-i > 2+len(name) && strings.EqualFold(rest[i+2:i+2+len(name)], name) && (rest[i+2+len(name)] == '>' || rest[i+2+len(name)] == ' ') {
			if m := strings.IndexByte(rest[i:], '>'); m > 0 {
				return at + i + m + 1
			}
			return 0
		}
		i += 2
	}
}

// noteLabel reads the text of an element as a note's number: 3, [3], (3) or *;
// with bare unset only in brackets.
func noteLabel(inner string, bare bool) (string, bool) {
	t := strings.TrimSpace(html.UnescapeString(plain(inner)))
	bracketed := len(t) > 2 && (t[0] == '[' && t[len(t)-1] == ']' || t[0] == '(' && t[len(t)-1] == ')')
	if bracketed {
		t = t[1 : len(t)-1]
	}
	if !bracketed && !bare || t == "" || len(t) > 3 {
		return "", false
	}
	for i := 0; i < len(t); i++ {
		if (t[i] < '0' || t[i] > '9') && t[i] != '*' {
			return "", false
		}
	}
	return t, true
}

// plain is text without tags.
func plain(text string) string {
	if strings.IndexByte(text, '<') < 0 {
		return text
	}
	var b strings.Builder
	for i := 0; i < len(text); {
		if end := TagEnd(text, i); end > 0 {
			i = end
			continue
		}
		b.WriteByte(text[i])
		i++
	}
	return b.String()
}

// tagName is the lower-case name in a tag, without the slash of an end tag.
func tagName(tag string) string {
	i := 1
	if i < len(tag) && tag[i] == '/' {
		i++
	}
	start := i
	for i < len(tag) && tag[i] > ' ' && tag[i] != '>' && tag[i] != '/' {
		i++
	}
	return strings.ToLower(tag[start:i])
}

// Attr gives the raw value of an attribute of a tag.
func Attr(tag, name string) (string, bool) {
	from, to, ok := attrSpan(tag, name)
	return tag[from:to], ok
}

// attrSpan finds the value of an attribute: its bytes within the tag.
func attrSpan(tag, name string) (from, to int, ok bool) {
	i := 1
	for i < len(tag) && tag[i] > ' ' && tag[i] != '>' {
		i++
	}
	for i < len(tag) {
		for i < len(tag) && (tag[i] <= ' ' || tag[i] == '/') {
			i++
		}
		start := i
		for i < len(tag) && tag[i] > ' ' && tag[i] != '=' && tag[i] != '>' && tag[i] != '/' {
			i++
		}
		if i == start {
			return 0, 0, false
		}
		match := strings.EqualFold(tag[start:i], name)
		for i < len(tag) && tag[i] <= ' ' {
			i++
		}
		if i >= len(tag) || tag[i] != '=' {
			if match {
				return i, i, true
			}
			continue
		}
		i++
		for i < len(tag) && tag[i] <= ' ' {
			i++
		}
		from, to, i = attrValue(tag, i)
		if match {
			return from, to, true
		}
	}
	return 0, 0, false
}

func attrValue(tag string, i int) (from, to, next int) {
	if i < len(tag) && (tag[i] == '"' || tag[i] == '\'') {
		n := strings.IndexByte(tag[i+1:], tag[i])
		if n < 0 {
			return len(tag), len(tag), len(tag)
		}
		return i + 1, i + 1 + n, i + 2 + n
	}
	from = i
	for i < len(tag) && tag[i] > ' ' && tag[i] != '>' {
		i++
	}
	return from, i, i
}
