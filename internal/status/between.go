package status

import (
	"context"

	"stele/internal/align"
	"stele/internal/project"
)

// Between compares two locales of a project, neither of which need be the
// source: each document of the result has the version in a as its source and
// the version in b as its only target. What the ledger knows is used where one
// of the two is the document's source. Documents without either are left out.
func Between(ctx context.Context, p *project.Project, a, b string, opt Options) (*Result, error) {
	opt.Locales = []string{a, b}
	docs, warnings, err := load(ctx, p, opt)
	if err != nil {
		return nil, err
	}
	r := &Result{Locales: []string{a, b}, Warnings: warnings}
	var jobs []*job
	for _, l := range docs {
		va, vb := l.versions[a], l.versions[b]
		if va == nil && vb == nil {
			continue
		}
		j := l.job(len(r.Documents), a, b)
		if l.source == b {
			j = l.job(len(r.Documents), b, a)
		}
		j.direct = l.source != a && l.source != b
		jobs = append(jobs, j)
		r.Documents = append(r.Documents, Document{ID: l.document.ID, Source: j.source})
	}
	seen, err := prepare(ctx, p, jobs, opt)
	if err != nil {
		return nil, err
	}
	r.Warnings = append(r.Warnings, seen...)
	judge := newJudge(p)
	for i, j := range jobs {
		d := &r.Documents[i]
		if j.source == nil {
			// Only the translation is there: nothing to give states to.
			*d = Document{ID: d.ID, Targets: []Target{{Locale: j.locale, Path: j.target.Path, Version: j.target}}}
		} else {
			d.Targets = []Target{judge.target(d, j)}
		}
		if j.locale == a {
			*d = swap(*d)
		}
	}
	return r, nil
}

// swap turns a document round: the target becomes the source. Source and
// target of its rows change places, and with them missing and orphaned. There
// are no counts: those are of a source's segments.
func swap(d Document) Document {
	t := d.Targets[0]
	out := Target{Version: d.Source, Segments: Count{}, Words: Count{}}
	if d.Source != nil {
		out.Locale, out.Path = d.Source.Locale, d.Source.Path
	}
	for _, row := range t.Rows {
		row.Source, row.Target = row.Target, row.Source
		switch row.State {
		case Missing:
			row.State = Orphaned
		case Orphaned:
			row.State = Missing
		}
		out.Rows = append(out.Rows, row)
	}
	return Document{ID: d.ID, Source: t.Version, Targets: []Target{out}, Reversed: true}
}

// Beads gives a target's rows as beads, for checks between the two sides.
func (t *Target) Beads() []align.Bead {
	beads := make([]align.Bead, len(t.Rows))
	for i, r := range t.Rows {
		beads[i] = align.Bead{Source: r.Source, Target: r.Target, Confidence: r.Confidence, Moved: r.Moved}
	}
	return beads
}
