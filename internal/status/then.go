package status

import (
	"context"
	"errors"
	"io/fs"
	"slices"

	"stele/internal/fault"
	"stele/internal/history"
	"stele/internal/ledger"
	"stele/internal/project"
)

// Faults of looking back.
const (
	FaultNoRepository fault.ID = "since-no-repository"
	FaultNoBase       fault.ID = "since-no-base" // Revision: a warning, the clone is too shallow
)

// Then is a project as a commit has it: where the work on a branch began. Get
// one from [LookBack] and close it when done.
type Then struct {
	Revision string // as the user named it
	Base     string // the commit
	Project  *project.Project
	// Now is the present project. Both hold only the documents that differ.
	Now      *project.Project
	Warnings []*fault.Fault
	files    *history.Snapshot
}

// Since is what is compared with.
func (t *Then) Since() *Since { return &Since{t.Revision, t.Base} }

// Close ends the reading of the commit's files.
func (t *Then) Close() { t.files.Close() }

// Options are those for looking at Project: what [Run] and [Between] say of it
// is what they would have said at that commit. The commit's own layout is not
// asked; the documents are those of the present.
func (t *Then) Options(opt Options) Options {
	opt.Then = t
	return opt
}

// LookBack finds what differs between the working tree and the commit that it
// shares with a revision. Contents are compared, so that squashed and rebased
// commits, and work that is not committed, make no difference.
func LookBack(ctx context.Context, p *project.Project, revision string) (*Then, error) {
	repo, err := history.Open(ctx, p.Root)
	if err != nil {
		return nil, err
	}
	if repo == nil {
		return nil, fault.New(fault.Usage, FaultNoRepository, p.Root)
	}
	base, shared, err := repo.Base(ctx, revision)
	if err != nil {
		return nil, err
	}
	t := &Then{Revision: revision, Base: base}
	if !shared {
		t.Warnings = append(t.Warnings, fault.New(fault.Input, FaultNoBase, "", "Revision", revision))
	}
	repo = repo.At(base)
	changes, err := repo.Changed(ctx)
	if err != nil {
		return nil, err
	}
	if t.files, err = repo.Snapshot(ctx); err != nil {
		return nil, err
	}
	t.choose(p, changes)
	return t, nil
}

// choose keeps the documents that have a changed file, and finds the files that
// they had.
func (t *Then) choose(p *project.Project, changes []history.FileChange) {
	was, gone := map[string]string{}, map[string]bool{} // new path → old one; paths where nothing is now
	for _, c := range changes {
		if c.Old != c.New {
			gone[c.Old] = true
		}
		if c.New != "" {
			was[c.New] = c.Old
		}
	}
	behind := leftBehind(p, gone)
	now, then := *p, *p
	now.Documents, then.Documents = nil, nil
	now.Others = slices.Clone(p.Others)
	if len(p.Config.Locales) == 0 {
		// An answer must not depend on which documents are asked about.
		now.Config.Locales = localesOf(p, Options{})
		then.Config.Locales = now.Config.Locales
	}
	for _, d := range p.Documents {
		old := d
		old.Files = map[string]string{}
		touched := false
		for _, locale := range d.Locales {
			file, there := d.Files[locale]
			if !there {
				file = p.Expected(&d, locale)
			}
			before, changed := was[file]
			switch _, record := was[ledger.Path(d.ID, locale)]; {
			case !there && gone[file]:
				touched, old.Files[locale] = true, file
			case !there && behind[was[d.Files[d.Source]]][locale] != "":
				touched, old.Files[locale] = true, behind[was[d.Files[d.Source]]][locale]
			case there && changed:
				touched = true
				if before != "" {
					old.Files[locale] = before
				}
			case there:
				touched = touched || record || gone[ledger.Path(d.ID, locale)]
				old.Files[locale] = file
			}
		}
		if touched {
			now.Documents = append(now.Documents, d)
			then.Documents = append(then.Documents, old)
		} else {
			now.Others = append(now.Others, d)
		}
	}
	t.Now, t.Project = &now, &then
}

// leftBehind gives, for each source that was renamed without some of its
// translations, where these are, by locale. They are translations of nothing
// now, and the source has lost them.
func leftBehind(p *project.Project, gone map[string]bool) map[string]map[string]string {
	out := map[string]map[string]string{}
	for i := range p.Documents {
		d := &p.Documents[i]
		source := p.Expected(d, d.Source)
		if _, there := d.Files[d.Source]; there || !gone[source] {
			continue
		}
		out[source] = d.Files
	}
	return out
}

// ledger reads what was recorded then.
func (t *Then) ledger(id, locale string) (*ledger.Ledger, []*fault.Fault, error) {
	name := ledger.Path(id, locale)
	src, err := t.files.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil, nil
	}
	if err != nil {
		return nil, nil, err
	}
	return ledger.Decode(name, src)
}
