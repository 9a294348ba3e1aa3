package cli

import (
	"maps"
	"os"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"stele/internal/project"
)

func (s *session) initCommand() *cli.Command {
	return &cli.Command{
		Name:        "init",
		Usage:       s.words.Text("help.init.usage"),
		Description: s.words.Text("help.init.about"),
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "source", Usage: s.words.Text("flag.init_source")},
			s.sourceTreeFlag(),
			s.dryRunFlag(),
		},
		Action: s.init,
	}
}

func (s *session) init(c *cli.Context) error {
	dir, err := os.Getwd()
	if err != nil {
		return err
	}
	root, _ := project.Find(dir)
	p, err := project.Open(s.ctx, root, nil, project.Options{
		NoConfig: true, Source: c.String("source"), SourceTree: c.String("source-tree"),
	})
	if err != nil {
		return err
	}
	s.warnAll(p.Warnings)
	setup, err := p.SetUp(s.configComment)
	if err != nil {
		return err
	}
	s.tellLayout(p)
	if c.Bool("dry-run") {
		s.say("init.would", "Files", strings.Join(setup.Files(), ", "))
		_, err := s.stdout.Write(append([]byte{'\n'}, setup.Config...))
		return err
	}
	if err := setup.Write(); err != nil {
		return err
	}
	for _, name := range setup.Files() {
		s.say("init.wrote", "File", name)
	}
	s.say("init.next")
	return nil
}

// tellLayout says what was recognised, and why.
func (s *session) tellLayout(p *project.Project) {
	if p.Layout.Generator != "" {
		s.say("init.generator", "Name", p.Layout.Generator, "File", p.Layout.GeneratorFile)
	}
	s.say("init.source", "Locale", p.Config.Source)
	for _, f := range p.Layout.Families {
		s.say("init.family", "Pattern", f.Pattern.Path, "Count", f.Documents, "Paired", f.Paired)
		for _, locale := range slices.Sorted(maps.Keys(f.Files)) {
			s.say("init.files", "Locale", locale, "Count", f.Files[locale])
		}
		s.tellReasons(f)
	}
	for _, f := range p.Layout.Alternatives {
		s.say("init.alternative", "Pattern", f.Pattern.Path)
		s.tellReasons(f)
	}
}

func (s *session) tellReasons(f project.Family) {
	for _, r := range f.Reasons {
		args := map[string]any{}
		for name, value := range r.Args {
			if many, ok := value.([]string); ok {
				value = strings.Join(many, ", ")
			}
			args[name] = value
		}
		s.say("init.reason", "Text", s.words.TextMap("layout."+string(r.ID), args))
	}
}

// configComment words the configuration's comments; most keys need none.
func (s *session) configComment(key string) string {
	if key == "" {
		key = "head"
	}
	if id := "config." + key; s.words.Has(id) {
		return s.words.Text(id)
	}
	return ""
}
