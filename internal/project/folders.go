package project

import (
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
			if y := f.root(r, members, side.from); y != nil {
				return y
			}
			r.rival(f, x, members)
			return x
		}
	}
	for _, base := range f.bases() {
		if x := f.base(r, members, base).reading(r); x != nil {
			return x
		}
	}
	if !f.affixed() {
		if x := f.elsewhere(r, members); x != nil {
			return x
		}
	}
	if side != nil {
		return side.reading(r)
	}
	return nil
}

// root reads the files beside the locales' folders as the source when they are
// in a language of their own: /yazilar/a.md in Turkish beside /en/yazilar/a.md
// in English. The sibling that is otherwise the likelier source must have little
// that they have not.
func (f *folderFamily) root(r *recogniser, members []*member, sibling *member) *reading {
	if sibling == nil || f.affixed() || r.cfg.Source != "" {
		return nil
	}
	for _, base := range f.bases() {
		x := f.base(r, members, base)
		shared := x.pairs(r)[sibling]
		if 5*len(shared) < 4*len(sibling.files) {
			continue
		}
		own, votes := map[string]int{}, 0
		for _, ref := range spread(shared, 9) {
			i := r.index[base+trimExt(ref.rest)]
			if l := r.text.identify(r.files[i], nil); l != "" {
				own[l]++
				votes++
			}
		}
		for l, n := range own {
			if 3*n > 2*votes && !slices.ContainsFunc(members, func(m *member) bool { return sameWriting(m.locale, l) }) {
				x.source = l
				x.reasons = []Reason{{ReasonText, map[string]any{"Locale": l, "File": r.files[r.index[base+trimExt(shared[0].rest)]]}}}
				return x.reading(r)
			}
		}
	}
	return nil
}

// sameWriting reports whether two locales are one language in one script: a
// source in zh-Hans may have a folder in zh-Hant.
func sameWriting(a, b string) bool {
	return lang.SameLanguage(a, b) && lang.Script(a) == lang.Script(b)
}

// affixed reports whether the locale is only a part of the folders' names.
func (f *folderFamily) affixed() bool { return f.head != dirSlash(f.head) || f.tail != "" }

// sourceLike reports whether a locale is what projects write in first.
func (r *recogniser) sourceLike(name, locale string) bool {
	if s := r.declared(name); s != "" {
		return lang.SameLanguage(locale, s)
	}
	return lang.SameLanguage(locale, "en")
}

// bases are the folders without a locale that could hold the source.
func (f *folderFamily) bases() []string {
	dir := dirSlash(f.head)
	head := f.head[len(dir):]
	if head == "" && f.tail == "" {
		return []string{dir}
	}
	name := strings.TrimRight(head, ".-_")
	if head == "" {
		name = strings.TrimLeft(f.tail, ".-_")
	}
	if name == "" && head != "" {
		return []string{f.head} // collections of Jekyll: _tour/a.md beside _tr/tour/a.md
	}
	return []string{dir + name + "/"}
}
