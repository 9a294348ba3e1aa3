package status

import (
	"context"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"slices"

	"stele/internal/cache"
	"stele/internal/doc"
	"stele/internal/fault"
	"stele/internal/history"
	"stele/internal/ledger"
	"stele/internal/project"
)

// keptDocuments is from how many documents on the counts of a project are worth
// keeping.
const keptDocuments = 32

// countsName names the files of counts.
const countsName = "counts"

// counted is [Run] for who wants counts only. Where nothing that the answer
// depends on has changed since the last run, it is that run's.
func counted(ctx context.Context, p *project.Project, opt Options) (*Result, error) {
	if opt.Cache == nil || opt.Then != nil || len(p.Documents) < keptDocuments {
		return run(ctx, p, opt)
	}
	digests := cache.OpenDigests(opt.Cache, p.Root)
	defer digests.Save()
	key, ok := stateOf(ctx, p, opt, digests)
	if !ok {
		return run(ctx, p, opt)
	}
	if k, found := cache.Get[keptCounts](opt.Cache, countsName, key); found && !anyArrived(ctx, p, k.Lacks) {
		return k.result(), nil
	}
	r, err := run(ctx, p, opt)
	if err != nil {
		return nil, err
	}
	// A file that changed while it was read may have been read before or after.
	// What git failed to say it may say the next time, and texts may be found then.
	failed := slices.ContainsFunc(r.Warnings, func(w *fault.Fault) bool { return w.ID == FaultHistoryFailed || w.ID == FaultLostTexts })
	if again, ok := stateOf(ctx, p, opt, digests); ok && !failed && again == key {
		cache.Put(opt.Cache, countsName, key, countsOf(r))
	}
	return r, nil
}

// stateOf is a digest of all that an answer depends on but the program: what was
// asked, the settings, the contents of the documents' files and of the ledgers,
// and, where a translation has no ledger, the commit. ok is false when some of it
// cannot be read.
func stateOf(ctx context.Context, p *project.Project, opt Options, digests *cache.Digests) (key cache.Key, ok bool) {
	settings, err := json.Marshal(struct {
		Root, Dir    string
		Locales      []string
		Config       project.Config
		Translations []project.Document
		Others       []project.Document
	}{p.Root, opt.Dir, opt.Locales, p.Config, p.Documents, p.Others})
	if err != nil {
		return key, false
	}
	ledgers := ledgerFiles(p)
	files := make([]string, 0, len(ledgers)+2*len(p.Documents))
	for i := range p.Documents {
		d := &p.Documents[i]
		for _, locale := range sortedKeys(d.Files) {
			files = append(files, d.Files[locale])
		}
	}
	have := make(map[string]bool, len(ledgers))
	names := []byte{}
	for _, name := range ledgers {
		have[name] = true
		names = append(append(names, name...), 0)
	}
	sums, ok := digestAll(ctx, p, append(files, ledgers...), digests)
	if !ok {
		return key, false
	}
	commit := ""
	if p.Config.Ledger.Text == textsInGit || unrecorded(p, opt, have) {
		if commit, ok = commitsOf(ctx, p); !ok {
			return key, false
		}
	}
	return cache.KeyOf(settings, names, sums, []byte(commit)), true
}

// ledgerFiles lists all ledgers, also those that no document has any more.
func ledgerFiles(p *project.Project) []string {
	var names []string
	_ = fs.WalkDir(os.DirFS(p.Root), ledger.Folder, func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			names = append(names, name)
		}
		return nil
	})
	return names
}

// unrecorded reports whether a translation has no ledger of its own.
func unrecorded(p *project.Project, opt Options, ledgers map[string]bool) bool {
	for i := range p.Documents {
		d := &p.Documents[i]
		for locale := range d.Files {
			if locale != d.Source && opt.wants(locale) && !ledgers[ledger.Path(d.ID, locale)] {
				return true
			}
		}
	}
	return false
}

// treesOf are the project itself, as "", and the trees that its sources are in.
func treesOf(p *project.Project) []string {
	trees := map[string]bool{"": true}
	for i := range p.Documents {
		trees[p.SourceTree(p.Documents[i].Files[p.Documents[i].Source])] = true
	}
	return sortedKeys(trees)
}

// commitsOf is HEAD of the project, and of each tree that its sources are in.
func commitsOf(ctx context.Context, p *project.Project) (commits string, ok bool) {
	for _, tree := range treesOf(p) {
		commit, ok := commitOf(ctx, p.Abs(tree))
		if !ok {
			return "", false
		}
		commits += commit + "\n"
	}
	return commits, true
}

// anyArrived reports whether one of the project's repositories has by now what
// counts from the cache lacked.
func anyArrived(ctx context.Context, p *project.Project, lacked []string) bool {
	if len(lacked) == 0 {
		return false
	}
	for _, tree := range treesOf(p) {
		repo, err := history.Open(ctx, p.Abs(tree))
		if err != nil || arrived(ctx, lacked, repo) {
			return true
		}
	}
	return false
}

// commitOf is HEAD; "" where there is no repository. A shallow clone can be
// deepened while HEAD stays the same, so nothing of it is kept.
func commitOf(ctx context.Context, root string) (commit string, ok bool) {
	repo, err := history.Open(ctx, root)
	switch {
	case fault.Is(err, history.FaultNoGit) || err == nil && repo == nil:
		return "", true
	case err != nil || repo.Shallow():
		return "", false
	}
	return repo.Head(), true
}

// digestAll gives the digests of files one after another, reading several at a
// time.
func digestAll(ctx context.Context, p *project.Project, files []string, digests *cache.Digests) (sums []byte, ok bool) {
	all := make([]cache.Key, len(files))
	errs := make([]error, len(files))
	if err := each(ctx, len(files), func(i int) { all[i], errs[i] = digests.Of(p.Abs(files[i])) }); err != nil {
		return nil, false
	}
	for i := range all {
		sums = append(sums, all[i][:]...)
	}
	return sums, errors.Join(errs...) == nil
}

// keptCounts is a result without its rows and texts.
type keptCounts struct {
	Locales   []string
	Documents []keptDocument
	Warnings  []keptWarning
	Lacks     []string // what the history would have needed
}

type keptDocument struct {
	ID, Path, Locale string // Path and Locale are the source's
	Unreadable       bool
	Damage           string // of the source; "" for none
	Targets          []keptTarget
}

type keptTarget struct {
	Locale, Path       string
	Exists, Unreadable bool
	Damage             string
	Segments, Words    []int // by state, in the order of [States]; nil when all are 0
}

type keptWarning struct {
	Fault fault.Fault // without its cause
	Cause string
}

func countsOf(r *Result) keptCounts {
	k := keptCounts{Locales: r.Locales, Lacks: r.lacks}
	for i := range r.Documents {
		d := &r.Documents[i]
		out := keptDocument{ID: d.ID, Path: d.Source.Path, Locale: d.Source.Locale, Unreadable: d.Unreadable, Damage: damageOf(d.Source)}
		for j := range d.Targets {
			t := &d.Targets[j]
			out.Targets = append(out.Targets, keptTarget{
				Locale: t.Locale, Path: t.Path, Exists: t.Version != nil, Unreadable: t.Unreadable, Damage: damageOf(t.Version),
				Segments: t.Segments.list(), Words: t.Words.list(),
			})
		}
		k.Documents = append(k.Documents, out)
	}
	for _, w := range r.Warnings {
		kept := keptWarning{Fault: *w}
		if w.Err != nil {
			kept.Fault.Err, kept.Cause = nil, w.Err.Error()
		}
		k.Warnings = append(k.Warnings, kept)
	}
	return k
}

func (k *keptCounts) result() *Result {
	r := &Result{Locales: k.Locales}
	for _, d := range k.Documents {
		out := Document{ID: d.ID, Source: without(d.Path, d.Locale, d.Damage), Unreadable: d.Unreadable}
		for _, t := range d.Targets {
			target := Target{Locale: t.Locale, Path: t.Path, Unreadable: t.Unreadable, Segments: countOf(t.Segments), Words: countOf(t.Words)}
			if t.Exists {
				target.Version = without(t.Path, t.Locale, t.Damage)
			}
			out.Targets = append(out.Targets, target)
		}
		r.Documents = append(r.Documents, out)
	}
	for i := range k.Warnings {
		w := k.Warnings[i].Fault
		if k.Warnings[i].Cause != "" {
			w.Err = errors.New(k.Warnings[i].Cause)
		}
		r.Warnings = append(r.Warnings, &w)
	}
	return r
}

// without is a version without its texts.
func without(path, locale, damage string) *doc.Version {
	v := &doc.Version{Path: path, Locale: locale}
	if damage != "" {
		v.Damage = errors.New(damage)
	}
	return v
}

func damageOf(v *doc.Version) string {
	if !damaged(v) {
		return ""
	}
	return v.Damage.Error()
}

func (c Count) list() []int {
	var out []int
	for i, s := range States() {
		if c[s] != 0 {
			if out == nil {
				out = make([]int, len(States()))
			}
			out[i] = c[s]
		}
	}
	return out
}

func countOf(list []int) Count {
	c := Count{}
	for i, s := range States() {
		if i < len(list) && list[i] != 0 {
			c[s] = list[i]
		}
	}
	return c
}
