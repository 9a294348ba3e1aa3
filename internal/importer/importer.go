// Package importer brings posts in: it reads saved web pages, WordPress exports
// and plain text, and gives each post as Markdown with front matter, notes as
// footnotes, and its people apart.
//
// Start with [Page] for a page, [Text] for plain text, or [OpenWordPress] for an
// export; [Group] finds which posts are one text in several languages, and a
// [Writer] puts them on disk. [Client] fetches pages.
//
// Promised: the same input gives the same files, so that importing twice changes
// nothing; a file that holds something else is not overwritten unless asked;
// what was not understood stays in the text and is listed, and what was left out
// as page furniture is listed too. Nothing is transliterated, translated or
// guessed: two people are one only where a link, an address or a post that they
// both wrote says so.
//
// It is not a crawler, and does not bring pictures.
package importer

import (
	"strings"
	"unicode"

	"stele/internal/fault"
	"stele/internal/lang"
)

// Faults of reading what is imported.
const (
	FaultNoText   fault.ID = "import-no-text"  // the page has no text to speak of
	FaultEncoding fault.ID = "import-encoding" // Encoding: it is not in the encoding that it says
	FaultHTML     fault.ID = "import-html"     // the page is nested deeper than any page
	FaultLocale   fault.ID = "import-locale"   // no language is said, and none is recognised
	FaultXML      fault.ID = "import-xml"      // the export breaks off or is no XML
	FaultJSON     fault.ID = "import-json"     // the file is no list of posts
)

// Post is one language version of a post.
type Post struct {
	From     string // the file or address that it was read from
	Many     bool   // From holds other posts, too
	Document string // what its language versions share: the name of their files; see [Group]
	Slug     string // its own name, from its address
	Locale   string // BCP 47
	Title    string
	Summary  string
	Date     string // YYYY-MM-DD, "" when none is said
	URL      string // the address that it had
	Image    string
	Tags     []string
	// Authors, Translators and Editors are in the order of the page.
	Authors, Translators, Editors []Person
	Body                          string // Markdown, with its notes
	// Alternates are the addresses of its other language versions, by locale.
	Alternates map[string]string
	// Group names the translations of one post in the system that it came from.
	Group    string
	Original string // locale of the version that it was translated from, where the system says so

	// Kept is what was not understood and stays in the text: shortcodes, embeds.
	Kept []string
	// Dropped is page furniture that was left out.
	Dropped []string
}

// Person is an author, translator or editor as one post shows them.
type Person struct {
	// Key says who it is across posts and languages: an address, a mail, a login.
	// "" is somebody of whom only the name is known.
	Key       string
	Name      string
	Position  string
	Photo     string
	PhotoAlt  string
	Links     []string
	Biography string // Markdown
	// Locale is the language that the biography is in, which need not be the
	// post's.
	Locale string
}

// people are all of a post's, authors first.
func (p *Post) people() []*Person {
	var out []*Person
	for _, list := range [][]Person{p.Authors, p.Translators, p.Editors} {
		for i := range list {
			out = append(out, &list[i])
		}
	}
	return out
}

// slugLength is how long a name made of a title may be, in bytes.
const slugLength = 80

// Slug makes a file's name of a title or an address's last part: letters and
// digits in lower case, hyphens between words. Letters of any script stay; it is
// the name of a file, and nothing that a reader sees.
func Slug(text string) string {
	var b strings.Builder
	gap := false
	for _, r := range lang.Lower(text, "und") {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) {
			gap = b.Len() > 0
			continue
		}
		if b.Len()+len(string(r)) > slugLength {
			break
		}
		if gap {
			b.WriteByte('-')
			gap = false
		}
		b.WriteRune(r)
	}
	return guarded(strings.TrimRight(b.String(), "-"))
}

// guarded keeps away from names that Windows gives to devices.
func guarded(slug string) string {
	switch slug {
	case "con", "prn", "aux", "nul":
		return slug + "-"
	}
	if len(slug) == 4 && (strings.HasPrefix(slug, "com") || strings.HasPrefix(slug, "lpt")) && slug[3] >= '0' && slug[3] <= '9' {
		return slug + "-"
	}
	return slug
}

// asciiSlug is a slug in ASCII for an id that people write by hand.
func asciiSlug(text string) string { return Slug(lang.Romanise(text)) }

// fold is a text on one line.
func fold(text string) string { return strings.Join(strings.Fields(text), " ") }

// languageOf is what a post's language is: what is said, in any spelling, else
// what its text shows.
func languageOf(said, text string) string {
	if tag, ok := lang.Canonical(strings.ReplaceAll(said, "_", "-")); ok {
		return tag
	}
	return lang.Identify(text, nil).Locale
}
