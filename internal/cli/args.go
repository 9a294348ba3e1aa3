package cli

import (
	"os"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"
	"golang.org/x/text/language"

	"stele/internal/fault"
)

// Faults of the command line.
const (
	FaultUnknownCommand fault.ID = "unknown-command" // Command, Near
	FaultUnknownFlag    fault.ID = "unknown-flag"    // Flag, Command, Near
	FaultFlagValue      fault.ID = "flag-value"      // Flag
	FaultFlag           fault.ID = "flag"            // Reason
	FaultUnknownLang    fault.ID = "unknown-lang"    // Lang, Known
)

// takeGlobals reads the flags that may stand anywhere, before the interface's
// language is known, and returns the other arguments.
func (s *session) takeGlobals(args []string) ([]string, error) {
	var rest []string
	var lang string
	for i := 0; i < len(args); i++ {
		name, value, joined := strings.Cut(args[i], "=")
		switch {
		case args[i] == "--":
			rest = append(rest, args[i:]...)
			i = len(args)
		case name == "--lang" && joined:
			lang = value
		case name == "--lang" && i+1 < len(args):
			i++
			lang = args[i]
		case name == "--lang":
			s.words = s.catalog.In(environmentLocale(os.Getenv))
			return nil, fault.New(fault.Usage, FaultFlagValue, "", "Flag", name)
		case args[i] == "--quiet" || args[i] == "-q":
			s.quiet = true
		case args[i] == "--no-cache":
			s.noCache = true
		case args[i] == "--version" && len(rest) <= 1:
			rest = append(rest, "version")
		default:
			rest = append(rest, args[i])
		}
	}
	if lang == "" {
		s.words = s.catalog.In(environmentLocale(os.Getenv))
		return rest, nil
	}
	locale, ok := s.catalog.Match(cleanLocale(lang))
	s.words = s.catalog.In(locale)
	if !ok {
		return nil, fault.New(fault.Usage, FaultUnknownLang, "", "Lang", lang, "Known", strings.Join(s.catalog.Locales(), ", "))
	}
	return rest, nil
}

// environmentLocale is the language that POSIX says: LC_ALL, LC_MESSAGES, LANG.
func environmentLocale(getenv func(string) string) string {
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if v := getenv(name); v != "" {
			return cleanLocale(v)
		}
	}
	return "en"
}

// cleanLocale makes a BCP 47 tag of a POSIX locale: tr_TR.UTF-8@x is tr-TR.
func cleanLocale(v string) string {
	v, _, _ = strings.Cut(v, ".")
	v, _, _ = strings.Cut(v, "@")
	if t, err := language.Parse(strings.ReplaceAll(v, "_", "-")); err == nil {
		return t.String()
	}
	return "und"
}

// arrange puts a command's flags before its arguments: the library stops
// reading flags at the first argument and ignores the rest in silence.
func arrange(app *cli.App, args []string) ([]string, error) {
	at := slices.IndexFunc(args[1:], func(a string) bool { return !strings.HasPrefix(a, "-") })
	if at < 0 {
		return args, checkFlags(app.Flags, args[1:], "")
	}
	at++
	if err := checkFlags(app.Flags, args[1:at], ""); err != nil {
		return nil, err
	}
	command := app.Command(args[at])
	if command == nil {
		var names []string
		for _, c := range app.Commands {
			names = append(names, c.Name)
		}
		return nil, fault.New(fault.Usage, FaultUnknownCommand, "", "Command", args[at], "Near", fault.Nearest(args[at], names))
	}
	flags, rest, err := split(command, args[at+1:])
	if err != nil {
		return nil, err
	}
	out := slices.Concat(args[:at+1], flags, []string{"--"}, rest)
	return out, nil
}

// split tells a command's flags, with their values, from its arguments.
func split(command *cli.Command, args []string) (flags, rest []string, err error) {
	for i := 0; i < len(args); i++ {
		a := args[i]
		if a == "--" {
			return flags, append(rest, args[i+1:]...), nil
		}
		if a == "-" || !strings.HasPrefix(a, "-") {
			rest = append(rest, a)
			continue
		}
		flag, joined, err := lookup(command.Flags, a, command.Name)
		if err != nil {
			return nil, nil, err
		}
		// One name for a flag, whichever was used: the library refuses a mixture.
		_, value, _ := strings.Cut(a, "=")
		written := "--" + flag.Names()[0]
		if joined {
			written += "=" + value
		}
		flags = append(flags, written)
		if joined || !takesValue(flag) {
			continue
		}
		if i+1 == len(args) {
			return nil, nil, fault.New(fault.Usage, FaultFlagValue, "", "Flag", a)
		}
		i++
		flags = append(flags, args[i])
	}
	return flags, rest, nil
}

func checkFlags(flags []cli.Flag, args []string, command string) error {
	for _, a := range args {
		if a == "--" {
			return nil
		}
		if strings.HasPrefix(a, "-") {
			if _, _, err := lookup(flags, a, command); err != nil {
				return err
			}
		}
	}
	return nil
}

// lookup finds a flag as written; joined says that its value is too ("-o=x").
func lookup(flags []cli.Flag, written, command string) (flag cli.Flag, joined bool, err error) {
	name, _, joined := strings.Cut(strings.TrimLeft(written, "-"), "=")
	if name == "help" || name == "h" {
		return cli.HelpFlag, joined, nil
	}
	var names []string
	for _, f := range flags {
		if slices.Contains(f.Names(), name) {
			return f, joined, nil
		}
		names = append(names, f.Names()...)
	}
	near := fault.Nearest(name, names)
	if near != "" {
		near = "--" + near
	}
	return nil, false, fault.New(fault.Usage, FaultUnknownFlag, "", "Flag", written, "Command", command, "Near", near)
}

func takesValue(f cli.Flag) bool {
	d, ok := f.(cli.DocGenerationFlag)
	return ok && d.TakesValue()
}

// usageFault wraps what the library finds wrong with a flag.
func usageFault(err error) error {
	return fault.New(fault.Usage, FaultFlag, "", "Reason", err.Error())
}
