package status

import (
	"context"

	"stele/internal/doc"
	"stele/internal/fault"
	"stele/internal/history"
	"stele/internal/ledger"
	"stele/internal/project"
)

// FaultLostTexts: source texts that a ledger leaves to git are not in this
// clone: Count. A warning; what changed cannot be shown.
const FaultLostTexts fault.ID = "ledger-lost-texts"

// textsInGit is the project's choice to leave source texts to git.
const textsInGit = "git"

// hydrate finds the source texts that ledgers leave to git: in the present source
// first, where most still are, and then in its history.
func hydrate(ctx context.Context, p *project.Project, jobs []*job, opt Options) ([]*fault.Fault, error) {
	wanted := map[string]map[string]bool{} // source file → keys
	for _, j := range jobs {
		if j.stored = j.ledger; !j.recorded {
			continue
		}
		j.stored = j.ledger.Clone()
		var present map[string]*doc.Segment
		left := j.ledger.Hydrate(func(key string) (*doc.Segment, bool) {
			if present == nil {
				present = byKey(j.source)
			}
			s, ok := present[key]
			return s, ok
		})
		for _, k := range left {
			if wanted[j.sourceFile] == nil {
				wanted[j.sourceFile] = map[string]bool{}
			}
			wanted[j.sourceFile][k] = true
		}
	}
	if len(wanted) == 0 {
		return nil, nil
	}
	var warnings []*fault.Fault
	found, err := pastTexts(ctx, p, wanted, opt)
	if fault.Is(err, history.FaultGit) && ctx.Err() == nil {
		warnings, err = append(warnings, failedGit(err)), nil
	}
	if err != nil {
		return nil, err
	}
	lost := 0
	for _, j := range jobs {
		if j.recorded {
			lost += len(j.ledger.Hydrate(func(key string) (*doc.Segment, bool) {
				s, ok := found[key]
				return s, ok
			}))
		}
	}
	if lost > 0 {
		warnings = append(warnings, fault.New(fault.Input, FaultLostTexts, "", "Count", lost))
	}
	return warnings, nil
}

func byKey(v *doc.Version) map[string]*doc.Segment {
	out := map[string]*doc.Segment{}
	if v == nil {
		return out
	}
	for i := range v.Segments {
		out[ledger.KeyOf(&v.Segments[i])] = &v.Segments[i]
	}
	return out
}

func pastTexts(ctx context.Context, p *project.Project, wanted map[string]map[string]bool, opt Options) (map[string]*doc.Segment, error) {
	repo, err := history.Open(ctx, p.Root)
	if fault.Is(err, history.FaultNoGit) || err == nil && repo == nil {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	if opt.Then != nil {
		repo = repo.At(opt.Then.Base)
	}
	var files []history.Wanted
	for _, file := range sortedKeys(wanted) {
		if p.SourceTree(file) == "" {
			files = append(files, history.Wanted{Path: file, Keys: wanted[file]})
		}
	}
	return repo.Texts(ctx, files, parserOf(p))
}
