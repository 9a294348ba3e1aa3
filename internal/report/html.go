package report

import (
	_ "embed"
	"html/template"
	"io"

	"stele/internal/check"
	"stele/internal/doc"
	"stele/internal/lang"
	"stele/internal/status"
)

//go:embed list.html
var listPage string

type htmlPage struct {
	Lang, Title string
	Columns     []string
	Totals      []htmlTotal
	Groups      []htmlGroup
}

type htmlTotal struct {
	Name  string
	Cells []string
}

type htmlGroup struct {
	Name    string
	Entries []htmlEntry
}

type htmlEntry struct {
	ID, Message string
	Rule        check.Rule
	Severity    check.Severity
	Sides       []htmlSide
}

type htmlSide struct {
	Where, Lang string
	Pieces      []doc.Piece
}

// HTML writes an answer as one page that needs no other file: a list to read
// or to keep beside a build.
func HTML(w io.Writer, a *Answer, words Words) error {
	t, err := template.New("list").Parse(listPage)
	if err != nil {
		return err
	}
	m := &markdown{words: words}
	page := htmlPage{Lang: words.Locale(), Title: m.headline(a, sectionsOf(a))}
	page.Columns = []string{words.Text("markdown.locale"), words.Text("markdown.done")}
	for _, s := range status.States() {
		page.Columns = append(page.Columns, words.Text("state."+string(s)))
	}
	for _, total := range a.Totals {
		row := htmlTotal{Name: lang.Name(total.Locale, words.Locale()) + " (" + total.Locale + ")", Cells: []string{percent(total.Segments)}}
		for _, s := range status.States() {
			row.Cells = append(row.Cells, dot(total.Segments[s]))
		}
		page.Totals = append(page.Totals, row)
	}
	page.Groups = htmlGroups(a, words)
	return t.Execute(w, page)
}

func htmlGroups(a *Answer, words Words) []htmlGroup {
	var groups []htmlGroup
	seen := unique{}
	next := 0
	for _, c := range a.Checked {
		entries := a.Entries[next : next+c.Entries]
		next += c.Entries
		if len(entries) == 0 {
			continue
		}
		g := htmlGroup{Name: c.Document + " → " + lang.Name(c.Locale, words.Locale())}
		for i := range entries {
			e := &entries[i]
			g.Entries = append(g.Entries, htmlEntry{
				ID: seen.key(e.Fingerprint), Message: e.Message, Rule: e.Rule, Severity: e.Severity, Sides: htmlSides(e),
			})
		}
		groups = append(groups, g)
	}
	return groups
}

func htmlSides(e *Entry) []htmlSide {
	var sides []htmlSide
	if p := e.Source(); p != nil {
		s := htmlSide{Where: p.spot(), Pieces: []doc.Piece{{Op: doc.Same, Text: p.Text}}}
		if e.Was != "" {
			s.Pieces = doc.DiffWords(e.Was, e.Now)
		}
		sides = append(sides, s)
	}
	if p := e.Translation(); p != nil {
		sides = append(sides, htmlSide{Where: p.spot(), Lang: e.Locale, Pieces: []doc.Piece{{Op: doc.Same, Text: p.Text}}})
	}
	return sides
}
