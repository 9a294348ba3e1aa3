// Package message gives the interface and the editions their words in the
// reader's language.
//
// Start with [Load], then [Catalog.In]. Texts live in locales/, by id; a text
// that a language lacks is given in English, and an id that no language has is
// given as itself, so that a missing translation is seen and never fatal.
//
// It is not for machine formats: those are never localized.
package message

import (
	"fmt"
	"io/fs"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"github.com/pelletier/go-toml/v2"
	"golang.org/x/text/language"

	"stele/locales"
)

// Catalog is every message file.
type Catalog struct {
	bundle  *i18n.Bundle
	tags    []language.Tag // English first: the matcher's fallback
	matcher language.Matcher
	has     map[language.Tag]map[string]bool // ids by language
}

// Load reads the message files that the program carries.
func Load() (*Catalog, error) { return LoadFS(locales.Files) }

// LoadFS reads active.<locale>.toml files at the root of a file system.
func LoadFS(files fs.FS) (*Catalog, error) {
	c := &Catalog{bundle: i18n.NewBundle(language.English), tags: []language.Tag{language.English}}
	c.bundle.RegisterUnmarshalFunc("toml", toml.Unmarshal)
	names, err := fs.Glob(files, "active.*.toml")
	if err != nil {
		return nil, err
	}
	for _, name := range names {
		f, err := c.bundle.LoadMessageFileFS(files, name)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		c.add(f)
	}
	c.matcher = language.NewMatcher(c.tags)
	return c, nil
}

// Locales lists the languages there are texts in, English first.
func (c *Catalog) Locales() []string {
	out := make([]string, len(c.tags))
	for i, t := range c.tags {
		out[i] = t.String()
	}
	return out
}

// Match gives the catalog's language nearest to the wanted ones, best first.
// Low confidence is not taken: CLDR would give a Ukrainian reader Russian.
func (c *Catalog) Match(wanted ...string) (locale string, ok bool) {
	for _, w := range wanted {
		t, err := language.Parse(w)
		if err != nil {
			continue
		}
		if _, i, conf := c.matcher.Match(t); conf >= language.High {
			return c.tags[i].String(), true
		}
	}
	return c.tags[0].String(), false
}

// In gives the texts in the language nearest to locale, English when none is.
func (c *Catalog) In(locale string) *Printer {
	tag, _ := c.Match(locale)
	return &Printer{localizer: i18n.NewLocalizer(c.bundle, tag), locale: tag}
}

// Printer gives texts in one language. It is safe for concurrent use.
type Printer struct {
	localizer *i18n.Localizer
	locale    string
}

// Locale is the language of the texts, which need not be the one asked for.
func (p *Printer) Locale() string { return p.locale }

// Text is the text of an id. kv alternates names and values for its template;
// an int named Count chooses the plural form.
func (p *Printer) Text(id string, kv ...any) string {
	data := make(map[string]any, len(kv)/2)
	for i := 0; i+1 < len(kv); i += 2 {
		data[fmt.Sprint(kv[i])] = kv[i+1]
	}
	return p.TextMap(id, data)
}

// TextMap is Text with the names and values in a map.
func (p *Printer) TextMap(id string, data map[string]any) string {
	cfg := &i18n.LocalizeConfig{MessageID: id, TemplateData: data}
	if n, ok := data["Count"]; ok {
		cfg.PluralCount = n
	}
	s, err := p.localizer.Localize(cfg)
	if err != nil && s == "" {
		return id
	}
	return s
}

// Has reports whether the language, or English in its place, has the id.
func (p *Printer) Has(id string) bool {
	s, err := p.localizer.Localize(&i18n.LocalizeConfig{MessageID: id, PluralCount: 1})
	return err == nil || s != ""
}
