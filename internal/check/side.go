package check

import (
	"stele/internal/doc"
)

// side is one version with what several rules need of it.
type side struct {
	v *doc.Version
}

func newSide(v *doc.Version) *side { return &side{v: v} }

// group is what a bead holds on one side.
type group struct {
	side *side
	idx  []int
}

// pairing is two aligned versions under check.
type pairing struct {
	in    *Input
	a, b  *side
	beads []bead
	found []Finding
}

type bead struct{ a, b group }

// single is one version under check.
type single struct {
	v     *doc.Version
	opt   *Options
	side  *side
	found []Finding
}

func newPairing(in *Input) *pairing {
	p := &pairing{in: in, a: newSide(in.A), b: newSide(in.B)}
	for _, b := range in.Beads {
		p.beads = append(p.beads, bead{group{p.a, b.Source}, group{p.b, b.Target}})
	}
	return p
}

type pairCheck struct {
	rules []Rule
	run   func(*pairing)
}

type versionCheck struct {
	rules []Rule
	run   func(*single)
}

var pairChecks = []pairCheck{}

var versionChecks = []versionCheck{}
