package project

import (
	"path"
	"slices"
	"strings"
)

// readmes finds a README above the documents that is translated among them:
// README.md for docs/tr/README.md, which has docs/guide.md and docs/tr/guide.md
// beside it. The documents' own source has no README there.
func (r *recogniser) readmes() {
	for _, f := range slices.Clone(r.families) {
		at, err := ParseTemplate(f.Pattern.Path)
		if err != nil || !strings.HasSuffix(f.Pattern.Path, "{locale}/{path}") || f.Pattern.SourceTree != "" {
			continue
		}
		x := Pattern{Path: strings.TrimSuffix(f.Pattern.Path, "{path}") + "README.md", SourceLocale: f.Pattern.SourceLocale, Locales: []string{f.Pattern.SourceLocale}}
		example := ""
		for _, l := range f.Pattern.Locales {
			name := at.Expand(Values{Locale: f.Pattern.spelled(l), Path: "README.md"})
			if i, ok := r.index[trimExt(name)]; !ok || r.files[i] != name || l == f.Pattern.SourceLocale || !r.saysSo(name, l, isDoubtful(l)) {
				continue
			}
			example = name
			x.Locales = append(x.Locales, l)
			if s := f.Pattern.spelled(l); s != l {
				if x.Spelling == nil {
					x.Spelling = map[string]string{}
				}
				x.Spelling[l] = s
			}
		}
		if example == "" || r.ownReadme(&f.Pattern, at) {
			continue
		}
		if x.Source = r.readmeAbove(at.Prefix()); x.Source == "" {
			continue
		}
		slices.Sort(x.Locales)
		r.taken[r.index[trimExt(x.Source)]] = true
		r.families = append(r.families, Family{Pattern: x, Reasons: []Reason{{ReasonSuffix, map[string]any{"Example": example, "Locales": x.Locales}}}})
	}
}

// spelled is how the paths of a pattern spell a locale.
func (p *Pattern) spelled(locale string) string {
	if s := p.Spelling[locale]; s != "" {
		return s
	}
	return locale
}

// ownReadme reports whether a README stands among a pattern's sources, or the
// start page that one in a translation is a version of.
func (r *recogniser) ownReadme(p *Pattern, at Template) bool {
	if p.Source != "" {
		source, err := ParseTemplate(p.Source)
		if err != nil {
			return true
		}
		at = source
	}
	return slices.ContainsFunc([]string{"README.md", "index.md"}, func(name string) bool {
		_, ok := r.index[trimExt(at.Expand(Values{Locale: p.spelled(p.SourceLocale), Path: name}))]
		return ok
	})
}

// readmeAbove is the nearest README above a folder that nothing else has taken.
func (r *recogniser) readmeAbove(dir string) string {
	for dir = strings.TrimSuffix(dir, "/"); dir != "" && dir != "."; {
		dir = path.Dir(dir)
		name := path.Join(dir, "README.md")
		if i, ok := r.index[trimExt(name)]; ok && r.files[i] == name {
			if r.taken[i] {
				return ""
			}
			return name
		}
	}
	return ""
}
