package conformance

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	_ "github.com/owenrumney/go-sarif/v3/pkg/report/v210/sarif" // carries the schema
	"github.com/xeipuuv/gojsonschema"
)

// What is written is held against the schema as it is: read into a library's
// types first, a field that SARIF does not have would be lost.
func TestSARIFIsValid(t *testing.T) {
	schema, err := gojsonschema.NewSchema(gojsonschema.NewStringLoader(sarifSchema(t)))
	if err != nil {
		t.Fatal(err)
	}
	dir, bin := example(t), tool(t)
	for _, command := range [][]string{{"status"}, {"check"}, {"diff", "en", "ru"}} {
		out := run(t, dir, nil, filepath.Join(bin, "stele"), append(command, "--format", "sarif")...)
		for _, e := range faults(t, schema, out) {
			t.Errorf("%v: %s", command, e)
		}
		if !strings.Contains(out, `"partialFingerprints"`) {
			t.Errorf("%v: no results", command)
		}
		for _, bad := range []string{`"startLine": 0`, `"beginLine": 3`} {
			if len(faults(t, schema, strings.Replace(out, `"startLine": `, bad+`, "x": `, 1))) == 0 {
				t.Errorf("the schema lets %s pass", bad)
			}
		}
	}
}

func faults(t *testing.T, schema *gojsonschema.Schema, log string) []gojsonschema.ResultError {
	t.Helper()
	result, err := schema.Validate(gojsonschema.NewStringLoader(log))
	if err != nil {
		t.Fatal(err)
	}
	return result.Errors()
}

// sarifSchema is OASIS's own schema of SARIF 2.1.0 (errata 01), a constant of
// go-sarif.
func sarifSchema(t *testing.T) string {
	t.Helper()
	dir := strings.TrimSpace(run(t, ".", nil, "go", "list", "-m", "-f", "{{.Dir}}", "github.com/owenrumney/go-sarif/v3"))
	file, err := parser.ParseFile(token.NewFileSet(), filepath.Join(dir, "pkg/report/v210/sarif/schema.go"), nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	text := ""
	ast.Inspect(file, func(n ast.Node) bool {
		if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING {
			if s, err := strconv.Unquote(lit.Value); err == nil {
				text += s
			}
		}
		return true
	})
	if !strings.Contains(text, "docs.oasis-open.org/sarif/sarif/v2.1.0") {
		t.Fatal("go-sarif does not carry the schema where it was")
	}
	return text
}
