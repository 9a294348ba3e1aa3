// Command stele keeps the language versions of a text together.
package main

import (
	"os"

	"stele/internal/cli"
)

func main() {
	os.Exit(cli.Main(os.Args, os.Stdin, os.Stdout, os.Stderr))
}
