package project

// Layout is what was recognised, and why.
type Layout struct {
	// Configured says that patterns come from a configuration; Families is then
	// empty.
	Configured bool
	// Families are the groups of versions found, in the order of
	// Config.Documents: what is for one document first, then deeper folders first.
	Families []Family
	// Alternatives are readings that were not taken.
	Alternatives []Family
	// OnlyLocale is the language other than English that the texts are in, when
	// nothing was recognised: the tree may be a fork of the original.
	OnlyLocale string
	// Generator is the program that the site is made with, when a file of its
	// says so: "hugo", "docusaurus" … and GeneratorFile that file.
	Generator, GeneratorFile string
}

// Family is one group of versions, found by one pattern.
type Family struct {
	Pattern Pattern
	// Files counts the files per locale.
	Files map[string]int
	// Documents and Paired count the documents, and those in more than one locale.
	Documents, Paired int
	// Reasons say what speaks for (or, of an alternative, against) it.
	Reasons []Reason
	score   int // files that have a counterpart
}

// Reason is evidence as data; the command line words it.
type Reason struct {
	ID   ReasonID
	Args map[string]any
}

// ReasonID names a kind of evidence.
type ReasonID string

// The reasons.
const (
	ReasonSiblings   ReasonID = "siblings"    // Folder, Locales: folders named like locales beside each other
	ReasonParallel   ReasonID = "parallel"    // Locale, Shared, Files: file names that the source has too
	ReasonSuffix     ReasonID = "suffix"      // Example, Locales: names that end in a locale
	ReasonGenerator  ReasonID = "generator"   // Generator, File: the site's configuration says so
	ReasonText       ReasonID = "text"        // Locale, File: the text is in that language
	ReasonRoot       ReasonID = "root"        // Folder, Locale: the source has no locale in its path
	ReasonMost       ReasonID = "most"        // Locale, Files: it has the most files
	ReasonEnglish    ReasonID = "english"     // Locale: English is among the locales
	ReasonAssumed    ReasonID = "assumed"     // Locale: nothing says which language the source is in
	ReasonSourceTree ReasonID = "source-tree" // Folder
	ReasonFront      ReasonID = "front"       // Folder, Key, Locales: front matter names language and text
	ReasonPeople     ReasonID = "people"      // Folder: the biographies beside the articles
	ReasonOtherText  ReasonID = "other-text"  // against: Locale, File, Found: all texts are in one language, and not these
	ReasonOutside    ReasonID = "outside"     // Folder, Files: the same names stand outside the locales' folders, too
	ReasonNoSource   ReasonID = "no-source"   // against: Folder, Locale, Files: no source to compare with
)
