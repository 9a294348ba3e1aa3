package importer

import (
	"encoding/json"
	"fmt"
	"strings"

	"stele/internal/fault"
)

// restPost is a post of WordPress's REST interface (wp/v2/posts).
type restPost struct {
	ID       int          `json:"id"`
	Date     string       `json:"date"`
	Slug     string       `json:"slug"`
	Status   string       `json:"status"`
	Link     string       `json:"link"`
	Title    restText     `json:"title"`
	Content  restText     `json:"content"`
	Excerpt  restText     `json:"excerpt"`
	Author   int          `json:"author"`
	Lang     string       `json:"lang"`
	Locale   string       `json:"locale"`
	Wpml     string       `json:"wpml_current_locale"`
	Others   restOthers   `json:"translations"`
	WpmlAlso []restOther  `json:"wpml_translations"`
	Embedded restEmbedded `json:"_embedded"`
}

type restText struct {
	Rendered string `json:"rendered"`
}

// restOthers is Polylang's map from language to post id; PHP writes an empty
// one as a list.
type restOthers map[string]int

// UnmarshalJSON takes the map, and anything else as none.
func (o *restOthers) UnmarshalJSON(data []byte) error {
	var m map[string]int
	if json.Unmarshal(data, &m) == nil {
		*o = m
	}
	return nil
}

type restOther struct {
	Locale string `json:"locale"`
	ID     int    `json:"id"`
	Href   string `json:"href"`
}

type restEmbedded struct {
	Author []struct {
		Name        string            `json:"name"`
		Link        string            `json:"link"`
		Description string            `json:"description"`
		Avatars     map[string]string `json:"avatar_urls"`
	} `json:"author"`
	Media []struct {
		URL string `json:"source_url"`
		Alt string `json:"alt_text"`
	} `json:"wp:featuredmedia"`
	Terms [][]struct {
		Name     string `json:"name"`
		Taxonomy string `json:"taxonomy"`
	} `json:"wp:term"`
}

// REST reads posts as WordPress's REST interface gives them: a list, or one.
// locale is that of posts of which nothing says the language; "" recognises it.
// Drafts and private posts are left out unless asked for. What is wrong with one
// post goes to bad, and ends the reading only where that gives an error.
func REST(name string, src []byte, locale string, drafts bool, bad func(error) error) ([]*Post, error) {
	var raw []restPost
	if err := json.Unmarshal(src, &raw); err != nil {
		var one restPost
		if json.Unmarshal(src, &one) != nil || one.ID == 0 {
			return nil, fault.New(fault.Input, FaultJSON, name).Because(err)
		}
		raw = []restPost{one}
	}
	var out []*Post
	for i := range raw {
		r := &raw[i]
		if r.Content.Rendered == "" || r.Status != "" && r.Status != "publish" && !drafts {
			continue
		}
		p, err := r.post(name, locale)
		if err != nil {
			if err := bad(err); err != nil {
				return nil, err
			}
			continue
		}
		out = append(out, p)
	}
	if len(out) == 0 {
		return nil, fault.New(fault.Input, FaultNoText, name)
	}
	return out, nil
}

func (r *restPost) post(name, locale string) (*Post, error) {
	p := &Post{
		From: fmt.Sprintf("%s#%d", name, r.ID), Many: true, Title: fold(stripTags(r.Title.Rendered)), Summary: fold(stripTags(r.Excerpt.Rendered)),
		Date: isoDay(r.Date), URL: r.Link, Slug: Slug(unescapePath(r.Slug)), Alternates: map[string]string{},
	}
	for _, o := range r.WpmlAlso {
		if tag, ok := canonical(o.Locale); ok && o.Href != "" {
			p.Alternates[tag] = o.Href
		}
	}
	if p.Group = r.group(); p.Slug == "" {
		p.Slug = Slug(p.Title)
	}
	for _, t := range r.Embedded.Terms {
		for _, term := range t {
			if term.Taxonomy == "post_tag" {
				p.Tags = append(p.Tags, fold(unescape(term.Name)))
			}
		}
	}
	if len(r.Embedded.Media) > 0 {
		p.Image = r.Embedded.Media[0].URL
	}
	text := fold(stripTags(r.Content.Rendered))
	if p.Locale = languageOf(either(r.Lang, either(r.Locale, r.Wpml)), ""); p.Locale == "" {
		if p.Locale = locale; locale == "" {
			p.Locale = languageOf("", text)
		}
	}
	if p.Locale == "" {
		return nil, fault.New(fault.Input, FaultLocale, p.From)
	}
	for _, a := range r.Embedded.Author {
		if fold(a.Name) == "" {
			continue
		}
		person := Person{Name: fold(a.Name), Key: personKey(a.Link), Biography: fold(stripTags(a.Description)), Locale: p.Locale}
		if l := languageOf("", person.Biography); l != "" {
			person.Locale = l
		}
		p.Authors = append(p.Authors, person)
	}
	return p, p.wordPressText(r.Content.Rendered, r.Link, func(string) (mediaItem, bool) { return mediaItem{}, false })
}

// group is the smallest id among the translations that a post names: all of them
// name the same.
func (r *restPost) group() string {
	if len(r.Others) < 2 {
		return ""
	}
	least := r.ID
	for _, id := range r.Others {
		if id > 0 {
			least = min(least, id)
		}
	}
	host, _, _ := strings.Cut(strings.TrimPrefix(strings.TrimPrefix(r.Link, "https://"), "http://"), "/")
	return fmt.Sprintf("%s/%d", host, least)
}
