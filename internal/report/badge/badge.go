// Package badge draws the small picture that says how complete a language is,
// for a README.
//
// Call [New], then [Badge.SVG] for the picture or [Badge.JSON] for the endpoint
// that shields.io draws from. The same badge gives the same bytes.
package badge

import (
	"encoding/json"
	"fmt"
	"html"
	"math"
	"strconv"
	"unicode"
)

// Badge is a label and a percentage.
type Badge struct {
	Label   string
	Percent int // 0 to 100, or below 0 for none
}

// New makes a badge.
func New(label string, percent int) Badge { return Badge{label, min(max(percent, 0), 100)} }

// None makes the badge of a language in which there is nothing to be done.
func None(label string) Badge { return Badge{label, -1} }

// Message is the text beside the label.
func (b Badge) Message() string {
	if b.Percent < 0 {
		return "·"
	}
	return strconv.Itoa(b.Percent) + "%"
}

// Color is on what the message stands, as "#rrggbb": dark enough for white
// letters (4.5 : 1).
func (b Badge) Color() string {
	switch {
	case b.Percent == 100:
		return "#1a7f37"
	case b.Percent >= 80:
		return "#4d7c0f"
	case b.Percent >= 50:
		return "#946200"
	case b.Percent < 0:
		return "#57606a"
	}
	return "#b42318"
}

// JSON is the badge as https://shields.io/badges/endpoint-badge reads it.
func (b Badge) JSON() ([]byte, error) {
	out, err := json.Marshal(struct {
		SchemaVersion int    `json:"schemaVersion"`
		Label         string `json:"label"`
		Message       string `json:"message"`
		Color         string `json:"color"`
	}{1, b.Label, b.Message(), b.Color()})
	return append(out, '\n'), err
}

// padding is the room at either side of a text, in pixels.
const padding = 6

// SVG is the badge as a picture. It names no font file: the texts are given the
// room that they need in Verdana, and are fitted into it in any other face.
func (b Badge) SVG() []byte {
	label, message := Width(b.Label), Width(b.Message())
	left, right := label+2*padding, message+2*padding
	title := html.EscapeString(printable(b.Label + ": " + b.Message()))
	return fmt.Appendf(nil, `<svg xmlns="http://www.w3.org/2000/svg" width="%[1]d" height="20" role="img" aria-label="%[2]s">
<title>%[2]s</title>
<clipPath id="r"><rect width="%[1]d" height="20" rx="3"/></clipPath>
<g clip-path="url(#r)"><rect width="%[3]d" height="20" fill="#444d56"/><rect x="%[3]d" width="%[4]d" height="20" fill="%[5]s"/></g>
<g fill="#fff" font-family="Verdana,DejaVu Sans,Geneva,sans-serif" font-size="11" text-anchor="middle"><text x="%[6]g" y="14" textLength="%[7]d">%[8]s</text><text x="%[9]g" y="14" textLength="%[10]d">%[11]s</text></g>
</svg>
`, left+right, title, left, right, b.Color(), float64(left)/2, label, html.EscapeString(printable(b.Label)),
		float64(left)+float64(right)/2, message, html.EscapeString(b.Message()))
}

// printable leaves out what XML cannot hold.
func printable(text string) string {
	out := []rune{}
	for _, r := range text {
		if r != unicode.ReplacementChar && unicode.IsPrint(r) {
			out = append(out, r)
		}
	}
	return string(out)
}

// Width is the width of a text in Verdana at 11 pixels, rounded up.
func Width(text string) int {
	units := 0
	for _, r := range text {
		units += advance(r)
	}
	return int(math.Ceil(float64(units) * 11 / 2048))
}

// advance is a character's width in 2048ths of the font's size: that of
// Verdana for ASCII, an average for other scripts.
func advance(r rune) int {
	switch {
	case r >= ' ' && r <= '~':
		return verdana[r-' ']
	case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul), r >= 0x3000 && r < 0x3040, r >= 0xff00 && r < 0xff61:
		return 2048
	case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
		return 0
	case unicode.IsUpper(r):
		return 1500
	}
	return 1300
}

// verdana has the advance widths of the characters from space to tilde.
var verdana = [95]int{
	720, 806, 940, 1676, 1302, 2204, 1487, 550, 930, 930, 1302, 1676, 745, 930, 745, 930,
	1302, 1302, 1302, 1302, 1302, 1302, 1302, 1302, 1302, 1302, 930, 930, 1676, 1676, 1676, 1117,
	2048, 1400, 1404, 1430, 1578, 1295, 1177, 1588, 1539, 862, 931, 1419, 1140, 1726, 1532, 1612,
	1235, 1612, 1424, 1400, 1262, 1499, 1400, 2025, 1403, 1260, 1403, 930, 930, 930, 1676, 1302,
	1302, 1230, 1276, 1067, 1276, 1220, 720, 1276, 1296, 562, 705, 1212, 562, 1992, 1296, 1243,
	1276, 1276, 874, 1067, 807, 1296, 1212, 1676, 1212, 1212, 1076, 1300, 930, 1300, 1676,
}
