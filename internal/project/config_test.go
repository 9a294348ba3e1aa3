package project

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"stele/internal/fault"
)

func TestParseFaults(t *testing.T) {
	tests := []struct {
		name, text string
		id         fault.ID
		line       int
		arg, want  string
	}{
		{"syntax", "source = \"en\"\nlocales = [", FaultConfigSyntax, 2, "", ""},
		{"type", "source = \"en\"\nlocales = \"tr\"", FaultConfigSyntax, 2, "", ""},
		{"unknown key", "source = \"en\"\nlocale = [\"tr\"]", FaultConfigKey, 2, "Near", "locales"},
		{"unknown key in a table", "[status]\nfailon = [\"stale\"]", FaultConfigKey, 2, "Near", "status.fail_on"},
		{"unknown key in documents", "[[documents]]\npath = \"{locale}/{path}\"\nincludes = [\"a\"]", FaultConfigKey, 3, "Near", "documents.include"},
		{"nothing near", "colour = 1", FaultConfigKey, 1, "Near", ""},
		{"no locale", "source = \"english!\"", FaultConfigLocale, 1, "Value", "english!"},
		{"no locale in a list", "locales = [\n \"tr\",\n \"x_y_z\",\n]", FaultConfigLocale, 3, "Key", "locales"},
		{"place", "[[documents]]\npath = \"{lang}/{path}\"", FaultConfigPattern, 2, "Reason", "place"},
		{"no locale in path", "[[documents]]\npath = \"docs/{path}\"", FaultConfigPattern, 2, "Reason", "no-locale"},
		{"two locales", "[[documents]]\npath = \"{locale}/{path}\"\nlocale = \"tr\"", FaultConfigPattern, 3, "Reason", "two-locales"},
		{"source with locale", "[[documents]]\npath = \"a/{locale}/{path}\"\nsource = \"{locale}/{path}\"", FaultConfigPattern, 3, "Reason", "source-locale"},
		{"source without path", "[[documents]]\npath = \"a/{locale}/{path}\"\nsource = \"a.md\"", FaultConfigPattern, 3, "Reason", "source-path"},
		{"outside", "[[documents]]\npath = \"../{locale}/{path}\"", FaultConfigPattern, 2, "Reason", "outside"},
		{"class", "[status]\nstale = [\"words\"]", FaultConfigValue, 2, "Value", "words"},
		{"state", "[status]\nfail_on = [\"synced\"]", FaultConfigValue, 2, "Value", "synced"},
		{"percentage", "[status]\nmin = 120", FaultConfigValue, 2, "Value", "120"},
		{"ledger", "[ledger]\ntext = \"svn\"", FaultConfigValue, 2, "Allowed", "ledger, git"},
		{"severity", "[check.rules]\nnumber = \"fatal\"", FaultConfigValue, 2, "Key", "check.rules.number"},
		{"people", "people = \"/home\"", FaultConfigPath, 1, "Value", "/home"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := Parse("c.toml", []byte(tt.text))
			f, ok := errors.AsType[*fault.Fault](err)
			if !ok {
				t.Fatalf("no fault but %v", err)
			}
			if f.ID != tt.id || f.Line != tt.line || f.Class != fault.Config || f.Path != "c.toml" {
				t.Errorf("%s at %s, class %d; want %s at line %d", f.ID, f.Where(), f.Class, tt.id, tt.line)
			}
			if tt.arg != "" && f.Args[tt.arg] != tt.want {
				t.Errorf("%s is %v, want %q", tt.arg, f.Args[tt.arg], tt.want)
			}
		})
	}
}

func TestParseMakesLocalesCanonical(t *testing.T) {
	cfg, err := Parse("c.toml", []byte(`
source = "EN"
locales = ["en", "zh_cn", "pt-br"]
[spelling]
zh_CN = "cn"
[fallback]
pt_BR = ["pt_pt", "es"]
`))
	if err != nil {
		t.Fatal(err)
	}
	got := []any{cfg.Source, cfg.Locales, cfg.Spelling, cfg.Fallback}
	want := []any{"en", []string{"en", "zh-CN", "pt-BR"}, map[string]string{"zh-CN": "cn"}, map[string][]string{"pt-BR": {"pt-PT", "es"}}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestMarshalRoundTrip(t *testing.T) {
	cfg := Default()
	cfg.Source, cfg.Locales, cfg.People = "en", []string{"en", "tr", "zh-CN"}, "people"
	cfg.Spelling = map[string]string{"zh-CN": "cn"}
	cfg.Fallback = map[string][]string{"tr": {"az"}}
	cfg.Documents = []Pattern{
		{Path: "i18n/{locale}/docs/{path}", Source: "docs/{path}", SourceLocale: "en", Spelling: map[string]string{"pt-BR": "br", "zh-CN": "zh-cn"}, Include: []string{"a \"b\"\n"}},
		{Path: "src/{path}", Source: "src/{path}", SourceTree: "../original", Locale: "tr", Paired: true},
	}
	cfg.Status = Status{Stale: []string{"prose"}, FailOn: []string{"stale"}, Min: 87.5}
	cfg.Check.Rules = map[string]string{"number": "error"}
	cfg.Site = Site{"Title", "https://example.org"}
	for _, comment := range []func(string) string{nil, func(key string) string { return "about " + key + "\n\nmore" }} {
		text := cfg.Marshal(comment)
		got, err := Parse("c.toml", text)
		if err != nil {
			t.Fatalf("%v in\n%s", err, text)
		}
		if diff := cmp.Diff(cfg, got); diff != "" {
			t.Errorf("%s in\n%s", diff, text)
		}
	}
}
