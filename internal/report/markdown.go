package report

import (
	"fmt"
	"html"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"stele/internal/check"
	"stele/internal/doc"
	"stele/internal/lang"
	"stele/internal/status"
)

// markdownLimit is the length in characters of the longest comment that GitHub
// takes, less some room for what is said about what was left out.
const markdownLimit = 65536 - 1024

// Linker gives the address of lines of a file, "" where there is none.
type Linker func(path string, line, endLine int) string

// Markdown writes an answer as a comment of a pull request: how complete each
// locale is, what to do, and each paragraph folded, a stale one with the words
// that changed in its source. What does not fit into a comment is counted.
// Nothing in a text is taken for markup, a mention or an issue.
func Markdown(w io.Writer, a *Answer, words Words, link Linker) error {
	m := &markdown{words: words, link: link}
	m.line("### " + m.headline(a))
	m.line("")
	m.totals(a)
	m.advice(a)
	m.entries(a)
	_, err := io.WriteString(w, m.b.String())
	return err
}

type markdown struct {
	b     strings.Builder
	used  int // characters
	words Words
	link  Linker
}

func (m *markdown) line(s string) {
	m.b.WriteString(s + "\n")
	m.used += utf8.RuneCountInString(s) + 1
}

// headline says how much there is to do, by rule.
func (m *markdown) headline(a *Answer) string {
	if len(a.Entries) == 0 {
		return m.words.Text("markdown.clean")
	}
	if a.Since != nil {
		return m.words.Text("markdown.since", "Count", len(a.Entries), "Revision", OneLine(a.Since.Revision))
	}
	var parts []string
	for _, r := range check.Rules() {
		if n := a.count(func(e *Entry) bool { return e.Rule == r.Rule }); n > 0 {
			parts = append(parts, strconv.Itoa(n)+" "+string(r.Rule))
		}
	}
	return m.words.Text("markdown.found", "Count", len(a.Entries), "Rules", strings.Join(parts, ", "))
}

// totals is a table with a line per locale.
func (m *markdown) totals(a *Answer) {
	if a.Since != nil {
		m.happened(a)
	}
	if len(a.Totals) == 0 {
		return
	}
	columns := []status.State{status.Stale, status.Untranslated, status.Missing, status.Orphaned}
	head, rule := "| "+m.words.Text("markdown.locale")+" | "+m.words.Text("markdown.done")+" |", "|---|--:|"
	for _, s := range columns {
		head += " " + m.words.Text("state."+string(s)) + " |"
		rule += "--:|"
	}
	m.line(head)
	m.line(rule)
	for _, t := range a.Totals {
		row := fmt.Sprintf("| %s (%s) | %d %% |", cell(lang.Name(t.Locale, m.words.Locale())), cell(t.Locale), t.Segments.Percent())
		for _, s := range columns {
			row += " " + cell(dot(t.Segments[s])) + " |"
		}
		m.line(row)
	}
	m.line("")
}

// happened is a table with a line per locale of what became of its segments.
func (m *markdown) happened(a *Answer) {
	if len(a.Happened) == 0 {
		return
	}
	head, rule := "| "+m.words.Text("markdown.locale")+" |", "|---|"
	for _, e := range status.Events() {
		head += " " + m.words.Text("event."+string(e)) + " |"
		rule += "--:|"
	}
	m.line(head)
	m.line(rule)
	for _, locale := range slices.Sorted(maps.Keys(a.Happened)) {
		row := "| " + cell(lang.Name(locale, m.words.Locale())) + " (" + cell(locale) + ") |"
		for _, e := range status.Events() {
			row += " " + dot(a.Happened[locale][e]) + " |"
		}
		m.line(row)
	}
	m.line("")
}

func dot(n int) string {
	if n == 0 {
		return "·"
	}
	return strconv.Itoa(n)
}

// advice says what to do about what is most often found.
func (m *markdown) advice(a *Answer) {
	if a.count(func(e *Entry) bool { return e.Rule == check.Stale }) > 0 {
		m.line(m.words.Text("markdown.advice"))
		m.line("")
	}
}

func (m *markdown) entries(a *Answer) {
	group := ""
	for i := range a.Entries {
		e := &a.Entries[i]
		head := ""
		if g := e.Document + "\x00" + e.Locale; g != group {
			group = g
			head = "\n**" + cell(e.Document) + "** → " + cell(lang.Name(e.Locale, m.words.Locale())) + "\n"
		}
		text := head + m.entry(e)
		if m.used+utf8.RuneCountInString(text) > markdownLimit {
			m.line("")
			m.line(m.words.Text("markdown.left", "Count", len(a.Entries)-i, "Command", a.Command))
			return
		}
		m.line(text)
	}
}

// entry is a finding as one HTML block without blank lines, in which Markdown
// has no meaning.
func (m *markdown) entry(e *Entry) string {
	var b strings.Builder
	at := ""
	if p := e.At(); p != nil {
		at = "<code>" + quiet(p.spot()) + "</code> "
	}
	b.WriteString("<details><summary>" + at + "<b>" + string(e.Rule) + "</b>: " + quiet(e.Message) + "</summary>")
	if e.Was != "" {
		m.side(&b, "markdown.source_text", e.Source(), wordDiff(e.Was, e.Now))
	} else if p := e.Source(); p != nil {
		m.side(&b, "markdown.source_text", p, quiet(p.Text))
	}
	if p := e.Translation(); p != nil {
		m.side(&b, "markdown.target_text", p, quiet(p.Text))
	}
	if e.Suggestion != "" {
		b.WriteString("\n<p>" + quiet(m.words.Text("diff.suggestion", "Text", e.Suggestion)) + "</p>")
	}
	b.WriteString("\n</details>")
	return b.String()
}

func (m *markdown) side(b *strings.Builder, title string, p *Place, body string) {
	name := quiet(p.spot())
	if m.link != nil {
		if to := m.link(p.Path, p.Line, p.EndLine); to != "" {
			name = `<a href="` + html.EscapeString(to) + `">` + name + "</a>"
		}
	}
	b.WriteString("\n<p>" + m.words.Text(title) + " (" + name + ")</p><blockquote>" + body + "</blockquote>")
}

// wordDiff marks what was taken out of a text and what was put in.
func wordDiff(old, now string) string {
	var b strings.Builder
	for _, p := range doc.DiffWords(old, now) {
		switch p.Op {
		case doc.Deleted:
			b.WriteString("<del>" + quiet(p.Text) + "</del>")
		case doc.Added:
			b.WriteString("<ins>" + quiet(p.Text) + "</ins>")
		default:
			b.WriteString(quiet(p.Text))
		}
	}
	return b.String()
}

// quiet is a text within HTML within Markdown: one line, its markup shown as
// it is, and nobody called by an "@name" or a "#1" in it.
func quiet(text string) string {
	text = html.EscapeString(strings.TrimRight(printable(text), "\n"))
	return strings.NewReplacer("\r\n", "<br>", "\n", "<br>", "\r", " ", "@", "@<!-- -->", "#", "&#35;<!-- -->").Replace(text)
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
	text = html.EscapeString(OneLine(text))
	return strings.NewReplacer("|", `\|`, "*", `\*`, "_", `\_`, "`", "\\`", "[", `\[`, "~", `\~`, "@", "@<!-- -->", "#", "&#35;").Replace(text)
}
