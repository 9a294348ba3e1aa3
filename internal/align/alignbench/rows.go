package main

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"stele/internal/align"
	"stele/internal/format"
)

// rowsOf measures documents in three or more languages: how often the pairwise
// alignments contradict each other (x–y and y–z linked, x–z not, counted for
// each middle y), and how many pairwise links the rows keep. The argument is
// "en=DIR,tr=DIR,ru=DIR"; files of one name belong together.
func rowsOf(spec string) error {
	var locales, dirs []string
	for part := range strings.SplitSeq(spec, ",") {
		l, d, _ := strings.Cut(part, "=")
		locales, dirs = append(locales, l), append(dirs, d)
	}
	var docs, through, broken, links, kept, added int
	err := filepath.WalkDir(dirs[0], func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || !format.Known(path) {
			return err
		}
		rel, _ := filepath.Rel(dirs[0], path)
		sides := make([]align.Side, len(dirs))
		for k, d := range dirs {
			src, err := os.ReadFile(filepath.Join(d, rel))
			if err != nil {
				return nil // not in all languages
			}
			v, err := format.Parse(rel, src)
			if err != nil {
				return nil
			}
			sides[k] = align.Side{Locale: locales[k], Segments: v.Segments}
		}
		docs++
		link := map[[4]int]bool{} // side, segment, side, segment
		for a := range sides {
			for b := range sides {
				if a >= b {
					continue
				}
				beads, err := align.Pairs(context.Background(), []align.Pair{{Source: sides[a], Target: sides[b]}}, align.Options{})
				if err != nil {
					return err
				}
				for _, x := range beads[0] {
					for _, i := range x.Source {
						for _, j := range x.Target {
							link[[4]int{a, i, b, j}], link[[4]int{b, j, a, i}] = true, true
						}
					}
				}
			}
		}
		from := map[[2]int][][2]int{}
		for x := range link {
			from[[2]int{x[0], x[1]}] = append(from[[2]int{x[0], x[1]}], [2]int{x[2], x[3]})
		}
		for _, ends := range from {
			for _, x := range ends {
				for _, z := range ends {
					if x[0] < z[0] {
						through++
						if !link[[4]int{x[0], x[1], z[0], z[1]}] {
							broken++
						}
					}
				}
			}
		}
		rows, err := align.Rows(context.Background(), sides, align.Options{})
		if err != nil {
			return err
		}
		in := map[[4]int]bool{}
		for _, r := range rows {
			for a := range sides {
				for b := a + 1; b < len(sides); b++ {
					for _, i := range r.Sides[a] {
						for _, j := range r.Sides[b] {
							in[[4]int{a, i, b, j}] = true
						}
					}
				}
			}
		}
		for x := range link {
			if x[0] < x[2] {
				links++
				if in[x] {
					kept++
				}
			}
		}
		for x := range in {
			if !link[x] {
				added++
			}
		}
		return nil
	})
	fmt.Printf("documents %d  pairwise links %d  contradictions %d of %d (%.2f %%)  kept in rows %d (%.2f %%)  added %d\n",
		docs, links, broken, through, 100*ratio(broken, through), kept, 100*ratio(kept, links), added)
	return err
}
