package history

import (
	"crypto/sha256"
	"fmt"
	"hash"
	"maps"
	"slices"
	"strings"
)

// keyOf tells what the adoption of a document rests on: what HEAD has of both
// sides, the line of descent of the target, and what the source was in it and
// before. Commits name all that came before them, so that an answer holds for as
// long as a document's key stays, whatever else is committed. "" where there is
// nothing to keep.
func (a *adopter) keyOf(i int, target, source object, s *sources) string {
	if target.kind != "blob" || source.kind != "blob" {
		return ""
	}
	d := &a.in.Docs[i]
	h := sha256.New()
	fmt.Fprintf(h, "%q %q %q %q %s %s %q\n", d.Source, d.Target, d.SourceLocale, d.TargetLocale, target.id, source.id, s.names)
	fmt.Fprintf(h, "%q %q\n", slices.Sorted(maps.Keys(a.kin.folders)), slices.Sorted(maps.Keys(a.kin.endings)))
	versions := a.log.lineage(a.repo.prefix+d.Target, target.id, 0)
	newest := -1
	for _, v := range versions {
		if v.at < 0 {
			return ""
		}
		then, told := s.blobIn(v.commit)
		fmt.Fprintf(h, "%q %s %s %s %t %v\n", v.path, v.blob, v.commit, then, told, v.parents)
		if newest < 0 || v.seq < newest {
			newest = v.seq
		}
	}
	a.log.writeBefore(h, s.names, newest)
	return string(h.Sum(nil))
}

// writeBefore writes the changes of some paths from a place in the log on.
func (l *log) writeBefore(h hash.Hash, names []string, seq int) {
	for _, name := range names {
		for _, c := range l.paths[name] {
			if c.seq >= seq {
				fmt.Fprintf(h, "%s %s %s\n", l.commits[c.commit].id, strings.Join(c.olds, " "), c.new)
			}
		}
	}
}

// again takes over what an earlier adoption learnt of a document.
func (a *adopter) again(i int, target, source object, s *sources) bool {
	key := a.keyOf(i, target, source, s)
	a.out.Keys[i] = key
	if key == "" || a.in.Before == nil {
		return false
	}
	l, ok := a.in.Before(key)
	if !ok {
		return false
	}
	a.out.Ledgers[i] = l
	return true
}
