package cli

import (
	"github.com/urfave/cli/v2"

	"stele/internal/check"
	"stele/internal/fault"
	"stele/internal/status"
)

func (s *session) diffCommand() *cli.Command {
	return &cli.Command{
		Name:        "diff",
		Usage:       s.words.Text("help.diff.usage"),
		ArgsUsage:   s.words.Text("help.diff.args"),
		Description: s.words.Text("help.diff.about"),
		Flags:       s.findingFlags(),
		Action:      s.diff,
	}
}

func (s *session) diff(c *cli.Context) error {
	if err := checkFindingFlags(c); err != nil {
		return err
	}
	if c.NArg() < 2 {
		return fault.New(fault.Usage, FaultDiffArgs, "")
	}
	x, locales, err := s.compare(c, [2]string{c.Args().Get(0), c.Args().Get(1)}, c.Args().Slice()[2:])
	if err != nil {
		return err
	}
	return s.tellFindings(c, x, false, func(r *status.Result, rules check.Options) *check.Comparison {
		return check.Compare(r, locales[0], locales[1], rules)
	})
}
