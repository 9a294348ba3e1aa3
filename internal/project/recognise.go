package project

import (
	"cmp"
	"context"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"stele/internal/lang"
)

// recogniser looks for families of versions in a listing.
type recogniser struct {
	ctx         context.Context
	cfg         *Config
	files       []string
	taken       []bool
	index       map[string]int // name without extension → file
	text        *sampler
	names       map[string]*localeName // cache of readName for folders; nil: none
	leaves      map[string][]int       // last name without extension → files
	sites       []*site
	inDir       map[string]int    // folder → files of prose in it
	contentDirs map[string]string // folders that a site gives to a locale
	aliases     map[string]string // their names → locale

	families     []Family
	alternatives []Family
}

func (p *Project) recognise(ctx context.Context, found *lister, opt Options) error {
	files := found.files
	r := &recogniser{
		ctx: ctx, cfg: &p.Config, files: files, taken: make([]bool, len(files)),
		index: make(map[string]int, len(files)), names: map[string]*localeName{},
		contentDirs: map[string]string{}, aliases: map[string]string{},
		text: newSampler(p.Root, opt.Sample),
	}
	for _, name := range found.sites {
		if s := readSite(p.Root, name); s != nil {
			r.sites = append(r.sites, s)
			maps.Copy(r.contentDirs, s.folders)
		}
	}
	for i, f := range files {
		if _, ok := r.index[trimExt(f)]; !ok && known(f) {
			r.index[trimExt(f)] = i
		}
	}
	if opt.SourceTree != "" {
		if err := p.fork(ctx, r, opt.SourceTree); err != nil {
			return err
		}
	}
	if err := r.takeAll(r.candidates()); err != nil {
		return err
	}
	r.mixed()
	r.readmes()
	r.byFront()
	r.byKey()
	r.linkByKey()
	r.unify()
	r.lone()
	r.people()
	if len(r.families) == 0 && opt.SourceTree == "" {
		p.Layout.OnlyLocale = r.onlyLocale()
	}
	if len(r.families) > 0 {
		main := r.main()
		p.Config.Source = cmp.Or(p.Config.Source, main.SourceLocale)
		if s := r.siteOf(main.Path); s != nil {
			p.Layout.Generator, p.Layout.GeneratorFile = s.generator, s.file
		}
	}
	slices.SortStableFunc(r.families, func(a, b Family) int { return particular(a.Pattern) - particular(b.Pattern) })
	p.Layout.Families, p.Layout.Alternatives = r.families, r.alternatives
	locales := map[string]int{}
	for _, f := range r.families {
		p.Config.Documents = append(p.Config.Documents, f.Pattern)
		for _, l := range f.Pattern.Locales {
			locales[l]++
		}
	}
	for i := range p.Config.Documents {
		q := &p.Config.Documents[i]
		if wanted := p.Config.Locales; len(wanted) > 0 {
			q.Locales = slices.DeleteFunc(slices.Clone(q.Locales), func(l string) bool { return l != q.SourceLocale && !slices.Contains(wanted, l) })
		}
	}
	if len(p.Config.Locales) == 0 {
		for l := range locales {
			p.Config.Locales = append(p.Config.Locales, l)
		}
		slices.Sort(p.Config.Locales)
	}
	p.Config.brief()
	return nil
}

// fork recognises what another tree, given relative to the working directory
// or absolute, is the original of.
func (p *Project) fork(ctx context.Context, r *recogniser, tree string) error {
	l, err := list(ctx, tree, interesting)
	if err != nil {
		return err
	}
	p.Warnings = append(p.Warnings, l.warnings...)
	rel, err := filepath.Rel(p.Root, tree)
	if err != nil {
		return unreadable(tree, err)
	}
	r.fork(p.Root, filepath.ToSlash(rel), l.files)
	return nil
}

// brief leaves out of the patterns what the configuration says for all.
func (c *Config) brief() {
	for i := range c.Documents {
		p := &c.Documents[i]
		if p.SourceLocale == c.Source {
			p.SourceLocale = ""
		}
		if slices.Equal(p.Locales, c.Locales) {
			p.Locales = nil
		}
	}
}

// candidate is a group of files whose names hold locales at the same place.
type candidate interface {
	// read gives the best reading of the files not yet taken, or nil.
	read(r *recogniser) *reading
}

// takeAll takes, again and again, the reading that explains most files. A
// reading can only get worse as files are taken, so those not at the top need
// no second look.
func (r *recogniser) takeAll(all []candidate) error {
	readings := make([]*reading, len(all))
	for i, c := range all {
		readings[i] = c.read(r)
	}
	for {
		if err := r.ctx.Err(); err != nil {
			return err
		}
		best := -1
		for i, x := range readings {
			if x != nil && (best < 0 || x.better(readings[best])) {
				best = i
			}
		}
		if best < 0 {
			return nil
		}
		x := readings[best]
		if !slices.ContainsFunc(x.files, func(i int) bool { return r.taken[i] }) {
			for _, i := range x.files {
				r.taken[i] = true
			}
			if _, err := ParseTemplate(x.pattern.Path); err == nil { // a folder's name can hold braces
				r.families = append(r.families, Family{Pattern: x.pattern, Reasons: r.siteReason(x), score: x.score})
			}
		}
		readings[best] = all[best].read(r)
	}
}

// reading is one way to read a part of the tree.
type reading struct {
	pattern Pattern
	files   []int // of all locales
	score   int   // files that have a counterpart
	reasons []Reason
}

// particular orders patterns: those for one document first, then the deeper
// ones, as a file belongs to the first pattern that takes it.
func particular(p Pattern) int {
	if !strings.Contains(p.Path, "{path}") {
		return -1 << 20
	}
	return -strings.Count(p.Path[:strings.IndexByte(p.Path, '{')], "/")
}

// siteReason adds the site's configuration to what speaks for a reading.
func (r *recogniser) siteReason(x *reading) []Reason {
	if s := r.siteOf(x.pattern.Path); s != nil {
		return append(x.reasons, Reason{ReasonGenerator, map[string]any{"Generator": s.generator, "File": s.file}})
	}
	return x.reasons
}

func (x *reading) better(y *reading) bool {
	if x.score != y.score {
		return x.score > y.score
	}
	if len(x.pattern.Path) != len(y.pattern.Path) {
		return len(x.pattern.Path) < len(y.pattern.Path)
	}
	return cmp.Or(cmp.Compare(x.pattern.Path, y.pattern.Path), cmp.Compare(x.pattern.Source, y.pattern.Source)) < 0
}

// candidates sorts the files by where their names hold a locale.
func (r *recogniser) candidates() []candidate {
	folders := map[folderKey]*folderFamily{}
	suffixes := map[suffixKey]*suffixFamily{}
	for i, f := range r.files {
		r.addFolders(folders, i, f)
		r.addSuffix(suffixes, i, f)
	}
	var all []candidate
	for _, f := range folders {
		all = append(all, f)
	}
	for _, s := range suffixes {
		all = append(all, s)
	}
	return all
}

func (r *recogniser) canonical(spelled string) string {
	if l := r.aliases[spelled]; l != "" {
		return l
	}
	if l := aliases[strings.ToLower(spelled)]; l != "" {
		return l
	}
	l, _ := lang.Canonical(spelled)
	return l
}

func sortedKeys[V any](m map[string]V) []string {
	var keys []string
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

func joinDir(dir, rest string) string {
	if dir == "" || strings.HasSuffix(dir, "/") {
		return dir + rest
	}
	return dir + "/" + rest
}

// spell notes how a tree writes a locale, when that is not as BCP 47 does.
func (x *reading) spell(locale, spelled string) {
	if locale != spelled && x.pattern.Spelling[locale] == "" {
		if x.pattern.Spelling == nil {
			x.pattern.Spelling = map[string]string{}
		}
		x.pattern.Spelling[locale] = spelled
	}
}
