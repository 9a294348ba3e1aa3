package edition

import (
	"bytes"
	"regexp"
	"strconv"
	"strings"

	"stele/internal/doc"
)

// insertions writes what the version lacks after one of its segments.
func (a *assembler) insertions(after int) {
	list := a.plan.after[after]
	for len(list) > 0 {
		n := 1
		s := &a.article.Source.Segments[list[0].source]
		if s.Kind == doc.Cell {
			for n < len(list) && a.article.Source.Segments[list[n].source].Kind == doc.Cell {
				n++
			}
		}
		if !(a.page && (elsewhere(s) || s.Role == doc.Title)) && s.Kind != doc.Field && s.Role != doc.Furniture {
			a.insert(after, list[:n])
		}
		list = list[n:]
	}
}

// insert writes one block, or rows of a table, after a segment's block.
func (a *assembler) insert(after int, ds []decision) {
	s := &a.article.Source.Segments[ds[0].source]
	at := a.body
	var anchor *doc.Segment
	if after >= 0 {
		anchor = &a.base.Segments[after]
		at = max(at, a.blockEnd(anchor))
		if at > a.body && a.base.Source[at-1] == '\r' {
			at--
		}
	}
	block, tight := a.block(s, ds, anchor)
	src := a.base.Source
	var b strings.Builder
	switch {
	case at == a.body && (anchor == nil || anchor.Kind == doc.Field):
		b.WriteString("\n" + block + "\n")
		if at < len(src) && src[at] != '\n' {
			b.WriteString("\n")
		}
		a.edit(at, at, b.String())
		return
	case tight:
		b.WriteString("\n" + block)
	case anchor.In("quote") && s.In("quote"):
		b.WriteString("\n>\n" + block)
	default:
		b.WriteString("\n\n" + block)
	}
	if next := min(lineEnd(src, at)+1, len(src)); !tight && at < len(src) && len(bytes.TrimSpace(src[next:lineEnd(src, next)])) > 0 {
		b.WriteString("\n")
	}
	a.edit(at, at, b.String())
}

// block is a source segment as Markdown that can stand where it is put; tight
// when no blank line may come before it.
func (a *assembler) block(s *doc.Segment, ds []decision, anchor *doc.Segment) (text string, tight bool) {
	if s.Kind == doc.Code {
		return a.codeBlock(s), false
	}
	if s.Kind == doc.Cell {
		tight = anchor != nil && anchor.Kind == doc.Cell
		return a.rows(ds, !tight), tight
	}
	text = a.wrap(s, ds[0], a.textFor(ds[0], s.Kind))
	switch s.Kind {
	case doc.Heading:
		return strings.Repeat("#", min(max(s.Level, 1), 6)) + " " + text, false
	case doc.Note:
		if label := strings.Trim(s.ID, "[]^"); label != "" {
			return "[^" + label + "]: " + strings.ReplaceAll(text, "\n", "\n    "), false
		}
	case doc.Item:
		marker := a.marker(s, anchor)
		return marker + strings.ReplaceAll(text, "\n", "\n"+strings.Repeat(" ", len(marker))), anchor != nil && anchor.In("list")
	}
	prefix := ""
	if s.In("quote") {
		prefix = "> "
	} else if s.In("list") && anchor != nil && anchor.In("list") {
		prefix = strings.Repeat(" ", a.indent(anchor))
	}
	return prefix + strings.ReplaceAll(text, "\n", "\n"+prefix), false
}

var listMarker = regexp.MustCompile(`^([ \t>]*)([-*+]|(\d{1,9})([.)]))([ \t]+(?:\[[ xX]\] )?)`)

// marker is how an inserted list item begins: as the version's items of that
// depth do, a number counted on.
func (a *assembler) marker(s *doc.Segment, anchor *doc.Segment) string {
	if anchor != nil {
		for i := len(a.base.Segments) - 1; i >= 0; i-- {
			o := &a.base.Segments[i]
			if o.Span.Start > anchor.Span.Start || o.Kind != doc.Item || o.Level != s.Level {
				continue
			}
			m := listMarker.FindSubmatch(a.base.Source[a.lineStart(o.Span.Start):])
			if m == nil {
				break
			}
			if n, err := strconv.Atoi(string(m[3])); err == nil {
				return string(m[1]) + strconv.Itoa(n+1) + string(m[4]) + " "
			}
			return string(m[1]) + string(m[2]) + " "
		}
	}
	indent := strings.Repeat("  ", max(s.Level-1, 0))
	if s.In("ordered") {
		return indent + "1. "
	}
	return indent + "- "
}

// indent is how far the text of a segment in a list stands from the margin.
func (a *assembler) indent(s *doc.Segment) int {
	line := a.base.Source[a.lineStart(s.Span.Start):s.Span.Start]
	if m := listMarker.Find(line); m != nil {
		return len(m)
	}
	return len(line) - len(bytes.TrimLeft(line, " "))
}

// rows are rows of a table of the source; whole when they need a head, as a
// table does that the version lacks altogether.
func (a *assembler) rows(ds []decision, whole bool) string {
	var b strings.Builder
	line, cells := 0, 0
	for i, d := range ds {
		s := &a.article.Source.Segments[d.source]
		if i > 0 && s.Line != line {
			if whole {
				b.WriteString("\n|" + strings.Repeat(" --- |", cells))
				whole = false
			}
			b.WriteString("\n")
		}
		if s.Line != line {
			b.WriteString("|")
			line, cells = s.Line, 0
		}
		cells++
		b.WriteString(" " + a.wrap(s, d, a.textFor(d, doc.Cell)) + " |")
	}
	if whole {
		b.WriteString("\n|" + strings.Repeat(" --- |", cells))
	}
	return b.String()
}

// codeBlock is a code block of the source, fenced.
func (a *assembler) codeBlock(s *doc.Segment) string {
	text := strings.Trim(s.Text, "\n")
	if strings.HasPrefix(text, "```") || strings.HasPrefix(text, "~~~") {
		return text
	}
	fence := "```"
	for strings.Contains(text, fence) {
		fence += "`"
	}
	info := ""
	if src := a.article.Source; src.Format == "markdown" {
		if at := bytes.LastIndexByte(src.Source[:s.Span.Start], '\n'); at > 0 {
			line := strings.TrimSpace(string(src.Source[bytes.LastIndexByte(src.Source[:at], '\n')+1 : at]))
			if strings.HasPrefix(line, "```") {
				info = strings.Trim(line, "` ")
			}
		}
	}
	return fence + info + "\n" + text + "\n" + fence
}

var (
	linkDefinition = regexp.MustCompile(`(?m)^ {0,3}\[([^\]^\n][^\]\n]*)\]:[ \t]*\S.*$`)
	linkReference  = regexp.MustCompile(`\[([^\]^\n][^\]\n]*)\]`)
)

// definitions are the source's link definitions that its inserted passages use
// and the version does not have.
func (a *assembler) definitions(out []byte) []byte {
	if a.article.Source == nil || a.article.Source.Format != "markdown" || a.base == a.article.Source || !a.plan.fell {
		return nil
	}
	known := map[string]bool{}
	for _, m := range linkDefinition.FindAllSubmatch(out, -1) {
		known[strings.ToLower(fold(string(m[1])))] = true
	}
	used := map[string]bool{}
	for _, d := range a.edits {
		for _, m := range linkReference.FindAllStringSubmatch(d.text, -1) {
			used[strings.ToLower(fold(m[1]))] = true
		}
	}
	var b bytes.Buffer
	for _, m := range linkDefinition.FindAllSubmatch(a.article.Source.Source, -1) {
		label := strings.ToLower(fold(string(m[1])))
		if used[label] && !known[label] {
			known[label] = true
			if b.Len() == 0 { // a blank line, or the definition is part of the block before
				b.WriteString(strings.Repeat("\n", 2-min(len(out)-len(bytes.TrimRight(out, "\n")), 1)))
			}
			b.Write(m[0])
			b.WriteString("\n")
		}
	}
	return b.Bytes()
}
