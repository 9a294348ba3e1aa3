package main

import "stele/internal/align"

// The kinds of wrong bead.
const (
	absorbed  = "absorbed: a right link that also took in a segment without partner"
	invented  = "invented: linked, but no segment of it has a partner"
	leftOut   = "left out: no partner given to a segment that has one"
	grouped   = "grouped otherwise: right neighbours, other borders"
	misplaced = "misplaced: linked to the wrong place"
)

// kindOf says how a wrong bead is wrong.
func kindOf(b align.Bead, gold []align.Bead) string {
	alone, linked, right := 0, 0, false
	inS, inT := map[int]bool{}, map[int]bool{}
	for _, i := range b.Source {
		inS[i] = true
	}
	for _, j := range b.Target {
		inT[j] = true
	}
	whole := true // every gold bead met lies inside b
	for _, g := range gold {
		s, t := count(g.Source, inS), count(g.Target, inT)
		if s+t == 0 {
			continue
		}
		if len(g.Source) == 0 || len(g.Target) == 0 {
			alone += s + t
			continue
		}
		linked += s + t
		right = right || s > 0 && t > 0
		whole = whole && s == len(g.Source) && t == len(g.Target)
	}
	switch {
	case len(b.Source) == 0 || len(b.Target) == 0:
		return leftOut
	case linked == 0:
		return invented
	case right && alone > 0 && whole:
		return absorbed
	case right:
		return grouped
	}
	return misplaced
}

func count(xs []int, in map[int]bool) int {
	n := 0
	for _, x := range xs {
		if in[x] {
			n++
		}
	}
	return n
}
