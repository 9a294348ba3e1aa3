package status

import (
	"fmt"

	"stele/internal/cache"
	"stele/internal/ledger"
	"stele/internal/project"
)

// lastHistory is the last adoption of a project, of whichever commit: what it
// learnt of a document holds until that document is touched again.
type lastHistory struct {
	cache *cache.Cache
	key   cache.Key // of the pointer to it
	kept  keptHistory
	at    map[string]int // by the document's key
}

const lastName = "last-history"

func newLastHistory(kept *cache.Cache, p *project.Project, tree string) *lastHistory {
	l := &lastHistory{cache: kept, key: cache.KeyOf([]byte(p.Root), []byte(tree), fmt.Append(nil, p.Config.Fields)), at: map[string]int{}}
	where, ok := cache.Get[cache.Key](kept, lastName, l.key)
	if !ok {
		return l
	}
	if l.kept, ok = cache.Get[keptHistory](kept, historyName, where); !ok {
		return l
	}
	for i, k := range l.kept.Keys {
		if k != "" {
			l.at[k] = i
		}
	}
	// What could not be seen may be seen by now.
	for _, u := range l.kept.Unseen {
		if u.Doc >= 0 && u.Doc < len(l.kept.Keys) {
			delete(l.at, l.kept.Keys[u.Doc])
		}
	}
	return l
}

// before is for [history.Input].
func (l *lastHistory) before(key string) (*ledger.Ledger, bool) {
	i, ok := l.at[key]
	if !ok {
		return nil, false
	}
	found := l.kept.ledger(i)
	return found, found != nil || l.kept.Ledgers[i] == nil
}

// put makes an adoption the last one, unless it is of a small part of the project.
func (l *lastHistory) put(key cache.Key, k *keptHistory) {
	if 2*len(k.Keys) >= len(l.kept.Keys) {
		cache.Put(l.cache, lastName, l.key, key)
	}
}
