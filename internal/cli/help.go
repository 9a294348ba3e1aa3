package cli

import (
	"fmt"
	"io"
	"runtime/debug"
	"strings"

	"github.com/urfave/cli/v2"
)

// helpCommand replaces the library's own, which speaks English only.
func (s *session) helpCommand() *cli.Command {
	return &cli.Command{
		Name:      "help",
		Usage:     s.words.Text("help.help.usage"),
		ArgsUsage: s.words.Text("help.help.args"),
		Flags:     []cli.Flag{&cli.BoolFlag{Name: "man", Usage: s.words.Text("flag.man")}},
		Action: func(c *cli.Context) error {
			if c.Bool("man") {
				_, err := io.WriteString(s.stdout, s.manual(c.App))
				return err
			}
			if name := c.Args().First(); name != "" {
				if _, err := arrange(c.App, []string{"stele", name}); err != nil {
					return err
				}
				return cli.ShowCommandHelp(c, name)
			}
			return cli.ShowAppHelp(c)
		},
	}
}

func (s *session) versionCommand() *cli.Command {
	return &cli.Command{
		Name:  "version",
		Usage: s.words.Text("help.version.usage"),
		Action: func(c *cli.Context) error {
			_, err := fmt.Fprintln(s.stdout, "stele "+version())
			return err
		},
	}
}

// version is what the build recorded: a module version, or a commit.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "(unknown)"
	}
	if v := info.Main.Version; v != "" && v != "(devel)" {
		return v
	}
	for _, kv := range info.Settings {
		if kv.Key == "vcs.revision" {
			return kv.Value[:min(12, len(kv.Value))]
		}
	}
	return "(devel)"
}

// noCommand is what a bare "stele" does.
func (s *session) noCommand(c *cli.Context) error { return cli.ShowAppHelp(c) }

// globalFlags are listed in the help only; takeGlobals has read them already.
func (s *session) globalFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringFlag{Name: "lang", Usage: s.words.Text("flag.lang"), DefaultText: s.words.Text("flag.lang_default")},
		&cli.BoolFlag{Name: "quiet", Aliases: []string{"q"}, Usage: s.words.Text("flag.quiet")},
		&cli.BoolFlag{Name: "no-cache", Usage: s.words.Text("flag.no_cache")},
		cli.HelpFlag,
	}
}

// translateLibrary sets the two things that the library reads from package
// variables: the help flag and the form of a flag's line.
func (s *session) translateLibrary() {
	cli.HelpFlag = &cli.BoolFlag{Name: "help", Aliases: []string{"h"}, Usage: s.words.Text("flag.help"), DisableDefaultText: true}
	cli.FlagStringer = s.flagLine
}

// flagLine is "--format NAME, -f NAME<tab>what it is for (default: text)".
func (s *session) flagLine(f cli.Flag) string {
	d, ok := f.(cli.DocGenerationFlag)
	if !ok {
		return ""
	}
	placeholder, usage := s.flagUsage(d)
	var names []string
	for _, n := range f.Names() {
		names = append(names, strings.TrimSpace(dashed(n)+" "+placeholder))
	}
	return strings.Join(names, ", ") + "\t" + usage
}

// flagUsage is what stands for a flag's value, "" where it takes none, and what
// the flag is for, with its default.
func (s *session) flagUsage(d cli.DocGenerationFlag) (placeholder, usage string) {
	usage = d.GetUsage()
	if !d.TakesValue() {
		return "", usage
	}
	placeholder = "VALUE"
	if before, rest, found := strings.Cut(usage, "`"); found {
		name, after, _ := strings.Cut(rest, "`")
		placeholder, usage = name, before+name+after
	}
	if text := d.GetDefaultText(); text != "" && text != `""` {
		usage += " (" + s.words.Text("help.default") + ": " + strings.Trim(text, `"`) + ")"
	}
	return placeholder, usage
}

// dashed is a flag's name as it is typed.
func dashed(name string) string {
	if len(name) == 1 {
		return "-" + name
	}
	return "--" + name
}

// appTemplate is the top screen, in the library's template language.
func (s *session) appTemplate() string {
	t := func(id string) string { return s.words.Text("help." + id) }
	return `stele: {{.Usage}}

` + t("usage") + `
   stele ` + t("command_line") + `

` + t("commands") + `{{range .VisibleCommands}}
   {{join .Names ", "}}{{"\t"}}{{.Usage}}{{end}}

` + t("global") + `
   {{range $i, $f := .VisibleFlags}}{{if $i}}
   {{end}}{{$f}}{{end}}

` + t("more") + `
`
}

// commandTemplate is the screen of one command.
func (s *session) commandTemplate() string {
	t := func(id string) string { return s.words.Text("help." + id) }
	return `stele {{.Name}}: {{.Usage}}

` + t("usage") + `
   stele {{.Name}}{{if .VisibleFlags}} ` + t("flags_mark") + `{{end}}{{if .ArgsUsage}} {{.ArgsUsage}}{{end}}
{{if .Description}}
{{.Description}}
{{end}}{{if .VisibleFlags}}
` + t("flags") + `
   {{range $i, $f := .VisibleFlags}}{{if $i}}
   {{end}}{{$f}}{{end}}
{{end}}`
}
