package ledger

import "stele/internal/align"

// linker answers where the ledger is silent: by beads of all segments, by
// aligning those of a gap when asked, or not at all: open takes down what there is
// to ask.
type linker struct {
	beads []align.Bead
	local func(source, target []int) []align.Bead
	open  *openings
}

func given(beads []align.Bead) linker { return linker{beads: beads} }

// byGaps gives each run of targets of which the ledger knows nothing the
// sources that nobody claims between those of the targets around the run.
func (t *trace) byGaps(claimed []bool) {
	low := 0
	for j := 0; j < len(t.known); {
		if t.known[j] {
			if n := len(t.sources[j]); n > 0 && !t.tMoved[j] {
				low = t.sources[j][n-1] + 1
			}
			j++
			continue
		}
		end := j
		for end < len(t.known) && !t.known[end] {
			end++
		}
		t.gap(j, end, low, t.next(end, low), claimed)
		j = end
	}
}

// next is the first source of the next known target that stands after low.
func (t *trace) next(j, low int) int {
	for ; j < len(t.known); j++ {
		if t.known[j] && len(t.sources[j]) > 0 && !t.tMoved[j] && t.sources[j][0] >= low {
			return t.sources[j][0]
		}
	}
	return len(t.src.items)
}

func (t *trace) gap(j, end, low, high int, claimed []bool) {
	var source, target []int
	for s := low; s < high; s++ {
		if !claimed[s] {
			source = append(source, t.src.in[s])
		}
	}
	if t.link.open != nil {
		t.link.open.add(t, j, end, source)
		return
	}
	if len(source) == 0 {
		return
	}
	for ; j < end; j++ {
		target = append(target, t.tgt.in[j])
	}
	for _, b := range t.link.local(source, target) {
		var ss []int
		for _, s := range b.Source {
			if k := place(t.src, s); k >= 0 {
				ss = append(ss, k)
			}
		}
		for _, g := range b.Target {
			if k := place(t.tgt, g); k >= 0 {
				t.sources[k], t.conf[k] = sortedSet(append([]int(nil), ss...)), b.Confidence
			}
		}
	}
}
