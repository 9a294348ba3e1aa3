package report

import (
	"io"

	"stele/internal/doc"
	"stele/internal/status"
)

type statusJSON struct {
	Version   int                   `json:"version"`
	Locales   []string              `json:"locales"`
	Documents []documentJSON        `json:"documents"`
	Totals    map[string]totalsJSON `json:"totals"`
	Since     *sinceJSON            `json:"since,omitempty"`
}

// sinceJSON says that documents hold only what happened since a commit.
type sinceJSON struct {
	Rev    string                          `json:"rev"`
	Base   string                          `json:"base"`
	Events map[string]map[status.Event]int `json:"events"` // by locale
}

type documentJSON struct {
	ID      string       `json:"id"`
	Source  versionJSON  `json:"source"`
	Targets []targetJSON `json:"targets"`
}

type versionJSON struct {
	Locale string  `json:"locale"`
	Path   *string `json:"path"` // null when there is no file
}

type targetJSON struct {
	Locale     string    `json:"locale"`
	Path       *string   `json:"path"`
	Unreadable bool      `json:"unreadable,omitempty"`
	Segments   countJSON `json:"segments"`
	Words      countJSON `json:"words"`
	// Event is what became of the whole version.
	Event status.Event `json:"event,omitempty"`
	Open  []rowJSON    `json:"open,omitzero"` // nil only where there is no file
}

type totalsJSON struct {
	Documents int       `json:"documents"`
	Segments  countJSON `json:"segments"`
	Words     countJSON `json:"words"`
}

type countJSON struct {
	Synced       int `json:"synced"`
	Stale        int `json:"stale"`
	Untranslated int `json:"untranslated"`
	Missing      int `json:"missing"`
	Orphaned     int `json:"orphaned"`
	Unverified   int `json:"unverified"`
}

type rowJSON struct {
	Event      status.Event    `json:"event,omitempty"`
	State      status.State    `json:"state"`
	Change     []doc.Change    `json:"change,omitempty"`
	Drifted    []doc.Change    `json:"drifted,omitempty"`
	Evidence   status.Evidence `json:"evidence"`
	Reason     status.Reason   `json:"reason,omitempty"`
	Language   string          `json:"language,omitempty"`
	Detail     string          `json:"detail,omitempty"`
	Confidence float64         `json:"confidence"`
	Moved      bool            `json:"moved,omitempty"`
	Source     *Place          `json:"source"`
	Target     *Place          `json:"target"`
	Was        string          `json:"was,omitempty"`
}

// StatusJSON writes a result as one JSON value. With all, every row is listed;
// otherwise those that are not synced.
func StatusJSON(w io.Writer, r *status.Result, all bool) error {
	out := statusJSON{Version: 1, Locales: r.Locales, Documents: []documentJSON{}, Totals: map[string]totalsJSON{}}
	for i := range r.Documents {
		d := &r.Documents[i]
		dj := documentJSON{ID: d.ID, Source: versionJSON{d.Source.Locale, pathOf(d.Source)}, Targets: []targetJSON{}}
		for j := range d.Targets {
			dj.Targets = append(dj.Targets, targetOf(d, &d.Targets[j], all))
		}
		out.Documents = append(out.Documents, dj)
	}
	for _, locale := range r.Locales {
		if n, segments, words := r.Totals(locale); n > 0 {
			out.Totals[locale] = totalsJSON{n, counts(segments), counts(words)}
		}
	}
	if r.Since != nil {
		out.Since = &sinceJSON{Rev: r.Since.Revision, Base: r.Since.Base, Events: r.Happenings()}
	}
	return writeJSON(w, out, true)
}

func targetOf(d *status.Document, t *status.Target, all bool) targetJSON {
	out := targetJSON{Locale: t.Locale, Unreadable: t.Unreadable, Event: t.Event, Segments: counts(t.Segments), Words: counts(t.Words)}
	if t.Version == nil {
		return out
	}
	out.Path, out.Open = &t.Path, []rowJSON{}
	for i := range t.Rows {
		row := &t.Rows[i]
		if !row.Work || row.State == status.Synced && row.Event == status.NoEvent && !all {
			continue
		}
		out.Open = append(out.Open, rowJSON{
			Event: row.Event, State: row.State, Change: row.Changes, Drifted: row.Drifted, Evidence: row.Evidence,
			Reason: row.Reason, Language: row.Language, Detail: row.Detail, Confidence: round(row.Confidence), Moved: row.Moved,
			Source: place(d.Source, row.Source, false), Target: place(t.Version, row.Target, false), Was: row.Was,
		})
	}
	return out
}

// pathOf is nil for a source whose file is gone.
func pathOf(v *doc.Version) *string {
	if v.Path == "" {
		return nil
	}
	return &v.Path
}

func counts(c status.Count) countJSON {
	return countJSON{
		Synced: c[status.Synced], Stale: c[status.Stale], Untranslated: c[status.Untranslated],
		Missing: c[status.Missing], Orphaned: c[status.Orphaned], Unverified: c[status.Unverified],
	}
}

// round keeps four decimals, so that output does not depend on the last bits.
func round(x float64) float64 { return float64(int(x*10000+0.5)) / 10000 }
