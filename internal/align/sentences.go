package align

import (
	"context"

	"stele/internal/doc"
	"stele/internal/lang"
)

// Sentence is a sentence of a segment: bytes of its text, half open.
type Sentence struct {
	Segment    int
	Start, End int
}

// SentenceBead is one link between the sentences of a bead.
type SentenceBead struct {
	Source, Target []Sentence
	Confidence     float64
}

// Sentences aligns the sentences inside each bead of a pair. The result has
// one list per bead; a bead with an empty side gives each of its sentences
// alone. With opt.Lexicon, learnt from the paragraphs, it is surer and faster.
func Sentences(ctx context.Context, pair Pair, beads []Bead, opt Options) ([][]SentenceBead, error) {
	inner := make([]Pair, len(beads))
	src, tgt := make([][]Sentence, len(beads)), make([][]Sentence, len(beads))
	for i, b := range beads {
		src[i], inner[i].Source = split(pair.Source, b.Source)
		tgt[i], inner[i].Target = split(pair.Target, b.Target)
	}
	found, err := Pairs(ctx, inner, opt)
	if err != nil {
		return nil, err
	}
	out := make([][]SentenceBead, len(beads))
	for i := range beads {
		for _, b := range found[i] {
			out[i] = append(out[i], SentenceBead{pick(src[i], b.Source), pick(tgt[i], b.Target), b.Confidence})
		}
	}
	return out, nil
}

// split gives the sentences of some segments, and a side of them.
func split(s Side, segments []int) ([]Sentence, Side) {
	out := Side{Locale: s.Locale}
	var at []Sentence
	for _, i := range segments {
		seg := &s.Segments[i]
		for _, x := range lang.Sentences(seg.Text, s.Locale) {
			at = append(at, Sentence{i, x.Start, x.End})
			out.Segments = append(out.Segments, doc.Segment{Kind: seg.Kind, Level: seg.Level, Containers: seg.Containers, Text: seg.Text[x.Start:x.End]})
		}
	}
	return at, out
}

func pick(s []Sentence, at []int) []Sentence {
	var out []Sentence
	for _, i := range at {
		out = append(out, s[i])
	}
	return out
}
