package check

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"stele/internal/doc"
)

// checkPunctuation compares how aligned segments end.
func checkPunctuation(p *pairing) {
	for i := range p.beads {
		b := &p.beads[i]
		if len(b.a.idx) != 1 || len(b.b.idx) != 1 || !b.a.readable() || !b.b.readable() {
			continue
		}
		x, y := b.a.idx[0], b.b.idx[0]
		if !endMatters(p.a.seg(x).Kind) || p.a.seg(x).Kind != p.b.seg(y).Kind {
			continue
		}
		ea, eb := endMark(p.a.prose(x).text), endMark(p.b.prose(y).text)
		if v := endClash(ea, eb, p.a.prose(x).text, p.b.prose(y).text); v != "" {
			p.add(Finding{Rule: Punctuation, Variant: v, A: b.a.idx, B: b.b.idx, Args: map[string]any{"A": markName(ea), "B": markName(eb)}})
		}
	}
}

func endMatters(k doc.Kind) bool {
	return k == doc.Paragraph || k == doc.Heading || k == doc.Item || k == doc.Note || k == doc.Cell
}

// endMark is the class of the mark that ends a text, closing quotation marks
// and brackets aside: '.', '?', '!', ':', '…', ',', ';' or 0.
func endMark(text string) rune {
	text = strings.TrimRightFunc(text, func(r rune) bool {
		return unicode.IsSpace(r) || strings.ContainsRune("\"'”’“»«)]*_‘」』）", r) || unicode.Is(unicode.So, r) || unicode.Is(unicode.Mn, r) || r == '\u200d'
	})
	r, _ := utf8.DecodeLastRuneInString(text)
	switch r {
	case '.', '。', '।', '۔', '．':
		if strings.HasSuffix(text, "...") {
			return '…'
		}
		return '.'
	case '?', '？', '؟', ';':
		if r == ';' {
			return ';'
		}
		return '?'
	case '!', '！':
		if strings.HasSuffix(text, "?!") {
			return '?'
		}
		return '!'
	case ':', '：':
		return ':'
	case '…', ',', '；', '，':
		if r == '，' {
			return ','
		}
		if r == '；' {
			return ';'
		}
		return r
	}
	return 0
}

// endClash names the clash of two ends, or "": a question that is none on the
// other side, a lead-in whose colon is gone, a sentence that breaks off.
func endClash(a, b rune, ta, tb string) string {
	switch {
	case a == b:
		return ""
	case a == '?' && !strings.ContainsAny(tb, "?？؟;"), b == '?' && a == '.' && !strings.ContainsAny(ta, "?？؟"):
		// English headings of the kind "How to …" become questions elsewhere.
		return "question"
	case a == '.' && (b == ',' || b == 0 && !bracketed(tb) && strings.ContainsAny(tb, ".。") && len(tb) > 80):
		return "end"
	case b == '.' && a == ',':
		return ""
	}
	return ""
}

// bracketed reports whether the text ends with a bracket or quotation mark:
// where the stop goes then is a matter of style.
func bracketed(text string) bool {
	r, _ := utf8.DecodeLastRuneInString(strings.TrimSpace(text))
	return strings.ContainsRune("\"'”’“»«)]）」』", r)
}

func markName(r rune) string {
	if r == 0 {
		return "—"
	}
	return string(r)
}
