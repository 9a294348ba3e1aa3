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
	for _, b := range beads {
		if len(b.Source) == 0 || len(b.Target) == 0 || b.Confidence < sureContent {
			continue
		}
		if why, what := c.lack(b); why != "" {
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
}

func (c *comparison) everywhere() {
	c.code, c.links = map[string]bool{}, map[string]bool{}
	for i := range c.target {
		code, links := invariants(&c.target[i])
		for _, x := range code {
			c.code[x] = true
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
	there := fold(text.String())
	for _, i := range b.Source {
		s := &c.source[i]
		if !s.Translatable() {
			return "", ""
		}
		code, links := invariants(s)
		for _, x := range code {
			if !c.code[x] && !strings.Contains(there, fold(x)) {
				return LacksCode, x
			}
		}
		for _, x := range links {
			if !c.links[x] && !strings.Contains(there, fold(x)) {
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
// same in every language: code without spaces or non-ASCII letters, and
// addresses outside the site.
func invariants(s *doc.Segment) (code, links []string) {
	for _, r := range s.Runs {
		switch r.Kind {
		case doc.RunCode:
			if x := strings.Trim(s.RunText(r), "` "); len(x) > 2 && ascii(x) && !strings.Contains(x, " ") && !strings.ContainsAny(x, "<>") {
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

func fold(text string) string { return strings.ToLower(text) }
