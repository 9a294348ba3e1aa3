package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"time"

	"github.com/urfave/cli/v2"

	"stele/internal/check"
	"stele/internal/fault"
	"stele/internal/project"
	"stele/internal/report"
	"stele/internal/status"
)

// suppressFile lists findings that the project lives with.
const suppressFile = ".stele/suppress.toml"

func (s *session) checkCommand() *cli.Command {
	return &cli.Command{
		Name:        "check",
		Usage:       s.words.Text("help.check.usage"),
		ArgsUsage:   s.words.Text("help.paths"),
		Description: s.words.Text("help.check.about"),
		Flags:       append([]cli.Flag{s.localeFlag()}, s.findingFlags()...),
		Action:      s.check,
	}
}

func (s *session) check(c *cli.Context) error {
	if err := checkFindingFlags(c); err != nil {
		return err
	}
	paths := c.Args().Slice()
	x, err := s.examine(c, paths, false)
	if err != nil {
		return err
	}
	whole := len(paths) == 0 && len(x.options.Locales) == 0 && x.then == nil
	return s.tellFindings(c, x, whole, check.Everything)
}

// silence takes out what the project suppresses. When everything was examined,
// a suppression that silenced nothing is told.
func (s *session) silence(p *project.Project, found *check.Comparison, whole bool) error {
	var listed []check.Suppress
	src, err := os.ReadFile(p.Abs(suppressFile))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fault.New(fault.Input, status.FaultUnreadable, suppressFile).Because(err)
	}
	if err == nil {
		if listed, err = check.ParseSuppress(suppressFile, src); err != nil {
			return err
		}
	}
	today := time.Now().Format(time.DateOnly)
	silenced, idle := found.Silence(listed, today)
	if s.quiet {
		return nil
	}
	if silenced > 0 {
		s.note("check.silenced", "Count", silenced)
	}
	for i := range idle {
		if f := idle[i].Finding(today); whole {
			path, line := idle[i].Where(suppressFile)
			fmt.Fprintf(s.stderr, "stele: %s (%s:%d)\n", s.words.TextMap(f.Message(), f.Args), report.OneLine(path), line)
		}
	}
	return nil
}
