package edition

import (
	"bytes"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"stele/internal/doc"
	"stele/internal/lang"
)

// Markdown is the edition as Markdown: the version's own bytes when it is
// Markdown and nothing fell back, else with the fallbacks as marked blocks and
// a note on top. Other formats are written anew from their segments.
func (e *Edition) Markdown() []byte {
	if e.base.Format != "markdown" {
		return e.writeMarkdown()
	}
	if e.Complete() {
		return bytes.Clone(e.base.Source)
	}
	out := e.assemble(false)
	at := frontMatterEnd(out)
	var b bytes.Buffer
	b.Write(out[:at])
	if at > 0 && at < len(out) && out[at-1] != '\n' {
		b.WriteByte('\n')
	}
	newline := e.newline()
	if at > 0 && at != 3 {
		b.WriteString(newline)
	}
	b.WriteString(strings.ReplaceAll(e.markdownNotice(), "\n", newline))
	rest := bytes.TrimLeft(out[at:], "\r\n")
	if e.foreign {
		fmt.Fprintf(&b, `<div lang="%s" dir="%s">%s%s`, e.base.Locale, lang.Direction(e.base.Locale), newline, newline)
		b.Write(bytes.TrimRight(rest, "\r\n"))
		b.WriteString(newline + newline + "</div>" + newline)
		return b.Bytes()
	}
	b.Write(rest)
	return b.Bytes()
}

func (e *Edition) newline() string {
	if i := bytes.IndexByte(e.base.Source, '\n'); i > 0 && e.base.Source[i-1] == '\r' {
		return "\r\n"
	}
	return "\n"
}

// markdownNotice is the note on top as a quotation.
func (e *Edition) markdownNotice() string {
	var b strings.Builder
	for _, n := range e.notice() {
		b.WriteString("> " + literal(n) + "\n")
	}
	if b.Len() > 0 {
		b.WriteString("\n")
	}
	return b.String()
}

// writeMarkdown writes a version of another format: front matter, text, notes
// as footnotes, biography.
func (e *Edition) writeMarkdown() []byte {
	var b strings.Builder
	e.writeFrontMatter(&b)
	b.WriteString(e.markdownNotice())
	a := &assembler{Edition: e}
	w := &blockWriter{b: &b, notes: e.noteIDs()}
	title := titleSegment(e.base)
	for i := -1; i < len(e.base.Segments); i++ {
		if i >= 0 && i != title {
			if s, d := &e.base.Segments[i], e.plan.of[i]; d.do != leave {
				w.write(a, e.base, s, d)
			}
		}
		for _, d := range e.plan.after[i] {
			if s := &e.article.Source.Segments[d.source]; s.Role != doc.Title {
				w.write(a, e.article.Source, s, d)
			}
		}
	}
	return []byte(b.String())
}

func (e *Edition) writeFrontMatter(b *strings.Builder) {
	b.WriteString("---\n")
	line := func(key, value string) {
		if value == "" {
			return
		}
		quoted, err := json.Marshal(value)
		if err == nil {
			fmt.Fprintf(b, "%s: %s\n", key, quoted)
		}
	}
	item := func(value string) {
		if quoted, err := json.Marshal(value); err == nil {
			fmt.Fprintf(b, "  - %s\n", quoted)
		}
	}
	line("title", e.title().Text)
	line("lang", e.article.Locale)
	if d, ok := e.date(); ok {
		fmt.Fprintf(b, "date: %s\n", iso(d))
	}
	credits := e.credits()
	if names := e.authors(credits, e.biographies()); len(credits) == 0 || credits[0].Role != Author {
		credits = slices.Insert(credits, 0, credit{Author, names})
	}
	for _, c := range credits {
		switch len(c.Names) {
		case 0:
		case 1:
			line(string(c.Role), c.Names[0])
		default:
			fmt.Fprintf(b, "%ss:\n", c.Role)
			for _, n := range c.Names {
				item(n)
			}
		}
	}
	line("description", e.summary())
	b.WriteString("---\n\n")
}

// blockWriter writes segments as Markdown blocks.
type blockWriter struct {
	b     *strings.Builder
	notes map[string]bool
	prev  *doc.Segment
	count int // of the ordered list being written
}

func (w *blockWriter) write(a *assembler, v *doc.Version, s *doc.Segment, d decision) {
	if s.Role == doc.Furniture || s.Role == doc.Date || s.Role == doc.Byline || s.Kind == doc.Field || s.Kind == doc.Opaque || s.Kind == doc.Term && s.Text == "" {
		return
	}
	var text string
	if d.do == replace {
		text = a.textFor(d, s.Kind)
	} else {
		text = w.noteRefs(toMarkdown(v, s))
	}
	if s.Kind == doc.Code {
		text = "```\n" + strings.Trim(s.Text, "\n") + "\n```"
	} else {
		text = blockText(text)
	}
	if d.do == keep {
		a.labelled = ""
	} else {
		at := *s
		at.Prefix = ""
		if s.Role == doc.Biography {
			at.Kind, at.Containers = doc.Paragraph, nil
		}
		text = a.wrap(&at, d, w.noteRefs(text))
	}
	w.b.WriteString(w.block(s, text))
	w.prev = s
}

func (w *blockWriter) block(s *doc.Segment, text string) string {
	switch s.Kind {
	case doc.Heading:
		return strings.Repeat("#", min(max(s.Level, 1), 6)) + " " + fold(text) + "\n\n"
	case doc.Note:
		if label := strings.Trim(s.ID, "[]^()."); label != "" {
			return "[^" + label + "]: " + strings.ReplaceAll(strings.TrimSpace(text), "\n", "\n    ") + "\n\n"
		}
	case doc.Item:
		marker := "- "
		if s.In("ordered") {
			if w.prev == nil || w.prev.Kind != doc.Item {
				w.count = 0
			}
			w.count++
			marker = strconv.Itoa(w.count) + ". "
		}
		indent := strings.Repeat("  ", max(s.Level-1, 0))
		return indent + marker + strings.ReplaceAll(text, "\n", "\n"+indent+"  ") + "\n\n"
	}
	if s.In("quote") {
		return "> " + strings.ReplaceAll(text, "\n", "\n> ") + "\n\n"
	}
	return text + "\n\n"
}

var (
	escapedRef = regexp.MustCompile(`\\\[(\d{1,3})\\\]`)
	blockStart = regexp.MustCompile(`^(\s{0,3})(#{1,6}\s|[-+=]|\d{1,9}[.)]\s)`)
)

// noteRefs writes references to notes of the article as footnotes.
func (w *blockWriter) noteRefs(text string) string {
	return escapedRef.ReplaceAllStringFunc(text, func(m string) string {
		if label := m[2 : len(m)-2]; w.notes[label] {
			return "[^" + label + "]"
		}
		return m
	})
}

// blockText keeps a plain line from being read as a heading or a list, and its
// line ends as they are.
func blockText(text string) string {
	lines := strings.Split(strings.TrimSpace(text), "\n")
	for i, l := range lines {
		l = strings.TrimRight(l, "\r")
		if m := blockStart.FindStringSubmatchIndex(l); m != nil {
			at := m[4]
			for at < len(l) && l[at] >= '0' && l[at] <= '9' {
				at++
			}
			l = l[:at] + `\` + l[at:]
		}
		lines[i] = l
	}
	return strings.Join(lines, "\n")
}
