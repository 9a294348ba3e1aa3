package align

import (
	"math"
	"strings"
	"unicode"
	"unicode/utf8"

	"stele/internal/doc"
)

// A channel is something a segment has one of several values of, and its
// translation most often the like of.
const (
	channelKind  = iota // heading of a level, paragraph, item, code …
	channelEnd          // the last mark: full stop, colon, question mark, none …
	channelBegin        // upper case, lower case, digit …
	channels
)

// Values of channelKind. Headings are kindHeading plus their level.
const (
	kindParagraph = iota
	kindHeading   // to kindHeading+6
	_
	_
	_
	_
	_
	_
	kindItem
	kindOrdered
	kindCell
	kindCode
	kindOpaque
	kindNote
	kindCaption
	kindField
	kindTerm
	kindQuote
	kindFence
	kindImage
	kindEmpty
	kindMax
)

const classMax = 24 // values of any channel

func isHeading(kind uint8) bool { return kind >= kindHeading && kind <= kindHeading+6 }

func classify(seg *doc.Segment, text string) [channels]uint8 {
	return [channels]uint8{channelKind: kindOf(seg, text), channelEnd: endOf(text), channelBegin: beginOf(text)}
}

func kindOf(seg *doc.Segment, text string) uint8 {
	switch seg.Kind {
	case doc.Heading:
		return uint8(kindHeading + min(max(seg.Level, 0), 6))
	case doc.Item:
		if seg.In("ordered") {
			return kindOrdered
		}
		return kindItem
	case doc.Cell:
		return kindCell
	case doc.Code:
		return kindCode
	case doc.Opaque:
		return kindOpaque
	case doc.Note:
		return kindNote
	case doc.Caption:
		return kindCaption
	case doc.Field:
		return kindField
	case doc.Term:
		return kindTerm
	}
	if seg.In("quote") {
		return kindQuote
	}
	return kindOfText(text)
}

// kindOfText reads the marks of lightweight markup at the front of a plain
// line, for text that no format reader has seen.
func kindOfText(text string) uint8 {
	if text == "" {
		return kindEmpty
	}
	if level := len(text) - len(strings.TrimLeft(text, "#")); level > 0 && level <= 6 && strings.HasPrefix(text[level:], " ") {
		return uint8(kindHeading + level)
	}
	for _, m := range textMarks {
		if strings.HasPrefix(text, m.mark) {
			return m.kind
		}
	}
	digits := len(text) - len(strings.TrimLeft(text, "0123456789"))
	if digits > 0 && digits < 4 && (strings.HasPrefix(text[digits:], ". ") || strings.HasPrefix(text[digits:], ") ")) {
		return kindOrdered
	}
	if text[0] == '[' {
		if j := strings.IndexByte(text, ']'); j > 1 && j < 6 {
			return kindNote
		}
	}
	return kindParagraph
}

var textMarks = []struct {
	mark string
	kind uint8
}{
	{"- ", kindItem}, {"* ", kindItem}, {"+ ", kindItem}, {"• ", kindItem}, {"|", kindCell}, {"```", kindCode},
	{"~~~", kindCode}, {"///", kindFence}, {":::", kindFence}, {"!!! ", kindFence}, {"> ", kindQuote},
	{"![", kindImage}, {"[![", kindImage}, {"{*", kindOpaque}, {"{{", kindOpaque}, {"{%", kindOpaque}, {"<", kindOpaque},
}

// endOf sorts the last mark of a text, quotes and closing brackets aside.
func endOf(text string) uint8 {
	text = strings.TrimRightFunc(text, func(r rune) bool {
		return unicode.IsSpace(r) || strings.ContainsRune("\"'”’»」』)）*_", r)
	})
	r, _ := utf8.DecodeLastRuneInString(text)
	switch r {
	case '.', '。', '।', '．':
		return 1
	case ':', '：':
		return 2
	case '?', '？', '؟':
		return 3
	case '!', '！':
		return 4
	case ';', '；':
		return 5
	case ',', '，', '、':
		return 6
	case '…':
		return 7
	}
	switch {
	case unicode.IsDigit(r):
		return 8
	case unicode.IsLetter(r):
		return 9
	}
	return 10
}

func beginOf(text string) uint8 {
	r, _ := utf8.DecodeRuneInString(text)
	switch {
	case unicode.IsUpper(r):
		return 1
	case unicode.IsLower(r):
		return 2
	case unicode.IsDigit(r):
		return 3
	case unicode.IsLetter(r):
		return 4
	case strings.ContainsRune("\"'“‘«„「『", r):
		return 5
	case r == '-' || r == '–' || r == '—':
		return 6
	case r == '(' || r == '[':
		return 7
	}
	return 8
}

// confusion holds how often a value on one side meets a value on the other in
// aligned segments; its score is the log-likelihood ratio against chance.
type confusion struct {
	score [classMax][classMax]float32
}

// samePrior is the share of equal values expected before anything is seen,
// priorMass the number of beads that this expectation is worth.
const (
	samePrior = 0.8
	priorMass = 8
)

// fit sets the scores from weighted joint counts and the marginals of the
// target values.
func (c *confusion) fit(joint *[classMax][classMax]float64, marginal *[classMax]float64) {
	total := 0.0
	for _, m := range marginal {
		total += m
	}
	for a := range joint {
		row := 0.0
		for _, x := range joint[a] {
			row += x
		}
		for b := range joint[a] {
			chance := (marginal[b] + 0.5) / (total + 0.5*classMax)
			expect := (1 - samePrior) * chance
			if a == b {
				expect += samePrior
			}
			p := (joint[a][b] + priorMass*expect) / (row + priorMass)
			c.score[a][b] = float32(math.Log(p / chance))
		}
	}
}
