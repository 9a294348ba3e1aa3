package page

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"stele/internal/check"
	"stele/internal/doc"
	"stele/internal/fault"
	"stele/internal/history"
	"stele/internal/message"
	"stele/internal/status"
)

func version(path, locale string, texts ...string) *doc.Version {
	v := &doc.Version{Path: path, Locale: locale}
	for i, t := range texts {
		v.Segments = append(v.Segments, doc.Segment{Kind: doc.Paragraph, Text: t, Line: 2*i + 1, EndLine: 2*i + 1})
	}
	return v
}

// input is a document with a stale paragraph and a finding, and one without a
// translation.
func input(t *testing.T) Input {
	t.Helper()
	catalog, err := message.Load()
	if err != nil {
		t.Fatal(err)
	}
	a := version("docs/a.en.md", "en", "Same.", "The gate is new.", "Same.")
	b := version("docs/a.tr.md", "tr", "Aynı.", "Kapı </script> eski.")
	r := &status.Result{Locales: []string{"en", "tr"}, Documents: []status.Document{
		{ID: "docs/a", Source: a, Targets: []status.Target{{
			Locale: "tr", Path: b.Path, Version: b, Segments: status.Count{status.Synced: 1, status.Stale: 1, status.Missing: 1}, Words: status.Count{status.Stale: 4},
			Rows: []status.Row{
				{State: status.Synced, Source: []int{0}, Target: []int{0}, Work: true},
				{State: status.Stale, Source: []int{1}, Target: []int{1}, Was: "The gate is old.", Changes: []doc.Change{doc.ChangeProse}, Work: true},
				{State: status.Missing, Source: []int{2}, Work: true},
			}}}},
		{ID: `docs/b "q"`, Source: version("docs/b.en.md", "en", "One."), Targets: []status.Target{{Locale: "tr", Segments: status.Count{status.Missing: 1}, Words: status.Count{}}}},
	}}
	found := []check.Finding{
		{Rule: check.Stale, Severity: check.Warning, A: []int{1}, B: []int{1}},
		{Rule: check.Punctuation, Variant: "end", Severity: check.Info, A: []int{1}, B: []int{1}, Args: map[string]any{}},
	}
	return Input{
		Title: "Harbour", Result: r, Words: catalog.In("en"),
		Findings: &check.Comparison{Documents: []check.ComparedDocument{
			{ID: "docs/a", A: a}, {ID: "docs/a", A: a, B: b, Findings: found}, {ID: `docs/b "q"`}, {ID: `docs/b "q"`},
		}},
	}
}

func made(t *testing.T, in Input) map[string]string {
	t.Helper()
	files, err := Files(in)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, f := range files {
		data, err := f.Data()
		if err != nil {
			t.Fatalf("%s: %v", f.Name, err)
		}
		out[f.Name] = string(data)
	}
	return out
}

func TestData(t *testing.T) {
	in := input(t)
	lost := Lost(in.Result)
	if want := []history.Lost{{Path: "docs/a.en.md", Parts: []string{"The gate is old."}}}; !cmp.Equal(lost, want) {
		t.Error(cmp.Diff(want, lost))
	}
	in.Timeline = &history.Timeline{Commit: "0123456789abcdef", Time: 1714564800, Gone: []history.Event{{Commit: "fedcba9876543210", Time: 1700000000}}}
	files := made(t, in)
	key := keyOf("docs/a")
	for file, wants := range map[string][]string{
		"data/index.js": {`"rules":["punctuation"]`, `"docs":[["docs/a","","` + key + `",[[1,1,0,1,0,0,0,1]]],["docs/b \"q\"","","` + keyOf(`docs/b "q"`) + `",[1]]]`},
		"data/" + key + "/tr.js": {
			`{"s":0,"i":[0],"t":"Aynı.","l":1}`,
			`"d":[[" ","The gate is "],["-","old"],["+","new"],[" ","."]]`, `"y":"2023-11-14","h":"fedcba987654"`, `"f":[["punctuation","info"`,
			`\u003c/script\u003e`,
		},
		"index.html":      {`<time datetime="2023-11-14">`, `<del>old</del><ins>new</ins>`, "as of 2024-05-01, 0123456789ab", `href="read.html#d=` + key + `&amp;l=tr&amp;p=`},
		"documents.html":  {"docs/b &#34;q&#34;"},
		"badges/tr.json":  {`"message":"25%"`},
		"badges/all.json": {`"label":"translated","message":"25%"`},
	} {
		for _, want := range wants {
			if !strings.Contains(files[file], want) {
				t.Errorf("%s lacks %s:\n%.3000s", file, want, files[file])
			}
		}
	}
	if _, there := files["data/"+keyOf(`docs/b "q"`)+"/tr.js"]; there {
		t.Error("a file for what is not there")
	}
	if again := made(t, input(t)); again["data/index.js"] != files["data/index.js"] {
		t.Error("the same input gives other bytes")
	}
}

// A link to a paragraph must hold while the rest of the document changes.
func TestParagraphIDs(t *testing.T) {
	before := paragraphIDs(version("", "en", "One thing.", "Another thing.", "One thing."))
	after := paragraphIDs(version("", "en", "New.", "One thing.", "Another thing.", "One thing."))
	if !cmp.Equal(before, after[1:]) {
		t.Error(cmp.Diff(before, after[1:]))
	}
	slices.Sort(after)
	if len(slices.Compact(after)) != 4 {
		t.Errorf("not distinct: %v", after)
	}
}

func TestWriteKeepsToItself(t *testing.T) {
	file := func(name, text string) File {
		return File{name, func() ([]byte, error) { return []byte(text), nil }}
	}
	dir := filepath.Join(t.TempDir(), "out")
	if done, err := Write(dir, []File{file("a", "1"), file("d/b", "2")}); err != nil || done.Changed != 2 {
		t.Fatalf("%+v, %v", done, err)
	}
	if err := os.WriteFile(filepath.Join(dir, "mine"), []byte("mine"), 0o644); err != nil {
		t.Fatal(err)
	}
	// What is gone goes, with its folder; what is ours stays as it is.
	if done, err := Write(dir, []File{file("a", "1")}); err != nil || done != (Written{Unchanged: 1, Removed: 1}) {
		t.Fatalf("%+v, %v", done, err)
	}
	if _, err := os.Stat(filepath.Join(dir, "d")); !errors.Is(err, os.ErrNotExist) {
		t.Error("an empty folder is left")
	}
	foreign := func(err error) {
		t.Helper()
		if f, ok := errors.AsType[*fault.Fault](err); !ok || f.ID != FaultForeign {
			t.Errorf("not refused: %v", err)
		}
	}
	_, err := Write(dir, []File{file("a", "2"), file("mine", "ours")})
	foreign(err)
	if data, _ := os.ReadFile(filepath.Join(dir, "a")); string(data) != "1" {
		t.Error("written before it was refused")
	}
	other := t.TempDir()
	if err := os.WriteFile(filepath.Join(other, "letter"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	foreign(Refuse(other))
	// A link out of the folder is not followed.
	if err := os.Symlink(other, filepath.Join(dir, "away")); err != nil {
		t.Skip(err)
	}
	if _, err := Write(dir, []File{file("away/x", "1")}); err == nil {
		t.Error("written through a link")
	}
	if err := Refuse(filepath.Join(dir, "none")); err != nil {
		t.Error(err)
	}
}
