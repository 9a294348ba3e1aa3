package main

import (
	"fmt"
	"sort"

	"stele/internal/align"
)

// counts are the sums from which the figures come. Strict: a bead is right
// when exactly it is in the gold; precision is over every bead, null beads
// included, recall over gold beads with both sides. Lax: right when one source
// and one target segment of it are together in a gold bead. Null: over the
// segments without a partner.
type counts struct {
	Right, Lax, Beads                 int
	Found, FoundLax, Gold             int
	NullGold, NullFound, NullRight    int
	MovedGold, MovedFound, MovedRight int
	MovedHit                          int
	Sets                              int
	CPU                               float64 // seconds
}

func (c *counts) plus(d counts) {
	c.Right += d.Right
	c.Lax += d.Lax
	c.Beads += d.Beads
	c.Found += d.Found
	c.FoundLax += d.FoundLax
	c.Gold += d.Gold
	c.NullGold += d.NullGold
	c.NullFound += d.NullFound
	c.NullRight += d.NullRight
	c.MovedGold += d.MovedGold
	c.MovedFound += d.MovedFound
	c.MovedRight += d.MovedRight
	c.MovedHit += d.MovedHit
	c.Sets += d.Sets
	c.CPU += d.CPU
}

func ratio(a, b int) float64 {
	if b == 0 {
		return 0
	}
	return float64(a) / float64(b)
}

func f1(p, r float64) float64 {
	if p+r == 0 {
		return 0
	}
	return 2 * p * r / (p + r)
}

func (c *counts) strict() float64 { return f1(ratio(c.Right, c.Beads), ratio(c.Found, c.Gold)) }
func (c *counts) lax() float64    { return f1(ratio(c.Lax, c.Beads), ratio(c.FoundLax, c.Gold)) }
func (c *counts) null() float64 {
	if c.NullGold == 0 && c.NullFound == 0 {
		return 1
	}
	return f1(ratio(c.NullRight, c.NullFound), ratio(c.NullRight, c.NullGold))
}

func key(b align.Bead) string { return fmt.Sprint(b.Source, b.Target) }

// judged is a bead of the hypothesis with its verdict.
type judged struct {
	bead  align.Bead
	right bool
}

func judge(s *set) (counts, []judged) {
	c := counts{Gold: 0, Sets: 1, CPU: s.took.Seconds()}
	gold := map[string]bool{}
	linked := map[[2]int]bool{}
	for _, g := range s.gold {
		gold[key(g)] = true
		for _, i := range g.Source {
			for _, j := range g.Target {
				linked[[2]int{i, j}] = true
			}
		}
	}
	found := map[string]bool{}
	foundLinks := map[[2]int]bool{}
	var out []judged
	for _, b := range s.beads {
		full := len(b.Source) > 0 && len(b.Target) > 0
		right := gold[key(b)]
		c.Beads++
		if right {
			c.Right++
		}
		lax := right
		if full {
			found[key(b)] = true
		}
		for _, i := range b.Source {
			for _, j := range b.Target {
				lax = lax || linked[[2]int{i, j}]
				foundLinks[[2]int{i, j}] = true
			}
		}
		if lax {
			c.Lax++
		}
		out = append(out, judged{b, right})
	}
	ns, nt := map[int]bool{}, map[int]bool{}
	for _, g := range s.gold {
		if len(g.Source) == 0 || len(g.Target) == 0 {
			for _, i := range g.Source {
				ns[i] = true
			}
			for _, j := range g.Target {
				nt[j] = true
			}
			continue
		}
		c.Gold++
		if found[key(g)] {
			c.Found++
		}
		lax := false
		for _, i := range g.Source {
			for _, j := range g.Target {
				lax = lax || foundLinks[[2]int{i, j}]
			}
		}
		if lax {
			c.FoundLax++
		}
	}
	c.NullGold = len(ns) + len(nt)
	for _, b := range s.beads {
		if len(b.Target) == 0 {
			for _, i := range b.Source {
				c.NullFound++
				if ns[i] {
					c.NullRight++
				}
			}
		}
		if len(b.Source) == 0 {
			for _, j := range b.Target {
				c.NullFound++
				if nt[j] {
					c.NullRight++
				}
			}
		}
	}
	moved(s, &c, linked)
	return c, out
}

// moved counts the gold beads off a heaviest monotone chain of the gold, how
// many of them the hypothesis has as beads, and how many of the beads that the
// hypothesis calls moved link what the gold links and cross some gold bead.
func moved(s *set, c *counts, linked map[[2]int]bool) {
	off := map[string]bool{}
	for _, g := range offChain(s.gold) {
		off[key(g)] = true
	}
	c.MovedGold = len(off)
	for _, b := range s.beads {
		if off[key(b)] {
			c.MovedHit++
		}
		if !b.Moved {
			continue
		}
		c.MovedFound++
		if linked[[2]int{b.Source[0], b.Target[0]}] {
			c.MovedRight++
		}
	}
}

// offChain gives the beads that are not on a longest chain rising on both
// sides.
func offChain(beads []align.Bead) []align.Bead {
	var full []align.Bead
	for _, b := range beads {
		if len(b.Source) > 0 && len(b.Target) > 0 {
			full = append(full, b)
		}
	}
	sort.SliceStable(full, func(a, b int) bool { return full[a].Source[0] < full[b].Source[0] })
	tails, prev := []int{}, make([]int, len(full))
	for k, b := range full {
		at := sort.Search(len(tails), func(t int) bool { return full[tails[t]].Target[0] >= b.Target[0] })
		prev[k] = -1
		if at > 0 {
			prev[k] = tails[at-1]
		}
		if at == len(tails) {
			tails = append(tails, k)
		} else {
			tails[at] = k
		}
	}
	on := map[int]bool{}
	if len(tails) > 0 {
		for k := tails[len(tails)-1]; k >= 0; k = prev[k] {
			on[k] = true
		}
	}
	var out []align.Bead
	for k, b := range full {
		if !on[k] {
			out = append(out, b)
		}
	}
	return out
}
