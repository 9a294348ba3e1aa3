package align

import (
	"context"
	"runtime"
	"sync"
)

// group is the pairs of one language pair while they are being aligned.
type group struct {
	m    *model
	docs []*document
	opt  Options
}

// Rounds of scoring: each but the last teaches the model. Where there is much
// to learn from, few are enough; a long text needs one more, since the first
// does not see all of it.
const (
	rounds      = 6
	roundsMany  = 3
	many        = 1500 // source segments
	roundsLong  = 4
	long        = 4000 // source segments, with a text too large to look at everything
	roundsKnown = 2    // where a lexicon is given
	roundsShort = 3    // where there is next to nothing to learn from
	short       = 24   // source segments
)

func (g *group) rounds() int {
	segments, large := 0, false
	for _, d := range g.docs {
		segments += d.src.n()
		large = large || d.large
	}
	switch {
	case g.opt.Lexicon != nil:
		return roundsKnown
	case segments <= short:
		return roundsShort
	case segments > many && !large:
		return roundsMany
	case segments > long:
		return roundsLong
	}
	return rounds
}

func newGroup(ctx context.Context, pairs []Pair, opt Options) (*group, error) {
	g := &group{docs: make([]*document, len(pairs)), opt: opt}
	vs, vt := newVocabulary(), newVocabulary()
	if opt.Lexicon != nil {
		vs, vt = opt.Lexicon.model.lexicon.src.clone(), opt.Lexicon.model.lexicon.tgt.clone()
	}
	var src, tgt []*side
	for i, p := range pairs {
		d := &document{src: extract(p.Source.Segments, vs), tgt: extract(p.Target.Segments, vt)}
		g.docs[i] = d
		src, tgt = append(src, d.src), append(tgt, d.tgt)
	}
	if opt.Lexicon != nil {
		g.m = opt.Lexicon.model.extended(vs, vt)
	} else {
		vs.count(src)
		vt.count(tgt)
		g.m = newModel(vs, vt, g.docs)
	}
	if opt.Embed == nil {
		return g, nil
	}
	return g, g.embed(ctx, pairs)
}

// run aligns the documents, teaching the model when it is not given.
func (g *group) run(ctx context.Context) error {
	for _, d := range g.docs {
		d.band = g.m.first(d, g.opt.Lexicon != nil)
	}
	n, known := g.rounds(), g.opt.Lexicon != nil
	var before map[likelyBead]bool
	for r := 0; r < n; r++ {
		about := margin
		if r > 0 {
			about = marginLater
		}
		err := g.each(ctx, func(d *document, w *scratch) {
			types := allTypes
			switch {
			case r == 0 && known:
				types = 1 // the words are known: pairs of one and one show the way
			case r == 0:
				types = coarseTypes
			case r == 1 && d.large && !known:
				// The words learnt hold the band better than the first
				// resemblances did.
				d.band = g.m.coarse(d, fullCells)
				types = coarseTypes
			}
			g.m.pass(d, types, w, pass{narrow: !d.large || r > 0 || known, margin: about, last: r == n-1})
			if r == 0 && d.straight && !g.m.onTheLine(d) {
				d.straight = false
				d.band = g.m.coarse(d, fullCells)
				g.m.pass(d, types, w, pass{narrow: true, margin: margin})
			}
		})
		if err != nil {
			return err
		}
		// The sums of a long text are most of the memory, and garbage now.
		// Waiting for the collector would double the peak.
		g.collectGarbage()
		if !known && r < n-2 {
			now := g.likely()
			if r > 0 && nearlySame(before, now) {
				n = r + 2 // little more to learn; the last round picks the beads
			}
			before = now
		}
		if r < n-1 && g.opt.Lexicon == nil {
			g.m.learn(g.docs)
			g.collectGarbage()
		}
	}
	return nil
}

func (g *group) collectGarbage() {
	for _, d := range g.docs {
		if d.large {
			runtime.GC()
			return
		}
	}
}

// each runs f on every document, several at a time. Documents do not touch
// each other, so the result is that of one after another.
func (g *group) each(ctx context.Context, f func(d *document, w *scratch)) error {
	workers := g.opt.Workers
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	workers = min(workers, len(g.docs))
	if workers == 1 {
		w := newScratch(g.m.lexicon)
		for _, d := range g.docs {
			if ctx.Err() == nil {
				f(d, w)
			}
		}
		return ctx.Err()
	}
	next := make(chan *document)
	var wg sync.WaitGroup
	for range workers {
		wg.Go(func() {
			w := newScratch(g.m.lexicon)
			for d := range next {
				f(d, w)
			}
		})
	}
	for _, d := range g.docs {
		if ctx.Err() != nil {
			break
		}
		next <- d
	}
	close(next)
	wg.Wait()
	return ctx.Err()
}
