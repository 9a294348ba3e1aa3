package project

import (
	"context"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"stele/internal/fault"
	"stele/internal/lang"
)

// FaultLocale: a locale that the user named is none. Locale.
const FaultLocale fault.ID = "project-locale"

func open(ctx context.Context, dir string, paths []string, opt Options) (*Project, error) {
	seeds, err := seedsOf(dir, paths)
	if err != nil {
		return nil, err
	}
	start, err := filepath.Abs(dir)
	if err != nil {
		return nil, unreadable(dir, err)
	}
	if len(seeds) > 0 && !inside(start, seeds[0].abs) {
		start = seeds[0].dir()
	}
	root, configured := Find(start)
	p := &Project{Root: root, Config: Default()}
	if configured && !opt.NoConfig {
		if p.Config, _, err = Load(root); err != nil {
			return nil, err
		}
	}
	if !configured && len(seeds) > 0 && !exists(filepath.Join(root, ".git")) {
		p.Root = narrow(seeds)
	}
	if err := p.overrule(opt); err != nil {
		return nil, err
	}
	if err := p.fill(ctx, opt); err != nil {
		return nil, err
	}
	if len(seeds) > 0 {
		p.choose(ctx, seeds, opt)
	}
	return p, nil
}

// overrule puts what the command line says before the configuration.
func (p *Project) overrule(opt Options) error {
	if opt.Source != "" {
		l, ok := lang.Canonical(opt.Source)
		if !ok {
			return fault.New(fault.Usage, FaultLocale, "", "Locale", opt.Source)
		}
		p.Config.Source = l
	}
	if len(opt.Locales) > 0 {
		p.Config.Locales = nil
	}
	for _, s := range opt.Locales {
		l, ok := lang.Canonical(s)
		if !ok {
			return fault.New(fault.Usage, FaultLocale, "", "Locale", s)
		}
		p.Config.Locales = append(p.Config.Locales, l)
	}
	return nil
}

// fill lists the tree, recognises its layout unless patterns are configured,
// and finds the documents.
func (p *Project) fill(ctx context.Context, opt Options) error {
	found, err := list(ctx, p.Root, interesting)
	if err != nil {
		return err
	}
	p.Warnings = append(p.Warnings, found.warnings...)
	if len(p.Config.Documents) > 0 {
		p.Layout.Configured = true
	} else if err := p.recognise(ctx, found, opt); err != nil {
		return err
	}
	trees, err := p.trees(ctx)
	if err != nil {
		return err
	}
	docs, warnings := resolve(&p.Config, found.files, trees)
	p.Documents = docs
	p.Warnings = append(p.Warnings, warnings...)
	p.count()
	return ctx.Err()
}

// trees lists the other trees that patterns name.
func (p *Project) trees(ctx context.Context) (map[string][]string, error) {
	out := map[string][]string{}
	for _, pattern := range p.Config.Documents {
		t := pattern.SourceTree
		if t == "" || out[t] != nil {
			continue
		}
		l, err := list(ctx, p.Abs(t), interesting)
		if err != nil {
			return nil, err
		}
		p.Warnings = append(p.Warnings, l.warnings...)
		out[t] = l.files
	}
	return out, nil
}

// seed is a path that the user gave.
type seed struct {
	abs   string
	isDir bool
}

func (s seed) dir() string {
	if s.isDir {
		return s.abs
	}
	return filepath.Dir(s.abs)
}

func seedsOf(dir string, paths []string) ([]seed, error) {
	var seeds []seed
	for _, name := range paths {
		full := name
		if !filepath.IsAbs(full) {
			full = filepath.Join(dir, full)
		}
		abs, err := filepath.Abs(full)
		if err != nil {
			return nil, unreadable(name, err)
		}
		info, err := os.Stat(abs)
		if os.IsNotExist(err) {
			return nil, fault.New(fault.Usage, FaultNoSuchPath, name).Because(err)
		}
		if err != nil {
			return nil, unreadable(name, err)
		}
		seeds = append(seeds, seed{abs, info.IsDir()})
	}
	return seeds, nil
}

func inside(dir, name string) bool {
	rel, err := filepath.Rel(dir, name)
	return err == nil && rel != ".." && !strings.HasPrefix(rel, ".."+string(filepath.Separator))
}

// narrow is the folder to look at for paths outside any repository: what they
// have in common, and upwards past a folder that is named like a locale, whose
// siblings then are the other versions.
func narrow(seeds []seed) string {
	common := seeds[0].dir()
	for _, s := range seeds[1:] {
		for !inside(common, s.dir()) {
			common = filepath.Dir(common)
		}
	}
	names := strings.Split(filepath.ToSlash(common), "/")
	for i, name := range names {
		if n, ok := readName(name, false); ok && i > 1 && siblings(strings.Join(names[:i], "/"), n) {
			return filepath.FromSlash(strings.Join(names[:i], "/"))
		}
	}
	return common
}

// siblings reports whether a folder has others that are named like n, for
// another locale or for none.
func siblings(dir string, n localeName) bool {
	entries, err := os.ReadDir(filepath.FromSlash(dir))
	if err != nil {
		return false
	}
	for _, e := range entries {
		if !e.IsDir() {
			continue
		}
		m, ok := readName(e.Name(), false)
		if ok && m.head == n.head && m.tail == n.tail && m.spelled != n.spelled && !isDoubtful(m.spelled) {
			return true
		}
		if bare := strings.TrimRight(n.head, ".-_") + strings.TrimLeft(n.tail, ".-_"); bare != "" && e.Name() == bare {
			return true
		}
	}
	return false
}

// choose keeps the documents that have a version at or below a seed. Seeds
// that no document has are recognised by themselves.
func (p *Project) choose(ctx context.Context, seeds []seed, opt Options) {
	all := p.Documents
	p.Documents = nil
	used := make([]bool, len(seeds))
	for _, d := range all {
		hit := false
		for _, f := range d.Files {
			abs := p.Abs(f)
			for i, s := range seeds {
				if abs == s.abs || s.isDir && inside(s.abs, abs) {
					hit, used[i] = true, true
				}
			}
		}
		if hit {
			p.Documents = append(p.Documents, d)
		}
	}
	_ = slices.Contains(used, false)
}

// count fills in what families found.
func (p *Project) count() {
	for i := range p.Layout.Families {
		p.Layout.Families[i].Files = map[string]int{}
	}
	for _, d := range p.Documents {
		if d.Pattern >= len(p.Layout.Families) {
			continue
		}
		f := &p.Layout.Families[d.Pattern]
		f.Documents++
		if len(d.Files) > 1 {
			f.Paired++
		}
		for l := range d.Files {
			f.Files[l]++
		}
	}
}

func dirOf(name string) string {
	if d := path.Dir(name); d != "." {
		return d
	}
	return ""
}
