package align

import (
	"cmp"
	"maps"
	"slices"

	"stele/internal/lang"
)

// wordClass keeps words of different sorts apart in the vocabulary.
type wordClass byte

const (
	classWord   wordClass = 'w' // the stem of a word
	classHan    wordClass = 'h' // a character, or two, of a script without spaces
	classNumber wordClass = 'n'
	classAnchor wordClass = 'a' // code, destination, id
	classWhole  wordClass = '=' // a whole segment
)

// vocabulary numbers the words of one side of a language pair.
type vocabulary struct {
	id   map[string]int32
	word []string    // by id: the key without its class
	full []string    // by id: the first word seen with that stem
	sort []wordClass // by id
	freq []float32   // by id: segments it occurs in
	buf  []byte
}

func newVocabulary() *vocabulary { return &vocabulary{id: map[string]int32{}} }

// clone gives a vocabulary that can grow without touching this one.
func (v *vocabulary) clone() *vocabulary {
	return &vocabulary{id: maps.Clone(v.id), word: slices.Clip(v.word), full: slices.Clip(v.full), sort: slices.Clip(v.sort), freq: v.freq}
}

func (v *vocabulary) size() int { return len(v.word) }

func (v *vocabulary) intern(c wordClass, s string) int32 {
	v.buf = append(append(v.buf[:0], byte(c)), s...)
	if id, ok := v.id[string(v.buf)]; ok {
		return id
	}
	key := string(v.buf)
	id := int32(len(v.word))
	v.id[key] = id
	v.word = append(v.word, key[1:])
	v.full = append(v.full, key[1:])
	v.sort = append(v.sort, c)
	return id
}

func (v *vocabulary) internWord(stem, full string) int32 {
	n := len(v.word)
	id := v.intern(classWord, stem)
	if int(id) == n {
		v.full[id] = lang.Romanise(full)
	}
	return id
}

// count sets the frequencies from the sides that use the vocabulary.
func (v *vocabulary) count(sides []*side) {
	v.freq = make([]float32, v.size())
	for _, s := range sides {
		for _, t := range s.tok {
			v.freq[t]++
		}
	}
}

// prior is a pair of words that look like translations before anything is
// learnt, with the pseudo-count that the resemblance is worth.
type prior struct {
	from, to int32
	count    float32
}

// cognates pairs the words of two vocabularies: equal numbers, anchors and
// segments; words whose sound keys are equal, by how alike they look in Latin
// letters. Sorted by from, then to.
func cognates(src, tgt *vocabulary) []prior { return cognatesFrom(src, tgt, 0, 0) }

// cognatesFrom gives the cognates of which at least one word is new: not under
// the ids given.
func cognatesFrom(src, tgt *vocabulary, newSrc, newTgt int32) []prior {
	var out []prior
	add := func(e, f int32, count float32) {
		if e >= newSrc || f >= newTgt {
			out = append(out, prior{e, f, count})
		}
	}
	byKey := map[string][]int32{}
	var buf []byte
	for id, c := range tgt.sort {
		if c != classWord {
			continue
		}
		buf = lang.AppendCognate(buf[:0], tgt.full[id])
		if len(buf) > 0 {
			byKey[string(buf)] = append(byKey[string(buf)], int32(id))
		}
	}
	for id, c := range src.sort {
		same := int32(-1)
		if t, ok := tgt.id[string(c)+src.word[id]]; ok {
			same = t
			add(int32(id), t, identityCount(c, src.word[id]))
		}
		if c != classWord {
			continue
		}
		buf = lang.AppendCognate(buf[:0], src.full[id])
		if len(buf) == 0 {
			continue
		}
		for _, t := range byKey[string(buf)] {
			if t == same {
				continue
			}
			if a := alike(src.full[id], tgt.full[t]); a >= leastAlike {
				add(int32(id), t, a*a)
			}
		}
	}
	slices.SortFunc(out, func(a, b prior) int {
		return cmp.Or(cmp.Compare(a.from, b.from), cmp.Compare(a.to, b.to))
	})
	return out
}

// leastAlike is the similarity below which equal sound keys are put down to
// chance.
const leastAlike = 0.5

// identityCount is what an identical word is worth. Very short words are often
// equal by chance.
func identityCount(c wordClass, w string) float32 {
	switch {
	case c != classWord && c != classHan:
		return 2
	case len(w) >= 4:
		return 1
	case len(w) == 3:
		return 0.5
	}
	return 0.15
}

// alike is one minus the edit distance over the longer length.
func alike(a, b string) float32 {
	if a == b {
		return 1
	}
	const most = 24
	if len(a) > most {
		a = a[:most]
	}
	if len(b) > most {
		b = b[:most]
	}
	var row [most + 1]int
	for j := range row {
		row[j] = j
	}
	for i := 0; i < len(a); i++ {
		diag := row[0]
		row[0] = i + 1
		for j := 0; j < len(b); j++ {
			c := diag
			if a[i] != b[j] {
				c = 1 + min(diag, row[j], row[j+1])
			}
			diag, row[j+1] = row[j+1], c
		}
	}
	return 1 - float32(row[len(b)])/float32(max(len(a), len(b)))
}

func sortInt32(s []int32) { slices.Sort(s) }
