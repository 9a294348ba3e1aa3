// Package ngram is the model behind [stele/internal/lang.Identify]: which
// letter sequences and short words are how likely in which language.
//
// A [Model] holds one [Table] per script that several languages share. A table
// lists features, which are n-grams of one to four letters with "_" for a
// word's edge and whole frequent words, and for each language how much less
// likely the feature is there than in the language where it is likeliest.
//
// Call [Decode] on the embedded file; [Table.Word] scores one word. The file is
// made by langgen. Nothing here decides anything: that needs a text and a prior.
package ngram

import "unicode/utf8"

// Step is the size of a weight's unit in natural logarithms.
const Step = 0.5

// MaxGram is the length of the longest n-gram in runes, edges included.
const MaxGram = 4

// Table is the model of one script.
type Table struct {
	Script    string   // ISO 15924
	Languages []string // BCP 47
	index     map[string]int32
	weights   []uint8 // per feature len(Languages) penalties of 0–15 Steps
}

// Model is everything that the file holds.
type Model struct {
	Tables map[string]*Table // by script
	// Hans and Hant are frequent characters of simplified and of traditional
	// Chinese that the other does not use.
	Hans, Hant string
}

// Word adds to score, one number per language, the log-likelihood of a word in
// lower case between two underscores ("_word_"), up to a constant. It returns
// how many features it knew.
func (t *Table) Word(score []float64, word []byte) int {
	known, n := 0, len(t.Languages)
	var room [64]int32
	sum := room[:]
	if n > len(room) {
		sum = make([]int32, n)
	}
	Grams(word, func(gram []byte) {
		i, ok := t.index[string(gram)]
		if !ok {
			return
		}
		known++
		for l, w := range t.weights[int(i)*n : int(i)*n+n] {
			sum[l] += int32(w)
		}
	})
	for l := range score {
		score[l] -= Step * float64(sum[l])
	}
	return known
}

// Grams calls f with every feature of a word in underscores: its n-grams, then
// the whole word if that is longer. The slice is only lent.
func Grams(word []byte, f func([]byte)) {
	var starts [64]int
	n := 0
	for i := 0; i < len(word) && n < len(starts)-1; n++ {
		starts[n] = i
		_, size := utf8.DecodeRune(word[i:])
		i += size
	}
	starts[n] = len(word)
	for i := 0; i < n; i++ {
		for k := 1; k <= MaxGram && i+k <= n; k++ {
			if k == 1 && (i == 0 || i == n-1) {
				continue
			}
			f(word[starts[i]:starts[i+k]])
		}
	}
	if n > MaxGram {
		f(word)
	}
}
