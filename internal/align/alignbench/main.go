// Command alignbench measures package align on sets with gold alignments.
//
//	go run ./internal/align/alignbench [flags] DIR…
//
// A set is a directory with src.txt and tgt.txt (one segment a line), gold.txt
// (a bead a line, [i, …]:[j, …], from 0) and META.json (src, tgt, group); DIR
// is a set or holds sets. Sets of one group and language pair are aligned
// together, with one lexicon, unless -single.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"runtime/pprof"
	"sort"
	"syscall"
	"time"

	"stele/internal/align"
)

func main() {
	single := flag.Bool("single", false, "align each set on its own")
	save := flag.String("save", "", "write the figures to a `file`")
	compare := flag.String("compare", "", "print the figures beside those of a saved `file`")
	per := flag.Bool("sets", false, "print each set, not only groups")
	wrong := flag.Bool("wrong", false, "print every wrong bead with its texts")
	out := flag.String("hyp", "", "write each set's beads to `dir`/NAME.txt")
	cpu := flag.String("cpuprofile", "", "write a processor profile to a `file`")
	group := flag.String("group", "", "only sets of this `group`")
	pagesDir := flag.String("pages", "", "measure Markdown pages instead: `dir` with en/ and zh/; the argument is a JSON Lines file of gold links")
	rows := flag.String("rows", "", "measure rows instead: `en=DIR,tr=DIR,ru=DIR`")
	flag.Parse()
	if *rows != "" {
		if err := rowsOf(*rows); err != nil {
			fmt.Fprintln(os.Stderr, "alignbench:", err)
			os.Exit(1)
		}
		return
	}
	if flag.NArg() == 0 {
		flag.Usage()
		os.Exit(2)
	}
	if *pagesDir != "" {
		if err := pages(flag.Arg(0), *pagesDir, *single, *wrong); err != nil {
			fmt.Fprintln(os.Stderr, "alignbench:", err)
			os.Exit(1)
		}
		return
	}
	if err := run(options{*single, *save, *compare, *per, *wrong, *out, *cpu, *group}, flag.Args()); err != nil {
		fmt.Fprintln(os.Stderr, "alignbench:", err)
		os.Exit(1)
	}
}

type options struct {
	single        bool
	save, compare string
	perSet, wrong bool
	out, cpu      string
	group         string
}

func run(o options, dirs []string) error {
	sets, err := find(dirs)
	if err != nil {
		return err
	}
	if o.cpu != "" {
		f, err := os.Create(o.cpu)
		if err != nil {
			return err
		}
		defer f.Close()
		if err := pprof.StartCPUProfile(f); err != nil {
			return err
		}
		defer pprof.StopCPUProfile()
	}
	jobs := map[string][]*set{}
	var order []string
	for _, s := range sets {
		if o.group != "" && s.Group != o.group {
			continue
		}
		k := s.Group
		if o.single {
			k = s.name
		}
		if jobs[k] == nil {
			order = append(order, k)
		}
		jobs[k] = append(jobs[k], s)
	}
	for _, k := range order {
		if err := alignSets(jobs[k]); err != nil {
			return err
		}
	}
	r := newReport()
	for _, k := range order {
		for _, s := range jobs[k] {
			r.add(s, o)
		}
	}
	r.print(o)
	return r.keep(o)
}

func alignSets(sets []*set) error {
	pairs := make([]align.Pair, len(sets))
	segments := 0
	for i, s := range sets {
		pairs[i] = align.Pair{Source: align.Side{Locale: s.Src, Segments: lines(s.src)}, Target: align.Side{Locale: s.Tgt, Segments: lines(s.tgt)}}
		segments += len(s.src)
	}
	cpu := processorTime()
	beads, err := align.Pairs(context.Background(), pairs, align.Options{})
	if err != nil {
		return err
	}
	took := processorTime() - cpu
	for i, s := range sets {
		s.beads = beads[i]
		s.took = took * time.Duration(len(s.src)) / time.Duration(max(segments, 1))
	}
	return nil
}

func processorTime() time.Duration {
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

func peakMemory() int64 {
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
		return 0
	}
	return u.Maxrss >> 10
}

func sortedKeys[V any](m map[string]V) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	sort.Strings(out)
	return out
}
