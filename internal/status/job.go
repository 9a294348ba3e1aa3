package status

import (
	"cmp"
	"context"
	"errors"

	"stele/internal/align"
	"stele/internal/cache"
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
	broken                 bool   // the target's file is there and cannot be read
	beads                  []align.Bead
	ledger                 *ledger.Ledger // what is known; nil is nothing
	recorded               bool           // the ledger was read from its file
	stored                 *ledger.Ledger // as its file has it, which may leave texts to git
	inherited              bool           // the ledger is that of the document that this one was renamed from
	direct                 bool           // neither side is the document's source: no ledger speaks of it
	catalogue              bool           // the translation's file says itself what it is of
	failed                 error          // the ledger's file cannot be read
	elsewhere              *ledger.Index  // of all documents of the locale
	resolved               []ledger.Link  // by the ledger alone; nil when beads are needed
}

func (l *loaded) job(document int, source, target string) *job {
	j := &job{
		document: document, id: l.document.ID, locale: target,
		source: l.versions[source], target: l.versions[target],
		sourceFile: l.document.Files[source], targetFile: l.document.Files[target], broken: l.broken[target],
	}
	if c := l.catalogues[target]; c != nil && source == l.source && j.source != nil {
		j.stated(c)
	}
	return j
}

// prepare gives jobs what is known of their provenance, and beads to those that
// need them. The warnings are ledgers and lines of them that cannot be read,
// and what of the history could not be seen.
func prepare(ctx context.Context, p *project.Project, jobs []*job, opt Options) ([]*fault.Fault, error) {
	warnings := loadLedgers(p, jobs, opt.Then)
	lost, err := hydrate(ctx, p, jobs, opt)
	if err != nil {
		return nil, err
	}
	warnings = append(warnings, lost...)
	var others strays
	if opt.Then == nil {
		others = loadStrays(p, jobs)
		others.inherit(jobs)
	}
	var unknown []*job
	for _, j := range jobs {
		if j.source != nil && j.target != nil && !j.recorded && !j.inherited && j.failed == nil && !j.direct && !j.catalogue {
			unknown = append(unknown, j)
		}
	}
	unseen, err := adopt(ctx, p, unknown, opt)
	if err != nil {
		return nil, err
	}
	indexLedgers(jobs, others)
	return append(warnings, unseen...), alignJobs(ctx, p, jobs, opt.Cache)
}

// indexLedgers lets each translation find the provenance of paragraphs that
// came to it from another document of its locale.
func indexLedgers(jobs []*job, others strays) {
	all := map[string][]*ledger.Ledger{}
	for _, j := range jobs {
		all[j.locale] = append(all[j.locale], j.ledger)
	}
	indexes := map[string]*ledger.Index{}
	for locale, ledgers := range all {
		indexes[locale] = ledger.NewIndex(append(ledgers, others[locale]...)...)
	}
	for _, j := range jobs {
		j.elsewhere = indexes[j.locale]
	}
}

func loadLedgers(p *project.Project, jobs []*job, then *Then) []*fault.Fault {
	var warnings []*fault.Fault
	for _, j := range jobs {
		if j.target == nil || j.direct || j.catalogue {
			continue
		}
		var damaged []*fault.Fault
		if then != nil {
			j.ledger, damaged, j.failed = then.ledger(j.id, j.locale)
		} else {
			j.ledger, damaged, j.failed = ledger.Load(p.Abs(ledger.Path(j.id, j.locale)))
		}
		for _, f := range append(damaged, faultOf(j.failed)...) {
			f.Path = ledger.Path(j.id, j.locale) // for people, not for the machine
		}
		warnings = append(warnings, damaged...)
		j.recorded = j.ledger != nil
		if j.failed != nil {
			warnings = append(warnings, asFault(j.failed))
		}
	}
	return warnings
}

// faultOf is the fault that an error is, if any.
func faultOf(err error) []*fault.Fault {
	if f, ok := errors.AsType[*fault.Fault](err); ok {
		return []*fault.Fault{f}
	}
	return nil
}

// languages is a pair of locales that share a lexicon.
type languages struct{ source, target string }

func (j *job) languages() languages { return languages{j.source.Locale, j.target.Locale} }

// alignJobs aligns what its ledger does not know whole. The documents of a pair
// of languages teach each other: they are aligned together.
func alignJobs(ctx context.Context, p *project.Project, jobs []*job, kept *cache.Cache) error {
	needed := make([]bool, len(jobs))
	if err := each(ctx, len(jobs), func(i int) {
		needed[i] = jobs[i].source != nil && jobs[i].target != nil && jobs[i].needsBeads()
	}); err != nil {
		return err
	}
	groups := map[languages][]*job{}
	var order []languages
	for i, j := range jobs {
		switch {
		case j.target == nil, j.catalogue:
		case j.source == nil:
			for t := range j.target.Segments {
				j.beads = append(j.beads, align.Bead{Target: []int{t}, Confidence: 1})
			}
		case needed[i]:
			k := j.languages()
			if groups[k] == nil {
				order = append(order, k)
			}
			groups[k] = append(groups[k], j)
		}
	}
	// Learning is no work for many hands; other languages are.
	errs := make([]error, len(order))
	err := each(ctx, len(order), func(i int) {
		errs[i] = alignGroup(ctx, groups[order[i]], order[i], p.Root, kept)
	})
	return cmp.Or(err, errors.Join(errs...))
}

// needsBeads reports whether the ledger leaves anything open on both sides. If
// not, what it says is kept: it need not be asked again.
func (j *job) needsBeads() bool {
	if j.ledger == nil {
		return true
	}
	needed := false
	links := ledger.ResolveTexts(j.ledger, ledger.TextOf(j.source.Segments), ledger.TextOf(j.target.Segments), func() []align.Bead {
		needed = true
		return nil
	}, j.numbers())
	if !needed {
		j.resolved = links
	}
	return needed
}
