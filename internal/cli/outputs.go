package cli

import (
	"bytes"
	"io"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"stele/internal/disk"
	"stele/internal/fault"
	"stele/internal/project"
	"stele/internal/report"
)

// FaultOutput is an --output that is not FORMAT=FILE: Value.
const FaultOutput fault.ID = "output-flag"

// outputFlag asks for the same answer in further formats: a run over a large site
// takes its time, and a job needs several.
func (s *session) outputFlag() cli.Flag {
	return &cli.StringSliceFlag{Name: "output", Aliases: []string{"o"}, Usage: s.words.Text("flag.outputs")}
}

// output is a file that an answer is written into.
type output struct{ format, path string }

// outputs are those of --output.
func outputs(c *cli.Context) ([]output, error) {
	var out []output
	for _, value := range list(c.StringSlice("output")) {
		format, path, ok := strings.Cut(value, "=")
		if !ok || path == "" {
			return nil, fault.New(fault.Usage, FaultOutput, "", "Value", value)
		}
		if !slices.Contains(formats, format) {
			return nil, fault.New(fault.Usage, FaultFormat, "", "Format", format, "Known", strings.Join(formats, ", "))
		}
		out = append(out, output{format, path})
	}
	return out, nil
}

// everyOutput writes the answer on stdout and into the files of --output, each
// whole. tell writes it in a format.
func (s *session) everyOutput(c *cli.Context, tell func(format string, w io.Writer, style report.Style) error) error {
	files, err := outputs(c)
	if err != nil {
		return err
	}
	for _, f := range files {
		var b bytes.Buffer
		if err := tell(f.format, &b, report.Style{Width: textWidth}); err != nil {
			return err
		}
		if _, err := disk.Replace(f.path, b.Bytes()); err != nil {
			return fault.New(fault.Input, project.FaultConfigWrite, f.path).Because(err)
		}
	}
	return tell(c.String("format"), s.stdout, s.style())
}
