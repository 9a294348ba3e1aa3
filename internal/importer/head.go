package importer

import (
	"encoding/json"
	"fmt"
	"net/url"
	"strings"

	"golang.org/x/net/html"

	"stele/internal/format/article"
	"stele/internal/lang"
)

// head is what a page says of itself.
type head struct {
	title, fullTitle, summary string
	date, url, image, locale  string
	authors, tags             []string
	authorKey                 string
	alternates                map[string]string
	dates                     []string // lines that a reader sees as dates, to be read when the language is known
}

func readHead(doc *html.Node, address string) *head {
	h := &head{url: address, alternates: map[string]string{}}
	meta := map[string][]string{}
	for n := range elements(doc) {
		switch n.Data {
		case "html":
			h.locale = attr(n, "lang")
			if h.locale == "" {
				h.locale = attr(n, "xml:lang")
			}
		case "meta":
			name := strings.ToLower(attr(n, "property") + attr(n, "name") + attr(n, "itemprop") + attr(n, "http-equiv"))
			if content := fold(attr(n, "content")); content != "" {
				meta[name] = append(meta[name], content)
			}
		case "title":
			if h.fullTitle == "" && !inside(n, "svg") {
				h.fullTitle = fold(textOf(n))
			}
		case "link":
			h.link(n)
		case "script":
			if strings.EqualFold(attr(n, "type"), "application/ld+json") {
				h.structured(textOf(n))
			}
		case "time":
			if h.date == "" {
				h.date = isoDay(attr(n, "datetime"))
			}
		}
	}
	h.fromMeta(meta)
	return h
}

func (h *head) link(n *html.Node) {
	rel, href := strings.Fields(strings.ToLower(attr(n, "rel"))), strings.TrimSpace(attr(n, "href"))
	for _, r := range rel {
		switch {
		case r == "canonical" && href != "" && (h.url == "" || isAbsolute(href)):
			h.url = h.resolve(href)
		case r == "alternate" && href != "":
			if tag, ok := canonical(attr(n, "hreflang")); ok {
				h.alternates[tag] = h.resolve(href)
			}
		}
	}
}

func (h *head) fromMeta(meta map[string][]string) {
	one := func(names ...string) string {
		for _, n := range names {
			if len(meta[n]) > 0 {
				return meta[n][0]
			}
		}
		return ""
	}
	if t := one("og:title", "twitter:title", "dc.title", "citation_title"); t != "" {
		h.title = withoutSite(t, one("og:site_name"))
	} else if h.title == "" {
		h.title = withoutSite(h.fullTitle, one("og:site_name"))
	}
	if h.locale == "" {
		h.locale = one("content-language", "og:locale")
	}
	h.summary = one("og:description", "description", "twitter:description")
	h.image = one("og:image", "twitter:image")
	if h.url == "" {
		h.url = one("og:url")
	}
	if d := isoDay(one("article:published_time", "datepublished", "date", "dc.date", "pubdate", "citation_publication_date", "parsely-pub-date")); d != "" {
		h.date = d
	}
	if len(h.authors) == 0 {
		for _, name := range append(meta["author"], meta["article:author"]...) {
			if isAbsolute(name) {
				h.authorKey = personKey(name)
			} else if !contains(h.authors, name) {
				h.authors = append(h.authors, name)
			}
		}
	}
	h.tags = meta["article:tag"]
}

// structured reads JSON-LD (schema.org Article and its kinds).
func (h *head) structured(text string) {
	var value any
	if json.Unmarshal([]byte(text), &value) != nil {
		return
	}
	visit(value, 0, func(m map[string]any) {
		kind, _ := m["@type"].(string)
		if !strings.HasSuffix(kind, "Article") && !strings.HasSuffix(kind, "Posting") && kind != "Report" {
			return
		}
		if t, ok := m["headline"].(string); ok && h.title == "" {
			h.title = fold(html.UnescapeString(t))
		}
		if d, ok := m["datePublished"].(string); ok && isoDay(d) != "" {
			h.date = isoDay(d)
		}
		if l, ok := m["inLanguage"].(string); ok && h.locale == "" {
			h.locale = l
		}
		visit(m["author"], 0, func(a map[string]any) {
			if name, ok := a["name"].(string); ok && fold(name) != "" && a["@type"] != "Organization" && !contains(h.authors, fold(name)) {
				h.authors = append(h.authors, fold(name))
				if u, ok := a["url"].(string); ok && h.authorKey == "" {
					h.authorKey = personKey(u)
				}
			}
		})
	})
}

// visit calls f with every object in a JSON value, to a depth that no page
// needs.
func visit(value any, depth int, f func(map[string]any)) {
	if depth > 8 {
		return
	}
	switch v := value.(type) {
	case map[string]any:
		f(v)
		for _, key := range []string{"@graph", "mainEntity"} {
			visit(v[key], depth+1, f)
		}
	case []any:
		for _, x := range v {
			visit(x, depth+1, f)
		}
	}
}

// heading takes the name of the site off a title that begins with the page's
// heading.
func (h *head) heading(doc *html.Node) {
	for _, n := range all(doc, func(n *html.Node) bool { return n.Data == "h1" }) {
		text := fold(textOf(n))
		if rest, ok := strings.CutPrefix(h.title, text); ok && text != "" && (rest == "" || strings.ContainsAny(rest[:min(len(rest), 5)], "|–—-«»:·•")) {
			h.title = text
			return
		}
	}
}

// shown reads who wrote a page and when from the lines under its heading, which
// a readability library leaves out: links to an author's page, elements that are
// called a byline or a date.
func (h *head) shown(doc *html.Node) {
	for n := range elements(doc) {
		switch {
		case n.Data == "a" && attr(n, "href") != "":
			h.authorLink(n)
		case isCalled(n, "date", "published", "submitted", "posted", "time", "byline", "datum", "tarih") && len(h.dates) < 8:
			if text := fold(textOf(n)); text != "" && len(strings.Fields(text)) <= 16 {
				h.dates = append(h.dates, text)
			}
		case isCalled(n, "byline", "author") && len(h.authors) == 0 && (n.Data == "span" || n.Data == "p" || n.Data == "div"):
			text := fold(textOf(n))
			if name := article.BylineName(text); name != "" && article.IsName(name) {
				h.authors = append(h.authors, name)
			}
		}
	}
}

func (h *head) authorLink(a *html.Node) {
	href := h.resolve(attr(a, "href"))
	u, err := url.Parse(href)
	name := fold(textOf(a))
	if err != nil || !isAuthorLink(a, u) || !article.IsName(name) {
		return
	}
	if len(h.authors) == 0 && (isCalled(a, "author", "byline", "uid", "username") || isCalled(a.Parent, "author", "byline", "uid", "username") || strings.Contains(attr(a, "rel"), "author")) {
		h.authors = append(h.authors, name)
	}
	if len(h.authors) == 1 && h.authors[0] == name && h.authorKey == "" {
		h.authorKey = personKey(href)
	}
}

// isCalled reports an element one of whose classes has one of some words.
func isCalled(n *html.Node, words ...string) bool {
	if n == nil || n.Type != html.ElementNode || n.Data == "html" || n.Data == "body" {
		return false
	}
	for _, mark := range marks(n) {
		for _, part := range strings.FieldsFunc(mark, func(r rune) bool { return r == '-' || r == '_' }) {
			if contains(words, part) {
				return true
			}
		}
	}
	return false
}

// shownDate is the first of the dates that a reader sees.
func (h *head) shownDate(locale string) string {
	for _, text := range h.dates {
		if d := dayIn(text, locale); d != "" {
			return d
		}
	}
	return ""
}

func (h *head) resolve(href string) string { return resolve(h.url, href) }

func resolve(base, href string) string {
	b, err := url.Parse(base)
	if err != nil || base == "" {
		return href
	}
	u, err := b.Parse(strings.TrimSpace(href))
	if err != nil {
		return href
	}
	return u.String()
}

func isAbsolute(href string) bool {
	u, err := url.Parse(href)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != ""
}

// withoutSite takes the name of the site off a title: "Title – Site".
func withoutSite(title, site string) string {
	for _, mark := range []string{" | ", " – ", " — ", " - ", " « ", " » ", " :: ", " · "} {
		at := strings.LastIndex(title, mark)
		if at < 0 {
			continue
		}
		if tail := title[at+len(mark):]; site != "" && strings.EqualFold(tail, site) || site == "" && mark == " | " {
			return strings.TrimSpace(title[:at])
		}
	}
	return title
}

// isoDay is the day of a date in any of the forms that pages use, "" for none.
func isoDay(text string) string {
	text = strings.TrimSpace(text)
	if len(text) >= 10 && text[4] == '-' && text[7] == '-' {
		if day := text[:10]; strings.Trim(day, "0123456789-") == "" && day != "0000-00-00" {
			return day
		}
	}
	return ""
}

// dayIn reads a date that is written out in a language.
func dayIn(text, locale string) string {
	if d := isoDay(text); d != "" {
		return d
	}
	for _, d := range lang.Dates(text, locale) {
		if d.From.Year > 0 && d.From.Month > 0 && d.From.Day > 0 {
			return fmt.Sprintf("%04d-%02d-%02d", d.From.Year, d.From.Month, d.From.Day)
		}
	}
	return ""
}

func canonical(tag string) (string, bool) {
	if strings.EqualFold(tag, "x-default") {
		return "", false
	}
	return lang.Canonical(strings.ReplaceAll(tag, "_", "-"))
}

func contains(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}
