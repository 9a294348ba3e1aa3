package lang

import (
	"math"
	"slices"

	"stele/internal/lang/ngram"
)

// The constants of the vote. They were set on texts of languages that share a
// script and hold for all of them.
const (
	temper       = 0.35 // n-grams of a word overlap; each counts this much
	doubtSmall   = 0.10 // chance that a word is foreign
	doubtLarge   = 0.60 // … that begins with a capital
	foreign      = 9.0  // how much likelier a candidate is beforehand, in nats
	maxLanguages = 64   // that share a script
	maxVotes     = 80   // words after which nothing changes
	sureness     = 0.9  // below this the answer is none
	verySure     = 0.97 // … for few words
	few          = 6    // running words below which that holds
)

// vote decides between the languages of one script: each word gives every
// language the logarithm of its share, mixed with doubt, so that no word can
// veto.
func (c *counts) vote(x *Identifier, t *ngram.Table, s script, text string, candidates []string) Guess {
	var room [maxLanguages]float64
	total := room[:len(t.Languages)]
	x.prior(t, candidates, total)
	var e evidence
	ngram.Words(text, func(w []byte, first rune, capital bool) bool {
		if scriptOfRune(first) != s {
			return true
		}
		vote := x.vote(t, w, capital)
		if vote == nil {
			return true
		}
		e.note(w, capital)
		for l, v := range vote {
			total[l] += v
		}
		return e.votes < maxVotes
	})
	g := decide(t.Languages, total, candidates)
	if g.Locale != "" && !e.supports(g, text) {
		return Guess{Runner: g.Locale}
	}
	return g
}

// evidence is what a verdict is checked against.
type evidence struct {
	votes   int
	running int // words that begin small
	marked  int // … with a letter that English does not have
	english int // … that hold English sentences together
}

func (e *evidence) note(w []byte, capital bool) {
	e.votes++
	if englishGlue[string(w[1:len(w)-1])] {
		e.english++
	}
	if capital {
		return
	}
	e.running++
	if !isASCII(string(w)) {
		e.marked++
	}
}

var englishGlue = set("the a an of to in is are and for with on as by or it this that be you your we from at not can has have was will if when " +
	"i he she they his her their our my but which who its into then than there what how all do does no so use using these those")

// supports says whether the verdict may stand: enough running words, surer for
// few, and for English, which every text is full of, the small words without
// which it makes no sentence.
func (e *evidence) supports(g Guess, text string) bool {
	if e.running < enough && !(e.running == enough-1 && e.votes >= few && g.Confidence > verySure) {
		return false
	}
	// Of names and titles, capitals are most; German nouns are a third, and
	// names among Turkish suffixes leave no doubt. English titles are everywhere.
	share := 2
	if hasBase(g.Locale, "de") || !hasBase(g.Locale, "en") && g.Confidence > 0.9999 {
		share = 3
	}
	if e.running < few && (g.Confidence < verySure || share*e.running < e.votes) {
		return false
	}
	if hasBase(g.Locale, "en") && (e.english == 0 || 12*e.english < e.running || 7*e.marked > e.votes) {
		return false
	}
	return !isReference(text, e)
}

// isReference reports whether a text looks like a bibliographic reference,
// whose title may be in any language: figures, more than one mark to three
// words, and hardly a word in two that begins small.
func isReference(text string, e *evidence) bool {
	if e.votes > 60 || !hasDigit(text) {
		return false
	}
	marks := 0
	for _, r := range text {
		switch r {
		case ',', ';', ':', '"', '“', '”', '«', '»', '(', ')', '/', '„', '‘', '[', ']', '–', '—':
			marks++
		}
	}
	return 3*marks > e.votes && 10*e.running < 7*e.votes
}

// shares turns a word's log-likelihoods into its vote: each language's logarithm of
// its share of the word, mixed with doubt.
func shares(word []float64, doubt float64) {
	top := math.Inf(-1)
	for _, x := range word {
		top = max(top, x)
	}
	sum := 0.0
	for l, x := range word {
		// Most languages are far behind; what is below e^-12 is lost in doubt.
		if x = (x - top) * temper; x > -12 {
			word[l] = math.Exp(x)
			sum += word[l]
		} else {
			word[l] = 0
		}
	}
	even := doubt / float64(len(word))
	floor := math.Log(even)
	for l, x := range word {
		if x == 0 {
			word[l] = floor
		} else {
			word[l] = math.Log((1-doubt)*x/sum + even)
		}
	}
}

// prior puts languages that are no candidates behind, when there are any.
func prior(languages, candidates []string, total []float64) {
	if len(candidates) == 0 {
		return
	}
	for i, l := range languages {
		total[i] = -foreign
		if l == "en" {
			total[i] = -foreign / 2 // what is left standing is mostly English
		}
	}
	for _, c := range candidates {
		if p, ok := profileOf(c); ok {
			if i := slices.Index(languages, p); i >= 0 {
				total[i] = 0
			}
		}
	}
}

// covers reports whether the profile of language l stands for the candidate.
func covers(l, candidate string) bool {
	p, ok := profileOf(candidate)
	return ok && p == l
}

// profileOf is the language whose profile stands for a tag.
func profileOf(tag string) (string, bool) {
	base, ok := baseOf(tag)
	if p, shared := sharedProfile[base]; shared {
		base = p
	}
	return base, ok
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
		return Guess{Runner: g.Locale}
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
