package edition

import (
	"net/url"

	"golang.org/x/net/html"
)

// links leads from article to article: a text links to another's file, and a
// reader has its edition.
func (e *Edition) links(root *html.Node) {
	if e.article.Link == nil {
		return
	}
	for _, a := range findElements(root, "a") {
		u, err := url.Parse(attr(a, "href"))
		if err != nil || u.Scheme != "" || u.Host != "" || u.Path == "" {
			continue
		}
		if to, ok := e.article.Link(u.Path); ok {
			u.Path, u.RawPath = to, ""
			setAttr(a, "href", u.String())
		}
	}
}
