package report

import (
	"encoding/csv"
	"io"
	"strconv"
	"strings"

	"stele/internal/status"
)

// CSV writes a line per finding (RFC 4180). Texts are whole, so cells may hold
// line breaks.
func CSV(w io.Writer, a *Answer) error {
	c := csv.NewWriter(w)
	rows := [][]string{{"document", "locale", "rule", "severity", "file", "line", "source_file", "source_line", "message", "source_was", "source", "translation", "fingerprint"}}
	for i := range a.Entries {
		e := &a.Entries[i]
		row := []string{e.Document, e.Locale, string(e.Rule), string(e.Severity)}
		row = append(row, spot(e.Translation())...)
		row = append(row, spot(e.Source())...)
		row = append(row, e.Message, e.Was, said(e.Source()), said(e.Translation()), e.Fingerprint)
		rows = append(rows, row)
	}
	return c.WriteAll(guarded(rows))
}

// StatusCSV writes a line per document and locale, as [StatusTable] does.
func StatusCSV(w io.Writer, r *status.Result) error {
	c := csv.NewWriter(w)
	head := []string{"document", "locale", "path", "percent", "percent_words", "words"}
	for _, s := range status.States() {
		head = append(head, string(s))
	}
	rows := [][]string{head}
	for i := range r.Documents {
		d := &r.Documents[i]
		for j := range d.Targets {
			t := &d.Targets[j]
			row := []string{d.ID, t.Locale, t.Path, "", "", ""}
			if !t.Unreadable && !d.Unreadable {
				row[3], row[4], row[5] = share(t.Segments), share(t.Words), strconv.Itoa(t.Words.Total())
			}
			for _, s := range status.States() {
				row = append(row, strconv.Itoa(t.Segments[s]))
			}
			rows = append(rows, row)
		}
	}
	return c.WriteAll(guarded(rows))
}

// share is a percentage, empty where there is nothing to be done.
func share(c status.Count) string {
	if !c.Measured() {
		return ""
	}
	return strconv.Itoa(c.Percent())
}

// guarded keeps spreadsheets from taking a text for a formula: a cell that
// begins like one gets an apostrophe, which they do not show.
func guarded(rows [][]string) [][]string {
	for _, row := range rows[1:] {
		for i, cell := range row {
			if cell != "" && strings.ContainsRune("=+-@\t\r", rune(cell[0])) {
				row[i] = "'" + cell
			}
		}
	}
	return rows
}

func spot(p *Place) []string {
	if p == nil {
		return []string{"", ""}
	}
	return []string{p.Path, strconv.Itoa(p.Line)}
}

func said(p *Place) string {
	if p == nil {
		return ""
	}
	return p.Text
}
