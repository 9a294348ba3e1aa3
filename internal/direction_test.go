package internal

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// The pipeline, left to right, on its ground floor. A package imports only what
// stands to its left, and the ground floor.
var (
	ground   = []string{"cache", "disk", "doc", "fault", "lang", "message"}
	pipeline = []string{"project", "format", "align", "ledger", "history", "status", "check", "edition", "report", "importer", "cli"}
	// What the ground floor may import of itself.
	groundImports = map[string][]string{"lang": {"fault"}, "message": {"fault"}, "cache": {"disk"}}
	// Modules of their own for tests, in a browser and by validators: they stand
	// beside the pipeline and run the built command.
	beside = []string{"browser", "conformance"}
)

func TestImportsGoOneWay(t *testing.T) {
	err := filepath.WalkDir(".", func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || !strings.HasSuffix(path, ".go") {
			return err
		}
		room, _, nested := strings.Cut(filepath.ToSlash(path), "/")
		if !nested {
			return nil
		}
		if slices.Contains(beside, room) {
			return nil
		}
		if !slices.Contains(ground, room) && !slices.Contains(pipeline, room) {
			t.Errorf("%s: package %s has no place in the pipeline", path, room)
			return filepath.SkipDir
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		for _, spec := range file.Imports {
			name, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			inner, ok := strings.CutPrefix(name, "stele/internal/")
			if !ok {
				continue
			}
			if inner, _, _ = strings.Cut(inner, "/"); !allowed(room, inner) {
				t.Errorf("%s imports %s, which stands to its right", path, name)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func allowed(room, imported string) bool {
	if slices.Contains(beside, imported) {
		return false
	}
	if room == imported {
		return true
	}
	if slices.Contains(ground, room) {
		return slices.Contains(groundImports[room], imported)
	}
	if slices.Contains(ground, imported) {
		return true
	}
	return slices.Index(pipeline, imported) < slices.Index(pipeline, room)
}
