package markdown

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"

	"stele/internal/doc"
)

// Plain CommonMark, where goldmark's blocks are the measure.
var commonMark = []string{
	"a\nb\n\nc",
	"# one\ntwo\n## three ##\n####### not\n#not",
	"a\n===\nb\n---\nc\n***",
	"- a\n- b\n\n  c\n- d\n\ne",
	"- a\n  - b\n    - c\n- d",
	"1. a\n1. b\n   - c\n\n     d\n2. e",
	"- a\n\n      code in item\n\n  para",
	"10) a\n    b\n\n   c",
	"a\n2. not an item\n1. an item",
	"-\n  a\n-\n\n  not in the item",
	"> a\n> b\nlazy\n> > nested\nlazy too\n\nout",
	"> - a\n>   b\n> - c\n\n- > d\n  > e",
	"    code\n\n    more\npara\n    not code",
	"```go\ncode\n\n```\npara\n~~~~\n~~~\n~~~~\n",
	"- ```\n  in item\n  ```\n- b",
	"> ```\n> unclosed\n\npara",
	"\ta\n- b\n\n\tc",
	"* * *\n- - -\n_ _ _",
	"- a\n***\n- b",
	"+ a\n+\n+ c",
	"a  \nb\\\nc",
	"[x]: /y\n\npara [x]\n\n[z]:\n/w\n'title'\nrest",
	"*a\n\n- b*",
	"1986\\. year\n\n1986. item",
	"> # heading\n>\n> ---\n> text\n---",
	"- a\n\n\n- b\n\n\n\n  c",
	"  - a\n   - b\n    - c\n     - d\n      - e",
	"para\n```\ncode\n```\npara",
	"> a\n\n> b\n- c\n+ d",
	"- a\n    b\n  c\n d\ne",
	"a\n-\nb",
}

func TestBlocksAsCommonMark(t *testing.T) {
	for _, src := range commonMark {
		if diff := cmp.Diff(oracle(src), ours(t, src)); diff != "" {
			t.Errorf("%q: -goldmark +ours\n%s", src, diff)
		}
	}
}

// Where we knowingly differ: labels of link reference definitions over two
// lines, titles of definitions over two lines.
var knownDifferences = []string{
	"[label\n]: /destination",
	"[a]: /b 'title\nover lines'",
}

func TestKnownDifferences(t *testing.T) {
	for _, src := range knownDifferences {
		if oracle(src) == ours(t, src) {
			t.Errorf("%q is read as CommonMark now: move it to the table above", src)
		}
	}
}

func ours(t *testing.T, src string) string {
	t.Helper()
	v, err := Reader{}.Parse("x.md", []byte(src))
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, s := range v.Segments {
		switch s.Kind {
		case doc.Heading:
			out = append(out, fmt.Sprintf("heading%d %s", s.Level, first(s.Text)))
		case doc.Code:
			out = append(out, "code "+first(s.Text))
		case doc.Opaque:
		default:
			out = append(out, "text "+first(s.Text))
		}
	}
	return strings.Join(out, "\n")
}

func first(text string) string {
	line, _, _ := strings.Cut(text, "\n")
	return strings.TrimSpace(line)
}

func oracle(src string) string {
	b := []byte(src)
	var out []string
	_ = ast.Walk(goldmark.New().Parser().Parse(text.NewReader(b)), func(n ast.Node, enter bool) (ast.WalkStatus, error) {
		if !enter || n.Type() != ast.TypeBlock || n.Lines() == nil || n.Lines().Len() == 0 {
			return ast.WalkContinue, nil
		}
		line := n.Lines().At(0)
		t := first(string(line.Value(b)))
		switch n := n.(type) {
		case *ast.Heading:
			out = append(out, fmt.Sprintf("heading%d %s", n.Level, t))
		case *ast.FencedCodeBlock, *ast.CodeBlock:
			out = append(out, "code "+t)
		case *ast.Paragraph, *ast.TextBlock:
			out = append(out, "text "+t)
		}
		return ast.WalkContinue, nil
	})
	return strings.Join(out, "\n")
}
