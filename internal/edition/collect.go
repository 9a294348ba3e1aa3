package edition

import (
	"path"
	"slices"
	"strings"

	"stele/internal/doc"
	"stele/internal/lang"
	"stele/internal/project"
	"stele/internal/status"
)

// Collect makes the articles of one locale from a project's states, in the
// order of its documents. People's own documents are not articles; they are
// what the bylines and biographies come from, so r must hold them and every
// locale. ext is the extension of the outputs, for links between editions. Pictures
// are the caller's to give.
func Collect(r *status.Result, cfg *project.Config, locale, ext string) []Article {
	c := collector{cfg: cfg, locale: locale, ext: ext, people: map[string]*status.Document{}}
	for i := range r.Documents {
		if id, ok := c.personID(r.Documents[i].ID); ok {
			c.people[id] = &r.Documents[i]
		}
	}
	var out []Article
	for i := range r.Documents {
		d := &r.Documents[i]
		if _, person := c.personID(d.ID); person {
			continue
		}
		if a, ok := c.article(d); ok {
			out = append(out, a)
		}
	}
	return out
}

// Only keeps the articles that are documents of p.
func Only(articles []Article, p *project.Project) []Article {
	return slices.DeleteFunc(articles, func(a Article) bool {
		return !slices.ContainsFunc(p.Documents, func(d project.Document) bool { return d.ID == a.ID })
	})
}

// OutputName is where an edition is put below the output folder.
func OutputName(locale, id, ext string) string { return locale + "/" + id + "." + ext }

type collector struct {
	cfg    *project.Config
	locale string
	ext    string
	people map[string]*status.Document
}

// personID tells a person's document by its folder: the configured one, or any
// that is called people.
func (c *collector) personID(id string) (string, bool) {
	folder := path.Dir(id)
	if p := strings.Trim(c.cfg.People, "/"); p != "" {
		return path.Base(id), folder == p
	}
	return path.Base(id), path.Base(folder) == "people"
}

func (c *collector) article(d *status.Document) (Article, bool) {
	a := Article{ID: d.ID, Locale: c.locale, Source: d.Source, URL: c.url(c.locale, d.ID)}
	versions := map[string]*doc.Version{d.Source.Locale: d.Source}
	expected := d.Source.Locale == c.locale
	for i := range d.Targets {
		t := &d.Targets[i]
		if t.Version != nil {
			versions[t.Locale] = t.Version
		}
		if t.Locale == c.locale && (t.Unreadable || d.Unreadable) {
			return Article{}, false // rather no edition than one in the wrong language
		}
		if t.Locale == c.locale {
			expected = true
			a.Version = t.Version
			a.Rows = rowsOf(t)
		}
	}
	if !expected || len(d.Source.Segments) == 0 && a.Version == nil {
		return Article{}, false
	}
	if d.Source.Locale == c.locale {
		a.Version = d.Source
		a.Rows = ownRows(d)
	}
	if d.Source.Damage != nil || a.Version != nil && a.Version.Damage != nil {
		return Article{}, false // its authors and date are in what cannot be read
	}
	for _, locale := range sortedKeys(versions) {
		if locale != c.locale {
			a.Others = append(a.Others, c.other(d.ID, locale, versions[locale]))
		}
	}
	front := a.Version
	if front == nil {
		front = d.Source
	}
	a.People = c.peopleOf(front, d.Source)
	return a, true
}

func rowsOf(t *status.Target) []Row {
	rows := make([]Row, len(t.Rows))
	for i, r := range t.Rows {
		rows[i] = Row{Source: r.Source, Target: r.Target, State: string(r.State), Language: r.Language}
		if len(r.Target) > 0 && t.Version.Segments[r.Target[0]].Kind == doc.Code {
			rows[i].State = string(status.Synced) // readers get the code that the translation shows
		}
	}
	return rows
}

// ownRows marks what is not in its language in the source itself.
func ownRows(d *status.Document) []Row {
	language := map[int]string{}
	for i := range d.Targets {
		for _, r := range d.Targets[i].Rows {
			if r.Reason == status.SourceIsForeign {
				for _, s := range r.Source {
					language[s] = r.Language
				}
			}
		}
	}
	rows := make([]Row, len(d.Source.Segments))
	for i := range rows {
		rows[i] = Row{Source: []int{i}, Target: []int{i}, State: string(status.Synced)}
		if l := language[i]; l != "" {
			rows[i].State, rows[i].Language = StateUntranslated, l
		}
	}
	return rows
}

func (c *collector) other(id, locale string, v *doc.Version) Other {
	up := strings.Repeat("../", 1+strings.Count(id, "/"))
	return Other{Locale: locale, Href: up + OutputName(locale, id, c.ext), Title: v.First("title"), URL: c.url(locale, id)}
}

// url is an edition's public address, "" when the project gives no base.
func (c *collector) url(locale, id string) string {
	base := strings.TrimSuffix(c.cfg.Site.BaseURL, "/")
	if base == "" {
		return ""
	}
	return base + "/" + OutputName(locale, id, c.ext)
}

// peopleOf reads who wrote, translated and edited an article. Authors and
// editors are the source's where the version names none; a translator never is.
// What names no person's document is taken for a name.
func (c *collector) peopleOf(v, source *doc.Version) []Person {
	var out []Person
	for _, who := range []struct {
		role Role
		keys []string
	}{
		{Author, []string{"authors", "author"}},
		{Translator, []string{"translators", "translator"}},
		{Editor, []string{"editors", "editor"}},
	} {
		names := named(v, who.keys)
		if names == nil && who.role != Translator {
			names = named(source, who.keys)
		}
		for _, name := range names {
			if !slices.ContainsFunc(out, func(p Person) bool { return p.Role == who.role && (p.ID == name || p.Name == name) }) {
				out = append(out, c.person(name, who.role))
			}
		}
	}
	return out
}

func named(v *doc.Version, keys []string) []string {
	var out []string
	for _, key := range keys {
		for _, name := range v.Meta[key] {
			if name != "" {
				out = append(out, name)
			}
		}
	}
	return out
}

func (c *collector) person(id string, role Role) Person {
	p := Person{ID: id, Name: id, Role: role}
	d := c.people[id]
	if d == nil {
		return p
	}
	versions := map[string]*doc.Version{}
	if len(d.Source.Segments) > 0 {
		versions[d.Source.Locale] = d.Source
	}
	for i := range d.Targets {
		if v := d.Targets[i].Version; v != nil {
			versions[d.Targets[i].Locale] = v
		}
	}
	locale := c.nearest(versions, d.Source.Locale)
	v := versions[locale]
	if v == nil {
		return p
	}
	p.Bio, p.BioLocale = v, locale
	p.Name, p.NameLocale = c.nameOf(versions, locale, p.Name)
	p.Photo, p.PhotoAlt = v.First("photo", "image"), v.First("photo_alt", "photoAlt", "alt")
	for _, href := range v.Meta["links"] {
		p.Links = append(p.Links, Link{Text: href, Href: href})
	}
	return p
}

// nameOf is a person's name as the reader reads it: that of the version in the
// reader's language, else the one that any version gives for the reader's
// language or script, else that of the version which is shown. It is never
// transliterated.
func (c *collector) nameOf(versions map[string]*doc.Version, shown, id string) (name, locale string) {
	if v := versions[c.locale]; v != nil {
		if name := v.First("name", "title"); name != "" {
			return name, ""
		}
	}
	for _, l := range sortedKeys(versions) {
		if name := versions[l].First("names."+c.locale, "names."+lang.Script(c.locale)); name != "" {
			return name, ""
		}
	}
	if name := versions[shown].First("name", "title"); name != "" {
		return name, shown
	}
	return id, ""
}

// nearest chooses the locale of a biography: the reader's, those that the
// project falls back to, the source's, then one in the same script.
func (c *collector) nearest(versions map[string]*doc.Version, source string) string {
	order := slices.Concat([]string{c.locale}, c.cfg.Fallback[c.locale], []string{source})
	for _, locale := range order {
		if versions[locale] != nil {
			return locale
		}
	}
	keys := sortedKeys(versions)
	for _, k := range keys {
		if lang.Script(k) == lang.Script(c.locale) {
			return k
		}
	}
	if len(keys) > 0 {
		return keys[0]
	}
	return ""
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
