package status

import (
	"context"
	"slices"

	"stele/internal/history"
	"stele/internal/ledger"
)

// cutOff reports whether a shallow clone leaves something of a translation
// untold that the whole history may tell: inferred has what stood there where the
// clone begins, known what is left of it.
func cutOff(inferred, known *ledger.Ledger, unseen []history.Unseen) bool {
	if inferred == nil {
		apart := func(u history.Unseen) bool { return u.Reason == history.NoCommonCommit }
		return known == nil && slices.ContainsFunc(unseen, apart)
	}
	told := map[string]bool{}
	if known != nil {
		for i := range known.Entries {
			told[known.Entries[i].Key] = true
		}
	}
	return slices.ContainsFunc(inferred.Entries, func(e ledger.Entry) bool { return !told[e.Key] })
}

// onDisk corrects the ledgers of jobs by what translations record on disk and
// not, or otherwise, in HEAD, and gives what could not be seen of all. That is
// computed anew each time: it is little, and changes while one works.
func onDisk(ctx context.Context, repo, upstream *history.Repo, in history.Input, jobs []*job, found *keptHistory) ([]history.Unseen, error) {
	var files []history.File
	read := map[int]bool{}
	for i, j := range jobs {
		f := history.File{Doc: i, Target: j.target, Source: j.source, Ledger: j.ledger}
		if i < len(found.Targets) && i < len(found.Sources) {
			f.Head, f.Names = found.Targets[i], found.Sources[i]
		}
		if f.Records() {
			files, read[i] = append(files, f), true
		}
	}
	if len(files) == 0 {
		return found.Unseen, nil
	}
	ledgers, unseen, err := repo.OnDisk(ctx, upstream, in, files)
	if err != nil {
		return nil, err
	}
	for k := range files {
		jobs[files[k].Doc].ledger = ledgers[k]
	}
	// That HEAD's commit is unknown does not matter where the disk has another.
	for _, u := range found.Unseen {
		if !read[u.Doc] || u.Reason != history.UnknownCommit {
			unseen = append(unseen, u)
		}
	}
	return unseen, nil
}
