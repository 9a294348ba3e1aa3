package conformance

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// root is the repository.
const root = "../.."

// tool is the folder of a stele built from the working tree.
func tool(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	build := exec.Command("go", "build", "-o", filepath.Join(dir, "stele"), "./cmd/stele")
	build.Dir = root
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return dir
}

// example is a copy of the repository's own example, with its ledger, in a new
// git repository.
func example(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for _, part := range []string{".stele", "docs/example"} {
		if err := os.CopyFS(filepath.Join(dir, part), os.DirFS(filepath.Join(root, part))); err != nil {
			t.Fatal(err)
		}
	}
	for _, args := range [][]string{{"init", "-q", "-b", "main"}, {"add", "."}, {"-c", "user.name=T", "-c", "user.email=t@example.com", "commit", "-qm", "first"}} {
		run(t, dir, nil, "git", args...)
	}
	return dir
}

// run runs a command that must succeed, and gives its stdout.
func run(t *testing.T, dir string, env []string, name string, args ...string) string {
	t.Helper()
	out, errs, err := try(dir, env, name, args...)
	if err != nil {
		t.Fatalf("%s %s: %v\n%s", name, strings.Join(args, " "), err, errs)
	}
	return out
}

func try(dir string, env []string, name string, args ...string) (stdout, stderr string, err error) {
	var out, errs bytes.Buffer
	c := exec.Command(name, args...)
	c.Dir, c.Stdout, c.Stderr = dir, &out, &errs
	c.Env = append(os.Environ(), env...)
	err = c.Run()
	return out.String(), errs.String(), err
}

// change edits a file of a copy.
func change(t *testing.T, file, old, new string) {
	t.Helper()
	src, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Contains(src, []byte(old)) {
		t.Fatalf("%s does not hold %q", file, old)
	}
	if err := os.WriteFile(file, bytes.Replace(src, []byte(old), []byte(new), 1), 0o644); err != nil {
		t.Fatal(err)
	}
}
