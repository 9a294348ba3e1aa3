package status

import (
	"context"
	"slices"
	"strings"

	"stele/internal/cache"
	"stele/internal/doc"
	"stele/internal/fault"
	"stele/internal/lang"
	"stele/internal/project"
)

// FaultUnknownLocale is a locale that the project does not have: Locale, Known.
const FaultUnknownLocale fault.ID = "unknown-locale"

// Options say what to look at.
type Options struct {
	Dir     string       // the working directory, absolute; printed paths are relative to it
	Locales []string     // only these translations, canonical; empty for all
	Cache   *cache.Cache // nil for none
	// Then, when set, is the commit whose files are examined, in place of those
	// on disk.
	Then *Then
	// CountsOnly says that nobody asks for rows and texts: a result may lack
	// them, and is then far cheaper where nothing changed since the last run.
	CountsOnly bool
	// Progress, when set, is told how far a stage has come, by several goroutines
	// and not always in order.
	Progress func(s Stage, done, total int)
}

// Run examines a project. Files that cannot be read are warnings of the result,
// not errors; errors are *fault.Fault, and the context's.
func Run(ctx context.Context, p *project.Project, opt Options) (*Result, error) {
	if err := known(p, opt.Locales); err != nil {
		return nil, err
	}
	if opt.CountsOnly {
		return counted(ctx, p, opt)
	}
	return run(ctx, p, opt)
}

func run(ctx context.Context, p *project.Project, opt Options) (*Result, error) {
	docs, warnings, err := load(ctx, p, opt)
	if err != nil {
		return nil, err
	}
	var jobs []*job
	r := &Result{Locales: localesOf(p, opt), Warnings: warnings}
	for i, l := range docs {
		r.Documents = append(r.Documents, Document{ID: l.document.ID, Source: sourceOf(l), Unreadable: l.broken[l.source]})
		for _, locale := range l.targets {
			jobs = append(jobs, l.job(i, l.source, locale))
		}
	}
	seen, err := prepare(ctx, p, jobs, opt)
	if err != nil {
		return nil, err
	}
	r.Warnings = append(r.Warnings, seen...)
	judge := newJudge(p)
	of := make([][]*job, len(r.Documents))
	for _, j := range jobs {
		of[j.document] = append(of[j.document], j)
		r.lacks = append(r.lacks, j.lacks...)
	}
	return r, opt.each(ctx, StageStates, len(r.Documents), func(i int) {
		d := &r.Documents[i]
		for _, j := range of[i] {
			d.Targets = append(d.Targets, judge.target(d, j))
		}
	})
}

// sourceOf is a document's source; an empty version where its file is gone, so
// that all of its translations are orphaned.
func sourceOf(l *loaded) *doc.Version {
	if v := l.versions[l.source]; v != nil {
		return v
	}
	return &doc.Version{Locale: l.source}
}

// localesOf lists the locales of an answer, the sources' included.
func localesOf(p *project.Project, opt Options) []string {
	set := map[string]bool{}
	for i := range p.Documents {
		d := &p.Documents[i]
		set[d.Source] = true
		for _, locale := range d.Locales {
			if opt.wants(locale) {
				set[locale] = true
			}
		}
	}
	return sortedKeys(set)
}

// known checks that the project has the locales that were asked for.
func known(p *project.Project, wanted []string) error {
	have := localesOf(p, Options{})
	for _, w := range wanted {
		if !slices.Contains(have, w) {
			return fault.New(fault.Usage, FaultUnknownLocale, "", "Locale", w, "Known", strings.Join(have, ", "))
		}
	}
	return nil
}

// Locales are those that a project's documents are, or should be, in.
func Locales(p *project.Project) []string { return localesOf(p, Options{}) }

// MatchLocale finds the project's locale that a user means: "tr", "zh-cn" or
// "pt_BR" in any spelling, or a language that one of the locales is in.
func MatchLocale(p *project.Project, name string) (string, error) {
	have := localesOf(p, Options{})
	tag, ok := lang.Canonical(name)
	if ok && slices.Contains(have, tag) {
		return tag, nil
	}
	if ok {
		var same []string
		for _, h := range have {
			if lang.SameLanguage(h, tag) {
				same = append(same, h)
			}
		}
		if len(same) == 1 {
			return same[0], nil
		}
	}
	return "", fault.New(fault.Usage, FaultUnknownLocale, "", "Locale", name, "Known", strings.Join(have, ", "))
}
