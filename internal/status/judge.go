package status

import (
	"slices"
	"strings"
	"sync"
	"unicode"

	"stele/internal/doc"
	"stele/internal/history"
	"stele/internal/lang"
	"stele/internal/project"
)

// judge gives states to beads.
type judge struct {
	project *project.Project
	tongue  tongue
	stale   map[doc.Change]bool // the classes that the project counts as stale
}

func newJudge(p *project.Project) *judge {
	j := &judge{project: p, stale: map[doc.Change]bool{}, tongue: tongue{identifier: &lang.Identifier{}}}
	// All of the project's, so that an answer does not depend on which of its
	// documents were asked about.
	if j.tongue.candidates = p.Config.Locales; len(j.tongue.candidates) == 0 {
		j.tongue.candidates = localesOf(p, Options{})
	}
	for _, c := range p.Config.Status.Stale {
		j.stale[doc.Change(c)] = true
	}
	return j
}

// target assesses one translation.
func (j *judge) target(d *Document, w *job) Target {
	t := Target{Locale: w.locale, Version: w.target, Unreadable: w.broken, Segments: Count{}, Words: Count{}}
	if w.target == nil {
		for i := range d.Source.Segments {
			t.count(d.Source, []int{i}, Missing)
		}
		return t
	}
	t.Path = w.target.Path
	source := d.Source
	if w.source != nil {
		source = w.source
	}
	links := w.links()
	// Asked only where nothing is known.
	suspects := sync.OnceValue(func() map[int]history.Suspect { return w.suspects(links) })
	for _, l := range links {
		row := j.row(source, w.target, l)
		if s, ok := suspected(row, suspects); ok {
			row.Reason, row.Detail = reasons[s.Reason], s.Detail
		}
		t.Rows = append(t.Rows, row)
		if len(row.Source) > 0 {
			if row.State == Stale && isCode(source, row.Source) {
				t.Segments[Stale]++
			}
			t.count(source, row.Source, row.State)
		} else {
			t.count(w.target, row.Target, row.State)
		}
	}
	return t
}

// suspected gives what speaks against a row of which nothing is known.
func suspected(row Row, suspects func() map[int]history.Suspect) (history.Suspect, bool) {
	if row.State != Unverified {
		return history.Suspect{}, false
	}
	s, ok := suspects()[firstOf(row.Target)]
	return s, ok
}

// reasons are the suspicions that the texts alone give rise to.
var reasons = map[history.Lack]Reason{
	history.LacksNumber: LacksNumber,
	history.LacksLink:   LacksLink,
	history.LacksCode:   LacksCode,
	history.LacksText:   LacksText,
	history.HasCode:     HasCode,
	history.HasLink:     HasLink,
	history.OtherID:     OtherID,
}

// count adds the segments that are a translator's work.
func (t *Target) count(v *doc.Version, segments []int, s State) {
	for _, i := range segments {
		if Work(&v.Segments[i]) {
			t.Segments[s]++
			t.Words[s] += lang.WordCount(v.Segments[i].Words())
		}
	}
}

// Work reports whether a segment is a translator's work: it has words or figures,
// is not locked or code, and is not the page's furniture.
func Work(s *doc.Segment) bool {
	return s.Translatable() && s.Role != doc.Furniture && strings.ContainsFunc(s.Words(), func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
}

func (j *judge) row(source, target *doc.Version, l link) Row {
	row := Row{Source: l.source, Target: l.target, Confidence: l.confidence, Moved: l.moved, Evidence: l.evidence}
	row.Work = anyWork(source, l.source) || anyWork(target, l.target)
	switch {
	case len(l.target) == 0:
		row.State = Missing
		return row
	case len(l.source) == 0:
		row.State = Orphaned
		return row
	case !row.Work && isCode(source, l.source) && isCode(target, l.target):
		// Nobody translates code, but an example of what was is a mistake. It is
		// worth a row only then.
		row.State = Synced
		j.compare(&row, l)
		row.Work = row.State == Stale
		return row
	case !row.Work:
		row.State = Synced
		return row
	}
	if reason, language := j.inWrongLanguage(source, target, l.source, l.target); reason != NoReason {
		row.State, row.Reason, row.Language, row.Evidence = Untranslated, reason, language, FromContent
		return row
	}
	row.State = Unverified
	j.compare(&row, l)
	if l.ahead && row.State != Stale {
		row.Reason = TranslationAhead
	}
	return row
}

// compare gives a row whose provenance is known its state by what changed.
func (j *judge) compare(row *Row, l link) {
	if !l.known {
		return
	}
	row.State = Synced
	if !slices.Contains(l.was, "") { // a ledger that leaves its texts to git may lack one
		row.Was = strings.Join(l.was, "\n\n")
	}
	for _, c := range l.changes {
		if j.stale[c] {
			row.Changes = append(row.Changes, c)
		} else if c != doc.ChangeWhitespace {
			row.Drifted = append(row.Drifted, c)
		}
	}
	if len(row.Changes) > 0 {
		row.State = Stale
	} else if len(row.Drifted) == 0 {
		row.Was = ""
	}
}

func isCode(v *doc.Version, segments []int) bool {
	return len(segments) == 1 && v.Segments[segments[0]].Kind == doc.Code && !v.Segments[segments[0]].Locked
}

func anyWork(v *doc.Version, segments []int) bool {
	return slices.ContainsFunc(segments, func(i int) bool { return Work(&v.Segments[i]) })
}

// inWrongLanguage says whether a translation is not one: in the source's or a
// third language, the source's very words, or made from a source that is itself
// in another language than it should be.
func (j *judge) inWrongLanguage(source, target *doc.Version, from, to []int) (Reason, string) {
	if lang.SameLanguage(source.Locale, target.Locale) {
		return NoReason, ""
	}
	if found, ok := j.tongue.foreign(target, to, target.Locale, source.Locale); ok {
		return WrongLanguage, found
	}
	found, ok := j.tongue.foreign(source, from, source.Locale, target.Locale)
	switch {
	case ok:
		return SourceIsForeign, found
	case sameText(source, target, from, to):
		return TextIsSource, source.Locale
	}
	return NoReason, ""
}
