package history

import (
	"bytes"
	"path"
)

// renames finds, for each wanted path that the commit added, the path that it
// deleted with the same or much the same content, and wants that one too.
func (l *logReader) renames() error {
	added, gone := l.added, l.gone
	defer func() {
		l.keepBeside()
		l.added, l.gone, l.beside, l.changed = l.added[:0], l.gone[:0], l.beside[:0], false
	}()
	if len(added) == 0 || len(gone) == 0 {
		return nil
	}
	byBlob := map[string][]int{}
	byName := map[string][]int{}
	for i, g := range gone {
		byBlob[g.blob] = append(byBlob[g.blob], i)
		byName[path.Base(g.path)] = append(byName[path.Base(g.path)], i)
	}
	taken := map[int]bool{}
	var rest []file
	for _, a := range added {
		if i := nearest(a.path, gone, byBlob[a.blob], taken); i >= 0 {
			taken[i] = true
			l.renamed(a.path, gone[i])
		} else {
			rest = append(rest, a)
		}
	}
	for _, a := range rest {
		i, err := l.alike(a, gone, byName[path.Base(a.path)], taken)
		if err != nil {
			return err
		}
		if i >= 0 {
			taken[i] = true
			l.renamed(a.path, gone[i])
		}
	}
	return nil
}

func (l *logReader) renamed(to string, from file) {
	cs := l.log.paths[to]
	c := &cs[len(cs)-1]
	c.from, c.olds = from.path, []string{from.blob}
	if !l.wanted[from.path] {
		l.wanted[from.path] = true
		if !l.aside[from.path] {
			l.log.since[from.path] = len(l.log.commits) // its changes of this commit may have been passed over
		}
	}
}

// nearest picks, among the candidates not taken, the path with the longest
// common ending: content/docs/a.md and content/en/docs/a.md are the same page.
func nearest(name string, gone []file, candidates []int, taken map[int]bool) int {
	best, most := -1, -1
	for _, i := range candidates {
		if taken[i] {
			continue
		}
		n := 0
		for g := gone[i].path; n < len(g) && n < len(name) && g[len(g)-1-n] == name[len(name)-1-n]; n++ {
		}
		// The beginning decides between two locales' files of one name.
		n *= 256
		for k := 0; k < len(name) && k < len(gone[i].path) && name[k] == gone[i].path[k] && k < 255; k++ {
			n++
		}
		if n > most {
			best, most = i, n
		}
	}
	return best
}

// alikeTries bounds how many deleted files one added file is compared with.
const alikeTries = 12

// alike finds a deleted file of the same name, or else of the same folder or
// kind, that shares more than half of its lines.
func (l *logReader) alike(a file, gone []file, sameName []int, taken map[int]bool) (int, error) {
	candidates := sameName
	if len(candidates) == 0 {
		for i, g := range gone {
			if path.Ext(g.path) == path.Ext(a.path) && path.Dir(g.path) == path.Dir(a.path) {
				candidates = append(candidates, i)
			}
		}
		if len(candidates) == 0 && len(gone) <= alikeTries {
			for i, g := range gone {
				if path.Ext(g.path) == path.Ext(a.path) {
					candidates = append(candidates, i)
				}
			}
		}
	}
	if len(candidates) > alikeTries {
		candidates = candidates[:alikeTries]
	}
	if len(candidates) == 0 {
		return -1, nil
	}
	now, err := l.objs.get(a.blob)
	if err != nil {
		return -1, err
	}
	best, most := -1, 0.5
	for _, i := range candidates {
		if taken[i] {
			continue
		}
		was, err := l.objs.get(gone[i].blob)
		if err != nil {
			return -1, err
		}
		if s := sharedLines(was.data, now.data); s > most {
			best, most = i, s
		}
	}
	return best, nil
}

// sharedLines is the share of bytes in lines that both files have.
func sharedLines(a, b []byte) float64 {
	if len(a)+len(b) == 0 {
		return 1
	}
	lines := map[string]int{}
	for line := range bytes.Lines(a) {
		lines[string(line)]++
	}
	shared := 0
	for line := range bytes.Lines(b) {
		if lines[string(line)] > 0 {
			lines[string(line)]--
			shared += 2 * len(line)
		}
	}
	return float64(shared) / float64(len(a)+len(b))
}
