package report

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"stele/internal/doc"
	"stele/internal/lang"
	"stele/internal/status"
)

// longTable is the number of rows above which translations that do not exist
// are left out of the table: a site adds a language long before its pages.
const longTable = 100

// StatusTable writes a line per document and locale, and a total per locale.
// Without all, a long table has no lines for translations without a file; the
// totals count them, and a last line says how many there are.
func StatusTable(w io.Writer, r *status.Result, all bool, words Words, style Style) error {
	if len(r.Documents) == 0 {
		return nil
	}
	t := table{right: []bool{false, false, true, true, true, true, true, true, true, true}}
	t.add(words.Text("status.document"), words.Text("status.locale"), words.Text("status.done"), words.Text("status.words"),
		words.Text("state.synced"), words.Text("state.stale"), words.Text("state.untranslated"),
		words.Text("state.missing"), words.Text("state.orphaned"), words.Text("state.unverified"))
	rows := 0
	for i := range r.Documents {
		rows += len(r.Documents[i].Targets)
	}
	left := 0
	for i := range r.Documents {
		d := &r.Documents[i]
		for j := range d.Targets {
			g := &d.Targets[j]
			if !all && rows > longTable && g.Version == nil {
				left++
				continue
			}
			row := tableRow(OneLine(d.ID), g.Locale, g.Segments, g.Words)
			if g.Unreadable || d.Unreadable {
				row = []string{OneLine(d.ID), g.Locale, "?", "?"}
			}
			t.add(row...)
		}
	}
	body := len(t.rows)
	if len(r.Documents) > 1 {
		for _, locale := range r.Locales {
			if n, segments, counted := r.Totals(locale); n > 0 {
				t.add(tableRow(words.Text("status.total", "Count", n), locale, segments, counted)...)
			}
		}
	}
	var b strings.Builder
	for i, line := range t.lines() {
		switch {
		case i == 0:
			line = style.bold(line)
		case i == body:
			b.WriteByte('\n')
		}
		b.WriteString(line + "\n")
	}
	if left > 0 {
		b.WriteString("\n" + words.Text("status.left_out", "Count", left) + "\n")
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func tableRow(name, locale string, segments, words status.Count) []string {
	row := []string{name, locale, percent(segments), percent(words)}
	for _, s := range status.States() {
		n := "·"
		if segments[s] > 0 {
			n = strconv.Itoa(segments[s])
		}
		row = append(row, n)
	}
	return row
}

// percent is the share that is done; a dot where there is nothing to be done.
func percent(c status.Count) string {
	if !c.Measured() {
		return "·"
	}
	return strconv.Itoa(c.Percent()) + "%"
}

// StatusDetail writes every segment that is not synced: where, its state, why,
// and for a stale one what changed in the source. Unverified segments are only
// listed by line; there is nothing to say of each.
func StatusDetail(w io.Writer, r *status.Result, words Words, style Style) error {
	var b strings.Builder
	for i := range r.Documents {
		d := &r.Documents[i]
		for j := range d.Targets {
			writeTarget(&b, d, &d.Targets[j], r.Review, words, style)
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// SinceDetail writes what happened since a commit: each segment with what became
// of it, and a line per locale.
func SinceDetail(w io.Writer, r *status.Result, words Words, style Style) error {
	var b strings.Builder
	for i := range r.Documents {
		d := &r.Documents[i]
		for j := range d.Targets {
			t := &d.Targets[j]
			b.WriteString(style.bold(OneLine(orID(d.Source.Path, d.ID, d.Source.Locale)+" → "+orID(t.Path, d.ID, t.Locale))) + "\n")
			if t.Event != status.NoEvent {
				b.WriteString("  " + style.yellow(words.Text("event.document."+string(t.Event), "Count", t.Segments.Total())) + "\n")
			}
			for k := range t.Rows {
				writeRow(&b, d, t, &t.Rows[k], words, style)
			}
			b.WriteByte('\n')
		}
	}
	happened := r.Happenings()
	for _, locale := range r.Locales {
		if parts := eventCounts(happened[locale], words); len(parts) > 0 {
			b.WriteString(lang.Name(locale, words.Locale()) + ": " + strings.Join(parts, ", ") + "\n")
		}
	}
	if len(r.Documents) == 0 {
		b.WriteString(words.Text("since.nothing", "Revision", r.Since.Revision) + "\n")
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func eventCounts(n map[status.Event]int, words Words) []string {
	var parts []string
	for _, e := range status.Events() {
		if n[e] > 0 {
			parts = append(parts, strconv.Itoa(n[e])+" "+words.Text("event."+string(e)))
		}
	}
	return parts
}

func writeTarget(b *strings.Builder, d *status.Document, t *status.Target, review bool, words Words, style Style) {
	head := fmt.Sprintf("%s → %s  %s", orID(d.Source.Path, d.ID, d.Source.Locale), orID(t.Path, d.ID, t.Locale), percent(t.Segments))
	b.WriteString(style.bold(OneLine(head)) + "\n")
	if t.Unreadable {
		b.WriteString("  " + style.red(words.Text("status.unreadable")) + "\n\n")
		return
	}
	if t.Version == nil {
		b.WriteString("  " + words.Text("status.no_file", "Locale", lang.Name(t.Locale, words.Locale()), "Count", t.Segments[status.Missing]) + "\n\n")
		return
	}
	var unverified []int
	open := 0
	for i := range t.Rows {
		row := &t.Rows[i]
		switch {
		case !row.Work:
		case row.State == status.Unverified && row.Reason == status.NoReason && !review:
			unverified = append(unverified, t.Version.Segments[row.Target[0]].Line)
		case review || row.State != status.Synced || len(row.Drifted) > 0 || row.Reason != status.NoReason:
			open++
			writeRow(b, d, t, row, words, style)
		}
	}
	if len(unverified) > 0 {
		b.WriteString("  " + style.dim(words.Text("status.unverified", "Count", len(unverified), "Lines", lineList(unverified))) + "\n")
	} else if open == 0 && review {
		b.WriteString("  " + style.green(words.Text("status.none_doubtful")) + "\n")
	} else if open == 0 {
		b.WriteString("  " + style.green(words.Text("status.all_synced")) + "\n")
	}
	b.WriteByte('\n')
}

// orID names a version that has no file by its document and locale.
func orID(path, id, locale string) string {
	if path == "" {
		return id + " (" + locale + ")"
	}
	return path
}

func writeRow(b *strings.Builder, d *status.Document, t *status.Target, row *status.Row, words Words, style Style) {
	state := words.Text("state." + string(row.State))
	if row.Event != status.NoEvent {
		state = words.Text("event." + string(row.Event))
	}
	fmt.Fprintf(b, "  %s  %s%s\n", where(d.Source, row.Source, t.Version, row.Target), colour(row.State, style)(state), explain(row, words))
	if hint := hintOf(d.Source, row.Source); hint != "" {
		b.WriteString("      " + words.Text("status.hint", "Note", OneLine(hint)) + "\n")
	}
	switch {
	case row.State == status.Stale && row.Was == "": // what it was is not known
		writeQuote(b, d.Source, row.Source, style)
		writeQuote(b, t.Version, row.Target, style)
	case row.State == status.Stale:
		b.WriteString("      " + style.diff(doc.DiffWords(row.Was, textOf(d.Source, row.Source))) + "\n")
		writeQuote(b, t.Version, row.Target, style)
	case len(row.Target) == 0:
		writeQuote(b, d.Source, row.Source, style)
	default:
		writeQuote(b, t.Version, row.Target, style)
	}
}

func writeQuote(b *strings.Builder, v *doc.Version, segments []int, style Style) {
	for _, s := range segments {
		b.WriteString("      " + style.dim(style.clip(OneLine(v.Segments[s].Text), 6)) + "\n")
	}
}

// where names the place to go to: in the translation, or, where it has nothing,
// in the source.
func where(source *doc.Version, from []int, target *doc.Version, to []int) string {
	a, b := at(source, from), at(target, to)
	switch {
	case b == "":
		return a
	case a == "":
		return b
	}
	return b + " ← " + a
}

func at(v *doc.Version, segments []int) string {
	if v == nil || len(segments) == 0 {
		return ""
	}
	return OneLine(v.Path) + ":" + strconv.Itoa(v.Segments[segments[0]].Line)
}

func colour(s status.State, style Style) func(string) string {
	switch s {
	case status.Stale, status.Untranslated:
		return style.yellow
	case status.Missing:
		return style.red
	}
	return style.dim
}

// explain gives the reason and the change classes of a row.
func explain(row *status.Row, words Words) string {
	var parts []string
	if row.Reason != status.NoReason {
		parts = append(parts, words.Text("reason."+string(row.Reason), "Language", lang.Name(row.Language, words.Locale()), "Detail", row.Detail))
	}
	for _, c := range row.Changes {
		parts = append(parts, words.Text("change."+string(c)))
	}
	if len(row.Drifted) > 0 {
		var names []string
		for _, c := range row.Drifted {
			names = append(names, words.Text("change."+string(c)))
		}
		parts = append(parts, words.Text("status.drifted", "Changes", strings.Join(names, ", ")))
	}
	if row.Evidence != status.FromLedger && row.Evidence != status.FromContent && row.Evidence != "" {
		parts = append(parts, words.Text("evidence."+string(row.Evidence)))
	}
	if len(parts) == 0 {
		return ""
	}
	return " (" + strings.Join(parts, ", ") + ")"
}

// lineList writes line numbers shortly: "3, 5, 7, 9 …".
func lineList(lines []int) string {
	slices.Sort(lines)
	var parts []string
	for i, n := range slices.Compact(lines) {
		if i == 12 {
			parts = append(parts, "…")
			break
		}
		parts = append(parts, strconv.Itoa(n))
	}
	return strings.Join(parts, ", ")
}
