package page

import (
	"bytes"
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"time"

	"stele/internal/check"
	"stele/internal/doc"
	"stele/internal/lang"
	"stele/internal/ledger"
	"stele/internal/report"
	"stele/internal/status"
)

// The data files are scripts, because a page on a disk may load nothing else:
// each hands one value to stele.put of common.js. Values are short arrays where
// there are many of them. States and rules are indices into the index's lists.

// script is a data file.
func script(kind string, value any) ([]byte, error) {
	var b bytes.Buffer
	b.WriteString("stele.put(" + strconv.Quote(kind) + ",")
	// The encoder's escapes keep every text from ending a script or a line.
	if err := json.NewEncoder(&b).Encode(value); err != nil {
		return nil, err
	}
	b.Truncate(b.Len() - 1)
	b.WriteString(")\n")
	return b.Bytes(), nil
}

type indexJSON struct {
	Title   string            `json:"title"`
	Lang    string            `json:"lang"`
	Edit    string            `json:"edit,omitempty"`
	Prefix  string            `json:"prefix,omitempty"`
	Locales []localeJSON      `json:"locales"`
	States  []status.State    `json:"states"`
	Rules   []check.Rule      `json:"rules"`
	Docs    []docJSON         `json:"docs"`
	Words   map[string]string `json:"words"`
}

type localeJSON struct {
	Tag  string `json:"tag"`
	Name string `json:"name"`
	Dir  string `json:"dir"`
}

// docJSON is [id, title, key, cells]; a cell is null where the document is not
// to be in the locale, a number of missing segments where there is no file, and
// else the counts by state followed by pairs of a rule and how often it fired.
type docJSON [4]any

func (m *maker) indexData() ([]byte, error) {
	out := indexJSON{
		Title: m.Title, Lang: m.Words.Locale(), Edit: m.Edit, Prefix: m.Prefix,
		States: status.States(), Rules: m.rules, Words: m.scriptWords(), Docs: []docJSON{}, Locales: []localeJSON{},
	}
	for _, l := range m.locales {
		out.Locales = append(out.Locales, localeJSON{l, m.localeName(l), lang.Direction(l)})
	}
	for i := range m.Result.Documents {
		d := &m.Result.Documents[i]
		cells := make([]any, len(m.locales))
		for j := range d.Targets {
			t := &d.Targets[j]
			cells[slices.Index(m.locales, t.Locale)] = m.cell(d, t)
		}
		out.Docs = append(out.Docs, docJSON{d.ID, titleOf(d.Source), keyOf(d.ID), cells})
	}
	return script("index", out)
}

func (m *maker) cell(d *status.Document, t *status.Target) any {
	if t.Version == nil {
		return t.Segments[status.Missing]
	}
	var out []int
	for _, s := range status.States() {
		out = append(out, t.Segments[s])
	}
	found := m.pairs[pairKey{d.ID, t.Locale}]
	for k, r := range m.rules {
		n := 0
		for _, f := range found {
			if f.Rule == r {
				n++
			}
		}
		if n > 0 {
			out = append(out, k, n)
		}
	}
	return out
}

// titleOf is what a document calls itself.
func titleOf(v *doc.Version) string {
	if v == nil {
		return ""
	}
	if t := v.First("title"); t != "" {
		return t
	}
	for i := range v.Segments {
		if s := &v.Segments[i]; s.Role == doc.Title || s.Kind == doc.Heading {
			return report.OneLine(s.Words())
		}
	}
	return ""
}

type sourceJSON struct {
	Key      string      `json:"key"`
	ID       string      `json:"id"`
	Title    string      `json:"title"`
	Locale   string      `json:"locale"`
	Dir      string      `json:"dir"`
	Path     string      `json:"path"`
	Segments []segJSON   `json:"segments"`
	Found    []foundJSON `json:"found,omitempty"`
}

// segJSON is [id, line, last line, kind, text, work].
type segJSON [6]any

// foundJSON is a finding: [rule, severity, message, suggestion], and for a
// source's own the segment.
type foundJSON []any

func (m *maker) sourceData(d *status.Document) ([]byte, error) {
	out := sourceJSON{
		Key: keyOf(d.ID), ID: d.ID, Title: titleOf(d.Source), Locale: d.Source.Locale, Dir: lang.Direction(d.Source.Locale),
		Path: d.Source.Path, Segments: []segJSON{},
	}
	for i, id := range paragraphIDs(d.Source) {
		s := &d.Source.Segments[i]
		out.Segments = append(out.Segments, segJSON{id, s.Line, s.EndLine, s.Kind, s.Text, one(status.Work(s))})
	}
	for _, f := range m.found[d.Source] {
		out.Found = append(out.Found, append(m.finding(f), first(f.A)))
	}
	return script("source", out)
}

func one(b bool) int {
	if b {
		return 1
	}
	return 0
}

func first(segments []int) int {
	if len(segments) == 0 {
		return 0
	}
	return segments[0]
}

// paragraphIDs names the segments of a version by what they say, so that a link
// to one outlives changes around it. Of equal ones all but the first are
// numbered.
func paragraphIDs(v *doc.Version) []string {
	out := make([]string, len(v.Segments))
	seen := map[string]int{}
	for i := range v.Segments {
		k := ledger.KeyOf(&v.Segments[i])
		if seen[k]++; seen[k] > 1 {
			k += "." + strconv.Itoa(seen[k])
		}
		out[i] = k
	}
	return out
}

type targetJSON struct {
	Key        string    `json:"key"`
	Locale     string    `json:"locale"`
	Path       string    `json:"path"`
	Unreadable bool      `json:"unreadable,omitempty"`
	Rows       []rowJSON `json:"rows"`
}

// rowJSON is a bead. State is -1 for what no translator works on.
type rowJSON struct {
	State  int         `json:"s"`
	ID     string      `json:"k,omitempty"` // of what the source has nothing for
	Source []int       `json:"i,omitempty"`
	Text   string      `json:"t,omitempty"`
	Kind   doc.Kind    `json:"c,omitempty"` // of what the source has nothing for
	Line   int         `json:"l,omitempty"`
	Diff   [][2]string `json:"d,omitempty"` // ["-", deleted], ["+", added], [" ", kept]
	Why    string      `json:"w,omitempty"`
	Since  string      `json:"y,omitempty"` // a date
	Commit string      `json:"h,omitempty"`
	Found  []foundJSON `json:"f,omitempty"`
}

func (m *maker) targetData(d *status.Document, t *status.Target) ([]byte, error) {
	out := targetJSON{Key: keyOf(d.ID), Locale: t.Locale, Path: t.Path, Unreadable: t.Unreadable, Rows: []rowJSON{}}
	ids := paragraphIDs(t.Version)
	bySource, byTarget := map[int]int{}, map[int]int{} // segment → row
	for i := range t.Rows {
		row := &t.Rows[i]
		for _, s := range row.Source {
			bySource[s] = i
		}
		for _, s := range row.Target {
			byTarget[s] = i
		}
		out.Rows = append(out.Rows, m.row(d, t, row, ids))
	}
	for _, f := range m.pairs[pairKey{d.ID, t.Locale}] {
		at, ok := 0, false
		if len(f.B) > 0 {
			at, ok = byTarget[f.B[0]]
		}
		if !ok && len(f.A) > 0 {
			at, ok = bySource[f.A[0]]
		}
		if ok && at < len(out.Rows) {
			out.Rows[at].Found = append(out.Rows[at].Found, m.finding(f))
		}
	}
	return script("target", out)
}

func (m *maker) row(d *status.Document, t *status.Target, row *status.Row, ids []string) rowJSON {
	out := rowJSON{State: -1, Source: row.Source}
	if row.Work {
		out.State = slices.Index(status.States(), row.State)
		out.Why = report.Explanation(row, m.Words)
	}
	if len(row.Target) > 0 {
		s := &t.Version.Segments[row.Target[0]]
		out.Text, out.Line = textOf(t.Version, row.Target), s.Line
		if len(row.Source) == 0 {
			out.ID, out.Kind = ids[row.Target[0]], s.Kind
		}
	}
	if row.State == status.Stale {
		for _, p := range changed(row, d.Source) {
			out.Diff = append(out.Diff, [2]string{string(rune(p.Op)), p.Text})
		}
		if e := m.since[row]; e.Commit != "" {
			out.Since, out.Commit = date(e.Time), e.Commit[:min(12, len(e.Commit))]
		}
	}
	return out
}

// changed is what changed in the source of a row; where its old text is not known,
// the present text as it is.
func changed(row *status.Row, source *doc.Version) []doc.Piece {
	now := textOf(source, row.Source)
	if row.Was == "" {
		return []doc.Piece{{Op: doc.Same, Text: now}}
	}
	return doc.DiffWords(row.Was, now)
}

func (m *maker) finding(f check.Finding) foundJSON {
	return foundJSON{f.Rule, f.Severity, report.Message(f, m.Words), f.Suggestion}
}

func textOf(v *doc.Version, segments []int) string {
	texts := make([]string, len(segments))
	for i, s := range segments {
		texts[i] = v.Segments[s].Text
	}
	return strings.Join(texts, "\n\n")
}

func date(seconds int64) string { return time.Unix(seconds, 0).UTC().Format(time.DateOnly) }

func (m *maker) localeName(tag string) string { return lang.Name(tag, m.Words.Locale()) }
