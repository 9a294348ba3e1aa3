package check

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"sort"
	"strings"

	"golang.org/x/text/unicode/norm"

	"stele/internal/doc"
)

// Severity says how bad a finding is.
type Severity string

// The severities, worst first.
const (
	Error   Severity = "error"
	Warning Severity = "warning"
	Info    Severity = "info"
)

// Place is a half-open byte range of a segment's text.
type Place struct {
	Segment    int // index in the version
	Start, End int // bytes of Segment.Text
}

// Finding is one thing that is wrong, as data. Its message is
// "finding.<rule>" or, with a variant, "finding.<rule>.<variant>"; that of a
// suspect (see [States]) is "reason.<variant>".
type Finding struct {
	Rule     Rule
	Variant  string // "" when the rule has one message only
	Severity Severity
	// A and B are the indices of the segments on each side; either may be
	// empty. A finding about a single version has side A only.
	A, B []int
	// InA and InB say where in those segments, as far as known.
	InA, InB []Place
	// Args are what the message's template names. Values are strings and ints.
	Args map[string]any
	// Suggestion is the text to write instead of what InB (or InA, for a
	// single version) names; empty when there is no safe one.
	Suggestion string
}

// Message is the id of the finding's message.
func (f Finding) Message() string {
	if f.Variant == "" {
		return "finding." + string(f.Rule)
	}
	if f.Rule == Stale {
		return "reason." + f.Variant
	}
	return "finding." + string(f.Rule) + "." + f.Variant
}

// Whole reports whether the finding is about a document as a whole: a version is
// missing, or is the only one.
func (f Finding) Whole() bool { return f.Variant == wholeDocument }

// Fingerprint identifies the finding in a document across runs: the same flaw
// in the same words has the same fingerprint, wherever in the file it stands.
// It depends on the rule, the document's id, the two locales, the segments'
// words and the arguments; not on lines, order, markup or severity. b is nil
// for a finding about one version.
func (f Finding) Fingerprint(document string, a, b *doc.Version) string {
	h := sha256.New()
	put := func(parts ...string) {
		for _, s := range parts {
			fmt.Fprintf(h, "%d:%s,", len(s), s)
		}
	}
	put("1", string(f.Rule), f.Variant, document)
	for _, s := range []struct {
		v   *doc.Version
		idx []int
	}{{a, f.A}, {b, f.B}} {
		if s.v == nil {
			put("-")
			continue
		}
		put(s.v.Locale)
		for _, i := range s.idx {
			if i >= 0 && i < len(s.v.Segments) {
				put(foldWords(s.v.Segments[i].Words()))
			}
		}
		put("/")
	}
	keys := make([]string, 0, len(f.Args))
	for k := range f.Args {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	for _, k := range keys {
		put(k, fmt.Sprint(f.Args[k]))
	}
	return hex.EncodeToString(h.Sum(nil)[:10])
}

// foldWords is the text after NFC and whitespace folding.
func foldWords(s string) string {
	return strings.Join(strings.Fields(norm.NFC.String(s)), " ")
}

// staleClass is the change of the source that explains a finding of the rule in
// a translation made from the older text.
var staleClass = map[Rule]string{
	Number: "number", Percent: "number", Currency: "number", Unit: "number", Date: "number", Link: "link", Code: "code",
}

// Merge joins the states of segments, as findings, with those of [Pair], so
// that one flaw is reported once: a missing note is not a missing paragraph as
// well, a segment reported as untranslated is not also in the wrong language,
// a number that changed in the source since is not also a mismatch, and nothing
// is said about the content of a segment that is not a translation at all.
func Merge(states, found []Finding) []Finding {
	noteA, noteB := map[int]bool{}, map[int]bool{}
	for _, f := range found {
		if f.Rule != Note {
			continue
		}
		switch f.Variant {
		case noteMissing:
			mark(noteA, f.A)
		case noteExtra:
			mark(noteB, f.B)
		}
	}
	var out []Finding
	untrA, untrB, foreign := map[int]bool{}, map[int]bool{}, map[int]bool{}
	stale := map[Rule]map[int]bool{}
	for _, s := range states {
		if s.Rule == Missing && covered(s.A, noteA) || s.Rule == Extra && covered(s.B, noteB) {
			continue
		}
		if s.Rule == Untranslated {
			mark(untrA, s.A)
			mark(untrB, s.B)
			if side := s.Args["Side"]; side == "a" || side == nil && s.Variant == sourceLanguage {
				mark(foreign, s.A)
			}
		}
		if s.Rule == Stale {
			for r, class := range staleClass {
				if changes, _ := s.Args["Changes"].(string); strings.Contains(changes, class) {
					if stale[r] == nil {
						stale[r] = map[int]bool{}
					}
					mark(stale[r], s.B)
				}
			}
		}
		out = append(out, s)
	}
	for _, f := range found {
		if covered(f.B, stale[f.Rule]) {
			continue
		}
		if f.Rule == Language && f.Args["Side"] == "a" && !covered(f.A, foreign) {
			// The state speaks of the target; that the source is in the wrong
			// language too is news.
			out = append(out, f)
			continue
		}
		if aboutContent[f.Rule] && (covered(f.B, untrB) || len(f.B) == 0 && covered(f.A, untrA)) {
			continue
		}
		out = append(out, f)
	}
	Sort(out)
	return out
}

// Beyond leaves out of the findings of [Version] those that [Pair] tells as
// well, for who runs both: the same rule at the same segment, or the same note.
// second says that the version was side B of the pair.
func Beyond(own, pair []Finding, second bool) []Finding {
	var out []Finding
	for _, f := range own {
		told := false
		for _, p := range pair {
			if p.Rule != f.Rule {
				continue
			}
			at, in := p.A, p.InA
			if second {
				at, in = p.B, p.InB
			}
			set := map[int]bool{}
			mark(set, at)
			for _, x := range in {
				set[x.Segment] = true
			}
			told = told || covered(f.A, set) || f.Rule == Note && f.Args["Label"] == p.Args["Label"]
		}
		if !told {
			out = append(out, f)
		}
	}
	return out
}

func mark(set map[int]bool, idx []int) {
	for _, i := range idx {
		set[i] = true
	}
}

func covered(idx []int, set map[int]bool) bool {
	for _, i := range idx {
		if !set[i] {
			return false
		}
	}
	return len(idx) > 0
}
