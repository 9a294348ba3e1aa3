package cli

import (
	"os"
	"path/filepath"

	"github.com/urfave/cli/v2"

	"stele/internal/edition"
	"stele/internal/fault"
	"stele/internal/project"
	"stele/internal/status"
)

// Faults of the export command's flags.
const (
	FaultExportLocale fault.ID = "export-locale" // none given
	FaultExportMany   fault.ID = "export-many"   // Count: several documents, and no folder to write to
	FaultExportNone   fault.ID = "export-none"   // Locale: nothing to publish
)

func (s *session) exportCommand() *cli.Command {
	return &cli.Command{
		Name:        "export",
		Usage:       s.words.Text("help.export.usage"),
		ArgsUsage:   s.words.Text("help.paths"),
		Description: s.words.Text("help.export.about"),
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "locale", Aliases: []string{"l"}, Usage: s.words.Text("flag.export_locale")},
			s.formatFlag("html", "md"),
			&cli.StringFlag{Name: "output", Aliases: []string{"o"}, Usage: s.words.Text("flag.output")},
			&cli.StringFlag{Name: "fallback", Value: string(edition.FallbackSource), Usage: s.words.Text("flag.fallback")},
			s.dryRunFlag(),
		},
		Action: s.export,
	}
}

func (s *session) export(c *cli.Context) error {
	format, err := formatOf(c, "html", "md")
	if err != nil {
		return err
	}
	if c.String("locale") == "" {
		return fault.New(fault.Usage, FaultExportLocale, "")
	}
	chosen, opt, err := s.open(c.Args().Slice())
	if err != nil {
		return err
	}
	locale, err := status.MatchLocale(chosen, c.String("locale"))
	if err != nil {
		return err
	}
	// Every document and locale is read: people and other editions are named
	// on the page.
	p, err := project.Open(s.ctx, chosen.Root, nil, project.Options{})
	if err != nil {
		return err
	}
	result, err := status.Run(s.ctx, p, opt)
	if err != nil {
		return err
	}
	s.warnAll(result.Warnings)
	articles := edition.Collect(result, &p.Config, locale, format)
	if c.Args().Present() {
		articles = edition.Only(articles, chosen)
	}
	for i := range articles {
		articles[i].Image = pictures(&articles[i])
	}
	outputs, err := edition.Render(s.ctx, articles, format, edition.Options{
		Fallback: edition.Fallback(c.String("fallback")), Labels: s.catalog.In(locale), Site: p.Config.Site.Title,
	})
	if err != nil {
		return err
	}
	return s.publish(c, locale, outputs)
}

// publish writes the outputs to the folder, or a single one to stdout.
func (s *session) publish(c *cli.Context, locale string, outputs []edition.Output) error {
	dir := c.String("output")
	switch {
	case len(outputs) == 0:
		return fault.New(fault.Usage, FaultExportNone, "", "Locale", locale)
	case dir == "" && len(outputs) > 1:
		return fault.New(fault.Usage, FaultExportMany, "", "Count", len(outputs))
	case dir == "":
		_, err := s.stdout.Write(outputs[0].Data)
		return err
	}
	if c.Bool("dry-run") {
		s.say("export.would", "Count", len(outputs), "Dir", dir)
		return nil
	}
	written, unchanged, err := edition.Write(dir, outputs)
	if err != nil {
		return err
	}
	s.say("export.wrote", "Count", written, "Dir", dir)
	if unchanged > 0 {
		s.say("export.unchanged", "Count", unchanged)
	}
	return nil
}

// pictures reads what an article shows, from beside the article and below.
func pictures(a *edition.Article) func(string) ([]byte, bool) {
	v := a.Version
	if v == nil {
		v = a.Source
	}
	dir := filepath.Dir(filepath.FromSlash(v.Path))
	return func(name string) ([]byte, bool) {
		name = filepath.FromSlash(name)
		if !filepath.IsLocal(name) {
			return nil, false
		}
		data, err := os.ReadFile(filepath.Join(dir, name))
		return data, err == nil
	}
}
