// Command stalebench measures how true paragraph-level staleness is against a
// gold standard of pages whose source is known to have changed.
//
//	go run ./internal/history/stalebench -gold DIR -kind otel -repo DIR [-ignore-pins]
//	go run ./internal/history/stalebench -gold DIR -kind k8s -repo DIR
//	go run ./internal/history/stalebench -gold DIR -kind content
//	go run ./internal/history/stalebench -repo DIR -kind cost -locale zh
//	go run ./internal/history/stalebench -gold DIR -kind format
//
// cost adopts a whole site; format runs a formatter over all Markdown files of
// a directory and counts what then looks changed.
//
// The gold cuts its blocks a little differently: a block counts as flagged when
// a segment that shares a line with it is flagged. See the package's README in
// docs/en/staleness.md for what the figures mean.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"runtime/pprof"
	"strings"
	"time"

	"stele/internal/align"
	"stele/internal/doc"
	"stele/internal/format"
	"stele/internal/lang"
)

type options struct {
	gold, kind, repo   string
	beads, locale      string
	ignorePins         bool
	verbose, onlyFirst int
}

// wrong begins the report of a wrong answer, if there is still one to print.
func (o options) wrong(format string, args ...any) {
	printed++
	if printed <= o.verbose {
		fmt.Printf("\n"+format+"\n", args...)
	}
}

// more goes on with the report that wrong began.
func (o options) more(format string, args ...any) {
	if printed <= o.verbose {
		fmt.Printf(format+"\n", args...)
	}
}

func main() {
	var o options
	flag.StringVar(&o.gold, "gold", "", "directory of the gold standard")
	flag.StringVar(&o.kind, "kind", "otel", "otel, k8s, content, cost or format")
	flag.StringVar(&o.repo, "repo", "", "git directory with full history")
	flag.StringVar(&o.beads, "beads", "", "keep the present alignment in this file, for the next run")
	flag.StringVar(&o.locale, "locale", "zh", "locale whose pages cost adopts")
	flag.BoolVar(&o.ignorePins, "ignore-pins", false, "leave recorded commits out")
	flag.IntVar(&o.verbose, "v", 0, "how many wrong answers to print")
	flag.IntVar(&o.onlyFirst, "n", 0, "only the first n pages")
	profile := flag.String("cpuprofile", "", "write a profile to this file")
	flag.Parse()
	if *profile != "" {
		f, err := os.Create(*profile)
		if err != nil || pprof.StartCPUProfile(f) != nil {
			fmt.Fprintln(os.Stderr, "no profile", err)
			os.Exit(1)
		}
		defer pprof.StopCPUProfile()
	}
	run := map[string]func(context.Context, options) error{"otel": otel, "k8s": k8s, "content": content, "cost": cost, "format": reformat}[o.kind]
	if run == nil || o.gold == "" && o.kind != "cost" {
		flag.Usage()
		os.Exit(2)
	}
	if err := run(context.Background(), o); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// rows reads JSON Lines.
func rows[T any](name string, limit int) ([]T, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var out []T
	in := bufio.NewScanner(f)
	in.Buffer(nil, 1<<26)
	for in.Scan() {
		if strings.TrimSpace(in.Text()) == "" {
			continue
		}
		var row T
		if err := json.Unmarshal(in.Bytes(), &row); err != nil {
			return nil, fmt.Errorf("%s: %w", filepath.Base(name), err)
		}
		out = append(out, row)
		if limit > 0 && len(out) == limit {
			break
		}
	}
	return out, in.Err()
}

// blockLines are a gold block's lines, from 0, half open.
type blockLines struct {
	Kind string `json:"kind"`
	L0   int    `json:"l0"`
	L1   int    `json:"l1"`
}

// overlapping gives the translatable segments that share a line with a block.
func overlapping(segs []doc.Segment, b blockLines) []int {
	var out []int
	for i := range segs {
		s := &segs[i]
		if s.Translatable() && s.Line-1 < b.L1 && s.EndLine > b.L0 {
			out = append(out, i)
		}
	}
	return out
}

// score counts flags against gold.
type score struct{ tp, fp, cosmetic, fn int }

func (s score) String() string {
	p := float64(s.tp) / float64(max(s.tp+s.fp, 1))
	strict := float64(s.tp) / float64(max(s.tp+s.fp+s.cosmetic, 1))
	r := float64(s.tp) / float64(max(s.tp+s.fn, 1))
	return fmt.Sprintf("precision %.3f (%.3f with %d cosmetic flagged as false), recall %.3f   [tp %d fp %d fn %d]", p, strict, s.cosmetic, r, s.tp, s.fp, s.fn)
}

func numbers(locale string) func(string) []string {
	return func(text string) []string {
		if !strings.ContainsAny(text, "0123456789") {
			return nil
		}
		var out []string
		for _, n := range lang.Numbers(text, locale) {
			out = append(out, n.Value)
		}
		return out
	}
}

// aligned aligns all pairs of versions at once, with a lexicon per language.
func aligned(ctx context.Context, sources, targets []*doc.Version) ([][]align.Bead, error) {
	pairs := make([]align.Pair, len(sources))
	for i := range pairs {
		pairs[i] = align.Pair{
			Source: align.Side{Locale: sources[i].Locale, Segments: sources[i].Segments},
			Target: align.Side{Locale: targets[i].Locale, Segments: targets[i].Segments},
		}
	}
	return align.Pairs(ctx, pairs, align.Options{})
}

// kept reads beads from a file, or makes them and writes it.
func kept(name string, make func() ([][]align.Bead, error)) ([][]align.Bead, error) {
	var out [][]align.Bead
	if b, err := os.ReadFile(name); name != "" && err == nil {
		return out, json.Unmarshal(b, &out)
	}
	out, err := make()
	if err != nil || name == "" {
		return out, err
	}
	b, err := json.Marshal(out)
	if err != nil {
		return nil, err
	}
	return out, os.WriteFile(name, b, 0o644)
}

func alignOne(source, target *doc.Version) []align.Bead {
	beads, err := aligned(context.Background(), []*doc.Version{source}, []*doc.Version{target})
	if err != nil {
		return nil
	}
	return beads[0]
}

func parse(name string, src []byte) (*doc.Version, error) { return format.Parse(name, src) }

// stopwatch prints what a step took.
type stopwatch struct{ at time.Time }

func (s *stopwatch) lap(what string) {
	fmt.Printf("%-28s %6.2f s\n", what, time.Since(s.at).Seconds())
	s.at = time.Now()
}
