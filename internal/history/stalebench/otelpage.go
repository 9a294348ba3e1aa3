package main

import (
	"slices"

	"stele/internal/doc"
	"stele/internal/ledger"
)

// page indexes links by segment.
type page struct {
	source, target *doc.Version
	bySource       []*ledger.Link
	byTarget       []*ledger.Link
}

func newPage(links []ledger.Link, source, target *doc.Version) *page {
	p := &page{source, target, make([]*ledger.Link, len(source.Segments)), make([]*ledger.Link, len(target.Segments))}
	for k := range links {
		for _, s := range links[k].Source {
			p.bySource[s] = &links[k]
		}
		for _, t := range links[k].Target {
			p.byTarget[t] = &links[k]
		}
	}
	return p
}

func isStale(l *ledger.Link, seg int) bool {
	if len(l.Target) == 0 {
		return false
	}
	for _, c := range l.Changes {
		if (c == doc.ChangeProse || c == doc.ChangeNumber || c == doc.ChangeCode) && slices.Contains(l.Changed, seg) {
			return true
		}
	}
	return false
}

// stale reports whether a block of the source is flagged: a segment of it is
// stale, or, where the block is a whole table or list, a part of it is missing
// or its translation has a part too much.
func (p *page) stale(b blockLines) (bool, *ledger.Link) {
	segs := overlapping(p.source.Segments, b)
	missing := 0
	for _, s := range segs {
		if isStale(p.bySource[s], s) {
			return true, p.bySource[s]
		}
		if len(p.bySource[s].Target) == 0 {
			missing++
		}
	}
	return missing > 0 && missing < len(segs) || len(segs) > 1 && p.surplus(segs), nil
}

// surplus reports whether a table of the translation has cells without a source
// beside those that are linked to these segments.
func (p *page) surplus(segs []int) bool {
	for _, s := range segs {
		for _, t := range p.bySource[s].Target {
			for _, step := range []int{-1, 1} {
				for k := t + step; k >= 0 && k < len(p.byTarget) && p.target.Segments[k].Kind == doc.Cell; k += step {
					if len(p.byTarget[k].Source) == 0 {
						return true
					}
				}
			}
			if p.target.Segments[t].Kind == doc.Cell {
				return false // the whole table was looked at
			}
		}
	}
	return false
}

// noted reports whether any change of a segment of the block is told, be it a
// note: links, markup, punctuation.
func (p *page) noted(b blockLines) bool {
	return slices.ContainsFunc(overlapping(p.source.Segments, b), func(s int) bool {
		k := p.bySource[s]
		return slices.Contains(k.Changed, s) && slices.ContainsFunc(k.Changes, func(c doc.Change) bool {
			return c != doc.ChangeWhitespace && c != doc.ChangeMoved
		})
	})
}

// missing reports whether no segment of a block of the source has a translation.
func (p *page) missing(b blockLines) bool {
	for _, s := range overlapping(p.source.Segments, b) {
		if len(p.bySource[s].Target) > 0 {
			return false
		}
	}
	return true
}

// renewed reports whether some segment of the block was found to follow the
// source by what the translation shows.
func (p *page) renewed(b blockLines) bool {
	return slices.ContainsFunc(overlapping(p.source.Segments, b), func(s int) bool { return p.bySource[s].Renewed })
}

// targetStale reports whether a block of the target rests on another text than
// the present.
func (p *page) targetStale(b blockLines) bool {
	return slices.ContainsFunc(overlapping(p.target.Segments, b), func(t int) bool {
		k := p.byTarget[t]
		return slices.ContainsFunc(k.Source, func(s int) bool { return isStale(k, s) })
	})
}

// why says what a missed block looks like to us, for the table of misses.
func (p *page) why(b blockLines, hasTarget bool) string {
	segs := overlapping(p.source.Segments, b)
	switch {
	case len(segs) == 0:
		return "no segment there"
	case !hasTarget && len(p.bySource[segs[0]].Target) == 0:
		return "missing, as in gold"
	case len(p.bySource[segs[0]].Target) == 0:
		return "missing"
	case !p.bySource[segs[0]].InLedger:
		return "unverified"
	}
	return "synced"
}

// orphaned reports whether most of a block of the target has no source.
func (p *page) orphaned(b blockLines) bool {
	alone, all := 0, 0
	for _, t := range overlapping(p.target.Segments, b) {
		n := len(p.target.Segments[t].Text)
		all += n
		if len(p.byTarget[t].Source) == 0 {
			alone += n
		}
	}
	return alone > 0 && 2*alone >= all
}
