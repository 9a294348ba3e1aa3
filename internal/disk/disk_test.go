package disk

import (
	"io/fs"
	"os"
	"path/filepath"
	"testing"
)

func TestReplace(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "a", "b.txt")
	if changed, err := Replace(file, []byte("one")); err != nil || !changed {
		t.Fatalf("new file: %v, %v", changed, err)
	}
	if err := os.Chmod(file, 0o600); err != nil {
		t.Fatal(err)
	}
	if changed, err := Replace(file, []byte("one")); err != nil || changed {
		t.Errorf("same bytes: %v, %v", changed, err)
	}
	link := filepath.Join(dir, "link")
	if err := os.Symlink(file, link); err != nil {
		t.Skip(err)
	}
	if changed, err := Replace(link, []byte("two")); err != nil || !changed {
		t.Fatalf("through a link: %v, %v", changed, err)
	}
	got, err := os.ReadFile(file)
	if err != nil || string(got) != "two" {
		t.Errorf("got %q, %v", got, err)
	}
	info, err := os.Lstat(link)
	if err != nil || info.Mode()&fs.ModeSymlink == 0 {
		t.Errorf("the link is gone: %v", err)
	}
	if info, err = os.Stat(file); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the mode is %v, %v", info.Mode(), err)
	}
}

// Nothing is left behind when a file cannot be written.
func TestReplaceFails(t *testing.T) {
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "x"), 0o755); err != nil {
		t.Fatal(err)
	}
	if _, err := Replace(filepath.Join(dir, "x"), []byte("data")); err == nil {
		t.Error("a folder was replaced")
	}
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) != 1 {
		t.Errorf("left behind: %v, %v", entries, err)
	}
}
