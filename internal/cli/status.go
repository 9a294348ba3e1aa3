package cli

import (
	"io"
	"strconv"
	"strings"

	"github.com/urfave/cli/v2"

	"stele/internal/check"
	"stele/internal/fault"
	"stele/internal/report"
	"stele/internal/status"
)

// Faults of the status command's flags.
const (
	FaultPercent  fault.ID = "bad-percent" // Value: a confidence that is none
	FaultSinceMin fault.ID = "since-min"   // --min with --since
)

func (s *session) statusCommand() *cli.Command {
	return &cli.Command{
		Name:        "status",
		Usage:       s.words.Text("help.status.usage"),
		ArgsUsage:   s.words.Text("help.paths"),
		Description: s.words.Text("help.status.about"),
		Flags: append([]cli.Flag{
			s.localeFlag(),
			s.formatFlag(formats...),
			s.outputFlag(),
			&cli.BoolFlag{Name: "all", Usage: s.words.Text("flag.all")},
			&cli.StringFlag{Name: "review", Usage: s.words.Text("flag.review")},
			s.sourceTreeFlag(),
			s.failOnFlag(),
			s.minFlag(),
		}, s.sinceFlags()...),
		Action: s.status,
	}
}

func (s *session) status(c *cli.Context) error {
	if _, err := formatOf(c, formats...); err != nil {
		return err
	}
	files, err := outputs(c)
	if err != nil {
		return err
	}
	review, err := thresholdOf(c)
	if err != nil {
		return err
	}
	if err := knownGates(c); err != nil {
		return err
	}
	since := c.String("since") != ""
	if since && len(c.StringSlice("min")) > 0 {
		return fault.New(fault.Usage, FaultSinceMin, "")
	}
	x, err := s.examine(c, c.Args().Slice(), countsSuffice(c, files))
	if err != nil {
		return err
	}
	gates, err := s.gates(c, x.project)
	if err != nil {
		return err
	}
	rules, err := s.rules(x.project)
	if err != nil {
		return err
	}
	if since {
		x.result = status.Happened(x.before, x.result, x.then)
		gates = check.WithoutMin(gates)
	}
	if review > 0 {
		x.result.KeepDoubtful(review)
	}
	err = s.everyOutput(c, func(format string, w io.Writer, style report.Style) error {
		return s.tellStatus(c, w, format, style, review > 0, x.result, rules)
	})
	if err != nil {
		return err
	}
	return s.judge(check.JudgeStates(gates, x.result, rules), x.result)
}

// countsSuffice reports whether what status is to tell has no rows: a table, and
// no gate that counts findings.
func countsSuffice(c *cli.Context, files []output) bool {
	plain := true
	for _, o := range append(files, output{format: c.String("format")}) {
		plain = plain && (o.format == "text" || o.format == "csv")
	}
	return plain && !c.Args().Present() && c.String("review") == "" && c.String("since") == "" && len(c.StringSlice("fail-on")) == 0
}

// tellStatus writes states: of named files, or of the doubtful, every segment;
// of a project, a line per document.
func (s *session) tellStatus(c *cli.Context, w io.Writer, format string, style report.Style, review bool, r *status.Result, rules check.Options) error {
	detail := c.Args().Present() || review
	switch {
	case format == "json":
		return report.StatusJSON(w, r, c.Bool("all") || review)
	case format == "text" && r.Since != nil:
		return report.SinceDetail(w, r, s.words, style)
	case format == "text" && detail:
		return report.StatusDetail(w, r, s.words, style)
	case format == "text":
		return report.StatusTable(w, r, c.Bool("all"), s.words, style)
	case format == "csv" && !detail && r.Since == nil:
		return report.StatusCSV(w, r)
	}
	return s.write(w, format, report.OfStatus(r, rules, s.wordsFor(format)))
}

// thresholdOf reads --review: a probability, given as 0.8 or 80 or 80%.
func thresholdOf(c *cli.Context) (float64, error) {
	v := c.String("review")
	if v == "" {
		return 0, nil
	}
	x, err := strconv.ParseFloat(strings.TrimSuffix(v, "%"), 64)
	if err != nil || !(x >= 0 && x <= 100) { // so written for NaN
		return 0, fault.New(fault.Usage, FaultPercent, "", "Value", v)
	}
	if x > 1 || strings.HasSuffix(v, "%") {
		x /= 100
	}
	return x, nil
}
