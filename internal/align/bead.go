// Package align finds which segments of one text correspond to which of
// another.
package align

import "stele/internal/doc"

// Bead is one link of an alignment (Gale and Church 1993): indices into the
// source and the target segments. A null bead has one empty side.
type Bead struct {
	Source, Target []int
	Confidence     float64 // posterior probability that the bead is right, 0 to 1
	Moved          bool    // found off the monotone path
}

// Side is one text to align.
type Side struct {
	Locale   string // BCP 47; may be empty
	Segments []doc.Segment
}

// Pair is two texts to align.
type Pair struct{ Source, Target Side }
