package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"github.com/urfave/cli/v2"

	"stele/internal/fault"
	"stele/internal/importer"
	"stele/internal/lang"
	"stele/internal/project"
	"stele/internal/report"
	"stele/internal/status"
)

// FaultImportArgs: import was given nothing to read.
const FaultImportArgs fault.ID = "import-args"

// FaultImportKind: a file that import does not know how to read.
const FaultImportKind fault.ID = "import-kind"

func (s *session) importCommand() *cli.Command {
	return &cli.Command{
		Name:        "import",
		Usage:       s.words.Text("help.import.usage"),
		ArgsUsage:   s.words.Text("help.import.args"),
		Description: s.words.Text("help.import.about"),
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "output", Aliases: []string{"o"}, Value: ".", Usage: s.words.Text("flag.output")},
			&cli.StringFlag{Name: "locale", Aliases: []string{"l"}, Usage: s.words.Text("flag.import_locale")},
			&cli.StringFlag{Name: "source", Usage: s.words.Text("flag.import_source")},
			&cli.BoolFlag{Name: "drafts", Usage: s.words.Text("flag.drafts")},
			&cli.BoolFlag{Name: "force", Usage: s.words.Text("flag.force")},
			&cli.BoolFlag{Name: "follow", Usage: s.words.Text("flag.follow")},
			&cli.BoolFlag{Name: "allow-private", Usage: s.words.Text("flag.allow_private")},
			&cli.BoolFlag{Name: "verbose", Usage: s.words.Text("flag.import_verbose")},
			s.dryRunFlag(),
		},
		Action: s.imports,
	}
}

// intake is one run of import.
type intake struct {
	*session
	c              *cli.Context
	locale, source string
	writer         *importer.Writer
	count          map[importer.Outcome]int
	failed         bool // something could not be read
	posts          []*importer.Post
}

func (s *session) imports(c *cli.Context) error {
	if !c.Args().Present() {
		return fault.New(fault.Usage, FaultImportArgs, "")
	}
	in := &intake{session: s, c: c, count: map[importer.Outcome]int{}}
	for flag, to := range map[string]*string{"locale": &in.locale, "source": &in.source} {
		if name := c.String(flag); name != "" {
			tag, ok := lang.Canonical(name)
			if !ok {
				return fault.New(fault.Usage, project.FaultLocale, "", "Locale", name)
			}
			*to = tag
		}
	}
	in.writer = &importer.Writer{Dir: c.String("output"), Force: c.Bool("force"), Dry: c.Bool("dry-run"), Told: in.told}
	if err := in.all(c.Args().Slice()); err != nil {
		return err
	}
	in.summary()
	if in.failed || in.count[importer.Differs] > 0 {
		return errUnread
	}
	return nil
}

// all reads every argument and writes what it holds. What cannot be read is told
// and costs only itself.
func (in *intake) all(args []string) error {
	defer in.working()()
	for _, arg := range args {
		if err := in.one(arg); err != nil {
			if err := in.pass(err); err != nil {
				return err
			}
		}
	}
	importer.Group(in.posts, in.source)
	importer.ByDocument(in.posts)
	for _, p := range in.posts {
		if err := in.write(p); err != nil {
			return err
		}
	}
	return nil
}

func (in *intake) one(arg string) error {
	if u, err := url.Parse(arg); err == nil && (u.Scheme == "http" || u.Scheme == "https") {
		return in.fetch(arg)
	}
	info, err := os.Stat(arg)
	if err != nil {
		return fault.New(fault.Input, status.FaultNoFile, arg)
	}
	if !info.IsDir() {
		return in.file(arg)
	}
	return filepath.WalkDir(arg, func(name string, e fs.DirEntry, err error) error {
		if err != nil {
			return fault.New(fault.Input, status.FaultUnreadable, filepath.ToSlash(name)).Because(err)
		}
		if e.IsDir() || kindOf(name) == "" {
			return in.ctx.Err()
		}
		if err := in.file(name); err != nil {
			return in.pass(err)
		}
		return in.ctx.Err()
	})
}

// pass tells of what cannot be read and lets the run go on; other errors end it.
func (in *intake) pass(err error) error {
	f, ok := errors.AsType[*fault.Fault](err)
	if !ok || f.Class != fault.Input || in.ctx.Err() != nil {
		return err
	}
	in.tell(f)
	in.failed = true
	return nil
}

// kindOf is what a file holds, by its name.
func kindOf(name string) string {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".html", ".htm", ".xhtml":
		return "page"
	case ".xml", ".wxr":
		return "wordpress"
	case ".json":
		return "rest"
	case ".txt":
		return "text"
	}
	return ""
}

func (in *intake) file(name string) error {
	shown := filepath.ToSlash(name)
	kind := kindOf(name)
	if kind == "" {
		return fault.New(fault.Input, FaultImportKind, shown)
	}
	if kind == "wordpress" {
		return in.wordPress(name)
	}
	src, err := status.ReadBytes(name, shown)
	if err != nil {
		return err
	}
	return in.read(kind, shown, src, "", "")
}

func (in *intake) read(kind, name string, src []byte, contentType, address string) error {
	switch kind {
	case "rest":
		posts, err := importer.REST(name, src, in.locale, in.c.Bool("drafts"), in.pass)
		in.posts = append(in.posts, posts...)
		return err
	case "text":
		p, err := importer.Text(name, src, in.locale)
		return in.add(p, err)
	}
	p, err := importer.Page(name, src, contentType, address, in.locale)
	return in.add(p, err)
}

func (in *intake) add(p *importer.Post, err error) error {
	if err == nil {
		in.posts = append(in.posts, p)
	}
	return err
}

// wordPress writes an export post by post, since it may hold thousands.
func (in *intake) wordPress(name string) error {
	w, err := importer.OpenWordPress(in.ctx, name, in.locale, in.c.Bool("drafts"))
	if err != nil {
		return err
	}
	importer.Group(w.Posts(), in.source)
	return w.Each(in.ctx, in.write, in.pass)
}

// write puts a post on disk, and tells what of it needs a person's eyes.
func (in *intake) write(p *importer.Post) error {
	if err := in.ctx.Err(); err != nil {
		return err
	}
	if err := in.writer.Post(p); err != nil {
		return err
	}
	if in.quiet {
		return nil
	}
	name := p.Document + "." + p.Locale + ".md"
	for _, k := range p.Kept {
		at := name
		if line := in.writer.Line(k); line > 0 {
			at = fmt.Sprintf("%s:%d", name, line)
		}
		in.note("import.kept", "Path", at, "Text", k)
	}
	if in.c.Bool("verbose") {
		for _, d := range p.Dropped {
			in.note("import.dropped", "Path", name, "Text", d)
		}
	}
	return nil
}

func (in *intake) told(path string, what importer.Outcome) {
	in.count[what]++
	switch {
	case what == importer.Differs:
		in.note("import.differs", "Path", path)
	case what == importer.Wrote && !in.quiet && in.c.Bool("verbose"):
		fmt.Fprintln(in.stdout, report.OneLine(path))
	}
}

func (in *intake) summary() {
	id := "import.wrote"
	if in.c.Bool("dry-run") {
		id = "import.would"
	}
	in.say(id, "Count", in.count[importer.Wrote], "Dir", in.c.String("output"))
	if n := in.count[importer.Unchanged]; n > 0 {
		in.say("export.unchanged", "Count", n)
	}
}
