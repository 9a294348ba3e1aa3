package cli

import (
	"fmt"
	"strings"

	"github.com/urfave/cli/v2"

	"stele/internal/check"
	"stele/internal/fault"
	"stele/internal/report"
)

// FaultUnknownRule is a rule that there is not: Rule, Near.
const FaultUnknownRule fault.ID = "unknown-rule"

func (s *session) explainCommand() *cli.Command {
	return &cli.Command{
		Name:        "explain",
		Usage:       s.words.Text("help.explain.usage"),
		ArgsUsage:   s.words.Text("help.explain.args"),
		Description: s.words.Text("help.explain.about"),
		Action:      s.explain,
	}
}

// explain lists the rules, or says of some what the manual says.
func (s *session) explain(c *cli.Context) error {
	manual := report.NewManual(s.words)
	if !c.Args().Present() {
		return report.RuleList(s.stdout, manual)
	}
	for i, name := range c.Args().Slice() {
		if !check.Known(check.Rule(name)) {
			return fault.New(fault.Usage, FaultUnknownRule, "", "Rule", name, "Near", fault.Nearest(name, ruleNames()))
		}
		if i > 0 {
			fmt.Fprintln(s.stdout)
		}
		section := strings.ReplaceAll(manual.Section(check.Rule(name)), "```check\n", "```\n")
		if _, err := fmt.Fprintf(s.stdout, "%s: %s\n\n%s\n", name, manual.Summary(check.Rule(name)), section); err != nil {
			return err
		}
	}
	return nil
}

func ruleNames() []string {
	var names []string
	for _, r := range check.Rules() {
		names = append(names, string(r.Rule))
	}
	return names
}
