package cli

import (
	"strconv"
	"strings"

	"github.com/urfave/cli/v2"

	"stele/internal/fault"
	"stele/internal/status"
)

// Faults of the accept command's arguments.
const (
	FaultAcceptArgs fault.ID = "accept-args"
	FaultSpot       fault.ID = "bad-spot" // Spot
)

// FaultSyncShallow: what would be recorded is not known in a shallow clone: Count.
const FaultSyncShallow fault.ID = "sync-shallow"

// Faults of --prune: only the whole of a project whose documents are configured
// tells what is gone.
const (
	FaultPrunePaths  fault.ID = "prune-paths"
	FaultPruneConfig fault.ID = "prune-config"
)

func (s *session) syncCommand() *cli.Command {
	return &cli.Command{
		Name:        "sync",
		Usage:       s.words.Text("help.sync.usage"),
		ArgsUsage:   s.words.Text("help.paths"),
		Description: s.words.Text("help.sync.about"),
		Flags: []cli.Flag{
			s.localeFlag(),
			s.sourceTreeFlag(),
			&cli.BoolFlag{Name: "check", Usage: s.words.Text("flag.check")},
			&cli.BoolFlag{Name: "prune", Usage: s.words.Text("flag.prune")},
			s.dryRunFlag(),
		},
		Action: s.sync,
	}
}

func (s *session) dryRunFlag() cli.Flag {
	return &cli.BoolFlag{Name: "dry-run", Aliases: []string{"n"}, Usage: s.words.Text("flag.dry_run")}
}

func (s *session) sync(c *cli.Context) error {
	p, opt, err := s.open(c.Args().Slice(), c.String("source-tree"))
	if err != nil {
		return err
	}
	if opt.Locales, err = s.locales(p, c); err != nil {
		return err
	}
	switch {
	case c.Bool("prune") && c.Args().Present():
		return fault.New(fault.Usage, FaultPrunePaths, "")
	case c.Bool("prune") && !p.Layout.Configured:
		return fault.New(fault.Usage, FaultPruneConfig, "")
	case len(p.Documents) == 0 && !c.Bool("prune"):
		return p.NothingFound(fault.Config)
	}
	done := s.working()
	folded, err := status.Sync(s.ctx, p, opt)
	done()
	if err != nil {
		return err
	}
	s.warnAll(folded.Warnings)
	// That the ledger is behind is certain; what belongs in it is not.
	if folded.Cut > 0 && !c.Bool("check") {
		return fault.New(fault.Input, FaultSyncShallow, "", "Count", folded.Cut)
	}
	dry := c.Bool("dry-run") || c.Bool("check")
	if err := s.save(folded.Updates, dry, "sync.wrote"); err != nil {
		return err
	}
	var gone []status.Leftover
	if !c.Args().Present() && !folded.Unread { // what cannot be read may hold what a ledger speaks of
		gone = status.Leftovers(p, opt)
	}
	if err := s.prune(gone, c.Bool("prune"), dry); err != nil {
		return err
	}
	if c.Bool("check") && len(folded.Updates) > 0 {
		s.note("gate.sync")
		return errGate
	}
	if folded.Unread {
		return errUnread
	}
	return nil
}

// prune removes the ledgers of documents that are gone, unless dry, and says
// which; or says how many there are.
func (s *session) prune(gone []status.Leftover, remove, dry bool) error {
	if !remove && len(gone) > 0 {
		s.say("sync.leftovers", "Count", len(gone))
	}
	if !remove {
		return nil
	}
	for _, l := range gone {
		if dry {
			s.say("sync.would_prune", "Path", l.Path)
			continue
		}
		if err := l.Remove(); err != nil {
			return err
		}
		s.say("sync.pruned", "Path", l.Path)
	}
	return nil
}

// save writes the ledgers, unless dry, and says which.
func (s *session) save(updates []status.Update, dry bool, wrote string) error {
	if len(updates) == 0 {
		s.say("sync.unchanged")
	}
	for _, u := range updates {
		if dry {
			s.say("sync.would", "Path", u.Path, "Count", u.Segments)
			continue
		}
		if err := u.Save(); err != nil {
			return err
		}
		s.say(wrote, "Path", u.Path, "Count", u.Segments)
	}
	return nil
}

func (s *session) acceptCommand() *cli.Command {
	return &cli.Command{
		Name:        "accept",
		Usage:       s.words.Text("help.accept.usage"),
		ArgsUsage:   s.words.Text("help.accept.args"),
		Description: s.words.Text("help.accept.about"),
		Flags: []cli.Flag{
			&cli.BoolFlag{Name: "all", Usage: s.words.Text("flag.accept_all")},
			s.sourceTreeFlag(),
			s.dryRunFlag(),
		},
		Action: s.accept,
	}
}

func (s *session) accept(c *cli.Context) error {
	if !c.Args().Present() {
		return fault.New(fault.Usage, FaultAcceptArgs, "")
	}
	var spots []status.Spot
	var files []string
	for _, arg := range c.Args().Slice() {
		spot := status.Spot{File: arg}
		if !c.Bool("all") {
			var err error
			if spot, err = parseSpot(arg); err != nil {
				return err
			}
		}
		spots = append(spots, spot)
		files = append(files, spot.File)
	}
	p, opt, err := s.open(files, c.String("source-tree"))
	if err != nil {
		return err
	}
	folded, err := status.Accept(s.ctx, p, opt, spots)
	if err != nil {
		return err
	}
	s.warnAll(folded.Warnings)
	return s.save(folded.Updates, c.Bool("dry-run"), "accept.done")
}

// parseSpot reads FILE:LINE or FILE:FROM-TO.
func parseSpot(arg string) (status.Spot, error) {
	bad := fault.New(fault.Usage, FaultSpot, "", "Spot", arg)
	at := strings.LastIndexByte(arg, ':')
	if at <= 0 {
		return status.Spot{}, bad
	}
	first, last, ranged := strings.Cut(arg[at+1:], "-")
	if !ranged {
		last = first
	}
	from, err := strconv.Atoi(first)
	if err != nil || from < 1 {
		return status.Spot{}, bad
	}
	to, err := strconv.Atoi(last)
	if err != nil || to < from {
		return status.Spot{}, bad
	}
	return status.Spot{File: arg[:at], From: from, To: to}, nil
}
