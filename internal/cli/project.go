package cli

import (
	"os"

	"github.com/urfave/cli/v2"

	"stele/internal/cache"
	"stele/internal/fault"
	"stele/internal/project"
	"stele/internal/status"
)

// localeFlag limits a command to some translations.
func (s *session) localeFlag() cli.Flag {
	return &cli.StringSliceFlag{Name: "locale", Aliases: []string{"l"}, Usage: s.words.Text("flag.locale")}
}

// open finds the project that the working directory, or the paths, are in; tree
// is the original that it is a fork of, "" for none.
func (s *session) open(paths []string, tree string) (*project.Project, status.Options, error) {
	dir, err := os.Getwd()
	if err != nil {
		return nil, status.Options{}, err
	}
	p, err := project.Open(s.ctx, dir, paths, project.Options{SourceTree: tree})
	if err != nil {
		return nil, status.Options{}, err
	}
	s.warnAll(p.Warnings)
	opt := status.Options{Dir: dir, Progress: s.reached}
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

// sourceTreeFlag is for a translation that is a fork beside its source.
func (s *session) sourceTreeFlag() cli.Flag {
	return &cli.StringFlag{Name: "source-tree", Usage: s.words.Text("flag.source_tree")}
}

// sinceFlags are for what a branch, or the files of a commit, did.
func (s *session) sinceFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringFlag{Name: "since", Usage: s.words.Text("flag.since")},
		&cli.BoolFlag{Name: "changed", Usage: s.words.Text("flag.changed")},
	}
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
