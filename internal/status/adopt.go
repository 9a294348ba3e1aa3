package status

import (
	"context"

	"stele/internal/align"
	"stele/internal/doc"
	"stele/internal/fault"
	"stele/internal/format"
	"stele/internal/history"
	"stele/internal/project"
)

// What of a history could not be seen; each says for how many documents.
const (
	FaultShallow       fault.ID = "history-shallow"        // Count
	FaultUnreadableGit fault.ID = "history-unreadable"     // Count
	FaultUnknownCommit fault.ID = "history-unknown-commit" // Count
)

// adopt infers ledgers from git: from commits that the files record, else from
// their history. Without git, or outside a repository, there is no answer, and
// that is no error.
func adopt(ctx context.Context, p *project.Project, jobs []*job, lexicons map[languages]*align.Lexicon) ([]*fault.Fault, error) {
	if len(jobs) == 0 {
		return nil, nil
	}
	repo, err := history.Open(ctx, p.Root)
	if fault.Is(err, history.FaultNoGit) || err == nil && repo == nil {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	in := history.Input{Parse: format.Parse, Numbers: values, Align: func(source, target *doc.Version) []align.Bead {
		return alignPair(ctx, source, target, lexicons)
	}}
	for _, j := range jobs {
		in.Docs = append(in.Docs, history.Doc{Source: j.sourceFile, Target: j.targetFile, SourceLocale: j.source.Locale, TargetLocale: j.locale})
	}
	found, err := repo.Adopt(ctx, in)
	if err != nil {
		return nil, err
	}
	for i, l := range found.Ledgers {
		jobs[i].ledger = l
	}
	return unseenFaults(found.Unseen), nil
}

// alignPair aligns two versions of some commit with what the present ones
// taught. An alignment can fail only by
// being cancelled, and then its answer is not used.
func alignPair(ctx context.Context, source, target *doc.Version, lexicons map[languages]*align.Lexicon) []align.Bead {
	opt := align.Options{Lexicon: lexicons[languages{source.Locale, target.Locale}]}
	beads, err := align.Pairs(ctx, []align.Pair{{Source: side(source), Target: side(target)}}, opt)
	if err != nil {
		return nil
	}
	return beads[0]
}

// unseenFaults sums up the gaps that a user can do something about.
func unseenFaults(unseen []history.Unseen) []*fault.Fault {
	count := map[history.Reason]int{}
	for _, u := range unseen {
		count[u.Reason]++
	}
	var out []*fault.Fault
	for _, k := range []struct {
		reason history.Reason
		id     fault.ID
	}{
		{history.ShallowClone, FaultShallow}, {history.Unreadable, FaultUnreadableGit}, {history.UnknownCommit, FaultUnknownCommit},
	} {
		if n := count[k.reason]; n > 0 {
			out = append(out, fault.New(fault.Input, k.id, "", "Count", n))
		}
	}
	return out
}
