package project

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"stele/internal/fault"
)

// Faults of looking at a tree.
const (
	// FaultUnreadable: a file or folder that cannot be read. Reason.
	FaultUnreadable fault.ID = "project-unreadable"
	// FaultNoSuchPath: a path that was given and does not exist.
	FaultNoSuchPath fault.ID = "project-no-such-path"
	// FaultTooManyFiles: the walk stopped at Limit entries; what was seen is used.
	FaultTooManyFiles fault.ID = "project-too-many-files"
)

// walkLimit bounds a walk that was started somewhere by mistake, such as in a
// home folder. The largest sites have a tenth of that.
const walkLimit = 2_000_000

// lister walks a tree once.
type lister struct {
	ctx      context.Context
	root     string
	keep     func(name string) bool // which files are of interest
	named    []string               // folders that are walked whatever they are called
	files    []string
	sites    []string // configurations of site generators
	warnings []*fault.Fault
	seen     int
}

// list is the files below root that keep wants, as slash-separated paths
// relative to root, sorted by folder. Version control, hidden folders (but
// .github), what .gitignore names, installed packages and rendered sites are
// left out; symbolic links are not followed, so no loop is possible. A folder
// that cannot be read is a warning. Folders of named, and those on the way to
// them, are walked in any case.
func list(ctx context.Context, root string, keep func(name string) bool, named ...string) (*lister, error) {
	l := &lister{ctx: ctx, root: root, keep: keep, named: named}
	return l, l.walk("", nil)
}

// vitepress finds the one configuration that lies in a hidden folder.
func (l *lister) vitepress(dir string) {
	for _, name := range []string{"config.ts", "config.mts", "config.js", "config.mjs", "config/index.ts", "config/index.mts", "config/index.js"} {
		if exists(filepath.Join(l.root, filepath.FromSlash(dir), filepath.FromSlash(name))) {
			l.sites = append(l.sites, path.Join(dir, name))
			return
		}
	}
}

// outputMark is the manifest that export leaves in its folder.
const outputMark = "stele-manifest.json"

func (l *lister) walk(dir string, ignores *ignoring) error {
	if err := l.ctx.Err(); err != nil {
		return err
	}
	if l.seen > walkLimit {
		return nil
	}
	entries, err := os.ReadDir(filepath.Join(l.root, filepath.FromSlash(dir)))
	if err != nil {
		if dir == "" {
			return unreadable(".", err)
		}
		l.warnings = append(l.warnings, unreadable(dir, err))
	}
	l.seen += len(entries)
	if l.seen > walkLimit {
		l.warnings = append(l.warnings, fault.New(fault.Input, FaultTooManyFiles, dir, "Limit", walkLimit))
		return nil
	}
	if has(entries, outputMark) && !l.isNamed(dir) && dir != "" {
		return nil // editions that `stele export` wrote are no sources
	}
	if has(entries, ".gitignore") {
		ignores = ignores.enter(l.root, dir)
	}
	if has(entries, ReportManifest) {
		return nil
	}
	for _, e := range entries {
		name := path.Join(dir, e.Name())
		switch {
		case e.Name() == ".vitepress" && e.IsDir():
			l.vitepress(name)
		case e.IsDir():
			if !l.isNamed(name) && (skipDir(e.Name()) || ignores.ignored(name, true) || l.rendered(entries, name)) {
				continue
			}
			if err := l.walk(name, ignores); err != nil {
				return err
			}
		case !e.Type().IsRegular():
		case siteFile(name) != "":
			l.sites = append(l.sites, name)
		case l.keep(name) && !ignores.ignored(name, false):
			l.files = append(l.files, name)
		}
	}
	return nil
}

func (l *lister) isNamed(dir string) bool {
	return slices.ContainsFunc(l.named, func(n string) bool { return strings.HasPrefix(n, dir+"/") })
}

func unreadable(name string, err error) *fault.Fault {
	reason := err
	if pe, ok := errors.AsType[*fs.PathError](err); ok {
		reason = pe.Err
	}
	return fault.New(fault.Input, FaultUnreadable, name, "Reason", reason.Error()).Because(err)
}

// has looks a name up in what os.ReadDir returned, which is sorted.
func has(entries []os.DirEntry, name string) bool {
	_, ok := slices.BinarySearchFunc(entries, name, func(e os.DirEntry, s string) int {
		return strings.Compare(e.Name(), s)
	})
	return ok
}

// ReportManifest is the file by which a folder is known for a report page that
// Stele wrote: nothing in it is a document.
const ReportManifest = "stele-report.json"

// neverWalked are folders that hold what somebody else wrote or a tool made.
var neverWalked = map[string]bool{
	"node_modules": true, "bower_components": true, "vendor": true, "_site": true, "_build": true, "dist": true,
	"__pycache__": true, "site-packages": true, "venv": true, "Pods": true,
}

func skipDir(name string) bool {
	return neverWalked[name] || name[0] == '.' && name != ".github"
}

// rendered reports whether a folder is a site that the project's generator
// wrote: these names may also be chapters ("docs/build"), so there must be a
// generator beside it and a start page in it.
func (l *lister) rendered(siblings []os.DirEntry, name string) bool {
	switch path.Base(name) {
	case "build", "out", "public", "site", "target", "docs_build":
	default:
		return false
	}
	made := false
	for _, maker := range generatorFiles {
		made = made || has(siblings, maker)
	}
	if !made {
		return false
	}
	_, err := os.Lstat(filepath.Join(l.root, filepath.FromSlash(name), "index.html"))
	return err == nil
}

var generatorFiles = []string{
	"package.json", "hugo.toml", "hugo.yaml", "hugo.yml", "hugo.json", "config.toml", "config.yaml", "mkdocs.yml",
	"mkdocs.yaml", "_config.yml", "book.toml", "conf.py", "Makefile", "Cargo.toml",
}
