package cli

import (
	"fmt"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/urfave/cli/v2"

	"stele/internal/fault"
	"stele/internal/report"
)

// FaultFormat is an output format that the command does not have: Format, Known.
const FaultFormat fault.ID = "unknown-format"

// textWidth is the columns that long texts are clipped to where no terminal
// says COLUMNS; machine formats have them whole.
const textWidth = 100

// style says how text is to look on this stdout.
func (s *session) style() report.Style {
	tty := isTerminal(s.stdout) && os.Getenv("TERM") != "dumb"
	force := os.Getenv("CLICOLOR_FORCE")
	st := report.Style{Width: textWidth, Color: os.Getenv("NO_COLOR") == "" && (tty || force != "" && force != "0")}
	if n, err := strconv.Atoi(os.Getenv("COLUMNS")); err == nil && n > 0 && tty {
		st.Width = n
	}
	return st
}

func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	if !ok {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

// say writes a line of the command's answer on stdout, unless --quiet.
func (s *session) say(id string, kv ...any) {
	if s.quiet {
		return
	}
	text := s.words.Text(id, kv...)
	indented := strings.TrimLeft(text, " ")
	fmt.Fprintln(s.stdout, text[:len(text)-len(indented)]+report.OneLine(indented))
}

// formatFlag is --format with the names that the command knows, the default
// first.
func (s *session) formatFlag(names ...string) cli.Flag {
	return choiceFlag{&cli.StringFlag{Name: "format", Aliases: []string{"f"}, Value: names[0],
		Usage: s.words.Text("flag.format", "Names", strings.Join(names, ", "))}, names}
}

// choiceFlag is a flag that takes one of a few words.
type choiceFlag struct {
	*cli.StringFlag
	choices []string
}

// formatOf checks the --format that was given.
func formatOf(c *cli.Context, names ...string) (string, error) {
	f := c.String("format")
	if !slices.Contains(names, f) {
		return "", fault.New(fault.Usage, FaultFormat, "", "Format", f, "Known", strings.Join(names, ", "))
	}
	return f, nil
}

// list splits the values of a flag that may be repeated or hold commas.
func list(values []string) []string {
	var out []string
	for _, v := range values {
		for _, part := range strings.Split(v, ",") {
			if part = strings.TrimSpace(part); part != "" {
				out = append(out, part)
			}
		}
	}
	return out
}
