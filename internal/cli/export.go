package cli

import (
	"cmp"
	"io/fs"
	"maps"
	"os"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"stele/internal/disk"
	"stele/internal/edition"
	"stele/internal/fault"
	"stele/internal/message"
	"stele/internal/project"
)

// Faults of the export command's flags.
const (
	FaultExportLocale fault.ID = "export-locale" // neither --locale nor --all
	FaultExportMany   fault.ID = "export-many"   // Count: several documents, and no folder to write to
	FaultExportNone   fault.ID = "export-none"   // Locale: nothing to publish
	FaultExportBelow  fault.ID = "export-below"  // Value: what --below does not know
	FaultExportMin    fault.ID = "export-min"    // Value: no percentage
	FaultWatchOutput  fault.ID = "watch-output"  // --watch without a folder
	FaultThemeThere   fault.ID = "theme-there"   // a file of the theme is there already
)

// themeFolder is where a project keeps templates and labels of its own.
const themeFolder = ".stele/theme"

func (s *session) exportCommand() *cli.Command {
	return &cli.Command{
		Name:        "export",
		Usage:       s.words.Text("help.export.usage"),
		ArgsUsage:   s.words.Text("help.paths"),
		Description: s.words.Text("help.export.about"),
		Flags: append([]cli.Flag{
			&cli.StringFlag{Name: "locale", Aliases: []string{"l"}, Usage: s.words.Text("flag.export_locale")},
			&cli.BoolFlag{Name: "all", Usage: s.words.Text("flag.export_all")},
			s.formatFlag(edition.Formats()...),
			&cli.StringFlag{Name: "output", Aliases: []string{"o"}, Usage: s.words.Text("flag.output")},
			&cli.BoolFlag{Name: "theme-init", Usage: s.words.Text("flag.theme_init")},
			&cli.BoolFlag{Name: "watch", Usage: s.words.Text("flag.watch")},
			s.portFlag(),
			s.dryRunFlag(),
		}, s.editionFlags()...),
		Action: s.export,
	}
}

// editionFlags say how editions are made, wherever they go.
func (s *session) editionFlags() []cli.Flag {
	return []cli.Flag{
		// A reader is better served by yesterday's translation than by a
		// language that he may not read.
		&cli.StringFlag{Name: "fallback", Value: string(edition.FallbackOld), Usage: s.words.Text("flag.fallback")},
		&cli.StringSliceFlag{Name: "parallel", Usage: s.words.Text("flag.parallel")},
		&cli.BoolFlag{Name: "marks", Usage: s.words.Text("flag.marks")},
		&cli.StringFlag{Name: "base-url", Usage: s.words.Text("flag.base_url")},
		&cli.IntFlag{Name: "min", Usage: s.words.Text("flag.export_min")},
		&cli.StringFlag{Name: "below", Value: belowRefuse, Usage: s.words.Text("flag.below")},
	}
}

// What --below does with an edition that is less complete than --min.
const (
	belowRefuse = "refuse"
	belowMark   = "mark"
)

func (s *session) export(c *cli.Context) error {
	if c.Bool("theme-init") {
		return s.themeInit(c)
	}
	if c.String("locale") == "" && !c.Bool("all") && len(c.StringSlice("parallel")) == 0 {
		return fault.New(fault.Usage, FaultExportLocale, "")
	}
	p, err := s.publisher(c)
	if err != nil {
		return err
	}
	if c.Bool("watch") {
		if c.String("output") == "" {
			return fault.New(fault.Usage, FaultWatchOutput, "")
		}
		return s.follow(c, p)
	}
	made, err := p.make()
	if err != nil {
		return err
	}
	if err := s.publish(c, made); err != nil {
		return err
	}
	return s.told(c, made)
}

// told says what was held back, and what follows for the exit code.
func (s *session) told(c *cli.Context, made *publication) error {
	for _, h := range made.held {
		s.note("export.below", "ID", h.ID, "Locale", h.Locale, "Percent", h.Percent, "Min", c.Int("min"))
	}
	switch {
	case made.unreadable:
		return errUnread
	case len(made.held) > 0 && c.String("below") == belowRefuse:
		return errGate
	}
	return nil
}

// publish writes the outputs to the folder, or a single one to stdout.
func (s *session) publish(c *cli.Context, made *publication) error {
	dir, outputs := c.String("output"), made.outputs
	switch {
	case len(made.locales) == 0:
		return fault.New(fault.Usage, project.FaultNothingFound, "")
	case len(outputs) == 0 && len(made.held) > 0:
		return nil // which is told
	case len(outputs) == 0:
		return fault.New(fault.Usage, FaultExportNone, "", "Locale", strings.Join(made.locales, ", "))
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

// themeInit writes the built-in theme and the labels into the project, to start
// from. A file that is there is never touched: then nothing is written.
func (s *session) themeInit(c *cli.Context) error {
	p, _, err := s.open(nil, "")
	if err != nil {
		return err
	}
	files := map[string][]byte{}
	if files["labels.en.toml"], err = message.LabelsTemplate(); err != nil {
		return err
	}
	err = fs.WalkDir(edition.BuiltinFiles(), ".", func(name string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			files[name], err = fs.ReadFile(edition.BuiltinFiles(), name)
		}
		return err
	})
	if err != nil {
		return err
	}
	names := slices.Sorted(maps.Keys(files))
	for _, name := range names {
		if _, err := os.Lstat(p.Abs(themeFolder + "/" + name)); err == nil {
			return fault.New(fault.Usage, FaultThemeThere, themeFolder+"/"+name)
		}
	}
	if c.Bool("dry-run") {
		s.say("export.would", "Count", len(files), "Dir", themeFolder)
		return nil
	}
	for _, name := range names {
		if _, err := disk.Replace(p.Abs(themeFolder+"/"+name), files[name]); err != nil {
			return fault.New(fault.Input, edition.FaultOutput, themeFolder+"/"+name).Because(err)
		}
	}
	s.say("export.wrote", "Count", len(files), "Dir", themeFolder)
	return nil
}
