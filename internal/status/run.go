package status

import (
	"context"
	"slices"
	"strings"

	"stele/internal/align"
	"stele/internal/doc"
	"stele/internal/fault"
	"stele/internal/lang"
	"stele/internal/project"
)

// FaultUnknownLocale is a locale that the project does not have: Locale, Known.
const FaultUnknownLocale fault.ID = "unknown-locale"

// Options say what to look at.
type Options struct {
	Dir     string   // the working directory, absolute; printed paths are relative to it
	Locales []string // only these translations, canonical; empty for all
}

// Run examines a project. Files that cannot be read are warnings of the result,
// not errors; errors are *fault.Fault, and the context's.
func Run(ctx context.Context, p *project.Project, opt Options) (*Result, error) {
	if err := known(p, opt.Locales); err != nil {
		return nil, err
	}
	docs, warnings, err := load(ctx, p, opt)
	if err != nil {
		return nil, err
	}
	var jobs []job
	for i, l := range docs {
		for _, locale := range l.targets {
			jobs = append(jobs, job{document: i, source: l.versions[l.source], target: l.versions[locale], locale: locale})
		}
	}
	beads, err := alignJobs(ctx, jobs)
	if err != nil {
		return nil, err
	}
	r := &Result{Locales: localesOf(p, opt), Warnings: warnings}
	for _, l := range docs {
		r.Documents = append(r.Documents, Document{ID: l.document.ID, Source: sourceOf(l)})
	}
	judge := newJudge(p)
	for i, j := range jobs {
		d := &r.Documents[j.document]
		t, damaged := judge.target(d, j, beads[i])
		r.Warnings = append(r.Warnings, damaged...)
		d.Targets = append(d.Targets, t)
	}
	return r, nil
}

// job is one translation to align with its source. Either may be nil.
type job struct {
	document       int
	source, target *doc.Version
	locale         string
}

// alignJobs aligns what has both sides, all at once: the documents of a pair of
// languages teach each other.
func alignJobs(ctx context.Context, jobs []job) ([][]align.Bead, error) {
	out := make([][]align.Bead, len(jobs))
	var pairs []align.Pair
	var at []int
	for i, j := range jobs {
		switch {
		case j.source != nil && j.target != nil:
			pairs = append(pairs, align.Pair{Source: side(j.source), Target: side(j.target)})
			at = append(at, i)
		case j.target != nil:
			for t := range j.target.Segments {
				out[i] = append(out[i], align.Bead{Target: []int{t}, Confidence: 1})
			}
		}
	}
	beads, err := align.Pairs(ctx, pairs, align.Options{})
	if err != nil {
		return nil, err
	}
	for i, b := range beads {
		out[at[i]] = b
	}
	return out, nil
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
