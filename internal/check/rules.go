package check

// Rule names a kind of finding.
type Rule string

// The rules. The first group are the states of segments: they are found by
// package status, and named here so that every finding has a known rule.
const (
	Missing      Rule = "missing"
	Extra        Rule = "extra"
	Untranslated Rule = "untranslated"
	Stale        Rule = "stale"
	Moved        Rule = "moved"

	Number   Rule = "number"
	Percent  Rule = "percent"
	Currency Rule = "currency"
	Unit     Rule = "unit"
	Date     Rule = "date"

	Link        Rule = "link"
	Anchor      Rule = "anchor"
	Note        Rule = "note"
	Code        Rule = "code"
	Placeholder Rule = "placeholder"
	Image       Rule = "image"
	Alt         Rule = "alt"

	HeadingLevel Rule = "heading-level"
	ListShape    Rule = "list-shape"
	TableShape   Rule = "table-shape"
	Order        Rule = "order"

	Language    Rule = "language"
	Punctuation Rule = "punctuation"
	Quotation   Rule = "quotation"
	Apostrophe  Rule = "apostrophe"
	Dash        Rule = "dash"
	Space       Rule = "space"
	Case        Rule = "case"
	Glossary    Rule = "glossary"
	Names       Rule = "names"
	Length      Rule = "length"
	Homoglyph   Rule = "homoglyph"
	Invisible   Rule = "invisible"

	Suppression Rule = "suppression"
)

// Need says what a rule looks at.
type Need string

// The needs.
const (
	NeedsStates   Need = "states"   // found by package status
	NeedsPair     Need = "pair"     // two aligned versions
	NeedsVersion  Need = "version"  // one version
	NeedsBoth     Need = "both"     // one version; found on both sides of a pair too
	NeedsGlossary Need = "glossary" // two aligned versions and the project's terms

	NeedsSuppressions Need = "suppressions" // what silences findings
)

// RuleInfo describes a rule.
type RuleInfo struct {
	Rule     Rule
	Severity Severity
	On       bool // by default
	Needs    Need
	// Variants lists the messages that the rule has, "" for the plain one.
	Variants []string
}

var ruleTable = []RuleInfo{
	{Missing, Warning, true, NeedsStates, []string{wholeDocument, oneSegment}},
	{Extra, Warning, true, NeedsStates, []string{wholeDocument, oneSegment}},
	{Untranslated, Warning, true, NeedsStates, []string{"wrong-language", sourceLanguage}},
	{Stale, Warning, true, NeedsStates, plain},
	{Moved, Info, true, NeedsStates, plain},

	{Number, Warning, true, NeedsPair, []string{"differs", "lost", "added"}},
	{Percent, Warning, true, NeedsPair, []string{"differs", "lost", "added"}},
	{Currency, Warning, true, NeedsPair, []string{"differs", "lost", "added"}},
	{Unit, Warning, true, NeedsPair, []string{"differs"}},
	{Date, Warning, true, NeedsPair, []string{"differs", "lost", "added"}},

	{Link, Warning, true, NeedsPair, []string{"changed", "lost", "added", "unlocalized"}},
	{Anchor, Warning, false, NeedsBoth, []string{"unknown", "untranslated"}},
	{Note, Warning, true, NeedsBoth, []string{noteMissing, noteExtra, "reference-lost", "reference-added", "undefined", "unused", "order"}},
	{Code, Warning, true, NeedsPair, []string{"block", "differs", "lost", "added"}},
	{Placeholder, Warning, true, NeedsPair, []string{"lost", "added"}},
	{Image, Warning, true, NeedsPair, []string{"lost", "added"}},
	{Alt, Info, true, NeedsPair, []string{"empty", "untranslated"}},

	{HeadingLevel, Warning, true, NeedsPair, plain},
	{ListShape, Info, true, NeedsPair, []string{"depth", "ordered", "lost"}},
	{TableShape, Warning, true, NeedsPair, []string{"rows", "columns"}},
	{Order, Info, false, NeedsPair, plain},

	{Language, Warning, true, NeedsBoth, []string{"wrong"}},
	{Punctuation, Info, true, NeedsPair, []string{"question", "end"}},
	{Quotation, Info, true, NeedsVersion, []string{"straight", "foreign"}},
	{Apostrophe, Info, true, NeedsVersion, []string{"missing"}},
	{Dash, Info, false, NeedsVersion, plain},
	{Space, Info, false, NeedsVersion, plain},
	{Case, Warning, true, NeedsVersion, []string{"dotless", "dotted"}},
	{Glossary, Warning, true, NeedsGlossary, []string{"term", "forbidden"}},
	{Names, Info, false, NeedsVersion, plain},
	{Length, Info, true, NeedsPair, []string{"short", "long"}},
	{Homoglyph, Warning, true, NeedsVersion, plain},
	{Invisible, Warning, true, NeedsBoth, []string{"differs", "bidi"}},

	{Suppression, Info, true, NeedsSuppressions, []string{"unused", "expired"}},
}

// Variants that Merge must know.
const (
	noteMissing = "missing"
	noteExtra   = "extra"

	sourceLanguage = "source-language"
)

var plain = []string{""}

// Rules lists every rule, in the order of the manual.
func Rules() []RuleInfo {
	return append([]RuleInfo(nil), ruleTable...)
}

// Known reports whether there is such a rule.
func Known(r Rule) bool { return infoOf(r).Rule != "" }

func infoOf(r Rule) RuleInfo {
	for _, i := range ruleTable {
		if i.Rule == r {
			return i
		}
	}
	return RuleInfo{}
}

// aboutContent are the rules that have nothing to say about a segment that is
// not a translation at all.
var aboutContent = map[Rule]bool{
	Number: true, Percent: true, Currency: true, Unit: true, Date: true,
	Language: true, Punctuation: true, Glossary: true, Length: true, Alt: true,
}
