// Package edition makes of a document and its translation a page that an editor
// would publish: title, date, byline, body, notes and biography in the reader's
// language, what is not translated shown in the source's and marked so.
//
// Start with [New]; then [Edition.HTML], [Edition.Markdown] and the other
// forms, and [Write] to put outputs into a folder.
//
// Promised: the translator's text is never altered; the same input gives the
// same bytes; a page asks no other host for anything, runs no script and is
// harmless whatever the texts contain; Markdown in which nothing fell back is
// the version's own bytes. Editions are independent of each other and may be
// made in parallel.
//
// It reads no files, knows neither git nor the ledger, and does not decide what
// is translated: that comes in as [Row].
package edition

import (
	"strings"

	"stele/internal/doc"
	"stele/internal/fault"
	"stele/internal/lang"
)

// The states of a [Row] that editions act on; any other is published as it is.
const (
	StateStale        = "stale"
	StateUntranslated = "untranslated"
	StateMissing      = "missing"
)

// Fallback says what stands in for what is not translated.
type Fallback string

// The fallbacks.
const (
	FallbackSource Fallback = "source" // the source's present text, for stale segments too
	FallbackOld    Fallback = "old"    // an earlier translation where there is one, else the source
	FallbackOmit   Fallback = "omit"   // nothing
)

// Fallbacks lists every fallback, the default first.
func Fallbacks() []Fallback { return []Fallback{FallbackSource, FallbackOld, FallbackOmit} }

// Faults of making and writing editions.
const (
	FaultFallback  fault.ID = "edition-fallback"  // Value, Known: an unknown fallback
	FaultNoText    fault.ID = "edition-no-text"   // Locale: neither a source nor a version
	FaultTemplate  fault.ID = "edition-template"  // a theme's template is broken; Path and Line say where
	FaultOutput    fault.ID = "edition-output"    // the folder or a file in it cannot be written
	FaultName      fault.ID = "edition-name"      // Name: an output's name leaves the folder
	FaultManifest  fault.ID = "edition-manifest"  // the folder's manifest cannot be read
	FaultDuplicate fault.ID = "edition-duplicate" // Name: two editions would be one file
)

// Row is one link of the alignment between source and version, with its state.
type Row struct {
	Source, Target []int // segment indices; an empty side means that there is nothing
	State          string
	// Language is the language of the text found, where it is not the one that
	// the file should be in.
	Language string
	// Old is an earlier translation, for [FallbackOld]; a stale segment's own
	// text is one and need not be given.
	Old string
}

// Role says what a person did for an article.
type Role string

// The roles.
const (
	Author     Role = "author"
	Translator Role = "translator"
	Editor     Role = "editor"
)

// Link is an address of a person.
type Link struct{ Text, Href string }

// Person is somebody an article names.
type Person struct {
	ID   string
	Name string // in the reader's script where the project gives it so
	// NameLocale is the language that the name is written in, "" when it is the
	// reader's or unknown.
	NameLocale string
	Role       Role
	// Bio is the biography, nil when there is none; its segments' text is
	// published, its front matter is not. BioLocale is the language it is in.
	Bio       *doc.Version
	BioLocale string
	Photo     string // a relative path; other hosts are not asked
	PhotoAlt  string
	Links     []Link
	Image     Images // of the photo and the biography; may be nil
}

// Other is another edition of the same document.
type Other struct {
	Locale string
	Href   string // relative to this page
	Title  string
	// URL is the absolute address for search engines; empty leaves the edition
	// out of hreflang, as for those below the project's threshold.
	URL string
}

// Article is what an edition is made from.
type Article struct {
	ID      string
	Locale  string       // the reader's, canonical
	Source  *doc.Version // what the translation was made from
	Version *doc.Version // the translation; nil when there is none. May be Source
	Rows    []Row        // in the order of the source
	People  []Person     // authors first, in the order of the byline
	Others  []Other
	URL     string // absolute address of this edition, "" when unknown
	// Below says that the edition is less complete than the project asks for:
	// search engines are not told of it.
	Below bool
	Image Images // of the text's pictures; may be nil
	// Link gives the address, relative to this page, of the edition of a
	// document that the text links to by its file; false leaves the link as it
	// is. It may be nil.
	Link func(path string) (string, bool)
}

// Printer gives labels in the reader's language; kv alternates names and
// values, an int named Count chooses the plural.
type Printer interface {
	Text(id string, kv ...any) string
}

// Options say how to make editions.
type Options struct {
	Fallback Fallback // "" is FallbackSource
	Labels   Printer
	Theme    *Theme // nil is the built-in one
	Site     string // the site's name, for link previews; may be empty
	Width    int    // columns of plain text; 0 is 72
	// Live is a script that pages carry while one edits, "" for publishing: it
	// may ask the page's own host.
	Live string
}

// Edition is one article in one locale, ready to be rendered.
type Edition struct {
	article Article
	opt     Options
	base    *doc.Version // what is rendered: the version, or the source in its place
	foreign bool         // the base is the source of a document without translation
	plan    plan
}

// New decides what is published. Errors are *fault.Fault.
func New(a Article, opt Options) (*Edition, error) {
	switch opt.Fallback {
	case "":
		opt.Fallback = FallbackSource
	case FallbackSource, FallbackOld, FallbackOmit:
	default:
		var known []string
		for _, f := range Fallbacks() {
			known = append(known, string(f))
		}
		return nil, fault.New(fault.Usage, FaultFallback, "", "Value", string(opt.Fallback), "Known", strings.Join(known, ", "))
	}
	if opt.Labels == nil {
		opt.Labels = ids{}
	}
	if opt.Theme == nil {
		opt.Theme = Builtin()
	}
	e := &Edition{article: a, opt: opt, base: a.Version}
	if e.base == nil {
		e.base = a.Source
		e.foreign = a.Source != nil && !sameLocale(a.Source.Locale, a.Locale)
	}
	if e.base == nil {
		return nil, fault.New(fault.Input, FaultNoText, a.ID, "Locale", a.Locale)
	}
	e.plan = e.decide()
	return e, nil
}

// ids is the printer of a caller that gave none.
type ids struct{}

func (ids) Text(id string, kv ...any) string { return id }

// Percent is how much of the source, by words, is published as translated and
// up to date, 0 to 100, rounded down.
func (e *Edition) Percent() int { return e.plan.percent() }

// Complete reports whether nothing fell back.
func (e *Edition) Complete() bool { return !e.plan.fell && !e.foreign }

func sameLocale(a, b string) bool {
	return a == b || strings.EqualFold(a, b) || a == "" || b == "" ||
		(lang.SameLanguage(a, b) && lang.Script(a) == lang.Script(b))
}
