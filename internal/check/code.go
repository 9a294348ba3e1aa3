package check

import (
	"regexp"
	"strings"
	"unicode"

	"stele/internal/doc"
)

// checkCode compares code spans and code blocks.
func checkCode(p *pairing) {
	p.kept(doc.RunCode, codeKey, func(b *bead, lost, added []token) {
		n := len(added)
		lost, added = translatedCode(lost, added)
		bw, aw := squeeze(b.b.raw()), squeeze(b.a.raw())
		lost = without(lost, func(t token) bool { return strings.Contains(bw, t.key) || n == 0 && plainWord(t.text) })
		added = without(added, func(t token) bool { return strings.Contains(aw, t.key) || len(lost) == 0 && plainWord(t.text) })
		both := min(len(lost), len(added))
		for i := range both {
			if p.renamed(lost[i].text, added[i].text) {
				continue
			}
			p.add(Finding{Rule: Code, Variant: "differs", A: b.a.idx, B: b.b.idx, InA: []Place{lost[i].place}, InB: []Place{added[i].place}, Args: map[string]any{"A": lost[i].text, "B": added[i].text}})
		}
		for _, t := range lost[both:] {
			p.lost(Code, b, t)
		}
		for _, t := range added[both:] {
			p.added(Code, b, t)
		}
	})
	for i := range p.beads {
		b := &p.beads[i]
		if !b.full() || !b.a.all(doc.Code) || !b.b.all(doc.Code) {
			continue
		}
		if x, y, differ := codeDiffers(b.a.raw(), b.b.raw(), p.renamed); differ {
			p.add(Finding{Rule: Code, Variant: "block", A: b.a.idx, B: b.b.idx, Args: map[string]any{"A": x, "B": y}})
		}
	}
}

// plainWord reports whether a code span is a single word: one that a sentence
// may do without ("it takes no parameters") or say in its own language.
func plainWord(s string) bool {
	s = strings.Trim(stripTags(s), "`")
	for _, r := range s {
		if !unicode.IsLetter(r) {
			return false
		}
	}
	return true
}

// codeKey is a code span without its marks and spaces.
func codeKey(s *doc.Segment, r doc.Run) string {
	return squeeze(stripTags(strings.Trim(s.RunText(r), "`")))
}

// quotedWord is a string of a single word, which an example may say in its own
// language.
var quotedWord = regexp.MustCompile(`^["'“”„]\pL+["'“”]$`)

var tag = regexp.MustCompile(`</?(?:code|tt|kbd|samp|span)\b[^>]*>`)

func stripTags(s string) string { return tag.ReplaceAllString(s, "") }

// squeeze drops spaces, case and the brackets of tags: <div> may be called div.
func squeeze(s string) string {
	return strings.ToLower(strings.NewReplacer("<", "", ">", "").Replace(strings.Join(strings.Fields(s), "")))
}

// translatedCode takes away as many lost and added spans as were translated:
// those with letters beyond ASCII, and words for words ("your name").
func translatedCode(lost, added []token) (l, a []token) {
	wordy := func(t token) bool {
		text := strings.Trim(t.text, "` ")
		return strings.Contains(text, " ") || quotedWord.MatchString(text)
	}
	used := make([]bool, len(added))
	for _, x := range lost {
		match := -1
		for k, y := range added {
			if !used[k] && (!ascii(x.text) || !ascii(y.text) || wordy(x) && wordy(y)) {
				match = k
				break
			}
		}
		if match >= 0 {
			used[match] = true
			continue
		}
		l = append(l, x)
	}
	for k, y := range added {
		if !used[k] {
			a = append(a, y)
		}
	}
	return l, a
}

var (
	lineComment = regexp.MustCompile(`(?m)(^|\s)(#|//|--|;|%)[=-]*>?\s.*$|(?m)(#|//).*[^\x00-\x7f].*$`)
	longComment = regexp.MustCompile(`(?s)/\*.*?\*/|<!--.*?-->|"""(.*?)"""|'''(.*?)'''`)
	quoted      = regexp.MustCompile("\"[^\"\n]*\"|'[^'\n]*'|`[^`\n]*`")
	markupText  = regexp.MustCompile(`>[^<>{}]*<`)
)

// codeDiffers compares two code blocks without what translators translate:
// comments, strings, the text between tags, any line with letters beyond ASCII,
// and names that renamed excuses. It gives the first line on each side that
// differs.
func codeDiffers(a, b string, renamed func(x, y string) bool) (x, y string, differ bool) {
	la, lb := codeLines(a), codeLines(b)
	if len(la) != len(lb) && mostlyTranslated(lb) {
		return "", "", false // prose in a code block, broken into other lines
	}
	for i := 0; i < len(la) || i < len(lb); i++ {
		x, y = "", ""
		if i < len(la) {
			x = la[i].text
		}
		if i < len(lb) {
			y = lb[i].text
		}
		if x == "" || y == "" {
			if len(la) == len(lb) {
				continue
			}
			return x, y, true
		}
		if la[i].key != lb[i].key && plainLetters(y) == plainLetters(x) && !translatable(x, y) && !renamed(x, y) {
			return x, y, true
		}
	}
	return "", "", false
}

// described is what a line of a command's help says behind a gap.
var described = regexp.MustCompile(`^(\s*\S.*?)(?:\s{2,}|\t+)(\S+(?: \S+)+)$`)

// heading is a word that heads what follows in an output.
var heading = regexp.MustCompile(`^\pL[\pL ]*:$`)

// explained is a key and a sentence about it, as in the outline of a file.
var explained = regexp.MustCompile(`^(\s*[-\w."']+:\s+)\S+(?: \S+){3,}$`)

// withoutProse leaves out what a line says in words behind a gap, as in the help
// of a command: "-o, --output format    prints the output".
func withoutProse(line string) string {
	if m := described.FindStringSubmatch(strings.TrimRight(line, " ")); m != nil && strings.HasPrefix(strings.TrimSpace(line), "-") {
		return m[1]
	}
	if m := explained.FindStringSubmatch(strings.TrimRight(line, " ")); m != nil {
		return m[1]
	}
	return line
}

// renamed reports whether two pieces of code differ in names only that the page's
// code has in these two languages again and again: an example that was
// translated, "name" and "nombre". One name that differs once is a difference.
func (p *pairing) renamed(x, y string) bool {
	a, b := identifiers(x), identifiers(y)
	if len(a) != len(b) || skeleton(x) != skeleton(y) {
		return false
	}
	if p.renames == nil {
		p.renames = p.countRenames()
	}
	for i := range a {
		if a[i] != b[i] && p.renames[[2]string{a[i], b[i]}] < 2 {
			return false
		}
	}
	return true
}

// countRenames counts, over all code of aligned segments, the names that stand
// in the place of others on lines that are alike otherwise.
func (p *pairing) countRenames() map[[2]string]int {
	count := map[[2]string]int{}
	add := func(x, y string) {
		a, b := identifiers(x), identifiers(y)
		if len(a) != len(b) || skeleton(x) != skeleton(y) {
			return
		}
		for i := range a {
			if a[i] != b[i] {
				count[[2]string{a[i], b[i]}]++
			}
		}
	}
	for i := range p.beads {
		b := &p.beads[i]
		if !b.full() {
			continue
		}
		if b.a.all(doc.Code) && b.b.all(doc.Code) {
			la, lb := codeLines(b.a.raw()), codeLines(b.b.raw())
			for k := 0; k < len(la) && len(la) == len(lb); k++ {
				add(la[k].text, lb[k].text)
			}
			continue
		}
		sa, sb := b.a.tokens(doc.RunCode, codeKey), b.b.tokens(doc.RunCode, codeKey)
		for k := 0; k < len(sa) && len(sa) == len(sb); k++ {
			add(sa[k].text, sb[k].text)
		}
	}
	return count
}

var identifier = regexp.MustCompile(`[\pL_][\pL\pN_]*`)

func identifiers(code string) []string { return identifier.FindAllString(code, -1) }

func skeleton(code string) string {
	return strings.Join(strings.Fields(identifier.ReplaceAllString(code, "a")), "")
}

// plainLetters reports whether a text has no letters beyond ASCII; the lines of a
// diagram are none.
func plainLetters(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return r > unicode.MaxASCII && unicode.IsLetter(r) })
}

// mostlyTranslated reports whether a third of the lines have letters beyond ASCII.
func mostlyTranslated(lines []codeLine) bool {
	n := 0
	for _, l := range lines {
		if !ascii(l.text) {
			n++
		}
	}
	return n*3 >= len(lines) && n > 0
}

// translatable reports whether two lines of code may differ by translation
// alone: both hold strings, or both are text between tags.
func translatable(x, y string) bool {
	if heading.MatchString(x) && heading.MatchString(y) {
		return true // "Before:" in an output
	}
	const quotes, syntax = "\"'`", "=;()[]<>"
	return strings.ContainsAny(x, quotes) && strings.ContainsAny(y, quotes) ||
		!strings.HasPrefix(x, "-") && !strings.ContainsAny(x, syntax) && !strings.ContainsAny(y, syntax) && strings.Contains(x, " ") && strings.Contains(y, " ")
}

type codeLine struct{ key, text string }

func codeLines(code string) []codeLine {
	code = longComment.ReplaceAllString(code, "")
	code = lineComment.ReplaceAllString(code, "")
	var out []codeLine
	for _, l := range strings.Split(code, "\n") {
		l = withoutProse(l)
		key := quoted.ReplaceAllString(l, "''")
		key = markupText.ReplaceAllString(key, "><")
		if key = strings.Join(strings.Fields(key), ""); key != "" {
			out = append(out, codeLine{key, strings.TrimSpace(l)})
		}
	}
	return out
}
