// Package frontmatter reads the metadata block at the start of a Markdown
// file, in YAML (between lines of ---), TOML (+++) or JSON (a leading object).
//
// [Parse] gives every value as metadata, and the values that readers see
// (title, description, alt …) as field segments with byte-exact spans: of a
// quoted string the inside of the quotes, of a block scalar its lines. A value
// whose place in the file cannot be proved to hold it gives no segment; it
// stays in the metadata. It never rewrites a value.
package frontmatter

import (
	"strconv"
	"strings"

	"stele/internal/doc"
	"stele/internal/fault"
	"stele/internal/format/prose"
	"stele/internal/format/span"
)

// Bad : front matter that cannot be read, or that has no end. Args: Syntax
// (YAML, TOML or JSON). The cause, if any, is the parser's.
const Bad fault.ID = "front-matter"

// Block is front matter that was read.
type Block struct {
	End int // offset of the first byte after it
	// Damage is why the block was not read, a *fault.Fault with the line in the
	// file; nil for most. Then it has no fields and no metadata, and where no mark
	// ends it, End is that of its first paragraph.
	Damage error
	Fields []doc.Segment
	Meta   map[string][]string
}

// Parse reads the front matter that starts at offset at of src, or after empty
// lines there, if there is any: nil when not. extra names further keys whose
// values are translatable.
func Parse(name, src string, at int, extra []string) *Block {
	if begins := afterBlank(src, at); begins > at {
		// Hugo reads it there, too. To others the mark may be a rule.
		b := Parse(name, src, begins, extra)
		if b == nil || b.Damage != nil || len(b.Meta) == 0 {
			return nil
		}
		return b
	}
	line, rest := cutLine(src, at)
	b := &reader{name: name, src: src, extra: extra}
	b.Meta = map[string][]string{}
	switch mark := strings.TrimRight(line, " \t\r"); {
	case mark == "---":
		return b.fenced("YAML", rest, "---", "...")
	case mark == "+++":
		return b.fenced("TOML", rest, "+++", "+++")
	case strings.HasPrefix(line, "{") && jsonStart(src[at:]):
		return b.json(at)
	}
	return nil
}

// afterBlank is the start of the first line that is not empty.
func afterBlank(src string, at int) int {
	for at < len(src) {
		line, next := cutLine(src, at)
		if strings.TrimSpace(line) != "" {
			break
		}
		at = next
	}
	return at
}

type reader struct {
	Block
	name, src string
	extra     []string
}

func cutLine(src string, at int) (line string, next int) {
	if n := strings.IndexByte(src[at:], '\n'); n >= 0 {
		return src[at : at+n], at + n + 1
	}
	return src[at:], len(src)
}

// fenced finds the closing line: the mark alone, or else the first line that
// begins with it. Without one, and without a line that looks like a key, the mark
// was a rule or plain text.
func (b *reader) fenced(syntax string, start int, marks ...string) *Block {
	read := b.yaml
	if syntax == "TOML" {
		read = b.toml
	}
	var loose [2]int
	for at := start; at < len(b.src); {
		line, next := cutLine(b.src, at)
		mark := strings.TrimRight(line, " \t\r")
		if mark == marks[0] || mark == marks[1] {
			b.End = next
			return read(start, at)
		}
		if loose[1] == 0 && strings.HasPrefix(line, marks[0]) {
			loose = [2]int{at, next}
		}
		at = next
	}
	if !looksLikeKey(b.src[start:], syntax) {
		return nil
	}
	if b.End = loose[1]; b.End > 0 {
		return read(start, loose[0])
	}
	b.End = paragraphEnd(b.src, start)
	return b.damaged(fault.New(fault.Input, Bad, b.name, "Syntax", syntax).At(1))
}

// paragraphEnd is the start of the first empty line, or the end of the file.
func paragraphEnd(src string, at int) int {
	for at < len(src) {
		line, next := cutLine(src, at)
		if strings.TrimSpace(line) == "" {
			break
		}
		at = next
	}
	return at
}

// looksLikeKey reports whether the first line with text is "key: …" or, in
// TOML, "key = …" or a table.
func looksLikeKey(text, syntax string) bool {
	for at := 0; at < len(text); {
		line, next := cutLine(text, at)
		line = strings.TrimSpace(line)
		at = next
		if line == "" || line[0] == '#' {
			continue
		}
		if syntax == "TOML" && line[0] == '[' {
			return true
		}
		n := 0
		for n < len(line) && (line[n] >= 'a' && line[n] <= 'z' || line[n] >= 'A' && line[n] <= 'Z' || line[n] >= '0' && line[n] <= '9' || strings.IndexByte("_-.\"'", line[n]) >= 0) {
			n++
		}
		rest := line[n:]
		if syntax == "TOML" {
			return n > 0 && strings.HasPrefix(strings.TrimLeft(rest, " \t"), "=")
		}
		return n > 0 && (rest == ":" || strings.HasPrefix(rest, ": "))
	}
	return false
}

// bad makes the fault; line counts from the line after the opening mark.
func (b *reader) bad(syntax string, start, line int, err error) error {
	before := strings.Count(b.src[:start], "\n")
	f := fault.New(fault.Input, Bad, b.name, "Syntax", syntax).Because(err)
	return f.At(before + max(line, 1))
}

// damaged is the block of which nothing but its end is known.
func (b *reader) damaged(why error) *Block { return &Block{End: b.End, Damage: why} }

func (b *reader) meta(path []string, value string) {
	key := strings.Join(path, ".")
	b.Meta[key] = append(b.Meta[key], value)
}

// field adds a segment for the value at [start, end) of the file when key is
// one that readers see.
func (b *reader) field(id []string, key string, start, end int, escapes func(string) []doc.Run) {
	if start >= end || !b.translatable(id, key) || !prose.HasWords(b.src[start:end]) || address(b.src[start:end]) {
		return
	}
	if n := len(b.Fields); n > 0 && b.Fields[n-1].Span.End > start {
		return
	}
	s := doc.Segment{Kind: doc.Field, ID: strings.Join(id, "."), Span: doc.Span{Start: start, End: end}}
	if s.ID == "title" {
		s.Role = doc.Title
	}
	span.Fill(&s, b.src, span.Common(b.src[start:end], " \t"))
	s.Runs = merge(prose.Runs(s.Text), escapes(s.Text))
	b.Fields = append(b.Fields, s)
}

// translatable reports a key whose value readers see. Hyphens, underscores and
// case do not matter.
func (b *reader) translatable(id []string, key string) bool {
	for _, k := range b.extra {
		if strings.EqualFold(k, key) {
			return true
		}
	}
	plain := strings.ToLower(separators.Replace(key))
	if translatable[plain] {
		return true
	}
	parent, ok := within[plain]
	return ok && len(id) > 1 && strings.EqualFold(strings.TrimSuffix(id[0], "s"), parent)
}

var separators = strings.NewReplacer("-", "", "_", "")

// translatable are the keys whose values readers see.
var translatable = map[string]bool{
	"title": true, "linktitle": true, "shorttitle": true, "subtitle": true, "description": true, "shortdescription": true,
	"longdescription": true, "metadescription": true, "summary": true, "excerpt": true, "abstract": true, "tagline": true, "slogan": true,
	"intro": true, "lead": true, "teaser": true, "caption": true, "alt": true, "imagealt": true, "heading": true, "subheading": true,
	"headline": true, "label": true, "sidebarlabel": true, "sidebartitle": true, "navtitle": true, "menutitle": true,
	"paginationlabel": true, "details": true, "text": true, "linktext": true, "question": true, "answer": true, "quote": true,
	"seotitle": true, "ogtitle": true, "ogdescription": true, "button": true, "buttontext": true,
}

// within are keys whose values readers see under one parent only.
var within = map[string]string{"name": "menu", "content": "banner"}

// address reports a value that is a path or URL, whatever its key says.
func address(value string) bool {
	return !strings.Contains(value, " ") && (strings.HasPrefix(value, "/") || strings.HasPrefix(value, "./") || strings.HasPrefix(value, "#") || strings.Contains(value, "://"))
}

func noEscapes(string) []doc.Run { return nil }

// quotesDoubled are the ” of a single-quoted YAML string.
func quotesDoubled(text string) []doc.Run {
	var runs []doc.Run
	for i := 0; i+1 < len(text); i++ {
		if text[i] == '\'' && text[i+1] == '\'' {
			runs = append(runs, doc.Run{Kind: doc.RunEntity, Start: i, End: i + 2, Target: "'"})
			i++
		}
	}
	return runs
}

// backslashes are the escapes of double-quoted strings of all three syntaxes.
func backslashes(text string) []doc.Run {
	var runs []doc.Run
	for i := 0; i+1 < len(text); i++ {
		if text[i] != '\\' {
			continue
		}
		n, chars := 2, text[i+1:i+2]
		switch text[i+1] {
		case 'n', 't', 'r', '\n':
			chars = " "
		case 'x', 'u', 'U':
			digits := map[byte]int{'x': 2, 'u': 4, 'U': 8}[text[i+1]]
			if i+2+digits <= len(text) {
				if v, err := strconv.ParseUint(text[i+2:i+2+digits], 16, 32); err == nil {
					n, chars = 2+digits, string(rune(v))
				}
			}
		}
		runs = append(runs, doc.Run{Kind: doc.RunEntity, Start: i, End: i + n, Target: chars})
		i += n - 1
	}
	return runs
}

// merge joins two ordered lists; where they overlap the first one's run stays.
func merge(a, b []doc.Run) []doc.Run {
	if len(a) == 0 {
		return b
	}
	var out []doc.Run
	for len(a) > 0 || len(b) > 0 {
		var r doc.Run
		if len(b) == 0 || len(a) > 0 && a[0].Start <= b[0].Start {
			r, a = a[0], a[1:]
		} else {
			r, b = b[0], b[1:]
			if len(a) > 0 && r.End > a[0].Start {
				continue
			}
		}
		if n := len(out); n > 0 && r.Start < out[n-1].End {
			continue
		}
		out = append(out, r)
	}
	return out
}
