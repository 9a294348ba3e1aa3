package cli

import (
	"github.com/urfave/cli/v2"

	"stele/internal/check"
	"stele/internal/project"
	"stele/internal/status"
)

func (s *session) failOnFlag() cli.Flag {
	return &cli.StringSliceFlag{Name: "fail-on", Usage: s.words.Text("flag.fail_on")}
}

func (s *session) minFlag() cli.Flag {
	return &cli.StringSliceFlag{Name: "min", Usage: s.words.Text("flag.min")}
}

// knownGates refuses a name that no gate has before any work is done.
func knownGates(c *cli.Context) error {
	_, err := check.GatesOfFlags(list(c.StringSlice("fail-on")), nil, nil)
	return err
}

// gates are those of the flags and of the configuration.
func (s *session) gates(c *cli.Context, p *project.Project) ([]check.Gate, error) {
	flags, err := check.GatesOfFlags(list(c.StringSlice("fail-on")), list(c.StringSlice("min")), func(name string) (string, error) {
		return status.MatchLocale(p, name)
	})
	if err != nil {
		return nil, err
	}
	configured, err := check.GatesOf(&p.Config)
	return append(flags, configured...), err
}

// judge tells which gate did not hold, for which locale.
func (s *session) judge(failures []check.Failure, r *status.Result) error {
	for _, f := range failures {
		switch {
		case f.What == "":
			s.note("gate.min", "Locale", f.Locale, "Percent", f.Percent, "Min", f.Gate.Min, "Gate", f.Gate.Name)
		case s.words.Has("state."+f.What) && f.Locale != "":
			s.note("gate.state", "Locale", f.Locale, "Count", f.Count, "What", s.words.Text("state."+f.What), "Gate", f.Gate.Name)
		default:
			s.note("gate.findings", "Locale", f.Locale, "Count", f.Count, "What", f.What, "Gate", f.Gate.Name)
		}
	}
	if len(failures) > 0 {
		next := "gate.next_findings"
		if failures[0].Locale != "" {
			next = "gate.next_states"
		}
		s.advise(next)
		return errGate
	}
	if r != nil && r.Unreadable() {
		return errUnread
	}
	return nil
}
