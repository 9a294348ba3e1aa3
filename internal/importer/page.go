package importer

import (
	"bytes"
	"net/url"
	"path"
	"regexp"
	"strings"

	readability "codeberg.org/readeck/go-readability/v2"
	"golang.org/x/net/html"

	"stele/internal/fault"
	"stele/internal/lang"
)

// Page reads a saved page. contentType is the header that it came with, or "";
// address is where it came from, or "" where only the page itself says; locale is
// that of pages that say none, "" to recognise it by the text.
func Page(name string, src []byte, contentType, address, locale string) (*Post, error) {
	doc, err := parsePage(name, src, contentType)
	if err != nil {
		return nil, err
	}
	h := readHead(doc, address)
	h.heading(doc)
	p := &Post{From: name, Title: h.title, Summary: h.summary, Date: h.date, URL: h.url, Image: h.image, Alternates: h.alternates, Tags: h.tags}
	base, _ := url.Parse(h.url)
	x := &extraction{post: p, base: base, head: h}
	if err := x.take(doc); err != nil {
		return nil, fault.New(fault.Input, FaultNoText, name).Because(err)
	}
	if strings.TrimSpace(p.Body) == "" {
		return nil, fault.New(fault.Input, FaultNoText, name)
	}
	if p.Locale = pageLanguage(h.locale, p.Body, locale); p.Locale == "" {
		return nil, fault.New(fault.Input, FaultLocale, name)
	}
	x.settle()
	p.Slug = slugOf(p.URL, name, p.Title, p.Locale)
	return p, nil
}

// parsePage decodes a page and reads it into a tree.
func parsePage(name string, src []byte, contentType string) (*html.Node, error) {
	src, err := decoded(name, src, contentType, true)
	if err != nil {
		return nil, err
	}
	doc, err := html.ParseWithOptions(bytes.NewReader(src), html.ParseOptionEnableScripting(false))
	if err != nil {
		return nil, fault.New(fault.Input, FaultHTML, name).Because(err)
	}
	return doc, nil
}

// extraction takes a page apart.
type extraction struct {
	post  *Post
	base  *url.URL
	head  *head
	notes notes
	kept  []kept
}

// take lifts out what a readability library would lose, then lets it find the
// text, and makes Markdown of that.
func (x *extraction) take(doc *html.Node) error {
	x.head.shown(doc)
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
	if x.post.Body, err = x.notes.finish(body, x.base); err == nil {
		x.restored()
	}
	return err
}

// mainContent is the part of a page that is the text. Where the library finds
// none, as in very short posts, the page's own marker or its body stands in.
func mainContent(doc *html.Node, base *url.URL) (*html.Node, error) {
	parser := readability.NewParser()
	parser.KeepClasses = true
	parser.DisableJSONLD = true
	parser.CharThresholds = 500
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

// pageLanguage is what a page's text is in. Themes often say "en-US" of pages in
// any language, so the text has the last word where it is long enough to tell.
func pageLanguage(said, text, locale string) string {
	declared := languageOf(said, "")
	if declared == "" && locale != "" {
		return locale
	}
	if guess := lang.Identify(text, nil); declared == "" || len(text) > 400 && guess.Confidence > 0.99 && !lang.SameLanguage(declared, guess.Locale) && plain[guess.Locale] {
		return guess.Locale
	}
	return declared
}

// plain are languages that are hardly taken for each other, nor a variety for
// them, so that the text may overrule what a page declares.
var plain = map[string]bool{"en": true, "tr": true, "ru": true, "de": true, "fr": true, "es": true, "it": true, "pl": true, "uk": true, "ar": true, "el": true, "hu": true, "fi": true, "ja": true, "ko": true, "zh": true, "nl": true, "ka": true, "hy": true, "he": true, "fa": true}

// settle is what must wait until the language is known: the names of people are
// one with their biographies, and each biography has its language.
func (x *extraction) settle() {
	p := x.post
	if len(p.Authors) == 0 {
		for _, name := range x.head.authors {
			p.Authors = append(p.Authors, Person{Name: name, Key: x.head.authorKey})
		}
	}
	if p.Date == "" {
		p.Date = x.head.shownDate(p.Locale)
	}
	for _, person := range p.people() {
		if person.Locale = languageOf("", person.Biography); person.Locale == "" {
			person.Locale = p.Locale
		}
	}
}

var localeSuffix = regexp.MustCompile(`[._-]([A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})?)$`)

// slugOf names a post by its address, else by its file, else by its title. Its
// language at the end of a file's name is none of the name.
func slugOf(address, name, title, locale string) string {
	if u, err := url.Parse(address); err == nil && address != "" && telling(u.Query()) == "" {
		if s := Slug(strings.TrimSuffix(path.Base(strings.TrimSuffix(u.Path, "/")), path.Ext(u.Path))); s != "" && !tooGeneral[s] {
			return s
		}
	}
	if u, err := url.Parse(name); err != nil || u.Host == "" {
		base := path.Base(strings.ReplaceAll(name, "\\", "/"))
		if s := Slug(withoutLocale(strings.TrimSuffix(base, path.Ext(base)), locale)); s != "" && !tooGeneral[s] {
			return s
		}
	}
	if s := Slug(title); s != "" {
		return s
	}
	return "post"
}

// withoutLocale takes a post's language off the end of a file's name: other
// words of two or three letters are codes of languages too.
func withoutLocale(stem, locale string) string {
	if m := localeSuffix.FindStringSubmatchIndex(stem); m != nil {
		if tag, ok := canonical(stem[m[2]:m[3]]); ok && lang.SameLanguage(tag, locale) {
			return stem[:m[0]]
		}
	}
	return stem
}

// tooGeneral are names that say nothing of a post.
var tooGeneral = map[string]bool{"index": true, "page": true, "post": true, "article": true, "default": true, "html": true, "en": true, "tr": true, "ru": true}
