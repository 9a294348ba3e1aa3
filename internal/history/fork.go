package history

import (
	"context"
	"strings"

	"stele/internal/ledger"
)

// CommonCommit is the newest commit that two repositories share, where one is
// a fork of the other; "" when they share none.
func (r *Repo) CommonCommit(ctx context.Context, other *Repo) (string, error) {
	mine, err := r.git(ctx, "rev-list", "--topo-order", r.head)
	if err != nil {
		return "", err
	}
	theirs, err := other.git(ctx, "rev-list", other.head)
	if err != nil {
		return "", err
	}
	have := map[string]bool{}
	for id := range strings.FieldsSeq(theirs) {
		have[id] = true
	}
	for id := range strings.FieldsSeq(mine) {
		if have[id] {
			return id, nil
		}
	}
	return "", nil
}

// AdoptFork infers ledgers for translations in r whose sources are in another
// repository, of which r is a fork: they rest on the sources of the newest
// commit that both have, for a fork is brought up to date by merging. Pins and
// comments win, as in Adopt; documents that have neither and no common commit
// stay unknown.
func (r *Repo) AdoptFork(ctx context.Context, upstream *Repo, in Input) (*Adoption, error) {
	common, err := r.CommonCommit(ctx, upstream)
	if err != nil {
		return nil, err
	}
	objs, err := r.objects(ctx)
	if err != nil {
		return nil, err
	}
	defer objs.close()
	theirs, err := upstream.objects(ctx)
	if err != nil {
		return nil, err
	}
	defer theirs.close()
	out := newAdoption(r.head, len(in.Docs))
	if common == "" {
		out.Unseen = append(out.Unseen, Unseen{-1, NoCommonCommit, ""})
	}
	up := &adopter{repo: upstream, in: &in, objs: theirs, log: &log{}, out: out}
	a := &adopter{repo: r, in: &in, objs: objs, log: &log{}, out: out}
	for i := range in.Docs {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		s := up.sources(in.Docs[i].SourceLocale, []string{upstream.prefix + in.Docs[i].Source})
		if err := a.fork(i, s, common); err != nil {
			return nil, err
		}
		in.done()
	}
	return out, nil
}

func (a *adopter) fork(i int, s *sources, common string) error {
	d := &a.in.Docs[i]
	o, err := a.objs.get(a.repo.head + ":" + a.repo.prefix + d.Target)
	if err != nil {
		return err
	}
	if o.kind != "blob" {
		a.unseen(i, NotCommitted, d.Target)
		return nil
	}
	a.out.Targets[i] = o.id
	target := a.parse(d.Target, o.data, d.TargetLocale, &ledger.Memory{})
	if target == nil {
		a.unseen(i, Unreadable, d.Target)
		return nil
	}
	var l *ledger.Ledger
	if !a.in.IgnorePins {
		if l, err = s.a.byPin(i, target, s); err != nil {
			return err
		}
	}
	if l == nil && common != "" {
		was, err := s.in(common)
		if err != nil {
			return err
		}
		if was != nil {
			l = a.fold(nil, i, s, was, target, EvidenceHistory, nil)
		}
	}
	if now, err := s.in(s.a.repo.head); err != nil {
		return err
	} else if now != nil && !a.in.IgnoreComments {
		if kept := a.byComments(target, now, a.in.options(d)); kept != nil {
			l = ledger.Override(l, kept, target.ledger)
		}
	}
	a.out.Ledgers[i] = l
	return nil
}
