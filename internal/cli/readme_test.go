package cli

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Every command that the README and the manual show is run, in a copy of this
// repository's own example, and what they show must be what is printed. A line
// that is only "…" stands for any lines.
func TestShownSessions(t *testing.T) {
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	pages, err := filepath.Glob(filepath.Join(root, "docs/en/*.md"))
	if err != nil {
		t.Fatal(err)
	}
	for _, page := range append(pages, filepath.Join(root, "README.md")) {
		t.Run(filepath.Base(page), func(t *testing.T) {
			text, err := os.ReadFile(page)
			if err != nil {
				t.Fatal(err)
			}
			for _, s := range sessions(string(text)) {
				runSession(t, root, s)
			}
		})
	}
}

// shown is a command of a console block, and the output under it.
type shown struct{ command, output string }

// sessions reads the console blocks of a page. Those of one page share a folder.
func sessions(page string) [][]shown {
	var all [][]shown
	var block []shown
	in := false
	for line := range strings.Lines(page) {
		switch {
		case strings.HasPrefix(line, "```console"):
			in, block = true, nil
		case in && strings.HasPrefix(line, "```"):
			in = false
			all = append(all, block)
		case in && strings.HasPrefix(line, "$ "):
			block = append(block, shown{command: strings.TrimSpace(line[2:])})
		case in && len(block) > 0:
			block[len(block)-1].output += line
		}
	}
	return all
}

func runSession(t *testing.T, root string, session []shown) {
	t.Helper()
	dir := t.TempDir()
	for _, part := range []string{".stele", "docs/example"} {
		if err := os.CopyFS(filepath.Join(dir, part), os.DirFS(filepath.Join(root, part))); err != nil {
			t.Fatal(err)
		}
	}
	t.Chdir(dir)
	t.Setenv("LANG", "C")
	t.Setenv("LC_ALL", "")
	t.Setenv("LC_MESSAGES", "")
	for _, s := range session {
		command := strings.Replace(s.command, "go run ./cmd/stele", "stele", 1)
		args := strings.Fields(command)
		if len(args) == 0 || args[0] != "stele" {
			continue // go test ./... runs this test
		}
		var out bytes.Buffer
		Main(args, strings.NewReader(""), &out, &out)
		if want := s.output; !matches(out.String(), want) {
			t.Errorf("$ %s: -shown +printed\n%s", s.command, cmp.Diff(want, out.String()))
		}
	}
}

// matches compares line by line, "…" standing for any lines.
func matches(got, want string) bool {
	return matchLines(strings.Split(strings.TrimSpace(got), "\n"), strings.Split(strings.TrimSpace(want), "\n"))
}

func matchLines(got, want []string) bool {
	for i, w := range want {
		if strings.TrimSpace(w) == "…" {
			for n := i; n <= len(got); n++ {
				if matchLines(got[n:], want[i+1:]) {
					return true
				}
			}
			return false
		}
		if i >= len(got) || strings.TrimRight(got[i], " ") != strings.TrimRight(w, " ") {
			return false
		}
	}
	return len(got) == len(want)
}
