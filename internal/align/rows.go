package align

import (
	"cmp"
	"context"
	"math"
	"slices"
)

// Row is segments of several versions that say the same: for each side the
// indices of its segments, ascending, none when the side has no such text.
type Row struct {
	Sides      [][]int
	Confidence float64 // mean probability of the links inside the row; of being alone, for a row of one side
}

// Rows aligns two or more versions of a text together. Each two of them are
// aligned as by [Pairs]; where the pairs contradict each other, the partition
// of all segments into rows that agrees best with the probabilities of all
// links wins. Every segment of every side is in exactly one row. Rows are in
// the order of the first side, the others in their places between.
func Rows(ctx context.Context, sides []Side, opt Options) ([]Row, error) {
	c := newClustering(sides)
	for a := range sides {
		for b := a + 1; b < len(sides); b++ {
			pair := Pair{sides[a], sides[b]}
			o := opt
			if o.Lexicon != nil && !o.Lexicon.fits(pair) {
				o.Lexicon = nil
			}
			g, err := newGroup(ctx, []Pair{pair}, o)
			if err == nil {
				err = g.run(ctx)
			}
			if err != nil {
				return nil, err
			}
			c.add(a, b, g.docs[0])
		}
	}
	c.merge()
	return c.rows(), nil
}

// clustering is the search for the best partition (correlation clustering,
// Bansal, Blum and Chawla 2004, by greedy merging and moves).
type clustering struct {
	start []int // first node of each side
	side  []int // by node
	links []map[int]float64
	pairs int // pairs of sides that each segment is in

	cluster []int   // by node
	members [][]int // by cluster
}

func newClustering(sides []Side) *clustering {
	c := &clustering{pairs: len(sides) - 1}
	for s := range sides {
		c.start = append(c.start, len(c.side))
		for range sides[s].Segments {
			c.side = append(c.side, s)
		}
	}
	c.links = make([]map[int]float64, len(c.side))
	for n := range c.links {
		c.links[n] = map[int]float64{}
		c.cluster = append(c.cluster, n)
		c.members = append(c.members, []int{n})
	}
	return c
}

// add takes the probabilities of links from one alignment of sides a and b:
// across, of being in one bead; within a side, the same, shared among the
// alignments that the side takes part in.
func (c *clustering) add(a, b int, d *document) {
	put := func(x, y int, w float64) {
		c.links[x][y] += w
		c.links[y][x] += w
	}
	for _, bead := range d.beads {
		w := float64(bead.w)
		for i := bead.i; i < bead.i+bead.n; i++ {
			for j := bead.j; j < bead.j+bead.m; j++ {
				put(c.start[a]+int(i), c.start[b]+int(j), w)
			}
			if i > bead.i {
				put(c.start[a]+int(i-1), c.start[a]+int(i), w/float64(c.pairs))
			}
		}
		for j := bead.j + 1; j < bead.j+bead.m; j++ {
			put(c.start[b]+int(j-1), c.start[b]+int(j), w/float64(c.pairs))
		}
	}
	for _, bead := range d.result {
		if bead.Moved {
			put(c.start[a]+bead.Source[0], c.start[b]+bead.Target[0], bead.Confidence)
		}
	}
}

// surest bounds the evidence of one link, in log odds: no single alignment is
// to outvote all others.
const surest = 4

// odds is the log odds of two segments being in one row.
func (c *clustering) odds(x, y int) float64 {
	p, ok := c.links[x][y]
	if !ok {
		switch {
		case c.side[x] == c.side[y]:
			return 0 // not neighbours in any bead; what lies between decides
		case c.linked(x, y-1) || c.linked(x, y+1):
			return -finer
		}
		return -surest
	}
	p = min(max(p, 0.018), 0.982)
	return min(max(math.Log(p/(1-p)), -surest), surest)
}

// finer is the evidence against one row when a segment is linked to the
// other's neighbour: the two languages may only be divided more finely than a
// third, whose merged segment holds both.
const finer = 1

func (c *clustering) linked(x, y int) bool { return c.links[x][y] > 0.5 }

func (c *clustering) gain(xs, ys []int) float64 {
	g := 0.0
	same := false
	touching := false
	for _, x := range xs {
		for _, y := range ys {
			g += c.odds(x, y)
			if c.side[x] == c.side[y] {
				same = true
				_, near := c.links[x][y]
				touching = touching || near
			}
		}
	}
	if same && !touching {
		return math.Inf(-1)
	}
	return g
}

func (c *clustering) merge() {
	type edge struct {
		x, y int
		p    float64
	}
	var edges []edge
	for x, m := range c.links {
		for y, p := range m {
			if x < y {
				edges = append(edges, edge{x, y, p})
			}
		}
	}
	slices.SortFunc(edges, func(a, b edge) int {
		return cmp.Or(cmp.Compare(b.p, a.p), cmp.Compare(a.x, b.x), cmp.Compare(a.y, b.y))
	})
	for changed := true; changed; {
		changed = false
		for _, e := range edges {
			a, b := c.cluster[e.x], c.cluster[e.y]
			if a == b {
				continue
			}
			if c.gain(c.members[a], c.members[b]) > 0 {
				for _, n := range c.members[b] {
					c.cluster[n] = a
				}
				c.members[a] = append(c.members[a], c.members[b]...)
				c.members[b] = nil
				changed = true
			}
		}
	}
}

func (c *clustering) rows() []Row {
	sides := len(c.start)
	var out []Row
	rowOf := make([]int, len(c.side))
	for _, m := range c.members {
		if len(m) == 0 {
			continue
		}
		slices.Sort(m)
		r := Row{Sides: make([][]int, sides), Confidence: c.confidence(m)}
		for _, n := range m {
			s := c.side[n]
			r.Sides[s] = append(r.Sides[s], n-c.start[s])
			rowOf[n] = len(out)
		}
		out = append(out, r)
	}
	return c.ordered(out, rowOf)
}

// confidence is the mean probability of the links inside a row, or, for a
// segment alone, of having none.
func (c *clustering) confidence(m []int) float64 {
	sum, n := 0.0, 0.0
	for k, x := range m {
		for _, y := range m[k+1:] {
			if c.side[x] != c.side[y] {
				sum += min(c.links[x][y], 1)
				n++
			}
		}
	}
	if n > 0 {
		return sum / n
	}
	for _, p := range c.links[m[0]] {
		sum = max(sum, p)
	}
	return 1 - min(sum, 1)
}

// ordered sorts rows by the first side; a row without it goes after the row of
// the segment before it in its own side.
func (c *clustering) ordered(rows []Row, rowOf []int) []Row {
	place := make([]float64, len(rows)) // 0: not placed
	for s := range c.start {
		end := len(c.side)
		if s+1 < len(c.start) {
			end = c.start[s+1]
		}
		last, step := 0.0, math.Pow(1e-3, float64(s))
		for n := c.start[s]; n < end; n++ {
			r := rowOf[n]
			if place[r] == 0 {
				if s == 0 {
					place[r] = float64(n + 1)
				} else {
					place[r] = last + step*1e-3
				}
			}
			last = place[r]
		}
	}
	order := make([]int, len(rows))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(place[a], place[b]) })
	out := make([]Row, len(rows))
	for k, r := range order {
		out[k] = rows[r]
	}
	return out
}
