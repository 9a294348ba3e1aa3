package cli

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "rewrite the help screens and the page of commands")

// screens are the command lines whose help is kept as golden files.
func screens(t *testing.T) []string {
	t.Helper()
	names := []string{""}
	s := &session{}
	if _, err := s.prepare([]string{"stele"}); err != nil {
		t.Fatal(err)
	}
	for _, c := range s.commands() {
		if !c.Hidden {
			names = append(names, c.Name)
		}
	}
	return names
}

func help(t *testing.T, locale, command string) string {
	t.Helper()
	var out, errs bytes.Buffer
	args := []string{"stele", "--lang", locale, "help"}
	if command != "" {
		args = append(args, command)
	}
	if code := Main(args, strings.NewReader(""), &out, &errs); code != 0 || errs.Len() > 0 {
		t.Fatalf("%v: exit %d, %s", args, code, errs.String())
	}
	return out.String()
}

func TestHelpScreens(t *testing.T) {
	for _, locale := range []string{"en", "tr", "ru"} {
		for _, command := range screens(t) {
			name := command
			if name == "" {
				name = "stele"
			}
			golden(t, filepath.Join("testdata", "help", locale, name+".txt"), help(t, locale, command))
		}
	}
}

// The manual's page of commands is the English help.
func TestCommandsPage(t *testing.T) {
	var b strings.Builder
	b.WriteString("# Commands\n\nThis page is the program's own help, written by `go test ./internal/cli -update`.\n")
	for _, command := range screens(t) {
		title := "stele"
		if command != "" {
			title += " " + command
		}
		b.WriteString("\n## " + title + "\n\n```\n" + help(t, "en", command) + "```\n")
	}
	golden(t, "../../docs/en/commands.md", b.String())
}

func golden(t *testing.T, file, got string) {
	t.Helper()
	if *update {
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatalf("%v; go test ./internal/cli -update writes it", err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s: -want +got\n%s", file, diff)
	}
}
