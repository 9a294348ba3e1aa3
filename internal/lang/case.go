package lang

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/language"
)

// Lower is the text in lower case by the locale's rules: I is ı in Turkish and
// Azeri, and a Greek sigma ends a word as ς.
func Lower(text, locale string) string {
	switch {
	case dotted(locale):
		return strings.ToLowerSpecial(unicode.TurkishCase, strings.ReplaceAll(text, "I\u0307", "i"))
	case hasBase(locale, "el"), hasBase(locale, "lt"):
		// A caser keeps state, so each call makes its own.
		return cases.Lower(tagOf(locale)).String(text)
	}
	return strings.ToLower(text)
}

// Upper is the text in upper case by the locale's rules: i is İ in Turkish and
// Azeri, ß is SS, Greek loses its accents.
func Upper(text, locale string) string {
	if dotted(locale) {
		return strings.ToUpperSpecial(unicode.TurkishCase, text)
	}
	if isASCII(text) {
		return strings.ToUpper(text)
	}
	return cases.Upper(tagOf(locale)).String(text)
}

// Title gives each word an upper-case first letter and lower-case others, by
// the locale's rules: "ŞAVKAT MİRZİYOYEV" is "Şavkat Mirziyoyev" in Turkish.
func Title(text, locale string) string {
	return cases.Title(tagOf(locale)).String(text)
}

// Capitalise puts the first letter of the text in upper case and keeps the
// rest: for a name that comes to stand at the beginning.
func Capitalise(text, locale string) string {
	for i, r := range text {
		if !unicode.IsLetter(r) {
			if unicode.IsDigit(r) {
				return text
			}
			continue
		}
		end := i + utf8.RuneLen(r)
		if r == utf8.RuneError {
			return text
		}
		up := unicode.ToTitle(r)
		if dotted(locale) {
			up = unicode.TurkishCase.ToTitle(r)
		}
		return text[:i] + string(up) + text[end:]
	}
	return text
}

// dotted reports whether the locale tells dotted and dotless i apart.
func dotted(locale string) bool { return hasBase(locale, "tr") || hasBase(locale, "az") }

// hasBase reports whether the locale's language subtag is the two-letter code,
// without parsing: it runs on every word.
func hasBase(locale, code string) bool {
	return len(locale) >= 2 && locale[0]|0x20 == code[0] && locale[1]|0x20 == code[1] &&
		(len(locale) == 2 || locale[2] == '-' || locale[2] == '_')
}

func tagOf(locale string) language.Tag {
	t, _ := parse(locale)
	return t
}

func isASCII(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
