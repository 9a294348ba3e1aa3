package html

import (
	"strconv"
	"strings"

	"stele/internal/doc"
)

func itoa(n int) string { return strconv.Itoa(n) }

// content keeps the segments of the main content, with the title before it and
// the author's box after it, and gives roles by class.
func (b *builder) content() {
	root := b.root()
	title := -1
	if !b.hasHeading(root) {
		for i, s := range b.segs {
			if s.Kind == doc.Heading && s.Level == 1 && !b.within(b.owner[i], root) {
				title = i
				break
			}
		}
	}
	var segs []doc.Segment
	last, role, outside := -1, doc.Body, false
	for i, s := range b.segs {
		// Neighbours often have one owner, and asking goes up to the root.
		if e := b.owner[i]; e != last {
			last, role, outside = e, b.role(e, root), b.navigation(e) || !b.within(e, root)
		}
		switch {
		case s.Kind == doc.Field && (s.ID == "title" || s.ID == "description"):
		case i == title:
		case role == doc.Biography:
		case outside:
			continue
		}
		if s.Role == doc.Body && s.Kind != doc.Code && s.Kind != doc.Field {
			s.Role = role
			if s.Kind == doc.Heading && s.Level == 1 {
				s.Role = doc.Title
			}
		}
		segs = append(segs, s)
	}
	b.segs = segs
}

func (b *builder) within(e, root int) bool {
	for ; e >= 0; e = b.elems[e].parent {
		if e == root {
			return true
		}
	}
	return false
}

func (b *builder) hasHeading(root int) bool {
	for i, s := range b.segs {
		if s.Kind == doc.Heading && s.Level == 1 && b.within(b.owner[i], root) {
			return true
		}
	}
	return false
}

// navigation reports an element of the page's frame.
func (b *builder) navigation(e int) bool {
	for ; e > 0; e = b.elems[e].parent {
		switch el := &b.elems[e]; el.name {
		case "nav", "menu", "button", "dialog", "option":
			return true
		case "footer":
			if !b.inArticle(e) {
				return true
			}
		case "html", "body", "main", "article":
			// Their classes tell of the page: "search", "cookies-accepted".
		default:
			if consent(el.class) || hasClass(el.class, "navigation", "navbar", "breadcrumb", "breadcrumbs", "menu", "pagination", "skip-link", "cookie-banner", "screen-reader-text", "search", "search-form", "searchform", "comment-form", "commentform", "login-form", "site-footer", "colophon", "dialog", "alertdialog", "skiptocontent") {
				return true
			}
		}
	}
	return false
}

// inArticle tells the footer of an article from that of the site.
func (b *builder) inArticle(e int) bool {
	for ; e > 0; e = b.elems[e].parent {
		if n := b.elems[e].name; n == "article" || n == "main" || n == "section" || n == "blockquote" {
			return true
		}
	}
	return false
}

// role goes by the classes that content systems give their parts.
func (b *builder) role(e, root int) doc.Role {
	role := doc.Body
	for ; e > 0; e = b.elems[e].parent {
		el := &b.elems[e]
		switch {
		case e == root || el.name == "article" || el.name == "main" || el.name == "body":
			return role
		case hasClass(el.class, "author-box", "author-bio", "author-info", "author-description", "about-author", "post-author-box", "author-card", "author-profile", "biography", "entry-author", "abh_box", "saboxplugin-wrap", "pp-multiple-authors-boxes-wrapper", "vcard-bio", "author__bio", "author-biography", "bio"):
			role = doc.Biography
		case role == doc.Body && el.name == "time", role == doc.Body && hasClass(el.class, "date", "post-date", "entry-date", "published", "datepublished", "posted-on"):
			role = doc.Date
		case role == doc.Body && hasClass(el.class, "byline", "post-author", "author-name", "author", "entry-author-name"):
			role = doc.Byline
		case role == doc.Body && hasPart(el.class, aside):
			role = doc.Furniture
		case el.words*2 > b.elems[root].words:
			// What holds most of the text is no furniture, whatever it is called.
		case role == doc.Body && hasClass(el.class, "share", "sharing", "social", "social-share", "share-buttons", "sharedaddy", "tags", "tag-links", "post-tags", "cat-links", "newsletter", "subscribe", "wpml-ls", "wpml-ls-statics-post_translations", "language-switcher", "lang-switcher", "toc", "table-of-contents", "sidebar", "widget", "post-meta", "entry-meta", "breadcrumb"):
			role = doc.Furniture
		}
	}
	return role
}

// consent reports what a service for cookie notes has put into the page.
func consent(class string) bool {
	if class == "" {
		return false
	}
	for _, c := range []string{"cookiebot", "cookieconsent", "cookie-consent", "cookie-notice", "cookie-bar", "cookie-law", "cookies-banner", "onetrust", "usercentrics"} {
		if strings.Contains(class, c) {
			return true
		}
	}
	return false
}

// aside are the words in the classes of what stands beside or below a text:
// what readers wrote, other articles, advertisements.
var aside = names("comments related relatedposts similar-posts taboola outbrain sponsored advertisement")

// hasPart reports a class of which a word, between hyphens, is in the list.
func hasPart(class string, list map[string]bool) bool {
	for _, c := range strings.Fields(class) {
		if list[c] {
			return true
		}
		for _, p := range strings.FieldsFunc(c, func(r rune) bool { return r == '-' || r == '_' }) {
			if list[p] {
				return true
			}
		}
	}
	return false
}

func hasClass(class string, names ...string) bool {
	if class == "" {
		return false
	}
	for _, n := range names {
		if strings.Contains(class, " "+n+" ") {
			return true
		}
	}
	return false
}

// root is the element that holds the main content. An article or main element
// with half of the page's weight is taken; otherwise the smallest element that
// still holds most of what its parent has. Weight is words outside of links and
// navigation.
func (b *builder) root() int {
	total := 0
	last, frame := -1, false
	for i, s := range b.segs {
		if e := b.owner[i]; e != last {
			last, frame = e, b.navigation(e)
		}
		if s.Kind == doc.Field || frame {
			continue
		}
		w := weight(&s)
		total += w
		for e := b.owner[i]; e >= 0; e = b.elems[e].parent {
			b.elems[e].words += w
		}
	}
	best := -1
	for e := range b.elems {
		el := &b.elems[e]
		if el.name != "main" && el.name != "article" && !hasClass(el.class, "main", "articlebody", "entry-content", "post-content", "article-content", "article-body") || el.words*2 < total || el.words == 0 {
			continue
		}
		// The inner one of two that hold the same wins, an article over main.
		if best < 0 || el.words*10 >= b.elems[best].words*9 && el.name == "article" || b.elems[best].name != "article" && el.name == "main" && b.elems[best].name != "main" {
			best = e
		}
	}
	if best >= 0 {
		return best
	}
	return b.densest()
}

func (b *builder) densest() int {
	children := make([]int, len(b.elems)) // heaviest child of each
	for e := 1; e < len(b.elems); e++ {
		p := b.elems[e].parent
		if c := children[p]; c == 0 || b.elems[e].words > b.elems[c].words {
			children[p] = e
		}
	}
	root := 0
	for {
		c := children[root]
		if c == 0 || b.elems[c].words*100 < b.elems[root].words*85 || !container[b.elems[c].name] {
			return root
		}
		root = c
	}
}

var container = names("html body div section main article center td tr table tbody form")

func weight(s *doc.Segment) int {
	words, link := 0, false
	at := 0
	count := func(text string) int { return len(strings.Fields(text)) + len(text)/24 }
	for _, r := range s.Runs {
		if r.Start > at && !link {
			words += count(s.Text[at:r.Start])
		}
		at = r.End
		switch t := s.RunText(r); {
		case r.Kind == doc.RunLink && strings.HasPrefix(t, "<a"):
			link = true
		case strings.HasPrefix(t, "</a"):
			link = false
		}
	}
	if !link {
		words += count(s.Text[at:])
	}
	if words < 5 && s.Kind != doc.Heading {
		return 0
	}
	return words
}
