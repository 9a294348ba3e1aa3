package history

import (
	"slices"
	"strings"

	"stele/internal/doc"
	"stele/internal/ledger"
)

// olderVersions is how many versions of a source before the one in a commit are
// looked at. Translations are seldom older than that when they are merged.
const olderVersions = 4

// wholePage is how many paragraphs must speak for an older source, and none for
// the one in the commit, for the first version of a whole page to rest on it.
const wholePage = 2

// older corrects what a fold took the present source of a commit for: a
// translation that shows the numbers, code or addresses of an earlier version of
// its source, and not those of this one, was made from that one, however late it
// was committed. folded is the ledger of this version, prev of the one before.
func (a *adopter) older(i int, v version, prev, folded *ledger.Ledger, source, target *text, s *sources) (*ledger.Ledger, error) {
	opt := a.in.options(&a.in.Docs[i])
	fresh := freshOf(prev, folded, target)
	if !slices.ContainsFunc(fresh, func(f freshEntry) bool { return lacks(&f, opt) }) {
		return folded, nil
	}
	out := folded
	done := map[int]bool{}
	for _, blob := range a.log.before(s.names, v.seq, source.blob) {
		was, err := s.version(blob)
		if err != nil {
			return nil, err
		}
		if was == nil || holdsTranslation(was, fresh) {
			continue
		}
		var old []ledger.Entry
		var at []int
		newer := 0
		changed := changedSegments(was, source)
		for _, f := range fresh {
			before, ok := changed[f.entry.From[0].Text]
			if !ok || done[f.at] {
				continue
			}
			now := f.entry.From[0].Segment()
			switch shown := ledger.Shown(before, &now, f.target, opt); {
			case shown < 0:
				e := f.entry
				e.From = []ledger.Source{ledger.SourceOf(before)}
				old, at = append(old, e), append(at, f.at)
			case shown > 0:
				newer++
			}
		}
		if prev == nil && len(old) >= wholePage && newer == 0 {
			return a.fold(nil, i, s, was, target, EvidenceHistory, nil), nil
		}
		for k, e := range old {
			if out == folded {
				out = &ledger.Ledger{Entries: slices.Clone(folded.Entries)}
			}
			out.Entries[at[k]], done[at[k]] = e, true
		}
	}
	return out, nil
}

// holdsTranslation reports whether a version of a source is the translation
// itself, which somebody put in the source's place for a while: no translation is
// made from its own text. What both languages share, such as names, says nothing.
func holdsTranslation(was *text, fresh []freshEntry) bool {
	texts := map[string]bool{}
	for k := range was.version.Segments {
		texts[was.version.Segments[k].Text] = true
	}
	own, told := 0, 0
	for _, f := range fresh {
		if f.target.Text == f.entry.From[0].Text {
			continue
		}
		told++
		if texts[f.target.Text] {
			own++
		}
	}
	return 2*own > told
}

// freshEntry is an entry that a version brought, of one source, with its target.
type freshEntry struct {
	at     int
	entry  ledger.Entry
	target *doc.Segment
}

func freshOf(prev, folded *ledger.Ledger, target *text) []freshEntry {
	known := map[string]bool{}
	if prev != nil {
		for _, e := range prev.Entries {
			known[e.Key] = true
		}
	}
	var byKey map[string]*doc.Segment
	var out []freshEntry
	for k, e := range folded.Entries {
		if known[e.Key] || len(e.From) != 1 || e.Shared {
			continue
		}
		if byKey == nil {
			byKey = target.ledger.ByKey()
		}
		if seg := byKey[e.Key]; seg != nil && seg.Translatable() {
			out = append(out, freshEntry{k, e, seg})
		}
	}
	return out
}

// lacks reports whether a target shows less of its source's numbers, code and
// addresses than it should: the first sign of another source.
func lacks(f *freshEntry, opt ledger.Options) bool {
	now := f.entry.From[0].Segment()
	for _, r := range now.Runs {
		switch r.Kind {
		case doc.RunCode:
			if !strings.Contains(f.target.Text, strings.Trim(now.RunText(r), "`")) {
				return true
			}
		case doc.RunLink, doc.RunImage:
			if strings.Contains(r.Target, "://") && !slices.ContainsFunc(f.target.Runs, func(o doc.Run) bool { return o.Target == r.Target }) {
				return true
			}
		}
	}
	have := numbersIn(f.target, opt.TargetNumbers)
	return slices.ContainsFunc(numbersIn(&now, opt.SourceNumbers), func(v string) bool { return digits(v) > 1 && !slices.Contains(have, v) })
}

// changedSegments gives, by the text of a segment of the newer version, what it
// was in the older, where that differs.
func changedSegments(was, now *text) map[string]*doc.Segment {
	out := map[string]*doc.Segment{}
	for _, p := range ledger.Descent(was.ledger, now.ledger) {
		before, after := &was.version.Segments[p[0]], &now.version.Segments[p[1]]
		if before.Text != after.Text {
			out[after.Text] = before
		}
	}
	return out
}

// before lists the contents that a file had before a place in the log, newest
// first, without the one that it had there.
func (l *log) before(names []string, seq int, except string) []string {
	type content struct {
		blob string
		seq  int
	}
	var all []content
	for _, name := range names {
		for _, c := range l.paths[name] {
			if c.seq >= seq {
				for _, o := range append([]string{c.new}, c.olds...) {
					if o != "" && o != except {
						all = append(all, content{o, c.seq})
					}
				}
			}
		}
	}
	slices.SortStableFunc(all, func(a, b content) int { return a.seq - b.seq })
	var out []string
	for _, c := range all {
		if !slices.Contains(out, c.blob) {
			out = append(out, c.blob)
		}
		if len(out) == olderVersions {
			break
		}
	}
	return out
}
