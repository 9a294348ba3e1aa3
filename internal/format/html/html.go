// Package html reads saved HTML pages, and the HTML in Markdown files.
//
// A page is tokenized with golang.org/x/net/html, so that every piece of text
// keeps its place; no tree is built beyond the open elements. [Reader.Parse]
// finds the main content, its text blocks and alt texts, the roles of an
// article, and metadata. [Fragment], [Runs] and [InlineTag] serve the Markdown
// reader.
//
// Text is raw: "K&ouml;ln" stays as it is in the file, with a run of kind
// entity over the reference; [doc.Segment.Words] reads it. Navigation, scripts,
// styles and templates give no segment. It does not sanitise.
package html

import (
	"strings"

	stdhtml "html"

	"golang.org/x/net/html"

	"stele/internal/doc"
	"stele/internal/format/article"
	"stele/internal/format/frontmatter"
	"stele/internal/format/span"
)

// Reader reads HTML pages.
type Reader struct {
	// Damaged asks for the page below front matter that cannot be read; see
	// [doc.Version.Damage].
	Damaged bool
}

// Name is "html".
func (Reader) Name() string { return "html" }

// Parse reads a whole page. Its only error is front matter that cannot be read:
// site generators put it before HTML too.
func (r Reader) Parse(name string, src []byte) (*doc.Version, error) {
	v := &doc.Version{Path: name, Format: "html", Source: src}
	b := &builder{src: string(src), start: -1, meta: map[string][]string{}}
	b.elems = append(b.elems, element{parent: -1})
	if strings.HasPrefix(b.src, "\uFEFF") {
		b.base = len("\uFEFF")
	}
	front := frontmatter.Parse(name, b.src, b.base, nil)
	if front != nil && front.Damage != nil && !r.Damaged {
		return nil, front.Damage
	}
	if front != nil {
		b.base, v.Damage = front.End, front.Damage
		if front.Meta != nil {
			b.meta = front.Meta
		}
	}
	b.run(b.src[b.base:])
	b.content()
	if front != nil {
		b.segs = append(front.Fields, b.segs...)
	}
	v.Segments, v.Comments, v.Meta = b.segs, b.comments, b.meta
	headingNotes(v.Segments)
	article.Assign(v.Segments)
	span.Finish(v)
	return v, nil
}

// metadata reads what the head says about the page.
func (b *builder) metadata(name, tag string) {
	if b.meta == nil {
		return
	}
	get := func(attr string) string {
		s, _ := Attr(tag, attr)
		return strings.TrimSpace(stdhtml.UnescapeString(s))
	}
	set := func(key, value string) {
		if key != "" && value != "" {
			b.meta[key] = append(b.meta[key], value)
		}
	}
	switch name {
	case "html":
		set("lang", get("lang"))
		set("dir", get("dir"))
	case "meta":
		key := get("name")
		if key == "" {
			key = get("property")
		}
		if key == "" {
			key = get("itemprop")
		}
		value := get("content")
		set(key, value)
		switch strings.ToLower(key) {
		case "article:published_time", "datepublished", "dc.date", "dcterms.date", "date":
			if key != "date" {
				set("date", value)
			}
		case "article:author", "dc.creator":
			set("author", value)
		case "description":
			b.describe(tag)
		}
	case "link":
		switch strings.ToLower(get("rel")) {
		case "canonical":
			set("canonical", get("href"))
		case "alternate":
			if l := get("hreflang"); l != "" {
				set("alternate."+l, get("href"))
			}
		}
	case "time":
		set("date", get("datetime"))
	}
}

// describe makes the page's description a field.
func (b *builder) describe(tag string) {
	if from, to, ok := attrSpan(tag, "content"); ok && from < to {
		at := b.at - len(tag)
		b.field("description", at+from, at+to)
	}
}

func (b *builder) field(id string, start, end int) {
	b.flush()
	s := doc.Segment{Kind: doc.Field, ID: id, Span: doc.Span{Start: start, End: end}}
	span.Fill(&s, b.src, "")
	s.Runs = Runs(s.Text)
	b.add(s)
}

// title takes the page's title element.
func (b *builder) title(z *html.Tokenizer, start int) {
	b.flush()
	from := b.at
	b.skip(z, "title")
	end := strings.LastIndex(b.src[from:b.at], "</")
	if end < 0 {
		return
	}
	from, to := trim(b.src, from, from+end)
	if from < to && len(b.meta["title"]) == 0 {
		b.meta["title"] = []string{stdhtml.UnescapeString(b.src[from:to])}
		b.field("title", from, to)
	}
}

// headingNotes makes notes of an ordered list that follows a heading such as
// "Notes" at the end of the page.
func headingNotes(segs []doc.Segment) {
	in, label := false, 0
	for i := range segs {
		s := &segs[i]
		switch {
		case s.Kind == doc.Heading || s.Kind == doc.Paragraph:
			in, label = article.IsNotesHeading(s.Words()), 0
		case in && s.Kind == doc.Item && s.In("ordered"):
			label++
			s.Kind, s.Level, s.ID = doc.Note, 0, itoa(label)
		}
	}
}
