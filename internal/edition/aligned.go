package edition

import (
	"cmp"
	"slices"

	"stele/internal/doc"
	"stele/internal/fault"
)

// FaultColumns says that there are fewer than two versions to set side by side.
const FaultColumns fault.ID = "edition-columns"

// Parallel is one article in several languages, paragraph by paragraph.
type Parallel struct {
	columns []*Edition
	rows    []alignedRow
	marks   bool
}

// alignedRow is what corresponds to each other: segment indices for each column.
type alignedRow struct {
	at     int     // order: the first segment of the source, or the one before
	extra  bool    // not in the source
	cells  [][]int // by column
	states []string
}

// NewParallel aligns the articles of one document through their source, in the
// order of the columns. marks shows editors the state of each paragraph. A
// language that the document lacks is an empty column; fewer than two that it
// has is a *fault.Fault.
func NewParallel(articles []Article, marks bool, opt Options) (*Parallel, error) {
	p := &Parallel{marks: marks}
	have := 0
	for _, a := range articles {
		if a.Version != nil {
			have++
		}
		e, err := New(a, opt)
		if err != nil {
			return nil, err
		}
		p.columns = append(p.columns, e)
	}
	if have < 2 || articles[0].Source == nil {
		return nil, fault.New(fault.Usage, FaultColumns, "", "ID", articles[0].ID)
	}
	p.align(articles[0].Source)
	return p, nil
}

// align lays the rows of all columns over the source: segments of the source
// that any language has as one are one row, and so is a table.
func (p *Parallel) align(source *doc.Version) {
	head := make([]int, len(source.Segments)) // the first segment of each row
	for i := range head {
		head[i] = i
	}
	first := func(i int) int {
		for head[i] != i {
			i = head[i]
		}
		return i
	}
	join := func(a, b int) {
		if a, b = first(a), first(b); a != b {
			head[max(a, b)] = min(a, b)
		}
	}
	for i := 1; i < len(head); i++ {
		if source.Segments[i].Kind == doc.Cell && source.Segments[i-1].Kind == doc.Cell {
			join(i, i-1)
		}
	}
	for _, e := range p.columns {
		for _, r := range e.article.Rows {
			for _, s := range r.Source[min(1, len(r.Source)):] {
				join(s, r.Source[0])
			}
		}
	}
	rows := map[int]*alignedRow{}
	row := func(at int, extra bool) *alignedRow {
		key := 2 * at
		if extra {
			key++
		}
		if rows[key] == nil {
			rows[key] = &alignedRow{at: at, extra: extra, cells: make([][]int, len(p.columns)), states: make([]string, len(p.columns))}
		}
		return rows[key]
	}
	for c, e := range p.columns {
		last := -1
		for _, r := range e.article.Rows {
			if !e.inRange(r) || e.article.Version == nil {
				continue
			}
			extra := len(r.Source) == 0
			if !extra {
				last = first(r.Source[0])
			}
			to := row(last, extra)
			to.cells[c] = append(to.cells[c], r.Target...)
			to.states[c] = worst(to.states[c], r.State)
		}
	}
	for _, r := range rows {
		for _, cell := range r.cells {
			slices.Sort(cell)
		}
		p.rows = append(p.rows, *r)
	}
	slices.SortFunc(p.rows, func(a, b alignedRow) int {
		if d := cmp.Compare(a.at, b.at); d != 0 || a.extra == b.extra {
			return d
		}
		if a.extra {
			return 1
		}
		return -1
	})
}

// worst is the state that an editor must see first.
func worst(a, b string) string {
	order := []string{StateMissing, StateUntranslated, StateStale}
	if i, j := slices.Index(order, a), slices.Index(order, b); a == "" || j >= 0 && (i < 0 || j < i) {
		return b
	}
	return a
}
