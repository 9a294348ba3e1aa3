package status

import (
	"io/fs"
	"os"
	"path"
	"slices"

	"stele/internal/doc"
	"stele/internal/ledger"
	"stele/internal/project"
)

// strays are the ledgers of a locale that are not those of the documents at hand.
type strays map[string][]stray

type stray struct {
	ledger *ledger.Ledger
	// gone: of a document that was renamed or joined to another, rather than of one
	// that was not asked about.
	gone bool
}

// loadStrays reads them for the locales in which something is not known from its
// own ledger. What cannot be read is left out: nobody asked for it.
func loadStrays(p *project.Project, jobs []*job) strays {
	own := map[string]bool{}
	byLocale := map[string][]*job{}
	for _, j := range jobs {
		own[ledger.Path(j.id, j.locale)] = true
		if j.target != nil && !j.direct && j.failed == nil {
			byLocale[j.locale] = append(byLocale[j.locale], j)
		}
	}
	there := map[string]bool{}
	for i := range p.Others {
		for locale := range p.Others[i].Files {
			there[ledger.Path(p.Others[i].ID, locale)] = true
		}
	}
	out := strays{}
	for locale, jobs := range byLocale {
		names := strayFiles(p, locale, own)
		if len(names) == 0 || !slices.ContainsFunc(jobs, (*job).leavesOpen) {
			continue
		}
		for _, name := range names {
			if l, _, err := ledger.Load(p.Abs(name)); err == nil && l != nil {
				out[locale] = append(out[locale], stray{l, !there[name]})
			}
		}
	}
	return out
}

func strayFiles(p *project.Project, locale string, own map[string]bool) []string {
	var names []string
	root := path.Dir(ledger.Path("x", locale))
	_ = fs.WalkDir(os.DirFS(p.Root), root, func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && !own[name] && path.Ext(name) == ledger.Ext {
			names = append(names, name)
		}
		return nil
	})
	return names
}

// leavesOpen reports whether the ledger does not know all that the target says.
func (j *job) leavesOpen() bool {
	return len(j.ledger.Unknown(ledger.TextOf(j.target.Segments))) > 0
}

// renamedShare is the share of its entries that a page must still have, to be
// taken for the same page by another name.
const renamedShare = 0.5

// inherit gives translations without a ledger that of the document that they were
// renamed from: the one most of whose segments they have.
func (s strays) inherit(jobs []*job) {
	for _, j := range jobs {
		if j.target == nil || j.ledger != nil || j.catalogue || j.direct || j.failed != nil {
			continue
		}
		have := keysOf(j.target.Segments)
		best, most := -1, 0
		for i, o := range s[j.locale] {
			n := 0
			for _, e := range o.ledger.Entries {
				if have[e.Key] {
					n++
				}
			}
			if o.gone && n > most && float64(n) >= renamedShare*float64(len(o.ledger.Entries)) {
				best, most = i, n
			}
		}
		if best >= 0 {
			j.ledger, j.inherited = s[j.locale][best].ledger, true
			s[j.locale] = slices.Delete(s[j.locale], best, best+1)
		}
	}
}

func keysOf(segments []doc.Segment) map[string]bool {
	keys := make(map[string]bool, len(segments))
	for i := range segments {
		keys[ledger.KeyOf(&segments[i])] = true
	}
	return keys
}
