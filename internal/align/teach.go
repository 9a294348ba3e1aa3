package align

import "context"

// Teach learns a lexicon from texts that are known to correspond: in each pair,
// the segments at one index on both sides are each other's translations, and there
// are as many on both. asked are the pairs that the lexicon is for; see
// [Lexicon.Covers]. All pairs are of the same two languages, and there is at least one.
// How often segments have no partner is left as it is before anything is seen.
// The only errors are the context's.
func Teach(ctx context.Context, pairs, asked []Pair) (*Lexicon, error) {
	g, err := newGroup(ctx, pairs, Options{})
	if err != nil {
		return nil, err
	}
	for _, d := range g.docs {
		n := min(d.src.n(), d.tgt.n())
		d.beads = make([]weighted, n)
		for i := range d.beads {
			d.beads[i] = weighted{i: int32(i), j: int32(i), n: 1, m: 1, w: 1}
		}
	}
	for range teachings {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		g.m.lexicon = g.m.lexicon.relearn(g.docs, 4)
		g.m.length = g.m.length.fit(g.docs)
		g.m.fitLike(g.docs)
	}
	return &Lexicon{Source: pairs[0].Source.Locale, Target: pairs[0].Target.Locale, model: g.m, seen: hashes(asked)}, nil
}

// teachings is how often what was learnt corrects itself.
const teachings = 2
