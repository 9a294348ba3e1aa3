package history

import (
	"regexp"
	"slices"
	"strings"

	"stele/internal/align"
	"stele/internal/doc"
	"stele/internal/ledger"
)

// byComments reads the source texts that the target keeps in comments before
// its paragraphs; nil when it keeps none.
func (a *adopter) byComments(target, now *text, opt ledger.Options) *ledger.Ledger {
	if len(target.version.Comments) == 0 {
		return nil
	}
	return FromComments(target.version, now.version, a.in.Parse, a.in.Align, opt)
}

// block is a comment that may hold source text, and the target segments that
// stand between it and the next.
type block struct {
	text    string
	source  []doc.Segment
	targets []int
}

// The least that a page's comments must have in common with the source's
// present text, to be taken for its older text.
const (
	commentShare = 0.3 // of their segments are found in the source
	commentWords = 2   // in a segment, to count
	commentAlone = 5   // in a comment of which the source has nothing now
)

// FromComments makes a ledger of the source texts that a translation keeps in
// comments, each before the paragraphs made from it. It speaks only of the
// paragraphs that follow such a comment; nil when the comments hold something
// else.
func FromComments(target, source *doc.Version, parse func(string, []byte) (*doc.Version, error),
	alignf func(source, target *doc.Version) []align.Bead, opt ledger.Options) *ledger.Ledger {
	blocks := commentBlocks(target, definitions(target, source), parse)
	if !ofSource(blocks, target, source) {
		return nil
	}
	opt.Evidence = EvidenceComment
	out := &ledger.Ledger{}
	for _, b := range blocks {
		if len(b.source) == 0 || len(b.targets) == 0 {
			continue
		}
		segs := make([]doc.Segment, len(b.targets))
		for i, t := range b.targets {
			segs[i] = target.Segments[t]
		}
		beads := blockBeads(b.source, segs, source, target, alignf)
		part := ledger.Fold(nil, b.source, segs, beads, opt)
		out.Entries = append(out.Entries, part.Entries...)
	}
	if len(out.Entries) == 0 {
		return nil
	}
	return out
}

// commentBlocks parses the comments. A comment inside the run of another's
// paragraphs ends that run.
func commentBlocks(v *doc.Version, defs map[string]string, parse func(string, []byte) (*doc.Version, error)) []block {
	var out []block
	for i, c := range v.Comments {
		end := len(v.Segments)
		if i+1 < len(v.Comments) {
			end = v.Comments[i+1].Before
		}
		var b block
		if text := strings.TrimLeft(c.Text, "\r\n"); strings.TrimSpace(text) != "" {
			b.text = text
			if p, err := parse(v.Path, []byte(dedent(text)+defined(text, defs))); err == nil {
				b.source = p.Segments
			}
		}
		for k := c.Before; k < end; k++ {
			b.targets = append(b.targets, k)
		}
		out = append(out, b)
	}
	return out
}

// definition is a line that says where a reference points. A comment's
// references are defined outside of it.
var definition = regexp.MustCompile(`(?m)^ {0,3}\[([^\]\n^][^\]\n]*)\]:[ \t]*(\S+)`)

func definitions(versions ...*doc.Version) map[string]string {
	out := map[string]string{}
	for _, v := range versions {
		for _, m := range definition.FindAllSubmatch(v.Source, -1) {
			out[strings.ToLower(string(m[1]))] = string(m[2]) // the source's word is the last
		}
	}
	return out
}

var reference = regexp.MustCompile(`\[([^\]\n]+)\]`)

// defined gives the definitions that a comment needs.
func defined(text string, defs map[string]string) string {
	var b strings.Builder
	seen := map[string]bool{}
	for _, m := range reference.FindAllStringSubmatch(text, -1) {
		label := strings.ToLower(m[1])
		if to, ok := defs[label]; ok && !seen[label] {
			seen[label] = true
			b.WriteString("\n\n[" + m[1] + "]: " + to)
		}
	}
	return b.String()
}

// dedent takes off the indentation that all lines share: a comment inside a
// list item is indented with it.
func dedent(text string) string {
	lines := strings.Split(text, "\n")
	least := -1
	for _, l := range lines {
		if trimmed := strings.TrimLeft(l, " \t"); trimmed != "" && trimmed != "\r" {
			if n := len(l) - len(trimmed); least < 0 || n < least {
				least = n
			}
		}
	}
	if least <= 0 {
		return text
	}
	for i, l := range lines {
		lines[i] = l[min(least, len(l)-len(strings.TrimLeft(l, " \t"))):]
	}
	return strings.Join(lines, "\n")
}

// ofSource reports whether the comments of a page hold text of its source, and
// leaves out those that hold something else: a marker, a note to translators.
func ofSource(blocks []block, target, source *doc.Version) bool {
	var items []ledger.Item
	var of []int // item → block
	for k, b := range blocks {
		for i := range b.source {
			if it := ledger.ItemOf(&b.source[i]); len(it.Sketch) >= commentWords && !it.Block {
				items, of = append(items, it), append(of, k)
			}
		}
	}
	have := make([]ledger.Item, len(source.Segments))
	for i := range source.Segments {
		have[i] = ledger.ItemOf(&source.Segments[i])
	}
	found, words := make([]int, len(blocks)), make([]int, len(blocks))
	all := 0
	for _, m := range ledger.MatchItems(items, have) {
		for _, o := range m.Old {
			found[of[o]]++
			all++
		}
	}
	for i, it := range items {
		words[of[i]] += len(it.Sketch)
	}
	for k := range blocks {
		// A text that the source no longer has may well have been deleted there.
		if found[k] == 0 && (words[k] < commentAlone || aside.MatchString(blocks[k].text)) && !blocks[k].codeBeforeCode(target) {
			blocks[k].source = nil
		}
	}
	return all > 0 && float64(all) >= commentShare*float64(len(items))
}

// codeBeforeCode reports whether a comment holds code alone and stands before as
// much of it: code has no words by which it could be known.
func (b *block) codeBeforeCode(target *doc.Version) bool {
	if len(b.source) == 0 || len(b.source) > len(b.targets) {
		return false
	}
	for i := range b.source {
		if b.source[i].Kind != doc.Code || target.Segments[b.targets[i]].Kind != doc.Code {
			return false
		}
	}
	return true
}

// aside is how a note begins that was never a source text.
var aside = regexp.MustCompile(`(?i)^\s*(TODO|FIXME|XXX|HACK|NOTE TO|TRANSLATORS?\b|reviewers?:|[\w-]+:\S*\s*$)`)

// blockBeads aligns the texts of one comment with the paragraphs after it: one
// to one when there are as many, or when the first of them are of the same
// kinds (what follows was not in the comment), else by the aligner.
func blockBeads(source, targets []doc.Segment, sv, tv *doc.Version, alignf func(source, target *doc.Version) []align.Bead) []align.Bead {
	if len(source) == len(targets) || len(source) < len(targets) && sameKinds(source, targets[:len(source)]) {
		out := make([]align.Bead, len(source))
		for i := range out {
			out[i] = align.Bead{Source: []int{i}, Target: []int{i}, Confidence: 1}
		}
		return out
	}
	return alignf(&doc.Version{Path: sv.Path, Locale: sv.Locale, Segments: source}, &doc.Version{Path: tv.Path, Locale: tv.Locale, Segments: targets})
}

func sameKinds(a, b []doc.Segment) bool {
	return slices.EqualFunc(a, b, func(x, y doc.Segment) bool { return x.Kind == y.Kind })
}
