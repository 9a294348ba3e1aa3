package cli

import (
	"bufio"
	"fmt"
	"os"
	"strings"

	"github.com/urfave/cli/v2"

	"stele/internal/align"
	"stele/internal/doc"
	"stele/internal/fault"
	"stele/internal/format"
	"stele/internal/report"
	"stele/internal/status"
)

// Faults of the align command.
const (
	FaultAlignArgs fault.ID = "align-args"
	FaultPairsLine fault.ID = "pairs-line" // a line of --pairs without a tab
	FaultSplit     fault.ID = "unknown-split"
)

func (s *session) alignCommand() *cli.Command {
	return &cli.Command{
		Name:        "align",
		Usage:       s.words.Text("help.align.usage"),
		ArgsUsage:   s.words.Text("help.align.args"),
		Description: s.words.Text("help.align.about"),
		Flags: []cli.Flag{
			s.formatFlag("text", "json"),
			&cli.StringFlag{Name: "split", Value: "auto", Usage: s.words.Text("flag.split")},
			&cli.StringFlag{Name: "pairs", Usage: s.words.Text("flag.pairs")},
			&cli.StringFlag{Name: "source-locale", Usage: s.words.Text("flag.source_locale")},
			&cli.StringFlag{Name: "target-locale", Usage: s.words.Text("flag.target_locale")},
			&cli.BoolFlag{Name: "rows", Usage: s.words.Text("flag.rows")},
			&cli.BoolFlag{Name: "sentences", Usage: s.words.Text("flag.sentences")},
			&cli.StringFlag{Name: "embeddings", Usage: s.words.Text("flag.embeddings")},
			&cli.StringFlag{Name: "review", Usage: s.words.Text("flag.review")},
		},
		Action: s.align,
	}
}

func (s *session) align(c *cli.Context) error {
	output, err := formatOf(c, "text", "json")
	if err != nil {
		return err
	}
	review, err := thresholdOf(c)
	if err != nil {
		return err
	}
	opt := status.AlignOptions{Sentences: c.Bool("sentences")}
	if opt.Parse, err = splitOf(c); err != nil {
		return err
	}
	if command := strings.Fields(c.String("embeddings")); len(command) > 0 {
		opt.Embed = align.Command{Program: command[0], Args: command[1:]}
	}
	pairs, err := pairsOf(c)
	if err != nil {
		return err
	}
	// Three or more files are read best side by side; the JSON of them stays
	// one object for each target unless rows are asked for.
	if c.Bool("rows") || output == "text" && c.NArg() > 2 && !opt.Sentences && review == 0 {
		return s.alignRows(c, output, opt)
	}
	done := s.working()
	alignments, err := status.AlignFiles(s.ctx, pairs, opt)
	done()
	if err != nil {
		return err
	}
	out := bufio.NewWriter(s.stdout)
	for i, a := range alignments {
		if review > 0 {
			a.KeepDoubtful(review)
		}
		if output == "json" {
			err = report.AlignmentJSON(out, a)
		} else {
			if i > 0 {
				out.WriteByte('\n')
			}
			err = report.AlignmentText(out, a, s.words, s.style())
		}
		if err != nil {
			return err
		}
	}
	return out.Flush()
}

// alignRows aligns all files of the command line together.
func (s *session) alignRows(c *cli.Context, output string, opt status.AlignOptions) error {
	files := c.Args().Slice()
	locales := make([]string, len(files))
	for i := range locales {
		locales[i] = c.String("target-locale")
	}
	if len(files) < 2 {
		return fault.New(fault.Usage, FaultAlignArgs, "")
	}
	locales[0] = c.String("source-locale")
	versions, rows, err := status.AlignRows(s.ctx, files, locales, opt)
	if err != nil {
		return err
	}
	if output == "json" {
		return report.RowsJSON(s.stdout, versions, rows)
	}
	return report.RowsText(s.stdout, versions, rows, s.style())
}

func splitOf(c *cli.Context) (status.Parse, error) {
	switch v := c.String("split"); v {
	case "auto":
		return format.Parse, nil
	case "line":
		return func(name string, src []byte) (*doc.Version, error) { return format.Lines(name, src), nil }, nil
	default:
		return nil, fault.New(fault.Usage, FaultSplit, "", "Split", v)
	}
}

// pairsOf lists the files to align: SRC with each TGT, or the lines of --pairs.
func pairsOf(c *cli.Context) ([]status.FilePair, error) {
	args := c.Args().Slice()
	file := c.String("pairs")
	if file == "" {
		if len(args) < 2 {
			return nil, fault.New(fault.Usage, FaultAlignArgs, "")
		}
		var pairs []status.FilePair
		for _, target := range args[1:] {
			pairs = append(pairs, withLocales(c, args[0], target))
		}
		return pairs, nil
	}
	if len(args) > 0 {
		return nil, fault.New(fault.Usage, FaultAlignArgs, "")
	}
	f, err := os.Open(file)
	if err != nil {
		return nil, fault.New(fault.Input, status.FaultUnreadable, file).Because(err)
	}
	defer f.Close()
	var pairs []status.FilePair
	lines := bufio.NewScanner(f)
	for n := 1; lines.Scan(); n++ {
		line := strings.TrimSuffix(lines.Text(), "\r")
		if line == "" {
			continue
		}
		source, target, ok := strings.Cut(line, "\t")
		if !ok || source == "" || target == "" {
			return nil, fault.New(fault.Input, FaultPairsLine, file).At(n)
		}
		pairs = append(pairs, withLocales(c, source, target))
	}
	if err := lines.Err(); err != nil {
		return nil, fault.New(fault.Input, status.FaultUnreadable, file).Because(fmt.Errorf("%w", err))
	}
	return pairs, nil
}

func withLocales(c *cli.Context, source, target string) status.FilePair {
	return status.FilePair{
		Source: source, Target: target,
		SourceLocale: c.String("source-locale"), TargetLocale: c.String("target-locale"),
	}
}
