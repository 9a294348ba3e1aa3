package status

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"stele/internal/align"
	"stele/internal/cache"
	"stele/internal/doc"
	"stele/internal/fault"
	"stele/internal/history"
	"stele/internal/ledger"
	"stele/internal/project"
)

// What of a history could not be seen; each says for how many documents.
const (
	FaultShallow       fault.ID = "history-shallow"        // Count
	FaultUnreadableGit fault.ID = "history-unreadable"     // Count
	FaultUnknownCommit fault.ID = "history-unknown-commit" // Count
	FaultHistoryFailed fault.ID = "history-failed"         // git failed; the cause is what it said
	FaultNoCommon      fault.ID = "history-no-common"      // Count: the source's repository shares no commit
)

// adopt infers ledgers: from commits that the files record or their history in
// git, else from source texts that a translation keeps in its own comments.
// Without git, or outside a repository, only the latter can answer, and that is
// no error.
func adopt(ctx context.Context, p *project.Project, jobs []*job, opt Options) ([]*fault.Fault, error) {
	if len(jobs) == 0 {
		return nil, nil
	}
	unseen, err := fromGit(ctx, p, jobs, opt)
	if fault.Is(err, history.FaultGit) && ctx.Err() == nil {
		unseen, err = []*fault.Fault{failedGit(err)}, nil
	}
	if err != nil {
		return nil, err
	}
	return unseen, each(ctx, len(jobs), func(i int) {
		if j := jobs[i]; j.ledger == nil {
			j.ledger = history.FromComments(j.target, j.source, parserOf(p), aligner(ctx), j.numbers())
		}
	})
}

// failedGit says that git did not answer. The texts alone still do.
func failedGit(err error) *fault.Fault {
	return fault.New(fault.Input, FaultHistoryFailed, "").Because(errors.Unwrap(err))
}

// fromGit asks the repository, and for translations kept in a fork beside their
// source, both repositories.
func fromGit(ctx context.Context, p *project.Project, jobs []*job, opt Options) ([]*fault.Fault, error) {
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
	byTree := map[string][]*job{}
	for _, j := range jobs {
		tree := p.SourceTree(j.sourceFile)
		byTree[tree] = append(byTree[tree], j)
	}
	var unseen [][]history.Unseen
	for _, tree := range sortedKeys(byTree) {
		var upstream *history.Repo
		if tree != "" {
			if upstream, err = history.Open(ctx, p.Abs(tree)); err != nil {
				return nil, err
			}
			if upstream == nil {
				continue // an unpacked archive beside the fork: the texts alone must do
			}
		}
		gaps, err := infer(ctx, p, repo, upstream, tree, byTree[tree], opt)
		if err != nil {
			return nil, err
		}
		unseen = append(unseen, gaps)
	}
	return unseenFaults(unseen...), nil
}

// infer gives jobs the ledgers that history tells; upstream is the repository of
// their sources, below tree, where that is another.
func infer(ctx context.Context, p *project.Project, repo, upstream *history.Repo, tree string, jobs []*job, opt Options) ([]history.Unseen, error) {
	kept := opt.Cache
	in := history.Input{KeepUnseen: true, Parse: parserOf(p), Numbers: values, Align: aligner(ctx), Done: opt.counter(StageHistory, len(jobs))}
	for _, j := range jobs {
		source := j.sourceFile
		if upstream != nil {
			source = strings.TrimPrefix(source, tree+"/")
		}
		in.Docs = append(in.Docs, history.Doc{Source: source, Target: j.targetFile, SourceLocale: j.source.Locale, TargetLocale: j.locale})
	}
	heads := repo.Head()
	shallow := repo.Shallow()
	if upstream != nil {
		heads += " " + upstream.Head()
		shallow = shallow || upstream.Shallow()
	}
	if shallow {
		kept = nil // it can be deepened, and HEAD stays the same
	}
	key := historyKey(heads, in.Docs, p)
	found, ok := cache.Get[keptHistory](kept, historyName, key)
	if !ok || arrived(ctx, history.Lacked(found.Unseen), repo, upstream) {
		var fresh *history.Adoption
		var err error
		last := newLastHistory(kept, p, tree)
		in.Before = last.before
		if upstream != nil {
			fresh, err = repo.AdoptFork(ctx, upstream, in)
		} else {
			fresh, err = repo.Adopt(ctx, in)
		}
		if err != nil {
			return nil, err
		}
		// An alignment that was cancelled gave nothing, which is no answer.
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		found = keepHistory(fresh)
		cache.Put(kept, historyName, key, found)
		last.put(key, &found)
	}
	for i, j := range jobs {
		// The source on disk may have changed since HEAD.
		j.ledger = history.Certain(found.ledger(i), j.source)
	}
	unseen, err := onDisk(ctx, repo, upstream, in, jobs, &found)
	if err != nil {
		return nil, err
	}
	for i, j := range jobs {
		j.cut = shallow && cutOff(found.ledger(i), j.ledger, unseen)
	}
	for _, u := range unseen {
		if u.Doc >= 0 {
			jobs[u.Doc].lacks = append(jobs[u.Doc].lacks, history.Lacked([]history.Unseen{u})...)
		}
	}
	return unseen, nil
}

// arrived reports whether one of the repositories has by now what an answer from
// the cache lacked: a fetch brings it, and HEAD stays the same. One that cannot
// tell may have.
func arrived(ctx context.Context, lacked []string, repos ...*history.Repo) bool {
	for _, r := range repos {
		if r == nil {
			continue
		}
		if has, err := r.HasAny(ctx, lacked); has || err != nil {
			return true
		}
	}
	return false
}

// historyName names the files of inferred provenance.
const historyName = "history"

// keptHistory is an adoption as the cache holds it. It depends on the commit,
// the documents and how the project reads them. That another lexicon may align
// the versions of the past a little otherwise is left out of account.
type keptHistory struct {
	Ledgers  [][]byte // as ledger files; nil where nothing is known
	Evidence [][]string
	Unseen   []history.Unseen
	Targets  []string
	Sources  [][]string
	Keys     []string // see history.Adoption
}

func historyKey(head string, docs []history.Doc, p *project.Project) cache.Key {
	parts := [][]byte{[]byte(head), []byte(p.Root), fmt.Append(nil, p.Config.Fields)}
	for _, d := range docs {
		parts = append(parts, []byte(d.Source), []byte(d.Target), []byte(d.SourceLocale), []byte(d.TargetLocale))
	}
	return cache.KeyOf(parts...)
}

func keepHistory(a *history.Adoption) keptHistory {
	k := keptHistory{Unseen: a.Unseen, Targets: a.Targets, Sources: a.Sources, Keys: a.Keys}
	for _, l := range a.Ledgers {
		var data []byte
		var evidence []string
		if l != nil {
			data = l.Encode()
			for _, e := range l.Entries {
				evidence = append(evidence, e.Evidence)
			}
		}
		k.Ledgers = append(k.Ledgers, data)
		k.Evidence = append(k.Evidence, evidence)
	}
	return k
}

// ledger reads a kept ledger back; nil when nothing is known of the document.
func (k *keptHistory) ledger(i int) *ledger.Ledger {
	if i >= len(k.Ledgers) || k.Ledgers[i] == nil {
		return nil
	}
	l, _, err := ledger.Decode("", k.Ledgers[i])
	if err != nil || len(l.Entries) != len(k.Evidence[i]) {
		return nil
	}
	for e := range l.Entries {
		l.Entries[e].Evidence = k.Evidence[i][e]
	}
	return l
}

// aligner aligns two texts by themselves: to bring the lexicon of a whole project
// to bear costs more than so short a text. An alignment can fail only by being
// cancelled, and then its answer is not used.
func aligner(ctx context.Context) func(source, target *doc.Version) []align.Bead {
	return func(source, target *doc.Version) []align.Bead {
		beads, err := align.Pairs(ctx, []align.Pair{{Source: side(source), Target: side(target)}}, align.Options{})
		if err != nil {
			return nil
		}
		return beads[0]
	}
}

// unseenFaults sums up the gaps that a user can do something about, of several
// adoptions: how many documents have each.
func unseenFaults(adoptions ...[]history.Unseen) []*fault.Fault {
	count := map[history.Reason]int{}
	for _, unseen := range adoptions {
		counted := map[history.Unseen]bool{}
		for _, u := range unseen {
			u.Detail = ""
			if !counted[u] {
				counted[u] = true
				count[u.Reason]++
			}
		}
	}
	var out []*fault.Fault
	for _, k := range []struct {
		reason history.Reason
		id     fault.ID
	}{
		{history.ShallowClone, FaultShallow}, {history.Unreadable, FaultUnreadableGit}, {history.UnknownCommit, FaultUnknownCommit},
		{history.NoCommonCommit, FaultNoCommon},
	} {
		if n := count[k.reason]; n > 0 {
			out = append(out, fault.New(fault.Input, k.id, "", "Count", n))
		}
	}
	return out
}
