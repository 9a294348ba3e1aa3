package check

import "stele/internal/status"

// States turns every translation's states into findings, without looking at
// contents: what `stele status` has to say, in the form of [Everything]. The
// comparison has one entry for each translation of a result of [status.Run].
// A paragraph that is perhaps stale, by the texts alone, is a finding of the
// rule [Stale] of severity [Info].
func States(r *status.Result, opt Options) *Comparison {
	c := &Comparison{}
	for i := range r.Documents {
		d := &r.Documents[i]
		for j := range d.Targets {
			t := &d.Targets[j]
			if t.Unreadable || d.Unreadable {
				continue
			}
			here := opt.at(d.ID, t.Locale, d.Source, t.Version)
			c.Documents = append(c.Documents, ComparedDocument{
				ID: d.ID, A: d.Source, B: t.Version,
				Findings: finish(append(statesOf(d, t), suspectsOf(t)...), &here),
			})
		}
	}
	return c
}

// suspectsOf are the rows that the texts alone make look stale.
func suspectsOf(t *status.Target) []Finding {
	var out []Finding
	for i := range t.Rows {
		row := &t.Rows[i]
		if row.State != status.Unverified || !row.Work || row.Reason == status.NoReason || row.Reason == status.TranslationAhead {
			continue
		}
		out = append(out, Finding{
			Rule: Stale, Variant: string(row.Reason), Severity: Info, A: row.Source, B: row.Target,
			Args: map[string]any{"Detail": row.Detail},
		})
	}
	return out
}
