// Package doc is the model that every other package speaks in: a document in
// all its languages, one version of it, the segments of a version and the
// inline runs of a segment.
//
// It does no I/O and imports nothing of Stele. Versions are made by
// [stele/internal/format]; nobody else fills in spans.
//
// It is not a syntax tree: a segment knows its place in the file and what kind
// of text it holds, not how the file's syntax nests.
package doc

// Kind says what a segment is in its file.
type Kind string

// The kinds. Code and Opaque are not translatable; they are kept in the
// sequence because they anchor alignment.
const (
	Heading   Kind = "heading"
	Paragraph Kind = "paragraph"
	Item      Kind = "item"    // the first paragraph of a list item
	Cell      Kind = "cell"    // one cell of a table
	Caption   Kind = "caption" // of a figure or a table
	Note      Kind = "note"    // the text of a footnote or numbered note
	Term      Kind = "term"    // of a definition list; its definition is an Item
	Field     Kind = "field"   // a translatable front-matter value, or an attribute such as alt
	Code      Kind = "code"    // a code block
	Opaque    Kind = "opaque"  // syntax carried through untouched: directives, raw HTML, imports
)

// Role says what part a segment plays in an article. Most have none.
type Role string

// The roles that publishing cares about.
const (
	Body      Role = ""
	Title     Role = "title"
	Byline    Role = "byline"
	Date      Role = "date"
	Biography Role = "biography" // the author box at the end of a post
	Furniture Role = "furniture" // "Share:", "Similar posts", "Also available in …"
)

// Span is a half-open byte range of a file.
type Span struct{ Start, End int }

// Len is the number of bytes in the span.
func (s Span) Len() int { return s.End - s.Start }

// RunKind says what an inline run is.
type RunKind string

// The kinds of inline run. What no run covers is words.
const (
	RunMarkup      RunKind = "markup"      // emphasis marks, brackets of a link, inline HTML tags
	RunLink        RunKind = "link"        // destination of a link, or a whole autolink or bare URL
	RunImage       RunKind = "image"       // destination of an image; its alt text is words
	RunCode        RunKind = "code"        // a code span with its back-ticks
	RunNote        RunKind = "note"        // a reference to a note: [^3], [3], <sup>3</sup>
	RunPlaceholder RunKind = "placeholder" // shortcodes, {{ }}, {% %}, %s: carried over as they are
	RunMath        RunKind = "math"
	RunEntity      RunKind = "entity" // a character reference, &ouml; its Target is what it stands for, and is words
)

// Run is a stretch of a segment's text that is not words. Runs of a segment do
// not overlap and are in order; "[guide](/x)" is markup "[", words "guide",
// link "](/x)" with target "/x".
type Run struct {
	Kind       RunKind
	Start, End int    // bytes of Segment.Text, half open
	Target     string // link and image destination, label of a note, or the characters of an entity
}

// Segment is a paragraph-level unit of a version.
type Segment struct {
	Kind  Kind
	Role  Role
	Level int    // of a heading 1–6; of an item its nesting depth from 1
	ID    string // heading id, note label, or dotted key of a field
	// Containers lists what the segment stands in, outermost first: "quote",
	// "list", "ordered", "table", "admonition:note", "details" …
	Containers []string
	Span       Span // of the text in the file, without markers such as "## " or "- "
	Line       int  // of Span.Start, from 1
	EndLine    int  // of the last byte, from 1
	// Prefix is what each further line of the text starts with in the file
	// ("> ", the indentation of a list item). It is not part of Text. Further
	// lines that are blank, or hold nothing but the prefix, stand in Text as
	// they are.
	Prefix string
	Text   string // the bytes of Span without Prefix on further lines
	Runs   []Run
	Lang   string // BCP 47, when the markup itself says so (lang="tr")
	Locked bool   // not to be translated: a writer's mark (i18n:skip, translate="no") or an opaque kind
	Hint   string // a writer's note to the translator (i18n:comment)
}

// FrontMatter reports whether the segment is a value of the file's front matter.
func (s *Segment) FrontMatter() bool { return s.Kind == Field && s.ID != "" }

// Translatable reports whether the segment has text that a translation must
// carry in its own words.
func (s *Segment) Translatable() bool {
	return !s.Locked && s.Kind != Code && s.Kind != Opaque
}

// Comment is a comment of the file's syntax that is not part of any segment.
// Some sites keep the source paragraph there, before its translation.
type Comment struct {
	Span   Span
	Line   int    // from 1
	Text   string // without the comment's delimiters
	Before int    // index of the first segment that starts after it; len(Segments) when none
}

// Version is a document in one locale: one parsed file.
type Version struct {
	Path     string // as given to the parser, with slashes
	Locale   string // BCP 47, canonical; empty when unknown
	Format   string // "markdown", "html", "text" …
	Source   []byte // the whole file, untouched
	Segments []Segment
	Comments []Comment
	// Meta holds front matter or page metadata: dotted key → values, in the
	// file's order for a list. Keys keep the spelling that the file gives them.
	Meta map[string][]string
	// Damage says what of the file could not be read: its front matter, which then
	// gives neither segments nor metadata. It is a *fault.Fault; nil for most.
	Damage error
}

// First is the first non-empty value among the metadata keys, or "".
func (v *Version) First(keys ...string) string {
	for _, k := range keys {
		for _, s := range v.Meta[k] {
			if s != "" {
				return s
			}
		}
	}
	return ""
}
