package history

// inRuns leaves out the versions of a target that another followed while the source
// stood still: what a translation rests on is told by its last text beside a
// source, not by how many commits it took. Translation platforms commit a page
// many times a day. With moves, a version whose commit may have brought something
// from another page is kept.
func (a *adopter) inRuns(i int, versions []version, s *sources, moves bool) []version {
	child := make([]int, len(versions)) // the only one; -1 for none or several
	for k := range child {
		child[k] = -1
	}
	several := make([]bool, len(versions))
	for k, v := range versions {
		for _, p := range v.parents {
			several[p] = several[p] || child[p] >= 0
			child[p] = k
		}
	}
	place := make([]int, len(versions)) // among those that stay; of one that goes, its parent's, or -1
	var out []version
	for k, v := range versions {
		var parents []int
		for _, p := range v.parents {
			if place[p] >= 0 {
				parents = append(parents, place[p])
			}
		}
		if c := child[k]; c >= 0 && !several[k] && !v.origin && len(parents) <= 1 && a.runsOn(i, v, versions[c], s, moves) {
			place[k] = -1
			if len(parents) > 0 {
				place[k] = parents[0]
			}
			continue
		}
		v.parents = parents
		place[k] = len(out)
		out = append(out, v)
	}
	return out
}

// runsOn reports whether a version and the next stood beside the same source.
func (a *adopter) runsOn(i int, v, next version, s *sources, moves bool) bool {
	if len(next.parents) != 1 || v.path != next.path || v.at < 0 || next.at < 0 {
		return false
	}
	source, ok := s.blobIn(v.commit)
	if then, told := s.blobIn(next.commit); !ok || !told || then != source {
		return false
	}
	if !moves {
		return true
	}
	touched, _ := a.sameLocale(&a.in.Docs[i], v)
	return len(touched) == 0
}
