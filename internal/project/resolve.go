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
		return slices.ContainsFunc(globs, func(g string) bool { return Under(g, name) || inner != "" && Under(g, inner) })
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
		if c.Source != "" && locale == c.sourceLocale && catalogue(name) {
			return version{}, false // Sphinx and Crowdin write one for the source's language, too
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

// idTemplate is a pattern without its locale and extension.
func idTemplate(p Pattern) string {
	s := cmp.Or(p.Source, p.Path)
	if p.SourceTree != "" {
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
	p := cfg.Documents[cfg.patternOf(d, locale)]
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
