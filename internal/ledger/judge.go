package ledger

import (
	"slices"

	"stele/internal/doc"
)

// judge decides which edited targets rest on the present source.
func (t *trace) judge() {
	for j, e := range t.of {
		if e >= 0 && t.known[j] && len(t.sources[j]) > 0 {
			t.renewed[j] = t.renews(j, &t.entries[e])
		}
	}
}

// The share of a source's change that an edit of the target must come to, to
// count as its translation, and the share of the target that counts anyhow.
const (
	matchingShare = 0.3
	reworkedShare = 0.4
)

// renews reports whether the target was brought up to the present source.
func (t *trace) renews(j int, e *Entry) bool {
	if t.anyMissing(t.from[t.of[j]]) {
		// How much changed is not known; only a re-worked target can have followed.
		return t.byKeys(t.from[t.of[j]], t.sources[j]) != nil && t.edited[j] &&
			t.edit(j, e.Sketch) >= reworkedShare*weight(t.tgt.items[j].Sketch)
	}
	if t.untouched(j) {
		return false
	}
	was, now := t.wasNow(t.from[t.of[j]], t.sources[j])
	changes := t.differ(was, now)
	if !said(changes) {
		return false
	}
	target := &t.tgt.Segments[t.tgt.in[j]]
	if t.followed(changes, was, now, target) {
		return true
	}
	if !t.edited[j] {
		return false
	}
	if target.Kind == doc.Code {
		// A block is followed when it shows the new code; what is left are words
		// in comments and strings.
		return !slices.Contains(changes, doc.ChangeCode) || sameSkeletons(was, now)
	}
	edit := t.edit(j, e.Sketch)
	if edit == 0 || t.contradicted(changes, was, now, target) {
		return false
	}
	change := editWeight(SketchOf(was), SketchOf(now))
	return edit >= matchingShare*change && change > 0 || edit >= reworkedShare*weight(t.tgt.items[j].Sketch)
}

// edit is how many words of a target were edited since a sketch was made of it.
func (t *trace) edit(j int, was Sketch) float64 {
	if slices.Equal(was, t.tgt.items[j].Sketch) {
		return 0
	}
	if t.letters == "" {
		t.letters = lettersOf(t.tgt.Segments)
	}
	return readingOf(&t.tgt.Segments[t.tgt.in[j]], was, t.letters).edit(was)
}

// contradicted reports whether a target that was edited cannot be the translation
// of the present source all the same: it shows the old numbers, code or addresses
// and not the new ones, or, where only numbers changed, one that neither has.
func (t *trace) contradicted(changes []doc.Change, was, now, target *doc.Segment) bool {
	if Shown(was, now, target, t.opt) < 0 {
		return true
	}
	if slices.Contains(changes, doc.ChangeProse) || !slices.Contains(changes, doc.ChangeNumber) {
		return false
	}
	known := append(numbersOf(was, t.opt.SourceNumbers), numbersOf(now, t.opt.SourceNumbers)...)
	return slices.ContainsFunc(numbersOf(target, t.opt.TargetNumbers), func(v string) bool { return !slices.Contains(known, v) })
}

// said reports whether a change is one that a translation may have to follow.
func said(changes []doc.Change) bool {
	for _, c := range changes {
		switch c {
		case doc.ChangeProse, doc.ChangeNumber, doc.ChangeCode, doc.ChangeLink:
			return true
		}
	}
	return false
}

// differ compares two texts; most are the same to the byte.
func (t *trace) differ(was, now *doc.Segment) []doc.Change {
	if was.Text == now.Text && was.Kind == now.Kind && slices.Equal(was.Runs, now.Runs) {
		return nil
	}
	return doc.Compare(t.fingerprint(was), t.fingerprint(now))
}

func (t *trace) fingerprint(s *doc.Segment) doc.Fingerprint {
	return t.src.memory.fingerprint(s, t.opt.SourceNumbers)
}

// untouched reports whether the source of a target is the same to the byte: that
// of most is, and is worth no copies.
func (t *trace) untouched(j int) bool {
	olds, sources := t.from[t.of[j]], t.sources[j]
	if len(olds) != len(sources) {
		return false
	}
	for k, s := range sources {
		if !t.olds[olds[k]].is(&t.src.Segments[t.src.in[s]]) {
			return false
		}
	}
	return true
}

// wasNow gives the old and the present source texts as one segment each.
func (t *trace) wasNow(olds, sources []int) (was, now *doc.Segment) {
	var a, b []Source
	for _, o := range olds {
		a = append(a, t.olds[o])
	}
	for _, s := range sources {
		b = append(b, SourceOf(&t.src.Segments[t.src.in[s]]))
	}
	return unite(a), unite(b)
}

// unite joins texts into one segment, as when two paragraphs became one.
func unite(parts []Source) *doc.Segment {
	if len(parts) == 1 {
		s := parts[0].Segment()
		return &s
	}
	out := doc.Segment{Kind: doc.Paragraph}
	for _, p := range parts {
		if out.Text != "" {
			out.Text += "\n"
		}
		at := len(out.Text)
		out.Text += p.Text
		if p.Kind != "" {
			out.Runs = append(out.Runs, doc.Run{Kind: doc.RunCode, Start: at, End: len(out.Text)})
		}
		for _, r := range p.Runs {
			r.Start, r.End = r.Start+at, r.End+at
			out.Runs = append(out.Runs, r)
		}
	}
	return &out
}
