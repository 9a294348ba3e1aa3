package project

import (
	"path"
	"slices"
	"strings"
)

// peopleFolder is what a folder of biographies is called where no configuration
// names it.
const peopleFolder = "people"

// people takes the biographies beside articles that have several languages: a
// folder people with names such as ada.tr.md. One of them may be in a single
// language, and is still a document, which the others lack.
func (r *recogniser) people() {
	if len(r.families) == 0 {
		return
	}
	var locales []string
	for _, f := range r.families {
		for _, l := range f.Pattern.Locales {
			if !slices.Contains(locales, l) {
				locales = append(locales, l)
			}
		}
	}
	slices.Sort(locales)
	folders := map[string]string{} // folder → extension
	for i, f := range r.files {
		dir := dirOf(f)
		if path.Base(dir) != peopleFolder || r.taken[i] || r.covered(f) {
			continue
		}
		ln, ok := readName(path.Base(trimExt(f)), true)
		if ok && strings.HasSuffix(ln.head, ".") && slices.Contains(locales, r.canonical(ln.spelled)) {
			folders[dir] = path.Ext(f)
			r.taken[i] = true
		}
	}
	for _, dir := range sortedKeys(folders) {
		r.families = append(r.families, Family{
			Pattern: Pattern{Path: dir + "/{path}.{locale}" + folders[dir], Locales: locales, SourceLocale: r.main().SourceLocale},
			Reasons: []Reason{{ReasonPeople, map[string]any{"Folder": dir}}},
		})
	}
}

// covered reports whether a family's pattern takes a file.
func (r *recogniser) covered(name string) bool {
	for _, f := range r.families {
		if t, err := ParseTemplate(f.Pattern.Path); err == nil {
			if _, ok := t.Match(name, func(spelled string) bool { return slices.Contains(f.Pattern.Locales, r.canonical(spelled)) }); ok {
				return true
			}
		}
	}
	return false
}
