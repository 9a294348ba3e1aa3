// Package ledger records which source text each segment of a translation was
// made from, and says from that record what became of every segment since.
//
// Call [Load] for the file of a document and locale ([Path] says where it is),
// then [Resolve] to learn the state of every segment, or [Fold] to bring the
// record up to the present texts and [Save] it:
//
//	l, warnings, err := ledger.Load(file)
//	links := ledger.Resolve(l, source, target, beads, opt)
//	l = ledger.Fold(l, source, target, beads, opt)
//	changed, err := ledger.Save(file, l)
//
// [Fold] has two callers: `stele sync` folds the working tree once, and
// internal/history folds the snapshots of a git history one by one. [Accept]
// folds and then says of some segments "checked, still right".
//
// Promised: Fold is idempotent; an entry keeps its provenance as long as its
// target does not change in substance; nothing depends on dates or numbers of
// lines, and of lines that git's merge=union doubled it does not matter which
// stands first; a line that cannot be read costs that line only; fields that this
// version does not know survive. The order of the lines is that of the segments:
// it tells what was moved, and short texts that stand in a page several times apart.
//
// It does not know files other than its own, git, or the locale of a text;
// what counts as stale is decided by internal/status.
package ledger

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"slices"
	"strings"
	"unicode/utf8"

	"stele/internal/doc"
)

// Ledger is the record of one document in one locale.
type Ledger struct {
	// Entries are in the order of the target's segments at the last fold. A
	// loaded ledger may hold several entries for one segment after a merge.
	Entries []Entry
	extra   map[string]json.RawMessage // fields of the first line that are not ours
}

// Entry says what one target segment rests on.
type Entry struct {
	Key string // KeyOf the target segment as last seen
	// Sketch is of the target's words when its provenance was set. It outlives
	// small edits, so that many of them add up.
	Sketch   Sketch
	From     []Source // the source texts, in order; several for a merged paragraph
	Accepted bool     // someone said that the target is right for From
	// Ahead: the target was given a number that its source does not have, while
	// the source stood still. It holds until the source changes.
	Ahead  bool
	Shared bool // an entry before this one rests on the same source segment
	// Evidence is for the caller's use and is not written: how the provenance
	// was learnt. Empty for what a ledger file says.
	Evidence string
	extra    map[string]json.RawMessage
}

// Source is a source segment as it was.
type Source struct {
	Text string
	Kind doc.Kind // Code or Opaque; empty for all others
	Runs []doc.Run
	// Key and Sketch stand in for a text that is kept elsewhere: see
	// [Ledger.Shorten] and [Ledger.Hydrate]. Empty where Text says all.
	Key    string
	Sketch Sketch
	extra  map[string]json.RawMessage // fields that are not ours
}

// SourceOf is what a ledger keeps of a segment. JSON has no bytes outside
// UTF-8: each becomes a question mark, so that runs keep their places.
func SourceOf(s *doc.Segment) Source {
	src := Source{Text: valid(s.Text), Runs: s.Runs}
	if slices.ContainsFunc(s.Runs, func(r doc.Run) bool { return !utf8.ValidString(r.Target) }) {
		src.Runs = slices.Clone(s.Runs)
		for i := range src.Runs {
			src.Runs[i].Target = valid(src.Runs[i].Target)
		}
	}
	src.Kind = blockKind(s)
	return src
}

// blockKind is a segment's kind where a ledger tells it apart: code, opaque
// syntax, and "" for all others.
func blockKind(s *doc.Segment) doc.Kind {
	if s.Kind == doc.Code || s.Kind == doc.Opaque {
		return s.Kind
	}
	return ""
}

func valid(text string) string {
	if utf8.ValidString(text) {
		return text
	}
	b := []byte(text)
	for i := 0; i < len(b); {
		r, n := utf8.DecodeRune(b[i:])
		if r == utf8.RuneError && n == 1 {
			b[i] = '?'
		}
		i += n
	}
	return string(b)
}

// Segment is the source text as a segment again, without a place.
func (s *Source) Segment() doc.Segment {
	kind := s.Kind
	if kind == "" {
		kind = doc.Paragraph
	}
	return doc.Segment{Kind: kind, Text: s.Text, Runs: s.Runs}
}

// is reports whether the text is that of a segment, to the byte.
func (s *Source) is(g *doc.Segment) bool {
	return s.Text == g.Text && s.Kind == blockKind(g) && slices.Equal(s.Runs, g.Runs)
}

func (s *Source) same(o *Source) bool { return s.equal(o) && slices.Equal(s.Runs, o.Runs) }

func (s *Source) equal(o *Source) bool {
	return s.Text == o.Text && s.Kind == o.Kind && (s.Text != "" || s.Key == o.Key)
}

// Options are what folding and resolving need to know of the two languages.
// The zero value is good: numbers then count as they are written.
type Options struct {
	// The canonical values of the numbers in a text, in order.
	SourceNumbers, TargetNumbers func(text string) []string
	// Elsewhere finds the provenance of paragraphs that came from another
	// document; may be nil.
	Elsewhere *Index
	// Evidence is put on the entries that a fold makes or renews.
	Evidence string
	// Revision: the target is a version that someone committed, not a working
	// tree that is still worked on. A revision that brings the whole page up to
	// its source also speaks of the paragraphs that it left alone.
	Revision bool
}

// Text is one version with what matching needs of it, made once by [TextOf]
// and good for any number of folds.
type Text struct {
	Segments []doc.Segment
	items    []Item
	in       []int // the segments that take part, by index
	at       []int // segment → place in items, or -1
	memory   *Memory
}

// TextOf prepares a version. Segments that nobody translates are left out of
// the ledger; code blocks are kept, for they too grow stale.
func TextOf(segments []doc.Segment) *Text { return textOf(segments, ItemOf) }

func textOf(segments []doc.Segment, itemOf func(*doc.Segment) Item) *Text {
	t := &Text{Segments: segments, at: fill(len(segments))}
	for i := range segments {
		if s := &segments[i]; s.Translatable() || s.Kind == doc.Code && !s.Locked {
			t.at[i] = len(t.in)
			t.in = append(t.in, i)
			t.items = append(t.items, itemOf(s))
		}
	}
	return t
}

// KeyOf identifies a segment's content: 72 bits of SHA-256 over what it says,
// base64url. Layout, case and punctuation do not matter; code does.
func KeyOf(s *doc.Segment) string { return keyOf(s, s.Tokens()) }

func keyOf(s *doc.Segment, tokens []doc.Token) string {
	buf := make([]byte, 0, len(s.Text)+2*len(tokens))
	for _, t := range tokens {
		buf = append(buf, byte(t.Kind))
		buf = append(buf, t.Text...)
		buf = append(buf, 0)
	}
	if len(tokens) == 0 {
		buf = append(buf, strings.TrimSpace(s.Text)...)
	}
	sum := sha256.Sum256(buf)
	return base64.RawURLEncoding.EncodeToString(sum[:9])
}

// Unknown gives the segments, by index, of which no entry speaks and that have
// words enough to be known elsewhere. l may be nil.
func (l *Ledger) Unknown(t *Text) []int {
	known := map[string]bool{}
	if l != nil {
		for i := range l.Entries {
			known[l.Entries[i].Key] = true
		}
	}
	var out []int
	for k := range t.items {
		if !known[t.items[k].Key] && len(t.items[k].Sketch) >= minMoved {
			out = append(out, t.in[k])
		}
	}
	return out
}

// Folder is where all ledgers lie, relative to the project's root; Ext is how
// their names end.
const (
	Folder = ".stele/ledger"
	Ext    = ".jsonl"
)

// Path is where the ledger of a document and locale lies, relative to the
// project's root, with slashes: .stele/ledger/<locale>/<id>.jsonl. Characters
// that some file system forbids and dots at either end of a name are escaped
// as %xx.
func Path(id, locale string) string {
	parts := strings.Split(id, "/")
	for i, p := range parts {
		parts[i] = escape(p)
	}
	return Folder + "/" + escape(locale) + "/" + strings.Join(parts, "/") + Ext
}

func escape(part string) string {
	const hex = "0123456789abcdef"
	var b strings.Builder
	for i := 0; i < len(part); i++ {
		c := part[i]
		edge := i == 0 || i == len(part)-1
		switch {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9',
			strings.IndexByte("-_+@", c) >= 0, c == '.' && !edge, c >= 0x80:
			b.WriteByte(c)
		default:
			b.WriteByte('%')
			b.WriteByte(hex[c>>4])
			b.WriteByte(hex[c&15])
		}
	}
	if b.Len() == 0 {
		return "%"
	}
	return b.String()
}
