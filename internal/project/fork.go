package project

import (
	"maps"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"stele/internal/lang"
)

// fork pairs a tree with the original that it is a translation of: the same
// paths in both (src/content/learn/index.md), or paths that differ in a folder
// named like a locale (files/de/… and files/en-us/…).
func (r *recogniser) fork(root, tree string, original []string) {
	exact, byName := map[string]bool{}, map[string]localePath{}
	for _, f := range original {
		exact[f] = true
		if lp, ok := r.localePath(f); ok {
			byName[lp.head+"\x00"+lp.rest] = lp
		}
	}
	same := map[string][]int{}     // first folder → files
	moved := map[[2]string][]int{} // own head, the original's folder → files
	for i, f := range r.files {
		if exact[f] {
			top, _, _ := strings.Cut(f, "/")
			if top == f {
				top = ""
			}
			same[top] = append(same[top], i)
		} else if lp, ok := r.localePath(f); ok {
			if o, ok := byName[lp.head+"\x00"+lp.rest]; ok {
				k := [2]string{lp.head, o.spelled}
				moved[k] = append(moved[k], i)
			}
		}
	}
	why := Reason{ReasonSourceTree, map[string]any{"Folder": tree}}
	places := slices.SortedFunc(maps.Keys(moved), func(a, b [2]string) int { return slices.Compare(a[:], b[:]) })
	for _, k := range places {
		files := moved[k]
		r.takeFork(Pattern{
			Path: k[0] + "{locale}/{path}", Source: k[0] + k[1] + "/{path}", SourceTree: tree,
			SourceLocale: r.canonical(k[1]),
		}, files, why)
	}
	if len(moved) > 0 {
		return
	}
	if len(same) > 1 {
		delete(same, "") // what both repositories say of themselves
	}
	source, _ := r.unnamed("", r.spreadOriginal(tree, original), nil)
	locale := r.forkLocale(root, source, same)
	for _, top := range sortedKeys(same) {
		var names []string
		for _, i := range same[top] {
			names = append(names, r.files[i])
		}
		at := commonDir(names) + "{path}"
		p := Pattern{Path: at, Source: at, SourceTree: tree, SourceLocale: source, Locale: locale}
		if at == "{path}" {
			p.Include = names
		}
		if !r.translated(names, locale) && len(same) > 1 {
			continue // tools and templates that came along
		}
		r.takeFork(p, same[top], why)
	}
}

func (r *recogniser) takeFork(p Pattern, files []int, why Reason) {
	locales := map[string]bool{p.SourceLocale: true, p.Locale: true}
	for _, i := range files {
		r.taken[i] = true
		if lp, ok := r.localePath(r.files[i]); ok && p.Locale == "" {
			locales[r.canonical(lp.spelled)] = true
		}
	}
	delete(locales, "")
	p.Locales = sortedKeys(locales)
	r.families = append(r.families, Family{Pattern: p, Reasons: []Reason{why}, score: len(files)})
}

// translated reports whether any of some files is in a locale.
func (r *recogniser) translated(names []string, locale string) bool {
	n := min(20, len(names))
	for i := range n {
		if lang.SameLanguage(r.text.identify(names[i*len(names)/n], []string{locale}), locale) {
			return true
		}
	}
	return false
}

// localePath is a path with a folder that is a locale.
type localePath struct{ head, spelled, rest string }

func (r *recogniser) localePath(name string) (localePath, bool) {
	from := 0
	for {
		n := strings.IndexByte(name[from:], '/')
		if n < 0 {
			return localePath{}, false
		}
		if part := name[from : from+n]; looksLike(part) && !isDoubtful(part) {
			return localePath{name[:from], part, name[from+n+1:]}, true
		}
		from += n + 1
	}
}

// spreadOriginal is a few files of another tree, as paths from this root.
func (r *recogniser) spreadOriginal(tree string, original []string) []string {
	var out []string
	for i := range min(9, len(original)) {
		out = append(out, path.Join(tree, original[i*len(original)/9]))
	}
	return out
}

// forkLocale is the locale of a translated repository: by its folder's name
// (tr.react.dev, docs-zh-cn), or by its text.
func (r *recogniser) forkLocale(root, source string, same map[string][]int) string {
	if n, ok := readName(filepath.Base(root), false); ok {
		return r.canonical(n.spelled)
	}
	votes := map[string]int{}
	for _, top := range sortedKeys(same) {
		files := same[top]
		for i := range min(25, len(files)) {
			got := r.text.identify(r.files[files[i*len(files)/min(25, len(files))]], nil)
			if got != "" && !lang.SameLanguage(got, source) {
				votes[got]++
			}
		}
	}
	best := "und"
	for _, l := range sortedKeys(votes) {
		if votes[l] > votes[best] {
			best = l
		}
	}
	if slices.Contains(r.cfg.Locales, best) || len(r.cfg.Locales) != 1 {
		return best
	}
	return r.cfg.Locales[0]
}
