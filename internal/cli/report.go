package cli

import (
	"cmp"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"github.com/urfave/cli/v2"

	"stele/internal/check"
	"stele/internal/fault"
	"stele/internal/history"
	"stele/internal/project"
	"stele/internal/report/page"
	"stele/internal/status"
)

// Faults of the report command's flags.
const (
	FaultReportOutput fault.ID = "report-no-output" // no -o
	FaultEditURL      fault.ID = "edit-url"         // Value: no address with {path}
)

// reportPoints is how many moments of the history the charts are drawn from.
const reportPoints = 40

func (s *session) reportCommand() *cli.Command {
	return &cli.Command{
		Name:        "report",
		Usage:       s.words.Text("help.report.usage"),
		ArgsUsage:   s.words.Text("help.paths"),
		Description: s.words.Text("help.report.about"),
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "output", Aliases: []string{"o"}, Usage: s.words.Text("flag.report_output")},
			s.localeFlag(),
			&cli.StringFlag{Name: "title", Usage: s.words.Text("flag.report_title")},
			&cli.StringFlag{Name: "edit-url", Usage: s.words.Text("flag.edit_url")},
		},
		Action: s.report,
	}
}

func (s *session) report(c *cli.Context) error {
	dir := c.String("output")
	if dir == "" {
		return fault.New(fault.Usage, FaultReportOutput, "")
	}
	edit, err := editURL(c.String("edit-url"))
	if err != nil {
		return err
	}
	p, opt, err := s.open(c.Args().Slice(), "")
	if err != nil {
		return err
	}
	if opt.Locales, err = s.locales(p, c); err != nil {
		return err
	}
	opt.Dir = p.Root // the paths of the page are the project's, wherever it is made
	written, unreadable, err := s.makeReport(p, opt, dir, page.Input{Title: title(c, p), Edit: edit, Words: s.words})
	if err != nil {
		return err
	}
	s.say("report.wrote", "Count", written.Changed, "Dir", dir, "Start", filepath.ToSlash(filepath.Join(dir, "index.html")))
	if written.Unchanged > 0 {
		s.say("report.unchanged", "Count", written.Unchanged)
	}
	if written.Removed > 0 {
		s.say("report.removed", "Count", written.Removed)
	}
	if unreadable {
		return errUnread
	}
	return nil
}

// makeReport computes what the page shows and writes it.
func (s *session) makeReport(p *project.Project, opt status.Options, dir string, in page.Input) (written page.Written, unreadable bool, err error) {
	if err := page.Refuse(dir); err != nil {
		return written, false, err // before the work, which may take minutes
	}
	defer s.working()()
	if in.Result, err = some(func(p *project.Project, opt status.Options) (*status.Result, error) { return status.Run(s.ctx, p, opt) }, p, opt); err != nil {
		return written, false, err
	}
	s.warnAll(in.Result.Warnings)
	if len(in.Result.Documents) == 0 {
		return written, false, p.NothingFound(fault.Usage)
	}
	rules, err := check.OptionsOf(&p.Config)
	if err != nil {
		return written, false, err
	}
	in.Findings = check.Everything(in.Result, rules)
	if err := s.silence(p, in.Findings, false); err != nil {
		return written, false, err
	}
	repo, err := history.Open(s.ctx, p.Root)
	if err != nil {
		return written, false, err
	}
	if repo != nil {
		in.Prefix = repo.Prefix()
		if in.Timeline, err = repo.Timeline(s.ctx, pagesOf(in.Result), page.Lost(in.Result), reportPoints); err != nil {
			return written, false, err
		}
	}
	files, err := page.Files(in)
	if err != nil {
		return written, false, err
	}
	written, err = page.Write(dir, files)
	return written, in.Result.Unreadable(), err
}

func pagesOf(r *status.Result) []history.Page {
	var out []history.Page
	for i := range r.Documents {
		d := &r.Documents[i]
		p := history.Page{Source: d.Source.Path, Targets: map[string]string{}}
		for j := range d.Targets {
			if t := &d.Targets[j]; t.Version != nil {
				p.Targets[t.Locale] = t.Path
			}
		}
		out = append(out, p)
	}
	return out
}

// title is what the page calls the project.
func title(c *cli.Context, p *project.Project) string {
	return cmp.Or(c.String("title"), p.Config.Site.Title, filepath.Base(p.Root))
}

// editURL checks the pattern of --edit-url. Without one, it is that of the forge
// whose runner this is.
func editURL(pattern string) (string, error) {
	if pattern == "" {
		return forgePattern(os.Getenv), nil
	}
	u, err := url.Parse(strings.NewReplacer("{path}", "path", "{line}", "1").Replace(pattern))
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" || !strings.Contains(pattern, "{path}") {
		return "", fault.New(fault.Usage, FaultEditURL, "", "Value", pattern)
	}
	return pattern, nil
}
