package history

import (
	"bytes"
	"maps"
	"path"
	"slices"
	"strings"

	"stele/internal/ledger"
)

// maxBeside is how many pages of a locale a commit may change or delete beside the
// wanted ones, for them to be looked at for paragraphs that moved. A commit that
// changes more clears up.
const maxBeside = 32

// touch is a file that a commit changed or deleted, as it was before.
type touch struct {
	path, blob, now string // now is "" when the commit deleted it
	seq             int
}

// beside is a file that nobody asked about, in the commit that is being read.
type beside struct {
	path     string
	old, new string
}

// keepBeside keeps the files of the same locales that a commit changed or deleted
// beside wanted ones: what they held may have moved there. The answer is then the
// same whichever documents it is asked of, and whatever else the commit changed.
func (l *logReader) keepBeside() {
	if !l.changed {
		return
	}
	like := map[string][]beside{} // by what they are kin by
	for _, f := range l.beside {
		if by := l.kin.by(f.path); by != "" && !l.wanted[f.path] && !l.aside[f.path] { // not renamed, nor noted already
			like[by] = append(like[by], f)
		}
	}
	for _, by := range slices.Sorted(maps.Keys(like)) {
		if len(like[by]) > maxBeside {
			continue
		}
		for _, f := range like[by] {
			l.aside[f.path] = true
			l.log.since[f.path] = len(l.log.commits) - 1
			l.log.paths[f.path] = append(l.log.paths[f.path], change{seq: l.seq, commit: len(l.log.commits) - 1, olds: []string{f.old}, new: f.new})
			l.seq++
		}
	}
}

// kin says which paths may be documents of the same locales as some others: by the
// folders that they stand in, or by the endings of their names.
type kin struct{ folders, endings map[string]bool }

func kinOf(docs []Doc, prefix string) kin {
	k := kin{map[string]bool{}, map[string]bool{}}
	for _, d := range docs {
		target, source := prefix+d.Target, prefix+d.Source
		if path.Base(target) != path.Base(source) {
			k.endings[localePart(target)+path.Ext(target)] = true
			k.endings[localePart(source)+path.Ext(source)] = true
			continue
		}
		t, s := roots(target, source)
		k.folders[t+path.Ext(target)], k.folders[s+path.Ext(source)] = true, true
	}
	return k
}

// by is the ending or the folder by which a path may be one of these; "" for none.
func (k kin) by(name string) string {
	ext := path.Ext(name)
	if ending := localePart(name) + ext; k.endings[ending] {
		return ending
	}
	for dir := path.Dir(name); ; dir = path.Dir(dir) {
		if k.folders[dir+ext] {
			return dir + ext
		}
		if dir == "." || dir == "/" {
			return ""
		}
	}
}

// roots are the folders of a target and its source before what their paths have
// in common; "." for the top.
func roots(target, source string) (string, string) {
	for target != "." && source != "." && path.Base(target) == path.Base(source) {
		target, source = path.Dir(target), path.Dir(source)
	}
	return target, source
}

// touched lists the files of a commit that were there before it.
func (l *log) touched(commit int) []touch {
	l.once.Do(func() {
		l.byCommit = map[int][]touch{}
		// In one order always: where two files held a paragraph, the first counts.
		for _, name := range slices.Sorted(maps.Keys(l.paths)) {
			for _, c := range l.paths[name] {
				if len(c.olds) > 0 && c.from == "" {
					l.byCommit[c.commit] = append(l.byCommit[c.commit], touch{name, c.olds[0], c.new, c.seq})
				}
			}
		}
	})
	return l.byCommit[commit]
}

// elsewhere finds what is known of the paragraphs that are new in a version and
// that the same commit took out of other pages of its locale; nil when there are
// none.
func (a *adopter) elsewhere(i int, v version, prev *ledger.Ledger, t *text) (*ledger.Index, error) {
	if v.at < 0 {
		return nil, nil
	}
	d := a.in.Docs[i]
	touched, sourceOf := a.sameLocale(&d, v)
	if len(touched) == 0 || len(touched) > maxBeside {
		return nil, nil
	}
	lines := firstLines(prev, t)
	if len(lines) == 0 {
		return nil, nil
	}
	blobs := make([]string, len(touched))
	for k, f := range touched {
		blobs[k] = f.blob
	}
	before, err := a.objs.many(blobs)
	if err != nil {
		return nil, err
	}
	var from []*ledger.Ledger
	for k, f := range touched {
		was := before[f.blob]
		held := slices.DeleteFunc(slices.Clone(lines), func(l []byte) bool { return !bytes.Contains(was.data, l) })
		if len(held) == 0 {
			continue
		}
		now := object{}
		if f.now != "" {
			if now, err = a.objs.get(f.now); err != nil {
				return nil, err
			}
		}
		if !anyLeft(held, now.data) {
			continue
		}
		old := a.parse(f.path, was.data, d.TargetLocale, &ledger.Memory{})
		if old == nil {
			continue
		}
		s := a.sources(d.SourceLocale, a.log.names(sourceOf[k]))
		l, err := a.foldVersions(i, a.log.lineage(f.path, f.blob, f.seq+1), f.blob, old, s, false)
		if err != nil {
			return nil, err
		}
		from = append(from, l)
	}
	if from == nil {
		return nil, nil
	}
	return ledger.NewIndex(from...), nil
}

// sameLocale gives the other targets of a document's locale that the commit of a
// version touched, and their sources; none where they are more than maxBeside.
func (a *adopter) sameLocale(d *Doc, v version) (touched []touch, sources []string) {
	p := pathPairOf(a.repo.prefix+d.Target, a.repo.prefix+d.Source)
	for _, f := range a.kindred(p, v.at) {
		if f.path != v.path {
			touched, sources = append(touched, f), append(sources, p.source(f.path))
		}
	}
	if len(touched) > maxBeside {
		return nil, nil
	}
	return touched, sources
}

// kindred are the pages of a locale that a commit touched, no more than tell that
// they are too many.
func (a *adopter) kindred(p pathPair, commit int) []touch {
	k := kindredKey{p, commit}
	a.mu.Lock()
	found, ok := a.beside[k]
	a.mu.Unlock()
	if ok {
		return found
	}
	for _, f := range a.log.touched(commit) {
		if p.has(f.path) {
			if found = append(found, f); len(found) > maxBeside+1 {
				break
			}
		}
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.beside == nil {
		a.beside = map[kindredKey][]touch{}
	}
	a.beside[k] = found
	return found
}

type kindredKey struct {
	pages  pathPair
	commit int
}

// shortLine is the least that a line must hold to be looked for elsewhere.
const shortLine = 16

// firstLines gives the first lines of the paragraphs that a ledger does not know.
func firstLines(l *ledger.Ledger, t *text) [][]byte {
	var out [][]byte
	for _, k := range l.Unknown(t.ledger) {
		line, _, _ := strings.Cut(t.version.Segments[k].Text, "\n")
		if len(line) >= shortLine {
			out = append(out, []byte(line))
		}
	}
	return out
}

// anyLeft reports whether one of the lines that a text held is not in it any more.
func anyLeft(held [][]byte, now []byte) bool {
	return slices.ContainsFunc(held, func(l []byte) bool { return !bytes.Contains(now, l) })
}

// pathPair is the translations of one locale and their sources, by how the paths of
// the two differ: in the folders before what they have in common, or in the
// ending of the name. It can be compared.
type pathPair struct {
	target, mine string // folders with a slash, "" for the top; or endings
	endings      bool
}

func pathPairOf(target, source string) pathPair {
	if path.Base(target) == path.Base(source) {
		t, s := roots(target, source)
		return pathPair{target: strings.TrimPrefix(t+"/", "./"), mine: strings.TrimPrefix(s+"/", "./")}
	}
	ext := path.Ext(target)
	mark := localePart(target)
	if mark == "" || path.Ext(source) != ext {
		return pathPair{endings: true}
	}
	return pathPair{target: mark + ext, mine: localePart(source) + ext, endings: true}
}

// has reports whether a path is that of a translation.
func (p pathPair) has(other string) bool {
	if p.endings {
		return p.target != "" && strings.HasSuffix(other, p.target)
	}
	return strings.HasPrefix(other, p.target)
}

// source is that of a translation.
func (p pathPair) source(other string) string {
	if p.endings {
		return strings.TrimSuffix(other, p.target) + p.mine
	}
	return p.mine + strings.TrimPrefix(other, p.target)
}

// localePart is ".tr" of "post.tr.md".
func localePart(name string) string {
	return path.Ext(strings.TrimSuffix(name, path.Ext(name)))
}
