package history

import (
	"slices"
	"strings"

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
