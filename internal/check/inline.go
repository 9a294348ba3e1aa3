package check

import (
	"strings"

	"stele/internal/doc"
)

// token is a piece of a segment that a translation keeps as it is.
type token struct {
	key    string
	text   string
	target string
	place  Place
}

// tokens lists the runs of a kind, with the key that f makes of each.
func (g group) tokens(kind doc.RunKind, key func(s *doc.Segment, r doc.Run) string) []token {
	var out []token
	g.each(func(i int) bool { return g.side.seg(i).Kind != doc.Code && g.side.seg(i).Role != doc.Furniture }, func(i int, s *doc.Segment) {
		for _, r := range s.Runs {
			if r.Kind == kind {
				if k := key(s, r); k != "" {
					out = append(out, token{k, s.RunText(r), r.Target, Place{i, r.Start, r.End}})
				}
			}
		}
	})
	return out
}

// kept compares the tokens of one kind in all beads and calls report for those
// that are left over on either side of a bead and not to be found elsewhere.
func (p *pairing) kept(kind doc.RunKind, key func(*doc.Segment, doc.Run) string, report func(b *bead, lost, added []token)) {
	onlyA, onlyB := make([][]token, len(p.beads)), make([][]token, len(p.beads))
	strayA, strayB := map[string]bool{}, map[string]bool{}
	for i := range p.beads {
		a, b := p.beads[i].a.tokens(kind, key), p.beads[i].b.tokens(kind, key)
		onlyA[i], onlyB[i] = leftTokens(a, b), leftTokens(b, a)
		for _, t := range onlyA[i] {
			strayA[t.key] = true
		}
		for _, t := range onlyB[i] {
			strayB[t.key] = true
		}
	}
	for i := range p.beads {
		if !p.beads[i].comparable() {
			continue
		}
		lost, added := notIn(onlyA[i], strayB), notIn(onlyB[i], strayA)
		if len(lost)+len(added) > 0 {
			report(&p.beads[i], lost, added)
		}
	}
}

func leftTokens(a, b []token) []token {
	have := map[string]bool{}
	for _, t := range b {
		have[t.key] = true
	}
	var out []token
	for _, t := range a {
		if !have[t.key] {
			have[t.key] = true
			out = append(out, t)
		}
	}
	return out
}

func notIn(list []token, set map[string]bool) []token {
	var out []token
	for _, t := range list {
		if !set[t.key] {
			out = append(out, t)
		}
	}
	return out
}

func (p *pairing) lost(r Rule, b *bead, t token) {
	p.add(Finding{Rule: r, Variant: "lost", A: b.a.idx, B: b.b.idx, InA: []Place{t.place}, Args: map[string]any{"A": t.text}})
}

func (p *pairing) added(r Rule, b *bead, t token) {
	p.add(Finding{Rule: r, Variant: "added", A: b.a.idx, B: b.b.idx, InB: []Place{t.place}, Args: map[string]any{"B": t.text}})
}

func without(list []token, drop func(token) bool) []token {
	var out []token
	for _, t := range list {
		if !drop(t) {
			out = append(out, t)
		}
	}
	return out
}

// raw is the text of the group's segments as it stands in the file.
func (g group) raw() string {
	var parts []string
	for _, i := range g.idx {
		parts = append(parts, g.side.seg(i).Text)
	}
	return strings.Join(parts, "\n")
}

func (g group) all(kind doc.Kind) bool {
	for _, i := range g.idx {
		if g.side.seg(i).Kind != kind {
			return false
		}
	}
	return len(g.idx) > 0
}

func ascii(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}

// checkPlaceholders compares shortcodes, template variables and format verbs.
func checkPlaceholders(p *pairing) {
	p.kept(doc.RunPlaceholder, placeholderKey, func(b *bead, lost, added []token) {
		for _, t := range lost {
			p.lost(Placeholder, b, t)
		}
		for _, t := range added {
			p.added(Placeholder, b, t)
		}
	})
}

// placeholderKey keeps of a shortcode its name only: its arguments may be
// addresses and titles, which are translated.
func placeholderKey(s *doc.Segment, r doc.Run) string {
	t := strings.Join(strings.Fields(s.RunText(r)), " ")
	if t == "" || !strings.ContainsAny(t[:1], "{%$[:") {
		return "" // the attributes of a tag, the rest of a shortcode
	}
	for _, open := range []string{"{{<", "{{%", "{%"} {
		if rest, ok := strings.CutPrefix(t, open); ok {
			name, _, _ := strings.Cut(strings.TrimSpace(rest), " ")
			return open + " " + name
		}
	}
	return t
}
