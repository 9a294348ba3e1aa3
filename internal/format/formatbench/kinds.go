package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"stele/internal/doc"
	"stele/internal/format"
)

// compare says how many files at the same path under two folders have the same
// sequence of kinds: a translation that follows its source exactly has.
func compare(a, b string, verbose bool) {
	both, same, near := 0, 0, 0
	err := filepath.WalkDir(a, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() || !format.Known(path) {
			return nil
		}
		rel, _ := filepath.Rel(a, path)
		x, y := load(path), load(filepath.Join(b, rel))
		if x == nil || y == nil {
			return nil
		}
		both++
		x.Segments, y.Segments = withoutFurniture(x.Segments), withoutFurniture(y.Segments)
		i := 0
		for i < len(x.Segments) && i < len(y.Segments) && alike(&x.Segments[i], &y.Segments[i]) {
			i++
		}
		if i == len(x.Segments) && i == len(y.Segments) {
			same++
			return nil
		}
		if len(x.Segments) == len(y.Segments) {
			near++
		}
		if verbose {
			fmt.Printf("%s: %d and %d segments, differ at\n  %s\n  %s\n", rel, len(x.Segments), len(y.Segments), show(x, i), show(y, i))
		}
		return nil
	})
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
	}
	fmt.Printf("%s = %s: %d pairs, %d with the same kinds (%.1f %%), %d more with as many segments\n", a, b, both, same, 100*float64(same)/float64(max(both, 1)), near)
}

func load(path string) *doc.Version {
	src, err := os.ReadFile(path)
	if err != nil {
		return nil
	}
	v, err := format.Parse(path, src)
	if err != nil {
		return nil
	}
	return v
}

func alike(a, b *doc.Segment) bool { return a.Kind == b.Kind && a.Level == b.Level }

func show(v *doc.Version, i int) string {
	if i >= len(v.Segments) {
		return v.Path + ": end"
	}
	s := v.Segments[i]
	return fmt.Sprintf("%s:%d %s %d %.100q", v.Path, s.Line, s.Kind, s.Level, s.Text)
}

func withoutFurniture(segs []doc.Segment) []doc.Segment {
	var out []doc.Segment
	for _, s := range segs {
		if s.Role != doc.Furniture {
			out = append(out, s)
		}
	}
	return out
}
