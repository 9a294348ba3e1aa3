package locales

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/pelletier/go-toml/v2"
)

// plurals are the forms that a language's counted messages need.
var plurals = map[string][]string{
	"en": {"one", "other"},
	"tr": {"one", "other"},
	"ru": {"few", "many", "one", "other"},
}

// families are the typed constants that have a message each.
var families = map[string]string{
	"fault.ID": "fault.", "status.State": "state.", "status.Reason": "reason.", "status.Evidence": "evidence.",
	"doc.Change": "change.", "project.ReasonID": "layout.",
}

// messages reads a message file as id → plural forms; a plain text has none.
func messages(t *testing.T, locale string) map[string][]string {
	t.Helper()
	src, err := Files.ReadFile("active." + locale + ".toml")
	if err != nil {
		t.Fatal(err)
	}
	var tree map[string]any
	if err := toml.Unmarshal(src, &tree); err != nil {
		t.Fatalf("%s: %v", locale, err)
	}
	out := map[string][]string{}
	var walk func(prefix string, node map[string]any)
	walk = func(prefix string, node map[string]any) {
		if _, ok := node["other"].(string); ok {
			out[prefix] = slices.Sorted(maps.Keys(node))
			return
		}
		for k, v := range node {
			id := strings.TrimPrefix(prefix+"."+k, ".")
			if sub, ok := v.(map[string]any); ok {
				walk(id, sub)
			} else {
				out[id] = nil
			}
		}
	}
	walk("", tree)
	return out
}

func TestEveryLanguageHasEveryMessage(t *testing.T) {
	english := messages(t, "en")
	for _, locale := range []string{"tr", "ru"} {
		other := messages(t, locale)
		for id := range english {
			if _, ok := other[id]; !ok {
				t.Errorf("active.%s.toml lacks %s", locale, id)
			}
		}
		for id := range other {
			if _, ok := english[id]; !ok {
				t.Errorf("active.%s.toml has %s, which English lacks", locale, id)
			}
		}
	}
}

func TestPluralForms(t *testing.T) {
	for locale, want := range plurals {
		for id, forms := range messages(t, locale) {
			if forms != nil && !slices.Equal(forms, want) {
				t.Errorf("active.%s.toml: %s has the forms %v, the language needs %v", locale, id, forms, want)
			}
		}
	}
}

func TestMessagesAreThoseTheCodeUses(t *testing.T) {
	code := readCode(t)
	have := messages(t, "en")
	for id, where := range code.needed {
		if _, ok := have[id]; !ok {
			t.Errorf("%s needs the message %s, which there is not", where, id)
		}
	}
	for id := range have {
		if !code.uses(id) {
			t.Errorf("nothing uses the message %s", id)
		}
	}
}

// code is what the sources say of messages.
type code struct {
	needed   map[string]string // id → where it is asked for
	literals map[string]bool   // every string literal
}

// uses reports whether an id stands in the code whole, or as a family's prefix
// and literals.
func (c code) uses(id string) bool {
	if c.literals[id] {
		return true
	}
	for at, r := range id {
		if r != '.' || !c.literals[id[:at+1]] {
			continue
		}
		all := true
		for _, part := range strings.Split(id[at+1:], ".") {
			all = all && c.literals[part]
		}
		if all || c.literals[id[at+1:]] {
			return true
		}
	}
	return false
}

func readCode(t *testing.T) code {
	t.Helper()
	c := code{needed: map[string]string{}, literals: map[string]bool{}}
	err := filepath.WalkDir("../internal", func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || strings.HasSuffix(path, "_test.go") {
			return err
		}
		if strings.HasPrefix(filepath.ToSlash(path), "../internal/report/page/theme/") && strings.HasSuffix(path, ".html") {
			return c.readTemplate(path)
		}
		if !strings.HasSuffix(path, ".go") {
			return nil
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(n ast.Node) bool { c.read(path, n); return true })
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

var inTemplate = regexp.MustCompile(`\bt "([a-z_]+)"`)

// readTemplate reads a template of the report page, where {{t "x"}} is the
// message page.x.
func (c code) readTemplate(path string) error {
	src, err := os.ReadFile(path)
	for _, m := range inTemplate.FindAllStringSubmatch(string(src), -1) {
		c.needed["page."+m[1]], c.literals["page."+m[1]] = path, true
	}
	return err
}

func (c code) read(path string, n ast.Node) {
	switch n := n.(type) {
	case *ast.BasicLit:
		if s, err := strconv.Unquote(n.Value); err == nil && n.Kind == token.STRING {
			c.literals[s] = true
		}
	case *ast.CallExpr:
		method, ok := n.Fun.(*ast.SelectorExpr)
		if !ok || method.Sel.Name != "Text" && method.Sel.Name != "TextMap" && method.Sel.Name != "note" && method.Sel.Name != "say" || len(n.Args) == 0 {
			return
		}
		if id := literal(n.Args[0]); id != "" && strings.Contains(id, ".") {
			c.needed[id] = path
		}
	case *ast.ValueSpec:
		prefix, ok := families[typeName(path, n.Type)]
		for i := 0; ok && i < len(n.Values); i++ {
			if v := literal(n.Values[i]); v != "" {
				c.needed[prefix+v] = path
			}
		}
	}
}

func literal(e ast.Expr) string {
	lit, ok := e.(*ast.BasicLit)
	if !ok {
		return ""
	}
	s, _ := strconv.Unquote(lit.Value)
	return s
}

// typeName is a type with its package, which for an unqualified one is the
// folder of the file.
func typeName(path string, e ast.Expr) string {
	switch e := e.(type) {
	case *ast.Ident:
		return filepath.Base(filepath.Dir(path)) + "." + e.Name
	case *ast.SelectorExpr:
		if x, ok := e.X.(*ast.Ident); ok {
			return x.Name + "." + e.Sel.Name
		}
	}
	return ""
}
