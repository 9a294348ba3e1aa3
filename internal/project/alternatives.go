package project

import (
	"slices"

	"stele/internal/lang"
)

// lone notes translations whose source is not in the tree, when nothing else
// was found: a fork, whose original the user can name.
func (r *recogniser) lone() {
	if len(r.families) > 0 {
		return
	}
	most := map[string]int{}
	example := map[string]localePath{}
	for _, f := range r.files {
		if lp, ok := r.localePath(f); ok {
			k := lp.head + lp.spelled
			most[k]++
			example[k] = lp
		}
	}
	best := ""
	for _, k := range sortedKeys(most) {
		if best == "" || most[k] > most[best] {
			best = k
		}
	}
	lp := example[best]
	l := r.canonical(lp.spelled)
	if most[best] < 2 || lang.SameLanguage(l, "en") { // an English site is no fork
		return
	}
	if got := r.text.identify(lp.head+lp.spelled+"/"+lp.rest, []string{l}); got != "" && !lang.SameLanguage(got, l) {
		return
	}
	r.alternatives = append(r.alternatives, Family{
		Pattern: Pattern{Path: lp.head + "{locale}/{path}", Locales: []string{l}}, Files: map[string]int{l: most[best]},
		Documents: most[best], Reasons: []Reason{{ReasonNoSource, map[string]any{"Folder": best, "Locale": l, "Files": most[best]}}},
	})
}

// rival notes the other reading of a tree that has a source among the locales'
// folders and also outside of them: docs/en/a.md and docs/a.md.
func (r *recogniser) rival(f *folderFamily, x *reading, members []*member) {
	for _, base := range f.bases() {
		n := 0
		for _, refs := range f.base(r, members, base).pairs(r) {
			n += len(refs)
		}
		p := Pattern{Path: x.pattern.Path, Source: base + "{path}", Locales: x.pattern.Locales}
		if 2*n < x.score || slices.ContainsFunc(r.alternatives, func(a Family) bool { return a.Pattern.Source == p.Source }) {
			continue
		}
		r.alternatives = append(r.alternatives, Family{
			Pattern: p, Paired: n, Reasons: []Reason{{ReasonOutside, map[string]any{"Folder": base, "Files": n}}},
		})
	}
}

// reject notes a reading that the texts speak against.
func (r *recogniser) reject(x *trial, members []*member, found string) {
	p := Pattern{Path: x.family.head + "{locale}" + x.family.tail + "/{path}"}
	n := 0
	for _, m := range members {
		p.Locales = append(p.Locales, m.locale)
		n += len(m.files)
	}
	if len(members) < 2 || n < 4 || slices.ContainsFunc(r.alternatives, func(f Family) bool { return f.Pattern.Path == p.Path }) {
		return
	}
	slices.Sort(p.Locales)
	r.alternatives = append(r.alternatives, Family{
		Pattern: p, Documents: n, Reasons: []Reason{{ReasonOtherText, map[string]any{
			"Locale": members[0].locale, "File": r.files[members[0].files[0].file], "Found": found,
		}}},
	})
}

// onlyLocale is the language that a tree's texts are in, if it is not English;
// "" when they differ or are too few to say. A translation of a whole repository
// may be far from done: English texts beside it do not count.
func (r *recogniser) onlyLocale() string {
	var prose []ref
	for i, f := range r.files {
		if known(f) && prosaic(f) && !catalogue(f) {
			prose = append(prose, ref{file: i})
		}
	}
	const samples = 24
	some, count := spread(prose, samples), map[string]int{}
	english, others := 0, 0
	for _, x := range some {
		switch l := r.text.identify(r.files[x.file], nil); {
		case l == "":
		case lang.SameLanguage(l, "en"):
			english++
		default:
			count[l]++
			others++
		}
	}
	for _, l := range sortedKeys(count) {
		if n := count[l]; n >= 2 && 5*n >= 4*others && 3*n >= others+english {
			return l
		}
	}
	return ""
}
