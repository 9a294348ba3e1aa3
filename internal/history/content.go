package history

import (
	"slices"
	"strings"
	"unicode/utf8"

	"stele/internal/align"
	"stele/internal/doc"
	"stele/internal/ledger"
)

// Lack says what a suspect's translation lacks.
type Lack string

// What can be lacking.
const (
	LacksNumber Lack = "number"
	LacksLink   Lack = "link"
	LacksCode   Lack = "code"
	LacksText   Lack = "length" // it is far shorter than the page's other paragraphs lead to expect
)

// Suspect is a pair of which the texts alone say that the translation may rest
// on another source: the source has something that is the same in every
// language, and the translation has not.
type Suspect struct {
	Source, Target []int // segment indices
	Reason         Lack
	Detail         string // what is lacking
}

// sureContent is the confidence that a bead needs for its texts to be compared.
const sureContent = 0.6

// Suspects compares aligned texts where there is no history to ask. It is made
// to be right rather than complete: it speaks only of surely aligned pairs, and
// only of code, addresses and numbers of several digits that the target has
// nowhere near.
func Suspects(source, target []doc.Segment, beads []align.Bead, opt ledger.Options) []Suspect {
	c := &comparison{source: source, target: target, opt: opt}
	c.everywhere()
	var out []Suspect
	usual := c.proportion(beads)
	for _, b := range beads {
		if len(b.Source) != 1 || len(b.Target) != 1 || b.Confidence < sureContent {
			continue
		}
		why, what := c.lack(b)
		if why == "" && usual > 0 && c.short(b, usual) {
			why = LacksText
		}
		if why != "" {
			out = append(out, Suspect{Source: b.Source, Target: b.Target, Reason: why, Detail: what})
		}
	}
	return out
}

type comparison struct {
	source, target []doc.Segment
	opt            ledger.Options
	// What the whole target has: a thing that stands in another paragraph was
	// moved there, or the alignment is at fault.
	code, links map[string]bool
	pages       map[string]bool
}

func (c *comparison) everywhere() {
	c.code, c.links = map[string]bool{}, map[string]bool{}
	for i := range c.target {
		code, links := invariants(&c.target[i])
		for _, x := range code {
			c.code[canon(x)] = true
		}
		for _, x := range links {
			c.links[x] = true
		}
	}
}

func (c *comparison) lack(b align.Bead) (Lack, string) {
	var text strings.Builder
	for _, t := range b.Target {
		s := &c.target[t]
		if !s.Translatable() {
			return "", ""
		}
		text.WriteString(" " + s.Text)
	}
	there := canon(text.String())
	for _, i := range b.Source {
		s := &c.source[i]
		if !s.Translatable() {
			return "", ""
		}
		code, links := invariants(s)
		for _, x := range code {
			if k := canon(x); !c.code[k] && !strings.Contains(there, strings.TrimSuffix(k, "s")) {
				return LacksCode, x
			}
		}
		if links == nil || linkCount(s) <= linkCount(&c.target[b.Target[0]]) {
			continue // it may be the same page in another language
		}
		for _, x := range links {
			if !c.links[x] && !strings.Contains(there, canon(x)) {
				return LacksLink, x
			}
		}
	}
	for _, i := range b.Source {
		for _, x := range pages(&c.source[i]) {
			if !c.hasPage(x) {
				return LacksLink, x
			}
		}
	}
	return c.lackNumber(b, there)
}

// leastDigits is how long a number must be that a translation has to repeat:
// short ones are written out as words, or belong to an enumeration.
const leastDigits = 3

func (c *comparison) lackNumber(b align.Bead, there string) (Lack, string) {
	var values []string
	for _, t := range b.Target {
		values = append(values, numbersIn(&c.target[t], c.opt.TargetNumbers)...)
	}
	for _, i := range b.Source {
		for _, v := range numbersIn(&c.source[i], c.opt.SourceNumbers) {
			if digits(v) >= leastDigits && !slices.Contains(values, v) && !strings.Contains(there, v) {
				return LacksNumber, v
			}
		}
	}
	return "", ""
}

func numbersIn(s *doc.Segment, values func(string) []string) []string {
	if values != nil {
		return values(s.Words())
	}
	var out []string
	for _, t := range s.Tokens() {
		if t.Kind == doc.TokenNumber {
			out = append(out, t.Text)
		}
	}
	return out
}

func digits(text string) int {
	n := 0
	for _, c := range []byte(text) {
		if '0' <= c && c <= '9' {
			n++
		}
	}
	return n
}

// invariants are a segment's code spans and addresses, as far as they are the
// same in every language: code that is no plain word, and addresses outside the site.
func invariants(s *doc.Segment) (code, links []string) {
	for _, r := range s.Runs {
		switch r.Kind {
		case doc.RunCode:
			x := strings.Trim(s.RunText(r), "` ")
			if ascii(x) && technical(x) && !strings.ContainsAny(x, "<>") {
				code = append(code, x)
			}
		case doc.RunLink, doc.RunImage:
			if x := address(r.Target); x != "" {
				links = append(links, x)
			}
		}
	}
	return code, links
}

// technical reports whether code is more than a word that a translator may
// well translate: it holds a digit, a mark, or a capital after a small letter.
func technical(code string) bool {
	if len(code) < 4 {
		return false
	}
	for i := 0; i < len(code); i++ {
		switch c := code[i]; {
		case '0' <= c && c <= '9', strings.IndexByte("-_/.=", c) >= 0 && i < len(code)-1:
			return true
		case 'A' <= c && c <= 'Z' && i > 0 && 'a' <= code[i-1] && code[i-1] <= 'z':
			return true
		}
	}
	return false
}

// canon keeps the letters and digits of ASCII, in lower case: marks and spaces
// within code are misspelt more often than changed.
func canon(text string) string {
	b := make([]byte, 0, len(text))
	for _, c := range []byte(text) {
		switch {
		case 'A' <= c && c <= 'Z':
			b = append(b, c+'a'-'A')
		case 'a' <= c && c <= 'z', '0' <= c && c <= '9':
			b = append(b, c)
		}
	}
	return string(b)
}

// pages are the pages of the site that a segment points to by absolute paths,
// without fragment: at least two folders deep, as others are too common.
func pages(s *doc.Segment) []string {
	var out []string
	for _, r := range s.Runs {
		if r.Kind != doc.RunLink || !strings.HasPrefix(r.Target, "/") || !ascii(r.Target) {
			continue
		}
		x, _, _ := strings.Cut(r.Target, "#")
		x = strings.ToLower(strings.TrimSuffix(x, "/"))
		if strings.Count(x, "/") >= 3 && !strings.ContainsAny(x, "{}<>") {
			out = append(out, x)
		}
	}
	return out
}

// hasPage reports whether the target points anywhere to a page, in whatever
// language's folder.
func (c *comparison) hasPage(page string) bool {
	if c.pages == nil {
		c.pages = map[string]bool{}
		for i := range c.target {
			for _, x := range pages(&c.target[i]) {
				c.pages[x] = true
				if _, rest, ok := strings.Cut(x[1:], "/"); ok {
					c.pages["/"+rest] = true
				}
			}
		}
	}
	return c.pages[page]
}

func linkCount(s *doc.Segment) int {
	n := strings.Count(s.Text, "](")
	for _, r := range s.Runs {
		if r.Kind == doc.RunLink || r.Kind == doc.RunImage {
			n++
		}
	}
	return n
}

// The bounds of what counts as too short.
const (
	shortPairs  = 8    // pairs that a page needs to have a usual proportion
	shortSource = 80   // letters that a source must have
	shortShare  = 0.45 // of the length that the page leads to expect
)

// proportion is the median of target to source length on the page; 0 when
// there are too few pairs.
func (c *comparison) proportion(beads []align.Bead) float64 {
	var all []float64
	for _, b := range beads {
		if len(b.Source) == 1 && len(b.Target) == 1 && b.Confidence >= sureContent {
			if s, t := c.lengths(b); s >= shortSource/2 {
				all = append(all, float64(t)/float64(s))
			}
		}
	}
	if len(all) < shortPairs {
		return 0
	}
	slices.Sort(all)
	return all[len(all)/2]
}

func (c *comparison) lengths(b align.Bead) (source, target int) {
	s, t := &c.source[b.Source[0]], &c.target[b.Target[0]]
	if !s.Translatable() || !t.Translatable() {
		return 0, 0
	}
	return utf8.RuneCountInString(s.Words()), utf8.RuneCountInString(t.Words())
}

func (c *comparison) short(b align.Bead, usual float64) bool {
	s, t := c.lengths(b)
	return s >= shortSource && float64(t) < shortShare*usual*float64(s)
}

// address is the part of an absolute address that no language changes: the
// host and the path without what names a language or a version.
func address(target string) string {
	_, rest, ok := strings.Cut(target, "://")
	if !ok || !ascii(target) {
		return ""
	}
	rest, _, _ = strings.Cut(rest, "#")
	rest, _, _ = strings.Cut(rest, "?")
	return strings.TrimSuffix(strings.TrimPrefix(rest, "www."), "/")
}

func ascii(text string) bool {
	for _, c := range []byte(text) {
		if c >= 0x80 {
			return false
		}
	}
	return true
}
