package edition

import (
	"encoding/json"
	"html/template"
)

type ldPerson struct {
	Type string `json:"@type"`
	Name string `json:"name"`
}

type ldWork struct {
	Context     string     `json:"@context,omitempty"`
	Type        string     `json:"@type"`
	ID          string     `json:"@id,omitempty"`
	URL         string     `json:"url,omitempty"`
	Headline    string     `json:"headline,omitempty"`
	Description string     `json:"description,omitempty"`
	InLanguage  string     `json:"inLanguage,omitempty"`
	Published   string     `json:"datePublished,omitempty"`
	Author      []ldPerson `json:"author,omitempty"`
	Translator  []ldPerson `json:"translator,omitempty"`
	Editor      []ldPerson `json:"editor,omitempty"`
	Original    *ldWork    `json:"translationOfWork,omitempty"`
	Versions    []ldWork   `json:"workTranslation,omitempty"`
}

func ldPeople(names []string) []ldPerson {
	var out []ldPerson
	for _, n := range names {
		out = append(out, ldPerson{"Person", n})
	}
	return out
}

// jsonLD describes the article for search engines. json.Marshal writes <, > and
// & as escapes, so no text can end the script element.
func (e *Edition) jsonLD(p *Page, title passage) template.JS {
	w := ldWork{
		Context: "https://schema.org", Type: "Article", ID: p.URL, URL: p.URL, Headline: title.Text, Description: p.Summary,
		InLanguage: e.article.Locale, Published: p.DateISO, Author: ldPeople(p.Authors),
	}
	if e.foreign {
		w.InLanguage = e.base.Locale
	}
	for _, c := range e.credits() {
		switch c.Role {
		case Translator:
			w.Translator = ldPeople(c.Names)
		case Editor:
			w.Editor = ldPeople(c.Names)
		}
	}
	src := e.article.Source
	translation := src != nil && !e.foreign && !sameLocale(src.Locale, e.article.Locale)
	for _, o := range e.article.Others {
		other := ldWork{Type: "Article", Headline: o.Title, InLanguage: o.Locale, ID: webURL(o.URL), URL: webURL(o.URL)}
		switch {
		case translation && sameLocale(o.Locale, src.Locale):
			w.Original = &other
		case src != nil && sameLocale(src.Locale, e.article.Locale) && o.Locale != e.article.Locale:
			w.Versions = append(w.Versions, other)
		}
	}
	if translation && w.Original == nil {
		w.Original = &ldWork{Type: "Article", InLanguage: src.Locale}
		if t, ok := e.titleOf(src, false); ok {
			w.Original.Headline = t.Text
		}
	}
	out, err := json.Marshal(w)
	if err != nil { // strings only
		return "{}"
	}
	return template.JS(out)
}
