package ledger

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"stele/internal/doc"
)

// Costs of an edit, in words. Code costs nothing: it is judged by itself.
const (
	nearCost   = 0.25
	symbolCost = 0.5
)

// editCells bounds the table of one comparison.
const editCells = 1 << 20

func tokenCost(t uint32) float64 {
	switch kindOf(t) {
	case codeToken:
		return 0
	case symToken:
		return symbolCost
	}
	return 1
}

// editWeight is how many words it takes to turn one sketch into another: the
// weighted edit distance (Wagner and Fischer 1974), a word nearly the same
// counting a quarter. Past editCells it is an upper bound.
func editWeight(a, b Sketch) float64 { return reading{words: b}.edit(a) }

// reading is a present text as it is held against an older sketch of it.
type reading struct {
	words Sketch
	// spelt are the words themselves, "" for what is no word; nil where they are
	// not there any more.
	spelt    []string
	letters  string // of the page, those that may have been dropped or added
	misspelt map[int]map[uint32]bool
}

// readingOf reads a text beside an older sketch. Words that were only given
// marks of code stay words.
func readingOf(s *doc.Segment, was Sketch, letters string) reading {
	if s.Kind == doc.Code || s.Kind == doc.Opaque {
		return reading{words: SketchOf(s)}
	}
	r := reading{letters: letters, misspelt: map[int]map[uint32]bool{}}
	for _, token := range s.Tokens() {
		at := len(r.words)
		r.add(token)
		if token.Kind != doc.TokenCode || slices.Contains(was, r.words[at]) {
			continue
		}
		marked := doc.Segment{Kind: doc.Paragraph, Text: token.Text}
		if plain := marked.Tokens(); containsRun(was, sketchOf(&marked, plain)) {
			r.words, r.spelt = r.words[:at], r.spelt[:at]
			for _, word := range plain {
				r.add(word)
			}
		}
	}
	return r
}

func (r *reading) add(token doc.Token) {
	one := [1]doc.Token{token}
	r.words = append(r.words, sketchOf(&doc.Segment{}, one[:])...)
	word := ""
	if token.Kind == doc.TokenWord {
		word = token.Text
	}
	r.spelt = append(r.spelt, word)
}

// lettersOf are the letters of a version that its words are spelt with: all of an
// alphabet, or some of a script that has hundreds.
func lettersOf(segments []doc.Segment) string {
	letters := make([]rune, 0, mostLetters)
	for i := range segments {
		for _, c := range strings.ToLower(segments[i].Text) {
			if unicode.IsLetter(c) && !slices.Contains(letters, c) {
				if letters = append(letters, c); len(letters) == mostLetters {
					return string(letters)
				}
			}
		}
	}
	return string(letters)
}

const mostLetters = 64

// containsRun reports whether the words of run stand in s, one after another.
func containsRun(s, run Sketch) bool {
	for i := 0; len(run) > 0 && i+len(run) <= len(s); i++ {
		if slices.Equal(s[i:i+len(run)], run) {
			return true
		}
	}
	return false
}

// mostSpelt is how many words may differ for their spelling to be looked at: what
// differs in more was not mended but written anew.
const mostSpelt = 16

// near reports whether an old word is nearly the j-th. A letter that was dropped
// or added moves the middle of a word, so that its halves tell nothing; then the
// present word, which is there, is misspelt in every such way.
func (r *reading) near(old uint32, j int, few bool) bool {
	if near(old, r.words[j]) {
		return true
	}
	if !few || r.spelt == nil || r.spelt[j] == "" || kindOf(old) != wordToken {
		return false
	}
	if r.misspelt[j] == nil {
		r.misspelt[j] = misspellings(r.spelt[j], r.letters)
	}
	return r.misspelt[j][old]
}

// misspellings are the halves of a word with one letter less, or one more of
// those given. The first letter stays: a word with another is another
// ("eine", "keine").
func misspellings(word, letters string) map[uint32]bool {
	out := map[uint32]bool{}
	add := func(parts ...string) {
		if w := strings.Join(parts, ""); utf8.RuneCountInString(w) >= minHalved {
			out[wordToken|halves(w)] = true
		}
	}
	for i, c := range word {
		if i == 0 {
			continue
		}
		add(word[:i], word[i+utf8.RuneLen(c):])
		for _, l := range letters {
			add(word[:i], string(l), word[i:])
		}
	}
	for _, l := range letters {
		add(word, string(l))
	}
	return out
}

// edit is how many words of an old sketch it took to make the text.
func (r reading) edit(a Sketch) float64 {
	b := r.words
	for len(a) > 0 && len(b) > 0 && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	from := len(r.words) - len(b)
	for len(a) > 0 && len(b) > 0 && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	if len(a)*len(b) > editCells {
		return max(weight(a), weight(b))
	}
	few := max(len(a), len(b)) <= mostSpelt
	row := make([]float64, len(b)+1)
	for j, t := range b {
		row[j+1] = row[j] + tokenCost(t)
	}
	for _, s := range a {
		diag := row[0]
		row[0] += tokenCost(s)
		for j, t := range b {
			c := diag
			switch {
			case s == t:
			case r.near(s, from+j, few):
				c += nearCost
			default:
				c += max(tokenCost(s), tokenCost(t))
			}
			diag = row[j+1]
			row[j+1] = min(c, row[j+1]+tokenCost(s), row[j]+tokenCost(t))
		}
	}
	return row[len(b)]
}

func weight(s Sketch) float64 {
	w := 0.0
	for _, t := range s {
		w += tokenCost(t)
	}
	return w
}
