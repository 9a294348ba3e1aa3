package project

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"stele/internal/lang"
)

// mixed adds what one family's spelling leaves out: README_ru.md, README-de.md
// and docs/fr/README.md, when README.tr.md has README.md for a source. Each
// spelling becomes a pattern of its own with the same source.
func (r *recogniser) mixed() {
	type spelling struct{ source, start, end string }
	found := map[spelling]*reading{}
	var order []spelling
	for i, f := range r.files {
		if r.taken[i] || catalogue(f) {
			continue
		}
		base, start, spelled, ok := r.original(f)
		if !ok || !r.taken[base] || path.Ext(r.files[base]) != path.Ext(f) {
			continue
		}
		locale := r.canonical(spelled)
		source := r.sourceWithout(r.files[base], locale)
		if source == "" || !r.saysSo(f, locale, isDoubtful(spelled)) {
			continue
		}
		k := spelling{r.files[base], start, f[len(start)+len(spelled):]}
		x := found[k]
		if x == nil {
			x = &reading{pattern: Pattern{Path: k.start + "{locale}" + k.end, Source: k.source, SourceLocale: source, Locales: []string{source}}}
			found[k] = x
			order = append(order, k)
		}
		if slices.Contains(x.pattern.Locales, locale) {
			continue
		}
		x.pattern.Locales = append(x.pattern.Locales, locale)
		x.spell(locale, spelled)
		x.files = append(x.files, i)
	}
	for _, k := range order {
		x := found[k]
		slices.Sort(x.pattern.Locales)
		for _, i := range x.files {
			r.taken[i] = true
		}
		if _, err := ParseTemplate(x.pattern.Path); err != nil {
			continue
		}
		why := Reason{ReasonSuffix, map[string]any{"Example": r.files[x.files[0]], "Locales": x.pattern.Locales}}
		r.families = append(r.families, Family{Pattern: x.pattern, Reasons: []Reason{why}, score: len(x.files)})
	}
}

// original is the file that a name says it is a version of, and where in the
// name the locale is: README.md for README_ru.md, and for docs/ru/README.md the
// nearest one above docs/ru. Only READMEs are so far from their source.
func (r *recogniser) original(f string) (base int, start, spelled string, ok bool) {
	stem := trimExt(f)
	slash := strings.LastIndexByte(stem, '/') + 1
	if ln, named := readName(stem[slash:], true); named && ln.head != "" {
		base, ok = r.index[stem[:slash]+ln.head[:len(ln.head)-1]]
		return base, stem[:slash] + ln.head, ln.spelled, ok
	}
	dir, name := dirOf(f), stem[slash:]
	spelled = path.Base(dir)
	if !strings.EqualFold(name, "readme") || dir == "" || !looksLike(spelled) {
		return 0, "", "", false
	}
	start = dir[:len(dir)-len(spelled)]
	for dir != "" && !ok {
		dir = dirOf(dir)
		base, ok = r.index[joinDir(dir, name)]
	}
	return base, start, spelled, ok
}

// sourceWithout is the locale of a file that a family has for a source, unless
// the family has that document in the other locale already.
func (r *recogniser) sourceWithout(name, locale string) string {
	for _, f := range r.families {
		p := &f.Pattern
		source, err := ParseTemplate(p.Source)
		if p.Source == "" || p.SourceTree != "" || p.SourceLocale == locale || err != nil {
			continue
		}
		v, ok := source.Match(name, nil)
		if !ok {
			continue
		}
		at, err := ParseTemplate(p.Path)
		if err != nil {
			return ""
		}
		v.Locale = cmp.Or(p.Spelling[locale], locale)
		if i, ok := r.index[trimExt(at.Expand(v))]; ok && r.taken[i] {
			return ""
		}
		return p.SourceLocale
	}
	return ""
}

// saysSo reports whether a file's text bears out the locale in its name. A name
// that means little else needs no more than that the text is not English.
func (r *recogniser) saysSo(name, locale string, doubtful bool) bool {
	got := r.text.identify(name, []string{locale, "en"})
	return lang.SameLanguage(got, locale) || !doubtful && !lang.SameLanguage(got, "en")
}

// join brings together versions that different patterns give one source, as
// README.tr.md and README_ru.md: the file belongs to the first pattern only.
func join(groups map[stemKey][]version, order []stemKey) {
	owner := map[string]stemKey{}
	for _, k := range order {
		for _, v := range groups[k] {
			if v.locale == v.pattern.sourceLocale && v.key == "" && !v.shared {
				owner[v.file] = k
			}
		}
	}
	for _, k := range order {
		group := groups[k]
		if len(group) == 0 || group[0].pattern.source.IsZero() || k.key != "" || group[0].pattern.SourceTree != "" {
			continue
		}
		c := group[0].pattern
		if slices.ContainsFunc(group, func(v version) bool { return v.locale == c.sourceLocale }) {
			continue
		}
		to, ok := owner[c.source.Expand(group[0].values)]
		if !ok || to.pattern == k.pattern || groups[to][0].pattern.sourceLocale != c.sourceLocale {
			continue
		}
		groups[to] = append(groups[to], group...)
		delete(groups, k)
	}
}

// patternOf is the index of the pattern that a document has in a locale: its
// own, or another one that names its source and that locale.
func (cfg *Config) patternOf(d *Document, locale string) int {
	source := d.Files[d.Source]
	if locale == d.Source || source == "" {
		return d.Pattern
	}
	for i := range cfg.Documents {
		if p := &cfg.Documents[i]; p.Source == source && p.SourceTree == "" && slices.Contains(p.Locales, locale) {
			return i
		}
	}
	return d.Pattern
}
