package doc

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Op says what a piece of a word diff is.
type Op byte

// The operations.
const (
	Same    Op = ' '
	Deleted Op = '-'
	Added   Op = '+'
)

// Piece is a stretch of text with one operation.
type Piece struct {
	Op   Op
	Text string
}

// diffCells bounds the table of the word diff. Beyond it the differing middle
// is given as one deletion and one addition.
const diffCells = 4 << 20

// DiffWords compares two texts by words, and by characters where a script does
// not part words. Runs of white space count as equal. It is the longest common
// subsequence (Wagner and Fischer 1974) of what common ends leave over.
func DiffWords(old, new string) []Piece {
	a, b := tokens(old), tokens(new)
	head := 0
	for head < len(a) && head < len(b) && sameToken(a[head], b[head]) {
		head++
	}
	tail := 0
	for tail < len(a)-head && tail < len(b)-head && sameToken(a[len(a)-1-tail], b[len(b)-1-tail]) {
		tail++
	}
	var d pieces
	if head > 0 {
		d.add(Same, strings.Join(b[:head], ""))
	}
	d.middle(a[head:len(a)-tail], b[head:len(b)-tail])
	if tail > 0 {
		d.add(Same, strings.Join(b[len(b)-tail:], ""))
	}
	return d.joined()
}

type pieces []Piece

func (d *pieces) add(op Op, text string) {
	if n := len(*d); n > 0 && (*d)[n-1].Op == op {
		(*d)[n-1].Text += text
		return
	}
	*d = append(*d, Piece{op, text})
}

func (d *pieces) middle(a, b []string) {
	if len(a)*len(b) > diffCells {
		a, b = []string{strings.Join(a, "")}, []string{strings.Join(b, "")}
	}
	width := len(b) + 1
	lcs := make([]int32, (len(a)+1)*width)
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			if sameToken(a[i], b[j]) {
				lcs[i*width+j] = lcs[(i+1)*width+j+1] + 1
			} else {
				lcs[i*width+j] = max(lcs[(i+1)*width+j], lcs[i*width+j+1])
			}
		}
	}
	i, j := 0, 0
	for i < len(a) || j < len(b) {
		switch {
		case i < len(a) && j < len(b) && sameToken(a[i], b[j]):
			d.add(Same, b[j])
			i, j = i+1, j+1
		case i < len(a) && (j == len(b) || lcs[(i+1)*width+j] >= lcs[i*width+j+1]):
			d.add(Deleted, a[i])
			i++
		default:
			d.add(Added, b[j])
			j++
		}
	}
}

// joined takes words that were replaced one by one, with nothing but spaces left
// of what was between them, as one replacement: people read phrases.
func (d pieces) joined() pieces {
	var out pieces
	for i := 0; i < len(d); {
		if d[i].Op == Same {
			out.add(Same, d[i].Text)
			i++
			continue
		}
		var gone, new string
		var changed [2]bool
		end := i
		for ; end < len(d); end++ {
			p := d[end]
			if p.Op == Same && (strings.TrimSpace(p.Text) != "" || end == len(d)-1) {
				break
			}
			if p.Op != Added {
				gone += p.Text
			}
			if p.Op != Deleted {
				new += p.Text
			}
			changed[0] = changed[0] || p.Op == Deleted
			changed[1] = changed[1] || p.Op == Added
		}
		if changed[0] && changed[1] {
			out.add(Deleted, gone)
			out.add(Added, new)
		} else {
			out = append(out, d[i:end]...)
		}
		i = end
	}
	return out
}

// tokens splits into words, single characters of scripts without spaces, white
// space and single marks; joined they are the text again.
func tokens(text string) []string {
	var out []string
	for i := 0; i < len(text); {
		class, size := tokenClass(text[i:])
		end := i + size
		for class != classSingle && end < len(text) {
			c, n := tokenClass(text[end:])
			if c != class {
				break
			}
			end += n
		}
		out = append(out, text[i:end])
		i = end
	}
	return out
}

const (
	classSingle = iota
	classWord
	classSpace
)

func tokenClass(text string) (class, size int) {
	r, n := utf8.DecodeRuneInString(text)
	switch {
	case unicode.IsSpace(r):
		return classSpace, n
	case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar):
		return classSingle, n
	case unicode.IsLetter(r), unicode.IsDigit(r), unicode.IsMark(r):
		return classWord, n
	}
	return classSingle, n
}

func sameToken(a, b string) bool {
	if a == b {
		return true
	}
	ra, _ := utf8.DecodeRuneInString(a)
	rb, _ := utf8.DecodeRuneInString(b)
	return unicode.IsSpace(ra) && unicode.IsSpace(rb)
}
