package ledger

import (
	"strings"
	"unicode/utf8"

	"stele/internal/doc"
)

// Sketch is a text word by word, 18 bits each: two of kind, and for a word one
// hash of each half, so that an inflected or misspelt word is known for nearly
// the same. It tells how much of a text was edited without keeping the text.
type Sketch []uint32

const (
	kindBits   = 16
	wordToken  = 0 << kindBits
	numToken   = 1 << kindBits
	symToken   = 2 << kindBits
	codeToken  = 3 << kindBits
	tokenRange = 4 << kindBits
)

// SketchOf sketches a segment. A block of code counts by lines.
func SketchOf(s *doc.Segment) Sketch { return sketchOf(s, s.Tokens()) }

func sketchOf(s *doc.Segment, tokens []doc.Token) Sketch {
	if s.Kind == doc.Code || s.Kind == doc.Opaque {
		var out Sketch
		for line := range strings.SplitSeq(s.Text, "\n") {
			if line = strings.TrimSpace(line); line != "" {
				out = append(out, codeToken|hash16(line))
			}
		}
		return out
	}
	out := make(Sketch, 0, len(tokens))
	for _, t := range tokens {
		switch t.Kind {
		case doc.TokenNumber:
			out = append(out, numToken|hash16(t.Text))
		case doc.TokenSymbol:
			out = append(out, symToken|hash16(t.Text))
		case doc.TokenCode:
			out = append(out, codeToken|hash16(t.Text))
		default:
			out = append(out, wordToken|halves(t.Text))
		}
	}
	return out
}

func kindOf(t uint32) uint32 { return t &^ (1<<kindBits - 1) }

// near reports whether two words share half their letters in place.
func near(a, b uint32) bool {
	return kindOf(a) == wordToken && kindOf(b) == wordToken && (a>>8 == b>>8 || a&0xff == b&0xff)
}

// minHalved is how many letters a word must have to have halves: a shorter one
// swapped for another is never nearly the same.
const minHalved = 4

// halves hashes a word's halves apart.
func halves(word string) uint32 {
	n := utf8.RuneCountInString(word)
	if n < minHalved {
		return hash16(word)
	}
	cut := 0
	for range n / 2 {
		_, size := utf8.DecodeRuneInString(word[cut:])
		cut += size
	}
	return hash16(word[:cut])&0xff<<8 | hash16(word[cut:])&0xff
}

// hash16 folds a 32-bit FNV-1a hash.
func hash16(text string) uint32 {
	h := uint32(2166136261)
	for i := 0; i < len(text); i++ {
		h = (h ^ uint32(text[i])) * 16777619
	}
	return (h>>16 ^ h) & 0xffff
}

const sketchDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

// String is three base64url characters a word.
func (s Sketch) String() string {
	b := make([]byte, 0, 3*len(s))
	for _, t := range s {
		b = append(b, sketchDigits[t>>12&63], sketchDigits[t>>6&63], sketchDigits[t&63])
	}
	return string(b)
}

// parseSketch reads String's form; false when it is not that.
func parseSketch(text string) (Sketch, bool) {
	if len(text)%3 != 0 {
		return nil, false
	}
	out := make(Sketch, len(text)/3)
	for i := range out {
		var t uint32
		for _, c := range []byte(text[3*i : 3*i+3]) {
			d := strings.IndexByte(sketchDigits, c)
			if d < 0 {
				return nil, false
			}
			t = t<<6 | uint32(d)
		}
		out[i] = t
	}
	return out, true
}

// similarity is 2·LCS/(n+m) over words, words nearly the same counting half;
// 1 for two empty sketches.
func similarity(a, b Sketch) float64 {
	n := len(a) + len(b)
	if n == 0 {
		return 1
	}
	common := 0
	for len(a) > 0 && len(b) > 0 && a[0] == b[0] {
		a, b, common = a[1:], b[1:], common+1
	}
	for len(a) > 0 && len(b) > 0 && a[len(a)-1] == b[len(b)-1] {
		a, b, common = a[:len(a)-1], b[:len(b)-1], common+1
	}
	if len(a)*len(b) > editCells {
		return overlap(a, b, common, n)
	}
	row := make([]float32, len(b)+1)
	for _, s := range a {
		var diag float32
		for j, t := range b {
			c := diag
			if s == t {
				c++
			} else if near(s, t) {
				c += 0.5
			}
			diag = row[j+1]
			row[j+1] = max(c, row[j+1], row[j])
		}
	}
	return 2 * (float64(row[len(b)]) + float64(common)) / float64(n)
}

// overlap bounds similarity from above without regard to order.
func overlap(a, b Sketch, common, n int) float64 {
	seen := make(map[uint32]int, len(a))
	for _, t := range a {
		seen[t]++
	}
	for _, t := range b {
		if seen[t] > 0 {
			seen[t]--
			common++
		}
	}
	return 2 * float64(common) / float64(n)
}
