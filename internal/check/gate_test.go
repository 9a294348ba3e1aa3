package check

import (
	"errors"
	"fmt"
	"testing"

	"stele/internal/doc"
	"stele/internal/fault"
	"stele/internal/project"
	"stele/internal/status"
)

func gated() *status.Result {
	en := &doc.Version{Locale: "en", Path: "docs/a.en.md", Segments: []doc.Segment{{Text: "One."}}}
	tr := &doc.Version{Locale: "tr", Path: "docs/a.tr.md", Segments: []doc.Segment{{Text: "Bir."}}}
	stale := status.Row{State: status.Stale, Work: true, Source: []int{0}, Target: []int{0}, Was: "Old.", Changes: []doc.Change{doc.ChangeProse}}
	return &status.Result{Locales: []string{"en", "ru", "tr"}, Documents: []status.Document{{ID: "docs/a", Source: en, Targets: []status.Target{
		{Locale: "ru", Segments: status.Count{status.Missing: 1}},
		{Locale: "tr", Path: tr.Path, Version: tr, Rows: []status.Row{stale}, Segments: status.Count{status.Stale: 1, status.Synced: 3}},
	}}}}
}

func TestGatesOfStates(t *testing.T) {
	for _, c := range []struct {
		name string
		gate Gate
		want string
	}{
		{"a state", Gate{FailOn: []string{"stale"}}, "[tr stale 1]"},
		{"a severity", Gate{FailOn: []string{"warning"}}, "[ru warning 1 tr warning 1]"},
		{"worse than any", Gate{FailOn: []string{"error"}}, "[]"},
		{"one locale", Gate{FailOn: []string{"any"}, Locales: []string{"ru"}}, "[ru any 1]"},
		{"another path", Gate{FailOn: []string{"any"}, Path: "blog"}, "[]"},
		{"a path", Gate{FailOn: []string{"missing"}, Path: "docs/**"}, "[ru missing 1]"},
		{"a share", Gate{Min: 75}, "[ru 0]"},
		{"a greater share", Gate{Min: 75.5}, "[ru 0 tr 75]"},
		{"a share of nothing", Gate{Min: 90, Path: "blog"}, "[]"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			for _, f := range JudgeStates([]Gate{c.gate}, gated(), Options{}) {
				if f.What == "" {
					got = append(got, fmt.Sprint(f.Locale, " ", f.Percent))
				} else {
					got = append(got, fmt.Sprint(f.Locale, " ", f.What, " ", f.Count))
				}
			}
			if s := fmt.Sprint(got); s != c.want {
				t.Errorf("got %s, want %s", s, c.want)
			}
		})
	}
}

func TestGateFlags(t *testing.T) {
	match := func(name string) (string, error) { return "pt-BR", nil }
	gates, err := GatesOfFlags([]string{"stale", "number", "error"}, []string{"90", "pt_br=80%"}, match)
	if err != nil {
		t.Fatal(err)
	}
	if len(gates) != 3 || gates[1].Min != 90 || gates[2].Min != 80 || gates[2].Locales[0] != "pt-BR" {
		t.Errorf("%+v", gates)
	}
	for _, bad := range [][2]string{{"stael", "90"}, {"stale", "tr=x"}, {"stale", "NaN"}, {"stale", "101"}, {"synced", "1"}} {
		_, err := GatesOfFlags([]string{bad[0]}, []string{bad[1]}, match)
		if f, ok := errors.AsType[*fault.Fault](err); !ok || f.Class != fault.Usage {
			t.Errorf("%v: %v", bad, err)
		}
	}
}

// A rule may be off in one folder, and a warning an error in one language.
func TestOverrides(t *testing.T) {
	c := project.Default()
	c.Check.Overrides = []project.Override{
		{Path: "docs", Rules: map[string]string{"stale": "off"}},
		{Path: "docs/a", Locales: []string{"tr"}, Rules: map[string]string{"stale": "error"}},
	}
	opt, err := OptionsOf(&c)
	if err != nil {
		t.Fatal(err)
	}
	r := gated()
	if n := len(JudgeStates([]Gate{{FailOn: []string{"error"}}}, r, opt)); n != 1 {
		t.Errorf("%d failures, want one", n)
	}
	c.Check.Overrides = c.Check.Overrides[:1]
	if opt, err = OptionsOf(&c); err != nil {
		t.Fatal(err)
	}
	for _, d := range States(r, opt).Documents {
		for _, f := range d.Findings {
			if f.Rule == Stale {
				t.Errorf("found %+v", f)
			}
		}
	}
}
