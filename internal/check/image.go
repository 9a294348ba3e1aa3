package check

import (
	"path"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"stele/internal/doc"
)

// checkImages compares the images of a bead. An image that takes the place of
// another is a localized one.
func checkImages(p *pairing) {
	p.kept(doc.RunImage, func(_ *doc.Segment, r doc.Run) string { return imageKey(r.Target) }, func(b *bead, lost, added []token) {
		for _, list := range [][]token{lost, added} {
			for i := range list {
				list[i].text = list[i].target
			}
		}
		n := min(len(lost), len(added))
		for _, t := range lost[n:] {
			p.lost(Image, b, t)
		}
		for _, t := range added[n:] {
			p.added(Image, b, t)
		}
	})
	checkAlt(p)
}

func imageKey(target string) string {
	target, _, _ = strings.Cut(target, "?")
	base := path.Base(target)
	ext := path.Ext(base)
	return strings.ToLower(bareName(strings.TrimSuffix(base, ext)))
}

var imageAlt = regexp.MustCompile(`!\[([^\]]*)\]\(\s*<?([^)\s>]*)`)

type picture struct {
	alt, key string
	place    Place
}

func (g group) pictures() []picture {
	var out []picture
	g.each(func(i int) bool { return g.side.seg(i).Kind != doc.Code }, func(i int, s *doc.Segment) {
		for _, m := range imageAlt.FindAllStringSubmatchIndex(s.Text, -1) {
			out = append(out, picture{strings.TrimSpace(s.Text[m[2]:m[3]]), imageKey(s.Text[m[4]:m[5]]), Place{i, m[2], m[3]}})
		}
	})
	return out
}

// checkAlt compares the alternative texts of images.
func checkAlt(p *pairing) {
	for i := range p.beads {
		b := &p.beads[i]
		if !b.comparable() {
			continue
		}
		bs := b.b.pictures()
		for _, x := range b.a.pictures() {
			k := slices.IndexFunc(bs, func(y picture) bool { return x.key == y.key })
			if k < 0 || x.alt == "" {
				continue
			}
			switch y := bs[k]; {
			case y.alt == "":
				p.alt(b, "empty", x, y)
			case x.alt == y.alt && sentenceLike(x.alt):
				p.alt(b, "untranslated", x, y)
			}
		}
	}
}

func (p *pairing) alt(b *bead, variant string, x, y picture) {
	p.add(Finding{Rule: Alt, Variant: variant, A: b.a.idx, B: b.b.idx, InA: []Place{x.place}, InB: []Place{y.place}, Args: map[string]any{"A": x.alt}})
}

// sentenceLike reports whether a text has at least three words that begin with
// a small letter: more than a name or a brand.
func sentenceLike(s string) bool {
	n := 0
	for _, w := range strings.Fields(s) {
		if unicode.IsLower(firstRune(w)) {
			n++
		}
	}
	return n >= 3
}
