package span

import (
	"testing"

	"stele/internal/doc"
)

func TestFill(t *testing.T) {
	for _, tc := range []struct{ raw, prefix, text, kept string }{
		{"a\n> b\n> c", "> ", "a\nb\nc", "> "},
		{"a\n  b\n\n  c", "  ", "a\nb\n\nc", "  "},
		{"a\n>\n> b", "> ", "a\n>\nb", "> "},
		{"a\nb\n> c", "> ", "a\nb\n> c", ""},
		{"a\n> >\n> b", "> ", "a\n> >\n> b", ""}, // would not come back as it was
		{"a\r\n  b\r\n \r\n  c", "  ", "a\r\nb\r\n \r\nc", "  "},
		{"one line", "> ", "one line", ""},
	} {
		s := doc.Segment{Span: doc.Span{End: len(tc.raw)}}
		Fill(&s, tc.raw, tc.prefix)
		if s.Text != tc.text || s.Prefix != tc.kept {
			t.Errorf("%q: %q with prefix %q, want %q with %q", tc.raw, s.Text, s.Prefix, tc.text, tc.kept)
		}
		if got := Expand(&s, s.Text); got != tc.raw {
			t.Errorf("%q comes back as %q", tc.raw, got)
		}
	}
}

func TestCommon(t *testing.T) {
	for _, tc := range []struct{ raw, want string }{
		{"a\n  b\n   c", "  "}, {"a\n\tb\n c", ""}, {"a\n > b\n\n > c", " > "}, {"a", ""}, {"a\n\n", ""},
	} {
		if got := Common(tc.raw, " \t>"); got != tc.want {
			t.Errorf("%q: %q, want %q", tc.raw, got, tc.want)
		}
	}
}

// Check must find what it is there to find.
func TestCheck(t *testing.T) {
	seg := func(start, end int, text string, runs ...doc.Run) doc.Segment {
		return doc.Segment{Span: doc.Span{Start: start, End: end}, Text: text, Runs: runs}
	}
	for name, tc := range map[string]struct {
		segs []doc.Segment
		ok   bool
	}{
		"good":       {[]doc.Segment{seg(0, 2, "ab"), seg(2, 3, "c", doc.Run{End: 1})}, true},
		"overlap":    {[]doc.Segment{seg(0, 2, "ab"), seg(1, 3, "bc")}, false},
		"order":      {[]doc.Segment{seg(2, 3, "c"), seg(0, 2, "ab")}, false},
		"beyond":     {[]doc.Segment{seg(2, 4, "c")}, false},
		"wrong text": {[]doc.Segment{seg(0, 2, "ax")}, false},
		"run beyond": {[]doc.Segment{seg(0, 2, "ab", doc.Run{End: 3})}, false},
		"runs cross": {[]doc.Segment{seg(0, 2, "ab", doc.Run{End: 2}, doc.Run{Start: 1, End: 2})}, false},
	} {
		err := Check(&doc.Version{Source: []byte("abc"), Segments: tc.segs})
		if (err == nil) != tc.ok {
			t.Errorf("%s: %v", name, err)
		}
	}
}
