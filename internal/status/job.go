package status

import (
	"cmp"
	"context"
	"errors"
	"slices"

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
	broken                 bool   // the target's file is there and cannot be read
	beads                  []align.Bead
	ledger                 *ledger.Ledger // what is known; nil is nothing
	recorded               bool           // the ledger was read from its file
	stored                 *ledger.Ledger // as its file has it, which may leave texts to git
	inherited              bool           // the ledger is that of the document that this one was renamed from
	cut                    bool           // a shallow clone ends before it tells what the translation was made from
	direct                 bool           // neither side is the document's source: no ledger speaks of it
	catalogue              bool           // the translation's file says itself what it is of
	failed                 error          // the ledger's file cannot be read
	lacks                  []string       // what the history would have needed, for [history.Repo.HasAny]
	elsewhere              *ledger.Index  // of all documents of the locale
	resolved               []ledger.Link  // by the ledger alone; nil when that leaves something open
	open                   *ledger.Opened // what the ledger leaves open; nil when nothing, or without one
}

func (l *loaded) job(document int, source, target string) *job {
	j := &job{
		document: document, id: l.document.ID, locale: target,
		source: l.versions[source], target: l.versions[target],
		sourceFile: l.document.Files[source], targetFile: l.document.Files[target], broken: l.broken[target],
	}
	j.withoutFields()
	if c := l.catalogues[target]; c != nil && source == l.source && j.source != nil {
		j.stated(c)
	}
	return j
}

// damaged reports whether the front matter of either side cannot be read.
func (j *job) damaged() bool {
	return j.source != nil && j.source.Damage != nil || j.target != nil && j.target.Damage != nil
}

// withoutFields locks the front matter of both sides where that of one cannot be
// read: what the other has is neither missing nor orphaned.
func (j *job) withoutFields() {
	if !j.damaged() {
		return
	}
	for _, side := range []**doc.Version{&j.source, &j.target} {
		if *side == nil {
			continue
		}
		v := **side
		v.Segments = slices.Clone(v.Segments)
		for i := range v.Segments {
			if v.Segments[i].FrontMatter() {
				v.Segments[i].Locked = true
			}
		}
		*side = &v
	}
}

// prepare gives jobs what is known of their provenance, and beads to those that
// need them. The warnings are ledgers and lines of them that cannot be read,
// and what of the history could not be seen.
func prepare(ctx context.Context, p *project.Project, jobs []*job, opt Options) ([]*fault.Fault, error) {
	warnings := loadLedgers(ctx, p, jobs, opt.Then)
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
		if !j.recorded && !j.inherited && j.failed == nil && !j.direct && !j.catalogue && hasText(j.source) && hasText(j.target) {
			unknown = append(unknown, j)
		}
	}
	unseen, err := adopt(ctx, p, unknown, opt)
	if err != nil {
		return nil, err
	}
	indexLedgers(jobs, others)
	return append(warnings, unseen...), alignJobs(ctx, p, jobs, opt)
}

// hasText reports whether there is anything that can rest on a source, or be one.
func hasText(v *doc.Version) bool {
	return v != nil && slices.ContainsFunc(v.Segments, func(s doc.Segment) bool { return s.Translatable() || s.Kind == doc.Code && !s.Locked })
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
		for _, o := range others[locale] {
			ledgers = append(ledgers, o.ledger)
		}
		indexes[locale] = ledger.NewIndex(ledgers...)
	}
	for _, j := range jobs {
		j.elsewhere = indexes[j.locale]
	}
}

func loadLedgers(ctx context.Context, p *project.Project, jobs []*job, then *Then) []*fault.Fault {
	warnings := make([][]*fault.Fault, len(jobs))
	_ = each(ctx, len(jobs), func(i int) { warnings[i] = jobs[i].loadLedger(p, then) }) // the caller asks the context too
	return slices.Concat(warnings...)
}

// loadLedger reads what is recorded of a job. The warnings are damaged lines, or
// that the file cannot be read.
func (j *job) loadLedger(p *project.Project, then *Then) []*fault.Fault {
	if j.target == nil || j.direct || j.catalogue {
		return nil
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
	j.recorded = j.ledger != nil
	if j.failed != nil {
		damaged = append(damaged, asFault(j.failed))
	}
	return damaged
}

// faultOf is the fault that an error is, if any.
func faultOf(err error) []*fault.Fault {
	if f, ok := errors.AsType[*fault.Fault](err); ok {
		return []*fault.Fault{f}
	}
	return nil
}

// alignJobs aligns what a ledger leaves open, and what has none whole.
func alignJobs(ctx context.Context, p *project.Project, jobs []*job, opt Options) error {
	if err := each(ctx, len(jobs), func(i int) { jobs[i].consult() }); err != nil {
		return err
	}
	groups := map[languages]*group{}
	var order []*group
	for _, j := range jobs {
		switch {
		case j.target == nil, j.catalogue:
		case j.source == nil:
			for t := range j.target.Segments {
				j.beads = append(j.beads, align.Bead{Target: []int{t}, Confidence: 1})
			}
		default:
			k := j.languages()
			g := groups[k]
			if g == nil {
				g = &group{languages: k}
				groups[k] = g
				order = append(order, g)
			}
			if j.resolved == nil {
				g.questions = append(g.questions, j.questions()...)
			}
			if j.ledger != nil {
				g.known = append(g.known, j)
			}
		}
	}
	order = slices.DeleteFunc(order, func(g *group) bool { return len(g.questions) == 0 })
	// Learning is no work for many hands; other languages are.
	errs := make([]error, len(order))
	err := opt.each(ctx, StageAlign, len(order), func(i int) { errs[i] = order[i].align(ctx, p.Root, opt.Cache) })
	for _, j := range jobs {
		j.open = nil
	}
	return cmp.Or(err, errors.Join(errs...))
}

// consult asks a job's ledger. What it says is kept where it leaves nothing open,
// for then it need not be asked again.
func (j *job) consult() {
	if j.ledger == nil || j.source == nil || j.target == nil || j.catalogue {
		return
	}
	o := ledger.Open(j.ledger, ledger.TextOf(j.source.Segments), ledger.TextOf(j.target.Segments), j.numbers())
	j.beads = o.Beads
	if len(o.Gaps) == 0 {
		j.resolved = o.Links
	} else {
		j.open = o
	}
}

// linked is what a job's ledger says without an alignment.
func (j *job) linked() []ledger.Link {
	if j.open != nil {
		return j.open.Links
	}
	return j.resolved
}
