package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"

	"stele/internal/align"
	"stele/internal/doc"
	"stele/internal/format"
)

// page is a pair of Markdown files with gold links between blocks of lines.
type page struct {
	Page     string
	Source   []block   `json:"source_blocks"`
	Target   []block   `json:"target_blocks"`
	Segments []goldRow `json:"segments"`
}

type block struct {
	I      int    `json:"i"`
	Kind   string `json:"kind"`
	L0, L1 int    // lines from 0, half open
	Prose  bool
}

type goldRow struct {
	Verdict string
	Src     int
	Tgt     []int
	One     bool `json:"one2one"`
}

// pages measures the 1-1 links of pages: FILE is JSON Lines, the texts are
// DIR/en/PAGE and DIR/zh/PAGE. Recall is over gold links in sync or stale,
// precision over our links from a block that has such a gold link.
func pages(file, dir string, single, show bool) error {
	f, err := os.Open(file)
	if err != nil {
		return err
	}
	defer f.Close()
	var all []page
	in := bufio.NewScanner(f)
	in.Buffer(nil, 64<<20)
	for in.Scan() {
		var p page
		if err := json.Unmarshal(in.Bytes(), &p); err != nil {
			return err
		}
		// Pages renamed since have no file under their name.
		if exists(filepath.Join(dir, "en", p.Page)) && exists(filepath.Join(dir, "zh", p.Page)) {
			all = append(all, p)
		}
	}
	if err := in.Err(); err != nil {
		return err
	}
	pairs := make([]align.Pair, len(all))
	for i, p := range all {
		for side, locale := range map[*align.Side]string{&pairs[i].Source: "en", &pairs[i].Target: "zh"} {
			name := filepath.Join(dir, locale, p.Page)
			src, err := os.ReadFile(name)
			if err != nil {
				return err
			}
			v, err := format.Parse(name, src)
			if err != nil {
				return err
			}
			*side = align.Side{Locale: locale, Segments: v.Segments}
		}
	}
	cpu := processorTime()
	var beads [][]align.Bead
	if single {
		for i := range pairs {
			b, err := align.Pairs(context.Background(), pairs[i:i+1], align.Options{})
			if err != nil {
				return err
			}
			beads = append(beads, b[0])
		}
	} else if _, beads, err = align.Learn(context.Background(), pairs, align.Options{}); err != nil {
		return err
	}
	took := processorTime() - cpu
	var found, gold, ours, right int
	for i, p := range all {
		src, tgt := blockOf(p.Source, pairs[i].Source.Segments), blockOf(p.Target, pairs[i].Target.Segments)
		links := map[[2]int]bool{}
		from := map[int]int{} // source block → segment
		for s, b := range src {
			from[b] = s
		}
		for _, b := range beads[i] {
			if len(b.Source) == 1 && len(b.Target) == 1 && src[b.Source[0]] >= 0 && tgt[b.Target[0]] >= 0 {
				links[[2]int{src[b.Source[0]], tgt[b.Target[0]]}] = true
			}
		}
		want := map[int]int{}
		for _, g := range p.Segments {
			if g.One && (g.Verdict == "insync" || g.Verdict == "stale") {
				want[g.Src] = g.Tgt[0]
				gold++
				if links[[2]int{g.Src, g.Tgt[0]}] {
					found++
				} else if show {
					s, ok := from[g.Src]
					fmt.Printf("- %s [%d:%d] %s\n", p.Page, g.Src, g.Tgt[0], p.Source[g.Src].Kind)
					if !ok {
						fmt.Println("    no segment")
						continue
					}
					fmt.Printf("    %s %.100q\n", pairs[i].Source.Segments[s].Kind, pairs[i].Source.Segments[s].Text)
					for _, b := range beads[i] {
						for _, x := range b.Source {
							if x == s {
								fmt.Println("    ", b.Source, b.Target, b.Confidence)
								for _, y := range b.Target {
									fmt.Printf("        %d %s %.100q\n", tgt[y], pairs[i].Target.Segments[y].Kind, pairs[i].Target.Segments[y].Text)
								}
							}
						}
					}
				}
			}
		}
		for l := range links {
			if t, ok := want[l[0]]; ok {
				ours++
				if t == l[1] {
					right++
				}
			}
		}
	}
	fmt.Printf("pages %d  links %d  recall %.4f  precision %.4f  cpu %.1f s\n", len(all), gold, ratio(found, gold), ratio(right, ours), took.Seconds())
	return nil
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// blockOf gives for each segment the block that its first line is in, −1 when
// none.
func blockOf(blocks []block, segs []doc.Segment) []int {
	at := map[int]int{}
	for _, b := range blocks {
		for l := b.L0; l < b.L1; l++ {
			at[l] = b.I
		}
	}
	out := make([]int, len(segs))
	for i := range segs {
		out[i] = -1
		if b, ok := at[segs[i].Line-1]; ok {
			out[i] = b
		}
	}
	return out
}
