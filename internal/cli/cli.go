// Package cli is the command line: commands, flags, help, and the one place
// where errors become messages and exit codes.
//
// [Main] is the whole of it. A command reads its flags, calls the packages that
// compute, and hands what they return to internal/report or internal/edition;
// nothing is computed here. One file per command.
package cli

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"sync/atomic"

	"github.com/urfave/cli/v2"

	"stele/internal/fault"
	"stele/internal/message"
)

// session is what a command line runs in.
type session struct {
	ctx            context.Context
	stdin          io.Reader
	stdout, stderr io.Writer
	catalog        *message.Catalog
	words          *message.Printer // in the interface's language
	quiet, noCache bool
	stage          atomic.Pointer[stage] // how far a long run has come
}

// Main runs one command line and returns the exit code.
func Main(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	s := &session{ctx: ctx, stdin: stdin, stdout: stdout, stderr: stderr}
	return s.finish(s.guarded(args))
}

// guarded turns a panic, which is always a fault of ours, into an error.
func (s *session) guarded(args []string) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fault.New(fault.Internal, FaultInternal, "").Because(fmt.Errorf("%v", r))
		}
	}()
	if args, err = s.prepare(args); err != nil {
		return err
	}
	return s.run(args)
}

// prepare settles the language of the interface: the library's texts must be
// there before it is built. It returns the arguments that are left.
func (s *session) prepare(args []string) ([]string, error) {
	var err error
	if s.catalog, err = message.Load(); err != nil {
		return nil, err
	}
	return s.takeGlobals(args)
}

// run finds the command, puts its flags before its arguments and hands over.
func (s *session) run(args []string) error {
	app := s.app()
	args, err := arrange(app, args)
	if err != nil {
		return err
	}
	return app.RunContext(s.ctx, args)
}

func (s *session) app() *cli.App {
	s.translateLibrary()
	return &cli.App{
		Name:                  "stele",
		Usage:                 s.words.Text("app.tagline"),
		HideHelpCommand:       true,
		HideVersion:           true,
		Writer:                s.stdout,
		ErrWriter:             s.stderr,
		ExitErrHandler:        func(*cli.Context, error) {}, // the default calls os.Exit
		CustomAppHelpTemplate: s.appTemplate(),
		Flags:                 s.globalFlags(),
		Action:                s.noCommand,
		OnUsageError:          func(_ *cli.Context, err error, _ bool) error { return usageFault(err) },
		Commands:              s.commands(),
	}
}

func (s *session) commands() []*cli.Command {
	all := []*cli.Command{
		s.initCommand(),
		s.importCommand(),
		s.statusCommand(),
		s.diffCommand(),
		s.checkCommand(),
		s.explainCommand(),
		s.alignCommand(),
		s.reportCommand(),
		s.exportCommand(),
		s.previewCommand(),
		s.syncCommand(),
		s.acceptCommand(),
		s.completionCommand(),
		s.completeCommand(),
		s.helpCommand(),
		s.versionCommand(),
	}
	for _, c := range all {
		c.HideHelpCommand = true
		c.CustomHelpTemplate = s.commandTemplate()
		c.OnUsageError = func(_ *cli.Context, err error, _ bool) error { return usageFault(err) }
	}
	return all
}
