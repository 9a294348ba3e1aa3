package project

import (
	"cmp"
	"context"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"stele/internal/fault"
)

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
			return nil, fault.New(fault.Input, FaultNoSuchPath, name)
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
// that no document has are recognised by themselves: drafts beside a
// configured site.
func (p *Project) choose(ctx context.Context, seeds []seed, opt Options) error {
	left := p.keep(seeds)
	if len(left) == 0 || narrow(left) == p.Root {
		return nil
	}
	alone := &Project{Root: narrow(left), Config: Default()}
	alone.Config.Source = opt.Source
	if err := alone.fill(ctx, opt); err != nil {
		return err
	}
	if found, _, _ := alone.hits(alone.Documents, left); len(found) > 0 {
		p.adopt(alone, found)
	}
	return nil
}

// keep narrows the project to the documents at the seeds, and gives the seeds
// without any.
func (p *Project) keep(seeds []seed) (left []seed) {
	var others []Document
	p.Documents, others, left = p.hits(p.Documents, seeds)
	p.Others = append(p.Others, others...)
	return left
}

// hits splits off the documents at the seeds, and the seeds without any.
func (p *Project) hits(docs []Document, seeds []seed) (kept, others []Document, left []seed) {
	at := make([]string, len(seeds))
	for i, s := range seeds {
		at[i] = p.relative(s.abs)
	}
	used := make([]bool, len(seeds))
	for _, d := range docs {
		hit := false
		for _, f := range d.Files {
			for i, s := range seeds {
				if f == at[i] || s.isDir && (at[i] == "." && !strings.HasPrefix(f, "../") || strings.HasPrefix(f, at[i]+"/")) {
					hit, used[i] = true, true
				}
			}
		}
		if hit {
			kept = append(kept, d)
		} else {
			others = append(others, d)
		}
	}
	for i, s := range seeds {
		if !used[i] {
			left = append(left, s)
		}
	}
	return kept, others, left
}

// relative is a path as documents give theirs.
func (p *Project) relative(abs string) string {
	rel, err := filepath.Rel(p.Root, abs)
	if err != nil {
		return filepath.ToSlash(abs)
	}
	return filepath.ToSlash(rel)
}

// adopt takes over documents of a project that lies elsewhere.
func (p *Project) adopt(other *Project, docs []Document) {
	prefix := p.relative(other.Root)
	first := len(p.Config.Documents)
	for _, pattern := range other.Config.Documents {
		pattern.Path = path.Join(prefix, pattern.Path)
		if pattern.Source != "" {
			pattern.Source = path.Join(prefix, pattern.Source)
		}
		pattern.SourceLocale = cmp.Or(pattern.SourceLocale, other.Config.Source)
		if len(pattern.Locales) == 0 {
			pattern.Locales = other.Config.Locales
		}
		p.Config.Documents = append(p.Config.Documents, pattern)
	}
	for _, d := range docs {
		files := map[string]string{}
		for l, f := range d.Files {
			files[l] = path.Join(prefix, f)
		}
		d.Files, d.Pattern = files, d.Pattern+first
		d.ID = path.Join(strings.TrimLeft(prefix, "./"), d.ID)
		p.Documents = append(p.Documents, d)
	}
	if !p.Layout.Configured {
		p.Layout.Families = append(p.Layout.Families, other.Layout.Families...)
	}
	p.Warnings = append(p.Warnings, other.Warnings...)
	for l := range allLocales(docs) {
		if len(p.Config.Locales) > 0 && !slices.Contains(p.Config.Locales, l) {
			p.Config.Locales = append(p.Config.Locales, l)
		}
	}
	if p.Config.Source == "" {
		p.Config.Source, p.Config.Locales = other.Config.Source, other.Config.Locales
	}
	slices.Sort(p.Config.Locales)
	p.Documents = unique(p.Documents)
}

func allLocales(docs []Document) map[string]bool {
	out := map[string]bool{}
	for _, d := range docs {
		for _, l := range d.Locales {
			out[l] = true
		}
	}
	return out
}
