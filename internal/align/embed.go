package align

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"strings"

	"stele/internal/fault"
)

// Embedder gives each text a vector. All vectors have one length, and texts
// that mean the same in two languages have vectors that point the same way.
type Embedder interface {
	Embed(ctx context.Context, texts []string) ([][]float32, error)
}

// EmbedderFailed: the embedding program could not be started, or ended badly.
// Args: Program, Message (what it wrote to its standard error, shortened).
const EmbedderFailed fault.ID = "embedder-failed"

// EmbedderAnswer: the program's answer is not one JSON array of numbers a
// line, all of one length, a line for each text. Args: Program, Number (the
// line, from 1), Wanted (lines expected).
const EmbedderAnswer fault.ID = "embedder-answer"

// Command is an embedder that runs a program: texts go to its standard input,
// one a line, and a JSON array of numbers a line comes back, in the same
// order.
type Command struct {
	Program string
	Args    []string
}

// Embed runs the program once.
func (c Command) Embed(ctx context.Context, texts []string) ([][]float32, error) {
	cmd := exec.CommandContext(ctx, c.Program, c.Args...)
	var in, stderr bytes.Buffer
	for _, t := range texts {
		in.WriteString(strings.Join(strings.Fields(t), " "))
		in.WriteByte('\n')
	}
	cmd.Stdin, cmd.Stderr = &in, &stderr
	stdout, err := cmd.StdoutPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		return nil, fault.New(fault.Input, EmbedderFailed, "", "Program", c.Program, "Message", "").Because(err)
	}
	out, bad := c.read(stdout, len(texts))
	io.Copy(io.Discard, stdout)
	if err := cmd.Wait(); err != nil {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		// A program that ends without reading its input has still answered.
		if _, exited := errors.AsType[*exec.ExitError](err); exited || bad != nil {
			return nil, fault.New(fault.Input, EmbedderFailed, "", "Program", c.Program, "Message", firstLine(stderr.String())).Because(err)
		}
	}
	return out, bad
}

func (c Command) read(r io.Reader, want int) ([][]float32, error) {
	lines := bufio.NewReader(r)
	var out [][]float32
	for n := 1; n <= want; n++ {
		line, err := lines.ReadBytes('\n')
		var v []float32
		if len(line) == 0 || json.Unmarshal(line, &v) != nil || len(v) == 0 || n > 1 && len(v) != len(out[0]) {
			return nil, fault.New(fault.Input, EmbedderAnswer, "", "Program", c.Program, "Number", n, "Wanted", want).Because(err)
		}
		out = append(out, v)
	}
	return out, nil
}

func firstLine(s string) string {
	s, _, _ = strings.Cut(strings.TrimSpace(s), "\n")
	return s[:min(len(s), 200)]
}
