package history

import (
	"context"
	"runtime"
	"slices"
	"strings"
	"sync"

	"stele/internal/doc"
	"stele/internal/ledger"
)

// Adopt infers a ledger for every document. The errors are faults of git as a
// whole; what is wrong with one document is in Adoption.Unseen.
func (r *Repo) Adopt(ctx context.Context, in Input) (*Adoption, error) {
	out := newAdoption(r.head, len(in.Docs))
	objs, err := r.objects(ctx)
	if err != nil {
		return nil, err
	}
	defer objs.close()
	wanted := map[string]bool{}
	for i := range in.Docs {
		wanted[r.prefix+in.Docs[i].Source] = true
		wanted[r.prefix+in.Docs[i].Target] = true
	}
	kin := kinOf(in.Docs, r.prefix)
	log, err := r.readLog(ctx, wanted, kin, objs)
	if err != nil {
		return nil, err
	}
	a := &adopter{repo: r, in: &in, objs: objs, log: log, kin: kin, out: out}
	if r.Shallow() {
		a.unseen(-1, ShallowClone, "")
	}
	if err := a.all(ctx); err != nil {
		return nil, err
	}
	slices.SortStableFunc(out.Unseen, func(x, y Unseen) int { return x.Doc - y.Doc }) // those of one as they were met
	return out, nil
}

type adopter struct {
	repo *Repo
	in   *Input
	objs *objects
	log  *log
	kin  kin
	mu   sync.Mutex
	out  *Adoption

	beside map[kindredKey][]touch // see kindred
}

func (a *adopter) unseen(doc int, reason Reason, detail string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.out.Unseen = append(a.out.Unseen, Unseen{doc, reason, detail})
}

// all works through the documents, those of one source together, so that each
// old version of a source is parsed once for all its translations.
func (a *adopter) all(ctx context.Context) error {
	groups := map[string][]int{}
	var order []string
	for i := range a.in.Docs {
		s := a.in.Docs[i].Source
		if groups[s] == nil {
			order = append(order, s)
		}
		groups[s] = append(groups[s], i)
	}
	work := make(chan []int)
	errs := make(chan error, 1)
	var wg sync.WaitGroup
	for range max(1, min(runtime.GOMAXPROCS(0), len(order))) {
		wg.Go(func() {
			for docs := range work {
				if err := a.group(ctx, docs); err != nil {
					select {
					case errs <- err:
					default:
					}
				}
			}
		})
	}
	for _, s := range order {
		if ctx.Err() != nil || len(errs) > 0 {
			break
		}
		work <- groups[s]
	}
	close(work)
	wg.Wait()
	select {
	case err := <-errs:
		return err
	default:
		return ctx.Err()
	}
}

// group adopts the translations of one source.
func (a *adopter) group(ctx context.Context, docs []int) error {
	s := a.sources(a.in.Docs[docs[0]].SourceLocale, a.log.names(a.repo.prefix+a.in.Docs[docs[0]].Source))
	heads := make([]string, len(docs))
	for k, i := range docs {
		heads[k] = a.head(a.repo.prefix + a.in.Docs[i].Target)
	}
	source := a.head(s.names[0])
	wanted := append(slices.Clone(heads), source)
	wanted = slices.DeleteFunc(wanted, func(name string) bool { return strings.ContainsAny(name, "\n\x00") })
	ahead, err := a.objs.many(wanted)
	if err != nil {
		return err
	}
	s.ahead = ahead
	for k, i := range docs {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		o := ahead[heads[k]]
		if o.kind == "blob" {
			a.out.Targets[i] = o.id
		}
		if len(s.names) > 1 {
			a.out.Sources[i] = s.names
		}
		if !a.again(i, o, ahead[source], s) {
			if err := a.one(i, o, s); err != nil {
				return err
			}
		}
		a.in.done()
	}
	return nil
}

// head names what a path holds in HEAD.
func (a *adopter) head(path string) string {
	if blob, ok := a.log.contents(path).in(a.repo.head); ok && blob != "" {
		return blob
	}
	return a.repo.head + ":" + path
}

// text is a version parsed and prepared for folding.
type text struct {
	version *doc.Version
	ledger  *ledger.Text
	blob    string // of a source
}

// of is the version, nil of no text.
func (t *text) of() *doc.Version {
	if t == nil {
		return nil
	}
	return t.version
}

// parse is nil for a version that cannot be read whole: one with broken front
// matter would say that its title was taken out and put back.
func (a *adopter) parse(path string, data []byte, locale string, memory *ledger.Memory) *text {
	t := a.parsePart(path, data, locale, memory)
	if t == nil || t.version.Damage != nil {
		return nil
	}
	return t
}

func (a *adopter) parsePart(path string, data []byte, locale string, memory *ledger.Memory) *text {
	v, err := a.in.Parse(path, data)
	if err != nil {
		return nil
	}
	if v.Locale == "" {
		v.Locale = locale
	}
	return &text{version: v, ledger: memory.TextOf(v.Segments)}
}

// one adopts a document, whose target HEAD has as o: by its pin if it has one that can
// be used, else by folding its history; comments that hold the source win where they
// stand.
func (a *adopter) one(i int, o object, s *sources) error {
	d := &a.in.Docs[i]
	name := a.repo.prefix + d.Target
	now, err := s.in(a.repo.head)
	if err != nil {
		return err
	}
	if o.kind != "blob" {
		a.unseen(i, NotCommitted, d.Target)
		return nil
	}
	target := a.parsePart(name, o.data, d.TargetLocale, &s.memory)
	if target == nil {
		a.unseen(i, Unreadable, d.Target)
		return nil
	}
	var kept *ledger.Ledger
	if !a.in.IgnoreComments && now != nil {
		kept = a.byComments(target, now, a.in.options(d))
	}
	var l *ledger.Ledger
	if !a.in.IgnorePins {
		if l, err = a.byPin(i, target, s); err != nil {
			return err
		}
	}
	if l == nil && covers(kept, target) {
		l = shownCode(kept, target, now)
	}
	if l == nil && !a.in.IgnoreHistory {
		if l, err = a.byHistory(i, o.id, target, s); err != nil {
			return err
		}
		if !a.in.KeepUnseen {
			l = Certain(l, now.of())
		}
	}
	if kept != nil {
		l = ledger.Override(l, kept, target.ledger)
	}
	a.out.Ledgers[i] = l
	return nil
}

// covered is the share of a page's texts of which its comments must speak for
// its history to be left unread.
const covered = 0.9

func covers(l *ledger.Ledger, target *text) bool {
	if l == nil {
		return false
	}
	n := 0
	for i := range target.version.Segments {
		if s := &target.version.Segments[i]; s.Translatable() && s.Kind != doc.Field {
			n++
		}
	}
	return float64(len(l.Entries)) >= covered*float64(n)
}
