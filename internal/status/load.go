package status

import (
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"stele/internal/doc"
	"stele/internal/fault"
	"stele/internal/format"
	"stele/internal/lang"
	"stele/internal/project"
)

// load reads the versions of every document, several files at a time. A version
// that cannot be read becomes a warning, and is marked so.
func load(ctx context.Context, p *project.Project, opt Options) ([]*loaded, []*fault.Fault, error) {
	docs := make([]*loaded, len(p.Documents))
	warnings := make([][]*fault.Fault, len(p.Documents))
	shared := &catalogues{}
	err := opt.each(ctx, StageRead, len(p.Documents), func(i int) {
		docs[i], warnings[i] = loadDocument(p, &p.Documents[i], opt, shared)
	})
	return docs, slices.Concat(warnings...), err
}

// parserOf reads files with the front-matter fields that the project translates.
// Where the front matter cannot be read the text below it is.
func parserOf(p *project.Project) Parse {
	opt := format.Options{Fields: p.Config.Fields, Damaged: true}
	return func(name string, src []byte) (*doc.Version, error) { return format.ParseWith(name, src, opt) }
}

// loaded is a document with its parsed versions.
type loaded struct {
	document *project.Document
	source   string // locale
	versions map[string]*doc.Version
	broken   map[string]bool // locales whose file cannot be read
	targets  []string        // locales that it should be in, the source's excluded, sorted
	// catalogues are those that versions are views of, by locale.
	catalogues map[string]*catalogue
}

func loadDocument(p *project.Project, d *project.Document, opt Options, shared *catalogues) (*loaded, []*fault.Fault) {
	l := &loaded{document: d, source: d.Source, versions: map[string]*doc.Version{}, broken: map[string]bool{}, catalogues: map[string]*catalogue{}}
	var warnings []*fault.Fault
	for _, locale := range sortedKeys(d.Files) {
		asked := locale == d.Source || opt.wants(locale)
		if !asked && d.Files[d.Source] != "" && opt.Then == nil && !mayNameSource(p.Abs(d.Files[locale])) {
			continue
		}
		v, err := l.read(p, locale, opt, shared)
		if opt.Then != nil && errors.Is(err, fs.ErrNotExist) {
			continue // it was not there yet
		}
		if err != nil {
			warnings = append(warnings, asFault(err))
			l.broken[locale] = true
			continue
		}
		if v.Damage != nil {
			warnings = append(warnings, asFault(v.Damage))
		}
		v.Locale = locale
		l.versions[locale] = v
	}
	l.source = sourceLocale(l)
	for locale, c := range l.catalogues {
		if source := l.versions[l.source]; source != nil && !isCatalogue(source) {
			l.versions[locale] = c.view(source, locale)
		} else {
			delete(l.catalogues, locale)
		}
	}
	for _, locale := range d.Locales {
		if locale != l.source && opt.wants(locale) {
			l.targets = append(l.targets, locale)
		}
	}
	slices.Sort(l.targets)
	return l, warnings
}

// read parses a version. That of a catalogue is a copy, as others read it, too.
func (l *loaded) read(p *project.Project, locale string, opt Options, shared *catalogues) (*doc.Version, error) {
	file := l.document.Files[locale]
	if !isCatalogueFile(file) {
		return opt.read(p, file)
	}
	c, err := shared.of(p, file, opt)
	if err != nil {
		return nil, err
	}
	l.catalogues[locale] = c
	v := *c.version
	return &v, nil
}

// read parses a project's file, from the disk or as a commit has it.
func (o Options) read(p *project.Project, file string) (*doc.Version, error) {
	name := o.display(p, file)
	if o.Then == nil {
		return ReadFile(p.Abs(file), name, parserOf(p))
	}
	src, err := o.Then.files.ReadFile(file)
	if err != nil {
		return nil, err
	}
	return parserOf(p)(name, src)
}

// sourceLocale is the locale that a document was written in: the project's,
// unless the front matter of one of its versions names another that there is.
func sourceLocale(l *loaded) string {
	for _, locale := range sortedKeys(l.versions) {
		said, ok := lang.Canonical(l.versions[locale].First(sourceKey))
		if ok && l.versions[said] != nil {
			return said
		}
	}
	return l.document.Source
}

// sourceKey is the front matter's key for the locale that a document was
// written in.
const sourceKey = "source_locale"

// mayNameSource reports whether a file's head holds the key. A version that
// nobody asked for may be what the others were made from.
func mayNameSource(file string) bool {
	f, err := os.Open(file)
	if err != nil {
		return false
	}
	defer f.Close()
	head, err := io.ReadAll(io.LimitReader(f, 8<<10))
	return err == nil && bytes.Contains(head, []byte(sourceKey))
}

// wants reports whether a target locale was asked for.
func (o Options) wants(locale string) bool {
	return len(o.Locales) == 0 || slices.Contains(o.Locales, locale)
}

// display is how a project's file is called in output: relative to the working
// directory, with slashes.
func (o Options) display(p *project.Project, file string) string {
	full := p.Abs(file)
	if o.Dir == "" {
		return file
	}
	rel, err := filepath.Rel(o.Dir, full)
	if err != nil {
		return filepath.ToSlash(full)
	}
	return filepath.ToSlash(rel)
}

func asFault(err error) *fault.Fault {
	if f, ok := errors.AsType[*fault.Fault](err); ok {
		return f
	}
	return fault.New(fault.Internal, FaultUnreadable, "").Because(err)
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
