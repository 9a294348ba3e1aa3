// Command checkbench shows what the checks find in pairs of real files, for
// judging a rule's precision by eye.
//
//	go run ./internal/check/checkbench [-only number,date] [-max 100] [-single] LIST
//
// LIST has lines "localeA TAB localeB TAB fileA TAB fileB". All pairs are
// aligned together, as a project's would be. With -max, a sample of each rule's
// findings is shown, spread evenly over all of them. With -single, the rules
// for one version are run on both files instead.
package main

import (
	"bufio"
	"context"
	"flag"
	"fmt"
	"os"
	"sort"
	"strings"

	"stele/internal/align"
	"stele/internal/check"
	"stele/internal/doc"
	"stele/internal/format"
)

type job struct{ a, b *doc.Version }

func main() {
	only := flag.String("only", "", "rules to run, by comma")
	limit := flag.Int("max", 0, "findings to show of each rule")
	single := flag.Bool("single", false, "run the rules for one version")
	width := flag.Int("width", 400, "characters of text to show")
	flag.Parse()
	if err := run(flag.Arg(0), *only, *limit, *width, *single); err != nil {
		fmt.Fprintln(os.Stderr, "checkbench:", err)
		os.Exit(1)
	}
}

func run(list, only string, limit, width int, single bool) error {
	jobs, err := load(list)
	if err != nil {
		return err
	}
	var opt check.Options
	for _, r := range strings.Split(only, ",") {
		if r != "" {
			opt.Only = append(opt.Only, check.Rule(r))
		}
	}
	shown := map[string][]string{}
	words := 0
	if single {
		seen := map[string]bool{}
		for _, j := range jobs {
			for _, v := range []*doc.Version{j.a, j.b} {
				if seen[v.Path] {
					continue
				}
				seen[v.Path] = true
				for _, f := range check.Version(v, opt) {
					k := f.Message()
					shown[k] = append(shown[k], show(f, v, nil, width))
				}
			}
		}
	} else {
		pairs := make([]align.Pair, len(jobs))
		for i, j := range jobs {
			pairs[i] = align.Pair{Source: align.Side{Locale: j.a.Locale, Segments: j.a.Segments}, Target: align.Side{Locale: j.b.Locale, Segments: j.b.Segments}}
		}
		beads, err := align.Pairs(context.Background(), pairs, align.Options{})
		if err != nil {
			return err
		}
		for i, j := range jobs {
			words += len(beads[i])
			for _, f := range check.Pair(check.Input{A: j.a, B: j.b, Beads: beads[i], Options: opt}) {
				k := f.Message()
				shown[k] = append(shown[k], show(f, j.a, j.b, width))
			}
		}
	}
	report(shown, limit)
	fmt.Printf("\n%d pairs, %d beads\n", len(jobs), words)
	return nil
}

func report(shown map[string][]string, limit int) {
	keys := make([]string, 0, len(shown))
	for k := range shown {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	for _, k := range keys {
		all := shown[k]
		fmt.Printf("\n######## %s: %d\n", k, len(all))
		n := len(all)
		if limit > 0 && n > limit {
			n = limit
		}
		for i := range n {
			fmt.Println(all[i*len(all)/n])
		}
	}
	for _, k := range keys {
		fmt.Printf("%6d %s\n", len(shown[k]), k)
	}
}

func show(f check.Finding, a, b *doc.Version, width int) string {
	var s strings.Builder
	fmt.Fprintf(&s, "--- %s %v", f.Message(), f.Args)
	if f.Suggestion != "" {
		fmt.Fprintf(&s, " => %q", f.Suggestion)
	}
	s.WriteByte('\n')
	side := func(v *doc.Version, idx []int, places []check.Place) {
		if v == nil {
			return
		}
		for _, i := range idx {
			g := v.Segments[i]
			fmt.Fprintf(&s, "  %s:%d [%s %s] %s\n", v.Path, g.Line, g.Kind, g.Role, cut(g.Text, around(places, i, width), width))
		}
	}
	side(a, f.A, f.InA)
	side(b, f.B, f.InB)
	return s.String()
}

// around is where to begin showing a segment so that the finding's place is seen.
func around(places []check.Place, i, width int) int {
	for _, p := range places {
		if p.Segment == i && p.Start > width/2 {
			return p.Start - width/2
		}
	}
	return 0
}

func cut(s string, from, width int) string {
	s = strings.ToValidUTF8(s[from:], "")
	s = strings.Join(strings.Fields(s), " ")
	r := []rune(s)
	if len(r) > width {
		r = append(r[:width], '…')
	}
	return string(r)
}

func load(list string) ([]job, error) {
	f, err := os.Open(list)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var jobs []job
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		c := strings.Split(lines.Text(), "\t")
		if len(c) != 4 {
			continue
		}
		var j job
		if j.a, err = read(c[2], c[0]); err == nil {
			j.b, err = read(c[3], c[1])
		}
		if err != nil {
			fmt.Fprintln(os.Stderr, "checkbench: skipped:", err)
			continue
		}
		jobs = append(jobs, j)
	}
	return jobs, lines.Err()
}

func read(name, locale string) (*doc.Version, error) {
	src, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	v, err := format.Parse(name, src)
	if err != nil {
		return nil, err
	}
	v.Locale = locale
	return v, nil
}
