package check

import (
	"strings"

	"stele/internal/lang"
)

// Term is one line of the project's glossary.
type Term struct {
	Source string // in the language From
	From   string // BCP 47
	Target string // in the language To; alternatives are separated by "|"
	To     string // BCP 47
	// Forbidden lists renderings that must not be used.
	Forbidden []string
}

// checkGlossary finds terms of A that B does not render as the glossary says.
// Words are compared by stem: the beginning that their inflected forms share.
func checkGlossary(p *pairing) {
	a, b := p.a.v.Locale, p.b.v.Locale
	for _, t := range p.opt.Glossary {
		switch {
		case lang.SameLanguage(t.From, a) && lang.SameLanguage(t.To, b):
			p.term(t.Source, a, strings.Split(t.Target, "|"), b, t.Forbidden)
		case lang.SameLanguage(t.From, b) && lang.SameLanguage(t.To, a):
			p.term(t.Target, a, strings.Split(t.Source, "|"), b, nil)
		}
	}
}

func (p *pairing) term(source, a string, targets []string, b string, forbidden []string) {
	var from []stems
	for _, s := range strings.Split(source, "|") {
		from = append(from, stemsOf(s, a))
	}
	for i := range p.beads {
		bd := &p.beads[i]
		if !bd.comparable() {
			continue
		}
		said := stems(nil)
		for _, f := range from {
			if len(f) > 0 && f.in(bd.a.words(), a) {
				said = f
			}
		}
		if said == nil {
			continue
		}
		rendering := bd.b.words()
		for _, f := range forbidden {
			if x := stemsOf(f, b); len(x) > 0 && x.in(rendering, b) {
				p.add(Finding{Rule: Glossary, Variant: "forbidden", A: bd.a.idx, B: bd.b.idx, Args: map[string]any{"Term": source, "B": f, "Want": strings.TrimSpace(targets[0])}, Suggestion: strings.TrimSpace(targets[0])})
			}
		}
		found := false
		for _, t := range targets {
			x := stemsOf(t, b)
			found = found || len(x) == 0 || x.in(rendering, b)
		}
		if !found {
			p.add(Finding{Rule: Glossary, Variant: "term", A: bd.a.idx, B: bd.b.idx, Args: map[string]any{"Term": source, "Want": strings.TrimSpace(targets[0])}, Suggestion: strings.TrimSpace(targets[0])})
		}
	}
}

// stems is a term as the stems of its words.
type stems []stem

type stem struct {
	text  string
	exact bool // too short to be inflected safely
}

func stemsOf(term, locale string) stems {
	var out stems
	for _, w := range words(lang.Lower(strings.TrimSpace(term), locale)) {
		rs := []rune(w.text)
		switch n := len(rs); {
		case n <= 3:
			out = append(out, stem{w.text, true})
		case n <= 5:
			out = append(out, stem{string(rs[:n-1]), false})
		default:
			out = append(out, stem{string(rs[:n-2]), false})
		}
	}
	return out
}

// in reports whether the stems occur in the text one after the other.
func (s stems) in(text, locale string) bool {
	ws := words(lang.Lower(text, locale))
	for i := 0; i+len(s) <= len(ws); i++ {
		ok := true
		for k, st := range s {
			w := ws[i+k].text
			if st.exact && w != st.text && !(len(s) == 1 && strings.HasPrefix(w, st.text) && runeLen(w)-runeLen(st.text) <= 2) || !st.exact && !strings.HasPrefix(w, st.text) {
				ok = false
				break
			}
		}
		if ok {
			return true
		}
	}
	return false
}
