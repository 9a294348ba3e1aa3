package frontmatter

import (
	"bytes"
	"errors"
	"strconv"
	"strings"

	"github.com/pelletier/go-toml/v2/unstable"
)

func (b *reader) toml(start, end int) *Block {
	var p unstable.Parser
	p.Reset([]byte(b.src[start:end]))
	t := &tomlWalk{reader: b, p: &p, start: start, tables: map[string]int{}}
	var id, path []string
	for p.NextExpression() {
		switch e := p.Expression(); e.Kind {
		case unstable.Table:
			path = keys(e)
			id = t.numbered(path)
		case unstable.ArrayTable:
			path = keys(e)
			name := strings.Join(path, ".")
			n := t.tables[name]
			t.tables[name] = n + 1
			id = t.numbered(path)
		case unstable.KeyValue:
			t.keyValue(e, id, path, 0)
		}
	}
	if err := p.Error(); err != nil {
		return b.damaged(b.bad("TOML", start, t.errorLine(err), err))
	}
	return &b.Block
}

type tomlWalk struct {
	*reader
	p      *unstable.Parser
	start  int
	tables map[string]int // arrays of tables: how many so far
}

// numbered puts the index after each array of tables on the path.
func (t *tomlWalk) numbered(path []string) []string {
	var id []string
	for i, k := range path {
		id = append(id, k)
		if n := t.tables[strings.Join(path[:i+1], ".")]; n > 0 {
			id = append(id, strconv.Itoa(n-1))
		}
	}
	return id
}

func (t *tomlWalk) errorLine(err error) int {
	e, ok := errors.AsType[*unstable.ParserError](err)
	if !ok || len(e.Highlight) == 0 {
		return 1
	}
	// The highlight is a piece of the parser's own buffer, to its end.
	data := t.p.Data()
	at := cap(data) - cap(e.Highlight)
	if at < 0 || at > len(data) {
		return 1
	}
	return 1 + bytes.Count(data[:at], []byte{'\n'})
}

func keys(n *unstable.Node) []string {
	var out []string
	for it := n.Key(); it.Next(); {
		out = append(out, string(it.Node().Data))
	}
	return out
}

func (t *tomlWalk) keyValue(n *unstable.Node, id, path []string, depth int) {
	for _, k := range keys(n) {
		id, path = with(id, k), with(path, k)
	}
	t.value(n.Value(), id, path, path[len(path)-1], depth)
}

func (t *tomlWalk) value(n *unstable.Node, id, path []string, key string, depth int) {
	if depth > maxDepth {
		return
	}
	switch n.Kind {
	case unstable.Array:
		i := 0
		for it := n.Children(); it.Next(); {
			if it.Node().Kind == unstable.Comment {
				continue
			}
			t.value(it.Node(), with(id, strconv.Itoa(i)), path, key, depth+1)
			i++
		}
	case unstable.InlineTable:
		for it := n.Children(); it.Next(); {
			if it.Node().Kind == unstable.KeyValue {
				t.keyValue(it.Node(), id, path, depth+1)
			}
		}
	case unstable.String:
		t.meta(path, string(n.Data))
		t.str(n, id, key)
	case unstable.Comment:
	default:
		t.meta(path, string(n.Data))
	}
}

func (t *tomlWalk) str(n *unstable.Node, id []string, key string) {
	from := t.start + int(n.Raw.Offset)
	to := from + int(n.Raw.Length)
	if n.Raw.Length < 2 || to > len(t.src) {
		return
	}
	raw := t.src[from:to]
	escapes, width := noEscapes, 1
	if raw[0] == '"' {
		escapes = backslashes
	}
	if strings.HasPrefix(raw, `"""`) || strings.HasPrefix(raw, "'''") {
		width = 3
	}
	if len(raw) < 2*width || raw[0] != '"' && raw[0] != '\'' {
		return
	}
	from, to = from+width, to-width
	if width == 3 {
		inner := t.src[from:to]
		from += len(inner) - len(strings.TrimLeft(inner, " \t\r\n"))
		to = from + len(strings.TrimRight(t.src[from:to], " \t\r\n"))
	}
	t.field(id, key, from, to, escapes)
}
