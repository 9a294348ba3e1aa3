// Package cli is the command line: commands, flags, help and exit codes.
package cli

import "io"

// Main runs one command line and returns the exit code.
func Main(args []string, stdin io.Reader, stdout, stderr io.Writer) int { return 0 }
