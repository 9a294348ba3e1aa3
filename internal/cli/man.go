package cli

import (
	"strings"

	"github.com/urfave/cli/v2"

	"stele/internal/lang"
)

// manual is the manual page, in the language of man(7): what the help screens
// say, of every command.
func (s *session) manual(app *cli.App) string {
	var m manPage
	title := func(id string) { m.line(".SH " + quoted(lang.Upper(s.words.Text("man."+id), s.words.Locale()))) }
	m.line(`.\" -*- coding: utf-8 -*-`)
	m.line(`.TH STELE 1 "" stele ` + quoted(s.words.Text("man.manual")))
	title("name")
	m.text(app.Name + ` - ` + app.Usage)
	title("synopsis")
	m.line(`.B stele`)
	m.text(s.words.Text("help.command_line"))
	title("commands")
	for _, c := range app.VisibleCommands() {
		m.line(".SS " + quoted(strings.TrimSpace("stele "+c.Name+" "+c.ArgsUsage)))
		m.text(sentence(c.Usage))
		m.description(c.Description)
		m.flags(s, c.VisibleFlags())
	}
	title("global")
	m.flags(s, app.VisibleFlags())
	title("more")
	m.text(s.words.Text("help.more"))
	return m.b.String()
}

// manPage writes man(7).
type manPage struct{ b strings.Builder }

func (m *manPage) line(s string) { m.b.WriteString(s + "\n") }

// text is a paragraph's text, which must not be taken for requests.
func (m *manPage) text(s string) {
	for line := range strings.Lines(s) {
		line = roff(strings.TrimSpace(line))
		if strings.HasPrefix(line, ".") || strings.HasPrefix(line, "'") {
			line = `\&` + line
		}
		m.line(line)
	}
}

// description is a command's: paragraphs, and what is indented as it stands.
func (m *manPage) description(s string) {
	for _, paragraph := range strings.Split(strings.TrimRight(s, "\n"), "\n\n") {
		if paragraph == "" {
			continue
		}
		m.line(".PP")
		if !strings.HasPrefix(paragraph, "   ") {
			m.text(paragraph)
			continue
		}
		m.line(".nf")
		m.text(paragraph)
		m.line(".fi")
	}
}

func (m *manPage) flags(s *session, flags []cli.Flag) {
	for _, f := range flags {
		d, ok := f.(cli.DocGenerationFlag)
		if !ok {
			continue
		}
		placeholder, usage := s.flagUsage(d)
		var names []string
		for _, n := range f.Names() {
			name := `\fB` + roff(dashed(n)) + `\fR`
			if placeholder != "" {
				name += ` \fI` + roff(placeholder) + `\fR`
			}
			names = append(names, name)
		}
		m.line(".TP")
		m.line(strings.Join(names, ", "))
		m.text(sentence(usage))
	}
}

// roff writes a text's backslashes and hyphens as themselves.
func roff(s string) string { return strings.NewReplacer(`\`, `\e`, "-", `\-`).Replace(s) }

// quoted is one argument of a request.
func quoted(s string) string { return `"` + strings.ReplaceAll(roff(s), `"`, `""`) + `"` }

// sentence ends a text like one.
func sentence(s string) string {
	if s == "" || strings.HasSuffix(s, ".") {
		return s
	}
	return s + "."
}
