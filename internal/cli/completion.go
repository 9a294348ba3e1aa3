package cli

import (
	"embed"
	"fmt"
	"strings"

	"github.com/urfave/cli/v2"

	"stele/internal/fault"
)

// FaultShell is a shell that nothing is known of: Shell, Known.
const FaultShell fault.ID = "unknown-shell"

//go:embed shell
var shellScripts embed.FS

// shells are those with completion.
func shells() []string { return []string{"bash", "zsh", "fish"} }

func (s *session) completionCommand() *cli.Command {
	return &cli.Command{
		Name:        "completion",
		Usage:       s.words.Text("help.completion.usage"),
		ArgsUsage:   strings.Join(shells(), "|"),
		Description: s.words.Text("help.completion.about"),
		Action: func(c *cli.Context) error {
			src, err := shellScripts.ReadFile("shell/stele." + c.Args().First())
			if err != nil {
				return fault.New(fault.Usage, FaultShell, "", "Shell", c.Args().First(), "Known", strings.Join(shells(), ", "))
			}
			_, err = s.stdout.Write(src)
			return err
		},
	}
}

// completeCommand answers the shells' scripts: after "--" come the words of the
// command line so far, the last of which is to be completed. It writes a line
// for each continuation: the word, and after a tab what it is for. No line means
// that file names are wanted.
func (s *session) completeCommand() *cli.Command {
	return &cli.Command{
		Name:   "__complete",
		Hidden: true,
		Action: func(c *cli.Context) error {
			words := c.Args().Slice()
			if len(words) == 0 {
				words = []string{""}
			}
			last := words[len(words)-1]
			for _, k := range s.continuations(c.App, words[:len(words)-1], last) {
				if !strings.HasPrefix(k.word, last) {
					continue
				}
				if _, err := fmt.Fprintln(s.stdout, strings.TrimSuffix(k.word+"\t"+k.what, "\t")); err != nil {
					return err
				}
			}
			return nil
		},
	}
}
