package conformance

import (
	"path/filepath"
	"testing"

	"github.com/rhysd/actionlint"
)

// Workflows are linted, and with them how they use the action; so is the one that
// the manual shows.
func TestWorkflows(t *testing.T) {
	files, err := filepath.Glob(root + "/.github/workflows/*.yml")
	if err != nil || len(files) < 2 {
		t.Fatalf("%v, %v", files, err)
	}
	lint(t, func(l *actionlint.Linter) ([]*actionlint.Error, error) { return l.LintFiles(files, nil) })
}

func lint(t *testing.T, look func(*actionlint.Linter) ([]*actionlint.Error, error)) {
	t.Helper()
	l, err := actionlint.NewLinter(t.Output(), &actionlint.LinterOptions{WorkingDir: root})
	if err != nil {
		t.Fatal(err)
	}
	found, err := look(l)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range found {
		t.Error(f)
	}
}
