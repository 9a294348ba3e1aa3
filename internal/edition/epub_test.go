package edition

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

func book(t *testing.T, locale string) []byte {
	t.Helper()
	b := &Book{Editions: []*Edition{edition(t, ferryArticle(t, locale), "")}}
	if locale == "tr" {
		b.Editions = append(b.Editions, edition(t, quay(t), ""))
	}
	data, err := b.EPUB()
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// The type comes first and unpacked; every document is well-formed XML; the
// same editions are the same bytes.
func TestEPUB(t *testing.T) {
	for _, locale := range []string{"en", "tr", "ar", "zh"} {
		data := book(t, locale)
		if !bytes.Equal(data, book(t, locale)) {
			t.Errorf("%s: two runs differ", locale)
		}
		z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
		if err != nil {
			t.Fatal(err)
		}
		if z.File[0].Name != "mimetype" || z.File[0].Method != zip.Store || string(data[38:58]) != "application/epub+zip" {
			t.Errorf("%s: begins with %q", locale, data[:60])
		}
		for _, f := range z.File {
			if strings.HasSuffix(f.Name, "ml") || strings.HasSuffix(f.Name, "opf") {
				wellFormed(t, f)
			}
		}
	}
}

func wellFormed(t *testing.T, f *zip.File) {
	t.Helper()
	r, err := f.Open()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	d := xml.NewDecoder(r)
	for {
		if _, err := d.Token(); err == io.EOF {
			return
		} else if err != nil {
			t.Errorf("%s: %v", f.Name, err)
			return
		}
	}
}

// Hostile texts make no broken book.
func TestHostileEPUB(t *testing.T) {
	b := &Book{}
	for _, text := range hostile(t) {
		for i, a := range hostileArticles(text) {
			if i != 0 && i != 3 && i != 4 && a.ID != "metadata" {
				continue
			}
			e, err := New(a, Options{})
			if err != nil {
				t.Fatal(err)
			}
			b.Editions = append(b.Editions, e)
		}
	}
	data, err := b.EPUB()
	if err != nil {
		t.Fatal(err)
	}
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range z.File {
		if strings.HasSuffix(f.Name, "ml") || strings.HasSuffix(f.Name, "opf") {
			wellFormed(t, f)
		}
	}
}

// The checker of the format's makers, where it is installed.
func TestEPUBCheck(t *testing.T) {
	tool, err := exec.LookPath("epubcheck")
	if err != nil || testing.Short() {
		t.Skip("epubcheck is not installed")
	}
	file := filepath.Join(t.TempDir(), "book.epub")
	if err := os.WriteFile(file, book(t, "tr"), 0o666); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(tool, file)
	if java, err := exec.LookPath("java"); err == nil { // Debian's is the bare archive
		cmd = exec.Command(java, "-jar", tool, file)
	}
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}
