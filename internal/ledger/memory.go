package ledger

import (
	"slices"

	"stele/internal/doc"
)

// Memory lets the versions of one text share what is made of a segment that
// stays the same from one to the next. The zero value is ready to use; it is for
// one goroutine.
type Memory struct {
	made map[string]remembered // by the segment's text
}

type remembered struct {
	kind doc.Kind
	runs []doc.Run
	item Item
}

// TextOf is the function [TextOf] with what is remembered.
func (m *Memory) TextOf(segments []doc.Segment) *Text { return textOf(segments, m.itemOf) }

func (m *Memory) itemOf(s *doc.Segment) Item {
	if r, ok := m.made[s.Text]; ok && r.kind == s.Kind && slices.Equal(r.runs, s.Runs) {
		return r.item
	}
	r := remembered{s.Kind, s.Runs, ItemOf(s)}
	if m.made == nil {
		m.made = map[string]remembered{}
	}
	m.made[s.Text] = r
	return r.item
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
