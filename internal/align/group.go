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
// to learn from, few are enough.
const (
	rounds     = 6
	roundsMany = 4
	many       = 4000 // source segments
)

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
	n, segments := rounds, 0
	for _, d := range g.docs {
		segments += d.src.n()
	}
	if segments > many {
		n = roundsMany
	}
	if g.opt.Lexicon != nil {
		n = 2
	}
	for r := range n {
		err := g.each(ctx, func(d *document, w *scratch) {
			types := allTypes
			switch {
			case r == 0:
				types = coarseTypes
			case r == 1 && d.large && n > 2:
				// The words learnt hold the band better than the first
				// resemblances did.
				d.band = g.m.coarse(d)
				types = coarseTypes
			}
			g.m.pass(d, types, w, pass{narrow: !d.large || r > 0 || n == 2, last: r == n-1})
			if r == 0 && d.straight && !g.m.onTheLine(d) {
				d.straight = false
				d.band = g.m.coarse(d)
				g.m.pass(d, types, w, pass{narrow: true})
			}
		})
		if err != nil {
			return err
		}
		// The sums of a long text are most of the memory, and garbage now.
		// Waiting for the collector would double the peak.
		g.collectGarbage()
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
