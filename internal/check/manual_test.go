package check

import (
	"os"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"
)

const manual = "../../docs/en/checks.md"

var (
	ruleHeading = regexp.MustCompile("(?m)^### `([a-z-]+)`\n\n(.*)\n")
	example     = regexp.MustCompile("(?s)```check\n(.*?)```")
)

// section is a rule's part of the manual.
type section struct {
	rule  Rule
	facts string // "Warning. On by default. Looks at two versions."
	body  string
}

func sections(t testing.TB) []section {
	t.Helper()
	src, err := os.ReadFile(manual)
	if err != nil {
		t.Fatal(err)
	}
	text := string(src)
	at := ruleHeading.FindAllStringSubmatchIndex(text, -1)
	var out []section
	for i, m := range at {
		end := len(text)
		if i+1 < len(at) {
			end = at[i+1][0]
		}
		out = append(out, section{Rule(text[m[2]:m[3]]), text[m[4]:m[5]], text[m[1]:end]})
	}
	return out
}

func TestManualListsEveryRule(t *testing.T) {
	var have, want []string
	for _, s := range sections(t) {
		have = append(have, string(s.rule)+": "+s.facts)
	}
	for _, r := range Rules() {
		want = append(want, string(r.Rule)+": "+facts(r))
	}
	if d := cmp.Diff(want, have); d != "" {
		t.Errorf("docs/en/checks.md and Rules() differ (-rules +manual):\n%s", d)
	}
}

func facts(r RuleInfo) string {
	s := string(r.Severity)
	on := "Off"
	if r.On {
		on = "On"
	}
	looks := map[Need]string{
		NeedsStates: "the states of segments", NeedsPair: "two versions", NeedsVersion: "one version", NeedsBoth: "one version, and at two",
		NeedsGlossary: "two versions and the glossary", NeedsSuppressions: "suppressions",
	}
	return string(unicode.ToUpper(rune(s[0]))) + s[1:] + ". " + on + " by default. Looks at " + looks[r.Needs] + "."
}

func TestManualExamples(t *testing.T) {
	ran := 0
	for _, s := range sections(t) {
		for _, m := range example.FindAllStringSubmatch(s.body, -1) {
			ran++
			locales, texts, want := readExample(m[1])
			opt := Options{Only: []Rule{s.rule}}
			var got []Finding
			if len(locales) == 1 {
				got = Version(version(locales[0], texts[0]), opt)
			} else {
				a, b := version(locales[0], texts[0]), version(locales[1], texts[1])
				got = Pair(Input{A: a, B: b, Beads: beads("", a, b), Options: opt})
			}
			var names []string
			for _, f := range got {
				names = append(names, strings.TrimPrefix(f.Message(), "finding."))
			}
			have := strings.Join(names, " ")
			if have == "" {
				have = "nothing"
			}
			if have != want {
				t.Errorf("%s: finds %q, the manual says %q\n%s", s.rule, have, want, m[1])
			}
		}
	}
	if ran < 40 {
		t.Errorf("only %d examples were found in the manual", ran)
	}
}

// readExample reads lines "locale: paragraph" and "finds: …".
func readExample(text string) (locales, texts []string, want string) {
	for _, l := range strings.Split(strings.TrimSpace(text), "\n") {
		key, rest, _ := strings.Cut(l, ": ")
		switch n := len(locales); {
		case key == "finds":
			want = rest
		case n > 0 && locales[n-1] == key:
			texts[n-1] += "\n\n" + rest
		default:
			locales, texts = append(locales, key), append(texts, rest)
		}
	}
	return locales, texts, want
}
