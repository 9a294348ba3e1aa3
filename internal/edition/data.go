package edition

import "encoding/json"

// Data is an edition as data, for programs.
type Data struct {
	Version  int         `json:"version"`
	ID       string      `json:"id"`
	Locale   string      `json:"locale"`
	Dir      string      `json:"dir"`
	Title    string      `json:"title"`
	Summary  string      `json:"summary,omitempty"`
	Date     string      `json:"date,omitempty"` // ISO 8601
	Authors  []string    `json:"authors,omitempty"`
	Complete bool        `json:"complete"`
	Percent  int         `json:"percent"`
	Language string      `json:"language"` // of the body
	HTML     string      `json:"html"`     // of the body, sanitised
	Notes    string      `json:"notes,omitempty"`
	People   []DataBio   `json:"people"`
	Others   []DataOther `json:"others"`
}

// DataBio is a biography in [Data].
type DataBio struct {
	Name   string `json:"name"`
	Locale string `json:"locale,omitempty"`
	HTML   string `json:"html,omitempty"`
}

// DataOther is another edition in [Data].
type DataOther struct {
	Locale string `json:"locale"`
	Href   string `json:"href"`
}

// JSON is the edition as one JSON object; see [Data].
func (e *Edition) JSON() []byte {
	p := e.page()
	d := Data{
		Version: 1, ID: e.article.ID, Locale: e.article.Locale, Dir: p.Dir, Title: p.Title.Text, Summary: p.Summary, Date: p.DateISO,
		Authors: p.Authors, Complete: e.Complete(), Percent: e.Percent(), Language: e.article.Locale, HTML: string(p.Body), Notes: string(p.Notes),
		People: []DataBio{}, Others: []DataOther{},
	}
	if e.foreign {
		d.Language = e.base.Locale
	}
	for _, b := range p.People {
		locale := b.Lang
		if locale == "" {
			locale = e.article.Locale
		}
		d.People = append(d.People, DataBio{b.Name, locale, string(b.Body)})
	}
	for _, o := range p.Others {
		d.Others = append(d.Others, DataOther{o.Lang, o.Href})
	}
	out, err := json.MarshalIndent(d, "", "  ")
	if err != nil { // strings and numbers only
		return []byte("{}\n")
	}
	return append(out, '\n')
}
