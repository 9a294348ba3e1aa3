package browser

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// tool is the path of a program, without which the test is skipped.
func tool(t *testing.T, name, from string) string {
	t.Helper()
	file, err := exec.LookPath(name)
	if err != nil {
		t.Skip("skipped: " + name + " is not installed (Debian: apt-get install " + from + ")")
	}
	return file
}

// run gives what a program writes; its failure is the test's.
func run(t *testing.T, dir, name string, args ...string) string {
	t.Helper()
	cmd := exec.Command(name, args...)
	cmd.Dir = dir
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Errorf("%s: %v\n%s", filepath.Base(name), err, out)
	}
	return string(out)
}

// Books must pass the checks of the format's own keepers: of one article,
// of several, and of several languages in turn.
func TestBooks(t *testing.T) {
	epubcheck, java := tool(t, "epubcheck", "epubcheck"), tool(t, "java", "epubcheck")
	dir, command := t.TempDir(), stele(t)
	sample(t, dir)
	command(dir, "export", "--all", "--format", "epub", "-o", "books")
	command(dir, "export", "--locale", "ar", "--format", "epub", "-o", "one", "ferry.en.md")
	command(dir, "export", "--parallel", "ar,en,zh", "--format", "epub", "-o", "parallel")
	books, err := filepath.Glob(filepath.Join(dir, "*", "*", "*.epub"))
	if err != nil || len(books) != 7 {
		t.Fatalf("books %v, %v", books, err)
	}
	for _, book := range books {
		out := run(t, dir, java, "-jar", epubcheck, book) // the file is the archive itself
		if strings.Contains(out, "WARNING") || strings.Contains(out, "ERROR") {
			t.Errorf("%s:\n%s", book, out)
		}
	}
}

// A word processor must show what the page shows.
func TestWordProcessor(t *testing.T) {
	office, text := tool(t, "soffice", "libreoffice-writer-nogui"), tool(t, "pdftotext", "poppler-utils")
	dir, command := t.TempDir(), stele(t)
	sample(t, dir)
	command(dir, "export", "--locale", "en", "--format", "docx", "-o", "out")
	file := filepath.Join(dir, "out", "en", "ferry.docx")
	run(t, dir, office, "--headless", "-env:UserInstallation=file://"+dir+"/profile", "--convert-to", "pdf", "--outdir", dir, file)
	pdf, err := os.ReadFile(filepath.Join(dir, "ferry.pdf"))
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(pdf), "https://example.org/narrows/board") {
		t.Error("the link of a note is lost")
	}
	read := run(t, dir, text, "-layout", "ferry.pdf", "-")
	for _, want := range []string{"The last ferry of the Narrows", "What the bridge changed", "Timber and chalk", "410,000", "About the author", "Mira Holt writes"} {
		if !strings.Contains(read, want) {
			t.Errorf("the PDF has no %q", want)
		}
	}
}
