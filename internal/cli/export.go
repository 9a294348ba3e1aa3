package cli

import (
	"cmp"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"stele/internal/edition"
	"stele/internal/fault"
	"stele/internal/project"
	"stele/internal/status"
)

// Faults of the export command's flags.
const (
	FaultExportLocale fault.ID = "export-locale" // neither --locale nor --all
	FaultExportMany   fault.ID = "export-many"   // Count: several documents, and no folder to write to
	FaultExportNone   fault.ID = "export-none"   // Locale: nothing to publish
)

// themeFolder is where a project keeps templates of its own.
const themeFolder = ".stele/theme"

func (s *session) exportCommand() *cli.Command {
	return &cli.Command{
		Name:        "export",
		Usage:       s.words.Text("help.export.usage"),
		ArgsUsage:   s.words.Text("help.paths"),
		Description: s.words.Text("help.export.about"),
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "locale", Aliases: []string{"l"}, Usage: s.words.Text("flag.export_locale")},
			&cli.BoolFlag{Name: "all", Usage: s.words.Text("flag.export_all")},
			s.formatFlag(edition.Formats()...),
			&cli.StringFlag{Name: "output", Aliases: []string{"o"}, Usage: s.words.Text("flag.output")},
			// A reader is better served by yesterday's translation than by a
			// language that he may not read.
			&cli.StringFlag{Name: "fallback", Value: string(edition.FallbackOld), Usage: s.words.Text("flag.fallback")},
			s.dryRunFlag(),
		},
		Action: s.export,
	}
}

func (s *session) export(c *cli.Context) error {
	format, err := formatOf(c, edition.Formats()...)
	if err != nil {
		return err
	}
	if c.String("locale") == "" && !c.Bool("all") {
		return fault.New(fault.Usage, FaultExportLocale, "")
	}
	chosen, opt, err := s.open(c.Args().Slice())
	if err != nil {
		return err
	}
	// Every document and locale is read: people and other editions are named
	// on the page.
	p, err := project.Open(s.ctx, chosen.Root, nil, project.Options{})
	if err != nil {
		return err
	}
	done := s.working()
	result, err := status.Run(s.ctx, p, opt)
	done()
	if err != nil {
		return err
	}
	s.warnAll(result.Warnings)
	locales := result.Locales
	if !c.Bool("all") {
		locale, err := status.MatchLocale(p, c.String("locale"))
		if err != nil {
			return err
		}
		locales = []string{locale}
	}
	theme, err := themeOf(p)
	if err != nil {
		return err
	}
	var outputs []edition.Output
	for _, locale := range locales {
		articles := edition.Collect(result, &p.Config, locale, format)
		if c.Args().Present() {
			articles = edition.Only(articles, chosen)
		}
		for i := range articles {
			articles[i].Image = pictures(p, &articles[i])
		}
		rendered, err := edition.Render(s.ctx, articles, format, edition.Options{
			Fallback: edition.Fallback(c.String("fallback")), Labels: s.catalog.In(locale), Site: p.Config.Site.Title, Theme: theme,
		})
		if err != nil {
			return err
		}
		outputs = append(outputs, rendered...)
	}
	if err := s.publish(c, locales, outputs); err != nil || !result.Unreadable() {
		return err
	}
	return errUnread
}

// themeOf is the project's own theme, nil where it has none.
func themeOf(p *project.Project) (*edition.Theme, error) {
	dir := p.Abs(themeFolder)
	if info, err := os.Stat(dir); err != nil || !info.IsDir() {
		return nil, nil
	}
	return edition.LoadTheme(os.DirFS(dir), themeFolder)
}

// publish writes the outputs to the folder, or a single one to stdout.
func (s *session) publish(c *cli.Context, locales []string, outputs []edition.Output) error {
	dir := c.String("output")
	switch {
	case len(locales) == 0:
		return fault.New(fault.Usage, project.FaultNothingFound, "")
	case len(outputs) == 0:
		return fault.New(fault.Usage, FaultExportNone, "", "Locale", strings.Join(locales, ", "))
	case c.Bool("dry-run"):
		s.say("export.would", "Count", len(outputs), "Dir", cmp.Or(dir, "-"))
		return nil
	case dir == "" && len(outputs) > 1:
		return fault.New(fault.Usage, FaultExportMany, "", "Count", len(outputs))
	case dir == "":
		_, err := s.stdout.Write(outputs[0].Data)
		return err
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

// pictures reads what an article shows, from the project it lies in.
func pictures(p *project.Project, a *edition.Article) edition.Images {
	file := ""
	if i := slices.IndexFunc(p.Documents, func(d project.Document) bool { return d.ID == a.ID }); i >= 0 {
		d := &p.Documents[i]
		if file = d.Files[a.Locale]; file == "" || a.Version == nil {
			file = d.Files[a.Source.Locale]
		}
	}
	return edition.ImagesIn(p.Root, filepath.Dir(filepath.FromSlash(file)))
}
