package project

import (
	"path"
	"slices"
	"strings"

	"stele/internal/lang"
)

// scope chooses the part of the tree that one pattern is for: a single stem as
// it is, or the folder in which enough files have translations.
func (s *suffixFamily) scope(r *recogniser, believed []stemRead) *reading {
	if len(believed) == 1 {
		if dir, ok := r.contentOf(believed[0].stem); !ok || believed[0].base < 0 {
			return s.build(r, believed, believed[0].stem, false)
		} else {
			return s.build(r, believed, dir+"{path}", false)
		}
	}
	var stems []string
	for _, x := range believed {
		stems = append(stems, x.stem)
	}
	dir := commonDir(stems)
	if d, ok := r.contentOf(dir); ok {
		return s.build(r, believed, d+"{path}", false)
	}
	plain, based := 0, 0
	for i, f := range r.files {
		if strings.HasPrefix(f, dir) && !r.taken[i] && known(f) {
			plain++
		}
	}
	for _, x := range believed {
		plain -= len(x.files)
		if x.base >= 0 {
			based++
		}
	}
	paired := based > 0 && 3*based < plain
	if paired && len(believed) <= 3 {
		return s.build(r, believed[:1], believed[0].stem, false)
	}
	return s.build(r, believed, dir+"{path}", paired)
}

// contentOf is the folder of a site's pages that a name is in; all of them are
// meant to be translated when the site's configuration names another language.
func (r *recogniser) contentOf(name string) (string, bool) {
	s := r.siteOf(name)
	if s == nil || s.content == "" || !strings.HasPrefix(name, s.content) {
		return "", false
	}
	for l := range s.locales {
		if l != s.source {
			return s.content, true
		}
	}
	return "", false
}

func (s *suffixFamily) build(r *recogniser, stems []stemRead, name string, paired bool) *reading {
	out := &reading{}
	exts, count := map[string]bool{}, map[string]int{}
	var bases []int
	for _, x := range stems {
		out.score += len(x.files)
		if x.base >= 0 {
			bases = append(bases, x.base)
			exts[path.Ext(r.files[x.base])] = true
		}
		for _, f := range x.files {
			out.files = append(out.files, f.file)
			exts[path.Ext(r.files[f.file])] = true
			count[f.locale]++
			out.spell(f.locale, f.spelled)
		}
	}
	locales := sortedKeys(count)
	ext := ".{ext}"
	if len(exts) == 1 {
		ext = sortedKeys(exts)[0]
	}
	p := &out.pattern
	if strings.ContainsAny(strings.Replace(name, "{path}", "", 1), "{}*\\") {
		for _, i := range slices.Concat(out.files, bases) {
			p.Include = append(p.Include, r.files[i])
		}
		name = joinDir(dirOf(name), "{path}")
	}
	sep := s.sep
	if name == "" {
		sep = ""
	}
	p.Path, p.Paired, p.Locales = name+sep+"{locale}"+ext, paired, locales
	out.reasons = []Reason{{ReasonSuffix, map[string]any{"Example": r.files[out.files[0]], "Locales": locales}}}
	if s.plainSource(r, out, name, ext, stems, bases, locales) {
		return out
	}
	source, why := r.pickSource(name, count)
	p.SourceLocale, p.Paired = source, false
	out.reasons = append(out.reasons, why...)
	return out
}

// plainSource makes the files without a locale the source, unless their text
// is in a language that the others have by name.
func (s *suffixFamily) plainSource(r *recogniser, out *reading, name, ext string, stems []stemRead, bases []int, locales []string) bool {
	if len(bases) == 0 {
		return false
	}
	var files []string
	for i := range min(len(bases), 9) {
		files = append(files, r.files[bases[i*len(bases)/min(len(bases), 9)]])
	}
	used := map[string]bool{}
	for _, x := range stems {
		for _, f := range x.files {
			used[f.locale] = used[f.locale] || x.base >= 0
		}
	}
	taken := slices.DeleteFunc(slices.Clone(locales), func(l string) bool { return !used[l] })
	source, why := r.unnamed(name, files, taken)
	if slices.Contains(locales, source) && len(bases) == len(stems) {
		return false
	}
	p := &out.pattern
	p.Source, p.SourceLocale = name+ext, source
	if stems[0].away {
		p.Source = r.files[bases[0]]
	}
	p.Locales = append(slices.Clone(locales), source)
	slices.Sort(p.Locales)
	p.Locales = slices.Compact(p.Locales)
	out.files = append(out.files, bases...)
	s.oneEnglish(r, p, stems)
	out.reasons = append(append(out.reasons, why...), Reason{ReasonRoot, map[string]any{"Folder": name, "Locale": source}})
	return true
}

// oneEnglish makes en and en-US one locale where some documents are called the
// one and some the other: guide.md in English here, faq.en-US.md there.
func (s *suffixFamily) oneEnglish(r *recogniser, p *Pattern, stems []stemRead) {
	for _, l := range slices.Clone(p.Locales) {
		if l == p.SourceLocale || !lang.SameLanguage(l, p.SourceLocale) {
			continue
		}
		spelled := ""
		for _, x := range stems {
			i := slices.IndexFunc(x.files, func(f *suffixed) bool { return f.locale == l })
			if i >= 0 && x.base >= 0 {
				spelled = "" // both, so two locales
				break
			}
			if i >= 0 {
				spelled = x.files[i].spelled
			}
		}
		if spelled != "" && p.Spelling[p.SourceLocale] == "" {
			if p.Spelling == nil {
				p.Spelling = map[string]string{}
			}
			p.Spelling[p.SourceLocale] = spelled
			delete(p.Spelling, l)
			p.Locales = slices.DeleteFunc(p.Locales, func(o string) bool { return o == l })
		}
	}
}

// book reads po/tr.po, po/ru.po … beside the chapters of an mdBook: each holds
// the translation of all of them. Elsewhere such files are a program's.
func (s *suffixFamily) book(r *recogniser) *reading {
	for _, dir := range sortedKeys(s.stems) {
		site := r.siteOf(dir + "/")
		if s.sep != "/" || site == nil || site.generator != "mdbook" {
			continue
		}
		out := &reading{}
		out.pattern = Pattern{Path: joinDir(dir, "{locale}.po"), Source: site.content + "{path}.md", SourceLocale: site.source}
		locales := map[string]int{site.source: 1}
		for _, f := range s.stems[dir] {
			if !r.taken[f.file] && strings.HasSuffix(r.files[f.file], ".po") {
				out.files = append(out.files, f.file)
				locales[f.locale]++
				out.spell(f.locale, f.spelled)
			}
		}
		if out.score = len(out.files); out.score == 0 {
			continue
		}
		out.pattern.Locales = sortedKeys(locales)
		out.reasons = []Reason{{ReasonSuffix, map[string]any{"Example": r.files[out.files[0]], "Locales": out.pattern.Locales}}}
		for i, f := range r.files {
			if strings.HasPrefix(f, site.content) && strings.HasSuffix(f, ".md") && !r.taken[i] {
				out.files = append(out.files, i)
			}
		}
		return out
	}
	return nil
}
