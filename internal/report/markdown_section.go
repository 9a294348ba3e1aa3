package report

import (
	"html"
	"strconv"
	"strings"

	"stele/internal/doc"
	"stele/internal/lang"
)

// longest is how many characters of a paragraph a comment quotes, and briefest
// how many where a line must do; an entry has at least shortest.
const (
	longest  = 4000
	briefest = 90
	shortest = 100
)

func (m *markdown) title(s *section) string {
	return m.words.Text("markdown.title."+string(s.kind), "Count", s.count())
}

// section writes a title, what to do, and the entries.
func (m *markdown) section(s *section) {
	head := "\n#### " + m.title(s) + "\n"
	if id := "markdown.advice." + string(s.kind); m.words.Has(id) {
		head += "\n" + m.words.Text(id) + "\n"
	}
	m.try(head, 0)
	for _, bundle := range s.bundles {
		if m.room-m.used < shortest { // not worth comparing texts for
			m.left += len(bundle)
			continue
		}
		switch s.kind {
		case toUpdate:
			m.try(m.stale(bundle), len(bundle))
		case toTranslate:
			m.try(m.untranslated(bundle), len(bundle))
		case toBegin:
			m.try("- "+m.place(bundle[0].Source(), false)+": "+cell(m.names(localesOf(bundle))), len(bundle))
		default:
			m.findings(bundle)
		}
	}
}

// stale is a paragraph of the source that has changed, and the translations that
// do not say so.
func (m *markdown) stale(bundle []*Entry) string {
	var b strings.Builder
	e := bundle[0]
	source := e.Source()
	preview := quiet(clipped(OneLine(e.At().Text), briefest))
	if e.Was != "" {
		preview = wordDiff(e.Was, e.Now, true)
	}
	b.WriteString("<details><summary>" + m.place(source, true) + " (" + quiet(m.names(localesOf(bundle))) + "): " + preview + "</summary>")
	if source != nil {
		body := quiet(clipped(source.Text, longest))
		if e.Was != "" {
			body = wordDiff(e.Was, e.Now, false)
		}
		m.side(&b, m.words.Text("markdown.source_text"), source, body)
	}
	for _, e := range bundle {
		if e.Severity == "info" || e.Was == "" {
			b.WriteString("\n<p>" + quiet(e.Message) + "</p>")
		}
		if p := e.Translation(); p != nil {
			m.side(&b, lang.Name(e.Locale, m.words.Locale()), p, quiet(clipped(p.Text, longest)))
		}
	}
	b.WriteString("\n</details>")
	return b.String()
}

// untranslated is a document of which paragraphs have no translation.
func (m *markdown) untranslated(bundle []*Entry) string {
	var order []string
	at := map[string][]*Entry{}
	for _, e := range bundle {
		spot := sourceSpot(e)
		if at[spot] == nil {
			order = append(order, spot)
		}
		at[spot] = append(at[spot], e)
	}
	all := m.names(localesOf(bundle))
	var b strings.Builder
	b.WriteString("<details><summary><code>" + quiet(homeOf(bundle[0])) + "</code>: " + strconv.Itoa(len(order)) + " (" + quiet(all) + ")</summary>\n<ul>")
	for _, spot := range order {
		entries := at[spot]
		b.WriteString("\n<li>")
		if p := entries[0].Source(); p != nil {
			b.WriteString(m.place(p, true) + " " + quiet(clipped(OneLine(p.Text), 2*briefest)))
		}
		if names := m.names(localesOf(entries)); names != all {
			b.WriteString(" (" + quiet(names) + ")")
		}
		b.WriteString("</li>")
	}
	b.WriteString("\n</ul></details>")
	return b.String()
}

// findings are those of one translation, or of a version by itself.
func (m *markdown) findings(bundle []*Entry) {
	head := "\n**" + cell(bundle[0].Document) + "** (" + cell(m.names(localesOf(bundle))) + ")\n"
	for _, e := range bundle {
		was := m.left
		m.try(head+m.finding(e), 1)
		if m.left == was {
			head = ""
		}
	}
}

// finding is one HTML block without blank lines, in which Markdown has no
// meaning.
func (m *markdown) finding(e *Entry) string {
	var b strings.Builder
	b.WriteString("<details><summary>" + m.place(e.At(), true) + " <b>" + string(e.Rule) + "</b>: " + quiet(e.Message) + "</summary>")
	if p := e.Source(); p != nil {
		m.side(&b, m.words.Text("markdown.source_text"), p, quiet(clipped(p.Text, longest)))
	}
	if p := e.Translation(); p != nil {
		m.side(&b, lang.Name(e.Locale, m.words.Locale()), p, quiet(clipped(p.Text, longest)))
	}
	if e.Suggestion != "" {
		b.WriteString("\n<p>" + quiet(m.words.Text("diff.suggestion", "Text", e.Suggestion)) + "</p>")
	}
	b.WriteString("\n</details>")
	return b.String()
}

func (m *markdown) side(b *strings.Builder, title string, p *Place, body string) {
	b.WriteString("\n<p>" + quiet(title) + " (" + m.place(p, true) + ")</p><blockquote>" + body + "</blockquote>")
}

// place is a link to a place, or its name; within says whether the line is told.
func (m *markdown) place(p *Place, within bool) string {
	if p == nil {
		return ""
	}
	name := p.Path
	if within {
		name = p.spot()
	}
	name = "<code>" + quiet(name) + "</code>"
	if m.link != nil {
		if to := m.link(p.Path, p.Line, p.EndLine); to != "" {
			name = `<a href="` + html.EscapeString(to) + `">` + name + "</a>"
		}
	}
	return name
}

// names are the names of locales, in the reader's language.
func (m *markdown) names(locales []string) string {
	names := make([]string, len(locales))
	for i, l := range locales {
		names[i] = lang.Name(l, m.words.Locale())
	}
	return strings.Join(names, ", ")
}

func homeOf(e *Entry) string {
	if p := e.Source(); p != nil {
		return p.Path
	}
	return e.Document
}

// wordDiff marks what was taken out of a text and what was put in. brief leaves
// out most of what stayed, and all after a few changes.
func wordDiff(old, now string, brief bool) string {
	var b strings.Builder
	pieces := doc.DiffWords(old, now)
	used := 0
	for i, p := range pieces {
		text := p.Text
		if brief {
			text = OneLine(text)
			if p.Op == doc.Same {
				text = elide(text, i > 0, i < len(pieces)-1)
			}
			if used += len(text); used > 3*briefest {
				b.WriteString(quiet(clipped(text, briefest)) + "…")
				break
			}
		}
		switch p.Op {
		case doc.Deleted:
			b.WriteString("<del>" + quiet(text) + "</del>")
		case doc.Added:
			b.WriteString("<ins>" + quiet(text) + "</ins>")
		default:
			b.WriteString(quiet(text))
		}
	}
	return b.String()
}

// clipped is at most so many characters of a text.
func clipped(text string, most int) string {
	if r := []rune(text); len(r) > most {
		return string(r[:most]) + "…"
	}
	return text
}

// quiet is a text within HTML within Markdown: one line, its markup shown as
// it is, and nobody called by an "@name" or a "#1" in it.
func quiet(text string) string {
	text = strings.TrimRight(printable(text), "\n")
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;", "\r\n", "<br>", "\n", "<br>", "\r", " ",
		"@", "@<!-- -->", "#", "&#35;<!-- -->").Replace(text)
}

// printable takes out control characters other than line ends and tabs.
func printable(text string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' && r != '\r' && r != '\t' || r == 0x7f {
			return -1
		}
		return r
	}, text)
}

// cell is a text outside HTML: on one line, with no mark that means anything.
func cell(text string) string {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;", "|", `\|`, "*", `\*`, "_", `\_`, "`", "\\`", "[", `\[`, "~", `\~`,
		"@", "@<!-- -->", "#", "&#35;").Replace(OneLine(text))
}
