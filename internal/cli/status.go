package cli

import (
	"slices"
	"strconv"
	"strings"

	"github.com/urfave/cli/v2"

	"stele/internal/fault"
	"stele/internal/report"
	"stele/internal/status"
)

// Faults of the status command's flags, and the gates it can fail.
const (
	FaultUnknownState fault.ID = "unknown-state" // State, Known
	FaultPercent      fault.ID = "bad-percent"   // Value
)

func (s *session) statusCommand() *cli.Command {
	return &cli.Command{
		Name:        "status",
		Usage:       s.words.Text("help.status.usage"),
		ArgsUsage:   s.words.Text("help.paths"),
		Description: s.words.Text("help.status.about"),
		Flags: []cli.Flag{
			s.localeFlag(),
			s.formatFlag("text", "json"),
			&cli.BoolFlag{Name: "all", Usage: s.words.Text("flag.all")},
			&cli.StringFlag{Name: "review", Usage: s.words.Text("flag.review")},
			&cli.StringSliceFlag{Name: "fail-on", Usage: s.words.Text("flag.fail_on_state")},
			&cli.StringFlag{Name: "min", Usage: s.words.Text("flag.min")},
		},
		Action: s.status,
	}
}

func (s *session) status(c *cli.Context) error {
	format, err := formatOf(c, "text", "json")
	if err != nil {
		return err
	}
	gate, err := gateOf(c)
	if err != nil {
		return err
	}
	review, err := thresholdOf(c)
	if err != nil {
		return err
	}
	result, err := s.examine(c, c.Args().Slice())
	if err != nil {
		return err
	}
	if review > 0 {
		result.KeepDoubtful(review)
	}
	switch {
	case format == "json":
		err = report.StatusJSON(s.stdout, result, c.Bool("all") || review > 0)
	case c.Args().Present() || review > 0:
		err = report.StatusDetail(s.stdout, result, s.words, s.style())
	default:
		err = report.StatusTable(s.stdout, result, c.Bool("all"), s.words, s.style())
	}
	if err != nil {
		return err
	}
	return s.judge(gate, result)
}

// gate is what the user wants to fail on.
type gate struct {
	states  []status.State
	percent int // -1 when not asked for
}

func gateOf(c *cli.Context) (gate, error) {
	g := gate{percent: -1}
	for _, name := range list(c.StringSlice("fail-on")) {
		if !slices.Contains(status.States(), status.State(name)) {
			return g, fault.New(fault.Usage, FaultUnknownState, "", "State", name, "Known", joinStates(status.States()))
		}
		g.states = append(g.states, status.State(name))
	}
	if v := c.String("min"); v != "" {
		n, err := strconv.Atoi(strings.TrimSuffix(v, "%"))
		if err != nil || n < 0 || n > 100 {
			return g, fault.New(fault.Usage, FaultPercent, "", "Value", v)
		}
		g.percent = n
	}
	return g, nil
}

func joinStates(states []status.State) string {
	names := make([]string, len(states))
	for i, st := range states {
		names[i] = string(st)
	}
	return strings.Join(names, ", ")
}

// judge tells which gate failed for which locale.
func (s *session) judge(g gate, r *status.Result) error {
	failed := false
	for _, locale := range r.Locales {
		n, segments, _ := r.Totals(locale)
		if n == 0 {
			continue
		}
		for _, state := range g.states {
			if segments[state] > 0 {
				failed = true
				s.note("gate.state", "Locale", locale, "Count", segments[state], "State", s.words.Text("state."+string(state)))
			}
		}
		if segments.Percent() < g.percent {
			failed = true
			s.note("gate.min", "Locale", locale, "Percent", segments.Percent(), "Min", g.percent)
		}
	}
	if failed {
		return errGate
	}
	if r.Unreadable() {
		return errUnread
	}
	return nil
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
