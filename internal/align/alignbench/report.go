package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// report gathers the counts by group and the confidences of all beads.
type report struct {
	groups map[string]*counts
	kinds  map[string]int
	bins   [len(edges)]struct {
		beads, right int
		sum          float64
	}
}

// edges are the lower ends of the bins of the reliability table.
var edges = [...]float64{0, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99}

func newReport() *report { return &report{groups: map[string]*counts{}, kinds: map[string]int{}} }

func (r *report) add(s *set, o options) {
	c, judged := judge(s)
	if r.groups[s.Group] == nil {
		r.groups[s.Group] = &counts{}
	}
	r.groups[s.Group].plus(c)
	if o.perSet {
		fmt.Printf("  %-22s strict %.4f  lax %.4f  null %.4f  %5d beads\n", s.name, c.strict(), c.lax(), c.null(), c.Gold)
	}
	for _, j := range judged {
		k := 0
		for k+1 < len(edges) && j.bead.Confidence >= edges[k+1] {
			k++
		}
		r.bins[k].beads++
		r.bins[k].sum += j.bead.Confidence
		if j.right {
			r.bins[k].right++
		} else {
			r.kinds[kindOf(j.bead, s.gold)]++
		}
	}
	if o.wrong {
		printWrong(s, judged)
	}
	if o.out != "" {
		var b strings.Builder
		for _, x := range s.beads {
			fmt.Fprintf(&b, "%s:%s\n", list(x.Source), list(x.Target))
		}
		if err := os.WriteFile(filepath.Join(o.out, s.name+".txt"), []byte(b.String()), 0o644); err != nil {
			fmt.Fprintln(os.Stderr, err)
		}
	}
}

func list(x []int) string { return strings.ReplaceAll(fmt.Sprint(x), " ", ", ") }

func printWrong(s *set, js []judged) {
	gold := map[string]bool{}
	for _, j := range js {
		gold[key(j.bead)] = true
	}
	fmt.Println("==", s.name)
	for _, g := range s.gold {
		if !gold[key(g)] && (len(g.Source) > 0 && len(g.Target) > 0) {
			fmt.Println("  -", list(g.Source), list(g.Target))
		}
	}
	for _, j := range js {
		if j.right {
			continue
		}
		mark := " "
		if j.bead.Moved {
			mark = "moved"
		}
		fmt.Printf("  + %s:%s %.2f %s\n", list(j.bead.Source), list(j.bead.Target), j.bead.Confidence, mark)
		for _, i := range j.bead.Source {
			fmt.Printf("       s%d %.150s\n", i, s.src[i])
		}
		for _, i := range j.bead.Target {
			fmt.Printf("       t%d %.150s\n", i, s.tgt[i])
		}
	}
}

func (r *report) print(o options) {
	old := map[string]*counts{}
	if o.compare != "" {
		if b, err := os.ReadFile(o.compare); err != nil {
			fmt.Fprintln(os.Stderr, err)
		} else if err := json.Unmarshal(b, &old); err != nil {
			fmt.Fprintln(os.Stderr, err)
		}
	}
	fmt.Printf("%-12s %5s %7s %7s %7s %7s %12s %12s %8s\n", "group", "sets", "gold", "strict", "lax", "null", "moved R", "moved P", "cpu s")
	all := counts{}
	for _, g := range sortedKeys(r.groups) {
		c := r.groups[g]
		all.plus(*c)
		line(g, c, old[g])
	}
	line("all", &all, old["all"])
	r.groups["all"] = &all
	fmt.Printf("\nconfidence   beads   share   mean  right\n")
	total := 0
	for _, b := range r.bins {
		total += b.beads
	}
	high, highRight := 0, 0
	for k, b := range r.bins {
		if b.beads == 0 {
			continue
		}
		fmt.Printf("≥ %.2f     %7d  %6.3f  %.3f  %.3f\n", edges[k], b.beads, ratio(b.beads, total), b.sum/float64(b.beads), ratio(b.right, b.beads))
		if edges[k] >= 0.95 {
			high += b.beads
			highRight += b.right
		}
	}
	fmt.Println()
	for _, k := range sortedKeys(r.kinds) {
		fmt.Printf("%5d  %s\n", r.kinds[k], k)
	}
	fmt.Printf("\nof confidence ≥ .95: %.3f of the beads, %.4f right\npeak memory %d MB\n", ratio(high, total), ratio(highRight, high), peakMemory())
}

func line(name string, c, old *counts) {
	fmt.Printf("%-12s %5d %7d  %.4f  %.4f  %.4f  %5d/%-5d  %5d/%-5d %8.2f", name, c.Sets, c.Gold, c.strict(), c.lax(), c.null(),
		c.MovedHit, c.MovedGold, c.MovedRight, c.MovedFound, c.CPU)
	if old != nil {
		fmt.Printf("   %+.4f %+.4f %+.4f", c.strict()-old.strict(), c.lax()-old.lax(), c.null()-old.null())
	}
	fmt.Println()
}

// keep saves the counts.
func (r *report) keep(o options) error {
	if o.save == "" {
		return nil
	}
	b, err := json.MarshalIndent(r.groups, "", " ")
	if err != nil {
		return err
	}
	return os.WriteFile(o.save, append(b, '\n'), 0o644)
}
