package lang

import (
	"math"

	"stele/internal/lang/ngram"
)

// The constants of the vote. They were set on texts of languages that share a
// script and hold for all of them.
const (
	temper     = 0.35 // n-grams of a word overlap; each counts this much
	doubtSmall = 0.10 // chance that a word is foreign
	doubtLarge = 0.60 // … that begins with a capital
	foreign    = 5.0  // how much likelier a candidate is beforehand, in nats
	maxVotes   = 80   // words after which nothing changes
	sureness   = 0.9  // below this the answer is none
)

// vote decides between the languages of one script: each word gives every
// language the logarithm of its share, mixed with doubt, so that no word can
// veto.
func (c *counts) vote(t *ngram.Table, s script, text string, candidates []string) Guess {
	n := len(t.Languages)
	var room, roomWord [64]float64
	total, word := room[:n], roomWord[:n]
	prior(t.Languages, candidates, total)
	running, votes := 0.0, 0
	ngram.Words(text, func(w []byte, first rune, capital bool) bool {
		if scriptOfRune(first) != s {
			return true
		}
		for l := range word {
			word[l] = 0
		}
		known := t.Word(word, w)
		if known == 0 {
			return true
		}
		doubt := doubtSmall
		if capital {
			doubt = doubtLarge
		} else {
			running++
		}
		addShares(total, word, doubt)
		votes++
		return votes < maxVotes
	})
	if running < enough {
		return Guess{}
	}
	return decide(t.Languages, total, candidates)
}

// addShares adds each language's logarithm of its share of a word.
func addShares(total, word []float64, doubt float64) {
	top := math.Inf(-1)
	for _, x := range word {
		top = max(top, x)
	}
	sum := 0.0
	for l, x := range word {
		word[l] = math.Exp((x - top) * temper)
		sum += word[l]
	}
	even := doubt / float64(len(word))
	for l, x := range word {
		total[l] += math.Log((1-doubt)*x/sum + even)
	}
}

// prior puts languages that are no candidates behind, when there are any.
func prior(languages, candidates []string, total []float64) {
	if len(candidates) == 0 {
		return
	}
	for i, l := range languages {
		total[i] = -foreign
		for _, c := range candidates {
			if covers(l, c) {
				total[i] = 0
				break
			}
		}
		if l == "en" && total[i] < 0 {
			total[i] = -foreign / 2 // what is left standing is mostly English
		}
	}
}

// covers reports whether the profile of language l stands for the candidate.
func covers(l, candidate string) bool {
	base, ok := baseOf(candidate)
	if !ok {
		return false
	}
	if p, ok := sharedProfile[base]; ok {
		base = p
	}
	return base == l
}

// sharedProfile has languages counted together with a close relative.
var sharedProfile = map[string]string{"sr": "sr", "bs": "hr", "nn": "nb", "cnr": "hr", "kmr": "ku"}

// decide turns the totals into an answer.
func decide(languages []string, total []float64, candidates []string) Guess {
	best, second := 0, 1
	if total[1] > total[0] {
		best, second = 1, 0
	}
	for i := 2; i < len(total); i++ {
		switch {
		case total[i] > total[best]:
			best, second = i, best
		case total[i] > total[second]:
			second = i
		}
	}
	g := Guess{Locale: named(languages[best], candidates), Runner: named(languages[second], candidates)}
	g.Confidence = 1 / (1 + math.Exp(-(total[best]-total[second])/2))
	if g.Confidence < sureness {
		g.Locale, g.Runner = "", g.Locale
	}
	return g
}

// named is the candidate that a profile's language stands for, else its tag.
func named(l string, candidates []string) string {
	for _, c := range candidates {
		if covers(l, c) {
			return c
		}
	}
	return l
}
