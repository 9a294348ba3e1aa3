package page

import (
	"bytes"
	"cmp"
	"html/template"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"stele/internal/check"
	"stele/internal/doc"
	"stele/internal/history"
	"stele/internal/lang"
	"stele/internal/status"
)

// oldestShown is how many stale paragraphs the index lists.
const oldestShown = 50

type indexPage struct {
	Lang, Title, Head string
	Shallow           bool
	States            []string
	Documents         int
	Locales           []localeRow
	Charts            []chart
	Folders           []folderRow
	LocaleTags        []localeJSON
	Oldest            []staleRow
	Stale             int // all of them
	Dated             bool
	Rules             []ruleRow
	Keys              []key
}

// key is a key of the page's and what it does: a message of the page's.
type key struct {
	Keys []string
	Text string
}

type localeRow struct {
	Tag, Name    string
	Percent      string // with its sign; a dot where nothing is to be done
	Bar          []barPart
	Counts       []int // by state, in the order of States
	Words        int   // in what is stale, untranslated or missing
	Files, Total int   // documents
}

type barPart struct {
	State    string
	X, Width float64 // percent
}

type folderRow struct {
	Name  string
	Count int
	Cells []heatCell
}

type heatCell struct {
	Text, Class string
}

type staleRow struct {
	Since, Commit                string
	Document, Link               string
	Locale, LocaleTag, Direction string // LocaleTag and Direction are the source's
	Pieces                       []doc.Piece
}

type ruleRow struct {
	Rule    string
	Summary string
	Total   int
	Cells   []string
}

func (m *maker) template(name string) (*template.Template, error) {
	return template.New(name).Funcs(template.FuncMap{
		"t":     func(id string, kv ...any) string { return m.Words.Text("page."+id, kv...) },
		"glyph": func(s string) string { return glyphs[status.State(s)] },
		"state": func(s string) string { return m.Words.Text("state." + s) },
		"n":     grouped,
		"scale": func() []int { return []int{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10} },
	}).ParseFS(theme, "theme/"+name, "theme/parts.html")
}

// glyphs are the second cue beside the colour of a state.
var glyphs = map[status.State]string{
	status.Synced: "●", status.Stale: "◐", status.Untranslated: "≠", status.Missing: "○", status.Orphaned: "+", status.Unverified: "?",
}

// grouped is a number with its thousands apart, as no locale reads amiss.
func grouped(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "\u202f" + s[i:]
	}
	return s
}

func (m *maker) execute(name string, data any) ([]byte, error) {
	t, err := m.template(name)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	err = t.ExecuteTemplate(&b, name, data)
	return b.Bytes(), err
}

func (m *maker) indexHTML() ([]byte, error) {
	p := indexPage{Lang: m.Words.Locale(), Title: m.Title, Documents: len(m.Result.Documents)}
	for _, s := range status.States() {
		p.States = append(p.States, string(s))
	}
	for _, l := range m.locales {
		p.Locales = append(p.Locales, m.localeRow(l))
		p.LocaleTags = append(p.LocaleTags, localeJSON{Tag: l, Name: m.localeName(l)})
	}
	if t := m.Timeline; t != nil {
		p.Head, p.Shallow = date(t.Time)+", "+t.Commit[:min(12, len(t.Commit))], t.Shallow
		p.Charts = m.charts()
	}
	p.Folders = m.folders()
	p.Oldest, p.Stale, p.Dated = m.oldest()
	p.Rules = m.ruleRows()
	p.Keys = []key{
		{[]string{"/"}, "key_find"}, {[]string{"j", "n"}, "key_row_next"}, {[]string{"k", "p"}, "key_row_previous"},
		{[]string{"Enter"}, "key_enter"}, {[]string{"Esc"}, "key_clear"}, {[]string{"?"}, "key_help"},
	}
	return m.execute("index.html", p)
}

func (m *maker) localeRow(locale string) localeRow {
	total, segments, words := m.Result.Totals(locale)
	row := localeRow{Tag: locale, Name: m.localeName(locale), Percent: "·", Total: total, Bar: bar(segments)}
	if segments.Measured() {
		row.Percent = strconv.Itoa(segments.Percent()) + " %"
	}
	for _, s := range status.States() {
		row.Counts = append(row.Counts, segments[s])
	}
	row.Words = words[status.Stale] + words[status.Untranslated] + words[status.Missing]
	for i := range m.Result.Documents {
		for j := range m.Result.Documents[i].Targets {
			if t := &m.Result.Documents[i].Targets[j]; t.Locale == locale && t.Version != nil {
				row.Files++
			}
		}
	}
	return row
}

// bar divides a count of the source's segments into stretches, best first.
func bar(c status.Count) []barPart {
	var out []barPart
	x := 0.0
	for _, s := range []status.State{status.Synced, status.Unverified, status.Stale, status.Untranslated, status.Missing} {
		if c[s] == 0 {
			continue
		}
		w := 100 * float64(c[s]) / float64(c.Total())
		out = append(out, barPart{string(s), round(x), round(w)})
		x += w
	}
	return out
}

func round(x float64) float64 { return float64(int(x*100+0.5)) / 100 }

// heat is a cell of the map: how much is done, in eleven steps.
func heat(c status.Count, there bool) heatCell {
	if !there {
		return heatCell{"–", "none"}
	}
	if !c.Measured() {
		return heatCell{"·", "none"}
	}
	return heatCell{strconv.Itoa(c.Percent()), "h" + strconv.Itoa(c.Percent()/10)}
}

// folders sums documents up by the first part of their paths that tells them
// apart.
func (m *maker) folders() []folderRow {
	depth := sharedDepth(m.Result.Documents)
	counts := map[string]map[string]status.Count{}
	n := map[string]int{}
	for i := range m.Result.Documents {
		d := &m.Result.Documents[i]
		parts := strings.Split(d.ID, "/")
		name := d.ID
		if len(parts) > depth+1 {
			name = strings.Join(parts[:depth+1], "/") + "/"
		}
		if counts[name] == nil {
			counts[name] = map[string]status.Count{}
		}
		n[name]++
		for j := range d.Targets {
			t := &d.Targets[j]
			if counts[name][t.Locale] == nil {
				counts[name][t.Locale] = status.Count{}
			}
			counts[name][t.Locale].Add(t.Segments)
		}
	}
	var out []folderRow
	for name := range counts {
		row := folderRow{Name: name, Count: n[name]}
		for _, l := range m.locales {
			c, there := counts[name][l]
			row.Cells = append(row.Cells, heat(c, there))
		}
		out = append(out, row)
	}
	slices.SortFunc(out, func(a, b folderRow) int { return cmp.Compare(a.Name, b.Name) })
	return out
}

// sharedDepth is how many folders all documents have in common.
func sharedDepth(docs []status.Document) int {
	if len(docs) == 0 {
		return 0
	}
	shared := strings.Split(docs[0].ID, "/")
	shared = shared[:len(shared)-1]
	for i := range docs {
		parts := strings.Split(docs[i].ID, "/")
		n := 0
		for n < len(shared) && n < len(parts)-1 && parts[n] == shared[n] {
			n++
		}
		shared = shared[:n]
	}
	return len(shared)
}

// staleAt is a stale paragraph of a result.
type staleAt struct {
	document *status.Document
	target   *status.Target
	row      *status.Row
	event    history.Event
}

// oldest are the stale paragraphs, those with the longest known delay first,
// and those of no known date in the documents' order after them.
func (m *maker) oldest() (shown []staleRow, all int, dated bool) {
	var found []staleAt
	eachStale(m.Result, func(d *status.Document, t *status.Target, row *status.Row) {
		e := m.since[row]
		dated = dated || e.Commit != ""
		found = append(found, staleAt{d, t, row, e})
	})
	slices.SortStableFunc(found, func(a, b staleAt) int {
		if (a.event.Commit == "") != (b.event.Commit == "") {
			return cmp.Compare(b.event.Commit, a.event.Commit) // the unknown one last
		}
		return cmp.Compare(a.event.Time, b.event.Time)
	})
	for _, s := range found[:min(oldestShown, len(found))] {
		d, t := s.document, s.target
		r := staleRow{
			Document: d.ID, Locale: m.localeName(t.Locale), LocaleTag: d.Source.Locale, Direction: lang.Direction(d.Source.Locale),
			Link:   readerLink(d.ID, t.Locale, paragraphIDs(d.Source)[first(s.row.Source)]),
			Pieces: clip(changed(s.row, d.Source)),
		}
		if s.event.Commit != "" {
			r.Since, r.Commit = date(s.event.Time), s.event.Commit[:min(8, len(s.event.Commit))]
		}
		shown = append(shown, r)
	}
	return shown, len(found), dated
}

// clip shortens what is kept between changes, to make them seen, and leaves out
// what comes after a few lines.
func clip(pieces []doc.Piece) []doc.Piece {
	const keep, most = 60, 400
	for i := range pieces {
		r := []rune(pieces[i].Text)
		if pieces[i].Op == doc.Same && len(r) > 2*keep {
			switch {
			case i == 0:
				pieces[i].Text = "… " + string(r[len(r)-keep:])
			case i == len(pieces)-1:
				pieces[i].Text = string(r[:keep]) + " …"
			default:
				pieces[i].Text = string(r[:keep]) + " … " + string(r[len(r)-keep:])
			}
		}
	}
	left := most
	for i := range pieces {
		if r := []rune(pieces[i].Text); pieces[i].Op != doc.Same && len(r) > left {
			pieces[i].Text = string(r[:left]) + " …"
			return pieces[:i+1]
		}
		if pieces[i].Op != doc.Same {
			left -= utf8.RuneCountInString(pieces[i].Text)
		}
	}
	return pieces
}

func readerLink(id, locale, paragraph string) string {
	return "read.html#d=" + keyOf(id) + "&l=" + locale + "&p=" + paragraph
}

func (m *maker) ruleRows() []ruleRow {
	count := map[check.Rule]map[string]int{}
	for k, found := range m.pairs {
		for _, f := range found {
			if count[f.Rule] == nil {
				count[f.Rule] = map[string]int{}
			}
			count[f.Rule][k.locale]++
		}
	}
	var out []ruleRow
	for _, r := range m.rules {
		row := ruleRow{Rule: string(r), Summary: m.Words.Text("rule." + string(r))}
		for _, l := range m.locales {
			n := count[r][l]
			row.Total += n
			cell := "·"
			if n > 0 {
				cell = strconv.Itoa(n)
			}
			row.Cells = append(row.Cells, cell)
		}
		out = append(out, row)
	}
	return out
}
