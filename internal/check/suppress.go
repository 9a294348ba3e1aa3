package check

import (
	"errors"
	"regexp"
	"strings"
	"time"

	"github.com/pelletier/go-toml/v2"

	"stele/internal/doc"
	"stele/internal/fault"
	"stele/internal/project"
)

// Faults of .stele/suppress.toml.
const (
	BadSuppress     fault.ID = "suppress-syntax"  // not TOML, or an unknown key
	UnknownRule     fault.ID = "suppress-rule"    // Args: Rule
	NoReason        fault.ID = "suppress-reason"  // Args: Rule
	BadExpiry       fault.ID = "suppress-expires" // Args: Value
	TooWideSuppress fault.ID = "suppress-wide"    // Args: Rule; names neither path, locale nor text
)

// Suppress silences findings for a reason.
type Suppress struct {
	Rule   Rule
	Path   string // a glob over document ids and paths; "**" crosses slashes; "" matches all
	Locale string // of either side; "" matches all
	Text   string // a finding's fingerprint or the first eight or more characters of it
	Reason string
	// Expires is the last day on which it holds, YYYY-MM-DD; "" for ever.
	Expires string
	Line    int // in its file, from 1

	segment int // for a comment: index of the segment it is about, -1 for all of the file
	comment bool
}

// Subject is a finding with what is needed to decide whether it is silenced.
type Subject struct {
	Finding  Finding
	Document string
	A, B     *doc.Version // B is nil for a finding about one version
}

type suppressFile struct {
	Suppress []struct {
		Rule    string `toml:"rule"`
		Path    string `toml:"path"`
		Locale  string `toml:"locale"`
		Text    string `toml:"text"`
		Reason  string `toml:"reason"`
		Expires any    `toml:"expires"`
	} `toml:"suppress"`
}

// ParseSuppress reads .stele/suppress.toml. name is for errors only, which are
// *fault.Fault of class Config.
func ParseSuppress(name string, src []byte) ([]Suppress, error) {
	var file suppressFile
	dec := toml.NewDecoder(strings.NewReader(string(src))).DisallowUnknownFields()
	if err := dec.Decode(&file); err != nil {
		f := fault.New(fault.Config, BadSuppress, name).Because(err)
		if de, ok := errors.AsType[*toml.DecodeError](err); ok {
			line, _ := de.Position()
			f.At(line)
		} else if se, ok := errors.AsType[*toml.StrictMissingError](err); ok && len(se.Errors) > 0 {
			line, _ := se.Errors[0].Position()
			f.At(line)
		}
		return nil, f
	}
	lines := tableLines(src)
	var out []Suppress
	for i, e := range file.Suppress {
		line := 0
		if i < len(lines) {
			line = lines[i]
		}
		s := Suppress{Rule: Rule(e.Rule), Path: e.Path, Locale: e.Locale, Text: e.Text, Reason: strings.TrimSpace(e.Reason), Line: line, segment: -1}
		bad := func(id fault.ID, kv ...any) error { return fault.New(fault.Config, id, name, kv...).At(line) }
		switch {
		case !Known(s.Rule):
			return nil, bad(UnknownRule, "Rule", e.Rule)
		case s.Reason == "":
			return nil, bad(NoReason, "Rule", e.Rule)
		case s.Path == "" && s.Locale == "" && s.Text == "":
			return nil, bad(TooWideSuppress, "Rule", e.Rule)
		}
		day, ok := expiry(e.Expires)
		if !ok {
			return nil, bad(BadExpiry, "Value", e.Expires)
		}
		s.Expires = day
		out = append(out, s)
	}
	return out, nil
}

// expiry reads a TOML date or a string that holds one.
func expiry(v any) (string, bool) {
	var s string
	switch x := v.(type) {
	case nil:
		return "", true
	case toml.LocalDate:
		s = x.String()
	case string:
		s = x
	case time.Time:
		s = x.Format(time.DateOnly)
	}
	_, err := time.Parse(time.DateOnly, s)
	return s, err == nil
}

var suppressTable = regexp.MustCompile(`^\s*\[\[\s*suppress\s*\]\]`)

// tableLines gives the line of each [[suppress]] in order.
func tableLines(src []byte) []int {
	var lines []int
	for i, l := range strings.Split(string(src), "\n") {
		if suppressTable.MatchString(l) {
			lines = append(lines, i+1)
		}
	}
	return lines
}

var suppressComment = regexp.MustCompile(`^\s*stele:ignore(-file)?\s+([a-z][a-z-]*(?:\s*,\s*[a-z][a-z-]*)*)\s*(?:(?::|--|—|–)\s*(\S[\s\S]*?))?\s*$`)

// CommentSuppressions reads the suppressions that stand in a version's
// comments: "stele:ignore RULE[,RULE] -- reason" is about the segment that
// follows, "stele:ignore-file RULE -- reason" about the whole file. A comment
// without a reason counts, and one that names no known rule silences nothing
// and so comes back as unused.
func CommentSuppressions(v *doc.Version) []Suppress {
	var out []Suppress
	for _, c := range v.Comments {
		m := suppressComment.FindStringSubmatch(c.Text)
		if m == nil {
			continue
		}
		at := c.Before
		if m[1] != "" {
			at = -1
		}
		for _, r := range strings.Split(m[2], ",") {
			out = append(out, Suppress{Rule: Rule(strings.TrimSpace(r)), Path: v.Path, Reason: m[3], Line: c.Line, segment: at, comment: true})
		}
	}
	return out
}

// Silence splits subjects into those that stay and those that a suppression
// silences on the given day (YYYY-MM-DD), and says which suppressions silenced
// nothing: unused ones and expired ones that would have.
func Silence(all []Subject, by []Suppress, today string) (kept, silenced []Subject, idle []Suppress) {
	used := make([]bool, len(by))
	kept, silenced = silence(all, by, used, today)
	for i, u := range used {
		if !u {
			idle = append(idle, by[i])
		}
	}
	return kept, silenced, idle
}

// silence is [Silence], and marks in used which suppressions silenced something.
func silence(all []Subject, by []Suppress, used []bool, today string) (kept, silenced []Subject) {
	for _, s := range all {
		hit := false
		for i := range by {
			if by[i].matches(s) && !by[i].Expired(today) {
				used[i], hit = true, true
			}
		}
		if hit {
			silenced = append(silenced, s)
		} else {
			kept = append(kept, s)
		}
	}
	return kept, silenced
}

// Finding is the finding that a suppression which silenced nothing is. It has
// no segments; its place is the suppression's own line.
func (s *Suppress) Finding(today string) Finding {
	f := Finding{Rule: Suppression, Variant: "unused", Severity: infoOf(Suppression).Severity, Args: map[string]any{"Rule": string(s.Rule)}}
	if s.Expired(today) {
		f.Variant, f.Args["Expires"] = "expired", s.Expires
	}
	return f
}

// Where is the file and line of the suppression; list is what the project's
// list of them is called.
func (s *Suppress) Where(list string) (path string, line int) {
	if s.comment {
		return s.Path, s.Line
	}
	return list, s.Line
}

// Expired reports whether the suppression no longer holds on that day.
func (s *Suppress) Expired(today string) bool { return s.Expires != "" && today > s.Expires }

func (s *Suppress) matches(x Subject) bool {
	if s.Rule != x.Finding.Rule {
		return false
	}
	if s.comment {
		return s.matchesComment(x.A, x.Finding.A) || s.matchesComment(x.B, x.Finding.B)
	}
	if s.Locale != "" && !hasLocale(x.A, s.Locale) && !hasLocale(x.B, s.Locale) {
		return false
	}
	if s.Path != "" && !s.matchesPath(x) {
		return false
	}
	if s.Text != "" {
		fp := x.Finding.Fingerprint(x.Document, x.A, x.B)
		return fp == s.Text || len(s.Text) >= 8 && strings.HasPrefix(fp, s.Text)
	}
	return true
}

func (s *Suppress) matchesComment(v *doc.Version, idx []int) bool {
	if v == nil || v.Path != s.Path {
		return false
	}
	for _, i := range idx {
		if s.segment < 0 || i == s.segment {
			return true
		}
	}
	return s.segment < 0 && len(idx) == 0
}

func (s *Suppress) matchesPath(x Subject) bool {
	names := []string{x.Document}
	for _, v := range []*doc.Version{x.A, x.B} {
		if v != nil {
			names = append(names, v.Path)
		}
	}
	for _, n := range names {
		if project.Glob(s.Path, n) {
			return true
		}
	}
	return false
}

func hasLocale(v *doc.Version, locale string) bool {
	return v != nil && strings.EqualFold(v.Locale, locale)
}
