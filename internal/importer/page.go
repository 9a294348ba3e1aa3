package importer

import (
	"bytes"
	"net/url"
	"path"
	"regexp"
	"strings"

	readability "codeberg.org/readeck/go-readability/v2"
	"golang.org/x/net/html"
	"golang.org/x/net/html/charset"

	"stele/internal/fault"
)

// Page reads a saved page. contentType is the header that it came with, or "";
// address is where it came from, or "" where only the page itself says.
func Page(name string, src []byte, contentType, address string) (*Post, error) {
	doc, err := parsePage(name, src, contentType)
	if err != nil {
		return nil, err
	}
	h := readHead(doc, address)
	p := &Post{From: name, Title: h.title, Summary: h.summary, Date: h.date, URL: h.url, Image: h.image, Alternates: h.alternates, Tags: h.tags}
	base, _ := url.Parse(h.url)
	x := &extraction{post: p, base: base, head: h}
	if err := x.take(doc); err != nil {
		return nil, fault.New(fault.Input, FaultNoText, name).Because(err)
	}
	if strings.TrimSpace(p.Body) == "" {
		return nil, fault.New(fault.Input, FaultNoText, name)
	}
	if p.Locale = languageOf(h.locale, p.Body); p.Locale == "" {
		return nil, fault.New(fault.Input, FaultLocale, name)
	}
	x.settle()
	p.Slug = slugOf(p.URL, name, p.Title)
	return p, nil
}

// parsePage decodes a page and reads it into a tree.
func parsePage(name string, src []byte, contentType string) (*html.Node, error) {
	encoding, label, certain := charset.DetermineEncoding(src[:min(len(src), 4096)], contentType)
	if !certain && label == "windows-1252" && validUTF8(src) {
		label = "utf-8" // the guess of last resort
	} else if label != "utf-8" {
		text, err := encoding.NewDecoder().Bytes(src)
		if err != nil {
			return nil, fault.New(fault.Input, FaultEncoding, name, "Encoding", label).Because(err)
		}
		src = text
	}
	src = bytes.TrimPrefix(src, []byte("\ufeff"))
	return html.ParseWithOptions(bytes.NewReader(src), html.ParseOptionEnableScripting(false))
}

func validUTF8(src []byte) bool { return bytes.Equal(bytes.ToValidUTF8(src, nil), src) }

// extraction takes a page apart.
type extraction struct {
	post  *Post
	base  *url.URL
	head  *head
	notes notes
}

// take lifts out what a readability library would lose, then lets it find the
// text, and makes Markdown of that.
func (x *extraction) take(doc *html.Node) error {
	x.players(doc)
	x.dropMarked(doc)
	x.liftPeople(doc)
	x.notes.lift(doc)
	x.languageLinks(doc)
	content, err := mainContent(doc, x.base)
	if err != nil {
		return err
	}
	x.furniture(content)
	x.title(content)
	x.bylines(content)
	body, err := toMarkdown(content, x.base)
	if err != nil {
		return err
	}
	x.post.Body, err = x.notes.finish(body, x.base)
	return err
}

// mainContent is the part of a page that is the text. Where the library finds
// none, as in very short posts, the page's own marker or its body stands in.
func mainContent(doc *html.Node, base *url.URL) (*html.Node, error) {
	parser := readability.NewParser()
	parser.KeepClasses = true
	parser.DisableJSONLD = true
	parser.CharThresholds = 200
	a, err := parser.ParseDocument(doc, base)
	if err == nil && a.Node != nil && len(fold(textOf(a.Node))) > 0 {
		return a.Node, nil
	}
	for _, name := range []string{"article", "main", "body"} {
		if n := first(doc, func(n *html.Node) bool { return n.Data == name }); n != nil {
			return n, nil
		}
	}
	return doc, nil
}

// title is the page's, without the name of the site that pages append to it,
// and is taken out of the text.
func (x *extraction) title(content *html.Node) {
	if x.post.Title == "" {
		if h := first(content, func(n *html.Node) bool { return n.Data == "h1" }); h != nil {
			x.post.Title = fold(textOf(h))
		}
	}
	for _, h := range all(content, func(n *html.Node) bool { return n.Data == "h1" || n.Data == "h2" }) {
		text := fold(textOf(h))
		if text == x.post.Title || text != "" && strings.HasPrefix(x.head.fullTitle, text) {
			if h.Data == "h1" {
				x.post.Title = text
			}
			remove(h)
			return
		}
	}
}

// settle is what must wait until the language is known: the names of people are
// one with their biographies, and each biography has its language.
func (x *extraction) settle() {
	p := x.post
	if len(p.Authors) == 0 {
		for _, name := range x.head.authors {
			p.Authors = append(p.Authors, Person{Name: name, Key: x.head.authorKey})
		}
	}
	for _, person := range p.people() {
		if person.Locale = languageOf("", person.Biography); person.Locale == "" {
			person.Locale = p.Locale
		}
	}
}

var localeSuffix = regexp.MustCompile(`[._-]([A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})?)$`)

// slugOf names a post by its address, else by its file, else by its title. A
// language at the end of a file's name is none of the post's.
func slugOf(address, name, title string) string {
	if u, err := url.Parse(address); err == nil && address != "" {
		if s := Slug(strings.TrimSuffix(path.Base(strings.TrimSuffix(u.Path, "/")), path.Ext(u.Path))); s != "" && !tooGeneral[s] {
			return s
		}
	}
	if u, err := url.Parse(name); err != nil || u.Host == "" {
		base := path.Base(strings.ReplaceAll(name, "\\", "/"))
		base = strings.TrimSuffix(base, path.Ext(base))
		if m := localeSuffix.FindStringSubmatchIndex(base); m != nil {
			if _, ok := canonical(base[m[2]:m[3]]); ok {
				base = base[:m[0]]
			}
		}
		if s := Slug(base); s != "" && !tooGeneral[s] {
			return s
		}
	}
	if s := Slug(title); s != "" {
		return s
	}
	return "post"
}

// tooGeneral are names that say nothing of a post.
var tooGeneral = map[string]bool{"index": true, "page": true, "post": true, "article": true, "default": true, "html": true, "en": true, "tr": true, "ru": true}
