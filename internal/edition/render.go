package edition

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
	"sync"
	"unicode"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	gmhtml "github.com/yuin/goldmark/renderer/html"
	"golang.org/x/net/html"

	"stele/internal/doc"
	"stele/internal/lang"
)

// markdown renders GFM with footnotes and definition lists. Quotation marks and
// dashes are the writer's own: no typographer.
var markdown = sync.OnceValue(func() goldmark.Markdown {
	return newMarkdown()
})

// markdownCJK joins lines between Chinese and Japanese characters without a
// space, as their readers expect.
var markdownCJK = sync.OnceValue(func() goldmark.Markdown {
	return newMarkdown(extension.NewCJK(extension.WithEastAsianLineBreaks(), extension.WithEscapedSpace()))
})

func newMarkdown(more ...goldmark.Extender) goldmark.Markdown {
	return goldmark.New(
		goldmark.WithExtensions(append([]goldmark.Extender{
			extension.NewTable(extension.WithTableCellAlignMethod(extension.TableCellAlignAttribute)),
			extension.Strikethrough, extension.Linkify, extension.TaskList, extension.Footnote, extension.DefinitionList,
		}, more...)...),
		goldmark.WithParserOptions(parser.WithAutoHeadingID(), parser.WithHeadingAttribute()),
		goldmark.WithRendererOptions(gmhtml.WithUnsafe()),
	)
}

// renderMarkdown gives sanitised HTML of a Markdown text without front matter.
func renderMarkdown(src []byte, locale string) *html.Node {
	md := markdown()
	switch lang.Script(locale) {
	case "Hans", "Hant", "Jpan", "Hani":
		md = markdownCJK()
	}
	var b bytes.Buffer
	ctx := parser.NewContext(parser.WithIDs(&slugs{seen: map[string]int{}}))
	if err := md.Convert(src, &b, parser.WithContext(ctx)); err != nil { // writing to memory does not fail
		return with(element("div"), with(element("p"), textNode(string(src))))
	}
	return sanitise(b.String())
}

// slugs makes heading ids as GitHub does, in any script: goldmark's own drop
// every letter that is not ASCII.
type slugs struct{ seen map[string]int }

func (s *slugs) Generate(value []byte, _ ast.NodeKind) []byte {
	var b strings.Builder
	for _, r := range strings.ToLower(strings.TrimSpace(string(value))) {
		switch {
		case unicode.IsLetter(r), unicode.IsDigit(r), unicode.IsMark(r), r == '_':
			b.WriteRune(r)
		case r == '-', unicode.IsSpace(r):
			b.WriteByte('-')
		}
	}
	id := b.String()
	if id == "" {
		id = "section"
	}
	n := s.seen[id]
	s.seen[id]++
	if n > 0 {
		id = fmt.Sprintf("%s-%d", id, n)
		s.seen[id]++
	}
	return []byte(id)
}

func (s *slugs) Put(value []byte) { s.seen[string(value)]++ }

// inline gives a segment's text as sanitised HTML without its paragraph.
func inline(v *doc.Version, s *doc.Segment) *html.Node {
	var root *html.Node
	switch v.Format {
	case "markdown":
		root = renderMarkdown([]byte(s.Text), v.Locale)
	case "html":
		if s.Kind == doc.Field {
			return with(element("div"), textNode(html.UnescapeString(s.Text)))
		}
		root = sanitise(s.Text)
	default:
		return sanitise(runsHTML(s))
	}
	if p := only(root); isElement(p, "p") {
		unwrap(p)
	}
	return root
}

// plain is a segment's text as a reader reads it, without any markup.
func plain(v *doc.Version, s *doc.Segment) string {
	if s.Kind == doc.Field {
		return fold(s.Text)
	}
	return textOf(inline(v, s))
}

// runsHTML writes a segment of a format without markup of its own that a
// browser knows: words escaped, addresses as links, line ends kept.
func runsHTML(s *doc.Segment) string {
	var b strings.Builder
	at := 0
	for _, r := range s.Runs {
		b.WriteString(escape(s.Text[at:r.Start]))
		at = r.End
		text := s.RunText(r)
		switch {
		case r.Kind == doc.RunLink && webURL(text) != "":
			fmt.Fprintf(&b, `<a href="%s">%s</a>`, html.EscapeString(text), html.EscapeString(text))
		case r.Kind == doc.RunLink && strings.Contains(text, "@") && !strings.ContainsAny(text, " :/"):
			fmt.Fprintf(&b, `<a href="mailto:%s">%s</a>`, html.EscapeString(text), html.EscapeString(text))
		case r.Kind == doc.RunCode:
			fmt.Fprintf(&b, `<code>%s</code>`, html.EscapeString(strings.Trim(text, "`")))
		default:
			b.WriteString(escape(text))
		}
	}
	b.WriteString(escape(s.Text[at:]))
	return b.String()
}

func escape(s string) string {
	return strings.ReplaceAll(html.EscapeString(strings.TrimRight(s, "\n")), "\n", "<br>\n") + s[len(strings.TrimRight(s, "\n")):]
}

var specialMarkdown = regexp.MustCompile("([\\\\`*_\\[\\]<>&|~])")

// toMarkdown gives a segment's text in Markdown, whatever format it is in.
func toMarkdown(v *doc.Version, s *doc.Segment) string {
	if v.Format == "markdown" {
		return s.Text
	}
	if v.Format != "html" {
		return literal(s.Text)
	}
	return strings.TrimSpace(domMarkdown(inline(v, s)))
}

// literal escapes what Markdown would read as markup. Addresses stay whole.
func literal(text string) string {
	words := strings.SplitAfter(text, " ")
	for i, w := range words {
		if !strings.Contains(w, "://") {
			words[i] = specialMarkdown.ReplaceAllString(w, `\$1`)
		}
	}
	return strings.Join(words, "")
}

// domMarkdown writes inline HTML as Markdown.
func domMarkdown(n *html.Node) string {
	var b strings.Builder
	for c := range n.ChildNodes() {
		switch {
		case c.Type == html.TextNode:
			b.WriteString(literal(c.Data))
		case isElement(c, "em", "i", "cite"):
			b.WriteString(emphasis("*", domMarkdown(c)))
		case isElement(c, "strong", "b"):
			b.WriteString(emphasis("**", domMarkdown(c)))
		case isElement(c, "a") && attr(c, "href") != "" && !strings.HasPrefix(attr(c, "href"), "#"):
			fmt.Fprintf(&b, "[%s](<%s>)", domMarkdown(c), strings.NewReplacer("<", "%3C", ">", "%3E").Replace(attr(c, "href")))
		case isElement(c, "img"):
			fmt.Fprintf(&b, "![%s](<%s>)", literal(attr(c, "alt")), strings.NewReplacer("<", "%3C", ">", "%3E").Replace(attr(c, "src")))
		case isElement(c, "code"):
			b.WriteString("`" + textOf(c) + "`")
		case isElement(c, "br"):
			b.WriteString("\\\n")
		default:
			b.WriteString(domMarkdown(c))
		}
	}
	return b.String()
}

func emphasis(mark, text string) string {
	inside := strings.TrimSpace(text)
	if inside == "" {
		return text
	}
	at := strings.Index(text, inside)
	return text[:at] + mark + inside + mark + text[at+len(inside):]
}
