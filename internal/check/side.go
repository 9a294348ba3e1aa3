package check

import (
	"html"
	"strings"
	"unicode/utf8"

	"stele/internal/doc"
)

// side is one version with what several rules need of it, worked out once.
type side struct {
	v      *doc.Version
	texts  []*prose   // by segment
	values []*content // by segment
}

func newSide(v *doc.Version) *side {
	n := len(v.Segments)
	return &side{v: v, texts: make([]*prose, n), values: make([]*content, n)}
}

func (s *side) seg(i int) *doc.Segment { return &s.v.Segments[i] }

// locale is the language that a segment is meant to be in.
func (s *side) locale(i int) string {
	if l := s.seg(i).Lang; l != "" {
		return l
	}
	return s.v.Locale
}

// readable reports whether the segment holds words of the article: neither
// code nor the site's own furniture nor what must not be translated.
func (s *side) readable(i int) bool {
	g := s.seg(i)
	return g.Translatable() && g.Role != doc.Furniture
}

// prose is a segment's words, with the way back to the bytes of its text.
type prose struct {
	segment int
	text    string
	at      []int // at[i] is the byte of Segment.Text that text[i] stands for; one more for the end
}

// place turns a range of the words into a range of the segment's text.
func (p *prose) place(start, end int) Place {
	last := p.at[end]
	if end > start {
		// The byte after the last one shown: not the start of the next shown
		// one, which may lie behind a link's destination.
		last = p.at[end-1] + 1
	}
	return Place{p.segment, p.at[start], last}
}

// prose gives the words of a segment. Runs become a space, save for markup,
// which vanishes; character references and backslash escapes are undone.
func (s *side) prose(i int) *prose {
	if s.texts[i] == nil {
		s.texts[i] = newProse(s.seg(i), i)
	}
	return s.texts[i]
}

func newProse(g *doc.Segment, index int) *prose {
	p := &prose{segment: index}
	var b strings.Builder
	at := 0
	for _, r := range g.Runs {
		p.words(&b, g.Text, at, r.Start)
		switch r.Kind {
		case doc.RunMarkup:
		case doc.RunEntity:
			p.put(&b, r.Target, r.Start)
		default:
			p.put(&b, " ", r.Start)
		}
		at = r.End
	}
	p.words(&b, g.Text, at, len(g.Text))
	p.at = append(p.at, len(g.Text))
	p.text = b.String()
	return p
}

func (p *prose) put(b *strings.Builder, s string, from int) {
	b.WriteString(s)
	for range len(s) {
		p.at = append(p.at, from)
	}
}

func (p *prose) words(b *strings.Builder, text string, from, to int) {
	for i := from; i < to; {
		switch c := text[i]; {
		case c == '&':
			if n := reference(text[i:to]); n > 0 {
				p.put(b, html.UnescapeString(text[i:i+n]), i)
				i += n
				continue
			}
			p.put(b, "&", i)
		case c == '\\' && i+1 < to && strings.IndexByte("\\`*_{}[]()#+-.!<>|~$&'\"", text[i+1]) >= 0:
			// The escape vanishes; what it protects is read next.
			i++
			p.put(b, text[i:i+1], i)
		case c < utf8.RuneSelf:
			p.put(b, text[i:i+1], i)
		default:
			b.WriteByte(c)
			p.at = append(p.at, i)
		}
		i++
	}
}

// reference is the length of the character reference that s begins with, or 0.
func reference(s string) int {
	end := strings.IndexByte(s[:min(len(s), 12)], ';')
	if end < 2 {
		return 0
	}
	for _, c := range s[1:end] {
		if c != '#' && (c < '0' || c > '9') && (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') {
			return 0
		}
	}
	if ref := s[:end+1]; html.UnescapeString(ref) != ref {
		return end + 1
	}
	return 0
}

// group is what a bead holds on one side.
type group struct {
	side *side
	idx  []int
}

// each calls f for every segment of the group that the filter lets through.
func (g group) each(keep func(i int) bool, f func(i int, s *doc.Segment)) {
	for _, i := range g.idx {
		if keep(i) {
			f(i, g.side.seg(i))
		}
	}
}

// words is the readable text of the group in one string.
func (g group) words() string {
	var parts []string
	g.each(g.side.readable, func(i int, _ *doc.Segment) { parts = append(parts, g.side.prose(i).text) })
	return strings.Join(parts, " ")
}

func (g group) readable() bool {
	for _, i := range g.idx {
		if g.side.readable(i) {
			return true
		}
	}
	return false
}

// furniture reports whether the group is nothing but the site's furniture.
func (g group) furniture() bool {
	for _, i := range g.idx {
		if g.side.seg(i).Role != doc.Furniture {
			return false
		}
	}
	return len(g.idx) > 0
}

// pairing is two aligned versions under check.
type pairing struct {
	in    *Input
	opt   *Options
	a, b  *side
	beads []bead
	found []Finding
	// renames counts the names of code that differ, once they are asked for.
	renames map[[2]string]int
}

type bead struct {
	a, b       group
	confidence float64
	moved      bool
}

// full reports whether the bead has segments on both sides.
func (b *bead) full() bool { return len(b.a.idx) > 0 && len(b.b.idx) > 0 }

// comparable reports whether the bead has something to compare on both sides.
func (b *bead) comparable() bool {
	return b.full() && !b.a.furniture() && !b.b.furniture()
}

func (p *pairing) add(f Finding) { p.found = append(p.found, f) }

// single is one version under check.
type single struct {
	v     *doc.Version
	opt   *Options
	side  *side
	found []Finding
}

func (s *single) add(f Finding) { s.found = append(s.found, f) }

func newPairing(in *Input) *pairing {
	p := &pairing{in: in, opt: &in.Options, a: newSide(in.A), b: newSide(in.B)}
	for _, b := range in.Beads {
		p.beads = append(p.beads, bead{
			a: group{p.a, within(b.Source, len(in.A.Segments))}, b: group{p.b, within(b.Target, len(in.B.Segments))},
			confidence: b.Confidence, moved: b.Moved,
		})
	}
	return p
}

// within drops indices that the version does not have.
func within(idx []int, n int) []int {
	for _, i := range idx {
		if i < 0 || i >= n {
			var kept []int
			for _, i := range idx {
				if i >= 0 && i < n {
					kept = append(kept, i)
				}
			}
			return kept
		}
	}
	return idx
}

type pairCheck struct {
	rules []Rule
	run   func(*pairing)
}

type versionCheck struct {
	rules []Rule
	run   func(*single)
}

// pairChecks and versionChecks are all there is to run.
var pairChecks = []pairCheck{
	{[]Rule{Number, Percent, Currency, Unit, Date}, checkValues},
	{[]Rule{Link}, checkLinks},
	{[]Rule{Link}, checkLocalLinks},
	{[]Rule{Anchor}, checkAnchors},
	{[]Rule{Note}, checkNotes},
	{[]Rule{Code}, checkCode},
	{[]Rule{Placeholder}, checkPlaceholders},
	{[]Rule{Image, Alt}, checkImages},
	{[]Rule{HeadingLevel}, checkHeadings},
	{[]Rule{ListShape}, checkLists},
	{[]Rule{TableShape}, checkTables},
	{[]Rule{Order}, checkOrder},
	{[]Rule{Language}, checkLanguages},
	{[]Rule{Punctuation}, checkPunctuation},
	{[]Rule{Glossary}, checkGlossary},
	{[]Rule{Length}, checkLength},
	{[]Rule{Invisible}, checkInvisible},
}

var versionChecks = []versionCheck{
	{[]Rule{Anchor}, checkOwnAnchors},
	{[]Rule{Note}, checkOwnNotes},
	{[]Rule{Language}, checkOwnLanguage},
	{[]Rule{Quotation}, checkQuotations},
	{[]Rule{Apostrophe}, checkApostrophes},
	{[]Rule{Dash}, checkDashes},
	{[]Rule{Space}, checkSpaces},
	{[]Rule{Case}, checkCase},
	{[]Rule{Names}, checkNames},
	{[]Rule{Homoglyph}, checkHomoglyphs},
	{[]Rule{Invisible}, checkOwnInvisible},
}
