package project

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"stele/internal/fault"
	"stele/internal/lang"
)

// FaultTwoVersions: two files are the same document in the same locale
// (zh-cn/a.md and zh_CN/a.md). Locale, Other; the first by name is used.
const FaultTwoVersions fault.ID = "project-two-versions"

// compiled is a pattern ready to match.
type compiled struct {
	Pattern
	index        int
	path, source Template
	id           Template
	sourceLocale string
	locales      map[string]bool   // nil: all that look like one
	spelled      map[string]string // spelling in lower case → locale
	known        map[string]string // cache of localeOf; "" is no locale
}

// compile prepares the patterns of a configuration, which is valid.
func compile(cfg *Config) []*compiled {
	var out []*compiled
	for i, p := range cfg.Documents {
		c := &compiled{Pattern: p, index: i, path: mustTemplate(p.Path), known: map[string]string{}}
		if p.Source != "" {
			c.source = mustTemplate(p.Source)
		}
		c.id = mustTemplate(idTemplate(p))
		c.sourceLocale = cmp.Or(p.SourceLocale, cfg.Source)
		c.spelled = map[string]string{}
		for _, m := range []map[string]string{cfg.Spelling, p.Spelling} {
			for _, locale := range sortedKeys(m) {
				c.spelled[strings.ToLower(m[locale])] = locale
			}
		}
		allowed := p.Locales
		if len(allowed) == 0 {
			allowed = cfg.Locales
		}
		if len(allowed) > 0 {
			c.locales = map[string]bool{c.sourceLocale: true}
			for _, l := range allowed {
				c.locales[l] = true
			}
		}
		out = append(out, c)
	}
	return out
}

// localeOf is the locale that a spelling stands for in this pattern, or "".
func (c *compiled) localeOf(spelled string) string {
	if l, ok := c.known[spelled]; ok {
		return l
	}
	l, ok := c.spelled[strings.ToLower(spelled)]
	if !ok {
		l, ok = lang.Canonical(spelled)
	}
	if c.locales != nil {
		ok = ok && c.locales[l]
	} else {
		ok = ok && lang.LooksLikeLocale(l)
	}
	if !ok {
		l = ""
	}
	c.known[spelled] = l
	return l
}

func (c *compiled) isLocale(spelled string) bool { return c.localeOf(spelled) != "" }

// takes applies the pattern's globs to a whole path and to its {path}.
func (c *compiled) takes(name string, v Values) bool {
	inner := v.Path
	if inner != "" && !known(inner) {
		inner += path.Ext(name)
	}
	matches := func(globs []string) bool {
		return slices.ContainsFunc(globs, func(g string) bool { return under(g, name) || inner != "" && under(g, inner) })
	}
	return !matches(c.Exclude) && (len(c.Include) == 0 || matches(c.Include))
}

// version is one file's place among the documents.
type version struct {
	file    string
	values  Values
	locale  string
	pattern *compiled
	shared  bool   // a version of every document of its pattern
	key     string // of front matter; "" goes by path
}

// place finds the pattern that a file of the tree belongs to.
func place(patterns []*compiled, name string) (version, bool) {
	for _, c := range patterns {
		v, ok := c.path.Match(name, c.isLocale)
		if !ok || !c.takes(name, v) {
			continue
		}
		locale := c.Locale
		if c.path.Has("{locale}") {
			locale = c.localeOf(v.Locale)
		}
		shared := !c.path.Has("{path}") && c.source.Has("{path}")
		return version{file: name, values: v, locale: locale, pattern: c, shared: shared}, true
	}
	for _, c := range patterns {
		if c.SourceTree != "" {
			continue
		}
		if v, ok := placeSource(c, name); ok {
			return v, true
		}
	}
	return version{}, false
}

func placeSource(c *compiled, name string) (version, bool) {
	v, ok := c.source.Match(name, c.isLocale)
	if !ok || !c.takes(name, v) {
		return version{}, false
	}
	return version{file: name, values: v, locale: c.sourceLocale, pattern: c}, true
}

// resolve sorts files into documents. trees holds the listings of other trees
// that patterns name as SourceTree.
func resolve(cfg *Config, files []string, trees map[string][]string, text *sampler) ([]Document, []*fault.Fault) {
	patterns := compile(cfg)
	var all []version
	for _, f := range files {
		if v, ok := place(patterns, f); ok {
			all = append(all, v)
		}
	}
	for _, c := range patterns {
		for _, f := range trees[c.SourceTree] {
			if v, ok := placeSource(c, f); ok && c.SourceTree != "" {
				v.file = path.Join(c.SourceTree, f)
				all = append(all, v)
			}
		}
	}
	text.readFronts(all)
	b := builder{cfg: cfg, found: make([]map[string]bool, len(patterns))}
	return b.build(patterns, all), b.warnings
}

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
	var docs []Document
	for _, k := range order {
		for _, g := range byExtension(groups[k]) {
			g = append(g, shared[k.pattern]...)
			if d, ok := b.document(patterns[k.pattern], g); ok {
				docs = append(docs, d)
			}
		}
	}
	return unique(docs)
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

func (b *builder) document(c *compiled, group []version) (Document, bool) {
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

// idTemplate is a pattern without its locale and extension.
func idTemplate(p Pattern) string {
	s := cmp.Or(p.Source, p.Path)
	if p.Source != "" && !strings.Contains(p.Source, "{path}") && strings.Contains(p.Path, "{path}") {
		s = p.Path
	}
	s = strings.ReplaceAll(s, "**", "{path}")
	if dir, name := path.Split(s); dir != "" && strings.HasPrefix(name, "{locale}.") {
		s = strings.TrimSuffix(dir, "/") // about/{locale}.md
	}
	s = withoutLocale.Replace(s)
	for _, lead := range []string{"src/content/", "content/"} {
		if rest := strings.TrimPrefix(s, lead); rest != "" {
			s = rest
		}
	}
	if !strings.HasSuffix(s, "{path}") && interesting(s) {
		s = strings.TrimSuffix(s, path.Ext(s))
	}
	return cmp.Or(strings.Trim(s, "/"), "index")
}

var withoutLocale = strings.NewReplacer(
	".{locale}/", "/", "_{locale}/", "/", "-{locale}/", "/", "{locale}/", "",
	".{locale}", "", "_{locale}", "", "-{locale}", "",
	"{locale}.", "", "{locale}_", "", "{locale}-", "", ".{ext}", "",
)

// expected is where a version would be, by the document's pattern.
func (cfg *Config) expected(d *Document, locale string) string {
	p := cfg.Documents[d.Pattern]
	text := p.Path
	if locale == d.Source && p.Source != "" {
		text = p.Source
	} else if p.Locale != "" && p.Locale != locale {
		return ""
	}
	t, err := ParseTemplate(text)
	if err != nil {
		return ""
	}
	v := Values{Locale: cmp.Or(p.Spelling[locale], cfg.Spelling[locale], locale), Path: d.values.Path, Ext: d.values.Ext}
	if !t.Has("{ext}") && strings.HasSuffix(strings.ReplaceAll(text, "**", "{path}"), "{path}") && v.Ext != "" {
		v.Path += "." + v.Ext
	}
	if locale == d.Source {
		return path.Join(p.SourceTree, t.Expand(v))
	}
	return t.Expand(v)
}
