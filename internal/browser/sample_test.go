package browser

import (
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
)

var (
	author     = regexp.MustCompile(`(?m)^author: .*$`)
	translator = regexp.MustCompile(`(?m)^translator: .*$`)
)

// sample is a project of two articles in five languages with their author: the
// texts that internal/edition tests with.
func sample(t *testing.T, dir string) {
	t.Helper()
	a, err := txtar.ParseFile("../edition/testdata/ferry.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range a.Files {
		locale := f.Name[:len(f.Name)-len(".md")]
		text := author.ReplaceAllString(translator.ReplaceAllString(string(f.Data), "translators: [selin]"), "authors: [mira]")
		put(t, dir, "ferry."+locale+".md", text)
		put(t, dir, "second."+locale+".md", text)
	}
	b, err := txtar.ParseFile("testdata/people.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range b.Files {
		put(t, dir, f.Name, string(f.Data))
	}
	photo, err := os.ReadFile("../../docs/example/ferry.svg")
	if err != nil {
		t.Fatal(err)
	}
	put(t, dir, filepath.Join("people", "mira.svg"), string(photo))
}
