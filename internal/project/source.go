package project

import (
	"slices"

	"stele/internal/lang"
)

// pickSource chooses among locales that stand side by side: what is
// configured, English, or the one with the most files.
func (r *recogniser) pickSource(name string, count map[string]int) (string, []Reason) {
	if s := r.declared(name); s != "" {
		for _, l := range sortedKeys(count) {
			if l == s || count[s] == 0 && lang.SameLanguage(l, s) {
				return l, nil
			}
		}
	}
	best, most := "", 0
	for l, n := range count {
		if n > most || n == most && l < best {
			best, most = l, n
		}
	}
	for _, l := range sortedKeys(count) {
		if lang.SameLanguage(l, "en") && 2*count[l] >= most {
			return l, []Reason{{ReasonEnglish, map[string]any{"Locale": l}}}
		}
	}
	return best, []Reason{{ReasonMost, map[string]any{"Locale": best, "Files": most}}}
}

// declares reports whether the configuration, or that of the site a path
// belongs to, names a locale.
func (r *recogniser) declares(name, locale string) bool {
	s := r.siteOf(name)
	return s != nil && s.locales[locale] || slices.Contains(r.cfg.Locales, locale)
}

// declared is the source locale that is configured for a path, or "".
func (r *recogniser) declared(name string) string {
	if r.cfg.Source != "" {
		return r.cfg.Source
	}
	if s := r.siteOf(name); s != nil {
		return s.source
	}
	return ""
}

// unnamed is the locale of a source whose path does not say it; used are the
// locales that are taken.
func (r *recogniser) unnamed(name string, files, used []string) (string, []Reason) {
	if s := r.declared(name); s != "" && !slices.Contains(used, s) {
		return s, nil
	}
	candidates := slices.Concat(r.sources(), []string{"en", "zh-CN", "ja", "ru", "es", "fr", "de"}, used)
	votes := map[string]int{}
	for _, f := range files {
		if got := r.text.identify(f, candidates); got != "" {
			votes[got]++
		}
	}
	best := ""
	for _, l := range sortedKeys(votes) {
		if best == "" || votes[l] > votes[best] {
			best = l
		}
	}
	if best != "" {
		return best, []Reason{{ReasonText, map[string]any{"Locale": best, "File": files[0]}}}
	}
	for _, l := range append(r.sources(), "en") {
		if !slices.ContainsFunc(used, func(u string) bool { return lang.SameLanguage(u, l) }) {
			return l, []Reason{{ReasonAssumed, map[string]any{"Locale": l}}}
		}
	}
	return "und", []Reason{{ReasonAssumed, map[string]any{"Locale": "und"}}}
}

// sources are the source locales of what has been recognised so far, so that
// one project does not mix en and en-US.
func (r *recogniser) sources() []string {
	var out []string
	for _, f := range r.families {
		if s := f.Pattern.SourceLocale; !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}

// main is the pattern of the largest family.
func (r *recogniser) main() Pattern {
	best := r.families[0]
	for _, f := range r.families {
		if f.score > best.score {
			best = f
		}
	}
	return best.Pattern
}

// unify writes the source's locale everywhere as the largest family does, where
// no path says it: not en here and en-US there.
func (r *recogniser) unify() {
	for i := range r.families {
		p, main := &r.families[i].Pattern, r.main().SourceLocale
		if p.Source == "" || p.SourceTree != "" || p.SourceLocale == main || !lang.SameLanguage(p.SourceLocale, main) || slices.Contains(p.Locales, main) {
			continue
		}
		p.Locales[slices.Index(p.Locales, p.SourceLocale)] = main
		p.SourceLocale = main
	}
}
