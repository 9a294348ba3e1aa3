// Package markdown reads Markdown as sites write it: CommonMark and GFM with
// footnotes, definition lists, admonitions, front matter, shortcodes, Liquid,
// MDX, includes and math.
//
// It has its own line scanner, not a CommonMark library's tree: nodes of such a
// tree do not keep the place of their text in the file (a table cell, a link's
// title, a paragraph in a quotation), they mangle what is not CommonMark, and
// some input costs them quadratic time. The scanner keeps a stack of open
// containers (quotations, list items, notes, admonitions) as the CommonMark
// specification describes, takes each line once, and notes where each block's
// text starts and ends. A test compares its blocks with goldmark's on plain
// CommonMark.
//
// [Reader.Parse] is all there is to call. Promised: spans in order, exact, and
// linear time, nesting beyond a fixed depth being read as text. It does not
// render, and where sites differ (is `{x}` an expression or words?) it goes by
// the file's extension and what else is in the file.
package markdown

import (
	"strings"

	"stele/internal/doc"
	"stele/internal/format/article"
	"stele/internal/format/frontmatter"
	"stele/internal/format/prose"
	"stele/internal/format/span"
)

// Reader reads Markdown.
type Reader struct {
	// Fields names further front-matter keys whose values are translatable.
	Fields []string
	// Damaged asks for the text below front matter that cannot be read; see
	// [doc.Version.Damage].
	Damaged bool
}

// Name is "markdown".
func (Reader) Name() string { return "markdown" }

// segmentBytes is how many bytes of a file have a segment of their own, about.
const segmentBytes = 96

const bom = "\uFEFF"

// Parse reads a whole file. Its only error is front matter that cannot be read.
func (r Reader) Parse(name string, src []byte) (*doc.Version, error) {
	all := string(src)
	at := 0
	if strings.HasPrefix(all, bom) {
		at = len(bom)
	}
	v := &doc.Version{Path: name, Format: "markdown", Source: src, Segments: make([]doc.Segment, 0, 4+len(src)/segmentBytes)}
	s := newScanner(v, all, strings.HasSuffix(strings.ToLower(name), ".mdx"))
	front := frontmatter.Parse(name, all, at, r.Fields)
	if front != nil && front.Damage != nil && !r.Damaged {
		return nil, front.Damage
	}
	if front != nil {
		v.Meta, v.Damage = front.Meta, front.Damage
		v.Segments = append(v.Segments, front.Fields...)
		at = front.End
	}
	s.fields = len(v.Segments)
	s.run(at)
	s.inline()
	roles(v)
	span.Finish(v)
	return v, nil
}

// roles names the title, when the front matter has none, and the biography.
func roles(v *doc.Version) {
	titled := false
	for i := range v.Segments {
		s := &v.Segments[i]
		titled = titled || s.Role == doc.Title
		if s.Kind == doc.Heading && s.Level == 1 && !titled {
			s.Role = doc.Title
			break
		}
	}
	article.AssignBiography(v.Segments)
}

// inline finds the runs of every text segment, now that all link reference
// definitions are known, and sorts out paragraphs without words.
func (s *scanner) inline() {
	in := &inliner{scan: s}
	for i := s.fields; i < len(s.v.Segments); i++ {
		seg := &s.v.Segments[i]
		if seg.Kind == doc.Code || seg.Runs != nil || seg.FrontMatter() {
			continue
		}
		if seg.Kind == doc.Opaque {
			seg.Locked = true
			continue
		}
		seg.Runs = in.runs(seg.Text, seg.In("quote"))
		if seg.Kind == doc.Paragraph {
			wordless(seg)
		}
	}
}

// wordless gives a paragraph of nothing but code, images or placeholders the
// kind that says so.
func wordless(seg *doc.Segment) {
	var code, image, other int
	for _, r := range seg.Runs {
		switch r.Kind {
		case doc.RunCode:
			code++
		case doc.RunImage:
			image++
		case doc.RunMarkup:
		default:
			other++
		}
	}
	switch words := prose.HasWords(seg.Words()); {
	case words && image > 0 && !prose.HasWords(outsideImages(seg)):
		seg.Kind = doc.Caption
		if badges(seg) {
			seg.Kind, seg.Locked = doc.Opaque, true
		}
	case words:
	case code > 0:
		seg.Kind = doc.Code
	default:
		seg.Kind, seg.Locked = doc.Opaque, true
	}
}

// outsideImages is the text without runs and without the alt texts and titles
// of images.
func outsideImages(seg *doc.Segment) string {
	var b strings.Builder
	at, in := 0, false
	for _, r := range seg.Runs {
		if !in {
			b.WriteString(seg.Text[at:r.Start])
		}
		at = r.End
		switch t := seg.RunText(r); {
		case t == "![":
			in = true
		case r.Kind == doc.RunImage:
			in = t[len(t)-1] == '"' || t[len(t)-1] == '\''
		default:
			in = false
		}
	}
	b.WriteString(seg.Text[at:])
	return b.String()
}

// badges reports images that are status badges: their texts are names.
func badges(seg *doc.Segment) bool {
	for _, r := range seg.Runs {
		if r.Kind == doc.RunImage && !strings.Contains(r.Target, "badge") && !strings.Contains(r.Target, "shields.io") {
			return false
		}
	}
	return true
}
