package lang

import (
	_ "embed"
	"math"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"stele/internal/lang/ngram"
)

// Guess is what [Identify] thinks.
type Guess struct {
	// Locale is one of the candidates, spelled as given, or another known
	// language; "" when the text is too short or says too little.
	Locale     string
	Confidence float64 // 0 to 1; 0 when unsure
	Runner     string  // the next best, where there is one; when unsure, the best
}

//go:embed profiles.bin
var profileFile []byte

var profiles = sync.OnceValue(func() *ngram.Model {
	m, err := ngram.Decode(profileFile)
	if err != nil {
		panic(err) // the file is part of the program, and a test reads it
	}
	return m
})

// Identify says which language a text is in: first by script, then, among
// languages that share it, by letter n-grams and frequent words. Take code and
// URLs out first.
//
// The candidates, the locales of a project, are preferred, but another language
// wins when the text is clearly in it; some sixty are known. Without candidates
// all are equal.
//
// The answer is "" rather than a guess for fewer than about five words of
// running text: headings, lists of names, bibliographic references. Every word
// has one bounded vote, capitals less, so that English terms in technical prose
// do not outvote the words between them.
func Identify(text string, candidates []string) Guess {
	return (*Identifier)(nil).Identify(text, candidates)
}

// Identify is the function of that name.
func (x *Identifier) Identify(text string, candidates []string) Guess {
	if needsComposing(text) {
		text = norm.NFC.String(text)
	}
	if mostlyCapitals(text) {
		text = strings.ToLower(text)
	}
	c := census(text)
	s := c.main()
	switch {
	case s == scriptNone:
		return Guess{}
	case s == scriptHan:
		return c.chinese(text, candidates)
	case s == scriptKana, s == scriptHangul:
		return c.only(map[script]string{scriptKana: "ja", scriptHangul: "ko"}[s], candidates)
	}
	table := profiles().Tables[scriptNames[s]]
	if table == nil {
		return c.byScript(s, candidates)
	}
	return c.vote(x, table, s, text, candidates)
}

// mostlyCapitals reports whether a text is shouted, so that capitals tell
// nothing.
func mostlyCapitals(text string) bool {
	upper, lower := 0, 0
	for _, r := range text {
		switch {
		case unicode.IsUpper(r):
			upper++
		case unicode.IsLower(r):
			lower++
		}
	}
	return upper > 12 && upper > 3*lower
}

// needsComposing reports whether combining marks stand where composed letters
// are usual.
func needsComposing(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool { return r >= 0x300 && r < 0x370 })
}

// counts is what a text consists of, in words.
type counts struct {
	words   [scriptMax]float64 // Han and kana characters count for half a word
	running [scriptMax]float64 // words that begin small, or have no case
}

func census(text string) (c counts) {
	inWord := false
	for _, r := range text {
		s := scriptOfRune(r)
		switch {
		case s == scriptNone:
			if !unicode.Is(unicode.M, r) {
				inWord = false
			}
		case s.spaceless():
			weight := 0.5
			if s != scriptHan && s != scriptKana {
				weight = 0.25
			}
			c.words[s] += weight
			c.running[s] += weight
			inWord = false
		case !inWord:
			c.words[s]++
			if !unicode.IsUpper(r) {
				c.running[s]++
			}
			inWord = true
		}
	}
	return c
}

// main is the script that the text is written in. Latin words stand in texts of
// all scripts, so another script wins with a third of the words; between a
// tenth and a third nothing is certain.
func (c *counts) main() script {
	total, best := 0.0, scriptNone
	if c.words[scriptKana] > 0 && c.words[scriptKana] >= 0.08*c.words[scriptHan] {
		c.words[scriptKana] += c.words[scriptHan]
		c.running[scriptKana] += c.running[scriptHan]
		c.words[scriptHan], c.running[scriptHan] = 0, 0
	}
	for s, n := range c.words {
		total += n
		if script(s) != scriptLatin && n > c.words[best] {
			best = script(s)
		}
	}
	latin := c.words[scriptLatin]
	switch other := c.words[best]; {
	case best != scriptNone && other >= total/3 && c.running[best] > c.running[scriptLatin]/3:
		return best
	case latin >= 0.88*total && latin > 0:
		return scriptLatin
	}
	return scriptNone
}

// enough is how many words a verdict needs at least.
const enough = 4

// only answers for a script of one language.
func (c *counts) only(language string, candidates []string) Guess {
	for s := range c.words {
		if c.running[s] >= enough && (script(s) == scriptKana || script(s) == scriptHangul) {
			return Guess{Locale: spelled(language, candidates), Confidence: 0.99}
		}
	}
	return Guess{}
}

// spelled is the language as the candidates spell it.
func spelled(language string, candidates []string) string {
	for _, l := range candidates {
		if SameLanguage(l, language) {
			return l
		}
	}
	return language
}

var scriptLanguages = map[script]string{
	scriptGreek: "el", scriptBengali: "bn", scriptThai: "th", scriptArmenian: "hy", scriptGeorgian: "ka", scriptTamil: "ta",
	scriptTelugu: "te", scriptKannada: "kn", scriptMalayalam: "ml", scriptGujarati: "gu", scriptGurmukhi: "pa",
	scriptOriya: "or", scriptSinhala: "si", scriptLao: "lo", scriptTibetan: "bo", scriptMyanmar: "my", scriptKhmer: "km",
	scriptEthiopic: "am",
}

// byScript answers where the script has one common language: a candidate
// written in it, else that language.
func (c *counts) byScript(s script, candidates []string) Guess {
	if c.running[s] < enough {
		return Guess{}
	}
	for _, l := range candidates {
		if Script(l) == scriptNames[s] {
			return Guess{Locale: l, Confidence: 0.98}
		}
	}
	return Guess{Locale: scriptLanguages[s], Confidence: 0.95}
}

// chinese tells simplified from traditional by the characters that only one of
// them uses, and is unsure of a few Han characters, which may be Japanese.
func (c *counts) chinese(text string, candidates []string) Guess {
	if c.running[scriptHan] < enough {
		return Guess{}
	}
	m := profiles()
	hans, hant := 0, 0
	for _, r := range text {
		switch {
		case !IsCJK(r):
		case strings.ContainsRune(m.Hans, r):
			hans++
		case strings.ContainsRune(m.Hant, r):
			hant++
		}
	}
	if hans+hant == 0 && c.running[scriptHan] < 8 && (len(candidates) == 0 || wants("ja", candidates)) {
		return Guess{} // it may be Japanese
	}
	want := "Hans"
	if hant > hans {
		want = "Hant"
	}
	sure := 0.9 + 0.09*math.Abs(float64(hans-hant))/float64(hans+hant+1)
	second := ""
	for _, l := range candidates {
		if !SameLanguage(l, "zh") {
			continue
		}
		if Script(l) == want {
			return Guess{Locale: l, Confidence: sure}
		}
		second = l
	}
	switch {
	case second == "zh" || hans+hant == 0 && second != "" || second != "" && hans+hant < 2:
		return Guess{Locale: second, Confidence: sure}
	case hans+hant < 2:
		return Guess{Locale: "zh", Confidence: sure}
	}
	return Guess{Locale: "zh-" + want, Confidence: sure, Runner: second}
}

// wants reports whether a language is among the candidates.
func wants(language string, candidates []string) bool {
	for _, l := range candidates {
		if SameLanguage(l, language) {
			return true
		}
	}
	return false
}
