package cli

import (
	"errors"
	"io"
	"io/fs"
	"os"

	"github.com/urfave/cli/v2"

	"stele/internal/check"
	"stele/internal/disk"
	"stele/internal/fault"
	"stele/internal/project"
	"stele/internal/report"
	"stele/internal/status"
)

// Faults of the commands that report findings.
const (
	FaultDiffArgs   fault.ID = "diff-args"
	FaultDiffSame   fault.ID = "diff-same" // Locale
	FaultNoBaseline fault.ID = "baseline-missing"
	FaultBaseline   fault.ID = "baseline-flag" // --update-baseline without --baseline
)

// formats are those of status, diff and check, the default first.
var formats = []string{"text", "json", "sarif", "junit", "github", "gitlab", "markdown", "html", "csv"}

// findingFlags are what diff and check have in common.
func (s *session) findingFlags() []cli.Flag {
	return append(s.sinceFlags(),
		s.formatFlag(formats...),
		s.sourceTreeFlag(),
		s.outputFlag(),
		s.failOnFlag(),
		&cli.StringFlag{Name: "baseline", Usage: s.words.Text("flag.baseline")},
		&cli.BoolFlag{Name: "update-baseline", Usage: s.words.Text("flag.update_baseline")},
	)
}

// checkFindingFlags refuses what the flags cannot mean before any work is done.
func checkFindingFlags(c *cli.Context) error {
	if _, err := formatOf(c, formats...); err != nil {
		return err
	}
	if _, err := outputs(c); err != nil {
		return err
	}
	if c.Bool("update-baseline") && c.String("baseline") == "" {
		return fault.New(fault.Usage, FaultBaseline, "")
	}
	return knownGates(c)
}

// tellFindings finds, writes and judges: find gives what is wrong in a result.
// With --since, what was wrong before is left out. whole says that nothing of the
// project was left out.
func (s *session) tellFindings(c *cli.Context, x *examination, whole bool, find func(*status.Result, check.Options) *check.Comparison) error {
	gates, err := s.gates(c, x.project)
	if err != nil {
		return err
	}
	rules, err := s.rules(x.project)
	if err != nil {
		return err
	}
	if c.Bool("fix") {
		rules = rules.With(check.Anchor)
	}
	found := find(x.result, check.SiteOf(x.result).Options(rules))
	if x.before != nil {
		found.Subtract(check.BaselineOf(find(x.before, check.SiteOf(x.before).Options(rules))))
	}
	if err := s.silence(x.project, found, whole); err != nil {
		return err
	}
	if done, err := s.baseline(c, found); done || err != nil {
		return err
	}
	if c.Bool("fix") {
		return s.fix(c, x, found)
	}
	err = s.everyOutput(c, func(format string, w io.Writer, style report.Style) error {
		switch format {
		case "text":
			return report.DiffText(w, found, s.words, style)
		case "json":
			return report.DiffJSON(w, found, s.catalog.In("en"))
		}
		a := report.OfComparison(found, s.wordsFor(format))
		if x.then != nil {
			a.Since = x.then.Since()
		}
		return s.write(w, format, a)
	})
	if err != nil {
		return err
	}
	return s.judge(check.JudgeFindings(gates, found), x.result)
}

// wordsFor are the words of a format: what only machines read is in English.
func (s *session) wordsFor(format string) report.Words {
	switch format {
	case "github", "markdown", "html":
		return s.words
	}
	return s.catalog.In("en")
}

// write writes an answer in one of the formats that all commands share.
func (s *session) write(w io.Writer, format string, a *report.Answer) error {
	words := s.wordsFor(format)
	switch format {
	case "sarif":
		return report.SARIF(w, a, version(), report.NewManual(words))
	case "junit":
		return report.JUnit(w, a)
	case "gitlab":
		return report.GitLab(w, a)
	case "csv":
		return report.CSV(w, a)
	case "html":
		return report.HTML(w, a, words)
	case "markdown":
		return report.Markdown(w, a, words, forge(os.Getenv))
	}
	if err := s.stepSummary(a); err != nil {
		return err
	}
	return report.GitHub(w, a, words)
}

// stepSummary appends the answer to the page of the job that GitHub shows, when
// one runs.
func (s *session) stepSummary(a *report.Answer) error {
	name := os.Getenv("GITHUB_STEP_SUMMARY")
	if name == "" {
		return nil
	}
	f, err := os.OpenFile(name, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	if err != nil {
		return fault.New(fault.Input, project.FaultConfigWrite, name).Because(err)
	}
	return errors.Join(report.Markdown(f, a, s.words, forge(os.Getenv)), f.Close())
}

// baseline takes out what --baseline knows, or writes it; done says that this
// was all that was asked for.
func (s *session) baseline(c *cli.Context, found *check.Comparison) (done bool, err error) {
	name := c.String("baseline")
	if name == "" {
		return false, nil
	}
	if c.Bool("update-baseline") {
		known := check.BaselineOf(found)
		if _, err := disk.Replace(name, check.MarshalBaseline(known)); err != nil {
			return true, fault.New(fault.Input, project.FaultConfigWrite, name).Because(err)
		}
		n := 0
		for _, k := range known {
			n += max(k.Count, 1) // one line stands for all that are alike
		}
		s.say("baseline.wrote", "Path", name, "Count", n)
		return true, nil
	}
	src, err := os.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		return true, fault.New(fault.Usage, FaultNoBaseline, name)
	}
	if err != nil {
		return true, fault.New(fault.Input, status.FaultUnreadable, name).Because(err)
	}
	known, err := check.ParseBaseline(name, src)
	if err != nil {
		return true, err
	}
	taken, gone := found.Subtract(known)
	if !s.quiet && taken > 0 {
		s.note("baseline.known", "Count", taken)
	}
	if !s.quiet && gone > 0 {
		s.note("baseline.gone", "Count", gone)
	}
	return false, nil
}
