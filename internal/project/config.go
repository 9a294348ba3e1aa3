package project

// Config is what .stele/config.toml says, or what was recognised in its place.
// [Default] is the starting point; a file changes what it names.
type Config struct {
	// Source is the locale that documents are written in first. A pattern, and
	// a document's own front matter, may say otherwise.
	Source string `toml:"source"`
	// Locales are all locales of the project, the source's included. Empty: all
	// that are found.
	Locales []string `toml:"locales"`
	// Spelling maps a locale to how folders and file names spell it, where that
	// is not a usual spelling of the tag: zh-CN = "cn". Case, and "_" for "-",
	// need no entry.
	Spelling map[string]string `toml:"spelling"`
	// People is the folder of biographies, relative to the root.
	People string `toml:"people"`
	// Fields are the front-matter keys whose values are translated.
	Fields []string `toml:"fields"`
	// Fallback maps a locale to those whose text stands in for what it lacks, in
	// order, before the source's.
	Fallback map[string][]string `toml:"fallback"`
	// Documents are the path patterns, most particular first.
	Documents []Pattern `toml:"documents"`
	Status    Status    `toml:"status"`
	Ledger    Ledger    `toml:"ledger"`
	Check     Check     `toml:"check"`
	Gates     []Gate    `toml:"gate"`
	Site      Site      `toml:"site"`
}

// Pattern says which files are versions of one document. A file belongs to
// the first pattern it matches; Path goes before Source.
type Pattern struct {
	// Path is where the versions are: "content/{locale}/{path}". Without
	// {locale}, Locale must name the one locale that it holds.
	Path string `toml:"path"`
	// Source is where the source version is, when it is not at Path:
	// "docs/{path}".
	Source string `toml:"source,omitempty"`
	// SourceTree is the folder that Source is relative to, itself relative to
	// the root: the original of which this repository is a fork.
	SourceTree string `toml:"source_tree,omitempty"`
	// SourceLocale is the source's locale, when it is not Config.Source.
	SourceLocale string `toml:"source_locale,omitempty"`
	// Locale is the locale of Path, when Path does not say it.
	Locale string `toml:"locale,omitempty"`
	// LocaleKey is the front-matter key that holds a file's locale, when its path
	// does not say it (Jekyll's "lang"); a file without it is in SourceLocale.
	LocaleKey string `toml:"locale_key,omitempty"`
	// Key is the front-matter key whose value the versions of a document share,
	// when their paths differ (Hugo's "translationKey", Jekyll's "ref").
	Key string `toml:"key,omitempty"`
	// Locales are those that these documents should be in, when not all are.
	Locales []string `toml:"locales,omitempty"`
	// Spelling is Config.Spelling for these paths, and goes before it.
	Spelling map[string]string `toml:"spelling,omitempty"`
	// Include and Exclude are globs ("guide/**/*.md") over a file's whole path or
	// over what {path} holds in it, so one entry does for all locales. A folder's
	// name stands for all that is in it.
	Include []string `toml:"include,omitempty"`
	Exclude []string `toml:"exclude,omitempty"`
	// Paired leaves out source files that no other locale has: a README family
	// beside files that nobody means to translate.
	Paired bool `toml:"paired,omitempty"`
}

// Status says what counts as stale and when CI fails.
type Status struct {
	// Stale are the change classes that make a segment stale.
	Stale []string `toml:"stale"`
	// FailOn are the states that fail the gate.
	FailOn []string `toml:"fail_on"`
	// Min is the least share of synced words, in percent, per locale; 0: none.
	Min float64 `toml:"min"`
}

// Ledger says how provenance is kept.
type Ledger struct {
	// Text is where the source text that a translation rests on is kept: in the
	// "ledger" itself, or in "git", found by its fingerprint.
	Text string `toml:"text"`
}

// Check sets the severity of findings.
type Check struct {
	// Rules maps a rule's name to "error", "warning", "info" or "off".
	Rules map[string]string `toml:"rules"`
	// Overrides change that for some documents or locales; the last one that
	// names a rule counts.
	Overrides []Override `toml:"override"`
}

// Override is Check.Rules for what a path and locales name.
type Override struct {
	// Path is a glob over files and document ids; "" is every one.
	Path string `toml:"path"`
	// Locales are the translations'; none is every one.
	Locales []string          `toml:"locales"`
	Rules   map[string]string `toml:"rules"`
}

// Gate says when a command is to exit with 1.
type Gate struct {
	// Path is a glob over files and document ids; "" is every one.
	Path string `toml:"path"`
	// Locales are the translations'; none is every one.
	Locales []string `toml:"locales"`
	// FailOn are rules, states and severities.
	FailOn []string `toml:"fail_on"`
	// Min is the least share of segments that are done, in percent; 0: none.
	Min float64 `toml:"min"`
}

// Site is what editions say of where they are published.
type Site struct {
	Title   string `toml:"title"`
	BaseURL string `toml:"base_url"`
}

// Default is the configuration of a project that says nothing.
func Default() Config {
	return Config{
		Fields: []string{"title", "description", "linkTitle", "summary", "subtitle", "abstract", "alt", "caption"},
		Status: Status{Stale: []string{"prose", "number", "code"}},
		Ledger: Ledger{Text: "ledger"},
	}
}
