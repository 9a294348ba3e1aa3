package doc

import (
	"html"
	"strings"
)

// Change is a way in which two texts of a segment differ.
type Change string

// The classes of change, the gravest first.
const (
	ChangeProse       Change = "prose"       // a word, a symbol, or their order
	ChangeNumber      Change = "number"      // a number's value
	ChangeCode        Change = "code"        // a code span, placeholder, formula or code block
	ChangeLink        Change = "link"        // the destination of a link or image, a note's label
	ChangeMarkup      Change = "markup"      // emphasis, link or code marks put on or taken off
	ChangePunctuation Change = "punctuation" // punctuation and letter case only
	ChangeWhitespace  Change = "whitespace"  // spelling of the file only: line breaks, quote style, escapes
	ChangeMoved       Change = "moved"       // it stands elsewhere; Compare never gives it
)

// Changes lists every class, the gravest first.
func Changes() []Change {
	return []Change{ChangeProse, ChangeNumber, ChangeCode, ChangeLink, ChangeMarkup, ChangePunctuation, ChangeWhitespace, ChangeMoved}
}

// Fingerprint is what identifies a segment's content, a hash for each layer.
// An empty layer is zero. Two fingerprints can be compared only when both were
// made with the same function for numbers.
//
// Neutral, that is the same in every layer but Space: line breaks and other
// white space; soft hyphens and zero-width spaces; the style of quotation
// marks, dashes and ellipses; * or _ for emphasis; character references for
// characters; backslash escapes; the width of Chinese punctuation; a link
// given inline or by reference when the destination is the same. Letter case
// and punctuation are a layer of their own (Marks): they are not provably
// neutral ("Polish", "polish"), yet a translation seldom rests on them.
// ? and ! apart: a question mark is a word, an exclamation mark punctuation.
type Fingerprint struct {
	Words   uint64 // words and symbols in order; numbers leave only their place, code none
	Places  uint64 // words in order, with the places of numbers and code among them
	All     uint64 // words, numbers and code spelt out: the same when only marks around code came or went
	Marks   uint64 // words with case and punctuation
	Numbers uint64 // values in order
	Links   uint64 // destinations in order
	Code    uint64 // code in order
	Markup  uint64 // inline marks in order
	Space   uint64 // the bytes of the text
}

// FingerprintOf makes a segment's fingerprint. numbers gives the canonical
// values of the numbers in a text of the segment's language, in order; with
// nil, numbers count as they are written.
func FingerprintOf(s *Segment, numbers func(text string) []string) Fingerprint {
	f := Fingerprint{Space: hashString(basis, s.Text)}
	if s.Kind == Opaque {
		f.Markup = hashString(basis, trimLines(s.Text))
		f.All = f.Markup
		return f
	}
	words, places, all, nums, code := layer(basis), layer(basis), layer(basis), layer(basis), layer(basis)
	sc := scanner{emit: func(t Token) {
		switch t.Kind {
		case TokenNumber:
			words.add("0")
			words.add(shape(t.Text))
			places.add("0")
			if numbers == nil {
				nums.add(t.Text)
			} else {
				// What the function does not take for a number still counts,
				// whatever its separators.
				nums.add(bareDigits(t.Text))
			}
		case TokenCode:
			code.add(t.Text)
			places.add("\x01")
		default:
			words.add(t.Text)
			places.add(t.Text)
		}
		all.add(t.Text)
	}}
	sc.segment(s)
	if code != basis && s.Kind != Code {
		all = basis
		flat := scanner{inline: true, bare: true, emit: func(t Token) { all.add(t.Text) }}
		flat.segment(s)
	}
	if numbers != nil && nums != basis {
		for _, v := range numbers(s.Words()) {
			nums.add(v)
		}
	}
	f.Words, f.Places, f.All, f.Numbers, f.Code = words.sum(), places.sum(), all.sum(), nums.sum(), code.sum()
	f.Marks = hashString(basis, string(sc.marks))
	links, markup := layer(basis), layer(basis)
	for _, r := range s.Runs {
		if r.Start < 0 || r.End > len(s.Text) || r.Start > r.End {
			continue
		}
		switch r.Kind {
		case RunLink, RunImage, RunNote:
			if r.Kind != RunNote || shownLabel(s, r) == "" {
				links.add(destination(s, r))
			}
			if r.Kind != RunLink {
				markup.add(string(r.Kind))
			}
		case RunMarkup:
			if m := plainMarkup(s.Text[r.Start:r.End]); m != "" {
				markup.add(m)
			}
		case RunCode:
			markup.add("`")
		}
	}
	f.Links, f.Markup = links.sum(), markup.sum()
	return f
}

// Compare says in which classes two fingerprints differ, the gravest first;
// nothing when they are the same. Punctuation is named only when no word
// differs, whitespace only when nothing else does.
func Compare(a, b Fingerprint) []Change {
	if a == b {
		return nil
	}
	var out []Change
	said := a.All != b.All
	// Code that changed its place among the words is a change of their order.
	prose := said && (a.Words != b.Words || a.Code == b.Code && a.Places != b.Places)
	if prose {
		out = append(out, ChangeProse)
	}
	if said && a.Numbers != b.Numbers {
		out = append(out, ChangeNumber)
	}
	if said && a.Code != b.Code {
		out = append(out, ChangeCode)
	}
	if a.Links != b.Links {
		out = append(out, ChangeLink)
	}
	if a.Markup != b.Markup {
		out = append(out, ChangeMarkup)
	}
	// A code span leaves its place among the marks, too.
	placed := said && a.Code != b.Code && a.Places != b.Places
	if !prose && a.Marks != b.Marks && !placed {
		out = append(out, ChangePunctuation)
	}
	if out == nil && a.Space != b.Space {
		out = append(out, ChangeWhitespace)
	}
	return out
}

// shape keeps the separators of a number that do not group thousands, so that
// 1.5 and 15 differ even where no function knows their values.
func shape(number string) string {
	groups := strings.FieldsFunc(number, isSeparator)
	grouped := len(groups) > 1
	for i, g := range groups {
		if i > 0 && len(g) != 3 || i == 0 && len(strings.TrimPrefix(g, "-")) > 3 {
			grouped = false
		}
	}
	if grouped {
		return ""
	}
	return strings.Map(func(r rune) rune {
		if isSeparator(r) {
			return r
		}
		return -1
	}, number)
}

func isSeparator(r rune) bool { return r == '.' || r == ',' || r == ':' || r == '\'' || r == ' ' }

func bareDigits(number string) string {
	return strings.Map(func(r rune) rune {
		if isSeparator(r) {
			return -1
		}
		return r
	}, number)
}

// destination is where a link, an image or a note points, as written when the
// reader resolved nothing.
func destination(s *Segment, r Run) string {
	t := r.Target
	if t == "" {
		t = strings.Trim(s.Text[r.Start:r.End], "[]()<> ")
	}
	if strings.IndexByte(t, '&') >= 0 {
		t = html.UnescapeString(t)
	}
	return strings.TrimSpace(t)
}

// plainMarkup gives one spelling to marks that differ in style alone. A
// heading's id is no markup of its text.
func plainMarkup(m string) string {
	if strings.HasPrefix(m, "{#") || m == "\\" {
		return ""
	}
	m = strings.ReplaceAll(m, "_", "*")
	if strings.HasPrefix(m, "<") {
		m = strings.ToLower(strings.Join(strings.Fields(strings.ReplaceAll(m, "/>", ">")), " "))
		m = strings.ReplaceAll(m, " >", ">")
	}
	return m
}

// layer is a running FNV-1a hash (Fowler, Noll and Vo 1991) of items.
type layer uint64

const basis layer = 0xcbf29ce484222325

func (l *layer) add(item string) {
	h := uint64(*l)
	for i := 0; i < len(item); i++ {
		h = (h ^ uint64(item[i])) * 0x100000001b3
	}
	*l = layer((h ^ 0xff) * 0x100000001b3)
}

// sum is the hash, zero for a layer without items.
func (l layer) sum() uint64 {
	if l == basis {
		return 0
	}
	return uint64(l)
}

func hashString(l layer, s string) uint64 {
	if s == "" {
		return 0
	}
	l.add(s)
	return l.sum()
}
