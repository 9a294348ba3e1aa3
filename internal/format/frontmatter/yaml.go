package frontmatter

import (
	"errors"
	"strconv"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"

	"stele/internal/doc"
)

func (b *reader) yaml(start, end int) *Block {
	text := b.src[start:end]
	if strings.TrimSpace(text) == "" {
		return &b.Block
	}
	var root yaml.Node
	if err := yaml.Unmarshal([]byte(text), &root); err != nil {
		if !looksLikeKey(text, "YAML") {
			return nil
		}
		line := 1
		if e, ok := errors.AsType[*yaml.LoadError](err); ok {
			// The message alone: its own line counts from the block's start.
			line, err = min(e.Mark.Line, strings.Count(text, "\n")), errors.New(e.Message)
		}
		return b.damaged(b.bad("YAML", start, line, err))
	}
	y := &yamlWalk{reader: b, lines: lineStarts(b.src, start, end)}
	switch {
	case root.Kind == 0:
	case root.Kind == yaml.DocumentNode && len(root.Content) == 1 && root.Content[0].Kind == yaml.MappingNode:
		y.walk(root.Content[0], nil, nil, "", 0)
	case strings.HasPrefix(strings.TrimSpace(text), "#"):
	default:
		return nil
	}
	return &b.Block
}

type yamlWalk struct {
	*reader
	lines []int // offset of each line of the block
}

func lineStarts(src string, start, end int) []int {
	var at []int
	for start < end {
		at = append(at, start)
		_, start = cutLine(src, start)
	}
	return at
}

// maxDepth bounds nesting; deeper values are left out.
const maxDepth = 32

func (y *yamlWalk) walk(n *yaml.Node, id, path []string, key string, depth int) {
	if depth > maxDepth {
		return
	}
	switch n.Kind {
	case yaml.MappingNode:
		for i := 0; i+1 < len(n.Content); i += 2 {
			k := n.Content[i].Value
			y.walk(n.Content[i+1], with(id, k), with(path, k), k, depth+1)
		}
	case yaml.SequenceNode:
		for i, c := range n.Content {
			y.walk(c, with(id, strconv.Itoa(i)), path, key, depth+1)
		}
	case yaml.AliasNode:
		if n.Alias != nil && n.Alias.Kind == yaml.ScalarNode {
			y.meta(path, n.Alias.Value)
		}
	case yaml.ScalarNode:
		if n.ShortTag() != "!!null" {
			y.meta(path, n.Value)
		}
		if n.ShortTag() == "!!str" {
			y.scalar(n, id, key)
		}
	}
}

func with(path []string, key string) []string {
	return append(path[:len(path):len(path)], key)
}

// scalar finds the bytes of a string value, starting from the line and column
// that the parser gives, and proves that they spell the value.
func (y *yamlWalk) scalar(n *yaml.Node, id []string, key string) {
	at, ok := y.offset(n.Line, n.Column)
	if !ok || n.Style&yaml.TaggedStyle != 0 || n.Anchor != "" {
		return
	}
	switch {
	case n.Style&yaml.DoubleQuotedStyle != 0:
		if end := closing(y.src, at, y.End, '"', '\\'); end > 0 {
			y.field(id, key, at+1, end, backslashes)
		}
	case n.Style&yaml.SingleQuotedStyle != 0:
		if end := closing(y.src, at, y.End, '\'', '\''); end > 0 {
			y.field(id, key, at+1, end, quotesDoubled)
		}
	case n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0:
		_, at = cutLine(y.src, at)
		y.spelled(n.Value, at, id, key)
	default:
		y.spelled(n.Value, at, id, key)
	}
}

// spelled adds the field when the file has the value's characters from at on,
// white space aside.
func (y *yamlWalk) spelled(value string, at int, id []string, key string) {
	start, end := -1, at
	for i := 0; i < len(value); i++ {
		if isBlank(value[i]) {
			continue
		}
		for at < y.End && isBlank(y.src[at]) {
			at++
		}
		if at >= y.End || y.src[at] != value[i] {
			return
		}
		if start < 0 {
			start = at
		}
		at++
		end = at
	}
	if start >= 0 {
		y.field(id, key, start, end, func(string) []doc.Run { return nil })
	}
}

func isBlank(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' }

func (y *yamlWalk) offset(line, column int) (int, bool) {
	if line < 1 || line > len(y.lines) {
		return 0, false
	}
	at := y.lines[line-1]
	for ; column > 1 && at < y.End; column-- {
		_, n := utf8.DecodeRuneInString(y.src[at:])
		at += n
	}
	return at, at < y.End
}

// closing finds the quote that ends the string which opens at at. With escape
// equal to the quote, a doubled quote does not end it.
func closing(src string, at, end int, quote, escape byte) int {
	if at >= end || src[at] != quote {
		return 0
	}
	for i := at + 1; i < end; i++ {
		switch {
		case src[i] == escape && (escape != quote || i+1 < end && src[i+1] == quote):
			i++
		case src[i] == quote:
			return i
		}
	}
	return 0
}
