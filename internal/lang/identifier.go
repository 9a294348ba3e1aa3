package lang

import (
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
type votes struct{ small, capital map[string][]float64 }

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
	if x.votes == nil {
		x.votes = map[*ngram.Table]*votes{}
	}
	if x.votes[t] == nil {
		x.votes[t] = &votes{map[string][]float64{}, map[string][]float64{}}
	}
	if m := x.votes[t].words(capital); len(m) < mostVotes {
		m[string(word)] = out
	}
	return out
}

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
