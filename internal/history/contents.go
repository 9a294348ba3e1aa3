package history

// A chain is commits that follow each other without a merge. Each commit has its
// place in one, counted from the newest.
type chains struct {
	index map[string]int32 // by commit id: its index in the log
	chain []int32          // by commit
	place []int32          // by commit: in its chain
	last  []int32          // by chain: its oldest commit
	from  [][]int32        // by commit: its parents; -1 for one that the log lacks
}

func (l *log) chains() *chains {
	l.linkOnce.Do(func() {
		n := len(l.commits)
		c := &chains{index: make(map[string]int32, n), chain: make([]int32, n), place: make([]int32, n), from: make([][]int32, n)}
		for i, k := range l.commits {
			c.index[k.id] = int32(i)
		}
		for i, k := range l.commits {
			for _, p := range k.parents {
				at, ok := c.index[p]
				if !ok {
					at = -1
				}
				c.from[i] = append(c.from[i], at)
			}
			c.chain[i] = -1
		}
		for i := range l.commits {
			if c.chain[i] >= 0 {
				continue
			}
			id := int32(len(c.last))
			at, place := int32(i), int32(0)
			for {
				c.chain[at], c.place[at] = id, place
				next := c.from[at]
				if len(next) != 1 || next[0] < 0 || c.chain[next[0]] >= 0 {
					break
				}
				at, place = next[0], place+1
			}
			c.last = append(c.last, at)
		}
		l.links = c
	})
	return l.links
}

// contents answers what a path held in a commit from the log alone, as far as that
// goes: asking git costs it all trees down to the file.
type contents struct {
	log   *log
	path  string
	known map[int32]string // by merge commit
	left  int              // merges that may yet be looked into
}

// mostMerges bounds the merges that are looked into for one path. The log of a path
// does not say which side of a merge it comes from; where both had the same, it
// does not matter.
const mostMerges = 2000

func (l *log) contents(path string) *contents {
	return &contents{log: l, path: path, known: map[int32]string{}, left: mostMerges}
}

// in is the blob that the path held in a commit, "" for none; ok is false when the log
// does not tell.
func (c *contents) in(commit string) (blob string, ok bool) {
	since, listed := c.log.since[c.path]
	at, ok := c.log.chains().index[commit]
	if !listed || !ok || int(at) < since {
		return "", false
	}
	return c.at(at)
}

func (c *contents) at(at int32) (string, bool) {
	x := c.log.chains()
	for {
		var found *change
		changes := c.log.paths[c.path]
		for i := range changes {
			k := &changes[i]
			if x.chain[k.commit] == x.chain[at] && x.place[k.commit] >= x.place[at] && (found == nil || x.place[k.commit] < x.place[found.commit]) {
				found = k
			}
		}
		if found != nil {
			return found.new, true
		}
		at = x.last[x.chain[at]]
		from := x.from[at]
		switch {
		case len(from) == 0:
			return "", true
		case from[0] < 0:
			return "", false
		case len(from) > 1:
			return c.merged(at, from)
		}
		at = from[0]
	}
}

// merged is the content in a merge that did not change the path itself.
func (c *contents) merged(at int32, from []int32) (string, bool) {
	if blob, ok := c.known[at]; ok {
		return blob, true
	}
	if c.left--; c.left < 0 {
		return "", false
	}
	var blob string
	for i, p := range from {
		if p < 0 {
			return "", false
		}
		b, ok := c.at(p)
		if !ok || i > 0 && b != blob {
			return "", false
		}
		blob = b
	}
	c.known[at] = blob
	return blob, true
}
