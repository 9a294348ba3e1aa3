// Package check finds where the language versions of a document contradict each
// other, and what is wrong within one of them.
//
// Call [Pair] with two aligned versions, or [Version] with a single one; both
// return findings as data, in document order. [Merge] puts the states of
// segments (found elsewhere) and the findings of this package together, so
// that one flaw is reported once. [Rules] lists what can be found.
//
// Promised: the same input gives the same findings in the same order; nothing
// is read or written; a rule that is off costs nothing. Values are compared by
// what they mean ("2,000", "2 000" and "2.000" agree), and where a text leaves
// room for doubt nothing is reported.
//
// It is not for deciding whether a translation is fresh, and it writes no
// prose: a finding names its message by rule and variant.
package check

import (
	"maps"
	"slices"
	"sort"

	"stele/internal/align"
	"stele/internal/doc"
	"stele/internal/lang"
	"stele/internal/project"
)

// Input is two aligned versions of a document.
type Input struct {
	A, B    *doc.Version
	Beads   []align.Bead // Source indexes A's segments, Target B's
	Options Options
}

// Setting changes a rule's defaults. Zero fields leave them as they are.
type Setting struct {
	On, Off  bool
	Severity Severity
}

// Options says how to check. The zero value is good.
type Options struct {
	// Rules overrides defaults by rule.
	Rules map[Rule]Setting
	// Overrides change Rules for some documents or locales, the last first.
	Overrides []Override
	// Only, when not empty, limits the work to these rules, whatever their
	// defaults.
	Only []Rule
	// Locales are the languages that a stray segment may be in, besides those
	// of the versions. Empty: every language that package lang knows.
	Locales []string
	// Identifier remembers words from one version to the next; it may be nil.
	Identifier *lang.Identifier
	// Glossary holds the project's terms.
	Glossary []Term
	// Page, when set, answers which file of the site a link's target means in a
	// locale: the target as it should be written, whether that page exists, and
	// whether the target is known at all. See [SiteOf].
	Page func(from *doc.Version, target, locale string) (localized string, exists, known bool)
	// Anchors, when set, gives the fragments that the page behind a target
	// has, for links that lead to other pages; ok is false when it is unknown.
	Anchors func(from *doc.Version, target string) (ids []string, ok bool)
}

// Override changes rules where a path, a glob over files and document ids, and
// locales of translations say; empty ones say everywhere.
type Override struct {
	Path    string
	Locales []string
	Rules   map[Rule]Setting
}

// With switches a rule on, whatever the configuration says.
func (o Options) With(r Rule) Options {
	rules := maps.Clone(o.Rules)
	if rules == nil {
		rules = map[Rule]Setting{}
	}
	rules[r] = Setting{On: true, Severity: rules[r].Severity}
	o.Rules = rules
	return o
}

// at are the options for a document's two versions, of which either may be nil;
// locale is the translation's, or the version's own.
func (o Options) at(id, locale string, versions ...*doc.Version) Options {
	var rules map[Rule]Setting
	for _, x := range o.Overrides {
		if !applies(x.Path, x.Locales, id, locale, versions...) {
			continue
		}
		if rules == nil {
			rules = maps.Clone(o.Rules)
			if rules == nil {
				rules = map[Rule]Setting{}
			}
		}
		maps.Copy(rules, x.Rules)
	}
	if rules != nil {
		o.Rules = rules
	}
	return o
}

// applies reports whether a path and locales, of which either may be empty for
// all, take in a document's versions.
func applies(path string, locales []string, id, locale string, versions ...*doc.Version) bool {
	if len(locales) > 0 && !slices.Contains(locales, locale) {
		return false
	}
	if path == "" || project.Under(path, id) {
		return true
	}
	return slices.ContainsFunc(versions, func(v *doc.Version) bool { return v != nil && v.Path != "" && project.Under(path, v.Path) })
}

// on reports whether a rule is to be run.
func (o *Options) on(r Rule) bool {
	if len(o.Only) > 0 {
		for _, x := range o.Only {
			if x == r {
				return true
			}
		}
		return false
	}
	if s, ok := o.Rules[r]; ok {
		if s.Off {
			return false
		}
		if s.On {
			return true
		}
	}
	return infoOf(r).On
}

func (o *Options) severity(r Rule) Severity {
	if s, ok := o.Rules[r]; ok && s.Severity != "" {
		return s.Severity
	}
	return infoOf(r).Severity
}

// Pair compares two aligned versions. Rules that look at one version only are
// left to [Version], save for the language of a segment, which is found here
// too, on both sides.
func Pair(in Input) []Finding {
	if in.A == nil || in.B == nil {
		return nil
	}
	p := newPairing(&in)
	for _, c := range pairChecks {
		if !anyOn(&in.Options, c.rules) {
			continue
		}
		c.run(p)
	}
	return finish(p.found, &in.Options)
}

// Version checks a single version.
func Version(v *doc.Version, opt Options) []Finding {
	if v == nil {
		return nil
	}
	p := &single{v: v, opt: &opt, side: newSide(v)}
	for _, c := range versionChecks {
		if !anyOn(&opt, c.rules) {
			continue
		}
		c.run(p)
	}
	return finish(p.found, &opt)
}

func anyOn(o *Options, rules []Rule) bool {
	for _, r := range rules {
		if o.on(r) {
			return true
		}
	}
	return false
}

// finish drops what is off, sets severities and sorts.
func finish(found []Finding, o *Options) []Finding {
	kept := found[:0]
	for _, f := range found {
		if !o.on(f.Rule) {
			continue
		}
		if f.Severity == "" {
			f.Severity = o.severity(f.Rule)
		}
		kept = append(kept, f)
	}
	Sort(kept)
	return kept
}

// Sort brings findings into document order: by the first segment on side A,
// then on side B, then by rule and variant. A finding without a segment on
// side A stands before the next one that has it by side B alone.
func Sort(fs []Finding) {
	sort.SliceStable(fs, func(i, j int) bool {
		a, b := fs[i], fs[j]
		if x, y := first(a.A, a.B), first(b.A, b.B); x != y {
			return x < y
		}
		if x, y := first(a.B, a.A), first(b.B, b.A); x != y {
			return x < y
		}
		if a.Rule != b.Rule {
			return a.Rule < b.Rule
		}
		return a.Variant < b.Variant
	})
}

func first(own, other []int) int {
	if len(own) > 0 {
		return own[0]
	}
	if len(other) > 0 {
		return other[0]
	}
	return -1
}
