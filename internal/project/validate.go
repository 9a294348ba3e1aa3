package project

import (
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"

	"stele/internal/doc"
	"stele/internal/fault"
	"stele/internal/lang"
)

// Faults of what a configuration says.
const (
	FaultConfigLocale  fault.ID = "config-locale"  // Key, Value: not a locale
	FaultConfigValue   fault.ID = "config-value"   // Key, Value, Allowed: not one of the words allowed
	FaultConfigPath    fault.ID = "config-path"    // Key, Value: a path that is absolute or leads out of the root
	FaultConfigPattern fault.ID = "config-pattern" // Key, Value, Reason: see PatternReasons
)

// PatternReasons are the values of FaultConfigPattern's Reason, for wording:
// those of [TemplateError], and what is wrong between the keys of one pattern.
var PatternReasons = []string{
	string(UnknownPlace), string(RepeatedPlace), string(TouchingPlaces), string(OutsidePath), string(EmptyTemplate),
	"no-locale",      // path has no {locale}, and there is neither locale nor locale_key
	"two-locales",    // more than one of {locale}, locale and locale_key
	"source-locale",  // source has {locale}
	"source-path",    // source has no {path} though path has
	"source-missing", // source_tree without source
}

// The words that a configuration may use.
var (
	states      = []string{"stale", "untranslated", "missing", "orphaned", "unverified"}
	severities  = []string{"error", "warning", "info", "off"}
	ledgerTexts = []string{"ledger", "git"}
)

// Validate checks what the types do not say, and makes locales canonical. The
// fault names the key and its value; path and line are the caller's.
func (c *Config) Validate() error {
	v := &validator{}
	v.locale("source", &c.Source)
	v.locales("locales", c.Locales)
	c.Spelling = mapLocales(v, "spelling", c.Spelling)
	c.Fallback = mapLocales(v, "fallback", c.Fallback)
	for l, list := range c.Fallback {
		v.locales("fallback."+l, list)
	}
	v.relative("people", c.People)
	for i := range c.Documents {
		v.pattern(&c.Documents[i])
	}
	var classes []string
	for _, change := range doc.Changes() {
		classes = append(classes, string(change))
	}
	v.words("status.stale", classes, c.Status.Stale...)
	v.words("status.fail_on", states, c.Status.FailOn...)
	v.percent("status.min", c.Status.Min)
	v.words("ledger.text", ledgerTexts, c.Ledger.Text)
	v.rules("check.rules", c.Check.Rules)
	for _, o := range c.Check.Overrides {
		v.locales("check.override.locales", o.Locales)
		v.rules("check.override.rules", o.Rules)
	}
	for _, g := range c.Gates {
		v.locales("gate.locales", g.Locales)
		v.percent("gate.min", g.Min)
	}
	if v.fault != nil {
		return v.fault
	}
	return nil
}

// validator keeps the first thing wrong.
type validator struct{ fault *fault.Fault }

func (v *validator) fail(id fault.ID, key, value string, kv ...any) {
	if v.fault == nil {
		v.fault = fault.New(fault.Config, id, "", append([]any{"Key", key, "Value", value}, kv...)...)
	}
}

func (v *validator) locale(key string, s *string) {
	if *s == "" {
		return
	}
	l, ok := lang.Canonical(*s)
	if !ok && !strings.EqualFold(*s, "und") {
		v.fail(FaultConfigLocale, key, *s)
		return
	}
	if ok {
		*s = l
	}
}

func (v *validator) locales(key string, list []string) {
	for i := range list {
		if list[i] == "" {
			v.fail(FaultConfigLocale, key, "")
		}
		v.locale(key, &list[i])
	}
}

func mapLocales[V any](v *validator, key string, m map[string]V) map[string]V {
	if m == nil {
		return nil
	}
	out := make(map[string]V, len(m))
	for _, k := range sortedKeys(m) {
		l := k
		v.locale(key, &l)
		out[l] = m[k]
	}
	return out
}

func (v *validator) words(key string, allowed []string, values ...string) {
	for _, s := range values {
		if !slices.Contains(allowed, s) {
			v.fail(FaultConfigValue, key, s, "Allowed", strings.Join(allowed, ", "))
		}
	}
}

func (v *validator) rules(key string, rules map[string]string) {
	for _, rule := range sortedKeys(rules) {
		v.words(key+"."+rule, severities, rules[rule])
	}
}

func (v *validator) percent(key string, n float64) {
	if !(n >= 0 && n <= 100) { // so written for NaN
		v.fail(FaultConfigValue, key, fmt.Sprint(n), "Allowed", "0–100")
	}
}

func (v *validator) relative(key, s string) {
	if s != "" && (path.IsAbs(s) || strings.Contains(s, "\\") || s == ".." || strings.HasPrefix(path.Clean(s), "../")) {
		v.fail(FaultConfigPath, key, s)
	}
}

func (v *validator) pattern(p *Pattern) {
	at := v.template("documents.path", p.Path)
	v.locale("documents.source_locale", &p.SourceLocale)
	v.locale("documents.locale", &p.Locale)
	v.locales("documents.locales", p.Locales)
	p.Spelling = mapLocales(v, "documents.spelling", p.Spelling)
	says := at.Has("{locale}")
	switch {
	case !says && p.Locale == "" && p.LocaleKey == "":
		v.fail(FaultConfigPattern, "documents.path", p.Path, "Reason", "no-locale")
	case says && p.Locale != "" || p.LocaleKey != "" && (says || p.Locale != ""):
		v.fail(FaultConfigPattern, "documents.locale", p.Locale, "Reason", "two-locales")
	case p.Source == "" && p.SourceTree != "":
		v.fail(FaultConfigPattern, "documents.source_tree", p.SourceTree, "Reason", "source-missing")
	}
	if p.Source == "" {
		return
	}
	source := v.template("documents.source", p.Source)
	switch {
	case source.Has("{locale}"):
		v.fail(FaultConfigPattern, "documents.source", p.Source, "Reason", "source-locale")
	case at.Has("{path}") && !source.Has("{path}"):
		v.fail(FaultConfigPattern, "documents.source", p.Source, "Reason", "source-path")
	}
}

func (v *validator) template(key, text string) Template {
	t, err := ParseTemplate(text)
	if reason, ok := errors.AsType[TemplateError](err); ok {
		v.fail(FaultConfigPattern, key, text, "Reason", string(reason))
	}
	return t
}
