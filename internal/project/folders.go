package project

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"stele/internal/lang"
)

// folderFamily is folders of one parent that are named alike but for a locale:
// content/en/ and content/tr/, pages.tr/ and pages.ru/.
type folderFamily struct {
	folderKey
	members map[string]*member
}

type folderKey struct {
	head, tail string // "content/", "" or "pages.", ""
	catalogue  bool   // of PO and the like, whose source is of another format
}

// member is one of those folders.
type member struct {
	spelled, locale string
	files           []ref
}

// ref is a file and its path below the member's folder.
type ref struct {
	file int
	rest string
}

func (r *recogniser) folderName(name string) *localeName {
	n, ok := r.names[name]
	if !ok {
		if read, found := readName(name, false); found {
			n = &read
		}
		r.names[name] = n
	}
	return n
}

// addFolders notes a file under each folder above it that names a locale.
func (r *recogniser) addFolders(families map[folderKey]*folderFamily, i int, f string) {
	from := 0
	for {
		n := strings.IndexByte(f[from:], '/')
		if n < 0 {
			return
		}
		ln := r.folderName(f[from : from+n])
		if l, ok := r.contentDirs[f[:from+n]]; ok {
			ln = &localeName{spelled: f[from : from+n]}
			r.aliases[ln.spelled] = l
		}
		if ln != nil {
			key := folderKey{f[:from] + ln.head, ln.tail, catalogue(f)}
			fam := families[key]
			if fam == nil {
				fam = &folderFamily{key, map[string]*member{}}
				families[key] = fam
			}
			m := fam.members[ln.spelled]
			if m == nil {
				m = &member{spelled: ln.spelled, locale: r.canonical(ln.spelled)}
				fam.members[ln.spelled] = m
			}
			m.files = append(m.files, ref{i, f[from+n+1:]})
		}
		from += n + 1
	}
}

// free is the members' files that no other family has taken.
func (f *folderFamily) free(r *recogniser) []*member {
	var out []*member
	for _, spelled := range sortedKeys(f.members) {
		m := f.members[spelled]
		left := &member{spelled: m.spelled, locale: m.locale}
		for _, x := range m.files {
			if !r.taken[x.file] {
				left.files = append(left.files, x)
			}
		}
		if len(left.files) > 0 {
			out = append(out, left)
		}
	}
	return out
}

func (f *folderFamily) read(r *recogniser) *reading {
	members := f.free(r)
	if len(members) == 0 {
		return nil
	}
	// A source without a locale in its path goes before a sibling only where
	// no sibling is the likelier source.
	var side *trial
	if !f.catalogue {
		side = f.sibling(r, members)
	}
	if side != nil && r.sourceLike(f.head, side.source) {
		if x := side.reading(r); x != nil {
			return x
		}
	}
	for _, base := range f.bases() {
		if x := f.base(r, members, base).reading(r); x != nil {
			return x
		}
	}
	if x := f.elsewhere(r, members); x != nil {
		return x
	}
	if side != nil {
		return side.reading(r)
	}
	return nil
}

// sourceLike reports whether a locale is what projects write in first.
func (r *recogniser) sourceLike(name, locale string) bool {
	if s := r.declared(name); s != "" {
		return lang.SameLanguage(locale, s)
	}
	return lang.SameLanguage(locale, "en")
}

// bases are the folders without a locale that could hold the source.
func (f *folderFamily) bases() []string {
	dir, head := f.head[:strings.LastIndexByte(f.head, '/')+1], f.head[strings.LastIndexByte(f.head, '/')+1:]
	if head == "" && f.tail == "" {
		return []string{dir}
	}
	name := strings.TrimRight(head, ".-_")
	if head == "" {
		name = strings.TrimLeft(f.tail, ".-_")
	}
	return []string{dir + name + "/"}
}

// trial is members tried against one possible source.
type trial struct {
	family  *folderFamily
	members []*member
	source  string // locale
	// at is where a member's rest would be in the source; "" has it at a sibling.
	from    *member
	strip   string // what members have between locale and rest
	base    string // the source's folder, with a slash, when from is nil
	reasons []Reason
}

func (f *folderFamily) sibling(r *recogniser, members []*member) *trial {
	count := map[string]int{}
	for _, m := range members {
		if !isDoubtful(m.spelled) || m.locale == r.declared(f.head) {
			count[m.locale] += len(m.files)
		}
	}
	if len(count) == 0 {
		return nil
	}
	source, why := r.pickSource(f.head, count)
	x := &trial{family: f, source: source, reasons: why}
	for _, m := range members {
		if m.locale == source && x.from == nil {
			x.from = m
		} else if m.locale != source {
			x.members = append(x.members, m)
		}
	}
	return x
}

func (f *folderFamily) base(r *recogniser, members []*member, base string) *trial {
	return &trial{family: f, members: members, base: base}
}

// pairs finds which files of each member the source has too.
func (x *trial) pairs(r *recogniser) map[*member][]ref {
	var has func(rest string) bool
	if x.from != nil {
		rests := make(map[string]bool, len(x.from.files))
		for _, f := range x.from.files {
			rests[trimExt(f.rest)] = true
		}
		has = func(rest string) bool { return rests[rest] }
	} else {
		has = func(rest string) bool {
			i, ok := r.index[x.base+rest]
			return ok && !r.taken[i]
		}
	}
	out := map[*member][]ref{}
	for _, m := range x.members {
		for _, f := range m.files {
			if rest, ok := strings.CutPrefix(f.rest, x.strip); ok && has(trimExt(rest)) {
				out[m] = append(out[m], f)
			}
		}
	}
	return out
}

// reading weighs the match, and is nil when too little speaks for it.
func (x *trial) reading(r *recogniser) *reading {
	pairs := x.pairs(r)
	var accepted []*member
	score := 0
	strong := 0
	for _, m := range x.members {
		if !isDoubtful(m.spelled) && len(pairs[m]) > 0 {
			strong++
		}
	}
	for _, m := range x.members {
		if r.believes(m, pairs[m], strong, x) {
			accepted = append(accepted, m)
			score += len(pairs[m])
		}
	}
	if score == 0 {
		return nil
	}
	if x.source == "" {
		if x.source = r.sourceOf(x, accepted, pairs); x.source == "und" {
			return nil
		}
	}
	if r.sameText(x, accepted, pairs) {
		return nil
	}
	return x.build(r, accepted, pairs, score)
}

// believes decides whether a folder is a locale: by its name if the name means
// little else, and by the file names it shares with the source.
func (r *recogniser) believes(m *member, shared []ref, strong int, x *trial) bool {
	share := float64(len(shared)) / float64(len(m.files))
	if !isDoubtful(m.spelled) || r.declares(x.family.head, m.locale) {
		return len(shared) > 0 && (share >= 0.1 || len(shared) >= 5) || strong >= 3
	}
	if share < 0.5 {
		return false
	}
	telling := slices.ContainsFunc(shared, func(f ref) bool { return !generic(f.rest) })
	said, _ := x.said(r, m, shared)
	return said > 0 || said == 0 && telling && strong >= 1
}

// generic names are in every folder, parallel or not.
func generic(rest string) bool {
	switch strings.ToLower(trimExt(path.Base(rest))) {
	case "index", "_index", "readme", "changelog", "overview", "install", "installation", "quickstart", "getting-started", "license", "contributing":
		return true
	}
	return false
}

// said compares a member's text with its name: 1 when a file is in that
// language, -1 when all that can be told is in the source's or in English, 0
// when nothing is clear. other is a language that the text is in instead.
func (x *trial) said(r *recogniser, m *member, shared []ref) (verdict int, other string) {
	source := cmp.Or(x.source, "en")
	for _, f := range spread(shared, 3) {
		name := r.files[f.file]
		switch got := r.text.identify(name, []string{m.locale, source}); {
		case got == "":
		case lang.SameLanguage(got, m.locale):
			return 1, ""
		case m != x.from && r.text.text(name) == r.text.text(x.counterpart(r, f.rest)):
			// A copy of the source that nobody has translated yet.
		default:
			other = got
			if lang.SameLanguage(got, source) || lang.SameLanguage(got, "en") {
				verdict = -1
			}
		}
	}
	return verdict, other
}

// counterpart is the source's file for a member's rest, or "".
func (x *trial) counterpart(r *recogniser, rest string) string {
	base := x.base
	if x.from != nil {
		base = x.family.head + x.from.spelled + x.family.tail + "/"
	}
	if i, ok := r.index[base+trimExt(strings.TrimPrefix(rest, x.strip))]; ok {
		return r.files[i]
	}
	return ""
}

// spread is up to n of the refs, evenly.
func spread(refs []ref, n int) []ref {
	if len(refs) <= n {
		return refs
	}
	out := make([]ref, 0, n)
	for i := range n {
		out = append(out, refs[i*len(refs)/n])
	}
	return out
}

// sameText reports that all folders are in one language, and that not theirs:
// countries, or elements of a reference, not languages. A small language that
// is taken for its neighbour is not alone among others that are right.
func (r *recogniser) sameText(x *trial, members []*member, pairs map[*member][]ref) bool {
	if x.from != nil {
		members = append(slices.Clone(members), x.from)
	}
	found := ""
	for i, m := range members {
		if i >= 12 || r.declares(x.family.head, m.locale) {
			return false
		}
		shared := pairs[m]
		if m == x.from {
			shared = spread(m.files, 3)
		}
		verdict, other := x.said(r, m, shared)
		if verdict > 0 || found != "" && other != "" && !lang.SameLanguage(found, other) {
			return false
		}
		found = cmp.Or(found, other)
	}
	if found != "" {
		r.reject(x, members, found)
	}
	return found != ""
}

func (r *recogniser) sourceOf(x *trial, members []*member, pairs map[*member][]ref) string {
	var used []string
	var files []string
	for _, m := range members {
		used = append(used, m.locale)
		for _, f := range spread(pairs[m], 3) {
			if i, ok := r.index[x.base+trimExt(strings.TrimPrefix(f.rest, x.strip))]; ok && len(files) < 9 {
				files = append(files, r.files[i])
			}
		}
	}
	locale, why := r.unnamed(x.base, files, used)
	x.reasons = append(x.reasons, why...)
	return locale
}

// build makes the reading of a match that is believed.
func (x *trial) build(r *recogniser, members []*member, pairs map[*member][]ref, score int) *reading {
	f := x.family
	out := &reading{score: score, reasons: x.reasons}
	out.pattern.SourceLocale = x.source
	locales := []string{x.source}
	for _, m := range members {
		locales = append(locales, m.locale)
		out.spell(m.locale, m.spelled)
		for _, fl := range m.files {
			if strings.HasPrefix(fl.rest, x.strip) {
				out.files = append(out.files, fl.file)
			}
		}
	}
	slices.Sort(locales)
	out.pattern.Locales = slices.Compact(locales)
	middle, ext := x.strip, ""
	if f.catalogue {
		ext = path.Ext(members[0].files[0].rest)
	}
	if x.from != nil {
		out.spell(x.source, x.from.spelled)
		for _, fl := range x.from.files {
			out.files = append(out.files, fl.file)
		}
		middle = x.middle(members)
	}
	out.pattern.Path = f.head + "{locale}" + joinDir(f.tail+"/", middle) + "{path}" + ext
	if x.from == nil {
		x.sourcePattern(r, out, members, pairs)
	}
	out.reasons = append([]Reason{{ReasonSiblings, map[string]any{"Folder": f.head + "{locale}" + f.tail, "Locales": out.pattern.Locales}}}, out.reasons...)
	return out
}

// middle is what all translations have between locale and path (docs/tr/docs/),
// if the source's other folders hold no prose.
func (x *trial) middle(members []*member) string {
	var rests []string
	for _, m := range members {
		for _, f := range m.files {
			rests = append(rests, f.rest)
		}
	}
	m := commonDir(rests)
	for m != "" {
		outside := slices.ContainsFunc(x.from.files, func(f ref) bool { return !strings.HasPrefix(f.rest, m) && prosaic(f.rest) })
		if !outside {
			return m
		}
		m = m[:strings.LastIndexByte(strings.TrimSuffix(m, "/"), '/')+1]
	}
	return ""
}

// prosaic formats are written for readers; pages of HTML are often templates.
func prosaic(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".html", ".htm", ".txt":
		return false
	}
	return true
}

// commonDir is the longest folder, with a slash, that all names begin with.
func commonDir(names []string) string {
	if len(names) == 0 {
		return ""
	}
	dir := names[0][:strings.LastIndexByte(names[0], '/')+1]
	for _, n := range names[1:] {
		for !strings.HasPrefix(n, dir) {
			dir = dir[:strings.LastIndexByte(strings.TrimSuffix(dir, "/"), '/')+1]
		}
	}
	return dir
}

// sourcePattern says where the source is. When its folder is the root, only
// what translations have too is meant by it.
func (x *trial) sourcePattern(r *recogniser, out *reading, members []*member, pairs map[*member][]ref) {
	out.pattern.Source = x.base + "{path}"
	if x.base == "" {
		tops := map[string]bool{}
		for _, m := range members {
			for _, f := range pairs[m] {
				top, _, _ := strings.Cut(strings.TrimPrefix(f.rest, x.strip), "/")
				tops[top] = true
			}
		}
		if out.pattern.Include = sortedKeys(tops); len(tops) > 20 {
			out.pattern.Include = nil
		}
	}
	for i, name := range r.files {
		rest, ok := strings.CutPrefix(name, x.base)
		if !ok || r.taken[i] {
			continue
		}
		top, _, _ := strings.Cut(rest, "/")
		if len(out.pattern.Include) == 0 || slices.Contains(out.pattern.Include, top) {
			out.files = append(out.files, i)
		}
	}
	out.reasons = append(out.reasons, Reason{ReasonRoot, map[string]any{"Folder": x.base, "Locale": x.source}})
}
