package cli

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"stele/internal/fault"
	"stele/internal/report"
)

// The exit codes that the manual promises.
const (
	exitClean    = 0
	exitGate     = 1 // the gate that the user chose failed
	exitUsage    = 2 // usage or configuration
	exitInternal = 3 // input, output, or a fault of ours
)

// FaultInternal is an error that no package gave a name to.
const FaultInternal fault.ID = "internal" // Reason

// errGate says that a gate which the user chose did not hold. What failed has
// been told already.
var errGate = errors.New("gate")

// errUnread says that a file could not be read, which has been told, and that the
// rest of the answer was given.
var errUnread = errors.New("unread")

// finish tells the error, if any, in one line, and gives its exit code.
func (s *session) finish(err error) int {
	if err == nil {
		return exitClean
	}
	if errors.Is(err, errGate) {
		return exitGate
	}
	if errors.Is(err, errUnread) {
		return exitInternal
	}
	if s.words == nil { // the messages themselves could not be read
		fmt.Fprintln(s.stderr, "stele: "+err.Error())
		return exitInternal
	}
	// Whatever failed after Ctrl-C failed because of it: git gets the signal, too.
	if errors.Is(err, context.Canceled) || s.ctx.Err() != nil {
		fmt.Fprintln(s.stderr, "stele: "+s.words.Text("app.interrupted"))
		return exitInternal
	}
	f, ok := errors.AsType[*fault.Fault](err)
	if !ok {
		f = fault.New(fault.Internal, FaultInternal, "", "Reason", err.Error())
	}
	s.tell(f)
	if f.Class == fault.Usage || f.Class == fault.Config {
		return exitUsage
	}
	return exitInternal
}

// tell writes a fault on stderr: "stele: what: where: why", then the next step.
func (s *session) tell(f *fault.Fault) {
	fmt.Fprintln(s.stderr, "stele: "+s.describe(f))
	if id := "next." + string(f.ID); s.words.Has(id) {
		fmt.Fprintln(s.stderr, "  "+report.OneLine(s.words.TextMap(id, f.Args)))
	}
}

// warn is tell for what costs only part of the answer.
func (s *session) warn(f *fault.Fault) {
	if s.quiet {
		return
	}
	fmt.Fprintln(s.stderr, "stele: "+s.words.Text("app.warning")+": "+s.describe(f))
}

// note writes a line of the interface's own on stderr.
func (s *session) note(id string, kv ...any) {
	fmt.Fprintln(s.stderr, "stele: "+report.OneLine(s.words.Text(id, kv...)))
}

// advise writes what to do next, under a note.
func (s *session) advise(id string, kv ...any) {
	fmt.Fprintln(s.stderr, "  "+report.OneLine(s.words.Text(id, kv...)))
}

func (s *session) describe(f *fault.Fault) string {
	what := string(f.ID)
	if id := "fault." + what; s.words.Has(id) {
		what = s.words.TextMap(id, f.Args)
	}
	parts := []string{report.OneLine(what)}
	if w := f.Where(); w != "" {
		parts = append(parts, report.OneLine(w))
	}
	if f.Err != nil {
		parts = append(parts, report.OneLine(cause(f.Err)))
	}
	return strings.Join(parts, ": ")
}

// cause is the innermost message of an I/O error: the path is told already.
func cause(err error) string {
	for {
		inner := errors.Unwrap(err)
		if inner == nil {
			return err.Error()
		}
		err = inner
	}
}
