package markdown

import (
	"strings"

	"stele/internal/doc"
	"stele/internal/format/prose"
)

// inliner finds the runs of one segment after another. Each pass takes linear
// time: brackets and emphasis marks go on stacks, and a search for the end of
// a code span that found none is not made again.
type inliner struct {
	scan     *scanner
	text     string
	runs_    []doc.Run
	at       int
	brackets []bracket
	delims   []delim
	ticks    [maxTicks]int // by length: from here on no such run of back-ticks
	shut     [closers]int  // by closer: from here on it does not occur
	braces   int           // braces that open before here are not closed
	tags     int           // nor are MDX tags
	quoted   bool
}

const maxTicks = 32

// closers are ends that are looked for further on.
const (
	shutComment = iota
	shutMath
	shutTex
	closers
)

type bracket struct {
	at, end int // of the mark: "[" or "!["
	image   bool
	spent   bool // a link was found inside: no link may hold it
}

// delim is a run of emphasis marks that may open or close.
type delim struct {
	c           byte
	at, count   int
	open, close bool
}

// special are the bytes that may start a run.
var special = func() (t [256]bool) {
	for _, c := range "\\`*_~[]!<&{$hHwW\n=@" {
		t[byte(c)] = true
	}
	return t
}()

// runs gives the runs of a text in order. quoted says that further lines may
// start with quotation marks that are not part of the segment's prefix.
func (in *inliner) runs(text string, quoted bool) []doc.Run {
	in.text, in.quoted, in.at = text, quoted, 0
	in.braces, in.tags = 0, 0
	in.runs_, in.brackets, in.delims = nil, in.brackets[:0], in.delims[:0]
	for i := range in.ticks {
		in.ticks[i] = len(text)
	}
	for i := range in.shut {
		in.shut[i] = len(text)
	}
	in.lineStart()
	for in.at < len(text) {
		if !special[text[in.at]] || !in.one(text[in.at]) {
			in.at++
		}
	}
	in.emphasis()
	return tidy(in.runs_)
}

// tidy puts the runs in order and drops what overlaps.
func tidy(runs []doc.Run) []doc.Run {
	sorted := true
	for i := 1; i < len(runs); i++ {
		if runs[i].Start < runs[i-1].End {
			sorted = false
			break
		}
	}
	if sorted {
		return runs
	}
	sortRuns(runs)
	out := runs[:0]
	for _, r := range runs {
		if n := len(out); n == 0 || r.Start >= out[n-1].End {
			out = append(out, r)
		}
	}
	return out
}

func (in *inliner) add(kind doc.RunKind, start, end int, target string) bool {
	in.runs_ = append(in.runs_, doc.Run{Kind: kind, Start: start, End: end, Target: target})
	in.at = end
	return true
}

// one takes the run that starts here; false when there is none.
func (in *inliner) one(c byte) bool {
	t, i := in.text, in.at
	switch c {
	case '\\':
		return in.backslash()
	case '`':
		return in.code()
	case '*', '_', '~', '=':
		return in.delimiter(c)
	case '[':
		return in.openBracket()
	case ']':
		return in.closeBracket()
	case '!':
		if strings.HasPrefix(t[i:], "![[") {
			if n := strings.Index(t[i:min(len(t), i+500)], "]]"); n > 3 && !strings.Contains(t[i:i+n], "\n") {
				return in.add(doc.RunImage, i, i+n+2, t[i+3:i+n])
			}
		}
		if i+1 < len(t) && t[i+1] == '[' {
			in.push(bracket{at: i, end: i + 2, image: true})
			return true
		}
	case '<':
		return in.angle()
	case '&':
		if end, chars := prose.Entity(t, i); end > 0 {
			return in.add(doc.RunEntity, i, end, chars)
		}
	case '{':
		return in.brace()
	case '$':
		return in.math()
	case 'h', 'H', 'w', 'W':
		if end := prose.URL(t, i); end > 0 {
			return in.add(doc.RunLink, i, end, t[i:end])
		}
	case '@':
		if start, end := prose.Email(t, i); end > 0 && (len(in.runs_) == 0 || start >= in.runs_[len(in.runs_)-1].End) {
			return in.add(doc.RunLink, start, end, t[start:end])
		}
	case '\n':
		in.at++
		in.lineStart()
		return true
	}
	return false
}

// lineStart takes quotation marks that uneven lines left in the text.
func (in *inliner) lineStart() {
	if !in.quoted || in.at == 0 {
		return
	}
	i, marks := in.at, false
	for i < len(in.text) && (in.text[i] == ' ' || in.text[i] == '\t' || in.text[i] == '>') {
		marks = marks || in.text[i] == '>'
		i++
	}
	if marks {
		in.add(doc.RunMarkup, in.at, i, "")
	}
}

func (in *inliner) backslash() bool {
	t, i := in.text, in.at
	if i+1 >= len(t) {
		return false
	}
	// Converters from word processors escape the brackets of note references.
	if end, label := escapedNote(t, i); end > 0 {
		return in.add(doc.RunNote, i, end, label)
	}
	switch {
	case t[i+1] == '\n' || t[i+1] == '\r':
		return in.add(doc.RunMarkup, i, i+1, "")
	case strings.HasPrefix(t[i:], `\\(`):
		if in.shut[shutTex] > i {
			if n := strings.Index(t[i+3:], `\\)`); n >= 0 {
				return in.add(doc.RunMath, i, i+3+n+3, "")
			}
			in.shut[shutTex] = i
		}
	}
	if isPunct(t[i+1]) {
		in.add(doc.RunMarkup, i, i+1, "")
		in.at = i + 2
		return true
	}
	return false
}

// escapedNote reads \[12\] at i.
func escapedNote(t string, i int) (end int, label string) {
	if !strings.HasPrefix(t[i:], `\[`) {
		return 0, ""
	}
	j := i + 2
	for j < len(t) && j-i < 5 && t[j] >= '0' && t[j] <= '9' {
		j++
	}
	if j == i+2 || !strings.HasPrefix(t[j:], `\]`) {
		return 0, ""
	}
	return j + 2, t[i+2 : j]
}

// code takes a code span: back-ticks up to the same number of them.
func (in *inliner) code() bool {
	t, i := in.text, in.at
	n := runLength(t[i:], '`')
	if n < maxTicks && in.ticks[n] > i {
		for j := i + n; ; {
			k := strings.IndexByte(t[j:], '`')
			if k < 0 {
				in.ticks[n] = i
				break
			}
			j += k
			m := runLength(t[j:], '`')
			if m == n {
				return in.add(doc.RunCode, i, j+n, "")
			}
			j += m
		}
	}
	in.at = i + n
	return true
}
