package history

import (
	"slices"
	"strings"

	"stele/internal/align"
	"stele/internal/doc"
	"stele/internal/ledger"
)

// Lack says what a suspect's translation lacks, or has without its source.
type Lack string

// What can be lacking, or too much.
const (
	LacksNumber Lack = "number"
	LacksLink   Lack = "link"
	LacksCode   Lack = "code"
	LacksText   Lack = "length" // it is far shorter than the page's other paragraphs lead to expect
	HasCode     Lack = "extra-code"
	HasLink     Lack = "extra-link"
	OtherID     Lack = "heading-id" // of the source, where the target has another
)

// Suspect is a pair of which the texts alone say that the translation may rest
// on another source: one of them has something that is the same in every
// language, and the other has not.
type Suspect struct {
	Source, Target []int // segment indices
	Reason         Lack
	Detail         string // what is lacking, or too much
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
	written     string // the whole source, letters and digits only
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
	var all strings.Builder
	for i := range c.source {
		all.WriteString(canon(c.source[i].Text))
		all.WriteByte('\n')
	}
	c.written = all.String()
}

// pairOf is a source and a target paragraph with what can be compared.
type pairOf struct {
	source, target *doc.Segment
	here, there    string // their texts, letters and digits only
}

func (c *comparison) lack(b align.Bead) (Lack, string) {
	p := pairOf{source: &c.source[b.Source[0]], target: &c.target[b.Target[0]]}
	if !p.source.Translatable() || !p.target.Translatable() {
		return "", ""
	}
	if x, ok := c.otherID(p.source, p.target); ok {
		return OtherID, x
	}
	p.here, p.there = canon(p.source.Text), canon(p.target.Text)
	code, links := invariants(p.source)
	theirs, others := invariants(p.target)
	if !translatedCode(p.target) {
		for _, x := range code {
			if k := canon(x); !c.code[k] && !p.says(p.there, k) && !misspelt(k, theirs) {
				return LacksCode, x
			}
		}
		if x, ok := p.swapped(); ok {
			return LacksCode, x
		}
	}
	// One more link there may be the same page in another language.
	if linkCount(p.source) > linkCount(p.target) {
		for _, x := range links {
			if !c.links[x] && !p.says(p.there, canon(x)) && !misspelt(canon(x), others) {
				return LacksLink, x
			}
		}
	}
	for _, x := range pages(p.source) {
		if !c.hasPage(x) {
			return LacksLink, x
		}
	}
	if why, what := c.lackNumber(b, p.there); why != "" {
		return why, what
	}
	return c.surplus(&p, code, theirs, links, others)
}

// otherID gives the id of a target's heading, where its source has another and
// no heading of the source has this one.
func (c *comparison) otherID(source, target *doc.Segment) (string, bool) {
	if source.Kind != doc.Heading || target.Kind != doc.Heading || target.ID == "" || source.ID == "" || source.ID == target.ID {
		return "", false
	}
	return source.ID, !slices.ContainsFunc(c.source, func(s doc.Segment) bool { return s.Kind == doc.Heading && s.ID == target.ID })
}

// surplus finds what the target has and the source has nowhere.
func (c *comparison) surplus(p *pairOf, code, theirs, links, others []string) (Lack, string) {
	for _, x := range theirs {
		if !c.spells(x) && !misspelt(canon(x), code) {
			return HasCode, x
		}
	}
	for _, x := range others {
		if k := canon(x); !p.says(c.written, k) && len(links) > 0 && !misspelt(k, links) {
			return HasLink, x
		}
	}
	return "", ""
}

// spells reports whether the source has code, or the parts that it is made of:
// "the field b of a" for a.b.
func (c *comparison) spells(code string) bool {
	for part := range strings.FieldsFuncSeq(code, func(r rune) bool { return r == '.' || r == ' ' || r == '\n' }) {
		if !strings.Contains(c.written, strings.TrimSuffix(canon(part), "s")) {
			return false
		}
	}
	return true
}

// says reports whether a text holds a thing, in the singular or the plural.
func (p *pairOf) says(text, thing string) bool {
	return strings.Contains(text, strings.TrimSuffix(thing, "s"))
}

// swapped reports whether each side has code, of whatever kind, that the other
// has not.
func (p *pairOf) swapped() (string, bool) {
	here, there := allCode(p.source), allCode(p.target)
	mine := slices.DeleteFunc(slices.Clone(here), func(x string) bool { return p.says(p.there, canon(x)) || misspelt(canon(x), there) })
	theirs := slices.DeleteFunc(slices.Clone(there), func(x string) bool { return p.says(p.here, canon(x)) || misspelt(canon(x), here) })
	if len(mine) == 0 || len(theirs) == 0 {
		return "", false
	}
	return mine[0], true
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
