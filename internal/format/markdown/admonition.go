package markdown

import "strings"

// openColons opens or closes a container between lines of colons, which
// Docusaurus, VitePress, Starlight and Pandoc share:
//
//	:::note[Title]   ::: tip Title   ::: {.callout title="…"}   :::
//
// A closing line ends the innermost one that it is long enough for. One that
// nothing closes ends with what it stands in.
func (s *scanner) openColons(c *cursor, at, n int) bool {
	count := runLength(s.src[at:c.end], ':')
	if count < 3 {
		return false
	}
	start := at + count
	rest := strings.TrimSpace(s.src[start:c.end])
	if rest == "" {
		s.closeFence(colons, count, n)
		c.to(s.src, c.end)
		return true
	}
	name, from, to := colonsHead(s.src, start, c.end)
	if name == "" {
		return false
	}
	if s.docfx(name, at, to, c.end, n) {
		c.to(s.src, c.end)
		return true
	}
	s.close(n)
	s.push(container{kind: colons, name: "admonition:" + name, marks: count})
	s.title(from, to)
	c.to(s.src, c.end)
	return true
}

// docfx takes the blocks of DocFX, whose attributes readers do not see as a
// title: :::image source="x" alt-text="…"::: stands alone, :::zone pivot="x"
// goes on to :::zone-end.
func (s *scanner) docfx(name string, at, to, end, n int) bool {
	name = strings.TrimRight(name, ":")
	if base, ok := strings.CutSuffix(name, "-end"); ok {
		for i := len(s.stack) - 1; i >= 0; i-- {
			if k := &s.stack[i]; k.kind == colons && k.name == "admonition:"+base {
				s.close(i)
				return true
			}
		}
		s.close(n)
		return true
	}
	line := strings.TrimRight(s.src[at:end], " \t")
	whole := !isSpace(line[3]) && strings.HasSuffix(line, ":::")
	if !whole && !attributes(s.src[at+3:to]) {
		return false
	}
	s.close(n)
	s.tagSegments(at, end)
	if !whole || s.endsLater(name, end) {
		s.push(container{kind: colons, name: "admonition:" + name, marks: 3})
	}
	return true
}

// endsLater reports whether :::name-end comes after at.
func (s *scanner) endsLater(name string, at int) bool {
	_, ok := s.find(":::"+name+"-end", at, len(s.src))
	return ok
}

// attributes reports whether text is a name and attributes, name a="b" c='d'.
func attributes(text string) bool {
	_, rest, _ := strings.Cut(strings.TrimSpace(text), " ")
	key, value, ok := strings.Cut(strings.TrimSpace(rest), "=")
	return ok && key != "" && value != "" && (value[0] == '"' || value[0] == '\'') && strings.Trim(key, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_") == ""
}

// colonsHead reads what follows the opening colons.
func colonsHead(src string, start, end int) (name string, from, to int) {
	for start < end && isSpace(src[start]) {
		start++
	}
	at := start
	if at < end && src[at] == '{' {
		shut := strings.IndexByte(src[at:end], '}')
		if shut < 0 {
			return "", 0, 0
		}
		attrs := src[at+1 : at+shut]
		if i := strings.IndexByte(attrs, '.'); i >= 0 {
			name = attrs[i+1:]
			if j := strings.IndexAny(name, " .#}"); j >= 0 {
				name = name[:j]
			}
		}
		if i := strings.Index(attrs, `title="`); i >= 0 {
			from = at + 1 + i + len(`title="`)
			if j := strings.IndexByte(src[from:at+shut], '"'); j >= 0 {
				return orBlock(name), from, from + j
			}
		}
		return orBlock(name), at, at
	}
	for at < end && !isSpace(src[at]) && src[at] != '[' && src[at] != '{' {
		at++
	}
	name = strings.ToLower(src[start:at])
	if name == "" {
		return "", 0, 0
	}
	if at < end && src[at] == '[' {
		if shut := strings.LastIndexByte(src[at:end], ']'); shut > 0 {
			return name, at + 1, at + shut
		}
	}
	to = end
	if i := strings.LastIndexByte(src[at:end], '{'); i >= 0 {
		to = at + i
	}
	if to > at && strings.Trim(src[at:to], ": \t") == "" {
		to = at
	}
	return name, at, to
}

func orBlock(name string) string {
	if name == "" {
		return "block"
	}
	return strings.ToLower(name)
}

// closeFence ends the innermost container of that kind; with fewer marks than
// it was opened with, the innermost of all.
func (s *scanner) closeFence(kind containerKind, count, n int) {
	innermost := -1
	for i := len(s.stack) - 1; i >= 0; i-- {
		if s.stack[i].kind != kind {
			continue
		}
		if innermost < 0 {
			innermost = i
		}
		if s.stack[i].marks <= count {
			innermost = i
			break
		}
	}
	if innermost >= 0 {
		s.close(innermost)
		return
	}
	s.close(n)
}

// openSlashes opens or closes a block of pymdownx: /// note | Title … ///.
func (s *scanner) openSlashes(c *cursor, at, n int) bool {
	count := runLength(s.src[at:c.end], '/')
	if count < 3 {
		return false
	}
	start := at + count
	rest := strings.TrimSpace(s.src[start:c.end])
	if rest == "" {
		if !s.inside(slashes) {
			return false
		}
		s.closeFence(slashes, count, n)
		c.to(s.src, c.end)
		return true
	}
	if !isSpace(s.src[start]) {
		return false
	}
	name, title, _ := strings.Cut(rest, "|")
	name, title = strings.TrimSpace(name), strings.TrimSpace(title)
	if name == "" || strings.ContainsAny(name, "/.") || len(strings.Fields(name)) > 3 {
		return false
	}
	s.close(n)
	s.push(container{kind: slashes, name: "admonition:" + strings.ToLower(strings.Fields(name)[0]), marks: count})
	if title != "" {
		bar := indexByte(s.src, start, '|')
		s.title(bar+1, c.end)
	}
	c.to(s.src, c.end)
	return true
}

// openIndentedAdmonition opens !!! note "Title" or ??? note, whose text is
// indented by four.
func (s *scanner) openIndentedAdmonition(c *cursor, at, n int) bool {
	rest := s.src[at:c.end]
	count := runLength(rest, rest[0])
	if count != 3 {
		return false
	}
	if count < len(rest) && rest[count] == '+' {
		count++
	}
	if count >= len(rest) || rest[count] != ' ' {
		return false
	}
	head := rest[count:]
	name := head
	from, to := 0, 0
	if i := strings.IndexByte(head, '"'); i >= 0 {
		name = head[:i]
		from = at + count + i + 1
		to = c.end
		if j := strings.LastIndexByte(s.src[from:c.end], '"'); j >= 0 {
			to = from + j
		}
	}
	fields := strings.Fields(name)
	if len(fields) == 0 || len(fields) > 4 {
		return false
	}
	for i := 0; i < len(fields[0]); i++ {
		if c := fields[0][i]; !(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '-' || c == '_') {
			return false
		}
	}
	s.close(n)
	s.push(container{kind: indented, name: "admonition:" + strings.ToLower(fields[0]), need: 4})
	s.title(from, to)
	c.to(s.src, c.end)
	return true
}

// openTab opens === "Title", a tab of pymdownx, whose text is indented by four.
func (s *scanner) openTab(c *cursor, at, n int) bool {
	line := strings.TrimRight(s.src[at:c.end], " \t")
	mark := strings.TrimLeft(strings.TrimPrefix(line, "==="), "!+")
	if !strings.HasPrefix(line, "===") || !strings.HasPrefix(mark, ` "`) || !strings.HasSuffix(mark, `"`) || len(mark) < 4 {
		return false
	}
	s.close(n)
	s.push(container{kind: indented, name: "tab", need: 4})
	from := at + len(line) - len(mark) + 2
	s.title(from, at+len(line)-1)
	c.to(s.src, c.end)
	return true
}

func runLength(text string, c byte) int {
	n := 0
	for n < len(text) && text[n] == c {
		n++
	}
	return n
}
