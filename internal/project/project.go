// Package project says which files are versions of one document.
//
// Call [Open] with a folder and the paths that the user gave. It looks for
// .stele/config.toml up to the repository's root ([Find]) and, where there is
// none, recognises the layout from the paths; either way the
// answer is a [Project] with its documents sorted by id.
//
//	p, err := project.Open(ctx, ".", flag.Args(), project.Options{})
//	for _, d := range p.Documents {
//		for locale, file := range d.Files {  // file is relative to p.Root
//			bytes, err := os.ReadFile(p.Abs(file)) …
//		}
//	}
//
// A recognised layout is nothing but a [Config] with reasons, so that what
// `stele init` writes gives the same documents as no configuration did.
//
// Promised: locales are canonical BCP 47; document ids are unique; a file is a
// version of at most one document, unless a pattern's path has no {path} (one
// PO file for a whole book); the same tree gives the same answer whatever the
// order of its folders; nothing outside the root is read but what the
// configuration or [Options.SourceTree] names. What could not be read is in
// Warnings, not an error.
//
// The package knows paths. Of contents it sees only the first kilobytes of a
// few files, to tell languages apart where paths do not; whoever parses a
// document may overrule [Document.Source] with what its front matter says.
package project

import (
	"context"
	"path"
	"path/filepath"
	"strings"

	"stele/internal/fault"
)

// ConfigPath is where the configuration is, relative to a project's root.
const ConfigPath = ".stele/config.toml"

// Project is a tree and the documents in it.
type Project struct {
	Root      string // absolute
	Config    Config // as read, or as recognised
	Layout    Layout
	Documents []Document // sorted by id
	Others    []Document // those of the project that were not asked about
	Warnings  []*fault.Fault
}

// Document is one text in all its languages.
type Document struct {
	ID string // its path without the locale and the extension: "docs/intro"
	// Source is the source's locale. Files may lack it: a translation whose
	// source was deleted.
	Source string
	// Files maps a locale to its version's path, relative to the root, with
	// slashes. Only in a fork beside its source does it lead outside ("../").
	Files map[string]string
	// Locales are those the document should be in, the source's included,
	// sorted. What Files lacks of them is missing.
	Locales []string
	// Pattern is the index into Config.Documents.
	Pattern int
	values  Values
}

// Options are for [Open]; the zero value is good.
type Options struct {
	// NoConfig recognises the layout even where there is a configuration.
	NoConfig bool
	// SourceTree is the folder of the original that this tree is a fork of,
	// relative to dir or absolute.
	SourceTree string
	// Source and Locales are what the user said on the command line; they go
	// before the configuration and what is recognised.
	Source  string
	Locales []string
	// Sample gives some text of a file, by its path relative to the root, for
	// telling languages apart. nil reads the file's first kilobytes.
	Sample func(name string) string
}

// Abs is a document's file as the operating system wants it.
func (p *Project) Abs(name string) string {
	return filepath.Join(p.Root, filepath.FromSlash(name))
}

// Locate finds the document and locale of a file, given relative to the root.
func (p *Project) Locate(name string) (d *Document, locale string, ok bool) {
	for i := range p.Documents {
		for locale, f := range p.Documents[i].Files {
			if f == name {
				return &p.Documents[i], locale, true
			}
		}
	}
	return nil, "", false
}

// SourceTree is the folder of the original that a source file is in, as the
// configuration names it, where the project is a fork beside it; "" for a file
// of the project's own.
func (p *Project) SourceTree(file string) string {
	for _, d := range p.Config.Documents {
		if tree := path.Clean(d.SourceTree); d.SourceTree != "" && strings.HasPrefix(file, tree+"/") {
			return tree
		}
	}
	return ""
}

// KeepFiles narrows the project to documents of which one of the files is a
// version; a file need not exist any more, nor be one of the project's. Paths
// are relative to dir or absolute.
func (p *Project) KeepFiles(dir string, files []string) {
	var seeds []seed
	for _, f := range files {
		if !filepath.IsAbs(f) {
			f = filepath.Join(dir, f)
		}
		seeds = append(seeds, seed{abs: f})
	}
	p.keep(seeds)
}

// Expected is where a document's version in a locale is or would be, relative
// to the root; "" when the configuration does not say.
func (p *Project) Expected(d *Document, locale string) string {
	if f, ok := d.Files[locale]; ok {
		return f
	}
	return p.Config.expected(d, locale)
}

// Open reads the project that dir is in. paths, relative to dir or absolute,
// are files or folders; when there are any, only documents with a version at or
// below one of them are returned, whether or not the rest of that document
// lies there. A path that no pattern covers is recognised by itself. Without
// paths and without configuration, a folder inside a repository means the
// documents in it, if there are any. Errors are *fault.Fault, or the context's.
func Open(ctx context.Context, dir string, paths []string, opt Options) (*Project, error) {
	return open(ctx, dir, paths, opt)
}
