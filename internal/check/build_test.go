package check

import (
	"regexp"
	"strings"
	"testing"

	"stele/internal/align"
	"stele/internal/doc"
)

var (
	testRun = regexp.MustCompile("`[^`]+`" + `|\{\{.*?\}\}|%[sd]|!\[|\[(\^[0-9a-z]+|[0-9]+)\]|\]\(([^)]*)\)|https?://[^\s,)]+|\*\*|\[`)
	testDef = regexp.MustCompile(`^\[\^?([0-9a-z]+)\]:? `)
)

// version makes a version of blocks separated by blank lines: "# " headings,
// "- " and "1. " items, "| " cells, "[1] " notes, "```" code, the rest
// paragraphs. It is no Markdown reader: just enough for tables of examples.
func version(locale, text string) *doc.Version {
	v := &doc.Version{Path: "doc." + locale + ".md", Locale: locale, Format: "test", Source: []byte(text)}
	at := 0
	for _, block := range strings.Split(text, "\n\n") {
		v.Segments = append(v.Segments, segment(block, at, 1+strings.Count(text[:at], "\n")))
		at += len(block) + 2
	}
	return v
}

func segment(block string, at, line int) doc.Segment {
	g := doc.Segment{Kind: doc.Paragraph, Line: line, EndLine: line + strings.Count(block, "\n")}
	whole := len(block)
	hashes := len(block) - len(strings.TrimLeft(block, "#"))
	switch {
	case hashes > 0 && strings.HasPrefix(block[hashes:], " "):
		g.Kind, g.Level, block = doc.Heading, hashes, block[hashes+1:]
	case strings.HasPrefix(block, "- "):
		g.Kind, g.Level, g.Containers, block = doc.Item, 1, []string{"list"}, block[2:]
	case strings.HasPrefix(block, "1. "):
		g.Kind, g.Level, g.Containers, block = doc.Item, 1, []string{"ordered"}, block[3:]
	case strings.HasPrefix(block, "| "):
		g.Kind, block = doc.Cell, block[2:]
	case strings.HasPrefix(block, "```"):
		g.Kind = doc.Code
		block = strings.TrimSuffix(strings.TrimPrefix(block, "```\n"), "\n```")
	case strings.HasPrefix(block, "(furniture) "):
		g.Role, block = doc.Furniture, block[len("(furniture) "):]
	case testDef.MatchString(block):
		m := testDef.FindStringSubmatch(block)
		g.Kind, g.ID, block = doc.Note, m[1], block[len(m[0]):]
	}
	g.Text = block
	g.Span = doc.Span{Start: at + whole - len(block), End: at + whole}
	if g.Kind == doc.Code {
		return g
	}
	image := false
	for _, m := range testRun.FindAllStringSubmatchIndex(block, -1) {
		r := doc.Run{Start: m[0], End: m[1]}
		switch t := block[m[0]:m[1]]; {
		case t[0] == '`':
			r.Kind = doc.RunCode
		case t[0] == '{' || t[0] == '%':
			r.Kind = doc.RunPlaceholder
		case t[0] == 'h':
			r.Kind, r.Target = doc.RunLink, t
		case t == "![" || t == "[" || t == "**":
			r.Kind, image = doc.RunMarkup, t == "!["
		case t[0] == ']':
			r.Kind, r.Target = doc.RunLink, block[m[4]:m[5]]
			if image {
				r.Kind, image = doc.RunImage, false
			}
		default:
			r.Kind, r.Target = doc.RunNote, strings.TrimPrefix(block[m[2]:m[3]], "^")
		}
		g.Runs = append(g.Runs, r)
	}
	return g
}

// beads reads "0:0 1:1,2 3: :3"; "" aligns segment by segment.
func beads(spec string, a, b *doc.Version) []align.Bead {
	if spec == "" {
		var out []align.Bead
		for i := range max(len(a.Segments), len(b.Segments)) {
			var bd align.Bead
			if i < len(a.Segments) {
				bd.Source = []int{i}
			}
			if i < len(b.Segments) {
				bd.Target = []int{i}
			}
			bd.Confidence = 1
			out = append(out, bd)
		}
		return out
	}
	list := func(s string) []int {
		var out []int
		for _, f := range strings.Split(s, ",") {
			if f != "" {
				n := 0
				for _, c := range f {
					n = n*10 + int(c-'0')
				}
				out = append(out, n)
			}
		}
		return out
	}
	var out []align.Bead
	for _, f := range strings.Fields(spec) {
		s, t, _ := strings.Cut(f, ":")
		out = append(out, align.Bead{Source: list(s), Target: list(t), Confidence: 1})
	}
	return out
}

// told lists findings as "rule.variant" or "rule.variant>suggestion".
func told(fs []Finding) []string {
	out := []string{}
	for _, f := range fs {
		s := string(f.Rule)
		if f.Variant != "" {
			s += "." + f.Variant
		}
		if f.Suggestion != "" {
			s += ">" + f.Suggestion
		}
		out = append(out, s)
	}
	return out
}

// pairCase is an example of a rule: two texts and what is found in them, with
// this rule alone.
type pairCase struct {
	name  string
	a, b  string // locales
	textA string
	textB string
	beads string
	want  string // space-separated, "" for nothing
}

func runPairs(t *testing.T, only []Rule, cases []pairCase) {
	t.Helper()
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			a, b := version(c.a, c.textA), version(c.b, c.textB)
			got := strings.Join(told(Pair(Input{A: a, B: b, Beads: beads(c.beads, a, b), Options: Options{Only: only}})), " ")
			if got != c.want {
				t.Errorf("got  %q\nwant %q\n%s\n%s", got, c.want, c.textA, c.textB)
			}
		})
	}
}

type versionCase struct {
	name, locale, text, want string
}

func runVersions(t *testing.T, only []Rule, cases []versionCase) {
	t.Helper()
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got := strings.Join(told(Version(version(c.locale, c.text), Options{Only: only})), " ")
			if got != c.want {
				t.Errorf("got  %q\nwant %q\n%s", got, c.want, c.text)
			}
		})
	}
}
