package check

import (
	"slices"
	"strconv"
	"strings"

	"stele/internal/fault"
	"stele/internal/project"
	"stele/internal/status"
)

// Faults of gates.
const (
	FaultGateName    fault.ID = "gate-name"    // Name, Near: neither a rule, a state nor a severity
	FaultGatePercent fault.ID = "gate-percent" // Value: not PERCENT or LOCALE=PERCENT
)

// AnyFinding is the name of a gate that every finding fails.
const AnyFinding = "any"

// Gate says what a run must not find. Nothing fails where nobody chose a gate.
type Gate struct {
	Name    string // as people know it: "--fail-on", or its place in the configuration
	Path    string // a glob over document ids and paths; "" for all
	Locales []string
	// FailOn are rules, states and severities; a severity stands for all that
	// are as bad or worse, AnyFinding for everything.
	FailOn []string
	Min    float64 // least percent of segments that are done; 0 for none
}

// Failure is a gate that did not hold: so many findings or segments of a kind,
// or too little done, in a locale.
type Failure struct {
	Gate    *Gate
	Locale  string
	What    string // a name of FailOn; "" when too little is done
	Count   int    // how many there are
	Percent int    // how much is done
}

// GateNames are the names that FailOn may hold.
func GateNames() []string {
	names := []string{AnyFinding, string(Error), string(Warning), string(Info)}
	for _, s := range status.States() {
		if s != status.Synced {
			names = append(names, string(s))
		}
	}
	for _, r := range ruleTable {
		if !slices.Contains(names, string(r.Rule)) {
			names = append(names, string(r.Rule))
		}
	}
	return names
}

// GatesOf reads the gates of a configuration. Errors are *fault.Fault.
func GatesOf(c *project.Config) ([]Gate, error) {
	var out []Gate
	if len(c.Status.FailOn) > 0 || c.Status.Min > 0 {
		out = append(out, Gate{Name: "[status]", FailOn: c.Status.FailOn, Min: c.Status.Min})
	}
	for _, g := range c.Gates {
		if err := knownNames(g.FailOn, fault.Config, project.ConfigPath); err != nil {
			return nil, err
		}
		name := strings.Join(slices.Concat([]string{"[[gate]]"}, g.Locales, nonEmpty(g.Path)), " ")
		out = append(out, Gate{Name: name, Path: g.Path, Locales: g.Locales, FailOn: g.FailOn, Min: g.Min})
	}
	return out, nil
}

func nonEmpty(s string) []string {
	if s == "" {
		return nil
	}
	return []string{s}
}

// GatesOfFlags reads --fail-on and --min, each value already split at commas.
// match finds the project's locale that a name in any spelling means.
func GatesOfFlags(failOn, least []string, match func(string) (string, error)) ([]Gate, error) {
	var out []Gate
	if err := knownNames(failOn, fault.Usage, ""); err != nil {
		return nil, err
	}
	if len(failOn) > 0 {
		out = append(out, Gate{Name: "--fail-on", FailOn: failOn})
	}
	for _, value := range least {
		g := Gate{Name: "--min"}
		locale, percent, named := strings.Cut(value, "=")
		if !named {
			percent = value
		} else {
			tag, err := match(locale)
			if err != nil {
				return nil, err
			}
			g.Locales = []string{tag}
		}
		n, err := strconv.ParseFloat(strings.TrimSuffix(percent, "%"), 64)
		if err != nil || !(n >= 0 && n <= 100) { // so written for NaN
			return nil, fault.New(fault.Usage, FaultGatePercent, "", "Value", value)
		}
		g.Min = n
		out = append(out, g)
	}
	return out, nil
}

func knownNames(names []string, class fault.Class, path string) error {
	for _, n := range names {
		if !slices.Contains(GateNames(), n) {
			return fault.New(class, FaultGateName, path, "Name", n, "Near", fault.Nearest(n, GateNames()))
		}
	}
	return nil
}

// CountsFindings reports whether the gate is about more than percentages.
func (g Gate) CountsFindings() bool { return len(g.FailOn) > 0 }

// JudgeStates holds a result against gates: the states of its segments, the
// findings that these are, by rule and severity, and how much is done.
func JudgeStates(gates []Gate, r *status.Result, opt Options) []Failure {
	var found *Comparison
	if slices.ContainsFunc(gates, Gate.CountsFindings) {
		found = States(r, opt)
	}
	var out []Failure
	for i := range gates {
		g := &gates[i]
		for _, locale := range r.Locales {
			segments, any := g.segments(r, locale)
			for _, name := range g.FailOn {
				n := segments[status.State(name)]
				if !slices.Contains(status.States(), status.State(name)) {
					n = g.count(found, name, locale)
				}
				if n > 0 {
					out = append(out, Failure{Gate: g, Locale: locale, What: name, Count: n})
				}
			}
			if any && float64(segments.Percent()) < g.Min {
				out = append(out, Failure{Gate: g, Locale: locale, Percent: segments.Percent()})
			}
		}
	}
	return out
}

// segments counts the states of what the gate is about in a locale; any says
// that there is a translation at all.
func (g *Gate) segments(r *status.Result, locale string) (segments status.Count, any bool) {
	segments = status.Count{}
	for i := range r.Documents {
		d := &r.Documents[i]
		for j := range d.Targets {
			t := &d.Targets[j]
			if t.Locale == locale && applies(g.Path, g.Locales, d.ID, locale, d.Source, t.Version) {
				segments.Add(t.Segments)
				any = true
			}
		}
	}
	return segments, any
}

// WithoutMin leaves out what gates say of percentages, for answers that are only
// a part.
func WithoutMin(gates []Gate) []Gate {
	out := slices.Clone(gates)
	for i := range out {
		out[i].Min = 0
	}
	return out
}

// JudgeFindings holds a comparison against gates: findings by rule and severity.
// What gates say of percentages is [JudgeStates]'s.
func JudgeFindings(gates []Gate, c *Comparison) []Failure {
	var out []Failure
	for i := range gates {
		g := &gates[i]
		for _, name := range g.FailOn {
			if n := g.count(c, name, ""); n > 0 {
				out = append(out, Failure{Gate: g, What: name, Count: n})
			}
		}
	}
	return out
}

// count is how many findings a name stands for; locale "" is every locale.
func (g *Gate) count(c *Comparison, name, locale string) int {
	n := 0
	for i := range c.Documents {
		d := &c.Documents[i]
		for _, f := range d.Findings {
			l := localeOfFinding(d, f)
			if (locale == "" || l == locale) && applies(g.Path, g.Locales, d.ID, l, d.A, d.B) && named(f, name) {
				n++
			}
		}
	}
	return n
}

// localeOfFinding is the locale that a finding is about: the translation's.
func localeOfFinding(d *ComparedDocument, f Finding) string {
	if d.B != nil {
		return d.B.Locale
	}
	if l, ok := f.Args["Locale"].(string); ok {
		return l
	}
	return d.A.Locale
}

// named reports whether a gate's name stands for a finding.
func named(f Finding, name string) bool {
	switch name {
	case AnyFinding, string(f.Rule), string(f.Severity), string(Info):
		return true
	case string(Warning):
		return f.Severity == Error
	case string(status.Orphaned):
		return f.Rule == Extra
	}
	return false
}
