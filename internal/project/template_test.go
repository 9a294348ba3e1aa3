package project

import (
	"errors"
	"testing"
)

var templateCases = []struct {
	template, name string
	want           Values
	ok             bool
}{
	{"content/{locale}/{path}", "content/tr/docs/a.md", Values{"tr", "docs/a.md", ""}, true},
	{"content/{locale}/{path}", "content/docs/a.md", Values{}, false},
	{"content/{locale}/**", "content/zh-cn/a.md", Values{"zh-cn", "a.md", ""}, true},
	{"{path}.{locale}.{ext}", "docs/post.v2.pt_BR.md", Values{"pt_BR", "docs/post.v2", "md"}, true},
	{"{path}.{locale}.{ext}", "docs/post.md", Values{}, false},
	{"{path}-{locale}.md", "README-zh-Hans-CN.md", Values{"zh-Hans-CN", "README", ""}, true},
	{"{path}_{locale}.md", "a_b_tr.md", Values{"tr", "a_b", ""}, true},
	{"pages.{locale}/{path}", "pages.sr@latin/common/a.md", Values{"sr@latin", "common/a.md", ""}, true},
	{"po/{locale}.po", "po/tr.po", Values{"tr", "", ""}, true},
	{"po/{locale}.po", "po/tr.pot", Values{}, false},
	{"{locale}/x/{path}.{locale}.md", "tr/x/a.tr.md", Values{"tr", "a", ""}, true},
	{"{locale}/x/{path}.{locale}.md", "tr/x/a.ru.md", Values{}, false},
	{"docs/{path}", "docs/a\nb\xff.md", Values{"", "a\nb\xff.md", ""}, true},
	{"docs/{path}", "docs/", Values{}, false},
	{"README.md", "README.md", Values{}, true},
}

func TestTemplateMatch(t *testing.T) {
	for _, tt := range templateCases {
		tmpl, err := ParseTemplate(tt.template)
		if err != nil {
			t.Fatalf("%s: %v", tt.template, err)
		}
		got, ok := tmpl.Match(tt.name, nil)
		if ok != tt.ok || ok && got != tt.want {
			t.Errorf("%s on %q: %+v, %v; want %+v, %v", tt.template, tt.name, got, ok, tt.want, tt.ok)
		}
		if ok && tmpl.Expand(got) != tt.name {
			t.Errorf("%s on %q expands to %q", tt.template, tt.name, tmpl.Expand(got))
		}
	}
}

func TestParseTemplateErrors(t *testing.T) {
	tests := map[string]TemplateError{
		"":                     EmptyTemplate,
		"{lang}/{path}":        UnknownPlace,
		"{locale/{path}":       UnknownPlace,
		"a/{":                  UnknownPlace,
		"{path}/{path}":        RepeatedPlace,
		"**/{locale}/{path}":   RepeatedPlace,
		"{path}{locale}":       TouchingPlaces,
		"/docs/{locale}/x.md":  OutsidePath,
		"../{locale}/{path}":   OutsidePath,
		"a/./{locale}/{path}":  OutsidePath,
		"a//{locale}/{path}":   OutsidePath,
		"a\\{locale}\\{path}":  OutsidePath,
		"docs/*/{locale}/x.md": OutsidePath,
		"docs/{locale}/":       OutsidePath,
	}
	for text, want := range tests {
		if _, err := ParseTemplate(text); !errors.Is(err, want) {
			t.Errorf("%q: %v, want %v", text, err, want)
		}
	}
}

func FuzzTemplate(f *testing.F) {
	for _, tt := range templateCases {
		f.Add(tt.template, tt.name)
	}
	f.Fuzz(func(t *testing.T, text, name string) {
		tmpl, err := ParseTemplate(text)
		if err != nil {
			return
		}
		if v, ok := tmpl.Match(name, nil); ok && tmpl.Expand(v) != name {
			t.Errorf("%q on %q: %+v expands to %q", text, name, v, tmpl.Expand(v))
		}
	})
}

var globCases = []struct {
	pattern, name string
	want          bool
}{
	{"a.md", "a.md", true},
	{"*.md", "a.md", true},
	{"*.md", "x/a.md", false},
	{"**/*.md", "a.md", true},
	{"**/*.md", "x/y/a.md", true},
	{"docs/**", "docs/a/b", true},
	{"docs/**", "docs", false},
	{"docs/**/z", "docs/z", true},
	{"docs/**/z", "docs/x/y/z", true},
	{"a?c", "abc", true},
	{"a?c", "a/c", false},
	{"[a-c]x", "bx", true},
	{"[!a-c]x", "bx", false},
	{"[!a-c]x", "dx", true},
	{"[a", "[a", true},
	{"a\\*b", "a*b", true},
	{"*a*a*a*b", "aaaaaaaaaaaaaaaaaaaaaaaa", false},
	{"", "", true},
	{"*", "", true},
}

func TestGlob(t *testing.T) {
	for _, tt := range globCases {
		if got := Glob(tt.pattern, tt.name); got != tt.want {
			t.Errorf("Glob(%q, %q) is %v", tt.pattern, tt.name, got)
		}
	}
}

func FuzzGlob(f *testing.F) {
	for _, tt := range globCases {
		f.Add(tt.pattern, tt.name)
	}
	f.Fuzz(func(t *testing.T, pattern, name string) {
		if len(pattern) > 200 || len(name) > 200 {
			return
		}
		if !Glob("**", name) || !Glob(name, name) {
			t.Errorf("%q does not match ** or itself", name)
		}
		Glob(pattern, name)
		Under(pattern, name)
	})
}
