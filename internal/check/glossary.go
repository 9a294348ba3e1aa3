package check

// Term is one line of the project's glossary.
type Term struct {
	Source string // in the language From
	From   string // BCP 47
	Target string // in the language To; alternatives are separated by "|"
	To     string // BCP 47
	// Forbidden lists renderings that must not be used.
	Forbidden []string
}
