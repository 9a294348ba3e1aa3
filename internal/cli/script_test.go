package cli

import (
	"bytes"
	"os"
	"strconv"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"stele": func() { os.Exit(Main(os.Args, os.Stdin, os.Stdout, os.Stderr)) },
	})
}

// Each script is headed by the problem that it guards against. -update is not
// offered: what a command prints is written by hand.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Cmds:                map[string]func(*testscript.TestScript, bool, []string){"bytes": bytesCommand, "grow": growCommand},
		Setup: func(env *testscript.Env) error {
			env.Setenv("LANG", "C")
			env.Setenv("NO_COLOR", "1")
			env.Setenv("XDG_CACHE_HOME", env.WorkDir+"/.cache")
			env.Setenv("HOME", env.WorkDir)
			return nil
		},
	})
}

// bytesCommand is "bytes FILE OLD NEW": it puts bytes into a file that the script
// format cannot hold. Both are read as Go strings.
func bytesCommand(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: bytes FILE OLD NEW")
	}
	var text [2][]byte
	for i, a := range args[1:] {
		s, err := strconv.Unquote(`"` + a + `"`)
		ts.Check(err)
		text[i] = []byte(s)
	}
	file := ts.MkAbs(args[0])
	data, err := os.ReadFile(file)
	ts.Check(err)
	ts.Check(os.WriteFile(file, bytes.Replace(data, text[0], text[1], 1), 0o644))
}

// growCommand is "grow FILE MIB": it repeats what a file holds until it is that
// large.
func growCommand(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: grow FILE MIB")
	}
	size, err := strconv.Atoi(args[1])
	ts.Check(err)
	file := ts.MkAbs(args[0])
	data, err := os.ReadFile(file)
	ts.Check(err)
	ts.Check(os.WriteFile(file, bytes.Repeat(data, size<<20/len(data)+1), 0o644))
}
