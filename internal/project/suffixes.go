package project

import (
	"path"
	"slices"
	"strings"

	"stele/internal/lang"
)

// suffixFamily is files whose names end in a locale after one separator:
// post.tr.md (".") , README_ru.md ("_"), README-ru.md ("-") or about/tr.md ("/").
type suffixFamily struct {
	sep   string
	stems map[string][]*suffixed
}

// suffixed is one such file.
type suffixed struct {
	file            int
	spelled, locale string
}

// stemRead is a stem whose versions are believed.
type stemRead struct {
	stem  string
	base  int // the file without a locale, or -1
	files []*suffixed
}

func (r *recogniser) addSuffix(families map[string]*suffixFamily, i int, f string) {
	stem := trimExt(f)
	slash := strings.LastIndexByte(stem, '/') + 1
	ln, ok := readName(stem[slash:], true)
	if !ok {
		return
	}
	sep, name := "/", stem[:max(slash-1, 0)]
	if ln.head != "" {
		sep = ln.head[len(ln.head)-1:]
		name = stem[:slash] + ln.head[:len(ln.head)-1]
	}
	fam := families[sep]
	if fam == nil {
		fam = &suffixFamily{sep, map[string][]*suffixed{}}
		families[sep] = fam
	}
	fam.stems[name] = append(fam.stems[name], &suffixed{i, ln.spelled, r.canonical(ln.spelled)})
}

func (s *suffixFamily) read(r *recogniser) *reading {
	var believed []stemRead
	often := s.often(r)
	for _, stem := range sortedKeys(s.stems) {
		if x, ok := s.believe(r, stem, often); ok {
			believed = append(believed, x)
		}
	}
	if len(believed) == 0 {
		return nil
	}
	return s.scope(r, believed)
}

// often counts, per spelling, the stems that also have a file without one.
func (s *suffixFamily) often(r *recogniser) map[string]int {
	n := map[string]int{}
	for stem, files := range s.stems {
		if s.baseOf(r, stem) < 0 {
			continue
		}
		for _, f := range files {
			n[f.spelled]++
		}
	}
	return n
}

// baseOf is the stem's file without a locale, or -1.
func (s *suffixFamily) baseOf(r *recogniser, stem string) int {
	if s.sep == "/" {
		return -1
	}
	if i, ok := r.index[stem]; ok && !r.taken[i] {
		return i
	}
	return -1
}

func (s *suffixFamily) believe(r *recogniser, stem string, often map[string]int) (stemRead, bool) {
	x := stemRead{stem: stem, base: s.baseOf(r, stem)}
	certain := 0
	for _, f := range s.stems[stem] {
		if r.taken[f.file] {
			continue
		}
		x.files = append(x.files, f)
		if !isDoubtful(f.spelled) || r.declares(f.locale) {
			certain++
		}
	}
	if len(x.files) == 0 || x.base < 0 && len(x.files) < 2 {
		return x, false
	}
	keep := x.files[:0:0]
	for _, f := range x.files {
		switch {
		case certain >= 2 || certain == 1 && x.base >= 0 && s.sep == "." && !isDoubtful(f.spelled):
			keep = append(keep, f)
		case often[f.spelled] >= 3 && !isDoubtful(f.spelled):
			keep = append(keep, f)
		case r.text.identify(r.files[f.file], []string{f.locale, "en"}) == f.locale && !lang.SameLanguage(f.locale, "en"):
			keep = append(keep, f)
		case certain == 1 && x.base >= 0 && !isDoubtful(f.spelled) && !s.english(r, f):
			keep = append(keep, f)
		}
	}
	x.files = keep
	if len(keep) == 0 || x.base < 0 && len(keep) < 2 {
		return x, false
	}
	return x, !s.allEnglish(r, x)
}

func (s *suffixFamily) english(r *recogniser, f *suffixed) bool {
	return lang.SameLanguage(r.text.identify(r.files[f.file], []string{f.locale, "en"}), "en") && !lang.SameLanguage(f.locale, "en")
}

// allEnglish reports that every file that should be in another language reads
// as English: names of countries or of something else.
func (s *suffixFamily) allEnglish(r *recogniser, x stemRead) bool {
	english := 0
	for _, f := range x.files {
		if lang.SameLanguage(f.locale, "en") {
			continue
		}
		if !s.english(r, f) {
			return false
		}
		english++
	}
	return english > 0
}

// scope chooses the part of the tree that one pattern is for: a single stem as
// it is, or the folder in which enough files have translations.
func (s *suffixFamily) scope(r *recogniser, believed []stemRead) *reading {
	if len(believed) == 1 {
		return s.build(r, believed, believed[0].stem, false)
	}
	var stems []string
	for _, x := range believed {
		stems = append(stems, x.stem)
	}
	dir := commonDir(stems)
	plain := 0
	for i, f := range r.files {
		if strings.HasPrefix(f, dir) && !r.taken[i] && known(f) {
			plain++
		}
	}
	versions, based := 0, 0
	for _, x := range believed {
		versions += len(x.files)
		if x.base >= 0 {
			based++
		}
	}
	without := plain - versions - based
	paired := based > 0 && 3*based < based+without
	if paired && len(believed) <= 3 {
		return s.build(r, believed[:1], believed[0].stem, false)
	}
	return s.build(r, believed, dir+"{path}", paired)
}

func (s *suffixFamily) build(r *recogniser, stems []stemRead, name string, paired bool) *reading {
	out := &reading{}
	exts := map[string]bool{}
	count := map[string]int{}
	var used, bases []string
	var example string
	for _, x := range stems {
		out.score += len(x.files)
		if x.base >= 0 {
			bases = append(bases, r.files[x.base])
			exts[path.Ext(r.files[x.base])] = true
		}
		for _, f := range x.files {
			out.files = append(out.files, f.file)
			exts[path.Ext(r.files[f.file])] = true
			count[f.locale]++
			r.spell(f.locale, f.spelled)
			example = r.files[f.file]
		}
	}
	used = sortedKeys(count)
	ext := ".{ext}"
	if len(exts) == 1 {
		ext = sortedKeys(exts)[0]
	}
	p := &out.pattern
	p.Path = name + s.sep + "{locale}" + ext
	p.Paired = paired
	p.Locales = used
	out.reasons = append(out.reasons, Reason{ReasonSuffix, map[string]any{"Example": example, "Locales": used}})
	if len(bases) > 0 {
		source, why := r.unnamed(bases[:min(len(bases), 9)], used)
		if source != "und" {
			p.Source = name + ext
			p.SourceLocale = source
			p.Locales = append(p.Locales, source)
			slices.Sort(p.Locales)
			p.Locales = slices.Compact(p.Locales)
			out.reasons = append(out.reasons, why, Reason{ReasonRoot, map[string]any{"Folder": name, "Locale": source}})
			for _, x := range stems {
				if x.base >= 0 {
					out.files = append(out.files, x.base)
				}
			}
			return out
		}
	}
	source, why := r.pickSource(count)
	p.SourceLocale = source
	out.reasons = append(out.reasons, why)
	return out
}
