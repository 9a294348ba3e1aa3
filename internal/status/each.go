package status

import (
	"context"
	"runtime"
	"sync"
	"sync/atomic"
)

// Stage is a part of the work that a long run tells of.
type Stage string

// The stages, in their order.
const (
	StageRead    Stage = "read"    // reading the documents
	StageHistory Stage = "history" // adopting their translations from git
	StageAlign   Stage = "align"   // aligning what ledgers leave open, by pairs of languages
	StageStates  Stage = "states"  // giving states
)

// counter gives a function that tells of one more that is done of a stage.
func (o Options) counter(s Stage, total int) func() {
	if o.Progress == nil {
		return func() {}
	}
	o.Progress(s, 0, total)
	var done atomic.Int64
	return func() { o.Progress(s, int(done.Add(1)), total) }
}

// each is the function each, told of as a stage.
func (o Options) each(ctx context.Context, s Stage, n int, f func(i int)) error {
	one := o.counter(s, n)
	return each(ctx, n, func(i int) {
		f(i)
		one()
	})
}

// each calls f with every number below n, several at a time, and gives up when
// the context is done.
func each(ctx context.Context, n int, f func(i int)) error {
	var next atomic.Int64
	var wait sync.WaitGroup
	for range min(n, runtime.GOMAXPROCS(0)) {
		wait.Go(func() {
			for ctx.Err() == nil {
				i := int(next.Add(1)) - 1
				if i >= n {
					return
				}
				f(i)
			}
		})
	}
	wait.Wait()
	return ctx.Err()
}
