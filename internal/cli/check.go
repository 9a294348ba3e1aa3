package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/urfave/cli/v2"

	"stele/internal/check"
	"stele/internal/disk"
	"stele/internal/fault"
	"stele/internal/project"
	"stele/internal/report"
	"stele/internal/status"
)

// Files that a project may have beside its configuration.
const (
	suppressFile = ".stele/suppress.toml" // findings that the project lives with
	glossaryFile = ".stele/glossary.tsv"  // terms
)

func (s *session) checkCommand() *cli.Command {
	return &cli.Command{
		Name:        "check",
		Usage:       s.words.Text("help.check.usage"),
		ArgsUsage:   s.words.Text("help.paths"),
		Description: s.words.Text("help.check.about"),
		Flags:       append([]cli.Flag{s.localeFlag(), &cli.BoolFlag{Name: "fix", Usage: s.words.Text("flag.fix")}, s.dryRunFlag()}, s.findingFlags()...),
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

// fix mends the links to headings that were translated, and writes nothing else.
func (s *session) fix(c *cli.Context, x *examination, found *check.Comparison) error {
	fixes, err := check.Fixes(found)
	if err != nil {
		return err
	}
	id := "fix.wrote"
	if c.Bool("dry-run") {
		id = "fix.would"
	}
	for _, f := range fixes {
		if !c.Bool("dry-run") {
			name := filepath.Join(x.options.Dir, filepath.FromSlash(f.Version.Path))
			if _, err := disk.Replace(name, f.Data); err != nil {
				return fault.New(fault.Input, project.FaultConfigWrite, f.Version.Path).Because(err)
			}
		}
		s.say(id, "Path", f.Version.Path, "Count", f.Links)
	}
	if len(fixes) == 0 {
		s.say("fix.nothing")
	}
	return nil
}

// rules are the project's, with its terms.
func (s *session) rules(p *project.Project) (check.Options, error) {
	opt, err := check.OptionsOf(&p.Config)
	if err != nil {
		return opt, err
	}
	src, err := besideConfig(p, glossaryFile)
	if err != nil {
		return opt, err
	}
	opt.Glossary, err = check.ParseGlossary(glossaryFile, src)
	return opt, err
}

// besideConfig reads a file that a project need not have.
func besideConfig(p *project.Project, name string) ([]byte, error) {
	src, err := os.ReadFile(p.Abs(name))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fault.New(fault.Input, status.FaultUnreadable, name).Because(err)
	}
	return src, nil
}

// silence takes out what the project suppresses. When everything was examined,
// a suppression that silenced nothing is told.
func (s *session) silence(p *project.Project, found *check.Comparison, whole bool) error {
	src, err := besideConfig(p, suppressFile)
	if err != nil {
		return err
	}
	listed, err := check.ParseSuppress(suppressFile, src)
	if err != nil {
		return err
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
