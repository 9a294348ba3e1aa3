package project

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Marshal writes a configuration as TOML that [Parse] reads back. comment
// gives the text above a key ("source", "documents.path", "status" …), in the
// reader's language and without "#"; "" is none, and nil is none at all. Keys
// at their default are left out, but for those that every project has.
func (c *Config) Marshal(comment func(key string) string) []byte {
	w := &writer{comment: comment}
	d := Default()
	w.note("")
	w.value("source", c.Source, c.Source != "")
	w.value("locales", c.Locales, len(c.Locales) > 0)
	w.value("people", c.People, c.People != "")
	w.value("fields", c.Fields, !slices.Equal(c.Fields, d.Fields))
	w.table("spelling", c.Spelling)
	if len(c.Fallback) > 0 {
		w.header("fallback", "[fallback]")
		for _, l := range sortedKeys(c.Fallback) {
			w.line(quoteKey(l), c.Fallback[l])
		}
	}
	for i, p := range c.Documents {
		w.pattern(p, i == 0)
	}
	w.header("status", "[status]")
	w.value("status.stale", c.Status.Stale, true)
	w.value("status.fail_on", c.Status.FailOn, len(c.Status.FailOn) > 0)
	w.value("status.min", c.Status.Min, c.Status.Min != 0)
	w.header("ledger", "[ledger]")
	w.value("ledger.text", c.Ledger.Text, true)
	w.table("check.rules", c.Check.Rules)
	for _, o := range c.Check.Overrides {
		w.header("", "[[check.override]]")
		w.value("path", o.Path, o.Path != "")
		w.value("locales", o.Locales, len(o.Locales) > 0)
		w.value("rules", o.Rules, len(o.Rules) > 0)
	}
	for _, g := range c.Gates {
		w.header("", "[[gate]]")
		w.value("path", g.Path, g.Path != "")
		w.value("locales", g.Locales, len(g.Locales) > 0)
		w.value("fail_on", g.FailOn, len(g.FailOn) > 0)
		w.value("min", g.Min, g.Min != 0)
	}
	if c.Site != (Site{}) {
		w.header("site", "[site]")
		w.value("site.title", c.Site.Title, c.Site.Title != "")
		w.value("site.base_url", c.Site.BaseURL, c.Site.BaseURL != "")
	}
	return []byte(w.String())
}

type writer struct {
	strings.Builder
	comment func(string) string
}

func (w *writer) note(key string) {
	if w.comment == nil {
		return
	}
	text := strings.TrimSpace(w.comment(key))
	if text == "" {
		return
	}
	for line := range strings.SplitSeq(text, "\n") {
		w.WriteString(strings.TrimRight("# "+line, " ") + "\n")
	}
}

func (w *writer) header(key, text string) {
	if w.Len() > 0 {
		w.WriteByte('\n')
	}
	w.note(key)
	w.WriteString(text + "\n")
}

// value writes a key, named by its whole path, if it is to be there.
func (w *writer) value(key string, v any, there bool) {
	if there {
		w.note(key)
		w.line(key[strings.LastIndexByte(key, '.')+1:], v)
	}
}

func (w *writer) line(key string, v any) { w.WriteString(key + " = " + tomlValue(v) + "\n") }

func (w *writer) table(key string, m map[string]string) {
	if len(m) == 0 {
		return
	}
	w.header(key, "["+key+"]")
	for _, k := range sortedKeys(m) {
		w.line(quoteKey(k), m[k])
	}
}

func (w *writer) pattern(p Pattern, first bool) {
	if w.Len() > 0 {
		w.WriteByte('\n')
	}
	value := func(key string, v any, there bool) {
		if first {
			w.value("documents."+key, v, there)
		} else if there {
			w.line(key, v)
		}
	}
	if first {
		w.note("documents")
	}
	w.WriteString("[[documents]]\n")
	value("path", p.Path, true)
	value("source", p.Source, p.Source != "")
	value("source_tree", p.SourceTree, p.SourceTree != "")
	value("source_locale", p.SourceLocale, p.SourceLocale != "")
	value("locale", p.Locale, p.Locale != "")
	value("locale_key", p.LocaleKey, p.LocaleKey != "")
	value("key", p.Key, p.Key != "")
	value("locales", p.Locales, len(p.Locales) > 0)
	value("spelling", p.Spelling, len(p.Spelling) > 0)
	value("include", p.Include, len(p.Include) > 0)
	value("exclude", p.Exclude, len(p.Exclude) > 0)
	value("paired", p.Paired, p.Paired)
}

func tomlValue(v any) string {
	switch v := v.(type) {
	case string:
		return quote(v)
	case []string:
		quoted := make([]string, len(v))
		for i, s := range v {
			quoted[i] = quote(s)
		}
		return "[" + strings.Join(quoted, ", ") + "]"
	case map[string]string:
		var pairs []string
		for _, k := range sortedKeys(v) {
			pairs = append(pairs, quoteKey(k)+" = "+quote(v[k]))
		}
		return "{ " + strings.Join(pairs, ", ") + " }"
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	}
	return fmt.Sprint(v)
}

// quote is a TOML basic string. TOML is UTF-8 only; what is not is replaced.
func quote(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range strings.ToValidUTF8(s, string(utf8.RuneError)) {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\t':
			b.WriteString(`\t`)
		case r < 0x20 || r == 0x7f:
			fmt.Fprintf(&b, `\u%04X`, r)
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}

func quoteKey(s string) string {
	for i := range len(s) {
		c := s[i]
		if !(c|0x20 >= 'a' && c|0x20 <= 'z' || c >= '0' && c <= '9' || c == '-' || c == '_') {
			return quote(s)
		}
	}
	return s
}
