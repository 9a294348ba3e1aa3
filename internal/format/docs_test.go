package format_test

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"stele/internal/doc"
	"stele/internal/format"
)

var updateDocs = flag.Bool("update-docs", false, "write the segments in docs/en/formats.md anew")

// TestDocs keeps docs/en/formats.md true: what stands under each sample is what
// its reader gives.
func TestDocs(t *testing.T) {
	const path = "../../docs/en/formats.md"
	page, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	samples := 0
	rest := string(page)
	for {
		before, after, ok := strings.Cut(rest, "```sample ")
		out.WriteString(before)
		if !ok {
			break
		}
		samples++
		head, body, _ := strings.Cut(after, "\n")
		text, after, closed := strings.Cut(body, "\n```\n")
		gap, after, found := strings.Cut(after, "```segments\n")
		want, after, shut := strings.Cut(after, "```\n")
		if !closed || !found || !shut || strings.TrimSpace(gap) != "" {
			t.Fatalf("the sample %s has no segments under it", head)
		}
		v, err := format.Parse(head, []byte(text+"\n"))
		if err != nil {
			t.Fatalf("%s: %v", head, err)
		}
		got := table(v)
		if diff := cmp.Diff(want, got); diff != "" && !*updateDocs {
			t.Errorf("%s: -page +reader\n%s", head, diff)
		}
		out.WriteString("```sample " + head + "\n" + text + "\n```\n" + gap + "```segments\n" + got + "```\n")
		rest = after
	}
	if samples < 8 {
		t.Errorf("only %d samples", samples)
	}
	if *updateDocs {
		if err := os.WriteFile(path, []byte(out.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// table is a line per segment: its kind, what is special about it, its text.
func table(v *doc.Version) string {
	var b strings.Builder
	for i := range v.Segments {
		s := &v.Segments[i]
		kind := string(s.Kind)
		switch {
		case s.Role == doc.Furniture:
			kind += ", furniture"
		case s.Locked && s.Kind != doc.Opaque:
			kind += ", locked"
		}
		fmt.Fprintf(&b, "%-18s %q", kind, s.Text)
		if s.Hint != "" {
			fmt.Fprintf(&b, "  (%s)", s.Hint)
		}
		b.WriteByte('\n')
	}
	return b.String()
}
