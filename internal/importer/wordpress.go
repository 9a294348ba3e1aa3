package importer

import (
	"context"
	"encoding/json"
	"encoding/xml"
	"errors"
	"html"
	"io"
	"os"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html/charset"

	"stele/internal/fault"
)

// WordPress is an export file of WordPress (WXR). It is read twice, item by item:
// once for what the posts have to do with each other, once for their texts.
type WordPress struct {
	name  string
	posts []*Post // without texts
	index map[string]*Post
	// What items refer to.
	authors  map[string]Person    // by login
	media    map[string]mediaItem // by post id
	blocks   map[string]string    // reusable blocks, by post id
	children map[string][]string  // ids of pictures, by the post that they were put into
	locale   string               // that the site is in, where a post's text is too short to tell
	drafts   bool
}

type mediaItem struct{ url, alt, caption string }

type wxrItem struct {
	Title    string        `xml:"title"`
	Link     string        `xml:"link"`
	Creator  string        `xml:"http://purl.org/dc/elements/1.1/ creator"`
	Encoded  []wxrText     `xml:"encoded"`
	ID       string        `xml:"post_id"`
	Date     string        `xml:"post_date"`
	Name     string        `xml:"post_name"`
	Status   string        `xml:"status"`
	Type     string        `xml:"post_type"`
	Media    string        `xml:"attachment_url"`
	Parent   string        `xml:"post_parent"`
	Password string        `xml:"post_password"`
	Category []wxrCategory `xml:"category"`
	Meta     []wxrMeta     `xml:"postmeta"`
}

type wxrText struct {
	XMLName xml.Name
	Text    string `xml:",chardata"`
}

type wxrCategory struct {
	Domain string `xml:"domain,attr"`
	Nice   string `xml:"nicename,attr"`
	Name   string `xml:",chardata"`
}

type wxrMeta struct {
	Key   string `xml:"meta_key"`
	Value string `xml:"meta_value"`
}

type wxrAuthor struct {
	Login   string `xml:"author_login"`
	Mail    string `xml:"author_email"`
	Display string `xml:"author_display_name"`
}

func (i *wxrItem) meta(keys ...string) string {
	for _, k := range keys {
		for _, m := range i.Meta {
			if m.Key == k && m.Value != "" {
				return m.Value
			}
		}
	}
	return ""
}

func (i *wxrItem) text(kind string) string {
	for _, t := range i.Encoded {
		if strings.Contains(t.XMLName.Space, kind) {
			return t.Text
		}
	}
	return ""
}

func (i *wxrItem) category(domain string) string {
	for _, c := range i.Category {
		if c.Domain == domain {
			return either(c.Nice, c.Name)
		}
	}
	return ""
}

func either(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// OpenWordPress reads what an export says of its posts. Drafts, posts that
// are private or have a password are left out unless drafts are asked for. locale is that of
// posts whose language the export does not say; "" recognises it by the text.
func OpenWordPress(ctx context.Context, name, locale string, drafts bool) (*WordPress, error) {
	w := &WordPress{name: name, index: map[string]*Post{}, authors: map[string]Person{}, media: map[string]mediaItem{}, blocks: map[string]string{}, children: map[string][]string{}, drafts: drafts}
	err := w.read(ctx, func(i *wxrItem) error {
		if i.Type == "attachment" {
			w.media[i.ID] = mediaItem{either(i.Media, i.Link), i.meta("_wp_attachment_image_alt"), fold(i.text("excerpt"))}
			w.children[i.Parent] = append(w.children[i.Parent], i.ID)
			return nil
		}
		if i.Type == "wp_block" {
			w.blocks[i.ID] = i.text("content")
			return nil
		}
		if !w.wanted(i) {
			return nil
		}
		p := w.sketch(i, locale)
		w.posts = append(w.posts, p)
		w.index[i.ID] = p
		return nil
	})
	if err != nil {
		return nil, err
	}
	if len(w.posts) == 0 {
		return nil, fault.New(fault.Input, FaultNoText, name)
	}
	return w, nil
}

func (w *WordPress) wanted(i *wxrItem) bool {
	if i.Type != "post" && i.Type != "page" || i.Status == "trash" || i.Status == "auto-draft" {
		return false
	}
	return w.drafts || (i.Status == "publish" || i.Status == "") && i.Password == ""
}

// sketch is a post without its text. WPML and Polylang say the language and the
// group of translations, each in its own way.
func (w *WordPress) sketch(i *wxrItem, locale string) *Post {
	p := &Post{From: w.name, Many: true, Title: fold(unescape(i.Title)), Date: isoDay(i.Date), URL: i.Link}
	said := either(i.category("language"), i.meta("_wpml_import_language_code", "_wpml_language_code", "language_code", "_locale"))
	p.Group = either(i.category("post_translations"), i.meta("_wpml_import_translation_group", "_icl_trid", "trid"))
	if tag, ok := canonical(i.meta("_wpml_import_source_language_code", "source_language_code")); ok {
		p.Original = tag
	}
	if tag, ok := canonical(said); ok {
		p.Locale = tag
	} else if p.Locale = locale; locale == "" {
		p.Locale = either(languageOf("", fold(stripTags(i.text("content")))), w.locale)
	}
	if slug := Slug(unescapePath(i.Name)); slug != "" {
		p.Slug = slug
	} else if p.Slug = Slug(p.Title); p.Slug == "" {
		p.Slug = "post-" + i.ID
	}
	return p
}

// Posts gives the posts, without their texts, to be named by [Group].
func (w *WordPress) Posts() []*Post { return w.posts }

// Each gives every post with its text, in the order of the file. Only one text
// is in memory at a time. What is wrong with one post goes to bad, and ends the
// run only where that gives an error.
func (w *WordPress) Each(ctx context.Context, f func(*Post) error, bad func(error) error) error {
	return w.read(ctx, func(i *wxrItem) error {
		sketch := w.index[i.ID]
		if sketch == nil || i.Type == "attachment" {
			return nil
		}
		p := *sketch
		if err := w.fill(&p, i); err != nil {
			return bad(fault.New(fault.Input, FaultHTML, w.name+": "+either(p.Title, i.ID)).Because(err))
		}
		if p.Locale == "" {
			return bad(fault.New(fault.Input, FaultLocale, w.name+": "+either(p.Title, i.ID)))
		}
		return f(&p)
	})
}

func (w *WordPress) fill(p *Post, i *wxrItem) error {
	p.Summary = fold(stripTags(i.text("excerpt")))
	for _, c := range i.Category {
		if c.Domain == "post_tag" && !slices.Contains(p.Tags, fold(c.Name)) {
			p.Tags = append(p.Tags, fold(c.Name))
		}
	}
	if m, ok := w.media[i.meta("_thumbnail_id")]; ok {
		p.Image = m.url
	}
	if a, ok := w.authors[i.Creator]; ok {
		p.Authors = []Person{a}
	} else if i.Creator != "" {
		p.Authors = []Person{{Key: "login:" + i.Creator, Name: i.Creator}}
	}
	for n := range p.Authors {
		p.Authors[n].Locale = p.Locale
	}
	return p.wordPressText(w.whole(i), p.URL, w.picture)
}

// reusable is a block that stands elsewhere in the export.
var reusable = regexp.MustCompile(`<!-- wp:block \{"ref":(\d+)[^>]*\} /-->`)

// whole is an item's text with what WordPress keeps apart from it: reusable
// blocks, the pictures of a gallery that names none, and the notes of the
// footnotes block.
func (w *WordPress) whole(i *wxrItem) string {
	content := reusable.ReplaceAllStringFunc(i.text("content"), func(s string) string {
		return either(w.blocks[reusable.FindStringSubmatch(s)[1]], s)
	})
	content = galleryCode.ReplaceAllStringFunc(content, func(s string) string {
		attributes := galleryCode.FindStringSubmatch(s)[1]
		ids := attribute(attributes, "include")
		if ids == "" {
			ids = strings.Join(w.children[i.ID], ",")
		}
		if attribute(attributes, "ids") != "" || attribute(attributes, "id") != "" || ids == "" {
			return s
		}
		return `[gallery ids="` + ids + `"]`
	})
	var notes []struct {
		Content string `json:"content"`
		ID      string `json:"id"`
	}
	if json.Unmarshal([]byte(i.meta("footnotes")), &notes) != nil || len(notes) == 0 {
		return content
	}
	var b strings.Builder
	b.WriteString("\n<ol class=\"wp-block-footnotes\">")
	for _, n := range notes {
		b.WriteString("<li id=\"" + html.EscapeString(n.ID) + "\">" + n.Content + "</li>")
	}
	b.WriteString("</ol>\n")
	return footnotesBlock.ReplaceAllString(content, "") + b.String()
}

var footnotesBlock = regexp.MustCompile(`<!-- wp:footnotes[^>]*/-->`)

// picture is what an attachment shows, by its id.
func (w *WordPress) picture(id string) (mediaItem, bool) {
	m, ok := w.media[id]
	return m, ok
}

// read calls f with every item. The authors stand before the items.
func (w *WordPress) read(ctx context.Context, f func(*wxrItem) error) error {
	file, err := os.Open(w.name)
	if err != nil {
		return fault.New(fault.Input, FaultXML, w.name).Because(err)
	}
	defer file.Close()
	d := xml.NewDecoder(printable{file})
	d.Strict = false // exports hold entities that XML has not
	d.Entity = xml.HTMLEntity
	d.CharsetReader = charset.NewReaderLabel
	found := false
	for ctx.Err() == nil {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			line, _ := d.InputPos()
			return fault.New(fault.Input, FaultXML, w.name).At(line).Because(err)
		}
		start, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		switch start.Name.Local {
		case "rss", "channel":
			found = true
		case "language":
			var said string
			if d.DecodeElement(&said, &start) == nil && w.locale == "" {
				w.locale, _ = canonical(strings.TrimSpace(said))
			}
		case "author":
			var a wxrAuthor
			if d.DecodeElement(&a, &start) == nil && a.Login != "" {
				w.authors[a.Login] = Person{Key: "login:" + a.Login, Name: either(fold(a.Display), a.Login)}
			}
		case "item":
			var i wxrItem
			if err := d.DecodeElement(&i, &start); err != nil {
				line, _ := d.InputPos()
				return fault.New(fault.Input, FaultXML, w.name).At(line).Because(err)
			}
			if err := f(&i); err != nil {
				return err
			}
		}
	}
	if !found && ctx.Err() == nil {
		return fault.New(fault.Input, FaultXML, w.name)
	}
	return ctx.Err()
}

// printable reads a file with its control characters as spaces: XML has none,
// and what editors paste into WordPress has some. No byte of a longer character
// looks like one in UTF-8 and in the encodings that extend ASCII.
type printable struct{ io.Reader }

func (r printable) Read(p []byte) (int, error) {
	n, err := r.Reader.Read(p)
	for i, b := range p[:n] {
		if b < ' ' && b != '\n' && b != '\r' && b != '\t' {
			p[i] = ' '
		}
	}
	return n, err
}
