package project

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"stele/internal/fault"
)

type builder struct {
	cfg      *Config
	found    []map[string]bool // per pattern, the locales there are
	warnings []*fault.Fault
}

type stemKey struct {
	pattern   int
	stem, key string
}

func (b *builder) build(patterns []*compiled, all []version) []Document {
	groups := map[stemKey][]version{}
	var order []stemKey
	shared := make([][]version, len(patterns))
	for i := range b.found {
		b.found[i] = map[string]bool{}
	}
	for _, v := range all {
		b.found[v.pattern.index][v.locale] = true
		if v.shared {
			shared[v.pattern.index] = append(shared[v.pattern.index], v)
			continue
		}
		stem, _ := v.stem()
		k := stemKey{v.pattern.index, stem, v.key}
		if v.key != "" {
			k.stem = ""
		}
		if groups[k] == nil {
			order = append(order, k)
		}
		groups[k] = append(groups[k], v)
	}
	compact(groups, order)
	startPages(groups, order)
	join(groups, order)
	var docs []Document
	for _, k := range order {
		for _, g := range byExtension(groups[k]) {
			g = append(g, shared[k.pattern]...)
			if d, ok := b.document(patterns, patterns[k.pattern], g); ok {
				docs = append(docs, d)
			}
		}
	}
	return unique(docs)
}

// compact gives a catalogue that has no source of its own to the sources in the
// folder of its name: Sphinx puts guide/a.rst and guide/b.rst into guide.po.
func compact(groups map[stemKey][]version, order []stemKey) {
	for _, k := range order {
		if slices.ContainsFunc(groups[k], func(v version) bool { return !catalogue(v.file) }) {
			continue
		}
		taken := false
		for _, to := range order {
			if to.pattern != k.pattern || !strings.HasPrefix(to.stem, k.stem+"/") {
				continue
			}
			for _, v := range groups[k] {
				if !slices.ContainsFunc(groups[to], func(w version) bool { return w.locale == v.locale }) {
					v.shared, taken = true, true
					groups[to] = append(groups[to], v)
				}
			}
		}
		if taken {
			delete(groups, k)
		}
	}
}

// startPages brings together a folder's first page that is called index in the
// source and README in a translation, or the other way about: generators take
// either for it.
func startPages(groups map[stemKey][]version, order []stemKey) {
	isSource := func(v version) bool { return v.locale == v.pattern.sourceLocale }
	for _, k := range order {
		dir, name := path.Split(k.stem)
		if len(groups[k]) == 0 || slices.ContainsFunc(groups[k], isSource) {
			continue
		}
		var to []version
		at := stemKey{k.pattern, "", k.key}
		switch name {
		case "README":
			at.stem = dir + "index"
		case "index":
			at.stem = dir + "README"
		}
		if to = groups[at]; at.stem == "" || !slices.ContainsFunc(to, isSource) {
			continue
		}
		for _, v := range groups[k] {
			if slices.ContainsFunc(to, func(w version) bool { return w.locale == v.locale }) {
				to = nil
				break
			}
			to = append(to, v)
		}
		if to != nil {
			groups[at] = to
			delete(groups, k)
		}
	}
}

// stem is what a version shares with the others of its document: its {path},
// without the extension of a known format.
func (v *version) stem() (stem, ext string) {
	if v.values.Ext != "" {
		return v.values.Path, v.values.Ext
	}
	if e := path.Ext(v.values.Path); e != "" && interesting(v.values.Path) {
		return strings.TrimSuffix(v.values.Path, e), e[1:]
	}
	return v.values.Path, ""
}

// byExtension keeps versions that differ in extension together (a.md is a.mdx
// in another locale) unless one locale has both: then they are two documents.
func byExtension(group []version) [][]version {
	seen := map[string]bool{}
	clash := false
	for _, v := range group {
		clash = clash || seen[v.locale]
		seen[v.locale] = true
	}
	if !clash {
		return [][]version{group}
	}
	var exts []string
	byExt := map[string][]version{}
	for _, v := range group {
		_, e := v.stem()
		if byExt[e] == nil {
			exts = append(exts, e)
		}
		byExt[e] = append(byExt[e], v)
	}
	var out [][]version
	for _, e := range exts {
		out = append(out, byExt[e])
	}
	return out
}

func (b *builder) document(patterns []*compiled, c *compiled, group []version) (Document, bool) {
	d := Document{Source: c.sourceLocale, Files: map[string]string{}, Pattern: c.index}
	slices.SortStableFunc(group, func(x, y version) int { return cmp.Compare(x.file, y.file) })
	for _, v := range group {
		if v.locale == "" {
			continue
		}
		if first, ok := d.Files[v.locale]; ok {
			b.warnings = append(b.warnings, fault.New(fault.Input, FaultTwoVersions, v.file, "Locale", v.locale, "Other", first))
			continue
		}
		d.Files[v.locale] = v.file
		if !v.shared && (d.values.Path == "" || v.locale == c.sourceLocale) {
			d.values = v.values
			d.values.Path, d.values.Ext = v.stem()
		}
	}
	if c.Paired && len(d.Files) < 2 || len(d.Files) == 0 {
		return d, false
	}
	d.ID = c.id.Expand(Values{Path: d.values.Path, Ext: d.values.Ext})
	d.Locales = b.locales(c)
	for _, other := range patterns {
		if other != c && other.SourceTree == "" && other.Source != "" && other.Source == d.Files[d.Source] {
			d.Locales = append(d.Locales, b.locales(other)...)
		}
	}
	slices.Sort(d.Locales)
	d.Locales = slices.Compact(d.Locales)
	return d, true
}

// locales are those a document of the pattern should be in.
func (b *builder) locales(c *compiled) []string {
	want := c.Pattern.Locales
	if len(want) == 0 {
		want = b.cfg.Locales
	}
	set := map[string]bool{c.sourceLocale: true}
	for _, l := range want {
		set[l] = true
	}
	if len(want) == 0 {
		for l := range b.found[c.index] {
			set[l] = true
		}
	}
	delete(set, "")
	var out []string
	for l := range set {
		out = append(out, l)
	}
	slices.Sort(out)
	return out
}

// unique sorts documents by id, and makes ids that two share tell the
// extension, or else the whole path.
func unique(docs []Document) []Document {
	count := map[string]int{}
	for _, d := range docs {
		count[d.ID]++
	}
	for i := range docs {
		if d := &docs[i]; count[d.ID] > 1 && d.values.Ext != "" {
			d.ID += "." + d.values.Ext
		}
	}
	clear(count)
	for _, d := range docs {
		count[d.ID]++
	}
	for i := range docs {
		if d := &docs[i]; count[d.ID] > 1 {
			d.ID = d.first()
		}
	}
	slices.SortFunc(docs, func(a, b Document) int { return cmp.Compare(a.ID, b.ID) })
	return docs
}

// first is the document's source, or else the first file by name.
func (d *Document) first() string {
	if f, ok := d.Files[d.Source]; ok {
		return f
	}
	name := ""
	for _, f := range d.Files {
		if name == "" || f < name {
			name = f
		}
	}
	return name
}
