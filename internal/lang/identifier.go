package lang

import (
	"slices"
	"strings"
	"sync"

	"stele/internal/lang/ngram"
)

// Identifier identifies many texts: the words that come again and again are
// looked up once. Its answers are those of [Identify]. It is safe for several
// goroutines; its zero value is ready, and nil remembers nothing.
type Identifier struct {
	mu    sync.RWMutex
	votes map[*ngram.Table]*votes
}

// votes are those of the words of one script; nil for a word that says nothing.
type votes struct{ small, capital, priors map[string][]float64 }

// mostVotes is how many words are remembered of each script; it bounds the memory
// to some ten megabytes. The common ones come first.
const mostVotes = 20_000

// vote is a word's vote, by language; nil when it has none. The slice is not to be
// changed.
func (x *Identifier) vote(t *ngram.Table, word []byte, capital bool) []float64 {
	if x == nil {
		return voteOf(t, word, capital)
	}
	x.mu.RLock()
	v, known := x.votes[t].of(word, capital)
	x.mu.RUnlock()
	if known {
		return v
	}
	out := voteOf(t, word, capital)
	x.mu.Lock()
	defer x.mu.Unlock()
	if m := x.of(t).words(capital); len(m) < mostVotes {
		m[string(word)] = out
	}
	return out
}

// of are the votes of a table; the lock must be held.
func (x *Identifier) of(t *ngram.Table) *votes {
	if x.votes == nil {
		x.votes = map[*ngram.Table]*votes{}
	}
	if x.votes[t] == nil {
		x.votes[t] = &votes{map[string][]float64{}, map[string][]float64{}, map[string][]float64{}}
	}
	return x.votes[t]
}

// prior sets totals to what is thought of the languages before the first word.
func (x *Identifier) prior(t *ngram.Table, candidates []string, total []float64) {
	if x == nil {
		prior(t.Languages, candidates, total)
		return
	}
	key := strings.Join(candidates, " ")
	x.mu.RLock()
	var known []float64
	if v := x.votes[t]; v != nil {
		known = v.priors[key]
	}
	x.mu.RUnlock()
	if known != nil {
		copy(total, known)
		return
	}
	prior(t.Languages, candidates, total)
	x.mu.Lock()
	defer x.mu.Unlock()
	if m := x.of(t).priors; len(m) < mostPriors {
		m[key] = slices.Clone(total)
	}
}

// mostPriors is how many lists of candidates are remembered.
const mostPriors = 200

func voteOf(t *ngram.Table, word []byte, capital bool) []float64 {
	score := make([]float64, len(t.Languages))
	if t.Word(score, word) == 0 {
		return nil
	}
	doubt := doubtSmall
	if capital {
		doubt = doubtLarge
	}
	shares(score, doubt)
	return score
}

func (v *votes) words(capital bool) map[string][]float64 {
	if capital {
		return v.capital
	}
	return v.small
}

func (v *votes) of(word []byte, capital bool) (vote []float64, known bool) {
	if v == nil {
		return nil, false
	}
	vote, known = v.words(capital)[string(word)]
	return vote, known
}
