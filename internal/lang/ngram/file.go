package ngram

import (
	"bytes"
	"encoding/binary"
	"errors"
	"slices"
)

// magic begins the file; its last byte is the version.
const magic = "stele-ngrams\x01"

var errFile = errors.New("ngram: not a profile file")

// NewTable makes a table from features and their penalties, one per language in
// units of [Step], 15 and above cut.
func NewTable(script string, languages []string, features map[string][]uint8) *Table {
	t := &Table{Script: script, Languages: languages, index: make(map[string]int32, len(features))}
	for _, f := range sortedKeys(features) {
		t.index[f] = int32(len(t.index))
		for _, w := range features[f] {
			t.weights = append(t.weights, min(w, 15))
		}
	}
	return t
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// Encode writes the model: strings as length and bytes, features sorted and
// front-coded (how much of the one before, then the rest), two weights a byte.
func Encode(m *Model) []byte {
	b := []byte(magic)
	b = appendString(b, m.Hans)
	b = appendString(b, m.Hant)
	b = binary.AppendUvarint(b, uint64(len(m.Tables)))
	for _, script := range sortedKeys(m.Tables) {
		t := m.Tables[script]
		b = appendString(b, t.Script)
		b = binary.AppendUvarint(b, uint64(len(t.Languages)))
		for _, l := range t.Languages {
			b = appendString(b, l)
		}
		b = binary.AppendUvarint(b, uint64(len(t.index)))
		last := ""
		for _, f := range sortedKeys(t.index) {
			n := 0
			for n < len(f) && n < len(last) && f[n] == last[n] {
				n++
			}
			b = binary.AppendUvarint(b, uint64(n))
			b = appendString(b, f[n:])
			last = f
		}
		for i := 0; i < len(t.weights); i += 2 {
			w := t.weights[i] << 4
			if i+1 < len(t.weights) {
				w |= t.weights[i+1]
			}
			b = append(b, w)
		}
	}
	return b
}

func appendString(b []byte, s string) []byte {
	return append(binary.AppendUvarint(b, uint64(len(s))), s...)
}

// Decode reads what [Encode] wrote.
func Decode(file []byte) (*Model, error) {
	rest, ok := bytes.CutPrefix(file, []byte(magic))
	if !ok {
		return nil, errFile
	}
	r := reader{rest, false}
	m := &Model{Hans: r.text(), Hant: r.text(), Tables: map[string]*Table{}}
	for n := r.number(); n > 0 && !r.bad; n-- {
		t := &Table{Script: r.text()}
		for k := r.number(); k > 0 && !r.bad; k-- {
			t.Languages = append(t.Languages, r.text())
		}
		count := r.number()
		if count > len(r.rest) { // each feature takes a byte at least
			return nil, errFile
		}
		t.index = make(map[string]int32, count)
		last := ""
		for i := 0; i < count && !r.bad; i++ {
			keep := r.number()
			if keep > len(last) {
				return nil, errFile
			}
			last = last[:keep] + r.text()
			t.index[last] = int32(i)
		}
		size := count * len(t.Languages)
		packed := r.bytes((size + 1) / 2)
		if r.bad {
			break
		}
		t.weights = make([]uint8, size)
		for i := range t.weights {
			t.weights[i] = packed[i/2] >> (4 * (1 - i%2)) & 15
		}
		m.Tables[t.Script] = t
	}
	if r.bad {
		return nil, errFile
	}
	return m, nil
}

type reader struct {
	rest []byte
	bad  bool
}

func (r *reader) number() int {
	v, n := binary.Uvarint(r.rest)
	if n <= 0 || v > 1<<24 {
		r.bad, r.rest = true, nil
		return 0
	}
	r.rest = r.rest[n:]
	return int(v)
}

func (r *reader) bytes(n int) []byte {
	if n > len(r.rest) {
		r.bad, r.rest = true, nil
		return nil
	}
	b := r.rest[:n]
	r.rest = r.rest[n:]
	return b
}

func (r *reader) text() string { return string(r.bytes(r.number())) }
