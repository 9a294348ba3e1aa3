package report

import (
	"strings"
	"unicode"

	"golang.org/x/text/width"

	"stele/internal/doc"
)

// Style says how text looks.
type Style struct {
	Color bool // ANSI colours and weights
	Width int  // columns to clip long texts to; 0 for no limit
}

func (s Style) wrap(code, text string) string {
	if !s.Color || text == "" {
		return text
	}
	return "\x1b[" + code + "m" + text + "\x1b[0m"
}

func (s Style) bold(text string) string   { return s.wrap("1", text) }
func (s Style) dim(text string) string    { return s.wrap("2", text) }
func (s Style) red(text string) string    { return s.wrap("31", text) }
func (s Style) green(text string) string  { return s.wrap("32", text) }
func (s Style) yellow(text string) string { return s.wrap("33", text) }

// clip cuts a line that would run over the width, used columns taken.
func (s Style) clip(text string, used int) string {
	limit := s.Width - used
	if s.Width == 0 || limit < 20 || columns(text) <= limit {
		return text
	}
	n := 0
	for i, r := range text {
		if n += runeColumns(r); n >= limit {
			return text[:i] + "…"
		}
	}
	return text
}

// diff marks what was taken out and put in. Without colour it is written as
// wdiff does, [-old-]{+new+}.
func (s Style) diff(pieces []doc.Piece) string {
	var b strings.Builder
	for i, p := range pieces {
		text := OneLine(p.Text)
		if p.Op == doc.Same {
			text = elide(text, i > 0, i < len(pieces)-1)
		}
		switch {
		case p.Op == doc.Same:
			b.WriteString(text)
		case p.Op == doc.Deleted && s.Color:
			b.WriteString(s.wrap("9;31", text))
		case p.Op == doc.Added && s.Color:
			b.WriteString(s.wrap("4;32", text))
		case p.Op == doc.Deleted:
			b.WriteString("[-" + text + "-]")
		default:
			b.WriteString("{+" + text + "+}")
		}
	}
	return b.String()
}

// context is how many characters of what did not change are shown beside a change.
const context = 60

// elide leaves out the middle of a long unchanged stretch; before and after say
// whether a change stands there.
func elide(text string, before, after bool) string {
	r := []rune(text)
	head, tail := 0, 0
	if before {
		head = context
	}
	if after {
		tail = context
	}
	if head+tail == 0 || len(r) <= head+tail+20 {
		return text
	}
	// Whole words, where the script has any.
	left, right := string(r[:head]), string(r[len(r)-tail:])
	if i := strings.LastIndexByte(left, ' '); i > 0 {
		left = left[:i]
	}
	if i := strings.IndexByte(right, ' '); i >= 0 && i < len(right)-1 {
		right = right[i+1:]
	}
	switch {
	case head == 0:
		return "… " + right
	case tail == 0:
		return left + " …"
	}
	return left + " … " + right
}

// OneLine folds white space and makes control characters harmless, so that a
// file's text or name can neither move the terminal's cursor nor turn round
// what stands beside it.
func OneLine(text string) string {
	var b strings.Builder
	space := false
	for _, r := range text {
		switch {
		case r == '\n' || r == '\t' || r == '\r' || r == ' ' || r == '\u2028' || r == '\u2029':
			if !space {
				b.WriteByte(' ')
			}
			space = true
			continue
		case unicode.IsControl(r) || r == '\u202d' || r == '\u202e': // the last two override direction
			b.WriteRune('\uFFFD')
		default:
			b.WriteRune(r)
		}
		space = false
	}
	return b.String()
}

// columns is how wide a text is on a terminal.
func columns(text string) int {
	n := 0
	for _, r := range text {
		n += runeColumns(r)
	}
	return n
}

func runeColumns(r rune) int {
	if unicode.Is(unicode.Mn, r) || unicode.Is(unicode.Cf, r) {
		return 0
	}
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return 2
	}
	return 1
}

// table lays rows out in columns; numeric columns stand right.
type table struct {
	rows  [][]string
	right []bool
}

func (t *table) add(cells ...string) { t.rows = append(t.rows, cells) }

// lines gives the laid-out rows without trailing space.
func (t *table) lines() []string {
	var widths []int
	for _, row := range t.rows {
		for i, c := range row {
			if i == len(widths) {
				widths = append(widths, 0)
			}
			widths[i] = max(widths[i], columns(c))
		}
	}
	out := make([]string, len(t.rows))
	for i, row := range t.rows {
		var b strings.Builder
		for j, c := range row {
			pad := strings.Repeat(" ", widths[j]-columns(c))
			if j > 0 {
				b.WriteString("  ")
			}
			if j < len(t.right) && t.right[j] {
				b.WriteString(pad + c)
			} else {
				b.WriteString(c + pad)
			}
		}
		out[i] = strings.TrimRight(b.String(), " ")
	}
	return out
}
