package edition

import (
	"bytes"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html"

	"stele/internal/doc"
	"stele/internal/lang"
)

// edit replaces the bytes of a span; an empty span inserts.
type edit struct {
	doc.Span
	text string
	seq  int // keeps insertions at one place in order
}

// assembler writes the version's Markdown with the fallbacks in it. Every byte
// that is not part of a fallback is the version's own.
type assembler struct {
	*Edition
	// page is set when the text goes on to HTML: labels are added there, and
	// what the page shows elsewhere is left out.
	page     bool
	edits    []edit
	body     int    // where the front matter ends
	labelled string // state and language of the fallback just written, to label a run of them once
}

// assemble gives the base with its fallbacks. For a page the front matter and
// what the page has its own place for are gone.
func (e *Edition) assemble(page bool) []byte {
	a := &assembler{Edition: e, page: page, body: frontMatterEnd(e.base.Source)}
	a.insertions(-1)
	for i := range e.base.Segments {
		a.segment(i)
		a.insertions(i)
	}
	if newline := e.newline(); newline != "\n" {
		for i := range a.edits {
			text := strings.ReplaceAll(a.edits[i].text, "\r\n", "\n")
			a.edits[i].text = strings.ReplaceAll(text, "\n", newline)
		}
	}
	out := apply(e.base.Source, a.edits)
	if page {
		out = plainDirectives(out[frontMatterEnd(out):])
	}
	return append(out, a.definitions(out)...)
}

func apply(src []byte, edits []edit) []byte {
	slices.SortStableFunc(edits, func(x, y edit) int {
		if x.Start != y.Start {
			return x.Start - y.Start
		}
		return x.seq - y.seq
	})
	var b bytes.Buffer
	at := 0
	for _, d := range edits {
		if d.Start < at { // within what an earlier edit took out
			d.Start = at
		}
		b.Write(src[at:d.Start])
		b.WriteString(d.text)
		at = max(at, d.End)
	}
	b.Write(src[at:])
	return b.Bytes()
}

func (a *assembler) edit(start, end int, text string) {
	a.edits = append(a.edits, edit{Span: doc.Span{Start: start, End: end}, text: text, seq: len(a.edits)})
}

func (a *assembler) segment(i int) {
	s, d := &a.base.Segments[i], a.plan.of[i]
	if s.Kind == doc.Field {
		a.field(s, d)
		return
	}
	if a.page && (elsewhere(s) || s.Role == doc.Title && s.Kind != doc.Heading || s.Kind == doc.Opaque && directive(s.Text)) {
		a.cut(s)
		return
	}
	switch d.do {
	case keep:
		if s.Translatable() {
			a.labelled = ""
		}
	case leave:
		if s.Kind == doc.Cell {
			a.edit(s.Span.Start, s.Span.End, "")
		} else {
			a.cut(s)
		}
	case mark:
		text := string(a.base.Source[s.Span.Start:s.Span.End])
		a.edit(s.Span.Start, s.Span.End, a.wrap(s, d, text))
	case replace:
		text := strings.ReplaceAll(a.textFor(d, s.Kind), "\n", "\n"+s.Prefix)
		a.edit(s.Span.Start, s.Span.End, a.wrap(s, d, text))
	}
}

// elsewhere reports whether a page shows the segment outside the body or not at all.
func elsewhere(s *doc.Segment) bool {
	switch s.Role {
	case doc.Furniture, doc.Byline, doc.Date, doc.Biography:
		return true
	}
	return false
}

var directiveStart = regexp.MustCompile(`^\s*(\{\{|\{%|:::|import\s|export\s|\{/\*)`)

func directive(text string) bool { return directiveStart.MatchString(text) }

// textFor is the text that stands in, in Markdown that fits the kind.
func (a *assembler) textFor(d decision, kind doc.Kind) string {
	text := d.old
	if text == "" {
		text = toMarkdown(a.article.Source, &a.article.Source.Segments[d.source])
	}
	if kind == doc.Heading || kind == doc.Cell {
		text = fold(text)
	}
	if kind == doc.Cell && a.article.Source.Format != "markdown" {
		text = strings.ReplaceAll(text, "|", `\|`)
	}
	return text
}

// wrap marks a text that stands in for a translation. A paragraph of its own
// becomes a labelled block in published Markdown; elsewhere a span must do.
func (a *assembler) wrap(s *doc.Segment, d decision, text string) string {
	attrs := fmt.Sprintf(`class="%s" data-state="%s" lang="%s" dir="%s"`, fallbackClass, d.mark(), html.EscapeString(d.lang), lang.Direction(d.lang))
	if a.page {
		return "<span " + attrs + ">" + text + "</span>"
	}
	label := a.label(d.mark(), d.lang)
	if s.Kind == doc.Paragraph && len(s.Containers) == 0 && s.Prefix == "" {
		block := "<div " + attrs + ">\n\n" + text + "\n\n</div>"
		if key := d.mark() + d.lang; a.labelled != key {
			a.labelled = key
			block = "*" + literal(label) + "*\n\n" + block
		}
		return block
	}
	return "<span " + attrs + ` title="` + html.EscapeString(label) + `">` + text + "</span>"
}

// mark is the kind of label that a decision needs.
func (d decision) mark() string {
	switch {
	case d.dated:
		return "old"
	case d.do == mark:
		return "foreign"
	case d.state == StateStale:
		return "stale"
	}
	return "missing"
}

// cut takes out a segment with its lines.
func (a *assembler) cut(s *doc.Segment) {
	start, end := a.lineStart(s.Span.Start), a.blockEnd(s)
	for range 2 { // its own line end and a blank line
		next := bytes.TrimPrefix(a.base.Source[end:], []byte("\r"))
		if len(next) == 0 || next[0] != '\n' {
			break
		}
		end = len(a.base.Source) - len(next) + 1
	}
	a.edit(max(start, a.body), end, "")
}

func (a *assembler) lineStart(at int) int { return bytes.LastIndexByte(a.base.Source[:at], '\n') + 1 }

func lineEnd(src []byte, at int) int {
	if i := bytes.IndexByte(src[at:], '\n'); i >= 0 {
		return at + i
	}
	return len(src)
}

var (
	underline = regexp.MustCompile(`^[ >]{0,20}(=+|-+)[ \t\r]*$`)
	fenceLine = regexp.MustCompile("^[ \t>]*(```+|~~~+)[ \t\r]*$")
	tableRule = regexp.MustCompile(`^[\s|:>-]*-[\s|:>-]*$`)
)

// blockEnd is the end of the last line that belongs to a segment's block: the
// underline of a heading, the rule below a table's head, the fence below code.
func (a *assembler) blockEnd(s *doc.Segment) int {
	src := a.base.Source
	end := lineEnd(src, s.Span.End)
	if s.Span.End > s.Span.Start && src[s.Span.End-1] == '\n' {
		end = s.Span.End - 1
	}
	if end >= len(src) {
		return end
	}
	next := lineEnd(src, end+1)
	line := src[end+1 : next]
	switch {
	case s.Kind == doc.Heading && !bytes.HasPrefix(bytes.TrimLeft(src[a.lineStart(s.Span.Start):], " >"), []byte("#")) && underline.Match(line),
		s.Kind == doc.Code && fenceLine.Match(line),
		s.Kind == doc.Cell && tableRule.Match(line):
		return next
	}
	return end
}

// field puts a source's value into front matter, quoted as its place needs it.
// A page reads titles and descriptions from the plan instead.
func (a *assembler) field(s *doc.Segment, d decision) {
	if a.page || d.do != replace || strings.Contains(s.Text, "\n") || s.Span.Start >= a.body {
		return
	}
	value := fold(a.textFor(d, doc.Heading))
	if src := &a.article.Source.Segments[d.source]; d.old == "" {
		value = plain(a.article.Source, src)
	}
	before := byte(0)
	if s.Span.Start > 0 {
		before = a.base.Source[s.Span.Start-1]
	}
	quoted, err := json.Marshal(value)
	if err != nil {
		return
	}
	text := string(quoted)
	switch {
	case before == '"':
		text = text[1 : len(text)-1]
	case before == '\'':
		text = strings.ReplaceAll(value, "'", "''")
		if bytes.HasPrefix(a.base.Source, []byte("+++")) {
			text = strings.ReplaceAll(value, "'", "’")
		}
	}
	a.edit(s.Span.Start, s.Span.End, text)
}

// frontMatterEnd is where the text begins after YAML or TOML front matter.
func frontMatterEnd(src []byte) int {
	at := 0
	if bytes.HasPrefix(src, []byte("\ufeff")) {
		at = 3
	}
	first := lineEnd(src, at)
	mark := strings.TrimRight(string(src[at:first]), " \t\r")
	if mark != "---" && mark != "+++" {
		return at
	}
	for i := first + 1; i < len(src); {
		end := lineEnd(src, i)
		line := strings.TrimRight(string(src[i:end]), " \t\r")
		if line == mark || mark == "---" && line == "..." {
			return min(end+1, len(src))
		}
		i = end + 1
	}
	return at
}

var (
	codeFence = regexp.MustCompile("^[ \\t>]*(```+|~~~+)")
	colonMark = regexp.MustCompile(`^(\s*)(?:/{3,}|:{3,})[ \t]*\{?[\w-]*\}?[ \t]*(?:\|[ \t]*|\[)?([^\]{}]*?)\]?(?:\{[^}]*\})?[ \t]*$`)
	alertMark = regexp.MustCompile(`^([ \t>]*>[ \t]?)\[!\w+\][ \t]*$`)
)

// plainDirectives takes out the marks of notes and boxes that sites' own
// renderers know and this one does not; a box's title stays, in bold.
func plainDirectives(src []byte) []byte {
	lines := strings.SplitAfter(string(src), "\n")
	fence := ""
	for i, l := range lines {
		if m := codeFence.FindStringSubmatch(l); m != nil {
			switch {
			case fence == "":
				fence = m[1]
			case strings.HasPrefix(m[1], fence):
				fence = ""
			}
			continue
		}
		if fence != "" {
			continue
		}
		bare := strings.TrimRight(l, "\r\n")
		if m := colonMark.FindStringSubmatch(bare); m != nil {
			lines[i] = "\n"
			if m[2] != "" {
				lines[i] = "\n" + m[1] + "**" + m[2] + "**\n\n"
			}
		} else if m := alertMark.FindStringSubmatch(bare); m != nil {
			lines[i] = m[1] + l[len(bare):]
		}
	}
	return []byte(strings.Join(lines, ""))
}
