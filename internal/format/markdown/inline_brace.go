package markdown

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"stele/internal/doc"
)

// brace takes placeholders, attribute lists and expressions.
func (in *inliner) brace() bool {
	t, i := in.text, in.at
	if end := braceEnd(t, i); end > 0 {
		in.placeholder(i, end)
		return true
	}
	if i+1 >= len(t) {
		return false
	}
	rest := t[i:min(len(t), i+maxTag)]
	shut := strings.IndexByte(rest, '}')
	switch c := t[i+1]; {
	case c == '*' || c == '!':
		if n := strings.Index(rest[2:], string(c)+"}"); n >= 0 {
			return in.add(doc.RunPlaceholder, i, i+2+n+2, "")
		}
	case strings.HasPrefix(rest, "{/*"):
		if n := strings.Index(rest, "*/}"); n >= 0 {
			return in.add(doc.RunMarkup, i, i+n+3, "")
		}
	case shut > 0 && attributeList(rest[1:shut]):
		return in.add(doc.RunMarkup, i, i+shut+1, "")
	case in.scan.mdx && i >= in.braces:
		if n := expressionEnd(rest); n > 0 {
			return in.add(doc.RunPlaceholder, i, i+n, "")
		}
		in.braces = i + len(rest)
	}
	return false
}

// expressionEnd is the length of the expression that text begins with, or 0.
// Braces in its strings do not count; an apostrophe within a word (in JSX inside
// the expression) opens none.
func expressionEnd(text string) int {
	depth := 0
	for j := 0; j < len(text); j++ {
		switch c := text[j]; c {
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 {
				return j + 1
			}
		case '"', '`', '\'':
			if c == '\'' && !strings.ContainsRune("({[,:=?+&| ", rune(text[j-1])) {
				continue
			}
			n := strings.IndexByte(text[j+1:], c)
			if n < 0 || strings.Contains(text[j+1:j+1+n], "\n") {
				return unquotedEnd(text)
			}
			j += n + 1
		}
	}
	return unquotedEnd(text)
}

// unquotedEnd is expressionEnd of text whose quotes are not in pairs.
func unquotedEnd(text string) int {
	depth := 0
	for j := 0; j < len(text); j++ {
		switch text[j] {
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 {
				return j + 1
			}
		}
	}
	return 0
}

// placeholder adds a shortcode or expression. The visible arguments of a
// shortcode, text="…", are words.
func (in *inliner) placeholder(start, end int) {
	from := start
	if c := in.text[start+2]; in.text[start+1] == '%' || c == '<' || c == '%' {
		visibleAttributes(in.text, start, end, func(_ string, a, b int) {
			in.add(doc.RunPlaceholder, from, a, "")
			from = b
		})
	}
	in.add(doc.RunPlaceholder, from, end, "")
}

// attributeList reports what stands in {: .class}, { .class #id }, {#id}.
func attributeList(inner string) bool {
	inner = strings.TrimSpace(inner)
	if inner == "" || inner[0] != ':' && inner[0] != '.' && inner[0] != '#' {
		return false
	}
	for _, f := range strings.Fields(strings.TrimPrefix(inner, ":")) {
		if f[0] != '.' && f[0] != '#' && !strings.Contains(f, "=") {
			return false
		}
	}
	return true
}

// math takes $…$ and $$…$$ by Pandoc's rule: no blank inside the dollars, no
// digit after them; and something must look like a formula.
func (in *inliner) math() bool {
	t, i := in.text, in.at
	if strings.HasPrefix(t[i:], "$$") {
		if in.shut[shutMath] > i {
			if n := strings.Index(t[i+2:], "$$"); n > 0 {
				return in.add(doc.RunMath, i, i+2+n+2, "")
			} else if n < 0 {
				in.shut[shutMath] = i
			}
		}
		in.at = i + 2
		return true
	}
	if i+1 >= len(t) || isSpace(t[i+1]) {
		return false
	}
	limit := min(len(t), i+512)
	for j := i + 1; j < limit; j++ {
		switch t[j] {
		case '\\':
			j++
		case '$':
			inner := t[i+1 : j]
			if isSpace(t[j-1]) || j+1 < len(t) && t[j+1] >= '0' && t[j+1] <= '9' || !formula(inner) {
				return false
			}
			return in.add(doc.RunMath, i, j+1, "")
		case '`':
			return false
		}
	}
	return false
}

func formula(inner string) bool {
	if strings.ContainsAny(inner, `\^_{}=<>`) {
		return !strings.Contains(inner, "{{")
	}
	return len(inner) > 0 && len(inner) <= 3 && strings.IndexByte(inner, ' ') < 0 && (inner[0] < '0' || inner[0] > '9')
}

// delimiter notes a run of emphasis marks; emphasis pairs them in the end.
func (in *inliner) delimiter(c byte) bool {
	t, i := in.text, in.at
	n := runLength(t[i:], c)
	in.at = i + n
	if (c == '~' && n > 2) || (c == '=' && n != 2) {
		return true
	}
	before, after := '\n', '\n'
	if i > 0 {
		before, _ = utf8.DecodeLastRuneInString(t[:i])
	}
	if i+n < len(t) {
		after, _ = utf8.DecodeRuneInString(t[i+n:])
	}
	left, right := flanking(before, after)
	d := delim{c: c, at: i, count: n, open: left, close: right}
	if c == '_' {
		d.open = left && (!right || punctuation(before))
		d.close = right && (!left || punctuation(after))
	}
	if d.open || d.close {
		in.delims = append(in.delims, d)
	}
	return true
}

func flanking(before, after rune) (left, right bool) {
	spaceBefore, spaceAfter := unicode.IsSpace(before), unicode.IsSpace(after)
	punctBefore, punctAfter := punctuation(before), punctuation(after)
	left = !spaceAfter && (!punctAfter || spaceBefore || punctBefore)
	right = !spaceBefore && (!punctBefore || spaceAfter || punctAfter)
	return left, right
}

func punctuation(r rune) bool { return unicode.IsPunct(r) || unicode.IsSymbol(r) }
