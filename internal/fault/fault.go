// Package fault holds errors as data: what went wrong, where, and which exit
// code it deserves. The command line turns a fault into one line in the
// reader's language; no other package writes messages.
//
// A package declares its own faults as typed constants,
//
//	const BadFrontMatter fault.ID = "front-matter"
//
// and each id has a message in locales/: "fault.<id>" says what is wrong, and
// "next.<id>", where there is one, the next step. The place and the cause are
// added by the command line.
package fault

import (
	"errors"
	"fmt"
	"strings"
)

// ID names a kind of fault. Lower case, words joined by hyphens.
type ID string

// Class decides the exit code.
type Class int

// The classes.
const (
	Internal Class = iota // exit 3: ours, or the machine's
	Input                 // exit 3: a file that cannot be read or written
	Usage                 // exit 2: the command line
	Config                // exit 2: .stele/config.toml, a ledger of a newer format
)

// Fault is an error as data.
type Fault struct {
	ID    ID
	Class Class
	Path  string         // the file it is about, if any
	Line  int            // from 1; 0 when unknown
	Args  map[string]any // what the message's template names
	Err   error          // the cause, if any
}

// New makes a fault about a file. kv alternates argument names and values.
func New(class Class, id ID, path string, kv ...any) *Fault {
	f := &Fault{ID: id, Class: class, Path: path}
	for i := 0; i+1 < len(kv); i += 2 {
		if f.Args == nil {
			f.Args = map[string]any{}
		}
		f.Args[fmt.Sprint(kv[i])] = kv[i+1]
	}
	return f
}

// At sets the line and returns the fault.
func (f *Fault) At(line int) *Fault { f.Line = line; return f }

// Because sets the cause and returns the fault.
func (f *Fault) Because(err error) *Fault { f.Err = err; return f }

// Where is "path:line", "path" or "".
func (f *Fault) Where() string {
	if f.Line > 0 {
		return fmt.Sprintf("%s:%d", f.Path, f.Line)
	}
	return f.Path
}

// Error is for logs and tests; people see the localized message.
func (f *Fault) Error() string {
	parts := []string{string(f.ID)}
	if w := f.Where(); w != "" {
		parts = append(parts, w)
	}
	if f.Err != nil {
		parts = append(parts, f.Err.Error())
	}
	return strings.Join(parts, ": ")
}

// Unwrap gives the cause.
func (f *Fault) Unwrap() error { return f.Err }

// Is reports whether err is, or wraps, a fault of that id.
func Is(err error, id ID) bool {
	f, ok := errors.AsType[*Fault](err)
	return ok && f.ID == id
}
