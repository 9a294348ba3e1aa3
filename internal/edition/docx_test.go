package edition

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"
)

// unpack reads a document and fails the test for a part that is no XML or a
// relation that leads to no part.
func unpack(t *testing.T, data []byte) map[string]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		files[f.Name] = string(text)
		if !strings.HasSuffix(f.Name, ".xml") && !strings.HasSuffix(f.Name, ".rels") {
			continue
		}
		for d := xml.NewDecoder(bytes.NewReader(text)); ; {
			if _, err := d.Token(); errors.Is(err, io.EOF) {
				break
			} else if err != nil {
				t.Fatalf("%s: %v", f.Name, err)
			}
		}
	}
	for _, part := range []string{"document", "footnotes"} {
		known := files["word/_rels/"+part+".xml.rels"]
		for _, at := range []string{`r:id="`, `r:embed="`} {
			for _, rest := range strings.Split(files["word/"+part+".xml"], at)[1:] {
				id, _, _ := strings.Cut(rest, `"`)
				if !strings.Contains(known, `Id="`+id+`"`) {
					t.Errorf("%s: no relation %s", part, id)
				}
			}
		}
	}
	return files
}

func docx(t *testing.T, a Article, opt Options) map[string]string {
	t.Helper()
	e, err := New(a, opt)
	if err != nil {
		t.Fatal(err)
	}
	data, err := e.Docx()
	if err != nil {
		t.Fatal(err)
	}
	again, err := e.Docx()
	if err != nil || !bytes.Equal(data, again) {
		t.Errorf("made twice, it differs: %v", err)
	}
	return unpack(t, data)
}

// A document must hold what the page holds: headings as headings, notes as
// footnotes with their links, lists, the table, each language by its name.
func TestDocx(t *testing.T) {
	for _, locale := range []string{"en", "tr", "ru", "ar", "zh"} {
		files := docx(t, ferryArticle(t, locale), Options{Labels: labels(t, locale)})
		text := files["word/document.xml"]
		for what, want := range map[string]string{
			"title": `<w:pStyle w:val="Title"/>`, "heading": `<w:pStyle w:val="Heading1"/>`, "lower heading": `<w:pStyle w:val="Heading2"/>`,
			"list": `<w:numPr>`, "footnote": `<w:footnoteReference w:id="1"/>`, "quotation": `<w:pStyle w:val="Quote"/>`, "code": `<w:pStyle w:val="Code"/>`,
		} {
			if !strings.Contains(text, want) {
				t.Errorf("%s has no %s", locale, what)
			}
		}
		if n := strings.Count(files["word/footnotes.xml"], "<w:footnoteRef/>"); n == 0 {
			t.Errorf("%s: no footnotes", locale)
		}
		if rtl := strings.Contains(text, "<w:bidi/>") && strings.Contains(text, "<w:rtl/>"); rtl != (locale == "ar") {
			t.Errorf("%s: right to left %v", locale, rtl)
		}
		if other := strings.Contains(text, `<w:bidi w:val="0"/>`); other != (locale == "ar") {
			t.Errorf("%s: what runs left to right among it says so: %v", locale, other)
		}
	}
	files := docx(t, ferryArticle(t, "en"), Options{})
	if strings.Count(files["word/document.xml"], "<w:tr>") != 3 || !strings.Contains(files["word/document.xml"], "410,000") {
		t.Error("the table is not whole")
	}
	if !strings.Contains(files["word/_rels/footnotes.xml.rels"], `Target="https://example.org/narrows/board" TargetMode="External"`) {
		t.Error("the note's link is lost")
	}
}

func TestHostileDocx(t *testing.T) {
	for _, text := range hostile(t) {
		for _, a := range hostileArticles(text) {
			for name, part := range docx(t, a, Options{}) {
				if strings.HasSuffix(name, ".rels") && strings.Contains(strings.ToLower(part), `target="javascript:`) {
					t.Errorf("%q as %s: a link that acts", text, a.ID)
				}
			}
		}
	}
}
