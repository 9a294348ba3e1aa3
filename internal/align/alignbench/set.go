package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"stele/internal/align"
	"stele/internal/doc"
)

// set is a pair of texts with its gold beads.
type set struct {
	name  string
	Src   string
	Tgt   string
	Group string
	src   []string
	tgt   []string
	gold  []align.Bead
	beads []align.Bead
	took  time.Duration
}

func find(dirs []string) ([]*set, error) {
	var out []*set
	for _, d := range dirs {
		err := filepath.WalkDir(d, func(path string, e os.DirEntry, err error) error {
			if err != nil || e.Name() != "gold.txt" {
				return err
			}
			s, err := read(filepath.Dir(path))
			out = append(out, s)
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("no sets under %s", strings.Join(dirs, " "))
	}
	return out, nil
}

func read(dir string) (*set, error) {
	s := &set{name: filepath.Base(dir)}
	s.Group = s.name
	if meta, err := os.ReadFile(filepath.Join(dir, "META.json")); err == nil {
		if err := json.Unmarshal(meta, s); err != nil {
			return nil, fmt.Errorf("%s: %w", dir, err)
		}
	}
	for name, to := range map[string]*[]string{"src.txt": &s.src, "tgt.txt": &s.tgt} {
		b, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			return nil, err
		}
		*to = strings.Split(strings.TrimSuffix(string(b), "\n"), "\n")
	}
	b, err := os.ReadFile(filepath.Join(dir, "gold.txt"))
	if err != nil {
		return nil, err
	}
	s.gold = parseBeads(string(b))
	return s, nil
}

var beadLine = regexp.MustCompile(`^\s*\[([^\]]*)\]\s*:\s*\[([^\]]*)\]`)

func parseBeads(text string) []align.Bead {
	var out []align.Bead
	for line := range strings.Lines(text) {
		m := beadLine.FindStringSubmatch(line)
		if m == nil {
			continue
		}
		out = append(out, align.Bead{Source: numbers(m[1]), Target: numbers(m[2])})
	}
	return out
}

func numbers(s string) []int {
	var out []int
	for _, f := range strings.FieldsFunc(s, func(r rune) bool { return r == ',' || r == ' ' }) {
		if n, err := strconv.Atoi(f); err == nil {
			out = append(out, n)
		}
	}
	slices.Sort(out)
	return out
}

func lines(text []string) []doc.Segment {
	out := make([]doc.Segment, len(text))
	for i, t := range text {
		out[i] = doc.Segment{Kind: doc.Paragraph, Text: t, Line: i + 1, EndLine: i + 1}
	}
	return out
}
