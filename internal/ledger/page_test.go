package ledger

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	"stele/internal/align"
	"stele/internal/doc"
)

// page makes paragraphs. "`x`" is a code run and "<x>" a link.
func page(texts ...string) []doc.Segment {
	var out []doc.Segment
	for _, t := range texts {
		s := doc.Segment{Kind: doc.Paragraph, Text: t}
		for i := 0; i < len(t); i++ {
			closing, kind := byte('`'), doc.RunCode
			switch t[i] {
			case '`':
			case '<':
				closing, kind = '>', doc.RunLink
			default:
				continue
			}
			if n := strings.IndexByte(t[i+1:], closing); n >= 0 {
				r := doc.Run{Kind: kind, Start: i, End: i + n + 2}
				if kind == doc.RunLink {
					r.Target = t[i+1 : i+1+n]
				}
				s.Runs = append(s.Runs, r)
				i += n + 1
			}
		}
		out = append(out, s)
	}
	return out
}

// straight aligns position by position: as wrong as an aligner can be once a
// paragraph was inserted on one side.
func straight(source, target []doc.Segment) []align.Bead {
	var out []align.Bead
	for i := range max(len(source), len(target)) {
		b := align.Bead{Confidence: 0.5}
		if i < len(source) {
			b.Source = []int{i}
		}
		if i < len(target) {
			b.Target = []int{i}
		}
		out = append(out, b)
	}
	return out
}

// prose makes n different paragraphs.
func prose(rng *rand.Rand, n int) []string {
	words := strings.Fields("stone letter scribe river temple copy line reader king script names stand carve older " +
		"found shore priest taxes decree language field harbour winter copper engraver pupil wall garden stair lamp")
	out := make([]string, n)
	for i := range out {
		var b strings.Builder
		for range 8 + rng.IntN(30) {
			b.WriteString(words[rng.IntN(len(words))])
			b.WriteString(fmt.Sprintf("%c ", 'a'+rng.IntN(26)))
		}
		out[i] = strings.TrimSpace(b.String()) + "."
	}
	return out
}

// foreign turns a text into another language: every word spelt backwards.
func foreign(texts []string) []string {
	out := make([]string, len(texts))
	for i, t := range texts {
		words := strings.Fields(t)
		for k, w := range words {
			r := []rune(w)
			slices.Reverse(r)
			words[k] = string(r)
		}
		out[i] = "ö" + strings.Join(words, " ")
	}
	return out
}

// tally counts what links say.
type tally struct{ synced, stale, missing, orphaned, unverified, moved int }

func count4(links []Link) tally {
	var c tally
	for _, l := range links {
		if l.Moved {
			c.moved++
		}
		switch {
		case len(l.Target) == 0:
			c.missing += len(l.Source)
		case len(l.Source) == 0:
			c.orphaned += len(l.Target)
		case !l.InLedger:
			c.unverified += len(l.Source)
		case said(l.Changes):
			c.stale += max(len(l.Changed), 1)
			c.synced += len(l.Source) - max(len(l.Changed), 1)
		default:
			c.synced += len(l.Source)
		}
	}
	return c
}
