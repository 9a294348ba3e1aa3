package cli

import (
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"stele/internal/edition"
	"stele/internal/edition/live"
	"stele/internal/fault"
	"stele/internal/message"
	"stele/internal/project"
	"stele/internal/status"
)

// Faults of how editions are to be made.
const (
	FaultBaseURL        fault.ID = "export-base-url" // Value: what is no address
	FaultExportParallel fault.ID = "export-parallel" // Value: one language only
)

// publisher makes the editions that a command line asks for, as often as it is
// asked: what it reads is read anew each time.
type publisher struct {
	s       *session
	paths   []string
	locale  string // "" is every locale
	format  string
	options edition.Options
	baseURL string
	least   int // percent
	refuse  bool
	columns []string // locales side by side; nil for an edition of each
	marks   bool
	silent  bool // what is less than whole has been told
	live    bool // pages to look at while one edits are made, too
}

// publication is what a publisher made.
type publication struct {
	project    *project.Project
	locales    []string
	outputs    []edition.Output
	served     []edition.Output // the outputs that load again when they change
	held       []edition.Held   // less complete than was asked for
	unreadable bool
}

func (s *session) publisher(c *cli.Context) (*publisher, error) {
	format := edition.Formats()[0]
	if slices.ContainsFunc(c.Command.Flags, func(f cli.Flag) bool { return f.Names()[0] == "format" }) {
		var err error
		if format, err = editionFormat(c); err != nil {
			return nil, err
		}
	}
	x := &publisher{
		s: s, paths: c.Args().Slice(), locale: c.String("locale"), format: format,
		options: edition.Options{Fallback: edition.Fallback(c.String("fallback"))},
		baseURL: c.String("base-url"), least: c.Int("min"), refuse: c.String("below") != belowMark,
	}
	x.columns, x.marks = list(c.StringSlice("parallel")), c.Bool("marks")
	if x.columns != nil {
		if !slices.Contains(edition.ParallelFormats(), format) {
			return nil, fault.New(fault.Usage, FaultFormat, "", "Format", format, "Known", strings.Join(edition.ParallelFormats(), ", "))
		}
		if len(x.columns) < 2 {
			return nil, fault.New(fault.Usage, FaultExportParallel, "", "Value", x.columns[0])
		}
	}
	if v := c.String("below"); v != "" && v != belowMark && v != belowRefuse {
		return nil, fault.New(fault.Usage, FaultExportBelow, "", "Value", v)
	}
	if x.least < 0 || x.least > 100 {
		return nil, fault.New(fault.Usage, FaultExportMin, "", "Value", x.least)
	}
	if u, err := url.Parse(x.baseURL); x.baseURL != "" && (err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "") {
		return nil, fault.New(fault.Usage, FaultBaseURL, "", "Value", x.baseURL)
	}
	return x, nil
}

// make reads the project and makes its editions.
func (x *publisher) make() (*publication, error) {
	s := x.s
	chosen, opt, err := s.open(x.paths, "")
	if err != nil {
		return nil, err
	}
	// Every document and locale is read: people and other editions are named
	// on the page.
	p, err := project.Open(s.ctx, chosen.Root, nil, project.Options{})
	if err != nil {
		return nil, err
	}
	if x.baseURL != "" {
		p.Config.Site.BaseURL = x.baseURL
	}
	done := s.working()
	defer done()
	result, err := status.Run(s.ctx, p, opt)
	if err != nil {
		return nil, err
	}
	if !x.silent {
		s.warnAll(result.Warnings)
	}
	made := &publication{project: p, locales: result.Locales, unreadable: result.Unreadable()}
	if x.locale != "" || x.columns != nil {
		made.locales = nil
		wanted := x.columns
		if wanted == nil {
			wanted = []string{x.locale}
		}
		for _, name := range wanted {
			locale, err := status.MatchLocale(p, name)
			if err != nil {
				return nil, err
			}
			if !slices.Contains(made.locales, locale) {
				made.locales = append(made.locales, locale)
			}
		}
	}
	options := x.options
	options.Site = p.Config.Site.Title
	theme, catalog, err := s.theme(p)
	if err != nil {
		return nil, err
	}
	options.Theme = theme
	articles := map[string][]edition.Article{}
	for _, locale := range result.Locales {
		if !slices.Contains(made.locales, locale) && x.least == 0 {
			continue
		}
		articles[locale] = edition.Collect(result, &p.Config, locale, x.format)
		if len(x.paths) > 0 {
			articles[locale] = edition.Only(articles[locale], chosen)
		}
	}
	if x.least > 0 {
		held, err := edition.HoldBack(s.ctx, articles, x.least, x.refuse, options)
		if err != nil {
			return nil, err
		}
		made.held = slices.DeleteFunc(held, func(h edition.Held) bool { return !slices.Contains(made.locales, h.Locale) })
	}
	x.furnish(made, articles, catalog)
	if made.outputs, err = x.render(made, articles, options, catalog); err == nil && x.live {
		options.Live = live.Script
		made.served, err = x.render(made, articles, options, catalog)
	}
	x.silent = true
	return made, err
}

// furnish gives the articles their pictures, and tells what labels are lacking.
func (x *publisher) furnish(made *publication, articles map[string][]edition.Article, catalog *message.Catalog) {
	documents := map[string]*project.Document{}
	for i := range made.project.Documents {
		documents[made.project.Documents[i].ID] = &made.project.Documents[i]
	}
	files := map[string]string{}
	for id, d := range documents {
		for _, file := range d.Files {
			files[file] = id
		}
	}
	for n, locale := range made.locales {
		list := articles[locale]
		published := map[string]bool{}
		for i := range list {
			published[list[i].ID] = true
		}
		for i := range list {
			if x.format == "html" && x.columns == nil {
				list[i].Link = linker(documents, files, list[i].ID, locale, published)
			}
			list[i].Image = pictures(made.project, documents[list[i].ID], &list[i])
			for k := range list[i].People {
				list[i].People[k].Image = portraits(made.project, &list[i].People[k])
			}
		}
		if f := catalog.LabelsLacking(locale); f != nil && len(list) > 0 && x.format != "md" && !x.silent && (x.columns == nil || n == 0) {
			x.s.warn(f)
		}
	}
}

func (x *publisher) render(made *publication, articles map[string][]edition.Article, options edition.Options, catalog *message.Catalog) ([]edition.Output, error) {
	title := options.Site
	if title == "" {
		title = filepath.Base(made.project.Root)
	}
	if x.columns != nil {
		options.Labels = catalog.In(made.locales[0])
		return edition.RenderParallel(x.s.ctx, byDocument(made.locales, articles), x.format, title, x.marks, options)
	}
	var outputs []edition.Output
	for _, locale := range made.locales {
		list := articles[locale]
		options.Labels = catalog.In(locale)
		if x.format == "epub" && len(list) > 1 {
			book, err := edition.Bind(x.s.ctx, list, edition.OutputName(locale, "book", x.format), title, options)
			if err != nil {
				return nil, err
			}
			outputs = append(outputs, book)
			continue
		}
		rendered, err := edition.Render(x.s.ctx, list, x.format, options)
		if err != nil {
			return nil, err
		}
		outputs = append(outputs, rendered...)
	}
	return outputs, nil
}

// byDocument puts the articles of each document together, in the order of the
// locales; a document that one of them is not for is left out.
func byDocument(locales []string, articles map[string][]edition.Article) [][]edition.Article {
	at := map[string]int{}
	var out [][]edition.Article
	for _, locale := range locales {
		for _, a := range articles[locale] {
			i, known := at[a.ID]
			if !known {
				i = len(out)
				at[a.ID] = i
				out = append(out, nil)
			}
			out[i] = append(out[i], a)
		}
	}
	return slices.DeleteFunc(out, func(list []edition.Article) bool { return len(list) < len(locales) })
}

// theme is the project's own theme and labels; nil and the program's where it
// has none.
func (s *session) theme(p *project.Project) (*edition.Theme, *message.Catalog, error) {
	dir := p.Abs(themeFolder)
	if info, err := os.Stat(dir); err != nil || !info.IsDir() {
		return nil, s.catalog, nil
	}
	theme, err := edition.LoadTheme(os.DirFS(dir), themeFolder)
	if err != nil {
		return nil, nil, err
	}
	catalog, warnings, err := s.catalog.WithLabels(os.DirFS(dir), themeFolder)
	s.warnAll(warnings)
	return theme, catalog, err
}

// editionFormat reads --format, which also takes the names that other commands
// have for the same.
func editionFormat(c *cli.Context) (string, error) {
	switch c.String("format") {
	case "text":
		return "txt", nil
	case "markdown":
		return "md", nil
	}
	return formatOf(c, edition.Formats()...)
}
