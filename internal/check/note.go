package check

import (
	"strconv"
	"strings"
	"unicode"

	"stele/internal/doc"
)

// notes are the footnotes of one version by label.
type notes struct {
	order []string // labels in order of first reference
	refs  map[string][]Place
	defs  map[string]int // index of the segment that defines it
	names []string       // defined labels in order
}

func (s *side) notes() *notes {
	n := &notes{refs: map[string][]Place{}, defs: map[string]int{}}
	for i := range s.v.Segments {
		g := &s.v.Segments[i]
		if g.Kind == doc.Note {
			if _, again := n.defs[g.ID]; !again && g.ID != "" {
				n.defs[g.ID] = i
				n.names = append(n.names, g.ID)
			}
			n.further(g, i)
			continue
		}
		for _, r := range g.Runs {
			if r.Kind != doc.RunNote || r.Target == "" {
				continue
			}
			if len(n.refs[r.Target]) == 0 {
				n.order = append(n.order, r.Target)
			}
			n.refs[r.Target] = append(n.refs[r.Target], Place{i, r.Start, r.End})
		}
	}
	return n
}

// further adds the notes that stand on lines of their own in the same block of
// plain text: "[1] … \n[2] …".
func (n *notes) further(g *doc.Segment, i int) {
	for _, r := range g.Runs {
		if r.Kind != doc.RunNote || r.Target == "" || r.Start == 0 || g.Text[r.Start-1] != '\n' {
			continue
		}
		if _, again := n.defs[r.Target]; !again {
			n.defs[r.Target] = i
			n.names = append(n.names, r.Target)
		}
	}
}

// checkNotes compares the notes of two versions. A note that is gone is one
// finding, also when its reference is gone with it; a reference that went with
// a whole paragraph is none, for the paragraph is reported.
func checkNotes(p *pairing) {
	a, b := p.a.notes(), p.b.notes()
	if len(a.names)+len(a.order)+len(b.names)+len(b.order) == 0 {
		return
	}
	to := relabel(p, a, b)
	back := map[string]string{}
	for x, y := range to {
		back[y] = x
	}
	gone := map[string]bool{}
	for _, x := range a.names {
		if y, ok := to[x]; ok && b.has(y) {
			continue
		}
		gone[x] = true
		p.add(Finding{Rule: Note, Variant: noteMissing, A: []int{a.defs[x]}, InB: b.refs[to[x]], Args: map[string]any{"Label": x}})
	}
	for _, y := range b.names {
		if x, ok := back[y]; ok && a.has(x) {
			continue
		}
		gone[back[y]] = true
		p.add(Finding{Rule: Note, Variant: noteExtra, B: []int{b.defs[y]}, Args: map[string]any{"Label": y}})
	}
	p.references(a, b, to, gone)
	p.noteOrder(a, b)
}

func (n *notes) has(label string) bool { _, ok := n.defs[label]; return ok }

// relabel maps A's labels to B's. The same label means the same note, unless
// the texts of the notes say that B counts anew.
func relabel(p *pairing, a, b *notes) map[string]string {
	to := map[string]string{}
	taken := map[string]bool{}
	set := func(x, y string) { to[x] = y; taken[y] = true }
	if shifted(p, a, b) {
		for _, x := range a.names {
			best, score := "", 0.3
			for _, y := range b.names {
				if s := noteLikeness(p, a.defs[x], b.defs[y]); !taken[y] && s > score {
					best, score = y, s
				}
			}
			if best != "" {
				set(x, best)
			}
		}
	} else {
		for _, x := range append(append([]string(nil), a.names...), a.order...) {
			if _, done := to[x]; !done && !taken[x] && (b.has(x) || len(b.refs[x]) > 0) {
				set(x, x)
			}
		}
	}
	// Labels that are names may be translated: pair what is left where both
	// sides of a bead have equally many.
	for i := range p.beads {
		bd := &p.beads[i]
		if !bd.full() {
			continue
		}
		xs, ys := leftLabels(bd.a, to, nil), leftLabels(bd.b, nil, taken)
		if len(xs) != len(ys) {
			continue
		}
		for k := range xs {
			if _, ok := to[xs[k]]; !ok && !taken[ys[k]] && kindred(xs[k], ys[k]) {
				set(xs[k], ys[k])
			}
		}
	}
	return to
}

// kindred keeps numbers from being taken for renamed labels.
func kindred(x, y string) bool { return !numeric(x) || !numeric(y) }

func numeric(s string) bool { _, err := strconv.Atoi(s); return err == nil }

func leftLabels(g group, to map[string]string, taken map[string]bool) []string {
	var out []string
	take := func(l string) {
		if _, ok := to[l]; !ok && !taken[l] && l != "" {
			out = append(out, l)
		}
	}
	for _, i := range g.idx {
		s := g.side.seg(i)
		if s.Kind == doc.Note {
			take(s.ID)
			continue
		}
		for _, r := range s.Runs {
			if r.Kind == doc.RunNote {
				take(r.Target)
			}
		}
	}
	return out
}

// shifted reports whether B numbers its notes anew: fewer or more of them, and
// some note under A's label is plainly another one.
func shifted(p *pairing, a, b *notes) bool {
	if len(a.names) == len(b.names) {
		return false
	}
	for _, x := range a.names {
		i, ok := b.defs[x]
		if !ok || !numeric(x) || noteLikeness(p, a.defs[x], i) > 0 {
			continue
		}
		for _, y := range b.names {
			if y != x && noteLikeness(p, a.defs[x], b.defs[y]) > 0.5 {
				return true
			}
		}
	}
	return false
}

// noteLikeness is the share of telling words that two notes have in common:
// titles, names, numbers and addresses are seldom translated.
func noteLikeness(p *pairing, i, j int) float64 {
	x, y := tellingWords(p.a.seg(i).Text), tellingWords(p.b.seg(j).Text)
	common := 0
	for w := range x {
		if y[w] {
			common++
		}
	}
	if least := min(len(x), len(y)); least > 0 {
		return float64(common) / float64(least)
	}
	return 0
}

func tellingWords(text string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		if len(w) >= 4 && !strings.HasPrefix(w, "http") {
			out[strings.ToLower(w)] = true
		}
	}
	return out
}

// references reports a reference that stands on one side only, in beads that
// have both sides.
func (p *pairing) references(a, b *notes, to map[string]string, gone map[string]bool) {
	at := map[bool]map[int]int{true: {}, false: {}} // segment → bead, for A and B
	for i := range p.beads {
		for _, s := range p.beads[i].a.idx {
			at[true][s] = i
		}
		for _, s := range p.beads[i].b.idx {
			at[false][s] = i
		}
	}
	for _, x := range a.order {
		y, known := to[x]
		if gone[x] || known && len(b.refs[y]) > 0 {
			continue
		}
		if bd := p.fullBead(a.refs[x], at[true]); bd != nil {
			p.add(Finding{Rule: Note, Variant: "reference-lost", A: bd.a.idx, B: bd.b.idx, InA: a.refs[x], Args: map[string]any{"Label": x}})
		}
	}
	from := map[string]string{}
	for x, y := range to {
		from[y] = x
	}
	for _, y := range b.order {
		x, known := from[y]
		if known && (gone[x] || len(a.refs[x]) > 0) {
			continue
		}
		if !known && b.has(y) {
			continue // the extra note was reported
		}
		if bd := p.fullBead(b.refs[y], at[false]); bd != nil {
			p.add(Finding{Rule: Note, Variant: "reference-added", A: bd.a.idx, B: bd.b.idx, InB: b.refs[y], Args: map[string]any{"Label": y}})
		}
	}
}

// fullBead is the first bead with both sides that holds one of the places.
func (p *pairing) fullBead(places []Place, at map[int]int) *bead {
	for _, x := range places {
		if i, ok := at[x.Segment]; ok && p.beads[i].full() {
			return &p.beads[i]
		}
	}
	return nil
}

// noteOrder reports numbered references of B that count backwards where those
// of A do not.
func (p *pairing) noteOrder(a, b *notes) {
	if backwards(a.order) != "" {
		return
	}
	if l := backwards(b.order); l != "" {
		p.add(Finding{Rule: Note, Variant: "order", B: []int{b.refs[l][0].Segment}, InB: b.refs[l][:1], Args: map[string]any{"Label": l}})
	}
}

// backwards is the first numeric label that is lower than one before it.
func backwards(labels []string) string {
	last := 0
	for _, l := range labels {
		n, err := strconv.Atoi(l)
		if err != nil {
			continue
		}
		if n < last {
			return l
		}
		last = n
	}
	return ""
}

// checkOwnNotes finds references without a note and notes without a reference.
// A version that has only one of the two kinds uses another convention.
func checkOwnNotes(s *single) {
	n := s.side.notes()
	if len(n.names) == 0 || len(n.order) == 0 {
		return
	}
	for _, l := range n.order {
		if !n.has(l) {
			s.add(Finding{Rule: Note, Variant: "undefined", A: []int{n.refs[l][0].Segment}, InA: n.refs[l], Args: map[string]any{"Label": l}})
		}
	}
	for _, l := range n.names {
		if len(n.refs[l]) == 0 {
			s.add(Finding{Rule: Note, Variant: "unused", A: []int{n.defs[l]}, Args: map[string]any{"Label": l}})
		}
	}
}
