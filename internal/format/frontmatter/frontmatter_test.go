package frontmatter

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"stele/internal/fault"
)

// Each case gives the fields as "id=raw text", and the metadata.
var cases = []struct {
	name, src string
	fields    []string
	meta      map[string][]string
}{
	{"none", "text\n", nil, nil},
	{"rule", "---\n\ntext\n\n---\n", nil, nil},
	{"list between rules", "---\n- a\n---\n", nil, nil},
	{"empty", "---\n---\n", nil, map[string][]string{}},
	{"comment only", "---\n# c\n---\n", nil, map[string][]string{}},
	{"plain over lines", "---\ntitle: one\n  two\nx: 1\n---\n", []string{"title=one\n  two"}, map[string][]string{"title": {"one two"}, "x": {"1"}}},
	{"after wide characters", "---\n{é: ü, title: ‘q’, alt: b}\n---\n", []string{"title=‘q’", "alt=b"}, map[string][]string{"é": {"ü"}, "title": {"‘q’"}, "alt": {"b"}}},
	{"literal block", "---\nsummary: |2-\n    a\n   b\n---\n", []string{"summary=a\n   b"}, map[string][]string{"summary": {"  a\n b"}}},
	{"anchors and aliases", "---\nlead: &x a b\ntitle: *x\n---\n", nil, map[string][]string{"lead": {"a b"}, "title": {"a b"}}},
	{"numbers and nulls", "---\ntitle: 12\nalt: ~\ntext: true\n---\n", nil, map[string][]string{"title": {"12"}, "text": {"true"}}},
	{"ends with dots", "---\ntitle: a\n...\n", []string{"title=a"}, map[string][]string{"title": {"a"}}},
	{"lists of values", "---\ntags: [b, a]\n---\n", nil, map[string][]string{"tags": {"b", "a"}}},
	{"CRLF", "---\r\ntitle: \"a b\"\r\n---\r\n", []string{"title=a b"}, map[string][]string{"title": {"a b"}}},
	{"TOML dotted", "+++\nseo.title = 'a'\n[menu.main]\nlabel = \"b\\n\"\n+++\n", []string{"seo.title=a", "menu.main.label=b\\n"}, map[string][]string{"seo.title": {"a"}, "menu.main.label": {"b\n"}}},
	{"TOML list", "+++\ntags = [ # c\n \"b\", \"a\" ]\nn = 1\n+++\n", nil, map[string][]string{"tags": {"b", "a"}, "n": {"1"}}},
	{"JSON", "{\"title\": \"a \\\"b\\\"\", \"l\": [{\"alt\": \"c\"}], \"z\": null}\n\ntext", []string{"title=a \\\"b\\\"", "l.0.alt=c"}, map[string][]string{"title": {"a \"b\""}, "l.alt": {"c"}}},
	{"keys by place", "---\nname: a\nmenu:\n  main:\n    name: b\n    short-title: c\nbutton: /d\ntext: https://e\n---\n", []string{"menu.main.name=b", "menu.main.short-title=c"},
		map[string][]string{"name": {"a"}, "menu.main.name": {"b"}, "menu.main.short-title": {"c"}, "button": {"/d"}, "text": {"https://e"}}},
	{"a shortcode", "{{< x >}}\n", nil, nil},
	{"more after the closing mark", "---\ntitle: a\n---1\n\nText.\n", []string{"title=a"}, map[string][]string{"title": {"a"}}},
	{"after empty lines", "\n \n---\ntitle: a\n---\n\nText.\n", []string{"title=a"}, map[string][]string{"title": {"a"}}},
	{"a rule after an empty line", "\n---\n\nText.\n\n---\n", nil, nil},
	{"a list between rules, after an empty line", "\n---\n- a\n---\n", nil, nil},
	{"braces in text", "{\"a\"} text\n", nil, nil},
	{"text after the object", "{\"a\": 1} text\n", nil, nil},
}

func TestParse(t *testing.T) {
	for _, tc := range cases {
		b := Parse("x.md", tc.src, 0, nil)
		if b != nil && b.Damage != nil {
			t.Errorf("%s: %v", tc.name, b.Damage)
			continue
		}
		var fields []string
		var meta map[string][]string
		if b != nil {
			meta = b.Meta
			for _, f := range b.Fields {
				fields = append(fields, f.ID+"="+tc.src[f.Span.Start:f.Span.End])
			}
		}
		if diff := cmp.Diff(tc.fields, fields); diff != "" {
			t.Errorf("%s: fields -want +got\n%s", tc.name, diff)
		}
		if diff := cmp.Diff(tc.meta, meta); diff != "" {
			t.Errorf("%s: metadata -want +got\n%s", tc.name, diff)
		}
	}
}

// What cannot be read costs itself, and the text below it is found.
func TestDamage(t *testing.T) {
	for _, tc := range []struct {
		name, src string
		line      int
	}{
		{"a quotation mark that never closes", "---\ntitle: \"Not closed\nother: [1\n---\nText.\n", 3},
		{"TOML", "+++\ntitle = \"a\"\nweight = \n+++\nText.\n", 3},
		{"no end", "---\ntitle: a\nweight: 3\n\nText.\n", 1},
		{"JSON", "{\n\"title\": \"a\"\n\"weight\": 3\n}\nText.\n", 3},
		{"JSON without an end", "{\n\"title\": \"a\",\n\nText.\n", 4},
	} {
		b := Parse("x.md", tc.src, 0, nil)
		if b == nil || b.Damage == nil {
			t.Errorf("%s: taken for %v", tc.name, b)
			continue
		}
		if rest := strings.TrimSpace(tc.src[b.End:]); rest != "Text." {
			t.Errorf("%s: the text is %q", tc.name, rest)
		}
		if f, ok := errors.AsType[*fault.Fault](b.Damage); !ok || f.Line != tc.line {
			t.Errorf("%s: %v, want line %d", tc.name, b.Damage, tc.line)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, tc := range cases {
		f.Add(tc.src)
	}
	f.Fuzz(func(t *testing.T, src string) {
		b := Parse("x.md", src, 0, []string{"x"})
		if b == nil {
			return
		}
		if b.End < 0 || b.End > len(src) {
			t.Fatalf("%q: ends at %d", src, b.End)
		}
		if b.Damage != nil && (!fault.Is(b.Damage, Bad) || len(b.Fields)+len(b.Meta) > 0) {
			t.Fatalf("%q: %v", src, b)
		}
		at := 0
		for _, s := range b.Fields {
			if s.Span.Start < at || s.Span.End > b.End {
				t.Fatalf("%q: %v", src, s)
			}
			at = s.Span.End
		}
	})
}
