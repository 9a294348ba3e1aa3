package report

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"stele/internal/check"
	"stele/internal/lang"
)

// annotationsPerLevel is how many annotations of each level GitHub shows for a
// step; it drops the others without a word.
const annotationsPerLevel = 10

// GitHub writes workflow annotations, the worst first. Findings at one place
// are one annotation. What GitHub would drop is written into a folded group of
// the log instead.
func GitHub(w io.Writer, a *Answer, words Words) error {
	var b strings.Builder
	used := map[check.Severity]int{}
	var left []annotation
	for _, n := range annotations(a, words) {
		if used[n.severity] == annotationsPerLevel {
			left = append(left, n)
			continue
		}
		used[n.severity]++
		fmt.Fprintf(&b, "::%s file=%s,line=%d,endLine=%d,title=%s::%s\n", githubLevel(n.severity),
			githubProperty(n.at.Path), n.at.Line, n.at.EndLine, githubProperty("stele: "+strings.Join(n.rules, ", ")), githubData(strings.Join(n.messages, "\n")))
	}
	if len(left) > 0 {
		fmt.Fprintf(&b, "::group::%s\n", githubData(words.Text("github.left", "Count", len(left))))
		for _, n := range left {
			// A line of the log must not be taken for a command.
			fmt.Fprintf(&b, " %s:%d  %s: %s\n", OneLine(n.at.Path), n.at.Line, strings.Join(n.rules, ", "), OneLine(strings.Join(n.messages, " ")))
		}
		b.WriteString("::endgroup::\n")
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// annotation is what is found at one place, of one severity.
type annotation struct {
	severity        check.Severity
	at              *Place
	rules, messages []string
}

// annotations are an answer's, the worst first. What a change makes stale is told
// where its author looks: at the changed lines of the source, once for all
// translations.
func annotations(a *Answer, words Words) []annotation {
	type key struct {
		severity  check.Severity
		path      string
		line, end int
	}
	index := map[key]int{}
	var out []annotation
	for _, e := range a.worstFirst() {
		at, messages := e.At(), []string{e.Message}
		if source, t := e.Source(), e.Translation(); a.Since != nil && e.Rule == check.Stale && source != nil && t != nil {
			at, messages = source, []string{words.Text("github.stale"), lang.Name(e.Locale, words.Locale()) + ": " + t.spot()}
		}
		if at == nil {
			continue
		}
		k := key{e.Severity, at.Path, at.Line, at.EndLine}
		i, ok := index[k]
		if !ok {
			i = len(out)
			index[k] = i
			out = append(out, annotation{severity: e.Severity, at: at})
		}
		n := &out[i]
		for _, text := range messages {
			if !slices.Contains(n.messages, text) {
				n.messages = append(n.messages, text)
			}
		}
		if !slices.Contains(n.rules, string(e.Rule)) {
			n.rules = append(n.rules, string(e.Rule))
		}
	}
	return out
}

func githubLevel(s check.Severity) string {
	switch s {
	case check.Error:
		return "error"
	case check.Warning:
		return "warning"
	}
	return "notice"
}

// githubData and githubProperty escape as the runner's toolkit does.
func githubData(s string) string {
	return strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A").Replace(s)
}

func githubProperty(s string) string {
	return strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C").Replace(s)
}
