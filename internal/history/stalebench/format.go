package main

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"stele/internal/align"
	"stele/internal/doc"
	"stele/internal/format"
	"stele/internal/ledger"
)

// reformat runs what formatters do over every Markdown file and counts the
// segments that then count as stale, missing or orphaned: all false alarms.
func reformat(_ context.Context, o options) error {
	files, segments, stale, missing, orphaned, skipped := 0, 0, 0, 0, 0, 0
	classes := map[doc.Change]int{}
	err := filepath.WalkDir(o.gold, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || format.Ext(name) != "md" && format.Ext(name) != "mdx" {
			return err
		}
		src, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		v, err := parse(name, src)
		if err != nil {
			return nil // not a file that can be read at all
		}
		out, err := format.Write(v, rewrap(v))
		if err != nil {
			return err
		}
		after, err := parse(name, relist(out))
		if err != nil {
			return err
		}
		if o.onlyFirst > 0 && files >= o.onlyFirst {
			return nil
		}
		if !sameShape(v, after) {
			skipped++ // the formatter itself went wrong: it made or broke a block
			return nil
		}
		files++
		segments += len(v.Segments)
		beads := func(n int) (b []align.Bead) {
			for i := range n {
				b = append(b, align.Bead{Source: []int{i}, Target: []int{i}, Confidence: 1})
			}
			return b
		}
		opt := ledger.Options{SourceNumbers: numbers("en"), TargetNumbers: numbers("en")}
		l := ledger.Fold(nil, v.Segments, v.Segments, beads(len(v.Segments)), opt)
		for _, k := range ledger.Resolve(l, after.Segments, v.Segments, beads(max(len(after.Segments), len(v.Segments))), opt) {
			for _, c := range k.Changes {
				classes[c]++
			}
			bad := false
			switch {
			case len(k.Target) == 0:
				missing++
				bad = true
			case len(k.Source) == 0:
				orphaned++
				bad = true
			case slices.ContainsFunc(k.Changes, func(c doc.Change) bool {
				return c == doc.ChangeProse || c == doc.ChangeNumber || c == doc.ChangeCode
			}):
				stale++
				bad = true
			}
			if bad && printed < o.verbose {
				printed++
				fmt.Printf("\n%s %v\n", name, k.Changes)
				for _, s := range k.Source {
					fmt.Printf("  now %q\n", after.Segments[s].Text)
				}
				fmt.Printf("  was %q\n", k.Was)
			}
		}
		return nil
	})
	fmt.Printf("%d files, %d segments: stale %d, missing %d, orphaned %d; classes %v; files that the formatter broke: %d\n",
		files, segments, stale, missing, orphaned, classes, skipped)
	return err
}

func sameShape(a, b *doc.Version) bool {
	return slices.EqualFunc(a.Segments, b.Segments, func(x, y doc.Segment) bool { return x.Kind == y.Kind })
}

var startsBlock = regexp.MustCompile("^([-+*#>=|:~`<\\[!{]|\\d+[.)])")

// rewrap breaks paragraphs at 80 columns and writes * emphasis with _.
func rewrap(v *doc.Version) map[int]string {
	edits := map[int]string{}
	for i := range v.Segments {
		s := &v.Segments[i]
		if !s.Translatable() || s.Kind != doc.Paragraph && s.Kind != doc.Item || strings.Contains(s.Text, "  \n") || strings.Contains(s.Text, "\\\n") || strings.Contains(s.Text, "<") {
			continue
		}
		text := []byte(s.Text)
		fixed := make([]bool, len(text)) // no break here
		for n, r := range s.Runs {
			if r.Kind != doc.RunMarkup {
				for k := r.Start; k < r.End; k++ {
					fixed[k] = true
				}
				continue
			}
			mark := s.RunText(r)
			if n+1 < len(s.Runs) && mark == "*" && (r.Start == 0 || text[r.Start-1] == ' ') {
				if e := s.Runs[n+1]; s.RunText(e) == "*" && (e.End == len(text) || strings.IndexByte(" .,\n", text[e.End]) >= 0) {
					text[r.Start], text[e.Start] = '_', '_'
				}
			}
		}
		if wrapped := wrap(text, fixed); wrapped != s.Text {
			edits[i] = wrapped
		}
	}
	return edits
}

func wrap(text []byte, fixed []bool) string {
	var out []byte
	column, lastBreak := 0, -1
	for i, c := range text {
		if (c == ' ' || c == '\n') && !fixed[i] && i+1 < len(text) && !startsBlock.Match(text[i+1:]) {
			c = ' '
			lastBreak = len(out)
		}
		if c == '\n' {
			column = 0
			lastBreak = -1
			out = append(out, c)
			continue
		}
		out = append(out, c)
		column++
		if column > 80 && lastBreak >= 0 {
			out[lastBreak] = '\n'
			column = len(out) - lastBreak - 1
			lastBreak = -1
		}
	}
	return string(out)
}

var bullet = regexp.MustCompile(`^(\s*)- (\S)`)

// relist changes list markers and pads tables, outside of code and metadata.
func relist(src []byte) []byte {
	lines := strings.Split(string(src), "\n")
	fence := ""
	for i, l := range lines {
		t := strings.TrimSpace(l)
		if i == 0 && (t == "---" || t == "+++") {
			fence = t
			continue
		}
		switch {
		case fence != "":
			if strings.HasPrefix(t, fence) && strings.Trim(t, fence[:1]) == "" {
				fence = ""
			}
		case strings.HasPrefix(t, "```") || strings.HasPrefix(t, "~~~"):
			fence = t[:3]
		case strings.HasPrefix(l, "|") && strings.HasSuffix(t, "|") && !strings.Contains(l, "`"):
			lines[i] = strings.ReplaceAll(strings.ReplaceAll(l, "| ", "|   "), " |", "   |")
		default:
			lines[i] = bullet.ReplaceAllString(l, "$1* $2")
		}
	}
	return []byte(strings.Join(lines, "\n"))
}
