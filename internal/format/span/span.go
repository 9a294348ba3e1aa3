// Package span makes segments whose spans keep the promise of
// [stele/internal/format]: in order, apart from each other, and holding exactly
// the segment's text.
//
// Readers collect segments with [Fill] and end with [Finish]; [Expand] is how
// a writer turns a text into a file's bytes again. [Check] verifies a version,
// for tests and benchmarks.
package span

import (
	"bytes"
	"fmt"
	"strings"

	"stele/internal/doc"
)

// Fill sets a segment's text and prefix from its span in src. prefix is what
// further lines may start with; it is dropped when they do not all do.
func Fill(s *doc.Segment, src string, prefix string) {
	raw := src[s.Span.Start:s.Span.End]
	s.Text, s.Prefix = raw, ""
	if prefix == "" || strings.IndexByte(raw, '\n') < 0 {
		return
	}
	text, ok := strip(raw, prefix)
	if ok && expand(text, prefix) == raw {
		s.Text, s.Prefix = text, prefix
	}
}

// Common is the longest string of the given marks that every further line of
// raw starts with, blank lines aside.
func Common(raw, marks string) string {
	common, first := "", true
	for at := strings.IndexByte(raw, '\n'); at >= 0; {
		line := raw[at+1:]
		next := strings.IndexByte(line, '\n')
		if next >= 0 {
			line = line[:next]
			next += at + 1
		}
		at = next
		n := 0
		for n < len(line) && strings.IndexByte(marks, line[n]) >= 0 {
			n++
		}
		if n == len(line) || line[n] == '\r' && n+1 == len(line) {
			continue
		}
		if first {
			common, first = line[:n], false
			continue
		}
		n = min(n, len(common))
		for i := range n {
			if line[i] != common[i] {
				n = i
				break
			}
		}
		common = common[:n]
	}
	return common
}

// Expand is the bytes that text takes up in the file as the segment's text:
// further lines get the prefix.
func Expand(s *doc.Segment, text string) string { return expand(text, s.Prefix) }

func strip(raw, prefix string) (string, bool) {
	var b strings.Builder
	b.Grow(len(raw))
	bare := strings.TrimSpace(prefix)
	for first := true; ; first = false {
		line, rest, more := strings.Cut(raw, "\n")
		if !first && !bareLine(line, bare) {
			if !strings.HasPrefix(line, prefix) {
				return "", false
			}
			line = line[len(prefix):]
		}
		b.WriteString(line)
		if !more {
			return b.String(), true
		}
		b.WriteByte('\n')
		raw = rest
	}
}

func expand(text, prefix string) string {
	if prefix == "" || strings.IndexByte(text, '\n') < 0 {
		return text
	}
	var b strings.Builder
	b.Grow(len(text) + 8*len(prefix))
	bare := strings.TrimSpace(prefix)
	for first := true; ; first = false {
		line, rest, more := strings.Cut(text, "\n")
		if !first && !bareLine(line, bare) {
			b.WriteString(prefix)
		}
		b.WriteString(line)
		if !more {
			return b.String()
		}
		b.WriteByte('\n')
		text = rest
	}
}

func bareLine(line, bare string) bool {
	t := strings.TrimSpace(line)
	return t == "" || t == bare
}

// Finish numbers the lines of the version's segments and comments and ties
// each comment to the segment after it. Segments and comments must be in
// order.
func Finish(v *doc.Version) {
	at, line := 0, 1
	to := func(pos int) int {
		line += bytes.Count(v.Source[at:pos], nl)
		at = pos
		return line
	}
	for i := range v.Segments {
		s := &v.Segments[i]
		s.Line = to(s.Span.Start)
		s.EndLine = s.Line + strings.Count(s.Text, "\n")
		if strings.HasSuffix(s.Text, "\n") {
			s.EndLine--
		}
	}
	at, line = 0, 1
	next := 0
	for i := range v.Comments {
		c := &v.Comments[i]
		c.Line = to(c.Span.Start)
		for next < len(v.Segments) && v.Segments[next].Span.Start < c.Span.End {
			next++
		}
		c.Before = next
	}
}

var nl = []byte{'\n'}

// Check verifies what the readers promise of a version.
func Check(v *doc.Version) error {
	end := 0
	for i := range v.Segments {
		s := &v.Segments[i]
		if s.Span.Start < end || s.Span.End < s.Span.Start || s.Span.End > len(v.Source) {
			return fmt.Errorf("segment %d: span %v after %d of %d bytes", i, s.Span, end, len(v.Source))
		}
		end = s.Span.End
		if got := Expand(s, s.Text); got != string(v.Source[s.Span.Start:s.Span.End]) {
			return fmt.Errorf("segment %d: text %q does not spell span %q", i, s.Text, v.Source[s.Span.Start:s.Span.End])
		}
		at := 0
		for _, r := range s.Runs {
			if r.Start < at || r.End <= r.Start || r.End > len(s.Text) {
				return fmt.Errorf("segment %d %q: run %v after %d", i, s.Text, r, at)
			}
			at = r.End
		}
	}
	end = 0
	for i, c := range v.Comments {
		if c.Span.Start < end || c.Span.End < c.Span.Start || c.Span.End > len(v.Source) {
			return fmt.Errorf("comment %d: span %v after %d", i, c.Span, end)
		}
		end = c.Span.End
	}
	return nil
}
