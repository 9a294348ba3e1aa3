package ledger

import (
	"slices"

	"stele/internal/doc"
)

// missing reports a source text that is kept elsewhere and was not found.
func (s *Source) missing() bool { return s.Text == "" && s.Key != "" }

// key is KeyOf the source text.
func (s *Source) key() string {
	if s.missing() {
		return s.Key
	}
	seg := s.Segment()
	return KeyOf(&seg)
}

// Shorten gives a ledger that keeps no source texts but what identifies them,
// and enough of their words to find what became of them. It says as well as the
// whole one whether a segment is stale; what changed can be told where [Hydrate]
// finds the texts.
func (l *Ledger) Shorten() *Ledger {
	out := &Ledger{Entries: make([]Entry, len(l.Entries)), extra: l.extra}
	copy(out.Entries, l.Entries)
	for i := range out.Entries {
		e := &out.Entries[i]
		from := make([]Source, len(e.From))
		for k, s := range e.From {
			if s.missing() || s.Text == "" {
				from[k] = s
				continue
			}
			seg := s.Segment()
			from[k] = Source{Kind: s.Kind, Key: KeyOf(&seg), Sketch: SketchOf(&seg), extra: s.extra}
		}
		e.From = from
	}
	return out
}

// Clone copies a ledger so that [Ledger.Hydrate] leaves the copy as it is.
func (l *Ledger) Clone() *Ledger {
	out := &Ledger{Entries: slices.Clone(l.Entries), extra: l.extra}
	for i := range out.Entries {
		out.Entries[i].From = slices.Clone(out.Entries[i].From)
	}
	return out
}

// Hydrate puts texts in the place of keys, as far as find has them, and gives the
// keys that are left. find gives a segment by its [KeyOf].
func (l *Ledger) Hydrate(find func(key string) (*doc.Segment, bool)) (left []string) {
	for i := range l.Entries {
		from := l.Entries[i].From
		for k := range from {
			if !from[k].missing() {
				continue
			}
			if seg, ok := find(from[k].Key); ok {
				extra := from[k].extra
				from[k] = SourceOf(seg)
				from[k].extra = extra
			} else {
				left = append(left, from[k].Key)
			}
		}
	}
	return left
}

// anyMissing reports whether the text of one of some sources is not there.
func (t *trace) anyMissing(olds []int) bool {
	for _, o := range olds {
		if t.olds[o].missing() {
			return true
		}
	}
	return false
}

// byKeys compares sources by what identifies them, where texts are not there:
// that something differs can be said, and not what.
func (t *trace) byKeys(olds, sources []int) []doc.Change {
	if len(olds) == len(sources) {
		same := true
		for i, o := range olds {
			same = same && t.olds[o].key() == t.src.items[sources[i]].Key
		}
		if same {
			return nil
		}
	}
	return []doc.Change{doc.ChangeProse}
}
