package markdown

import (
	"sort"
	"strings"

	"stele/internal/doc"
	"stele/internal/format/html"
	"stele/internal/format/prose"
)

// openBracket takes note references and wiki links, or notes a bracket that a
// link may start with.
func (in *inliner) openBracket() bool {
	t, i := in.text, in.at
	if strings.HasPrefix(t[i:], "[^") {
		if n := strings.IndexByte(t[i:min(len(t), i+200)], ']'); n > 2 && !strings.ContainsAny(t[i+2:i+n], " \n[") {
			return in.add(doc.RunNote, i, i+n+1, t[i+2:i+n])
		}
	}
	if strings.HasPrefix(t[i:], "[[") && in.wiki() {
		return true
	}
	if n := docfxInclude(t[i:min(len(t), i+500)]); n > 0 {
		return in.add(doc.RunPlaceholder, i, i+n, "")
	}
	if end, label := prose.NoteRef(t, i); end > 0 && in.scan.defs[label] == "" && (end == len(t) || t[end] != '(' && t[end] != '[') {
		return in.add(doc.RunNote, i, end, label)
	}
	in.push(bracket{at: i, end: i + 1})
	return true
}

// docfxInclude is the length of what DocFX puts something else in the place of,
// [!INCLUDE [name](x.md)], [!VIDEO url], [!code-csharp[](x.cs)], or 0.
func docfxInclude(text string) int {
	if !strings.HasPrefix(text, "[!") {
		return 0
	}
	name := text[2:]
	if i := strings.IndexAny(name, " [-]\n"); i >= 0 {
		name = name[:i]
	}
	switch strings.ToLower(name) {
	case "include", "video", "code", "div", "notebook":
	default:
		return 0
	}
	depth := 0
	for i := 0; i < len(text) && text[i] != '\n'; i++ {
		switch text[i] {
		case '[':
			depth++
		case ']':
			if depth--; depth == 0 {
				return i + 1
			}
		}
	}
	return 0
}

// maxBrackets bounds the open brackets; older ones are forgotten.
const maxBrackets = 256

func (in *inliner) push(b bracket) {
	if len(in.brackets) == maxBrackets {
		in.brackets = in.brackets[:copy(in.brackets, in.brackets[maxBrackets/2:])]
	}
	in.brackets = append(in.brackets, b)
	in.at = b.end
}

// wiki takes [[Page]] and [[page|text]].
func (in *inliner) wiki() bool {
	t, i := in.text, in.at
	rest := t[i:min(len(t), i+500)]
	n := strings.Index(rest, "]]")
	if n <= 2 || strings.ContainsAny(rest[2:n], "[]\n") || strings.HasPrefix(rest[n+2:], "(") {
		return false
	}
	if _, ok := in.scan.defs[normalLabel(rest[2:n])]; ok {
		return false // a reference within brackets: [[Feature #1]]
	}
	target, _, named := strings.Cut(rest[2:n], "|")
	if named {
		in.add(doc.RunLink, i, i+2+len(target)+1, target)
		return in.add(doc.RunMarkup, i+n, i+n+2, "")
	}
	in.add(doc.RunMarkup, i, i+2, "")
	return in.add(doc.RunLink, i+n, i+n+2, target)
}

// closeBracket makes a link or image of the innermost open bracket when a
// destination or a known label follows.
func (in *inliner) closeBracket() bool {
	if len(in.brackets) == 0 {
		return false
	}
	b := in.brackets[len(in.brackets)-1]
	in.brackets = in.brackets[:len(in.brackets)-1]
	if b.spent {
		return false
	}
	kind := doc.RunLink
	if b.image {
		kind = doc.RunImage
	}
	i := in.at
	target, title, end := in.linkTail(b)
	if end == 0 {
		return false
	}
	in.add(doc.RunMarkup, b.at, b.end, "")
	if title.end > title.start {
		in.add(kind, i, title.start, target)
		in.add(doc.RunMarkup, title.end, end, "")
	} else {
		in.add(kind, i, end, target)
	}
	if !b.image {
		for k := range in.brackets {
			if !in.brackets[k].image {
				in.brackets[k].spent = true
			}
		}
		// Brackets that can no longer be a link need not be marked again.
		in.brackets = dropSpent(in.brackets)
	}
	return true
}

func dropSpent(bs []bracket) []bracket {
	out := bs[:0]
	for _, b := range bs {
		if !b.spent {
			out = append(out, b)
		}
	}
	return out
}

// linkTail reads what makes a link of the bracket that closes here: (dest
// "title"), [label], [] or a label that is defined.
func (in *inliner) linkTail(b bracket) (target string, title lineRange, end int) {
	t, i := in.text, in.at+1
	if i < len(t) && t[i] == '(' {
		if target, title, end := inlineTail(t, i+1); end > 0 {
			return target, title, end
		}
		// What looked like a title is text behind a reference.
	}
	if i < len(t) && t[i] == '[' {
		if shut, ok := closeLabel(t, i+1, len(t)); ok {
			label := t[i+1 : shut]
			if label == "" {
				label = t[b.end:in.at]
			}
			if dest, ok := in.scan.defs[normalLabel(label)]; ok {
				return dest, title, shut + 1
			}
			return "", title, 0
		}
	}
	if len(in.scan.defs) > 0 && in.at-b.end < 1000 {
		if dest, ok := in.scan.defs[normalLabel(t[b.end:in.at])]; ok {
			return dest, title, in.at + 1
		}
	}
	return "", title, 0
}

// inlineTail reads dest "title") at i.
func inlineTail(t string, i int) (target string, title lineRange, end int) {
	i = skipSpace(t, i)
	target, j := destination(t, i)
	i = skipSpace(t, j)
	if i < len(t) && i > j && (t[i] == '"' || t[i] == '\'' || t[i] == '(') {
		shut := t[i]
		if shut == '(' {
			shut = ')'
		}
		k := i + 1
		limit := min(len(t), i+2000)
		for k < limit && t[k] != shut {
			if t[k] == '\\' {
				k++
			}
			k++
		}
		if k >= limit {
			return "", title, 0
		}
		title = lineRange{start: i + 1, end: k}
		i = skipSpace(t, k+1)
	}
	if i < len(t) && t[i] == '{' {
		// Sizes and attributes before the bracket: ![](x.png =100x){…} aside.
		return "", title, 0
	}
	if strings.HasPrefix(t[min(i, len(t)):], "=") {
		for i < len(t) && t[i] != ')' && !isSpace(t[i]) {
			i++
		}
	}
	if i >= len(t) || t[i] != ')' {
		return "", title, 0
	}
	return target, title, i + 1
}

func skipSpace(t string, i int) int {
	for i < len(t) && isSpace(t[i]) {
		i++
	}
	return i
}

// angle takes autolinks, comments and inline HTML.
func (in *inliner) angle() bool {
	t, i := in.text, in.at
	if strings.HasPrefix(t[i:], "<!--") {
		if i < in.shut[shutComment] {
			if n := strings.Index(t[i+4:], "-->"); n >= 0 {
				return in.add(doc.RunMarkup, i, i+4+n+3, "")
			}
			in.shut[shutComment] = i
		}
		return false
	}
	if end := autolink(t, i); end > 0 {
		return in.add(doc.RunLink, i, end, t[i+1:end-1])
	}
	end := tagEnd(t, i)
	if end == 0 && in.scan.mdx {
		end = in.component()
	}
	if end == 0 {
		return false
	}
	runs, stop := html.InlineTag(t, i, end)
	in.runs_ = append(in.runs_, runs...)
	in.at = stop
	return true
}

// component is the end of an MDX tag with expressions in it.
func (in *inliner) component() int {
	if name, _ := tagAt(in.text[in.at:]); name == "" {
		if strings.HasPrefix(in.text[in.at:], "<>") || strings.HasPrefix(in.text[in.at:], "</>") {
			return in.at + strings.IndexByte(in.text[in.at:], '>') + 1
		}
		return 0
	}
	if in.at < in.tags {
		return 0
	}
	depth := 0
	limit := min(len(in.text), in.at+maxTag)
	for i := in.at + 1; i < limit; i++ {
		switch in.text[i] {
		case '{':
			depth++
		case '}':
			depth--
		case '>':
			if depth <= 0 {
				return i + 1
			}
		case '<':
			if depth <= 0 {
				return 0
			}
		}
	}
	in.tags = limit
	return 0
}

// autolink reads <scheme:…> or <name@host>.
func autolink(t string, i int) int {
	limit := min(len(t), i+2000)
	colon, at := false, false
	for j := i + 1; j < limit; j++ {
		c := t[j]
		switch {
		case c == '>':
			if j > i+3 && (colon || at) {
				return j + 1
			}
			return 0
		case c <= ' ' || c == '<' || c == '"' && !colon:
			return 0
		case c == ':' && !colon:
			if j-i < 3 || !letters(t[i+1:j]) {
				return 0
			}
			colon = true
		case c == '@':
			at = true
		case c == '=' && !colon, c == '/' && !colon:
			return 0
		}
	}
	return 0
}

func letters(s string) bool {
	for i := 0; i < len(s); i++ {
		c := s[i]
		if !(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || i > 0 && (c >= '0' && c <= '9' || c == '+' || c == '.' || c == '-')) {
			return false
		}
	}
	return s != ""
}

// maxInlineTag bounds an HTML tag's length.
const maxInlineTag = 4 << 10

// tagEnd gives the end of the HTML tag at i, or 0. Its attributes need not be
// well formed; quotes must be.
func tagEnd(t string, i int) int {
	name, _ := tagAt(t[i:min(len(t), i+100)])
	if name == "" {
		return 0
	}
	limit := min(len(t), i+maxInlineTag)
	for j := i + 1 + len(name); j < limit; j++ {
		switch t[j] {
		case '>':
			return j + 1
		case '<', '{':
			return 0
		case '=':
			if j+1 < limit && (t[j+1] == '"' || t[j+1] == '\'') {
				q := strings.IndexByte(t[j+2:limit], t[j+1])
				if q < 0 {
					return 0
				}
				j += 2 + q
			}
		}
	}
	return 0
}

func sortRuns(runs []doc.Run) {
	sort.SliceStable(runs, func(a, b int) bool { return runs[a].Start < runs[b].Start })
}
