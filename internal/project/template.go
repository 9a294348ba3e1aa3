package project

import (
	"strings"

	"stele/internal/lang"
)

// Template is a path with places for what varies: "content/{locale}/{path}",
// "{path}.{locale}.{ext}", "po/{locale}.po".
//
//	{locale}  one locale as the tree spells it: tr, zh-cn, pt_BR, sr@latin
//	{path}    one or more characters, slashes included
//	{ext}     an extension without its dot, for trees that mix md and mdx
//
// "**" is another way to write {path}. Each place stands at most once, but for
// {locale}, whose places all hold the same. What [Template.Match] takes apart
// [Template.Expand] puts together again, byte for byte.
type Template struct {
	text  string
	parts []part
}

type part struct {
	kind partKind
	text string // of a literal
}

type partKind uint8

const (
	literal partKind = iota
	localePart
	pathPart
	extPart
)

var places = map[string]partKind{"{locale}": localePart, "{path}": pathPart, "{ext}": extPart}

// Values are what the places of a template hold.
type Values struct {
	Locale string // as spelled in the path
	Path   string
	Ext    string
}

// TemplateError says why a text is no template.
type TemplateError string

// The reasons.
const (
	UnknownPlace   TemplateError = "place"    // a {word} that is none of the three
	RepeatedPlace  TemplateError = "repeated" // {path} or {ext} twice
	TouchingPlaces TemplateError = "touching" // two places with nothing between them
	OutsidePath    TemplateError = "outside"  // absolute, with "." or "..", a backslash
	EmptyTemplate  TemplateError = "empty"
)

func (e TemplateError) Error() string { return string(e) }

// ParseTemplate reads a template. Its errors are [TemplateError].
func ParseTemplate(text string) (Template, error) {
	t := Template{text: text}
	rest := strings.ReplaceAll(text, "**", "{path}")
	if rest == "" {
		return t, EmptyTemplate
	}
	for rest != "" {
		open := strings.IndexByte(rest, '{')
		if open < 0 {
			open = len(rest)
		}
		if open > 0 {
			t.parts = append(t.parts, part{literal, rest[:open]})
			rest = rest[open:]
			continue
		}
		end := strings.IndexByte(rest, '}')
		kind, known := places[rest[:end+1]]
		if !known {
			return t, UnknownPlace
		}
		t.parts = append(t.parts, part{kind: kind})
		rest = rest[end+1:]
	}
	return t, t.validate()
}

func (t Template) validate() error {
	seen := map[partKind]bool{}
	for i, p := range t.parts {
		if p.kind == literal {
			if strings.Contains(p.text, "\\") || strings.ContainsAny(p.text, "*}") {
				return OutsidePath
			}
			continue
		}
		if seen[p.kind] && p.kind != localePart {
			return RepeatedPlace
		}
		seen[p.kind] = true
		if i > 0 && t.parts[i-1].kind != literal {
			return TouchingPlaces
		}
	}
	if strings.HasPrefix(t.text, "/") || strings.HasSuffix(t.text, "/") {
		return OutsidePath
	}
	for name := range strings.SplitSeq(t.text, "/") {
		if name == "" || name == "." || name == ".." {
			return OutsidePath
		}
	}
	return nil
}

// mustTemplate is for templates that this package itself puts together.
func mustTemplate(text string) Template {
	t, err := ParseTemplate(text)
	if err != nil {
		// A folder's name can hold braces or stars, which no template can say.
		return Template{}
	}
	return t
}

// String is the template as written.
func (t Template) String() string { return t.text }

// IsZero reports whether there is no template.
func (t Template) IsZero() bool { return len(t.parts) == 0 }

// Has reports whether the template has that place: "{locale}", "{path}" …
func (t Template) Has(place string) bool {
	kind, known := places[place]
	if !known {
		return false
	}
	for _, p := range t.parts {
		if p.kind == kind {
			return true
		}
	}
	return false
}

// Prefix is the literal text before the first place.
func (t Template) Prefix() string {
	if len(t.parts) > 0 && t.parts[0].kind == literal {
		return t.parts[0].text
	}
	return ""
}

// Expand puts values in place.
func (t Template) Expand(v Values) string {
	var b strings.Builder
	for _, p := range t.parts {
		switch p.kind {
		case literal:
			b.WriteString(p.text)
		case localePart:
			b.WriteString(v.Locale)
		case pathPart:
			b.WriteString(v.Path)
		case extPart:
			b.WriteString(v.Ext)
		}
	}
	return b.String()
}

// Match takes a path apart. isLocale decides what may stand at {locale}; nil
// takes whatever [lang.Canonical] takes.
func (t Template) Match(name string, isLocale func(spelled string) bool) (Values, bool) {
	if len(t.parts) == 0 {
		return Values{}, false
	}
	if isLocale == nil {
		isLocale = func(s string) bool { _, ok := lang.Canonical(s); return ok }
	}
	// Most names fail at one end or the other.
	if first := t.parts[0]; first.kind == literal && !strings.HasPrefix(name, first.text) {
		return Values{}, false
	}
	if last := t.parts[len(t.parts)-1]; last.kind == literal && !strings.HasSuffix(name, last.text) {
		return Values{}, false
	}
	var v Values
	ok := match(t.parts, name, isLocale, &v)
	return v, ok
}

func match(parts []part, s string, isLocale func(string) bool, v *Values) bool {
	if len(parts) == 0 {
		return s == ""
	}
	p, rest := parts[0], parts[1:]
	if p.kind == literal {
		return strings.HasPrefix(s, p.text) && match(rest, s[len(p.text):], isLocale, v)
	}
	longest := reach(p.kind, s)
	// A path goes as far as it can, but leaves a locale after it all of its
	// subtags: README-zh-CN ends in zh-CN, not in CN.
	short := p.kind == pathPart && len(rest) > 1 && rest[1].kind == localePart
	for step := range longest {
		n := longest - step
		if short {
			n = step + 1
		}
		if len(rest) == 0 && n != len(s) {
			return false
		}
		if len(rest) > 0 && !strings.HasPrefix(s[n:], rest[0].text) {
			continue
		}
		if !v.hold(p.kind, s[:n], isLocale) {
			continue
		}
		saved := *v
		v.put(p.kind, s[:n])
		if match(rest, s[n:], isLocale, v) {
			return true
		}
		*v = saved
	}
	return false
}

// reach is how far a place could go at most.
func reach(kind partKind, s string) int {
	for i := range len(s) {
		c := s[i]
		switch kind {
		case localePart:
			if !localeByte(c) || i >= maxLocale {
				return i
			}
		case extPart:
			if c == '/' || c == '.' {
				return i
			}
		}
	}
	return len(s)
}

const maxLocale = 40

func localeByte(c byte) bool {
	return c|0x20 >= 'a' && c|0x20 <= 'z' || c >= '0' && c <= '9' || c == '-' || c == '_' || c == '@'
}

func (v *Values) hold(kind partKind, s string, isLocale func(string) bool) bool {
	switch kind {
	case localePart:
		if v.Locale != "" {
			return v.Locale == s
		}
		return isLocale(s)
	case pathPart:
		return s[0] != '/' && s[len(s)-1] != '/'
	}
	return true
}

func (v *Values) put(kind partKind, s string) {
	switch kind {
	case localePart:
		v.Locale = s
	case pathPart:
		v.Path = s
	case extPart:
		v.Ext = s
	}
}
