package ledger

import (
	"bytes"
	"encoding/json"
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"

	"stele/internal/disk"
	"stele/internal/fault"
)

// version is the number in the first line. A program that changes what the
// known fields mean raises it; new fields alone do not.
const version = 1

// The faults of this package.
const (
	// FaultNewer: the file was written by a newer program, and is left alone.
	// Args: Version, Known.
	FaultNewer fault.ID = "ledger-newer"
	// FaultLine: a line could not be read and its entry is lost until the next
	// fold. A warning. No args.
	FaultLine fault.ID = "ledger-line"
	// FaultRead: the file is there but cannot be read. No args.
	FaultRead fault.ID = "ledger-read"
	// FaultWrite: the file cannot be written. No args.
	FaultWrite fault.ID = "ledger-write"
)

type header struct {
	Stele   string `json:"stele"`
	Version int    `json:"version"`
}

type entryJSON struct {
	Key      string       `json:"key"`
	Words    string       `json:"words,omitempty"`
	From     []sourceJSON `json:"from"`
	Accepted bool         `json:"accepted,omitempty"`
	Shared   bool         `json:"shared,omitempty"`
	Ahead    bool         `json:"ahead,omitempty"`
}

// Load reads a ledger file. A file that does not exist gives nil, nil, nil.
// warnings name the lines that could not be read ([FaultLine]). The error is a
// *fault.Fault: [FaultNewer] (Config) or [FaultRead] (Input).
func Load(path string) (l *Ledger, warnings []*fault.Fault, err error) {
	b, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil, nil
	}
	if err != nil {
		return nil, nil, fault.New(fault.Input, FaultRead, filepath.ToSlash(path)).Because(err)
	}
	return Decode(filepath.ToSlash(path), b)
}

// Decode reads the bytes of a ledger file; path is for messages.
func Decode(path string, b []byte) (*Ledger, []*fault.Fault, error) {
	l := &Ledger{}
	var warnings []*fault.Fault
	line := 0
	b = bytes.TrimPrefix(b, []byte("\ufeff"))
	for len(b) > 0 {
		var text []byte
		text, b, _ = bytes.Cut(b, []byte("\n"))
		line++
		if text = bytes.TrimSpace(text); len(text) == 0 {
			continue
		}
		if bytes.HasPrefix(text, []byte(`{"stele"`)) {
			v, err := l.header(text)
			if err == nil && v <= version {
				continue
			}
			if err == nil {
				return nil, nil, fault.New(fault.Config, FaultNewer, path, "Version", v, "Known", version).At(line)
			}
			warnings = append(warnings, fault.New(fault.Input, FaultLine, path).At(line).Because(err))
			continue
		}
		e, err := decodeEntry(text)
		if err != nil {
			warnings = append(warnings, fault.New(fault.Input, FaultLine, path).At(line).Because(err))
			continue
		}
		l.Entries = append(l.Entries, e)
	}
	return l, warnings, nil
}

// header reads a first line, which a merge may have repeated anywhere.
func (l *Ledger) header(text []byte) (int, error) {
	fields := map[string]json.RawMessage{}
	var h header
	if err := errors.Join(json.Unmarshal(text, &fields), json.Unmarshal(text, &h)); err != nil {
		return 0, err
	}
	delete(fields, "stele")
	delete(fields, "version")
	if l.extra == nil && len(fields) > 0 {
		l.extra = map[string]json.RawMessage{}
	}
	maps.Copy(l.extra, fields)
	return h.Version, nil
}

var errNoKey = errors.New("no key")

func decodeEntry(text []byte) (Entry, error) {
	var j entryJSON
	var e Entry
	extra, err := decode(text, &j, "key", "words", "from", "accepted", "shared", "ahead")
	if err != nil {
		return e, err
	}
	e.extra = extra
	if j.Key == "" {
		return e, errNoKey
	}
	sketch, ok := parseSketch(j.Words)
	if !ok {
		return e, errors.New("words")
	}
	e.Key, e.Sketch, e.Accepted, e.Shared, e.Ahead = j.Key, sketch, j.Accepted, j.Shared, j.Ahead
	for _, s := range j.From {
		e.From = append(e.From, Source(s))
	}
	return e, nil
}

// decode reads an object and gives its fields that are not known.
func decode[T any](text []byte, into *T, known ...string) (extra map[string]json.RawMessage, err error) {
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	if err := d.Decode(into); err == nil && d.InputOffset() == int64(len(text)) {
		return nil, nil
	}
	// Slower, for lines with fields that are not ours.
	*into = *new(T)
	if err := errors.Join(json.Unmarshal(text, into), json.Unmarshal(text, &extra)); err != nil {
		return nil, err
	}
	for _, name := range known {
		delete(extra, name)
	}
	return extra, nil
}

// Encode is the file's bytes: the same for the same entries.
func (l *Ledger) Encode() []byte {
	var b bytes.Buffer
	b.Write(withExtra(header{"ledger", version}, l.extra))
	b.WriteByte('\n')
	for i := range l.Entries {
		e := &l.Entries[i]
		j := entryJSON{Key: e.Key, Words: e.Sketch.String(), From: []sourceJSON{}, Accepted: e.Accepted, Shared: e.Shared, Ahead: e.Ahead}
		for _, s := range e.From {
			j.From = append(j.From, sourceJSON(s))
		}
		b.Write(withExtra(j, e.extra))
		b.WriteByte('\n')
	}
	return b.Bytes()
}

// withExtra marshals a struct on one line and adds fields, sorted, at its end.
func withExtra(v any, extra map[string]json.RawMessage) []byte {
	out := marshal(v)
	if len(extra) == 0 {
		return out
	}
	out = out[:len(out)-1]
	for _, k := range slices.Sorted(maps.Keys(extra)) {
		if len(out) > 1 {
			out = append(out, ',')
		}
		out = append(out, marshal(k)...)
		out = append(out, ':')
		var compact bytes.Buffer
		if json.Compact(&compact, extra[k]) == nil {
			out = append(out, compact.Bytes()...)
		} else {
			out = append(out, "null"...)
		}
	}
	return append(out, '}')
}

// marshal leaves < > & as they are: these lines are for reading in a diff.
func marshal(v any) []byte {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return []byte("null") // none of our types can fail
	}
	return bytes.TrimRight(b.Bytes(), "\n")
}

// Save writes the ledger unless the file already holds just these bytes, and
// says whether it wrote. The file is replaced whole: a reader sees the old one
// or the new one. An existing file keeps its mode. Errors are [FaultWrite].
func Save(path string, l *Ledger) (bool, error) {
	changed, err := disk.Replace(path, l.Encode())
	if err != nil {
		return false, fault.New(fault.Input, FaultWrite, filepath.ToSlash(path)).Because(err)
	}
	return changed, nil
}
