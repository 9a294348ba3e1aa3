package cli

import (
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"stele/internal/check"
	"stele/internal/lang"
	"stele/internal/report"
	"stele/internal/status"
)

// continuation is a word that may stand next, and what it is for.
type continuation struct{ word, what string }

// continuations are the words that may stand after others, in place of last,
// whether or not they begin like it.
func (s *session) continuations(app *cli.App, before []string, last string) []continuation {
	command, args, waiting := read(app, before)
	flags := app.Flags
	if command != nil {
		flags = slices.Concat(command.Flags, app.Flags)
	}
	switch name, value, joined := strings.Cut(last, "="); {
	case waiting != nil:
		return s.values(command, waiting, last)
	case joined && strings.HasPrefix(last, "-"):
		flag, _, err := lookup(flags, name, "")
		if err != nil {
			return nil
		}
		return prefixed(name+"=", s.values(command, flag, value))
	case strings.HasPrefix(last, "-"):
		return s.flagNames(flags)
	case command == nil:
		return commandNames(app)
	}
	return s.arguments(app, command, args)
}

// read finds the command of a line, its arguments so far, and the flag whose
// value is to come next.
func read(app *cli.App, words []string) (command *cli.Command, args []string, waiting cli.Flag) {
	for _, w := range words {
		flags := app.Flags
		if command != nil {
			flags = slices.Concat(command.Flags, app.Flags)
		}
		switch {
		case waiting != nil:
			waiting = nil
		case strings.HasPrefix(w, "-") && len(w) > 1:
			if flag, joined, err := lookup(flags, w, ""); err == nil && !joined && takesValue(flag) {
				waiting = flag
			}
		case command == nil:
			if command = app.Command(w); command == nil {
				command = &cli.Command{Name: w}
			}
		default:
			args = append(args, w)
		}
	}
	return command, args, waiting
}

func commandNames(app *cli.App) []continuation {
	var out []continuation
	for _, c := range app.VisibleCommands() {
		out = append(out, continuation{c.Name, c.Usage})
	}
	return out
}

func (s *session) flagNames(flags []cli.Flag) []continuation {
	var out []continuation
	for _, f := range append(slices.Clone(flags), cli.HelpFlag) {
		d, ok := f.(cli.DocGenerationFlag)
		if !ok || slices.ContainsFunc(out, func(k continuation) bool { return k.word == "--"+f.Names()[0] }) {
			continue
		}
		out = append(out, continuation{"--" + f.Names()[0], strings.ReplaceAll(d.GetUsage(), "`", "")})
	}
	return out
}

// arguments are those that a command takes, where they are no files.
func (s *session) arguments(app *cli.App, command *cli.Command, args []string) []continuation {
	switch {
	case command.Name == "help" && len(args) == 0:
		return commandNames(app)
	case command.Name == "completion" && len(args) == 0:
		return words(shells()...)
	case command.Name == "explain":
		return s.ruleNames()
	case command.Name == "diff" && len(args) < 2:
		return slices.DeleteFunc(s.projectLocales(), func(k continuation) bool { return slices.Contains(args, k.word) })
	}
	return nil
}

// values are those that a flag takes; last is what is written of it.
func (s *session) values(command *cli.Command, flag cli.Flag, last string) []continuation {
	if f, ok := flag.(choiceFlag); ok {
		return words(f.choices...)
	}
	before := last[:strings.LastIndex(last, ",")+1]
	switch flag.Names()[0] {
	case "lang":
		return words(s.catalog.Locales()...)
	case "locale":
		return prefixed(before, s.projectLocales())
	case "fail-on":
		return prefixed(before, words(check.GateNames()...))
	case "min":
		out := s.projectLocales()
		for i := range out {
			out[i].word += "="
		}
		return prefixed(before, out)
	case "output":
		if command != nil && slices.Contains([]string{"status", "diff", "check"}, command.Name) && !strings.Contains(last, "=") {
			out := words(formats...)
			for i := range out {
				out[i].word += "="
			}
			return out
		}
	}
	return nil
}

func words(all ...string) []continuation {
	out := make([]continuation, len(all))
	for i, w := range all {
		out[i].word = w
	}
	return out
}

func prefixed(before string, all []continuation) []continuation {
	for i := range all {
		all[i].word = before + all[i].word
	}
	return all
}

// ruleNames are the rules with what they find.
func (s *session) ruleNames() []continuation {
	manual := report.NewManual(s.words)
	var out []continuation
	for _, r := range check.Rules() {
		out = append(out, continuation{string(r.Rule), manual.Summary(r.Rule)})
	}
	return out
}

// projectLocales are those of the project that the shell stands in; none where
// there is no project, which is no error while somebody types.
func (s *session) projectLocales() []continuation {
	s.quiet = true
	p, _, err := s.open(nil, "")
	if err != nil {
		return nil
	}
	var out []continuation
	for _, l := range status.Locales(p) {
		out = append(out, continuation{l, lang.Name(l, s.words.Locale())})
	}
	return out
}
