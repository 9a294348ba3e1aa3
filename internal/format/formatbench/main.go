// Command formatbench checks, over any folders, what the readers promise:
//
//	go run ./internal/format/formatbench DIR…
//
// Every file with a reader is parsed; the version's spans are checked, parse →
// write must give the file back, and replacing one segment must change only its
// span. It prints counts, the time of parsing alone, and what failed; the exit
// code is 1 when anything did. With -kinds A=B it compares the kinds of the
// segments of files under A with those at the same path under B.
package main

import (
	"bytes"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"time"

	"stele/internal/doc"
	"stele/internal/fault"
	"stele/internal/format"
	"stele/internal/format/span"
)

type tally struct {
	files, bytes, segments, failures, skipped int
	kinds                                     map[doc.Kind]int
	formats                                   map[string]int
	faults                                    map[fault.ID]int
	parsing                                   time.Duration
	slowest                                   time.Duration
	slow                                      string
}

func main() {
	pairs := flag.String("kinds", "", "`A=B`: compare the kinds of files at the same path under two folders")
	verbose := flag.Bool("v", false, "with -kinds, print where each pair first differs")
	flag.Parse()
	if a, b, ok := strings.Cut(*pairs, "="); ok {
		compare(a, b, *verbose)
		return
	}
	failed := false
	for _, dir := range flag.Args() {
		t := tally{kinds: map[doc.Kind]int{}, formats: map[string]int{}, faults: map[fault.ID]int{}}
		err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
			if err == nil && d.Type().IsRegular() && format.Known(path) {
				t.file(path)
			}
			return nil
		})
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
		}
		t.print(dir)
		failed = failed || t.failures > 0
	}
	if failed {
		os.Exit(1)
	}
}

func (t *tally) file(path string) {
	src, err := os.ReadFile(path)
	if err != nil {
		t.skipped++
		return
	}
	defer func() {
		if r := recover(); r != nil {
			t.fail(path, fmt.Errorf("panic: %v", r))
		}
	}()
	began := time.Now()
	v, err := format.Parse(path, src)
	took := time.Since(began)
	t.parsing += took
	if took > t.slowest {
		t.slowest, t.slow = took, path
	}
	t.files++
	t.bytes += len(src)
	if err != nil {
		if f, ok := err.(*fault.Fault); ok {
			t.faults[f.ID]++
			fmt.Printf("  %v\n", err)
			return
		}
		t.fail(path, err)
		return
	}
	t.formats[v.Format]++
	t.segments += len(v.Segments)
	for i := range v.Segments {
		t.kinds[v.Segments[i].Kind]++
	}
	if err := properties(v); err != nil {
		t.fail(path, err)
	}
}

func (t *tally) fail(path string, err error) {
	t.failures++
	fmt.Printf("  FAIL %s: %v\n", path, err)
}

// properties checks one version. Of the segments every seventh is replaced, so
// that a large file stays cheap.
func properties(v *doc.Version) error {
	if err := span.Check(v); err != nil {
		return err
	}
	same := map[int]string{}
	for i := range v.Segments {
		same[i] = v.Segments[i].Text
	}
	out, err := format.Write(v, same)
	if err != nil || !bytes.Equal(out, v.Source) {
		return fmt.Errorf("parse → write differs: %v", err)
	}
	step := 7 + len(v.Segments)/50
	for i := 0; i < len(v.Segments); i += step {
		s := &v.Segments[i]
		out, err := format.Write(v, map[int]string{i: "x"})
		if err != nil {
			return err
		}
		want := len(v.Source) - s.Span.Len() + 1
		if len(out) != want || !bytes.Equal(out[:s.Span.Start], v.Source[:s.Span.Start]) || !bytes.Equal(out[s.Span.Start+1:], v.Source[s.Span.End:]) {
			return fmt.Errorf("replacing segment %d changes more than its span", i)
		}
	}
	return nil
}

func (t *tally) print(dir string) {
	fmt.Printf("%s: %d files, %.1f MB, %d segments, %d failures, %d unreadable\n", dir, t.files, float64(t.bytes)/1e6, t.segments, t.failures, t.skipped)
	fmt.Printf("  parsing %v (%.0f MB/s), slowest %v %s\n", t.parsing.Round(time.Millisecond), float64(t.bytes)/1e6/t.parsing.Seconds(), t.slowest.Round(time.Microsecond), t.slow)
	var kinds []string
	for k, n := range t.kinds {
		kinds = append(kinds, fmt.Sprintf("%s %d", k, n))
	}
	sort.Strings(kinds)
	fmt.Printf("  %s\n", strings.Join(kinds, ", "))
	if len(t.faults) > 0 {
		fmt.Printf("  faults %v\n", t.faults)
	}
}
