package browser

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// stele builds the command for a test and gives a way to run it.
func stele(t *testing.T) func(dir string, args ...string) string {
	t.Helper()
	file := built(t)
	return func(dir string, args ...string) string {
		t.Helper()
		cmd := exec.Command(file, args...)
		cmd.Dir = dir
		out, err := cmd.CombinedOutput()
		if err != nil {
			t.Fatalf("stele %s: %v\n%s", strings.Join(args, " "), err, out)
		}
		return string(out)
	}
}

// built is the path of the command, built anew.
func built(t *testing.T) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "stele")
	build := exec.Command("go", "build", "-o", file, "./cmd/stele")
	build.Dir = repository(t)
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return file
}

func repository(t *testing.T) string {
	t.Helper()
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	return root
}

// written are the pages below a folder, relative to it, with slashes.
func written(t *testing.T, dir string) []string {
	t.Helper()
	var out []string
	err := filepath.WalkDir(dir, func(path string, e os.DirEntry, err error) error {
		if err == nil && filepath.Ext(path) == ".html" {
			rel, _ := filepath.Rel(dir, path)
			out = append(out, filepath.ToSlash(rel))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// The editions of the repository's own example, as a reader meets them.
func TestEditions(t *testing.T) {
	b := ForTest(t)
	out := t.TempDir()
	stele(t)(repository(t), "export", "--all", "-o", out, "docs/example")
	files := written(t, out)
	if len(files) != 3 {
		t.Fatalf("written: %v", files)
	}
	checkPages(t, b, out, files)
}

// The same article in five languages, right to left and without spaces between
// words among them, with its people, and less than whole in some.
func TestEditionsOfEveryScript(t *testing.T) {
	b := ForTest(t)
	dir := t.TempDir()
	sample(t, dir)
	out := filepath.Join(dir, "out")
	said := stele(t)(dir, "export", "--all", "-o", out, "--base-url", "https://example.org", "ferry.en.md")
	if strings.Contains(said, "label") {
		t.Errorf("labels: %s", said)
	}
	files := written(t, out)
	if len(files) != 5 {
		t.Fatalf("written: %v", files)
	}
	checkPages(t, b, out, files)
}

// checkPages looks at pages in every width and colour, on paper and by keyboard.
func checkPages(t *testing.T, b *Browser, dir string, files []string) {
	t.Helper()
	site := b.Serve(dir)
	dark := Desk
	dark.Dark = true
	for _, file := range files {
		for name, view := range map[string]View{"desk": Desk, "phone": Phone, "dark": dark} {
			t.Run(file+" "+name, func(t *testing.T) {
				p := b.Visit(t, site, file, view)
				p.CheckQuiet(t)
				p.CheckPictures(t)
				if name == "desk" {
					p.CheckKeyboard(t, 200)
					pdf, err := p.PDF()
					Keep(t, file+".pdf", pdf, err)
				}
				png, err := p.Screenshot()
				Keep(t, file+" "+name+".png", png, err)
				p.CheckAxe(t)
			})
		}
	}
}
