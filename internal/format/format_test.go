package format_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"stele/internal/doc"
	"stele/internal/fault"
	"stele/internal/format"
	"stele/internal/format/span"
)

// samples are small files in every format, beside those in testdata folders.
var samples = []struct{ name, src string }{
	{"empty.md", ""},
	{"bom.md", "\uFEFF"},
	{"break.txt", "\n"},
	{"post.txt", "Date:\n\nA title\n\nThe first paragraph, [1] with a reference,\n  and an indented line.\n\n[1] A note, https://example.org/a_(b).\n\nDr. Ada LIND\nDr. Ada LIND\nAda Lind writes about rivers and mills in the north of the country."},
	{"crlf.txt", "One\r\ntwo\r\n\r\n  three\r\n"},
	{"page.html", "<!doctype html><html lang=en><head><title>T &amp; t</title><meta name=description content='About it'></head><body><nav><a href=/>Home</a></nav><article><h1>T</h1><p>Some <b>text</b> of K&ouml;ln<sup>1</sup>.<p>More.<ul><li>One<li>Two</ul><img alt='A boat' src=b.png><pre>x\ny</pre></article></body></html>"},
	{"broken.html", "<p>a <b c=\"<p>d</p><!-- x"},
	{"quote.md", "> a\nb\n> > c\n>d\n\n> - e\n>   f\n  g\n"},
	{"tabs.md", "-\ta\n\tb\n\n\t\tcode\n\t\tmore\n\n\tc\n"},
	{"codequote.md", "> ```\n> >\n>\n> x\n> ```\n"},
	{"blank.adoc", "a\n\n \u00a0\n\n\t\v\nb\n\n  code\n \u3000\n"},
	{"blank.rst", "a\n\n \u00a0\n\n\t\v\nb::\n\n  code\n \u3000\n"},
	{"front.md", "---\ntitle: a\n  b\nalt: 'c''d'\n---\n"},
	{"table.md", "a|b\n-|-\n`c|d`|e\\|f\n"},
	{"emphasis.md", "***a** b* __c_d__ ~~e~~ ==f== [g](h \"i\") ![j][k] <l@m.n> &amp; \\* `` ` ``\n\n[k]: /o\n"},
	{"element.mdx", "import a from 'b'\n\n<A b={`c`} title=\"d\">\n  e {f}\n</A>\n\n{/* g */}\n"},
	{"comment.md", "a <!-- b\n-->\n\n<!-- c —-> d\n\n<!-- e -->f\n"},
	{"tags.md", "{{< a >}}b{{< /a >}}\n\n{{% c title=\"d\" %}}e\n{{% /c %}}\n\n{% comment %}f{% endcomment %}\n"},
}

func eachSample(t testing.TB, visit func(name string, src []byte)) {
	t.Helper()
	for _, s := range samples {
		visit(s.name, []byte(s.src))
	}
	files, err := filepath.Glob("*/testdata/*.*")
	if err != nil || len(files) < 20 {
		t.Fatalf("%d sample files, %v", len(files), err)
	}
	for _, f := range files {
		if !format.Known(f) {
			continue
		}
		src, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		visit(filepath.Base(f), src)
		visit(filepath.Base(f), bytes.ReplaceAll(bytes.ReplaceAll(src, []byte("\r\n"), []byte("\n")), []byte("\n"), []byte("\r\n")))
		visit(filepath.Base(f), append([]byte("\uFEFF"), bytes.TrimPrefix(src, []byte("\uFEFF"))...))
		visit(filepath.Base(f), []byte("> "+strings.ReplaceAll(string(src), "\n", "\n> ")))
		visit(filepath.Base(f), []byte("- "+strings.ReplaceAll(string(src), "\n", "\n  ")))
	}
}

func TestProperties(t *testing.T) {
	segments := 0
	eachSample(t, func(name string, src []byte) {
		segments += promises(t, name, src)
	})
	if segments < 500 {
		t.Errorf("only %d segments in all samples", segments)
	}
}

// promises checks what every reader promises and gives the number of segments.
func promises(t *testing.T, name string, src []byte) int {
	t.Helper()
	kept := bytes.Clone(src)
	v, err := format.Parse(name, src)
	if err != nil {
		if !fault.Is(err, format.BadFrontMatter) && !fault.Is(err, format.NotUTF8) && !fault.Is(err, format.NotText) {
			t.Fatalf("%s: %v", name, err)
		}
		return 0
	}
	if !bytes.Equal(src, kept) {
		t.Fatalf("%s: the source was changed", name)
	}
	if err := span.Check(v); err != nil {
		t.Fatalf("%s %q: %v", name, src, err)
	}
	same := map[int]string{}
	for i, s := range v.Segments {
		same[i] = s.Text
		lines := bytes.Count(src[:s.Span.Start], []byte("\n")) + 1
		if s.Line != lines || s.EndLine < s.Line {
			t.Fatalf("%s: segment %d %q in lines %d-%d, starts in %d", name, i, s.Text, s.Line, s.EndLine, lines)
		}
		out := write(t, v, map[int]string{i: "new text"})
		want := string(src[:s.Span.Start]) + "new text" + string(src[s.Span.End:])
		if string(out) != want {
			t.Fatalf("%s: replacing segment %d gives %q", name, i, out)
		}
	}
	if out := write(t, v, same); !bytes.Equal(out, src) {
		t.Fatalf("%s: writing the same texts gives %q", name, out)
	}
	return len(v.Segments)
}

func write(t *testing.T, v *doc.Version, edits map[int]string) []byte {
	t.Helper()
	out, err := format.Write(v, edits)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// A text of several lines takes the prefix and the line breaks of its place.
func TestWriteLines(t *testing.T) {
	for _, tc := range []struct{ src, edit, want string }{
		{"> a\n> b\n\nc\n", "x\ny\nz", "> x\n> y\n> z\n\nc\n"},
		{"- a\r\n  b\r\n", "x\ny", "- x\r\n  y\r\n"},
		{"a\nb", "x", "x"},
	} {
		v, err := format.Parse("x.md", []byte(tc.src))
		if err != nil {
			t.Fatal(err)
		}
		if got := string(write(t, v, map[int]string{0: tc.edit})); got != tc.want {
			t.Errorf("%q with %q: %q, want %q", tc.src, tc.edit, got, tc.want)
		}
	}
	v := format.Lines("x.md", []byte("a\n"))
	if _, err := format.Write(v, map[int]string{1: "b"}); err == nil {
		t.Error("an index beyond the segments is no error")
	}
}

func TestLines(t *testing.T) {
	v := format.Lines("x.md", []byte("# a\n\nb\r\n c"))
	var got []string
	for _, s := range v.Segments {
		got = append(got, s.Text)
	}
	if strings.Join(got, "|") != "# a||b| c" {
		t.Errorf("%q", got)
	}
	if err := span.Check(v); err != nil {
		t.Error(err)
	}
}

func TestFaults(t *testing.T) {
	for _, tc := range []struct {
		name, src string
		id        fault.ID
		line      int
	}{
		{"a.md", "ok\n\xff\xfe\n", format.NotUTF8, 2},
		{"a.bin", "a\nb\x00", format.NotText, 2},
		{"a.md", "---\ntitle: [\nb: c\n---\n", format.BadFrontMatter, 3},
		{"a.md", "---\ntitle: no end\n\ntext\n", format.BadFrontMatter, 1},
		{"a.md", "+++\na = 1\nb = = 2\n+++\n", format.BadFrontMatter, 3},
		{"a.md", "{\n \"a\": 1,\n}\n", format.BadFrontMatter, 3},
	} {
		_, err := format.Parse(tc.name, []byte(tc.src))
		f, ok := err.(*fault.Fault)
		if !ok || f.ID != tc.id || f.Line != tc.line || f.Path != tc.name {
			t.Errorf("%q: %v, want %s in line %d", tc.src, err, tc.id, tc.line)
		}
	}
	for _, src := range []string{"---\n\ntext\n\n---\n", "---\n", "{{< x >}}\n", "{ not json", "+++\ntext\n"} {
		if _, err := format.Parse("a.md", []byte(src)); err != nil {
			t.Errorf("%q: %v", src, err)
		}
	}
}

func fuzz(f *testing.F, exts ...string) {
	eachSample(f, func(name string, src []byte) {
		for _, e := range exts {
			if format.Ext(name) == e {
				f.Add(string(src))
			}
		}
	})
	f.Fuzz(func(t *testing.T, src string) {
		for _, e := range exts {
			promises(t, "fuzz."+e, []byte(src))
		}
	})
}

func FuzzMarkdown(f *testing.F) { fuzz(f, "md", "mdx") }
func FuzzHTML(f *testing.F)     { fuzz(f, "html") }
func FuzzText(f *testing.F)     { fuzz(f, "txt") }
func FuzzRST(f *testing.F)      { fuzz(f, "rst") }
func FuzzAsciiDoc(f *testing.F) { fuzz(f, "adoc") }
func FuzzPO(f *testing.F)       { fuzz(f, "po") }
func FuzzXLIFF(f *testing.F)    { fuzz(f, "xlf") }

func TestParseWithFields(t *testing.T) {
	src := []byte("---\nmotto: Slow is smooth\n---\n")
	for _, tc := range []struct {
		fields []string
		want   int
	}{{nil, 0}, {[]string{"Motto"}, 1}} {
		v, err := format.ParseWith("a.md", src, format.Options{Fields: tc.fields})
		if err != nil || len(v.Segments) != tc.want {
			t.Errorf("%v: %v, %v", tc.fields, v.Segments, err)
		}
	}
}
