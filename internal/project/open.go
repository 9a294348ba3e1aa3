package project

import (
	"context"
	"path"
	"path/filepath"
	"strings"

	"stele/internal/fault"
	"stele/internal/lang"
)

// FaultLocale: a locale that the user named is none. Locale.
const FaultLocale fault.ID = "project-locale"

func open(ctx context.Context, dir string, paths []string, opt Options) (*Project, error) {
	if opt.SourceTree != "" && !filepath.IsAbs(opt.SourceTree) {
		opt.SourceTree = filepath.Join(dir, opt.SourceTree)
	}
	if tree, err := filepath.Abs(opt.SourceTree); err == nil && opt.SourceTree != "" {
		opt.SourceTree = tree
	}
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
	if here, err := filepath.Abs(dir); err == nil && len(seeds) == 0 && !configured && here != p.Root {
		// In a part of a repository that says nothing of itself, that part is meant.
		whole := p.Documents
		if p.keep([]seed{{here, true}}); len(p.Documents) == 0 {
			p.Documents, p.Others = whole, nil
		}
	}
	if len(seeds) > 0 {
		if err := p.choose(ctx, seeds, opt); err != nil {
			return nil, err
		}
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
	found, err := list(ctx, p.Root, interesting, p.Config.folders()...)
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
	docs, warnings := resolve(&p.Config, found.files, trees, newSampler(p.Root, opt.Sample))
	p.Documents = docs
	p.Warnings = append(p.Warnings, warnings...)
	p.count()
	return ctx.Err()
}

// folders are those that patterns begin with, each with a slash.
func (c *Config) folders() []string {
	var out []string
	for _, p := range c.Documents {
		for _, text := range []string{p.Path, p.Source} {
			if dir := dirSlash(mustTemplate(text).Prefix()); dir != "" && p.SourceTree == "" {
				out = append(out, dir)
			}
		}
	}
	return out
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

// count fills in what families found.
func (p *Project) count() {
	for i := range p.Layout.Families {
		p.Layout.Families[i].Files = map[string]int{}
	}
	for _, d := range p.Documents {
		if d.Pattern >= len(p.Layout.Families) {
			continue
		}
		counted := map[int]bool{}
		for _, l := range sortedKeys(d.Files) {
			n := p.Config.patternOf(&d, l)
			f := &p.Layout.Families[n]
			f.Files[l]++
			if counted[n] {
				continue
			}
			counted[n] = true
			f.Documents++
			if len(d.Files) > 1 {
				f.Paired++
			}
		}
	}
}

// dirSlash is a path up to its last slash.
func dirSlash(name string) string { return name[:strings.LastIndexByte(name, '/')+1] }

// dirOf is the folder of a path; "" is the root.
func dirOf(name string) string {
	if d := path.Dir(name); d != "." {
		return d
	}
	return ""
}
