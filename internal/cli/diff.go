package cli

import (
	"slices"

	"github.com/urfave/cli/v2"

	"stele/internal/check"
	"stele/internal/fault"
	"stele/internal/report"
)

// Faults of the commands that report findings.
const (
	FaultDiffArgs    fault.ID = "diff-args"
	FaultDiffSame    fault.ID = "diff-same"    // Locale
	FaultUnknownRule fault.ID = "unknown-rule" // Rule
)

// findingFormats are the formats of diff and check, the default first.
var findingFormats = []string{"text", "json", "github"}

func (s *session) diffCommand() *cli.Command {
	return &cli.Command{
		Name:        "diff",
		Usage:       s.words.Text("help.diff.usage"),
		ArgsUsage:   s.words.Text("help.diff.args"),
		Description: s.words.Text("help.diff.about"),
		Flags: []cli.Flag{
			s.formatFlag(findingFormats...),
			s.failOnRuleFlag(),
		},
		Action: s.diff,
	}
}

func (s *session) failOnRuleFlag() cli.Flag {
	return &cli.StringSliceFlag{Name: "fail-on", Usage: s.words.Text("flag.fail_on_rule")}
}

// findingFlags reads --format and --fail-on.
func findingFlags(c *cli.Context) (format string, failOn []string, err error) {
	if format, err = formatOf(c, findingFormats...); err != nil {
		return "", nil, err
	}
	failOn = list(c.StringSlice("fail-on"))
	for _, name := range failOn {
		if !check.Known(check.Rule(name)) && !isSeverity(name) {
			return "", nil, fault.New(fault.Usage, FaultUnknownRule, "", "Rule", name)
		}
	}
	return format, failOn, nil
}

func (s *session) diff(c *cli.Context) error {
	format, failOn, err := findingFlags(c)
	if err != nil {
		return err
	}
	if c.NArg() < 2 {
		return fault.New(fault.Usage, FaultDiffArgs, "")
	}
	comparison, err := s.compare(c.Args().Get(0), c.Args().Get(1), c.Args().Slice()[2:])
	if err != nil {
		return err
	}
	return s.tellFindings(format, failOn, comparison)
}

// tellFindings writes findings and judges them.
func (s *session) tellFindings(format string, failOn []string, c *check.Comparison) error {
	var err error
	switch format {
	case "json":
		err = report.DiffJSON(s.stdout, c, s.catalog.In("en"))
	case "github":
		err = report.DiffGitHub(s.stdout, c, s.words)
	default:
		err = report.DiffText(s.stdout, c, s.words, s.style())
	}
	if err != nil {
		return err
	}
	return s.judgeFindings(failOn, c)
}

func isSeverity(name string) bool {
	return name == "any" || slices.Contains([]check.Severity{check.Error, check.Warning, check.Info}, check.Severity(name))
}

// judgeFindings fails when a finding is of a rule, or at least of a severity,
// that the user named.
func (s *session) judgeFindings(failOn []string, c *check.Comparison) error {
	n := 0
	for _, d := range c.Documents {
		for _, f := range d.Findings {
			if fails(f, failOn) {
				n++
			}
		}
	}
	if n == 0 {
		return nil
	}
	s.note("gate.findings", "Count", n)
	return errGate
}

func fails(f check.Finding, failOn []string) bool {
	for _, name := range failOn {
		switch {
		case name == "any", name == string(f.Rule), name == string(f.Severity):
			return true
		case name == string(check.Info) || name == string(check.Warning) && f.Severity == check.Error:
			return true
		}
	}
	return false
}
