package ledger

import (
	"slices"

	"stele/internal/doc"
)

// Memory lets the versions of one text share what is made of a segment that
// stays the same from one to the next. The zero value is ready to use; it is for
// one goroutine.
type Memory struct {
	made   map[string]remembered // by the segment's text
	prints map[string]printed    // by the source segment's text
}

// What a segment holds beside its text is its runs and whether it is code.
type remembered struct {
	kind doc.Kind
	runs []doc.Run
	item Item
}

type printed struct {
	kind  doc.Kind
	runs  []doc.Run
	print doc.Fingerprint
}

// TextOf is the function [TextOf] with what is remembered.
func (m *Memory) TextOf(segments []doc.Segment) *Text {
	t := textOf(segments, m.itemOf)
	t.memory = m
	return t
}

func (m *Memory) itemOf(s *doc.Segment) Item {
	if m == nil {
		return ItemOf(s)
	}
	if r, ok := m.made[s.Text]; ok && r.kind == blockKind(s) && slices.Equal(r.runs, s.Runs) {
		return r.item
	}
	r := remembered{blockKind(s), s.Runs, ItemOf(s)}
	if m.made == nil {
		m.made = map[string]remembered{}
	}
	m.made[s.Text] = r
	return r.item
}

// fingerprint is of a segment of the source, whose numbers are always read the
// same way.
func (m *Memory) fingerprint(s *doc.Segment, numbers func(string) []string) doc.Fingerprint {
	if m == nil {
		return doc.FingerprintOf(s, numbers)
	}
	if p, ok := m.prints[s.Text]; ok && p.kind == blockKind(s) && slices.Equal(p.runs, s.Runs) {
		return p.print
	}
	p := printed{blockKind(s), s.Runs, doc.FingerprintOf(s, numbers)}
	if m.prints == nil {
		m.prints = map[string]printed{}
	}
	m.prints[s.Text] = p
	return p.print
}

// ByKey gives the segments that take part in the ledger by their [KeyOf]; of
// several with the same key, the last.
func (x *Text) ByKey() map[string]*doc.Segment {
	out := make(map[string]*doc.Segment, len(x.in))
	for k, i := range x.in {
		out[x.items[k].Key] = &x.Segments[i]
	}
	return out
}
