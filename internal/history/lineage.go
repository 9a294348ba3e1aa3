package history

import (
	"slices"
)

// version is one content of a file in its line of descent.
type version struct {
	path, blob string
	commit     string // that made it; of the child when that is not known
	seq        int
	at         int   // index of the commit in the log; -1 when it is not known
	parents    []int // indices into the lineage; two for a merge
	// origin: nothing is known of what came before. A root commit may be the
	// import of an unpacked archive.
	origin bool
}

// maxVersions bounds a lineage, against histories that merge in circles.
const maxVersions = 5000

// lineage gives the versions that a file's content descends from, oldest
// first, following contents through renames and merges: the same answer
// whether commits were squashed, rebased or cherry-picked. from is the place in
// the log from which on it is looked for.
func (l *log) lineage(path, blob string, from int) []version {
	type key struct {
		path string
		seq  int
	}
	var out []version
	at := map[key]int{}
	var visit func(path, blob string, from int, child string) int
	visit = func(path, blob string, from int, child string) int {
		c, ok := l.find(path, blob, from)
		if !ok {
			out = append(out, version{path: path, blob: blob, commit: child, seq: from, at: -1, origin: true})
			return len(out) - 1
		}
		k := key{path, c.seq}
		if i, ok := at[k]; ok {
			return i
		}
		id := l.commits[c.commit]
		i := len(out)
		at[k] = i
		out = append(out, version{path: path, blob: blob, commit: id.id, seq: c.seq, at: c.commit, origin: id.root()})
		if len(out) >= maxVersions {
			out[i].origin = true
			return i
		}
		before, olds := path, c.olds
		if c.from != "" {
			before = c.from
		}
		if len(olds) == 0 {
			olds = l.deleted(path, c.seq) // taken away and brought back
		}
		for _, o := range olds {
			p := visit(before, o, c.seq+1, id.id)
			out[i].parents = append(out[i].parents, p)
		}
		return i
	}
	visit(path, blob, from, "")
	return oldestFirst(out)
}

// find is the newest change, from a place in the log on, that gave a path this
// content.
func (l *log) find(path, blob string, from int) (change, bool) {
	for _, c := range l.paths[path] {
		if c.seq >= from && c.new == blob {
			return c, true
		}
	}
	return change{}, false
}

func (l *log) deleted(path string, seq int) []string {
	for _, c := range l.paths[path] {
		if c.seq > seq {
			if c.new == "" && len(c.olds) > 0 {
				return c.olds[:1]
			}
			return nil
		}
	}
	return nil
}

func oldestFirst(versions []version) []version {
	order := make([]int, len(versions))
	for i := range order {
		order[i] = i
	}
	// A parent always stands further down the log than its child, or was
	// visited later where the log has nothing of it.
	slices.SortStableFunc(order, func(a, b int) int {
		if d := versions[b].seq - versions[a].seq; d != 0 {
			return d
		}
		return b - a
	})
	place := make([]int, len(versions))
	for i, o := range order {
		place[o] = i
	}
	out := make([]version, len(versions))
	for i, o := range order {
		v := versions[o]
		parents := make([]int, len(v.parents))
		for k, p := range v.parents {
			parents[k] = place[p]
		}
		v.parents = parents
		out[i] = v
	}
	return out
}

// names are the paths that a file has had, the present one first.
func (l *log) names(path string) []string {
	out := []string{path}
	for i := 0; i < len(out); i++ {
		for _, c := range l.paths[out[i]] {
			if c.from != "" && !slices.Contains(out, c.from) {
				out = append(out, c.from)
			}
		}
	}
	return out
}
