package check

import (
	"stele/internal/doc"
)

// checkHeadings compares the levels of aligned headings. A version whose levels
// are mostly shifted alike has its title elsewhere, which is no flaw.
func checkHeadings(p *pairing) {
	shifts := map[int]int{}
	var pairs []*bead
	for i := range p.beads {
		b := &p.beads[i]
		if len(b.a.idx) != 1 || len(b.b.idx) != 1 {
			continue
		}
		x, y := p.a.seg(b.a.idx[0]), p.b.seg(b.b.idx[0])
		if x.Kind == doc.Heading && y.Kind == doc.Heading && x.Level > 0 && y.Level > 0 {
			shifts[y.Level-x.Level]++
			pairs = append(pairs, b)
		}
	}
	usual := mostCommon(shifts)
	for _, b := range pairs {
		x, y := p.a.seg(b.a.idx[0]), p.b.seg(b.b.idx[0])
		if d := y.Level - x.Level; d != usual && d != 0 {
			p.add(Finding{Rule: HeadingLevel, A: b.a.idx, B: b.b.idx, Args: map[string]any{"A": x.Level, "B": y.Level, "Want": x.Level + usual}})
		}
	}
}

// mostCommon is the most frequent key; 0 wins ties, then the smaller.
func mostCommon(n map[int]int) int {
	best, count := 0, n[0]
	for k, c := range n {
		if c > count || c == count && best != 0 && k < best {
			best, count = k, c
		}
	}
	return best
}

// checkLists compares how aligned list items are nested and numbered.
func checkLists(p *pairing) {
	for i := range p.beads {
		b := &p.beads[i]
		if len(b.a.idx) != 1 || len(b.b.idx) != 1 {
			continue
		}
		x, y := p.a.seg(b.a.idx[0]), p.b.seg(b.b.idx[0])
		switch {
		case x.Kind == doc.Item && y.Kind == doc.Paragraph && !y.In("list") && !y.In("ordered"):
			p.add(Finding{Rule: ListShape, Variant: "lost", A: b.a.idx, B: b.b.idx})
		case x.Kind != doc.Item || y.Kind != doc.Item:
		case x.Level != y.Level:
			p.add(Finding{Rule: ListShape, Variant: "depth", A: b.a.idx, B: b.b.idx, Args: map[string]any{"A": x.Level, "B": y.Level}})
		case numbered(x) != numbered(y):
			p.add(Finding{Rule: ListShape, Variant: "ordered", A: b.a.idx, B: b.b.idx})
		}
	}
}

// numbered reports whether the innermost list that the item stands in is ordered.
func numbered(s *doc.Segment) bool {
	for i := len(s.Containers) - 1; i >= 0; i-- {
		switch s.Containers[i] {
		case "ordered":
			return true
		case "list":
			return false
		}
	}
	return false
}

// table is a run of cells that follow each other.
type table struct {
	first, cells, rows, columns int
}

func (s *side) tables() []table {
	var out []table
	line, inRow := -1, 0
	for i := range s.v.Segments {
		g := &s.v.Segments[i]
		if g.Kind != doc.Cell {
			continue
		}
		if n := len(out); n == 0 || i != out[n-1].first+out[n-1].cells || g.Line > s.v.Segments[i-1].EndLine+2 {
			out = append(out, table{first: i})
			line = -1
		}
		t := &out[len(out)-1]
		t.cells++
		if g.Line != line {
			line, inRow = g.Line, 0
			t.rows++
		}
		inRow++
		t.columns = max(t.columns, inRow)
	}
	return out
}

// checkTables compares the tables of two versions that have equally many.
func checkTables(p *pairing) {
	ta, tb := p.a.tables(), p.b.tables()
	if len(ta) != len(tb) {
		return
	}
	for i := range ta {
		x, y := ta[i], tb[i]
		f := Finding{Rule: TableShape, A: []int{x.first}, B: []int{y.first}}
		switch {
		case x.columns != y.columns:
			f.Variant, f.Args = "columns", map[string]any{"A": x.columns, "B": y.columns}
		case x.rows != y.rows:
			f.Variant, f.Args = "rows", map[string]any{"A": x.rows, "B": y.rows}
		default:
			continue
		}
		p.add(f)
	}
}

// checkOrder finds items of a list that come in another order.
func checkOrder(p *pairing) {
	last, lastItem := -1, false
	for i := range p.beads {
		b := &p.beads[i]
		if !b.full() || b.moved {
			continue
		}
		item := p.a.seg(b.a.idx[0]).Kind == doc.Item
		if b.b.idx[0] < last && item && lastItem {
			p.add(Finding{Rule: Order, A: b.a.idx, B: b.b.idx})
		}
		last, lastItem = b.b.idx[0], item
	}
}
