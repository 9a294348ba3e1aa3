// Package formattest compares what a reader makes of sample files with golden
// files, for the tests of the readers.
package formattest

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"stele/internal/doc"
	"stele/internal/format/span"
)

var update = flag.Bool("update", false, "write the golden files anew")

// Golden parses each sample that the patterns match and compares its dump with
// the golden file beside it. It fails when fewer than least samples are there.
func Golden(t *testing.T, parse func(name string, src []byte) (*doc.Version, error), least int, patterns ...string) {
	t.Helper()
	var paths []string
	for _, p := range patterns {
		found, _ := filepath.Glob(p)
		paths = append(paths, found...)
	}
	if len(paths) < least {
		t.Fatalf("only %d samples", len(paths))
	}
	for _, path := range paths {
		src, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		v, err := parse(filepath.Base(path), src)
		if err != nil {
			t.Errorf("%s: %v", path, err)
			continue
		}
		if err := span.Check(v); err != nil {
			t.Errorf("%s: %v", path, err)
		}
		golden := strings.TrimSuffix(path, filepath.Ext(path)) + ".golden"
		got := Dump(v)
		if *update {
			if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), got); diff != "" {
			t.Errorf("%s: -want +got\n%s", path, diff)
		}
	}
}

// Dump shows a version: a line per segment, indented lines for its runs. The
// words between runs are left out.
func Dump(v *doc.Version) string {
	var b strings.Builder
	for i := range v.Segments {
		s := &v.Segments[i]
		fmt.Fprintf(&b, "%d-%d %s", s.Line, s.EndLine, s.Kind)
		if s.Role != "" {
			fmt.Fprintf(&b, " role=%s", s.Role)
		}
		if s.Level > 0 {
			fmt.Fprintf(&b, " level=%d", s.Level)
		}
		if s.ID != "" {
			fmt.Fprintf(&b, " id=%q", s.ID)
		}
		if len(s.Containers) > 0 {
			fmt.Fprintf(&b, " in=%s", strings.Join(s.Containers, ","))
		}
		if s.Prefix != "" {
			fmt.Fprintf(&b, " prefix=%q", s.Prefix)
		}
		if s.Locked {
			b.WriteString(" locked")
		}
		if s.Lang != "" {
			fmt.Fprintf(&b, " lang=%s", s.Lang)
		}
		if s.Hint != "" {
			fmt.Fprintf(&b, " hint=%q", s.Hint)
		}
		fmt.Fprintf(&b, " %q\n", s.Text)
		for _, r := range s.Runs {
			fmt.Fprintf(&b, "\t%s %q", r.Kind, s.RunText(r))
			if r.Target != "" {
				fmt.Fprintf(&b, " → %q", r.Target)
			}
			b.WriteByte('\n')
		}
	}
	keys := make([]string, 0, len(v.Meta))
	for k := range v.Meta {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	for _, k := range keys {
		fmt.Fprintf(&b, "meta %s=%q\n", k, v.Meta[k])
	}
	for _, c := range v.Comments {
		fmt.Fprintf(&b, "%d comment before=%d %q\n", c.Line, c.Before, c.Text)
	}
	return b.String()
}
