package status

import (
	"context"

	"stele/internal/align"
	"stele/internal/doc"
	"stele/internal/fault"
	"stele/internal/ledger"
	"stele/internal/project"
)

// job is one translation beside its source. Either may be nil.
type job struct {
	document               int // index
	id, locale             string
	source, target         *doc.Version
	sourceFile, targetFile string // relative to the root
	beads                  []align.Bead
	ledger                 *ledger.Ledger // what is known; nil is nothing
	recorded               bool           // the ledger was read from its file
	failed                 error          // the ledger's file cannot be read
}

func (l *loaded) job(document int, source, target string) *job {
	return &job{
		document: document, id: l.document.ID, locale: target,
		source: l.versions[source], target: l.versions[target],
		sourceFile: l.document.Files[source], targetFile: l.document.Files[target],
	}
}

// prepare gives jobs their beads and ledgers.
func prepare(ctx context.Context, p *project.Project, jobs []*job) ([]*fault.Fault, error) {
	if err := alignJobs(ctx, jobs); err != nil {
		return nil, err
	}
	return learn(ctx, p, jobs)
}

// learn gives jobs what is known of their provenance. The warnings are ledgers
// and lines of them that cannot be read, and what of the history could not be
// seen.
func learn(ctx context.Context, p *project.Project, jobs []*job) ([]*fault.Fault, error) {
	var warnings []*fault.Fault
	var unknown []*job
	for _, j := range jobs {
		if j.source == nil || j.target == nil {
			continue
		}
		var damaged []*fault.Fault
		j.ledger, damaged, j.failed = ledger.Load(p.Abs(ledger.Path(j.id, j.locale)))
		warnings = append(warnings, damaged...)
		j.recorded = j.ledger != nil
		if j.failed != nil {
			warnings = append(warnings, asFault(j.failed))
		} else if !j.recorded {
			unknown = append(unknown, j)
		}
	}
	unseen, err := adopt(ctx, p, unknown)
	return append(warnings, unseen...), err
}

// alignJobs aligns what has both sides, all at once: the documents of a pair of
// languages teach each other.
func alignJobs(ctx context.Context, jobs []*job) error {
	var pairs []align.Pair
	var paired []*job
	for _, j := range jobs {
		switch {
		case j.source != nil && j.target != nil:
			pairs = append(pairs, align.Pair{Source: side(j.source), Target: side(j.target)})
			paired = append(paired, j)
		case j.target != nil:
			for t := range j.target.Segments {
				j.beads = append(j.beads, align.Bead{Target: []int{t}, Confidence: 1})
			}
		}
	}
	beads, err := align.Pairs(ctx, pairs, align.Options{})
	if err != nil {
		return err
	}
	for i, b := range beads {
		paired[i].beads = b
	}
	return nil
}
