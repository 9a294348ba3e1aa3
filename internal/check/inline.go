package check

import (
	"path"
	"regexp"
	"strings"
	"unicode"

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

// checkCode compares code spans and code blocks.
func checkCode(p *pairing) {
	p.kept(doc.RunCode, codeKey, func(b *bead, lost, added []token) {
		n := len(added)
		lost, added = translatedCode(lost, added)
		bw, aw := squeeze(b.b.raw()), squeeze(b.a.raw())
		lost = without(lost, func(t token) bool { return strings.Contains(bw, t.key) || n == 0 && plainWord(t.text) })
		added = without(added, func(t token) bool { return strings.Contains(aw, t.key) || len(lost) == 0 && plainWord(t.text) })
		both := min(len(lost), len(added))
		for i := range both {
			p.add(Finding{Rule: Code, Variant: "differs", A: b.a.idx, B: b.b.idx, InA: []Place{lost[i].place}, InB: []Place{added[i].place}, Args: map[string]any{"A": lost[i].text, "B": added[i].text}})
		}
		for _, t := range lost[both:] {
			p.lost(Code, b, t)
		}
		for _, t := range added[both:] {
			p.added(Code, b, t)
		}
	})
	for i := range p.beads {
		b := &p.beads[i]
		if !b.full() || !b.a.all(doc.Code) || !b.b.all(doc.Code) {
			continue
		}
		if x, y, differ := codeDiffers(b.a.raw(), b.b.raw()); differ {
			p.add(Finding{Rule: Code, Variant: "block", A: b.a.idx, B: b.b.idx, Args: map[string]any{"A": x, "B": y}})
		}
	}
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

// plainWord reports whether a code span is a single word: one that a sentence
// may do without ("it takes no parameters") or say in its own language.
func plainWord(s string) bool {
	s = strings.Trim(stripTags(s), "`")
	for _, r := range s {
		if !unicode.IsLetter(r) {
			return false
		}
	}
	return true
}

// codeKey is a code span without its marks and spaces.
func codeKey(s *doc.Segment, r doc.Run) string {
	return squeeze(stripTags(strings.Trim(s.RunText(r), "`")))
}

var tag = regexp.MustCompile(`</?(?:code|tt|kbd|samp|span)\b[^>]*>`)

func stripTags(s string) string { return tag.ReplaceAllString(s, "") }

// squeeze drops spaces, case and the brackets of tags: <div> may be called div.
func squeeze(s string) string {
	return strings.ToLower(strings.NewReplacer("<", "", ">", "").Replace(strings.Join(strings.Fields(s), "")))
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

// translatedCode takes away as many lost and added spans as were translated:
// those with letters beyond ASCII, and words for words ("your name").
func translatedCode(lost, added []token) (l, a []token) {
	wordy := func(t token) bool { return strings.Contains(strings.Trim(t.text, "` "), " ") }
	used := make([]bool, len(added))
	for _, x := range lost {
		match := -1
		for k, y := range added {
			if !used[k] && (!ascii(x.text) || !ascii(y.text) || wordy(x) && wordy(y)) {
				match = k
				break
			}
		}
		if match >= 0 {
			used[match] = true
			continue
		}
		l = append(l, x)
	}
	for k, y := range added {
		if !used[k] {
			a = append(a, y)
		}
	}
	return l, a
}

func ascii(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}

var (
	lineComment = regexp.MustCompile(`(?m)(^|\s)(#|//|--|;|%)\s.*$|(?m)(#|//).*[^\x00-\x7f].*$`)
	longComment = regexp.MustCompile(`(?s)/\*.*?\*/|<!--.*?-->|"""(.*?)"""|'''(.*?)'''`)
	quoted      = regexp.MustCompile("\"[^\"\n]*\"|'[^'\n]*'|`[^`\n]*`")
	markupText  = regexp.MustCompile(`>[^<>{}]*<`)
)

// codeDiffers compares two code blocks without what translators translate:
// comments, strings, the text between tags, and any line with letters beyond
// ASCII. It gives the first line on each side that differs.
func codeDiffers(a, b string) (x, y string, differ bool) {
	la, lb := codeLines(a), codeLines(b)
	if len(la) != len(lb) && mostlyTranslated(lb) {
		return "", "", false // prose in a code block, broken into other lines
	}
	for i := 0; i < len(la) || i < len(lb); i++ {
		x, y = "", ""
		if i < len(la) {
			x = la[i].text
		}
		if i < len(lb) {
			y = lb[i].text
		}
		if x == "" || y == "" {
			if len(la) == len(lb) {
				continue
			}
			return x, y, true
		}
		if la[i].key != lb[i].key && ascii(y) == ascii(x) && !translatable(x, y) {
			return x, y, true
		}
	}
	return "", "", false
}

// mostlyTranslated reports whether a third of the lines have letters beyond ASCII.
func mostlyTranslated(lines []codeLine) bool {
	n := 0
	for _, l := range lines {
		if !ascii(l.text) {
			n++
		}
	}
	return n*3 >= len(lines) && n > 0
}

// translatable reports whether two lines of code may differ by translation
// alone: both hold strings, or both are text between tags.
func translatable(x, y string) bool {
	const quotes, syntax = "\"'`", "=;()[]<>"
	return strings.ContainsAny(x, quotes) && strings.ContainsAny(y, quotes) ||
		!strings.ContainsAny(x, syntax) && !strings.ContainsAny(y, syntax) && strings.Contains(x, " ") && strings.Contains(y, " ")
}

type codeLine struct{ key, text string }

func codeLines(code string) []codeLine {
	code = longComment.ReplaceAllString(code, "")
	code = lineComment.ReplaceAllString(code, "")
	var out []codeLine
	for _, l := range strings.Split(code, "\n") {
		key := quoted.ReplaceAllString(l, "''")
		key = markupText.ReplaceAllString(key, "><")
		if key = strings.Join(strings.Fields(key), ""); key != "" {
			out = append(out, codeLine{key, strings.TrimSpace(l)})
		}
	}
	return out
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
			for _, y := range bs {
				if x.key != y.key || x.alt == "" {
					continue
				}
				switch {
				case y.alt == "":
					p.alt(b, "empty", x, y)
				case x.alt == y.alt && sentenceLike(x.alt):
					p.alt(b, "untranslated", x, y)
				}
				break
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
		for _, r := range w {
			if unicode.IsLower(r) {
				n++
			}
			break
		}
	}
	return n >= 3
}
