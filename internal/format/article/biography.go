package article

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"stele/internal/doc"
)

// biography marks author boxes at the end: a heading such as "About the
// author" with what follows it, or a name line, often repeated, then at least
// one paragraph. Several authors may follow one another.
func (p *post) biography() {
	end := len(p.at)
	for end > 0 && p.tail(end-1) {
		end--
	}
	if p.headed(end) {
		return
	}
	for range 8 {
		start := p.box(end)
		if start < 2 || start <= p.first {
			return
		}
		for k := start; k < end; k++ {
			p.set(k, doc.Biography)
		}
		end = start
	}
}

// tail reports furniture after the biography.
func (p *post) tail(k int) bool {
	s := p.seg(k)
	return s.Role == doc.Furniture || p.words[k] < realWords && (isLabel(normal(p.text[k])) || languageList(p.text[k]))
}

// headed looks for a heading that says "About the author" in the last third.
func (p *post) headed(end int) bool {
	for k := end - 1; k >= end*2/3 && k > 0; k-- {
		s := p.seg(k)
		if p.words[k] > 6 || !biographyLabels[normal(p.text[k])] || k+1 == end {
			continue
		}
		level := s.Level
		for j := k; j < end; j++ {
			next := p.seg(j)
			if j > k && next.Kind == doc.Heading && next.Level <= level || next.Kind == doc.Note {
				break
			}
			p.set(j, doc.Biography)
		}
		return true
	}
	return false
}

// box gives the start of the author box that ends before end, or -1.
func (p *post) box(end int) int {
	if end == 0 {
		return -1
	}
	last := p.seg(end - 1)
	if last.Kind != doc.Paragraph && last.Kind != doc.Item || last.Role != doc.Body {
		return -1
	}
	if inBlock(p.text[end-1]) {
		return end - 1
	}
	// A box of its own blocks: the name, and up to three paragraphs after it.
	for k := end - 2; k >= 0 && k >= end-4; k-- {
		s := p.seg(k)
		if s.Role != doc.Body || s.Kind != doc.Paragraph && s.Kind != doc.Heading {
			return -1
		}
		names := nameWords(p.text[k])
		if names == nil {
			continue
		}
		start := k
		for start > 0 && nameWords(p.text[start-1]) != nil && p.seg(start-1).Role == doc.Body {
			start--
		}
		if p.words[k+1] >= 8 && (start < k || mentions(p.text[k+1], names)) {
			return start
		}
		return -1
	}
	return -1
}

// inBlock reports a block whose first lines are a name and whose rest is about
// that person.
func inBlock(text string) bool {
	lines := strings.Split(text, "\n")
	if len(lines) < 2 {
		return false
	}
	var names []string
	k := 0
	for k < len(lines)-1 {
		n := nameWords(lines[k])
		if n == nil {
			break
		}
		names = append(names, n...)
		k++
	}
	if k == 0 || k > 3 {
		return false
	}
	rest := strings.Join(lines[k:], " ")
	return countWords(rest) >= 8 && (k > 1 || mentions(rest, names))
}

// nameWords gives the words of a line that can be a person's name with titles:
// two to six words that start with capitals (or have no case), without the
// mark that ends a sentence; nil otherwise. Academic titles are left out of
// what it gives.
func nameWords(line string) []string {
	line = strings.Trim(strings.TrimSpace(line), "*_")
	if line == "" || len(line) > 90 || strings.ContainsAny(line, ":;!?/[]()|<>\"0123456789\n") {
		return nil
	}
	fields := strings.Fields(line)
	if len(fields) < 2 || len(fields) > 6 || strings.HasSuffix(line, ".") {
		return nil
	}
	var names []string
	for i, f := range fields {
		r, _ := utf8.DecodeRuneInString(f)
		if unicode.IsLower(r) && (i == 0 || i == len(fields)-1 || !particles[f]) || !unicode.IsLetter(r) {
			return nil
		}
		word := strings.TrimRight(f, ".,")
		if notNames[normal(word)] {
			return nil
		}
		if utf8.RuneCountInString(word) < 2 || strings.HasSuffix(f, ".") || titles[normal(word)] {
			continue
		}
		names = append(names, word)
	}
	if len(names) == 0 {
		return nil
	}
	return names
}

// mentions reports whether a word of the text starts as one of the names does,
// with a capital where there are any, and in any case after that.
func mentions(text string, names []string) bool {
	for _, w := range strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) }) {
		if r, _ := utf8.DecodeRuneInString(w); unicode.IsLower(r) {
			continue
		}
		low := fold(w)
		for _, n := range names {
			if utf8.RuneCountInString(n) >= 3 && strings.HasPrefix(low, fold(n)) {
				return true
			}
		}
	}
	return false
}

// fold makes letter case not matter, the Turkish pairs included.
func fold(text string) string {
	return strings.ReplaceAll(strings.ToLower(strings.ReplaceAll(text, "İ", "i")), "ı", "i")
}
