package check

import (
	"strings"

	"stele/internal/fault"
	"stele/internal/lang"
)

// Faults of .stele/glossary.tsv.
const (
	FaultGlossaryHead fault.ID = "glossary-head" // Value: not a locale, in the first line
	FaultGlossaryLine fault.ID = "glossary-line" // more cells than locales, or one term alone
)

// ParseGlossary reads a project's terms: a table whose cells are parted by tabs.
// The first line names a locale for each column, every other line gives one
// term in them; a cell may be empty. Renderings that do as well as each other
// are parted by "|", and one after "!" must not be used. Empty lines, and lines
// that begin with "#", say nothing. name is for errors only, which are
// *fault.Fault with the line.
func ParseGlossary(name string, src []byte) ([]Term, error) {
	var locales []string
	var out []Term
	n := 0
	for line := range strings.Lines(strings.TrimPrefix(string(src), "\ufeff")) {
		n++
		line = strings.TrimRight(line, "\r\n")
		if strings.TrimSpace(line) == "" || strings.HasPrefix(line, "#") {
			continue
		}
		cells := strings.Split(line, "\t")
		if locales == nil {
			for _, c := range cells {
				tag, ok := lang.Canonical(strings.TrimSpace(c))
				if !ok {
					return nil, fault.New(fault.Config, FaultGlossaryHead, name, "Value", c).At(n)
				}
				locales = append(locales, tag)
			}
			continue
		}
		terms := termsOf(locales, cells)
		if len(cells) > len(locales) || len(terms) == 0 {
			return nil, fault.New(fault.Config, FaultGlossaryLine, name).At(n)
		}
		out = append(out, terms...)
	}
	return out, nil
}

// termsOf is a line as a term for each two of its locales.
func termsOf(locales, cells []string) []Term {
	var out []Term
	for i := 0; i < len(cells) && i < len(locales); i++ {
		source, _ := renderings(cells[i])
		if source == "" {
			continue
		}
		for j := i + 1; j < len(cells) && j < len(locales); j++ {
			if target, forbidden := renderings(cells[j]); target != "" {
				out = append(out, Term{Source: source, From: locales[i], Target: target, To: locales[j], Forbidden: forbidden})
			}
		}
	}
	return out
}

// renderings tells the allowed renderings of a cell from those after "!".
func renderings(cell string) (allowed string, forbidden []string) {
	var good []string
	for part := range strings.SplitSeq(cell, "|") {
		part = strings.TrimSpace(part)
		if bad, ok := strings.CutPrefix(part, "!"); ok {
			forbidden = append(forbidden, strings.TrimSpace(bad))
		} else if part != "" {
			good = append(good, part)
		}
	}
	return strings.Join(good, "|"), forbidden
}
