package lang

import (
	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

// Name is what a language is called in another: Name("tr", "ru") is "турецкий".
// It is the tag itself where CLDR has no name.
func Name(tag, in string) string {
	t, ok := parse(tag)
	if !ok {
		return tag
	}
	reader, ok := parse(in)
	if !ok {
		reader = language.English
	}
	if name := display.Tags(reader).Name(t); name != "" {
		return name
	}
	return tag
}
