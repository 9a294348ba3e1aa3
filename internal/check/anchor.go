package check

import (
	"net/url"
	"strconv"
	"strings"
	"unicode"

	"stele/internal/doc"
)

// fragments lists what "#…" may point at in a version: ids that headings have
// or get from their words, and ids in raw HTML. Values are segment indices, -1
// where there is none.
func (s *side) fragments() map[string]int {
	out := map[string]int{}
	put := func(id string, i int) {
		if _, ok := out[id]; !ok && id != "" {
			out[id] = i
		}
	}
	seen := map[string]int{}
	for i := range s.v.Segments {
		g := &s.v.Segments[i]
		if g.ID != "" && g.Kind != doc.Field {
			put(g.ID, i)
		}
		if g.Kind != doc.Heading {
			continue
		}
		slug := Slug(s.headingWords(i))
		if n := seen[slug]; n > 0 {
			put(slug+"-"+strconv.Itoa(n), i)
			put(slug+"_"+strconv.Itoa(n), i)
		} else {
			put(slug, i)
		}
		seen[slug]++
	}
	source := string(s.v.Source)
	for _, mark := range []string{` id="`, ` id='`, ` name="`, ` name='`, `{#`, `{ #`} {
		for rest := source; ; {
			i := strings.Index(rest, mark)
			if i < 0 {
				break
			}
			rest = rest[i+len(mark):]
			end := strings.IndexAny(rest, "\"' }\n>")
			if end > 0 {
				put(rest[:end], -1)
			}
		}
	}
	return out
}

// headingWords is a heading as slugs are made from it: code keeps its words.
func (s *side) headingWords(i int) string {
	g := s.seg(i)
	var b strings.Builder
	at := 0
	for _, r := range g.Runs {
		b.WriteString(g.Text[at:r.Start])
		if r.Kind == doc.RunCode {
			b.WriteString(strings.Trim(g.RunText(r), "`"))
		}
		at = r.End
	}
	b.WriteString(g.Text[at:])
	return strings.TrimSpace(b.String())
}

// Slug makes the fragment of a heading as GitHub and most site generators do:
// lower case, spaces to hyphens, punctuation dropped.
func Slug(heading string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(strings.TrimSpace(heading)) {
		switch {
		case r == ' ' || r == '-':
			b.WriteByte('-')
		case r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r):
			b.WriteRune(r)
		}
	}
	return b.String()
}

// plainFragment makes fragments of different generators comparable: some
// collapse hyphens, some drop them at the ends, some fold accents away.
func plainFragment(f string) string {
	if u, err := url.PathUnescape(f); err == nil {
		f = u
	}
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, f)
}

// fragmentSet is made for asking.
type fragmentSet struct {
	exact map[string]int
	plain map[string]int
}

func (s *side) fragmentSet() fragmentSet {
	f := fragmentSet{s.fragments(), map[string]int{}}
	for id, i := range f.exact {
		f.plain[plainFragment(id)] = i
	}
	return f
}

func (f fragmentSet) find(fragment string) (int, bool) {
	if i, ok := f.exact[fragment]; ok {
		return i, true
	}
	i, ok := f.plain[plainFragment(fragment)]
	return i, ok
}

// ownAnchors calls f for every link within the version that has a fragment.
func (s *side) ownAnchors(f func(l link, fragment string)) {
	all := group{s, every(len(s.v.Segments))}
	for _, l := range all.links(doc.RunLink) {
		if fragment, ok := strings.CutPrefix(l.target, "#"); ok && fragment != "" && fragment != "top" && !strings.ContainsAny(fragment, "{}<>!/=") {
			f(l, fragment)
		}
	}
}

// checkAnchors finds fragments in B that are those of A: the heading was
// translated, the link to it was not.
func checkAnchors(p *pairing) {
	own := p.b.fragmentSet()
	var theirs fragmentSet
	p.b.ownAnchors(func(l link, fragment string) {
		if _, ok := own.find(fragment); ok {
			return
		}
		if theirs.exact == nil {
			theirs = p.a.fragmentSet()
		}
		i, ok := theirs.find(fragment)
		if !ok {
			p.add(Finding{Rule: Anchor, Variant: "unknown", B: []int{l.place.Segment}, InB: []Place{l.place}, Args: map[string]any{"Fragment": fragment}})
			return
		}
		p.add(Finding{Rule: Anchor, Variant: "untranslated", B: []int{l.place.Segment}, InB: []Place{l.place}, Args: map[string]any{"Fragment": fragment}, Suggestion: p.fragmentFor(i)})
	})
}

// fragmentFor is the fragment of B's heading for A's, or "".
func (p *pairing) fragmentFor(heading int) string {
	if heading < 0 {
		return ""
	}
	for i := range p.beads {
		for _, x := range p.beads[i].a.idx {
			if x != heading {
				continue
			}
			for _, y := range p.beads[i].b.idx {
				if g := p.b.seg(y); g.Kind == doc.Heading {
					if g.ID != "" {
						return "#" + g.ID
					}
					return "#" + Slug(p.b.headingWords(y))
				}
			}
		}
	}
	return ""
}

// checkOwnAnchors finds fragments that the version does not have, and, where
// the caller knows other pages, fragments that those do not have.
func checkOwnAnchors(s *single) {
	own := s.side.fragmentSet()
	s.side.ownAnchors(func(l link, fragment string) {
		if _, ok := own.find(fragment); !ok {
			s.unknownAnchor(l, fragment)
		}
	})
	if s.opt.Anchors == nil {
		return
	}
	all := group{s.side, every(len(s.v.Segments))}
	for _, l := range all.links(doc.RunLink) {
		page, fragment, ok := strings.Cut(l.target, "#")
		if !ok || page == "" || fragment == "" || external(page) {
			continue
		}
		ids, known := s.opt.Anchors(s.v, page)
		if !known {
			continue
		}
		found := false
		for _, id := range ids {
			found = found || plainFragment(id) == plainFragment(fragment)
		}
		if !found {
			s.unknownAnchor(l, fragment)
		}
	}
}

func (s *single) unknownAnchor(l link, fragment string) {
	s.add(Finding{Rule: Anchor, Variant: "unknown", A: []int{l.place.Segment}, InA: []Place{l.place}, Args: map[string]any{"Fragment": fragment}})
}
