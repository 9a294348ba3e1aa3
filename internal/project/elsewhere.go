package project

import "strings"

// elsewhere finds a source in quite another folder by the names that a member
// shares with it: i18n/tr/docusaurus-plugin-content-docs/current/a/b.md and
// docs/a/b.md have a/b.md in common, and so do their neighbours.
func (f *folderFamily) elsewhere(r *recogniser, members []*member) *reading {
	votes := map[[2]string]int{}
	for _, m := range members {
		for _, x := range spread(m.files, 200) {
			if strip, base, ok := r.counterpart(f, x.rest); ok {
				votes[[2]string{strip, base}]++
			}
		}
	}
	var best *reading
	for k := range votes {
		y := &trial{family: f, members: members, strip: k[0], base: k[1]}
		y.deepen(r)
		if strings.HasPrefix(y.base, f.head) && !y.borneOut(r) {
			continue
		}
		if z := y.reading(r); z != nil && (best == nil || z.better(best)) {
			best = z
		}
	}
	return best
}

// borneOut reports whether some text is in the language of its folder's name.
// Beside amd/ and cjs/, a folder es/ of files that say nothing is not Spanish.
func (x *trial) borneOut(r *recogniser) bool {
	pairs := x.pairs(r)
	for i, m := range x.members {
		if i >= 12 || r.declares(x.family.head, m.locale) {
			return true
		}
		if verdict, _ := x.said(r, m, pairs[m]); verdict > 0 {
			return true
		}
	}
	return false
}

// counterpart is the file outside the family's folders that shares the longest
// end of its path with rest, as what comes before that end on both sides. Of
// several the one nearest to the family wins.
func (r *recogniser) counterpart(f *folderFamily, rest string) (strip, base string, ok bool) {
	name := trimExt(rest)
	if strip, base, ok := r.straight(f, name); ok {
		return strip, base, true
	}
	r.byBase()
	leaf := name[strings.LastIndexByte(name, '/')+1:]
	candidates := r.leaves[leaf]
	if len(candidates) > 400 {
		return "", "", false
	}
	bestLen, bestNear, bestName := 0, 0, ""
	for _, i := range candidates {
		if r.taken[i] || f.owns(r, r.files[i]) {
			continue
		}
		c := trimExt(r.files[i])
		n, near := commonEnd(name, c), commonStart(f.head, c)
		if n > bestLen || n == bestLen && (near > bestNear || near == bestNear && len(c) < len(bestName)) {
			bestLen, bestNear, bestName = n, near, c
		}
	}
	if bestLen == 0 {
		return "", "", false
	}
	return name[:len(name)-bestLen], bestName[:len(bestName)-bestLen], true
}

// straight looks for a path's own end in the folders above the family: the root
// has abstract/README.md for localization/tr/abstract/README.md. It finds what
// counterpart would without going through every README.
func (r *recogniser) straight(f *folderFamily, name string) (strip, base string, ok bool) {
	for {
		for dir := dirOf(f.head); ; dir = dirOf(dir) {
			at := joinDir(dir, name)
			if i, found := r.index[at]; found && strings.Contains(name, "/") && !r.taken[i] && !f.owns(r, r.files[i]) {
				return strip, at[:len(at)-len(name)], true
			}
			if dir == "" {
				break
			}
		}
		slash := strings.IndexByte(name, '/')
		if slash < 0 {
			return "", "", false
		}
		strip, name = strip+name[:slash+1], name[slash+1:]
	}
}

// owns reports whether a file lies in one of the family's folders.
func (f *folderFamily) owns(r *recogniser, name string) bool {
	rest, ok := strings.CutPrefix(name, f.head)
	if !ok {
		return false
	}
	first, _, isDir := strings.Cut(rest, "/")
	return isDir && strings.HasSuffix(first, f.tail) && f.members[strings.TrimSuffix(first, f.tail)] != nil
}

// byBase indexes files by their last name, once.
func (r *recogniser) byBase() {
	if r.leaves != nil {
		return
	}
	r.leaves = map[string][]int{}
	for i, f := range r.files {
		if !known(f) {
			continue
		}
		name := trimExt(f)
		leaf := name[strings.LastIndexByte(name, '/')+1:]
		r.leaves[leaf] = append(r.leaves[leaf], i)
	}
}

// commonEnd is the length of the longest common end that starts after a slash
// or at the start of either.
func commonEnd(a, b string) int {
	i, j, n := len(a), len(b), 0
	for i > 0 && j > 0 && a[i-1] == b[j-1] {
		i--
		j--
		if (i == 0 || a[i-1] == '/') && (j == 0 || b[j-1] == '/') {
			n = len(a) - i
		}
	}
	return n
}

// commonStart counts the folders that two paths begin with together.
func commonStart(a, b string) int {
	n := 0
	for i := 0; i < len(a) && i < len(b) && a[i] == b[i]; i++ {
		if a[i] == '/' {
			n++
		}
	}
	return n
}

// deepen moves folders that all pairs share from {path} into the pattern, so
// that i18n/tr/docs/ beside docs/ does not make the whole tree a source.
func (x *trial) deepen(r *recogniser) {
	var rests []string
	for _, refs := range x.pairs(r) {
		for _, f := range refs {
			rests = append(rests, strings.TrimPrefix(f.rest, x.strip))
		}
	}
	common := commonDir(rests)
	x.strip += common
	x.base += common
}
