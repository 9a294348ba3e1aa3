package project

import (
	"path"
	"slices"
	"strings"

	"stele/internal/lang"
)

// suffixFamily is files whose names end in a locale after one separator:
// post.tr.md ("."), README_ru.md ("_"), README-ru.md ("-") or about/tr.md ("/").
type suffixFamily struct {
	suffixKey
	stems map[string][]*suffixed
	// often counts, per spelling, the stems that have a file without one too.
	often map[string]int
}

type suffixKey struct {
	sep       string
	catalogue bool
}

// suffixed is one such file.
type suffixed struct {
	file            int
	spelled, locale string
}

// stemRead is a stem whose versions are believed.
type stemRead struct {
	stem    string
	base    int // the file without a locale, or -1
	files   []*suffixed
	away    bool // base lies in a folder above
	english bool // one of the files is English by name, so the base is not
}

func (r *recogniser) addSuffix(families map[suffixKey]*suffixFamily, i int, f string) {
	stem := trimExt(f)
	slash := strings.LastIndexByte(stem, '/') + 1
	ln, ok := readName(stem[slash:], true)
	if !ok {
		return
	}
	key, name := suffixKey{"/", catalogue(f)}, stem[:max(slash-1, 0)]
	if ln.head != "" {
		key.sep = ln.head[len(ln.head)-1:]
		name = stem[:slash] + ln.head[:len(ln.head)-1]
	}
	fam := families[key]
	if fam == nil {
		fam = &suffixFamily{key, map[string][]*suffixed{}, nil}
		families[key] = fam
	}
	fam.stems[name] = append(fam.stems[name], &suffixed{i, ln.spelled, r.canonical(ln.spelled)})
}

// read gives stems that have one source locale and one place for it. Files
// without a locale are in one language beside an English file by name and in
// another beside none, so these are told apart.
func (s *suffixFamily) read(r *recogniser) *reading {
	if s.catalogue {
		return s.book(r)
	}
	if s.often == nil {
		s.count(r)
	}
	var named, plain, beside []stemRead
	var away *stemRead
	for _, stem := range sortedKeys(s.stems) {
		x, ok := s.believe(r, stem)
		switch {
		case !ok:
		case x.base < 0:
			named = append(named, x)
		case x.away:
			away = &x
		case x.english:
			beside = append(beside, x)
		default:
			plain = append(plain, x)
		}
	}
	if len(named) > 0 && len(plain) > 0 && (2*len(named) < len(plain) || s.sameSource(r, named, plain)) {
		plain, named = append(plain, named...), nil
	}
	best := named
	for _, class := range [][]stemRead{plain, beside} {
		if len(class) > len(best) {
			best = class
		}
	}
	if away != nil {
		return s.build(r, []stemRead{*away}, away.stem, false)
	}
	if len(best) == 0 {
		return nil
	}
	others := len(named) + len(plain) + len(beside) - len(best)
	for _, class := range [][]stemRead{named, plain, beside} {
		// A few odd ones go first, each by its name, or the many would swallow them.
		if len(class) > 0 && others > 0 && others <= 6 && len(class) < len(best) {
			return s.build(r, class[:1], class[0].stem, false)
		}
	}
	return s.scope(r, best)
}

// sameSource reports whether the source among files that all say their locale
// is the locale of those that do not.
func (s *suffixFamily) sameSource(r *recogniser, named, plain []stemRead) bool {
	count, used := map[string]int{}, map[string]int{}
	for _, x := range named {
		for _, f := range x.files {
			count[f.locale]++
		}
	}
	var files []string
	for _, x := range plain {
		for _, f := range x.files {
			used[f.locale]++
		}
		if len(files) < 9 {
			files = append(files, r.files[x.base])
		}
	}
	dir := commonDir(files)
	a, _ := r.pickSource(dir, count)
	b, _ := r.unnamed(dir, files, sortedKeys(used))
	return lang.SameLanguage(a, b)
}

func (s *suffixFamily) count(r *recogniser) {
	s.often = map[string]int{}
	for stem, files := range s.stems {
		if s.baseOf(r, stem) < 0 {
			continue
		}
		for _, f := range files {
			s.often[f.spelled]++
		}
	}
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

// above is a file of the stem's own name in a folder further up, or -1: the
// README.md that docs/README.tr.md and translations/tr.md translate.
func (s *suffixFamily) above(r *recogniser, stem string) int {
	dir := dirOf(stem)
	if s.sep == "/" {
		if i, ok := r.index[joinDir(dir, "README")]; ok && !r.taken[i] && ofTranslations(path.Base(stem)) {
			return i
		}
		return -1
	}
	if dir == "" {
		return -1
	}
	for dir != "" {
		dir = dirOf(dir)
		for _, name := range []string{path.Base(stem), strings.ToUpper(path.Base(stem)), strings.ToLower(path.Base(stem))} {
			if i, ok := r.index[joinDir(dir, name)]; ok && generic(name) && !r.taken[i] {
				return i
			}
		}
	}
	return -1
}

// ofTranslations reports whether a folder's name says that translations are in
// it, and not of what.
func ofTranslations(name string) bool {
	switch strings.ToLower(name) {
	case "translations", "translation", "translated", "i18n", "l10n", "locales", "lang", "languages", "readme", "readmes":
		return true
	}
	return false
}

// names reports whether one of the files is in a language by its name.
func (s *suffixFamily) names(files []*suffixed, language string) bool {
	return slices.ContainsFunc(files, func(f *suffixed) bool { return lang.SameLanguage(f.locale, language) })
}

func (s *suffixFamily) believe(r *recogniser, stem string) (stemRead, bool) {
	x := stemRead{stem: stem, base: s.baseOf(r, stem)}
	certain := 0
	for _, f := range s.stems[stem] {
		if r.taken[f.file] {
			continue
		}
		x.files = append(x.files, f)
		if !isDoubtful(f.spelled) || r.declares(stem, f.locale) {
			certain++
		}
	}
	if x.base < 0 && !s.names(x.files, "en") {
		x.base, x.away = s.above(r, stem), true
	}
	if len(x.files) == 0 || x.base < 0 && len(x.files) < 2 || s.sep == "/" && !s.whole(r, stem, len(x.files)) {
		return x, false
	}
	var keep []*suffixed
	for _, f := range x.files {
		if s.believes(r, x, f, certain) {
			keep = append(keep, f)
			x.english = x.english || lang.SameLanguage(f.locale, "en")
		}
	}
	x.files = keep
	if len(keep) == 0 || x.base < 0 && len(keep) < 2 {
		return x, false
	}
	return x, s.sep == "." || !s.foreign(r, x)
}

// believes decides whether a name's end is a locale: by the company it keeps
// and, where that leaves doubt, by the text.
func (s *suffixFamily) believes(r *recogniser, x stemRead, f *suffixed, certain int) bool {
	doubtful := isDoubtful(f.spelled) && !r.declares(x.stem, f.locale)
	switch {
	case !doubtful && (s.sep == "." && x.base >= 0 || s.often[f.spelled] >= 3):
		return true
	case !doubtful && certain >= 2 && s.sep != "/":
		return true
	}
	got := r.text.identify(r.files[f.file], []string{f.locale, "en"})
	if lang.SameLanguage(got, f.locale) {
		return !lang.SameLanguage(got, "en") || certain >= 2
	}
	// README-id.md among a dozen others needs no proof; sign-in.md beside
	// sign.md does.
	return !lang.SameLanguage(got, "en") && (certain >= 2 || certain == 1 && !doubtful && x.base >= 0)
}

// whole reports whether a folder is made of versions, as about/{en,tr}.md is
// and a dictionary of commands with an ar.md is not.
func (s *suffixFamily) whole(r *recogniser, dir string, versions int) bool {
	if r.inDir == nil {
		r.inDir = map[string]int{}
		for _, f := range r.files {
			if known(f) && prosaic(f) {
				r.inDir[dirOf(f)]++
			}
		}
	}
	return 2*versions > r.inDir[dir] && r.inDir[dir] >= versions
}

// foreign reports that every file reads as English though none should: the
// names are of countries or of something else.
func (s *suffixFamily) foreign(r *recogniser, x stemRead) bool {
	foreign := 0
	for _, f := range x.files {
		if lang.SameLanguage(f.locale, "en") {
			return false
		}
		if got := r.text.identify(r.files[f.file], []string{f.locale, "en"}); !lang.SameLanguage(got, "en") {
			return false
		}
		if x.base < 0 || r.text.text(r.files[f.file]) != r.text.text(r.files[x.base]) {
			foreign++
		}
	}
	return foreign > 0
}
