package history

import (
	"cmp"
	"crypto/sha256"
	"fmt"
	"slices"
	"strings"

	"stele/internal/align"
	"stele/internal/doc"
	"stele/internal/ledger"
)

func (a *adopter) byPin(i int, target *text, s *sources) (*ledger.Ledger, error) {
	pin, ok := FindPin(target.version)
	if !ok {
		return nil, nil
	}
	o, err := a.objs.get(pin.Commit + "^{commit}")
	if err != nil {
		return nil, err
	}
	// A branch may have a name that looks like a hash; it is not what was recorded.
	if o.kind != "commit" || !strings.HasPrefix(o.id, strings.ToLower(pin.Commit)) {
		a.unseen(i, UnknownCommit, pin.Commit)
		return nil, nil
	}
	source, err := s.in(o.id)
	if err != nil {
		return nil, err
	}
	if source == nil {
		a.unseen(i, NoSourceThen, pin.Commit)
		return nil, nil
	}
	return a.fold(nil, i, s, source, target, EvidencePin, nil), nil
}

func (a *adopter) fold(prev *ledger.Ledger, i int, s *sources, source, target *text, evidence string, elsewhere *ledger.Index) *ledger.Ledger {
	opt := a.in.options(&a.in.Docs[i])
	opt.Evidence, opt.Elsewhere = evidence, elsewhere
	opt.Revision = evidence == EvidenceHistory
	return ledger.FoldTexts(prev, source.ledger, target.ledger, func(ss, ts []int) []align.Bead {
		return a.link(s, source.version, target.version, ss, ts)
	}, opt)
}

// link aligns some segments of two versions. The same question is asked again for
// every locale where a page stands untranslated.
func (a *adopter) link(s *sources, source, target *doc.Version, ss, ts []int) []align.Bead {
	from, to := some(source, ss), some(target, ts)
	beads := straight(from.Segments, to.Segments)
	if beads == nil {
		key := questionOf(from.Segments, to.Segments)
		var ok bool
		if beads, ok = s.linked[key]; !ok {
			beads = a.in.Align(from, to)
			s.linked[key] = beads
		}
	}
	out := make([]align.Bead, len(beads))
	for i, b := range beads {
		out[i] = align.Bead{Source: pick(ss, b.Source), Target: pick(ts, b.Target), Confidence: b.Confidence}
	}
	return out
}

// questionOf tells two texts that are to be aligned from all others.
func questionOf(source, target []doc.Segment) [sha256.Size]byte {
	h := sha256.New()
	for _, side := range [][]doc.Segment{source, target} {
		for i := range side {
			g := &side[i]
			fmt.Fprintf(h, "%s %d %s %q %d\n%s", g.Kind, g.Level, g.ID, g.Containers, len(g.Text), g.Text)
		}
		h.Write([]byte{0})
	}
	return [sha256.Size]byte(h.Sum(nil))
}

// some is a version with only these segments.
func some(v *doc.Version, at []int) *doc.Version {
	out := &doc.Version{Path: v.Path, Locale: v.Locale, Format: v.Format}
	for _, i := range at {
		out.Segments = append(out.Segments, v.Segments[i])
	}
	return out
}

func pick(from, at []int) []int {
	var out []int
	for _, i := range at {
		out = append(out, from[i])
	}
	return out
}

// evidenceUnseen marks what an origin gives: the texts stood side by side then,
// but since when nobody can tell.
const evidenceUnseen = "unseen"

func (a *adopter) byHistory(i int, blob string, target *text, s *sources) (*ledger.Ledger, error) {
	return a.foldVersions(i, a.log.lineage(a.repo.prefix+a.in.Docs[i].Target, blob, 0), blob, target, s, true)
}

// foldVersions folds the versions of a target, the last of which is target with
// this blob. With moves, what the commits took out of other pages is followed.
func (a *adopter) foldVersions(i int, versions []version, blob string, target *text, s *sources, moves bool) (*ledger.Ledger, error) {
	if at := slices.IndexFunc(versions, func(v version) bool { return v.at < 0 }); at >= 0 && a.log.cut {
		a.unseen(i, Unreadable, versions[at].blob) // since when it stands there
	}
	versions = a.inRuns(i, versions, s, moves)
	ledgers := make([]*ledger.Ledger, len(versions))
	left := make([]int, len(versions)) // children that still need it
	for _, v := range versions {
		for _, p := range v.parents {
			left[p]++
		}
	}
	var ahead map[string]object
	for k, v := range versions {
		if k%readAhead == 0 {
			var err error
			if ahead, err = a.ahead(versions[k:min(k+readAhead, len(versions))], blob, s); err != nil {
				return nil, err
			}
		}
		var prev *ledger.Ledger
		for _, p := range v.parents {
			prev = ledger.Merge(prev, ledgers[p])
			if left[p]--; left[p] == 0 {
				ledgers[p] = nil
			}
		}
		t := target
		if v.blob != blob {
			o := ahead[v.blob]
			if o.kind != "blob" {
				a.unseen(i, Unreadable, v.blob)
				ledgers[k] = prev
				continue
			}
			t = a.parse(v.path, o.data, a.in.Docs[i].TargetLocale, &s.memory)
		}
		var err error
		if ledgers[k], err = a.foldVersion(i, v, prev, t, s, moves); err != nil {
			return nil, err
		}
	}
	return ledgers[len(ledgers)-1], nil
}

// foldVersion folds one version, t, which is nil where it cannot be read, beside its
// source; prev is the ledger of what it descends from.
func (a *adopter) foldVersion(i int, v version, prev *ledger.Ledger, t *text, s *sources, moves bool) (*ledger.Ledger, error) {
	source, err := s.in(cmp.Or(v.commit, a.repo.head))
	if err != nil || t == nil || source == nil {
		return prev, err
	}
	var from *ledger.Index
	if moves {
		if from, err = a.elsewhere(i, v, prev, t); err != nil {
			return nil, err
		}
	}
	if v.origin {
		return a.fold(prev, i, s, source, t, evidenceUnseen, from), nil
	}
	next := a.fold(prev, i, s, source, t, EvidenceHistory, from)
	return a.older(i, v, prev, next, source, t, s)
}

// readAhead is how many versions are read at once.
const readAhead = 32

// ahead reads some versions of a target, but for the one with this blob, and what
// the log says that its source was in their commits.
func (a *adopter) ahead(versions []version, blob string, s *sources) (map[string]object, error) {
	var names []string
	for _, v := range versions {
		if v.blob != blob && isHash(v.blob) {
			names = append(names, v.blob)
		}
		if source := s.told(v.commit); source != "" {
			names = append(names, source)
		}
	}
	slices.Sort(names)
	objects, err := a.objs.many(slices.Compact(names))
	s.ahead = objects
	return objects, err
}

// Certain drops what cannot be known: an entry from the beginning of a history
// whose source has not changed since may have been stale before. One whose
// source did change is stale for certain. now is the present source, nil where
// there is none.
func Certain(l *ledger.Ledger, now *doc.Version) *ledger.Ledger {
	if l == nil {
		return nil
	}
	present := presentIn(now)
	out := &ledger.Ledger{}
	for _, e := range l.Entries {
		if e.Evidence == evidenceUnseen {
			same := true
			for k := range e.From {
				same = same && present(&e.From[k])
			}
			if same {
				continue
			}
			e.Evidence = EvidenceHistory
		}
		out.Entries = append(out.Entries, e)
	}
	if len(out.Entries) == 0 {
		return nil
	}
	return out
}

// presentIn tells whether a version has a text. Most are there to the byte.
func presentIn(v *doc.Version) func(s *ledger.Source) bool {
	if v == nil {
		return func(*ledger.Source) bool { return false }
	}
	texts := make(map[string]bool, len(v.Segments))
	for k := range v.Segments {
		texts[v.Segments[k].Text] = true
	}
	var keys map[string]bool
	return func(s *ledger.Source) bool {
		if texts[s.Text] {
			return true
		}
		if keys == nil {
			keys = map[string]bool{}
			for k := range v.Segments {
				keys[ledger.KeyOf(&v.Segments[k])] = true
			}
		}
		seg := s.Segment()
		return keys[ledger.KeyOf(&seg)]
	}
}
