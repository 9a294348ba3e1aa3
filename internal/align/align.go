package align

import (
	"context"
	"strings"
)

// Options tunes an alignment. The zero value is good.
type Options struct {
	// Lexicon, when not nil, is used as it is for the pairs of its languages,
	// and nothing is learnt for them.
	Lexicon *Lexicon
	// Embed, when not nil, adds the cosine of segment vectors to the score.
	Embed Embedder
	// Workers bounds the goroutines; 0 means GOMAXPROCS. The result does not
	// depend on it.
	Workers int
}

// Pairs aligns every pair. Pairs of the same two languages share one lexicon,
// which is learnt from all of them. In each result every segment of both sides
// occurs in exactly one bead, and the beads are sorted by source, then target.
// The only errors are those of the context and of the embedder.
func Pairs(ctx context.Context, pairs []Pair, opt Options) ([][]Bead, error) {
	out := make([][]Bead, len(pairs))
	groups := map[string][]int{}
	var order []string
	for i, p := range pairs {
		k := strings.ToLower(p.Source.Locale) + "\x00" + strings.ToLower(p.Target.Locale)
		if groups[k] == nil {
			order = append(order, k)
		}
		groups[k] = append(groups[k], i)
	}
	for _, k := range order {
		members := groups[k]
		sub := make([]Pair, len(members))
		for n, i := range members {
			sub[n] = pairs[i]
		}
		o := opt
		if o.Lexicon != nil && !o.Lexicon.fits(sub[0]) {
			o.Lexicon = nil
		}
		g, err := newGroup(ctx, sub, o)
		if err == nil {
			err = g.run(ctx)
		}
		if err != nil {
			return nil, err
		}
		for n, i := range members {
			out[i] = g.docs[n].result
		}
	}
	return out, nil
}
