package frontmatter

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// jsonStart tells an object from {{< shortcode >}}, {% tag %} and {/* comment */}:
// a quoted key and a colon follow, or the end of an empty object.
func jsonStart(text string) bool {
	t := strings.TrimLeft(text[1:], " \t\r\n")
	if !strings.HasPrefix(t, `"`) {
		return strings.HasPrefix(t, "}")
	}
	shut := strings.IndexByte(t[1:min(len(t), 200)], '"')
	return shut >= 0 && strings.HasPrefix(strings.TrimLeft(t[shut+2:], " \t"), ":")
}

func (b *reader) json(at int) *Block {
	j := &jsonWalk{reader: b, dec: json.NewDecoder(strings.NewReader(b.src[at:])), at: at}
	j.dec.UseNumber()
	tok, err := j.dec.Token()
	if err == nil {
		err = j.value(tok, nil, nil, "", 0)
	}
	if err != nil {
		pos := int(j.dec.InputOffset())
		if e, ok := errors.AsType[*json.SyntaxError](err); ok {
			pos = int(e.Offset)
		}
		if errors.Is(err, io.EOF) {
			pos = len(b.src) - at
		}
		b.End = objectEnd(b.src, at)
		return b.damaged(b.bad("JSON", at, 1+strings.Count(b.src[at:min(at+pos, len(b.src))], "\n"), err))
	}
	end := at + int(j.dec.InputOffset())
	line, next := cutLine(b.src, end)
	if strings.TrimSpace(line) != "" {
		return nil
	}
	b.End = next
	return &b.Block
}

// objectEnd is the end of the first line that begins with the closing brace, or
// of the first paragraph: an object that cannot be read.
func objectEnd(src string, at int) int {
	for from := at; from < len(src); {
		line, next := cutLine(src, from)
		if strings.HasPrefix(line, "}") {
			return next
		}
		from = next
	}
	return paragraphEnd(src, at)
}

type jsonWalk struct {
	*reader
	dec *json.Decoder
	at  int
}

// value reads the rest of the value that starts with tok.
func (j *jsonWalk) value(tok json.Token, id, path []string, key string, depth int) error {
	if depth > maxDepth {
		return fmt.Errorf("nested deeper than %d", maxDepth)
	}
	switch t := tok.(type) {
	case json.Delim:
		for i := 0; j.dec.More(); i++ {
			next, err := j.dec.Token()
			if err != nil {
				return err
			}
			id2, path2, key2 := with(id, strconv.Itoa(i)), path, key
			if t == '{' {
				key2, _ = next.(string)
				id2, path2 = with(id, key2), with(path, key2)
				if next, err = j.dec.Token(); err != nil {
					return err
				}
			}
			if err := j.value(next, id2, path2, key2, depth+1); err != nil {
				return err
			}
		}
		_, err := j.dec.Token()
		return err
	case string:
		j.meta(path, t)
		end := j.at + int(j.dec.InputOffset())
		if start := opening(j.src, end); start >= j.at {
			j.field(id, key, start, end-1, backslashes)
		}
	case nil:
	default:
		j.meta(path, fmt.Sprint(t))
	}
	return nil
}

// opening finds the start of the inside of the JSON string that ends before
// end: the nearest quote with an even number of backslashes before it.
func opening(src string, end int) int {
	for i := end - 2; i >= 0; i-- {
		if src[i] != '"' {
			continue
		}
		n := 0
		for i-1-n >= 0 && src[i-1-n] == '\\' {
			n++
		}
		if n%2 == 0 {
			return i + 1
		}
	}
	return -1
}
