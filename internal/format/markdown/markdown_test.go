package markdown

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"stele/internal/doc"
	"stele/internal/format/span"
)

var update = flag.Bool("update", false, "write the golden files anew")

// Each sample shows one syntax; its golden file lists the segments and runs.
func TestGolden(t *testing.T) {
	for _, path := range samples(t) {
		src, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		v, err := Reader{}.Parse(filepath.Base(path), src)
		if err != nil {
			t.Errorf("%s: %v", path, err)
			continue
		}
		if err := span.Check(v); err != nil {
			t.Errorf("%s: %v", path, err)
		}
		golden := strings.TrimSuffix(path, filepath.Ext(path)) + ".golden"
		got := dump(v)
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

func samples(t testing.TB) []string {
	t.Helper()
	md, _ := filepath.Glob("testdata/*.md")
	mdx, _ := filepath.Glob("testdata/*.mdx")
	if len(md) < 15 {
		t.Fatalf("only %d samples", len(md))
	}
	return append(md, mdx...)
}

// dump shows a version: a line per segment, indented lines for its runs. The
// words between runs are left out.
func dump(v *doc.Version) string {
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
	for _, c := range v.Comments {
		fmt.Fprintf(&b, "%d comment before=%d %q\n", c.Line, c.Before, c.Text)
	}
	return b.String()
}
