package check

import (
	"stele/internal/doc"
	"stele/internal/status"
)

// Everything examines each version of a result by itself and each translation
// beside its source. The comparison has one entry for each source, with B nil,
// and one for each translation; those without findings are kept.
func Everything(r *status.Result, opt Options) *Comparison {
	c := &Comparison{}
	for i := range r.Documents {
		d := &r.Documents[i]
		own := Version(d.Source, opt.at(d.ID, d.Source.Locale, d.Source))
		at := len(c.Documents)
		c.Documents = append(c.Documents, ComparedDocument{ID: d.ID, A: d.Source})
		for j := range d.Targets {
			t := &d.Targets[j]
			opt := opt.at(d.ID, t.Locale, d.Source, t.Version)
			out := ComparedDocument{ID: d.ID, A: d.Source, B: t.Version}
			if t.Version == nil || len(d.Source.Segments) == 0 {
				out.Findings = finish(statesOf(d, t), &opt)
				c.Documents = append(c.Documents, out)
				continue
			}
			pair := Pair(Input{A: d.Source, B: t.Version, Beads: t.Beads(), Options: opt})
			found := append(onB(Beyond(Version(t.Version, opt), pair, true)), pair...)
			out.Findings = Merge(finish(statesOf(d, t), &opt), found)
			own = Beyond(own, pair, false)
			c.Documents = append(c.Documents, out)
		}
		c.Documents[at].Findings = own
	}
	return c
}

// onB moves findings about a single version, which are on side A, to side B.
func onB(found []Finding) []Finding {
	for i := range found {
		f := &found[i]
		f.A, f.B, f.InA, f.InB = nil, f.A, nil, f.InA
	}
	return found
}

// Silence takes out the findings that are suppressed on the given day, by the
// project's list or by comments in the texts. It returns how many those were,
// and the suppressions that silenced nothing; comments of texts that were not
// examined are not asked.
func (c *Comparison) Silence(listed []Suppress, today string) (silenced int, idle []Suppress) {
	by := append([]Suppress(nil), listed...)
	seen := map[*doc.Version]bool{nil: true}
	var all []Subject
	for i := range c.Documents {
		d := &c.Documents[i]
		for _, v := range []*doc.Version{d.A, d.B} {
			if !seen[v] {
				seen[v] = true
				by = append(by, CommentSuppressions(v)...)
			}
		}
		for _, f := range d.Findings {
			all = append(all, Subject{Finding: f, Document: d.ID, A: d.A, B: d.B})
		}
	}
	// In order: what a document has is told by how many it had, for several may
	// have the same versions, or none.
	silenced, idle = 0, nil
	used := make([]bool, len(by))
	for i := range c.Documents {
		d := &c.Documents[i]
		n := len(d.Findings)
		kept, gone := silence(all[:n], by, used, today)
		all = all[n:]
		d.Findings = nil
		for _, s := range kept {
			d.Findings = append(d.Findings, s.Finding)
		}
		silenced += len(gone)
	}
	for i, u := range used {
		if !u {
			idle = append(idle, by[i])
		}
	}
	return silenced, idle
}
