package format_test

import (
	"strings"
	"testing"
	"time"

	"stele/internal/format"
)

// hostile are pieces that, repeated, make careless readers take quadratic time.
var hostile = []struct{ name, piece string }{
	{"h.md", "a"}, {"h.md", "> "}, {"h.md", "- "}, {"h.md", "[a]("}, {"h.md", "!["}, {"h.md", "[]("}, {"h.md", "*a "}, {"h.md", "*a_ "},
	{"h.md", "`a``b```"}, {"h.md", "<a "}, {"h.md", "<!--"}, {"h.md", "<!-- a —->\n"}, {"h.md", "$a "}, {"h.md", "$$"}, {"h.md", "\\\\("},
	{"h.md", "{{<"}, {"h.md", "{{< a\n"}, {"h.md", "{% a\n"}, {"h.md", "{{< a >}}\n"}, {"h.md", "{% a %}b\n"}, {"h.md", "{"}, {"h.md", "{*"},
	{"h.md", "[a]: b\n"}, {"h.md", "[a]\n\n[a"}, {"h.md", "[^a]: b\n"}, {"h.md", ":::a\n"}, {"h.md", "/// a\n"}, {"h.md", "!!! a\n    "},
	{"h.md", "|a|b\n|-|-\n"}, {"h.md", "a|"}, {"h.md", "<div>"}, {"h.md", "<div>\n\n"}, {"h.md", "<p translate=\"no\">\n\n"}, {"h.md", "&a"},
	{"h.md", "\n- a\n  "}, {"h.md", "\t"}, {"h.md", "> - "}, {"h.md", "https://"}, {"h.md", "[[a"}, {"h.md", "a\n: b\n"}, {"h.md", "a\n\n: b\n\n"},
	{"h.md", "# a {#\n"}, {"h.md", "``` a\n"}, {"h.md", "<script>\n"}, {"h.md", "[a](b \""}, {"h.md", "<!-- a -->"}, {"h.md", "{% comment %}"},
	{"h.md", "{{< highlight >}}\n"}, {"h.md", "<!-- a\n<!-- b —->\n"}, {"h.md", "[a][b]"}, {"h.md", "](\n"}, {"h.md", "**a"}, {"h.md", "a**b"},
	{"h.mdx", "<A\n"}, {"h.mdx", "<A b={\n"}, {"h.mdx", "{a\n"}, {"h.mdx", "{/*\n"}, {"h.mdx", "import a from 'b' {\n\n"}, {"h.mdx", "<a>{"}, {"h.mdx", "a {b"},
	{"h.mdx", "<A b=\"\n"}, {"h.mdx", "<A>\n"}, {"h.mdx", "{`"}, {"h.mdx", "a <b {"}, {"h.mdx", "> <A>\n"},
	{"h.mdx", "<b>"}, {"h.mdx", "<!-- a -->"}, {"h.mdx", "{/* a */}"}, {"h.md", "{% a %}"}, {"h.md", "{{%a}}"}, {"h.md", "[!INCLUDE ["}, {"h.md", ":::a b=\"\":::\n"},
	{"h.html", "<div>"}, {"h.html", "<p>a"}, {"h.html", "<a "}, {"h.html", "<ul><li>a"}, {"h.html", "<!--"}, {"h.html", "<sup>"}, {"h.html", "<b a=\""},
	{"h.html", "<pre>"}, {"h.html", "<svg>"}, {"h.html", "<script>"}, {"h.html", "<code>"}, {"h.html", "</div>"}, {"h.html", "<table><tr><td>a"}, {"h.html", "<h1>a</h1>"},
	{"h.html", "<p>a<br>"}, {"h.html", "<br>"}, {"h.html", "<article>"}, {"h.html", "&amp;"}, {"h.html", "<img alt=a>"},
	{"h.rst", "- "}, {"h.rst", "* a\n"}, {"h.rst", ".. note:: a\n"}, {"h.rst", "a::\n\n b\n"}, {"h.rst", "``"}, {"h.rst", "`a <"}, {"h.rst", "*a "}, {"h.rst", "==  ==\n"},
	{"h.rst", "+-+\n"}, {"h.rst", "|a\n"}, {"h.rst", "a\n="}, {"h.rst", ":a:"}, {"h.rst", ":a: b\n"}, {"h.rst", "== =\na\n"}, {"h.rst", ".. a\n\n"}, {"h.rst", "a\n b\n"},
	{"h.adoc", "* a\n"}, {"h.adoc", "----\n"}, {"h.adoc", "====\n"}, {"h.adoc", "|===\n"}, {"h.adoc", "|a"}, {"h.adoc", "`a"}, {"h.adoc", "*a"}, {"h.adoc", "a:: b\n"},
	{"h.adoc", "[a]\n"}, {"h.adoc", "link:a["}, {"h.adoc", "<<a"}, {"h.adoc", "{a"}, {"h.adoc", " a\n\n"}, {"h.adoc", "= a\n"}, {"h.adoc", "a::\n"}, {"h.adoc", ".a\n"},
	{"h.po", "msgid \"a\"\n"}, {"h.po", "msgid \"a\"\nmsgstr \"b\"\n"}, {"h.po", "\"a\"\n"}, {"h.po", "msgstr \""}, {"h.po", "#. a\n"},
	{"h.xlf", "<source>"}, {"h.xlf", "<target>a</target>"}, {"h.xlf", "<unit id=a>"}, {"h.xlf", "<g>a"},
	{"h.txt", "a\n\n"}, {"h.txt", "A B\n"}, {"h.txt", "[1] a\n\n"}, {"h.txt", "www."}, {"h.txt", "Ada Lind\n\n"}, {"h.txt", "a:\n\n"},
}

// BenchmarkHostile shows the speed on hostile input of two sizes; in linear
// time both run at about the same MB/s.
func BenchmarkHostile(b *testing.B) {
	for _, h := range hostile {
		for _, size := range []int{1 << 16, 1 << 18} {
			src := []byte(strings.Repeat(h.piece, size/len(h.piece)))
			b.Run(strings.TrimSpace(h.name+" "+h.piece)+" "+strings.Repeat("I", size>>16), func(b *testing.B) {
				b.SetBytes(int64(len(src)))
				for b.Loop() {
					if _, err := format.Parse(h.name, src); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}

// A megabyte on one line must not cost what its square would: the bound is many
// times what is needed, and a small part of that.
func TestLongLine(t *testing.T) {
	for _, h := range []struct{ name, piece string }{
		{"h.mdx", "<b>"}, {"h.mdx", "<!-- a -->"}, {"h.mdx", "{/* a */}"}, {"h.md", "{{< a >}}"}, {"h.html", "<b>"},
	} {
		began := time.Now()
		if _, err := format.Parse(h.name, []byte(strings.Repeat(h.piece, 1<<20/len(h.piece)))); err != nil {
			t.Error(err)
		}
		if took := time.Since(began); took > 2500*time.Millisecond {
			t.Errorf("%s %q: %v", h.name, h.piece, took)
		}
	}
}

// The promises hold on them too.
func TestHostile(t *testing.T) {
	for _, h := range hostile {
		promises(t, h.name, []byte(strings.Repeat(h.piece, 200)))
	}
}
