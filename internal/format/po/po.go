// Package po reads gettext catalogues as read-only versions of a document, as
// sites made with Sphinx, mdBook or po4a keep them.
//
// Every translated message is a segment: the text of its msgstr, whose quotes
// and escapes are runs, so that [doc.Segment.Words] is the message. The source
// text, the msgid, is the comment before the segment. Messages without a
// translation give a comment only. What po4a says of a message's type decides
// the kind; the rest are paragraphs. Metadata holds the header's fields and,
// under "fuzzy", the msgids of messages marked so.
//
// Writing works as for any format, but a text must be in the file's syntax,
// with escapes; nothing here fills in missing translations.
package po

import (
	"strings"

	"stele/internal/doc"
	"stele/internal/format/prose"
	"stele/internal/format/span"
)

// Reader reads PO and POT files.
type Reader struct{}

// Name is "po".
func (Reader) Name() string { return "po" }

// Parse reads a whole file. It never fails: lines it cannot read are left out.
func (Reader) Parse(name string, src []byte) (*doc.Version, error) {
	v := &doc.Version{Path: name, Format: "po", Source: src, Meta: map[string][]string{}}
	p := &parser{v: v, src: string(src)}
	at := 0
	if strings.HasPrefix(p.src, "\uFEFF") {
		at = len("\uFEFF")
	}
	for at < len(p.src) {
		end, next := len(p.src), len(p.src)
		if n := strings.IndexByte(p.src[at:], '\n'); n >= 0 {
			end, next = at+n, at+n+1
		}
		p.line(at, end)
		at = next
	}
	p.finish()
	span.Finish(v)
	return v, nil
}

// quoted is a string over one or more lines: from after its first quote to
// before its last one.
type quoted struct {
	start, end int
	set        bool
}

type parser struct {
	v     *doc.Version
	src   string
	field string // that quoted lines go on with
	entry entry
}

type entry struct {
	id, str quoted
	context string
	hint    []string
	kind    string // as po4a says
	fuzzy   bool
}

func (p *parser) line(at, end int) {
	t := strings.TrimSpace(p.src[at:end])
	switch {
	case t == "":
		p.finish()
	case strings.HasPrefix(t, "#~"):
	case strings.HasPrefix(t, "#"):
		if p.entry.str.set {
			p.finish()
		}
		p.comment(t)
	case t[0] == '"':
		p.quote(at, end)
	default:
		word, _, _ := strings.Cut(t, " ")
		if i := strings.IndexByte(word, '"'); i >= 0 {
			word = word[:i]
		}
		switch {
		case word == "msgctxt":
			p.finish()
		case word == "msgid":
			if p.entry.id.set {
				p.finish()
			}
		case strings.HasPrefix(word, "msgstr"):
			if p.entry.str.set {
				p.segment()
			}
		}
		p.field = word
		if i := strings.IndexByte(p.src[at:end], '"'); i >= 0 {
			p.quote(at+i, end)
		}
	}
}

func (p *parser) comment(t string) {
	switch {
	case strings.HasPrefix(t, "#,"):
		p.entry.fuzzy = strings.Contains(t, "fuzzy")
	case strings.HasPrefix(t, "#. type:"):
		p.entry.kind = strings.TrimSpace(t[len("#. type:"):])
	case strings.HasPrefix(t, "#. "):
		p.entry.hint = append(p.entry.hint, strings.TrimSpace(t[3:]))
	}
}

// quote adds the quoted text on a line to the open field.
func (p *parser) quote(at, end int) {
	open := at + strings.IndexByte(p.src[at:end], '"')
	shut := open + 1
	for shut < end && p.src[shut] != '"' {
		if p.src[shut] == '\\' {
			shut++
		}
		shut++
	}
	if shut >= end {
		return
	}
	q := &p.entry.str
	switch {
	case p.field == "msgctxt":
		p.entry.context += unquote(p.src[open+1 : shut])
		return
	case p.field == "msgid":
		q = &p.entry.id
	case !strings.HasPrefix(p.field, "msgstr"):
		return
	}
	if !q.set || q.start == q.end {
		q.start = open + 1
	}
	q.end, q.set = shut, true
}

// segment adds what was read of the entry's translation.
func (p *parser) segment() {
	q := p.entry.str
	p.entry.str = quoted{}
	if !q.set || q.start >= q.end || p.entry.id.start >= p.entry.id.end {
		return
	}
	s := doc.Segment{Kind: doc.Paragraph, ID: p.entry.context, Span: doc.Span{Start: q.start, End: q.end}, Hint: strings.Join(p.entry.hint, "\n")}
	s.Text = p.src[q.start:q.end]
	s.Runs = runs(s.Text)
	p.kind(&s)
	p.v.Segments = append(p.v.Segments, s)
}

func (p *parser) kind(s *doc.Segment) {
	switch k := p.entry.kind; {
	case strings.HasPrefix(k, "Title"):
		s.Kind, s.Level = doc.Heading, max(1, min(6, strings.Count(k, "#")+strings.Count(k, "=")))
	case strings.HasPrefix(k, "Bullet"):
		s.Kind, s.Level = doc.Item, 1
	case strings.HasPrefix(k, "Fenced"), strings.HasPrefix(k, "Listing"), strings.HasPrefix(k, "verbatim"):
		s.Kind = doc.Code
	}
}

// finish ends the entry.
func (p *parser) finish() {
	e := p.entry
	if e.id.set {
		id := unquote(p.src[e.id.start:e.id.end])
		switch {
		case id == "" && e.str.set:
			p.header(unquote(p.src[e.str.start:e.str.end]))
		case id != "" && e.id.start < e.id.end:
			p.v.Comments = append(p.v.Comments, doc.Comment{Span: doc.Span{Start: e.id.start, End: e.id.end}, Text: id})
			if e.fuzzy {
				p.v.Meta["fuzzy"] = append(p.v.Meta["fuzzy"], id)
			}
		}
		p.segment()
	}
	p.entry, p.field = entry{}, ""
}

func (p *parser) header(text string) {
	for _, l := range strings.Split(text, "\n") {
		if key, value, ok := strings.Cut(l, ":"); ok {
			p.v.Meta[key] = append(p.v.Meta[key], strings.TrimSpace(value))
		}
	}
}

// runs finds the joints between quoted lines, escapes, and what prose holds.
func runs(text string) []doc.Run {
	var out []doc.Run
	plain := prose.Runs(text)
	for i := 0; i < len(text); i++ {
		var r doc.Run
		switch {
		case text[i] == '"':
			end := i + 1
			for end < len(text) && text[end] != '"' {
				end++
			}
			r = doc.Run{Kind: doc.RunMarkup, Start: i, End: min(end+1, len(text))}
		case text[i] == '\\' && i+1 < len(text):
			r = doc.Run{Kind: doc.RunEntity, Start: i, End: i + 2, Target: escape(text[i+1])}
		case text[i] == '%':
			end := directive(text, i)
			if end == 0 {
				continue
			}
			r = doc.Run{Kind: doc.RunPlaceholder, Start: i, End: end}
		default:
			continue
		}
		for len(plain) > 0 && plain[0].Start < r.Start {
			if plain[0].End <= r.Start {
				out = append(out, plain[0])
			}
			plain = plain[1:]
		}
		for len(plain) > 0 && plain[0].Start < r.End {
			plain = plain[1:]
		}
		out = append(out, r)
		i = r.End - 1
	}
	return append(out, plain...)
}

// directive gives the end of a format directive of C or Python, %s, %1$d,
// %(name)s, or 0.
func directive(text string, i int) int {
	j := i + 1
	if j < len(text) && text[j] == '(' {
		n := strings.IndexByte(text[j:min(len(text), j+60)], ')')
		if n < 0 {
			return 0
		}
		j += n + 1
	}
	for j < len(text) && j-i < 70 && strings.IndexByte("0123456789$.-+#lhz", text[j]) >= 0 {
		j++
	}
	if j >= len(text) || strings.IndexByte("sdiufgexXcrq", text[j]) < 0 {
		return 0
	}
	return j + 1
}

func escape(c byte) string {
	switch c {
	case 'n':
		return "\n"
	case 't':
		return "\t"
	case 'r':
		return "\r"
	}
	return string(rune(c))
}

// unquote is the text of a string: quotes between lines and escapes undone.
func unquote(raw string) string {
	s := doc.Segment{Text: raw}
	for _, r := range runs(raw) {
		if r.Kind == doc.RunMarkup || r.Kind == doc.RunEntity {
			s.Runs = append(s.Runs, r)
		}
	}
	return s.Words()
}
