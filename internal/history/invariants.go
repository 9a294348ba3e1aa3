package history

import (
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"stele/internal/align"
	"stele/internal/doc"
)

// invariants are a segment's code spans and addresses, as far as they are the
// same in every language: code that is no plain word, and addresses outside the site.
func invariants(s *doc.Segment) (code, links []string) {
	for _, r := range s.Runs {
		switch r.Kind {
		case doc.RunCode:
			x := strings.Trim(s.RunText(r), "` ")
			if ascii(x) && technical(x) && !strings.ContainsAny(x, "<>") {
				code = append(code, x)
			}
		case doc.RunLink, doc.RunImage:
			if x := address(r.Target); x != "" {
				links = append(links, x)
			}
		}
	}
	return code, links
}

// allCode is a segment's code spans of ASCII without parts to fill in, which a
// translator puts in words of the language.
func allCode(s *doc.Segment) []string {
	var out []string
	for _, r := range s.Runs {
		if r.Kind == doc.RunCode {
			if x := strings.Trim(s.RunText(r), "` "); len(canon(x)) >= 2 && ascii(x) && !strings.ContainsAny(x, "<>{}") {
				out = append(out, x)
			}
		}
	}
	return out
}

// translatedCode reports whether a translator put code into words of the
// language.
func translatedCode(s *doc.Segment) bool {
	return slices.ContainsFunc(s.Runs, func(r doc.Run) bool { return r.Kind == doc.RunCode && !ascii(s.RunText(r)) })
}

// typoLetters is how many letters a typo may touch.
const typoLetters = 3

// misspelt reports whether one of some things differs from this one by a typo, in
// at most a fifth of its letters, or by an ending such as that of a file's name.
func misspelt(thing string, among []string) bool {
	return slices.ContainsFunc(among, func(x string) bool {
		x = canon(x)
		longest := max(len(x), len(thing))
		if 3*len(x) >= 2*longest && strings.HasPrefix(thing, x) {
			return true
		}
		most := max(1, min(longest/5, typoLetters))
		if d := len(x) - len(thing); d > most || -d > most || longest > 1<<10 {
			return false
		}
		return distance(x, thing) <= most
	})
}

// distance is how many letters must be put in, taken out or changed to make one
// text of another (Levenshtein 1966).
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diag := row[0]
		row[0]++
		for j := range len(b) {
			c := diag
			if a[i] != b[j] {
				c++
			}
			diag = row[j+1]
			row[j+1] = min(c, row[j+1]+1, row[j]+1)
		}
	}
	return row[len(b)]
}

// technical reports whether code is more than a word that a translator may
// well translate: it holds a digit, a mark, or a capital after a small letter.
func technical(code string) bool {
	if len(code) < 4 {
		return false
	}
	for i := 0; i < len(code); i++ {
		switch c := code[i]; {
		case '0' <= c && c <= '9', strings.IndexByte("-_/.=", c) >= 0 && i < len(code)-1:
			return true
		case 'A' <= c && c <= 'Z' && i > 0 && 'a' <= code[i-1] && code[i-1] <= 'z':
			return true
		}
	}
	return false
}

// canon keeps the letters and digits of ASCII, in lower case: marks and spaces
// within code are misspelt more often than changed.
func canon(text string) string {
	b := make([]byte, 0, len(text))
	for _, c := range []byte(text) {
		switch {
		case 'A' <= c && c <= 'Z':
			b = append(b, c+'a'-'A')
		case 'a' <= c && c <= 'z', '0' <= c && c <= '9':
			b = append(b, c)
		}
	}
	return string(b)
}

// pages are the pages of the site that a segment points to by absolute paths,
// without fragment: at least two folders deep, as others are too common.
func pages(s *doc.Segment) []string {
	var out []string
	for _, r := range s.Runs {
		if r.Kind != doc.RunLink || !strings.HasPrefix(r.Target, "/") || !ascii(r.Target) {
			continue
		}
		x, _, _ := strings.Cut(r.Target, "#")
		x = strings.ToLower(strings.TrimSuffix(x, "/"))
		if strings.Count(x, "/") >= 3 && !strings.ContainsAny(x, "{}<>") {
			out = append(out, x)
		}
	}
	return out
}

// hasPage reports whether the target points anywhere to a page, in whatever
// folder: a translation may point past a redirect.
func (c *comparison) hasPage(page string) bool {
	if c.pages == nil {
		c.pages = map[string]bool{}
		for i := range c.target {
			for _, x := range pages(&c.target[i]) {
				c.pages[x] = true
				c.pages[path.Base(x)] = true
			}
		}
	}
	return c.pages[page] || c.pages[path.Base(page)]
}

func linkCount(s *doc.Segment) int {
	n := strings.Count(s.Text, "](")
	for _, r := range s.Runs {
		if r.Kind == doc.RunLink || r.Kind == doc.RunImage {
			n++
		}
	}
	return n
}

// The bounds of what counts as too short.
const (
	shortPairs  = 8    // pairs that a page needs to have a usual proportion
	shortSource = 80   // letters that a source must have
	shortShare  = 0.45 // of the length that the page leads to expect
)

// proportion is the median of target to source length on the page; 0 when
// there are too few pairs.
func (c *comparison) proportion(beads []align.Bead) float64 {
	var all []float64
	for _, b := range beads {
		if len(b.Source) == 1 && len(b.Target) == 1 && b.Confidence >= sureContent {
			if s, t := c.lengths(b); s >= shortSource/2 {
				all = append(all, float64(t)/float64(s))
			}
		}
	}
	if len(all) < shortPairs {
		return 0
	}
	slices.Sort(all)
	return all[len(all)/2]
}

func (c *comparison) lengths(b align.Bead) (source, target int) {
	s, t := &c.source[b.Source[0]], &c.target[b.Target[0]]
	if !s.Translatable() || !t.Translatable() {
		return 0, 0
	}
	return utf8.RuneCountInString(s.Words()), utf8.RuneCountInString(t.Words())
}

func (c *comparison) short(b align.Bead, usual float64) bool {
	s, t := c.lengths(b)
	return s >= shortSource && float64(t) < shortShare*usual*float64(s)
}

// address is the part of an absolute address that no language changes: the
// host and the path without what names a language or a version.
func address(target string) string {
	_, rest, ok := strings.Cut(target, "://")
	if !ok || !ascii(target) {
		return ""
	}
	rest, _, _ = strings.Cut(rest, "#")
	rest, _, _ = strings.Cut(rest, "?")
	host, tail, _ := strings.Cut(strings.TrimPrefix(rest, "www."), "/")
	if len(host) > 3 && host[2] == '.' && strings.Count(host, ".") > 1 {
		return "" // en.wikipedia.org: the other languages have pages of their own
	}
	return strings.TrimSuffix(host+"/"+tail, "/")
}

func ascii(text string) bool {
	for _, c := range []byte(text) {
		if c >= 0x80 {
			return false
		}
	}
	return true
}
