package align

import (
	"bytes"
	"cmp"
	"compress/flate"
	"context"
	"errors"
	"hash/fnv"
	"io"
	"slices"
	"strings"
)

// Lexicon is what one language pair's texts taught: words that translate each
// other, how lengths compare, which beads occur. It can be kept and given to
// [Pairs] again, which is then many times faster for a single document.
type Lexicon struct {
	Source, Target string // BCP 47
	model          *model
	seen           []uint32 // hashes of the segments it was learnt from, ascending
}

// Learn aligns pairs of the same two languages as [Pairs] does, and gives what
// they taught as well.
func Learn(ctx context.Context, pairs []Pair, opt Options) (*Lexicon, [][]Bead, error) {
	if len(pairs) == 0 {
		return nil, nil, nil
	}
	learn, rest := teachers(pairs)
	opt.Lexicon = nil
	g, err := newGroup(ctx, chosen(pairs, learn), opt)
	if err == nil {
		err = g.run(ctx)
	}
	if err != nil {
		return nil, nil, err
	}
	l := &Lexicon{Source: pairs[0].Source.Locale, Target: pairs[0].Target.Locale, model: g.m, seen: hashes(pairs)}
	out := make([][]Bead, len(pairs))
	for k, i := range learn {
		out[i] = g.docs[k].result
	}
	if len(rest) == 0 {
		return l, out, nil
	}
	opt.Lexicon = l
	others, err := Pairs(ctx, chosen(pairs, rest), opt)
	if err != nil {
		return nil, nil, err
	}
	for k, i := range rest {
		out[i] = others[k]
	}
	return l, out, nil
}

func (l *Lexicon) fits(p Pair) bool {
	return strings.EqualFold(l.Source, p.Source.Locale) && strings.EqualFold(l.Target, p.Target.Locale)
}

// Covers is the share of the pairs' segments that the lexicon was learnt from,
// 0 to 1. Learn anew when it has fallen too far; [Fresh] is a good bound.
func (l *Lexicon) Covers(pairs []Pair) float64 {
	now := hashes(pairs)
	if len(now) == 0 {
		return 1
	}
	n := 0
	for _, h := range now {
		if _, ok := slices.BinarySearch(l.seen, h); ok {
			n++
		}
	}
	return float64(n) / float64(len(now))
}

// Fresh is the coverage from which a kept lexicon is as good as a new one.
const Fresh = 0.9

func hashes(pairs []Pair) []uint32 {
	var out []uint32
	h := fnv.New32a()
	add := func(s Side) {
		for i := range s.Segments {
			h.Reset()
			io.WriteString(h, s.Segments[i].Text)
			out = append(out, h.Sum32())
		}
	}
	for _, p := range pairs {
		add(p.Source)
		add(p.Target)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// lexiconMagic names the format and its version; a file of another version is
// learnt anew.
const lexiconMagic = "stele-lexicon-1\n"

// ErrLexicon says that bytes are not a lexicon of this version.
var ErrLexicon = errors.New("align: not a lexicon of this version")

// MarshalBinary writes the lexicon compactly: words without an entry above
// chance are left out, counts are rounded to a 64th.
func (l *Lexicon) MarshalBinary() ([]byte, error) {
	var b bytes.Buffer
	b.WriteString(lexiconMagic)
	z, err := flate.NewWriter(&b, flate.BestSpeed)
	if err != nil {
		return nil, err
	}
	w := &packer{}
	w.text(l.Source)
	w.text(l.Target)
	w.uint(uint64(len(l.seen)))
	last := uint32(0)
	for _, h := range l.seen {
		w.uint(uint64(h - last))
		last = h
	}
	l.model.pack(w)
	_, err = z.Write(w.b)
	if err = cmp.Or(err, z.Close()); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// UnmarshalBinary reads what MarshalBinary wrote; its error is [ErrLexicon].
func (l *Lexicon) UnmarshalBinary(data []byte) error {
	rest, ok := bytes.CutPrefix(data, []byte(lexiconMagic))
	if !ok {
		return ErrLexicon
	}
	raw, err := io.ReadAll(io.LimitReader(flate.NewReader(bytes.NewReader(rest)), 1<<28))
	if err != nil {
		return ErrLexicon
	}
	r := &packer{b: raw}
	out := Lexicon{Source: r.getText(), Target: r.getText()}
	last := uint64(0)
	for range r.count() {
		last += r.getUint()
		out.seen = append(out.seen, uint32(last))
	}
	out.model = unpackModel(r)
	if r.bad {
		return ErrLexicon
	}
	*l = out
	return nil
}
