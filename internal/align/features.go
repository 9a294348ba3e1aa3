package align

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"stele/internal/doc"
	"stele/internal/lang"
)

// side is one text as flat arrays: what the model needs of it, and nothing
// else. The tokens of segment s are tok[off[s]:off[s+1]], ascending and unique.
type side struct {
	off    []int32
	tok    []int32
	weight []float32 // of each token: what it counts in the lexical score
	alpha  []float32 // of each token: probability that a word of the other side, not chance, brought it
	length []float32 // of each segment, in letters of an alphabetic script
	class  [channels][]uint8
}

func (s *side) n() int { return len(s.length) }

func (s *side) words(i int) (lo, hi int32) { return s.off[i], s.off[i+1] }

// stemRunes is how many letters of a word are kept: enough to tell roots
// apart, few enough to drop the endings of Turkish, Russian and German. Five
// are as good on long texts; short ones have too few words for it.
const stemRunes = 4

// hanLetters is what one Han or kana character counts in letters of an
// alphabetic script: the ratio of an English text to its Chinese translation
// is near it. It matters only in mixed text, for the model learns the ratio.
const hanLetters = 2.6

// extract turns segments into a side, interning its words in v.
func extract(segs []doc.Segment, v *vocabulary) *side {
	s := &side{off: make([]int32, 1, len(segs)+1), length: make([]float32, 0, len(segs))}
	for c := range s.class {
		s.class[c] = make([]uint8, 0, len(segs))
	}
	x := extractor{v: v, count: map[int32]float32{}}
	for i := range segs {
		x.segment(&segs[i])
		for _, id := range x.ids() {
			s.tok = append(s.tok, id)
			s.weight = append(s.weight, x.count[id])
		}
		s.off = append(s.off, int32(len(s.tok)))
		s.length = append(s.length, x.length)
		for c := range s.class {
			s.class[c] = append(s.class[c], x.class[c])
		}
	}
	return s
}

// extractor reads one segment at a time.
type extractor struct {
	v      *vocabulary
	count  map[int32]float32
	order  []int32
	length float32
	class  [channels]uint8
}

func (x *extractor) segment(seg *doc.Segment) {
	clear(x.count)
	x.order = x.order[:0]
	x.length = 0
	text := strings.TrimSpace(seg.Text)
	x.class = classify(seg, text)
	if seg.ID != "" {
		x.add(classAnchor, "#"+seg.ID, 1)
	}
	if len(text) >= 4 {
		x.add(classWhole, text, 1)
	}
	x.anchors(seg, text)
	x.wordsOf(text)
}

// ids gives the segment's words in ascending order.
func (x *extractor) ids() []int32 {
	sortInt32(x.order)
	return x.order
}

func (x *extractor) add(c wordClass, s string, w float32) {
	id := x.v.intern(c, s)
	old, seen := x.count[id]
	if !seen {
		x.order = append(x.order, id)
		x.count[id] = w
		return
	}
	x.count[id] = min(old+w*again, 2*w)
}

// wordsOf splits running text: runs of letters become stems, runs of digits
// numbers, and scripts without spaces single characters and pairs.
func (x *extractor) wordsOf(text string) {
	prevHan := rune(0)
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRuneInString(text[i:])
		switch {
		case lang.IsCJK(r):
			x.length += hanLetters
			x.add(classHan, text[i:i+n], 0.5)
			if prevHan != 0 {
				x.add(classHan, string(prevHan)+string(r), 0.5)
			}
			prevHan = r
			i += n
			continue
		case unicode.IsDigit(r):
			j := endOfNumber(text, i)
			x.add(classNumber, bareNumber(text[i:j]), 1)
			x.length += float32(j - i)
			i = j
		case unicode.IsLetter(r):
			j := i + n
			runes := 1
			cut := 0
			for j < len(text) {
				r, n := utf8.DecodeRuneInString(text[j:])
				if !unicode.IsLetter(r) && !unicode.Is(unicode.Mn, r) || lang.IsCJK(r) {
					break
				}
				if runes == stemRunes {
					cut = j
				}
				j += n
				runes++
			}
			if cut == 0 {
				cut = j
			}
			x.word(text[i:j], text[i:cut])
			x.length += float32(runes)
			i = j
		default:
			x.length++
			i += n
		}
		prevHan = 0
	}
}

func (x *extractor) word(full, stem string) {
	id := x.v.internWord(lower(stem), full)
	old, seen := x.count[id]
	if !seen {
		x.order = append(x.order, id)
		x.count[id] = 1
		return
	}
	x.count[id] = min(old+again, 2)
}

func lower(s string) string {
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf || s[i] >= 'A' && s[i] <= 'Z' {
			return strings.Map(unicode.ToLower, s)
		}
	}
	return s
}

// endOfNumber is the end of the run of digits at i, separators inside included.
func endOfNumber(text string, i int) int {
	j := i
	for j < len(text) {
		c := text[j]
		if c >= '0' && c <= '9' {
			j++
			continue
		}
		if (c == '.' || c == ',') && j+1 < len(text) && text[j+1] >= '0' && text[j+1] <= '9' && j > i {
			j++
			continue
		}
		if n := thousands(text[j:]); n > 0 && j > i && j-i <= 3 {
			j += n
			continue
		}
		break
	}
	if j == i { // digits of another script
		_, n := utf8.DecodeRuneInString(text[i:])
		j = i + n
	}
	return j
}

// thousands is the length of a space and three digits at the start of a text,
// as 12 000 is written in many languages; else 0.
func thousands(text string) int {
	r, n := utf8.DecodeRuneInString(text)
	if r != ' ' && r != '\u00a0' && r != '\u202f' || len(text) < n+3 {
		return 0
	}
	for _, c := range []byte(text[n : n+3]) {
		if c < '0' || c > '9' {
			return 0
		}
	}
	if len(text) > n+3 && text[n+3] >= '0' && text[n+3] <= '9' {
		return 0
	}
	return n + 3
}

// bareNumber keeps the digits; what separates them differs between languages.
func bareNumber(s string) string {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return strings.Map(func(r rune) rune {
				if unicode.IsDigit(r) {
					return r
				}
				return -1
			}, s)
		}
	}
	return s
}
