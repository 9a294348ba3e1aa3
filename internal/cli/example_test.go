package cli

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// The pages of the repository's example, as published in three languages. Each
// may change only on purpose: the difference is what a reader will see.
func TestExample(t *testing.T) {
	golden, err := filepath.Abs(filepath.Join("testdata", "example"))
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir("../..")
	for _, locale := range []string{"en", "ru", "tr"} {
		var out, said bytes.Buffer
		args := []string{"stele", "--no-cache", "export", "--locale", locale, "--base-url", "https://example.org/articles", "docs/example/waiting-for-the-ferry.en.md"}
		if code := Main(args, strings.NewReader(""), &out, &said); code != exitClean {
			t.Fatalf("%s: exit code %d: %s", locale, code, said.String())
		}
		file := filepath.Join(golden, locale+".html")
		if *update {
			if err := os.WriteFile(file, out.Bytes(), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(out.String(), "\n")); diff != "" {
			t.Errorf("%s differs; go test ./internal/cli -update writes it anew\n%s", locale, diff)
		}
	}
}
