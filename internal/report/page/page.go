// Package page makes the report page: a folder of static files that shows how
// complete every document is in every language, and each paragraph beside its
// source.
//
//	files, err := page.Files(page.Input{…})
//	written, err := page.Write("public/stele", files)
//
// Promised: the same input gives the same bytes; the pages ask nothing of any
// other host, and read from a disk as from a web server; every text of a
// document is data, never markup or script; what one paragraph of a document
// changes changes the files of that document and the index only. [Write] touches
// nothing outside its folder and no file that it did not write.
//
// It is not a server, and it computes nothing: states are those of
// internal/status, findings those of internal/check, dates those of
// internal/history.
package page

import (
	"cmp"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"io/fs"
	"path"
	"slices"
	"strings"

	"stele/internal/check"
	"stele/internal/doc"
	"stele/internal/history"
	"stele/internal/report"
	"stele/internal/report/badge"
	"stele/internal/status"
)

//go:embed theme
var theme embed.FS

// Input is what the page shows.
type Input struct {
	Title    string
	Result   *status.Result    // of status.Run
	Findings *check.Comparison // of check.Everything, or nil
	// Timeline is nil where there is no history. Its Gone answers [Lost].
	Timeline *history.Timeline
	Words    report.Words
	// Edit is the address of a line in the forge, with {path} and {line}; "" for
	// none. Prefix stands before the paths of the result there.
	Edit, Prefix string
}

// File is a file of the page. Data is asked for once, when it is written.
type File struct {
	Name string // within the folder, with slashes
	Data func() ([]byte, error)
}

// Lost lists the source texts of stale translations that are no more, for
// [history.Repo.Timeline].
func Lost(r *status.Result) []history.Lost {
	var out []history.Lost
	eachStale(r, func(d *status.Document, _ *status.Target, row *status.Row) {
		out = append(out, history.Lost{Path: d.Source.Path, Parts: strings.Split(row.Was, "\n\n")})
	})
	return out
}

func eachStale(r *status.Result, do func(*status.Document, *status.Target, *status.Row)) {
	for i := range r.Documents {
		d := &r.Documents[i]
		for j := range d.Targets {
			t := &d.Targets[j]
			for k := range t.Rows {
				if row := &t.Rows[k]; row.State == status.Stale && row.Work {
					do(d, t, row)
				}
			}
		}
	}
}

// maker makes the files of an input.
type maker struct {
	Input
	locales []string // those that anything is translated to, sorted
	rules   []check.Rule
	since   map[*status.Row]history.Event
	found   map[*doc.Version][]check.Finding // of a source by itself
	pairs   map[pairKey][]check.Finding
}

type pairKey struct{ document, locale string }

// Files gives the files of the page, those of the documents last.
func Files(in Input) ([]File, error) {
	m := &maker{Input: in, since: map[*status.Row]history.Event{}}
	for i := range in.Result.Documents {
		for j := range in.Result.Documents[i].Targets {
			if l := in.Result.Documents[i].Targets[j].Locale; !slices.Contains(m.locales, l) {
				m.locales = append(m.locales, l)
			}
		}
	}
	slices.Sort(m.locales)
	m.readFindings()
	m.readSince()
	files := []File{
		{"index.html", m.indexHTML}, {"documents.html", m.documentsHTML}, {"read.html", m.readHTML},
		{"data/index.js", m.indexData},
	}
	for _, name := range []string{"style.css", "common.js", "index.js", "read.js"} {
		files = append(files, File{name, func() ([]byte, error) { return fs.ReadFile(theme, path.Join("theme", name)) }})
	}
	files = append(files, m.badges()...)
	for i := range in.Result.Documents {
		d := &in.Result.Documents[i]
		folder := "data/" + keyOf(d.ID) + "/"
		files = append(files, File{folder + "source.js", func() ([]byte, error) { return m.sourceData(d) }})
		for j := range d.Targets {
			if t := &d.Targets[j]; t.Version != nil {
				files = append(files, File{folder + t.Locale + ".js", func() ([]byte, error) { return m.targetData(d, t) }})
			}
		}
	}
	return files, nil
}

// keyOf names a document where its id cannot stand: in file names.
func keyOf(id string) string {
	sum := sha256.Sum256([]byte(id))
	return hex.EncodeToString(sum[:8])
}

func (m *maker) readFindings() {
	m.found, m.pairs = map[*doc.Version][]check.Finding{}, map[pairKey][]check.Finding{}
	if m.Findings == nil {
		return
	}
	seen := map[check.Rule]bool{}
	// The comparison lists each document as Everything did: its source, then
	// its translations in the order of the result.
	next := 0
	for i := range m.Result.Documents {
		d := &m.Result.Documents[i]
		if next < len(m.Findings.Documents) {
			m.found[d.Source] = contents(m.Findings.Documents[next].Findings)
			next++
		}
		for j := range d.Targets {
			if next < len(m.Findings.Documents) {
				m.pairs[pairKey{d.ID, d.Targets[j].Locale}] = contents(m.Findings.Documents[next].Findings)
				next++
			}
		}
	}
	for _, d := range m.Findings.Documents {
		for _, f := range contents(d.Findings) {
			seen[f.Rule] = true
		}
	}
	for _, r := range check.Rules() {
		if seen[r.Rule] {
			m.rules = append(m.rules, r.Rule)
		}
	}
}

// contents are the findings that the states do not tell already.
func contents(found []check.Finding) []check.Finding {
	var out []check.Finding
	for _, f := range found {
		switch f.Rule {
		case check.Missing, check.Extra, check.Untranslated, check.Stale:
		default:
			out = append(out, f)
		}
	}
	return out
}

func (m *maker) readSince() {
	if m.Timeline == nil {
		return
	}
	next := 0
	eachStale(m.Result, func(_ *status.Document, _ *status.Target, row *status.Row) {
		if next < len(m.Timeline.Gone) {
			m.since[row] = m.Timeline.Gone[next]
		}
		next++
	})
}

// badges are one for each locale and one for all, as pictures and as endpoints
// for shields.io.
func (m *maker) badges() []File {
	var out []File
	add := func(name, label string, c status.Count) {
		b := badge.New(label, c.Percent())
		if !c.Measured() {
			b = badge.None(label)
		}
		out = append(out,
			File{"badges/" + name + ".svg", func() ([]byte, error) { return b.SVG(), nil }},
			File{"badges/" + name + ".json", b.JSON})
	}
	all := status.Count{}
	for _, l := range m.locales {
		_, segments, _ := m.Result.Totals(l)
		all.Add(segments)
		add(l, m.localeName(l), segments)
	}
	add("all", m.Words.Text("page.badge"), all)
	slices.SortFunc(out, func(a, b File) int { return cmp.Compare(a.Name, b.Name) })
	return out
}
