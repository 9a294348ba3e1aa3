// Package article finds the parts of a post that its markup does not name: the
// title, the date and byline, the page furniture that a copied web page brings
// along ("Share:", "Similar posts", "Also available in: …"), and the author's
// biography at the end.
//
// Call [Assign] once per version. It goes by shape first (short blocks before
// the first real paragraph and after the last one), and by short lists of
// labels in some two dozen languages. A role that is already set is kept. It
// never changes a span or a kind.
package article

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"stele/internal/doc"
)

// Assign sets roles on the segments of a post in plain text or HTML.
func Assign(segs []doc.Segment) {
	p := newPost(segs)
	if len(p.at) == 0 {
		return
	}
	p.biography()
	p.furniture()
	p.head()
}

// tailSegments is how far from the end a biography may begin where nothing else
// is looked for.
const tailSegments = 64

// AssignBiography sets only the role of a biography at the end. Markdown says
// the rest itself.
func AssignBiography(segs []doc.Segment) {
	cut := max(0, len(segs)-tailSegments)
	p := newPost(segs[cut:])
	if len(p.at) == 0 {
		return
	}
	if cut > 0 {
		p.first = -1 // it stands before what is looked at
	}
	p.biography()
}

// post is the text of a page without code, fields and opaque syntax.
type post struct {
	segs        []doc.Segment
	at          []int    // indices of the text segments
	text        []string // of each of them, what a reader reads
	words       []int
	first, last int // positions in at of the first and last real paragraph; -1 when none
}

// A paragraph is real when it has this many words. Twenty words are longer
// than nearly all titles and labels.
const realWords = 20

func newPost(segs []doc.Segment) *post {
	p := &post{segs: segs, first: -1, last: -1}
	for i := range segs {
		s := &segs[i]
		if !s.Translatable() || s.Kind == doc.Field || s.Kind == doc.Cell {
			continue
		}
		text := strings.TrimSpace(s.Words())
		n := countWords(text)
		if n == 0 {
			continue
		}
		if n >= realWords && s.Role == doc.Body && s.Kind != doc.Note {
			if p.first < 0 {
				p.first = len(p.at)
			}
			p.last = len(p.at)
		}
		p.at = append(p.at, i)
		p.text = append(p.text, text)
		p.words = append(p.words, n)
	}
	return p
}

func (p *post) seg(k int) *doc.Segment { return &p.segs[p.at[k]] }

func (p *post) set(k int, r doc.Role) {
	if s := p.seg(k); s.Role == doc.Body {
		s.Role = r
	}
}

// furniture marks labels by name everywhere, and by shape before the first
// and after the last real paragraph.
func (p *post) furniture() {
	for k := range p.at {
		s := p.seg(k)
		if s.Role != doc.Body || s.Kind == doc.Note || p.words[k] >= realWords {
			continue
		}
		outside := p.first >= 0 && (k < p.first || k > p.last)
		switch label := normal(p.text[k]); {
		case isLabel(label) && !(s.Kind == doc.Heading && dateLabels[label]) && (outside || s.Kind != doc.Heading && p.words[k] <= 4 && p.first < 0),
			languageList(p.text[k]),
			outside && p.words[k] <= 4 && s.Kind == doc.Paragraph && bareLabel(p.text[k]):
			p.set(k, doc.Furniture)
		}
	}
}

// bareLabel reports a label whose value the page has lost: "Date:".
func bareLabel(t string) bool {
	return !strings.Contains(t, "\n") &&
		(strings.HasSuffix(t, ":") || strings.HasSuffix(t, "："))
}

// head finds title, date and byline among the short blocks before the first
// real paragraph. A heading of level 1 is the title wherever it stands there.
func (p *post) head() {
	end := p.first
	if end < 0 {
		if len(p.at) < 2 {
			return
		}
		end = min(len(p.at), 4)
	}
	title := -1
	for k := range p.at {
		if p.seg(k).Role == doc.Title {
			title = k
		}
	}
	for k := 0; k < end; k++ {
		s := p.seg(k)
		if s.Role != doc.Body || s.Kind == doc.Note || s.Kind == doc.Item {
			continue
		}
		text := p.text[k]
		switch {
		case isByline(text):
			p.set(k, doc.Byline)
		case isDate(text):
			p.set(k, doc.Date)
		case title < 0 && plausibleTitle(s, text, p.first >= 0):
			p.set(k, doc.Title)
			title = k
		}
	}
}

func plausibleTitle(s *doc.Segment, t string, hasBody bool) bool {
	if s.Kind == doc.Heading {
		return true
	}
	if s.Kind != doc.Paragraph || len(s.Containers) > 0 || strings.Contains(t, "\n") || utf8.RuneCountInString(t) > 200 {
		return false
	}
	last, _ := utf8.DecodeLastRuneInString(t)
	if strings.ContainsRune(".:;,。：；…", last) {
		return false
	}
	return hasBody
}

// normal is a label as it is looked up: lower case, without colon, ellipsis
// and digits at its end.
func normal(text string) string {
	t := strings.TrimSpace(text)
	if len(t) > 80 {
		return ""
	}
	t = strings.TrimRightFunc(t, func(r rune) bool {
		return unicode.IsPunct(r) || unicode.IsSpace(r) || unicode.IsDigit(r) || unicode.IsSymbol(r)
	})
	t = strings.ReplaceAll(t, "İ", "i")
	return strings.Join(strings.Fields(strings.ToLower(t)), " ")
}

func countWords(text string) int {
	n, in := 0, false
	for _, r := range text {
		switch {
		case r < utf8.RuneSelf && !(r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'):
			if r != '\'' && r != '-' {
				in = false
			}
		case r >= 0x4e00 && r <= 0x9fff, r >= 0x3040 && r <= 0x30ff, r >= 0x3400 && r <= 0x4dbf, r >= 0x0e01 && r <= 0x0e2e:
			n++ // scripts that do not part words
			in = false
		case in && r < 0x600:
			if r == 0xa0 || r == '«' || r == '»' {
				in = false
			}
		case unicode.IsLetter(r) || unicode.IsNumber(r):
			if !in {
				n++
			}
			in = true
		case unicode.IsMark(r), r == '’':
		default:
			in = false
		}
	}
	return n
}
