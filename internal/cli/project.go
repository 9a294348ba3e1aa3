package cli

import (
	"os"

	"github.com/urfave/cli/v2"

	"stele/internal/cache"
	"stele/internal/check"
	"stele/internal/fault"
	"stele/internal/project"
	"stele/internal/status"
)

// localeFlag limits a command to some translations.
func (s *session) localeFlag() cli.Flag {
	return &cli.StringSliceFlag{Name: "locale", Aliases: []string{"l"}, Usage: s.words.Text("flag.locale")}
}

// open finds the project that the working directory, or the paths, are in.
func (s *session) open(paths []string) (*project.Project, status.Options, error) {
	dir, err := os.Getwd()
	if err != nil {
		return nil, status.Options{}, err
	}
	p, err := project.Open(s.ctx, dir, paths, project.Options{})
	if err != nil {
		return nil, status.Options{}, err
	}
	s.warnAll(p.Warnings)
	opt := status.Options{Dir: dir}
	if !s.noCache {
		opt.Cache = cache.Open()
	}
	return p, opt, nil
}

func (s *session) warnAll(warnings []*fault.Fault) {
	for _, w := range warnings {
		s.warn(w)
	}
}

// examine gives the states of the documents at the paths, for the locales of
// --locale.
func (s *session) examine(c *cli.Context, paths []string) (*project.Project, *status.Result, error) {
	p, opt, err := s.open(paths)
	if err != nil {
		return nil, nil, err
	}
	if opt.Locales, err = s.locales(p, c); err != nil {
		return nil, nil, err
	}
	done := s.working()
	r, err := status.Run(s.ctx, p, opt)
	done()
	if err != nil {
		return nil, nil, err
	}
	s.warnAll(r.Warnings)
	r.KeepPaths(paths)
	if len(r.Documents) == 0 {
		s.note("status.none")
	}
	return p, r, nil
}

// locales reads --locale in any spelling.
func (s *session) locales(p *project.Project, c *cli.Context) ([]string, error) {
	var out []string
	for _, name := range list(c.StringSlice("locale")) {
		tag, err := status.MatchLocale(p, name)
		if err != nil {
			return nil, err
		}
		out = append(out, tag)
	}
	return out, nil
}

// compare gives the findings between two locales.
func (s *session) compare(a, b string, paths []string) (*project.Project, *check.Comparison, error) {
	p, opt, err := s.open(paths)
	if err != nil {
		return nil, nil, err
	}
	if a, err = status.MatchLocale(p, a); err != nil {
		return nil, nil, err
	}
	if b, err = status.MatchLocale(p, b); err != nil {
		return nil, nil, err
	}
	if a == b {
		return nil, nil, fault.New(fault.Usage, FaultDiffSame, "", "Locale", a)
	}
	done := s.working()
	r, err := status.Between(s.ctx, p, a, b, opt)
	done()
	if err != nil {
		return nil, nil, err
	}
	s.warnAll(r.Warnings)
	rules, err := check.OptionsOf(&p.Config)
	if err != nil {
		return nil, nil, err
	}
	found := check.Compare(r, a, b, rules)
	return p, found, s.silence(p, found, false)
}
