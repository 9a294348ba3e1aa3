package report

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"stele/internal/lang"
	"stele/internal/status"
)

// markdownLimit is the length in characters of the longest comment that GitHub
// takes, less some room for what is said about what was left out.
const markdownLimit = 65536 - 1024

// Linker gives the address of lines of a file, "" where there is none.
type Linker func(path string, line, endLine int) string

// Markdown writes an answer as a comment of a pull request, to be understood in
// ten seconds: how much there is to do, in which language, and then each
// paragraph folded, what grows stale first. A source paragraph stands there
// once, with all its translations under it. What does not fit into a comment is
// counted. Nothing in a text is taken for markup, a mention or an issue.
func Markdown(w io.Writer, a *Answer, words Words, link Linker) error {
	m := &markdown{words: words, link: link}
	sections := sectionsOf(a)
	m.line("### " + m.headline(a, sections))
	m.line("")
	switch {
	case a.Happened != nil:
		m.happened(a)
	case len(a.Totals) > 0:
		m.totals(a)
	default:
		m.found(sections)
	}
	for i := range sections {
		// A section leaves room for those after it.
		m.room = markdownLimit
		if i < len(sections)-1 {
			m.room = m.used + (markdownLimit-m.used)*3/5
		}
		m.section(&sections[i])
	}
	if m.left > 0 {
		m.line("")
		m.line(m.words.Text("markdown.left", "Count", m.left, "Command", strings.ReplaceAll(OneLine(a.command()), "`", "")))
	}
	_, err := io.WriteString(w, m.b.String())
	return err
}

type markdown struct {
	b     strings.Builder
	used  int // characters
	room  int // characters that may be used
	left  int // entries that did not fit
	words Words
	link  Linker
}

func (m *markdown) line(s string) {
	m.b.WriteString(s + "\n")
	m.used += utf8.RuneCountInString(s) + 1
}

// try is line for a part of the answer that may be left out; entries is how many
// are in it.
func (m *markdown) try(s string, entries int) {
	if m.used+utf8.RuneCountInString(s) > m.room {
		m.left += entries
		return
	}
	m.line(s)
}

// headline says how much there is to do, by kind.
func (m *markdown) headline(a *Answer, sections []section) string {
	if len(a.Entries) == 0 {
		return m.words.Text("markdown.clean")
	}
	var parts []string
	for i := range sections {
		parts = append(parts, m.title(&sections[i]))
	}
	text := strings.Join(parts, ", ")
	if a.Since != nil {
		return m.words.Text("markdown.since", "Parts", text, "Revision", cell(a.Since.Revision))
	}
	return m.words.Text("markdown.found", "Parts", text)
}

// totals is a table with a line per locale.
func (m *markdown) totals(a *Answer) {
	columns := []status.State{status.Stale, status.Untranslated, status.Missing, status.Orphaned}
	head, rule := "| "+m.words.Text("markdown.locale")+" | "+m.words.Text("markdown.done")+" |", "|---|--:|"
	for _, s := range columns {
		head += " " + m.words.Text("state."+string(s)) + " |"
		rule += "--:|"
	}
	m.line(head)
	m.line(rule)
	for _, t := range a.Totals {
		done := "·"
		if t.Segments.Measured() {
			done = strconv.Itoa(t.Segments.Percent()) + " %"
		}
		row := fmt.Sprintf("| %s (%s) | %s |", cell(lang.Name(t.Locale, m.words.Locale())), cell(t.Locale), done)
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

// found is a table with a line per locale of what there is to do in it.
func (m *markdown) found(sections []section) {
	count := map[string][]int{}
	for i := range sections {
		for _, e := range sections[i].entries {
			if count[e.Locale] == nil {
				count[e.Locale] = make([]int, len(sections))
			}
			count[e.Locale][i]++
		}
	}
	if len(count) == 0 {
		return
	}
	head, rule := "| "+m.words.Text("markdown.locale")+" |", "|---|"
	for i := range sections {
		head += " " + m.words.Text("markdown.column."+string(sections[i].kind)) + " |"
		rule += "--:|"
	}
	m.line(head)
	m.line(rule)
	for _, locale := range slices.Sorted(maps.Keys(count)) {
		row := "| " + cell(lang.Name(locale, m.words.Locale())) + " (" + cell(locale) + ") |"
		for _, n := range count[locale] {
			row += " " + dot(n) + " |"
		}
		m.line(row)
	}
	m.line("")
}
