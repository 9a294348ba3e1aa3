// Package format turns files into segments and back.
//
// [Parse] picks the reader by the file's name: Markdown and MDX, HTML, plain
// text, reStructuredText, AsciiDoc, and as read-only versions PO and XLIFF.
// Writing is splicing: [Write] replaces the texts of some segments and copies
// every other byte, so that parse → write is the identity on every file,
// whatever syntax is in it.
//
// A segment's text is raw, in the file's syntax. What its runs cover is not
// words, save for entities, which stand for their target; [doc.Segment.Words]
// is what a reader reads.
//
// Promised for every reader: spans are in order, do not overlap, lie within the
// file and hold exactly the segment's text (continuation prefixes aside); no
// input makes a reader panic; what a reader does not understand becomes an
// opaque segment or no segment, never an error, save for front matter that
// cannot be read.
//
// It is not a renderer, and knows nothing of locales or alignment.
package format

import (
	"bytes"
	"path"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"stele/internal/doc"
	"stele/internal/fault"
	"stele/internal/format/asciidoc"
	"stele/internal/format/frontmatter"
	"stele/internal/format/html"
	"stele/internal/format/markdown"
	"stele/internal/format/po"
	"stele/internal/format/rst"
	"stele/internal/format/text"
	"stele/internal/format/xliff"
)

// Reader parses one format.
type Reader interface {
	// Name is the format's name as printed: "markdown", "html", "text".
	Name() string
	// Parse reads a whole file. The returned version keeps src; the caller must
	// not change it afterwards. Errors are *fault.Fault.
	Parse(name string, src []byte) (*doc.Version, error)
}

// Faults that any reader may give.
const (
	// NotUTF8 : the file is not UTF-8. Line is the first bad byte's.
	NotUTF8 fault.ID = "not-utf8"
	// NotText : the file holds NUL bytes.
	NotText fault.ID = "not-text"
	// BadFrontMatter : front matter that cannot be read. Args: Syntax (YAML,
	// TOML, JSON); the cause says what the parser said.
	BadFrontMatter = frontmatter.Bad
)

// Options changes what a reader takes for translatable. The zero value is the
// default.
type Options struct {
	// Fields names further front-matter keys whose values readers see, beside
	// title, description and their like. Case does not matter.
	Fields []string
	// Damaged asks for the rest of a file whose front matter cannot be read, with
	// [doc.Version.Damage] set, in place of an error.
	Damaged bool
}

// Parse reads a file in the format that its name tells, or as plain text when
// the name tells none. The version keeps src; do not change it afterwards.
// Errors are [*fault.Fault].
func Parse(name string, src []byte) (*doc.Version, error) {
	return ParseWith(name, src, Options{})
}

// ParseWith is [Parse] with options.
func ParseWith(name string, src []byte, opt Options) (*doc.Version, error) {
	name = filepath.ToSlash(name)
	r, known := readers(name, opt)
	if !known {
		r = text.Reader{}
	}
	if at := firstBad(src); at >= 0 {
		return nil, fault.New(fault.Input, NotUTF8, name).At(1 + bytes.Count(src[:at], []byte{'\n'}))
	}
	if at := bytes.IndexByte(src, 0); at >= 0 && !known {
		return nil, fault.New(fault.Input, NotText, name).At(1 + bytes.Count(src[:at], []byte{'\n'}))
	}
	return r.Parse(name, src)
}

// Known reports whether a file of that name is in a format that has a reader.
func Known(name string) bool {
	_, ok := readers(name, Options{})
	return ok
}

// Lines makes every line of a file a paragraph segment, empty lines too,
// whatever its format.
func Lines(name string, src []byte) *doc.Version { return text.Lines(filepath.ToSlash(name), src) }

func readers(name string, opt Options) (Reader, bool) {
	switch Ext(name) {
	case "md", "markdown", "mdown", "mkd", "mkdn", "mdx", "mdc":
		return markdown.Reader{Fields: opt.Fields, Damaged: opt.Damaged}, true
	case "html", "htm", "xhtml":
		return html.Reader{Damaged: opt.Damaged}, true
	case "rst", "rest":
		return rst.Reader{}, true
	case "adoc", "asciidoc", "asc":
		return asciidoc.Reader{}, true
	case "po", "pot":
		return po.Reader{}, true
	case "xlf", "xliff":
		return xliff.Reader{}, true
	case "txt", "text":
		return text.Reader{}, true
	}
	return nil, false
}

func firstBad(src []byte) int {
	if utf8.Valid(src) {
		return -1
	}
	for i := 0; i < len(src); {
		r, n := utf8.DecodeRune(src[i:])
		if r == utf8.RuneError && n == 1 {
			return i
		}
		i += n
	}
	return -1
}

// Ext is the lower-case extension of a name, without the dot.
func Ext(name string) string {
	return strings.ToLower(strings.TrimPrefix(path.Ext(name), "."))
}
