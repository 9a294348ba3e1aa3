package markdown

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"stele/internal/doc"
	"stele/internal/format/prose"
)

// inliner finds the runs of one segment after another. Each pass takes linear
// time: brackets and emphasis marks go on stacks, and a search for the end of
// a code span that found none is not made again.
type inliner struct {
	scan     *scanner
	text     string
	runs_    []doc.Run
	at       int
	brackets []bracket
	delims   []delim
	ticks    [maxTicks]int // by length: from here on no such run of back-ticks
	shut     [closers]int  // by closer: from here on it does not occur
	braces   int           // braces that open before here are not closed
	tags     int           // nor are MDX tags
	quoted   bool
}

const maxTicks = 32

// closers are ends that are looked for further on.
const (
	shutComment = iota
	shutMath
	shutTex
	closers
)

type bracket struct {
	at, end int // of the mark: "[" or "!["
	image   bool
	spent   bool // a link was found inside: no link may hold it
}

// delim is a run of emphasis marks that may open or close.
type delim struct {
	c           byte
	at, count   int
	open, close bool
}

// special are the bytes that may start a run.
var special = func() (t [256]bool) {
	for _, c := range "\\`*_~[]!<&{$hHwW\n=@" {
		t[byte(c)] = true
	}
	return t
}()

// runs gives the runs of a text in order. quoted says that further lines may
// start with quotation marks that are not part of the segment's prefix.
func (in *inliner) runs(text string, quoted bool) []doc.Run {
	in.text, in.quoted, in.at = text, quoted, 0
	in.braces, in.tags = 0, 0
	in.runs_, in.brackets, in.delims = nil, in.brackets[:0], in.delims[:0]
	for i := range in.ticks {
		in.ticks[i] = len(text)
	}
	for i := range in.shut {
		in.shut[i] = len(text)
	}
	in.lineStart()
	for in.at < len(text) {
		if !special[text[in.at]] || !in.one(text[in.at]) {
			in.at++
		}
	}
	in.emphasis()
	return tidy(in.runs_)
}

// tidy puts the runs in order and drops what overlaps.
func tidy(runs []doc.Run) []doc.Run {
	sorted := true
	for i := 1; i < len(runs); i++ {
		if runs[i].Start < runs[i-1].End {
			sorted = false
			break
		}
	}
	if sorted {
		return runs
	}
	sortRuns(runs)
	out := runs[:0]
	for _, r := range runs {
		if n := len(out); n == 0 || r.Start >= out[n-1].End {
			out = append(out, r)
		}
	}
	return out
}

func (in *inliner) add(kind doc.RunKind, start, end int, target string) bool {
	in.runs_ = append(in.runs_, doc.Run{Kind: kind, Start: start, End: end, Target: target})
	in.at = end
	return true
}

// one takes the run that starts here; false when there is none.
func (in *inliner) one(c byte) bool {
	t, i := in.text, in.at
	switch c {
	case '\\':
		return in.backslash()
	case '`':
		return in.code()
	case '*', '_', '~', '=':
		return in.delimiter(c)
	case '[':
		return in.openBracket()
	case ']':
		return in.closeBracket()
	case '!':
		if strings.HasPrefix(t[i:], "![[") {
			if n := strings.Index(t[i:min(len(t), i+500)], "]]"); n > 3 && !strings.Contains(t[i:i+n], "\n") {
				return in.add(doc.RunImage, i, i+n+2, t[i+3:i+n])
			}
		}
		if i+1 < len(t) && t[i+1] == '[' {
			in.push(bracket{at: i, end: i + 2, image: true})
			return true
		}
	case '<':
		return in.angle()
	case '&':
		if end, chars := prose.Entity(t, i); end > 0 {
			return in.add(doc.RunEntity, i, end, chars)
		}
	case '{':
		return in.brace()
	case '$':
		return in.math()
	case 'h', 'H', 'w', 'W':
		if end := prose.URL(t, i); end > 0 {
			return in.add(doc.RunLink, i, end, t[i:end])
		}
	case '@':
		if start, end := prose.Email(t, i); end > 0 && (len(in.runs_) == 0 || start >= in.runs_[len(in.runs_)-1].End) {
			return in.add(doc.RunLink, start, end, t[start:end])
		}
	case '\n':
		in.at++
		in.lineStart()
		return true
	}
	return false
}

// lineStart takes quotation marks that uneven lines left in the text.
func (in *inliner) lineStart() {
	if !in.quoted || in.at == 0 {
		return
	}
	i, marks := in.at, false
	for i < len(in.text) && (in.text[i] == ' ' || in.text[i] == '\t' || in.text[i] == '>') {
		marks = marks || in.text[i] == '>'
		i++
	}
	if marks {
		in.add(doc.RunMarkup, in.at, i, "")
	}
}

func (in *inliner) backslash() bool {
	t, i := in.text, in.at
	if i+1 >= len(t) {
		return false
	}
	// Converters from word processors escape the brackets of note references.
	if end, label := escapedNote(t, i); end > 0 {
		return in.add(doc.RunNote, i, end, label)
	}
	switch {
	case t[i+1] == '\n' || t[i+1] == '\r':
		return in.add(doc.RunMarkup, i, i+1, "")
	case strings.HasPrefix(t[i:], `\\(`):
		if in.shut[shutTex] > i {
			if n := strings.Index(t[i+3:], `\\)`); n >= 0 {
				return in.add(doc.RunMath, i, i+3+n+3, "")
			}
			in.shut[shutTex] = i
		}
	}
	if isPunct(t[i+1]) {
		in.add(doc.RunMarkup, i, i+1, "")
		in.at = i + 2
		return true
	}
	return false
}

// escapedNote reads \[12\] at i.
func escapedNote(t string, i int) (end int, label string) {
	if !strings.HasPrefix(t[i:], `\[`) {
		return 0, ""
	}
	j := i + 2
	for j < len(t) && j-i < 5 && t[j] >= '0' && t[j] <= '9' {
		j++
	}
	if j == i+2 || !strings.HasPrefix(t[j:], `\]`) {
		return 0, ""
	}
	return j + 2, t[i+2 : j]
}

// code takes a code span: back-ticks up to the same number of them.
func (in *inliner) code() bool {
	t, i := in.text, in.at
	n := runLength(t[i:], '`')
	if n < maxTicks && in.ticks[n] > i {
		for j := i + n; ; {
			k := strings.IndexByte(t[j:], '`')
			if k < 0 {
				in.ticks[n] = i
				break
			}
			j += k
			m := runLength(t[j:], '`')
			if m == n {
				return in.add(doc.RunCode, i, j+n, "")
			}
			j += m
		}
	}
	in.at = i + n
	return true
}

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
		depth := 0
		for j := 0; j < len(rest); j++ {
			switch rest[j] {
			case '{':
				depth++
			case '}':
				if depth--; depth == 0 {
					return in.add(doc.RunPlaceholder, i, i+j+1, "")
				}
			}
		}
		in.braces = i + len(rest)
	}
	return false
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
