package cli

import (
	"slices"

	"github.com/urfave/cli/v2"

	"stele/internal/check"
	"stele/internal/fault"
	"stele/internal/project"
	"stele/internal/status"
)

// examination is what a command looks at.
type examination struct {
	project *project.Project
	options status.Options
	result  *status.Result
	// With --since: where the branch began, and the same documents as they were
	// then. They, and result, hold only those that differ.
	then   *status.Then
	before *status.Result
}

// examine gives the states of the documents at the paths, for the locales of
// --locale. With countsOnly nobody looks at rows, unless the project has a gate
// that does.
func (s *session) examine(c *cli.Context, paths []string, countsOnly bool) (*examination, error) {
	x, err := s.begin(c, paths)
	if err != nil {
		return nil, err
	}
	if x.options.Locales, err = s.locales(x.project, c); err != nil {
		return nil, err
	}
	gates, err := check.GatesOf(&x.project.Config)
	if err != nil {
		return nil, err
	}
	x.options.CountsOnly = countsOnly && !slices.ContainsFunc(gates, check.Gate.CountsFindings)
	return x, s.look(c, x, paths, func(p *project.Project, opt status.Options) (*status.Result, error) {
		return status.Run(s.ctx, p, opt)
	})
}

// compare gives the states between two locales, named in any spelling.
func (s *session) compare(c *cli.Context, names [2]string, paths []string) (x *examination, locales [2]string, err error) {
	if x, err = s.begin(c, paths); err != nil {
		return nil, locales, err
	}
	for i, name := range names {
		if locales[i], err = status.MatchLocale(x.project, name); err != nil {
			return nil, locales, err
		}
	}
	if locales[0] == locales[1] {
		return nil, locales, fault.New(fault.Usage, FaultDiffSame, "", "Locale", locales[0])
	}
	return x, locales, s.look(c, x, nil, func(p *project.Project, opt status.Options) (*status.Result, error) {
		return status.Between(s.ctx, p, locales[0], locales[1], opt)
	})
}

// begin opens the project for the paths and, with --since, finds where the
// branch began. With --changed, the paths are files that a commit touches, and
// those that are no version of a document are passed over.
func (s *session) begin(c *cli.Context, paths []string) (*examination, error) {
	asked := paths
	if c.Bool("changed") {
		asked = nil
	}
	p, opt, err := s.open(asked, c.String("source-tree"))
	if err != nil {
		return nil, err
	}
	if c.Bool("changed") {
		p.KeepFiles(opt.Dir, paths)
	}
	x := &examination{project: p, options: opt}
	if revision := c.String("since"); revision != "" {
		if x.then, err = status.LookBack(s.ctx, p, revision); err != nil {
			return nil, err
		}
		s.warnAll(x.then.Warnings)
	}
	return x, nil
}

// look runs what was begun, with --since for both times.
func (s *session) look(c *cli.Context, x *examination, paths []string, run func(*project.Project, status.Options) (*status.Result, error)) (err error) {
	defer s.working()()
	now := x.project
	if x.then != nil {
		defer x.then.Close()
		now = x.then.Now
		if x.before, err = some(run, x.then.Project, x.then.Options(x.options)); err != nil {
			return err
		}
	}
	if x.result, err = some(run, now, x.options); err != nil {
		return err
	}
	s.warnAll(x.result.Warnings)
	if c.Bool("changed") || x.then != nil {
		return nil
	}
	if len(paths) > 0 {
		x.result.KeepPaths(x.options.Dir, paths)
	}
	if len(x.result.Documents) == 0 {
		s.note("status.none")
		if l := x.project.Layout.OnlyLocale; l != "" {
			s.advise("next."+string(project.FaultForkFound), "Locale", l)
		}
	}
	return nil
}

// some runs on a project that has documents; of none there is nothing to say.
func some(run func(*project.Project, status.Options) (*status.Result, error), p *project.Project, opt status.Options) (*status.Result, error) {
	if len(p.Documents) == 0 {
		return &status.Result{}, nil
	}
	return run(p, opt)
}
