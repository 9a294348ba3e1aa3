package edition

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"stele/internal/fault"
)

func TestWrite(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "site")
	outputs := []Output{
		{Name: "tr/b.html", ID: "b", Locale: "tr", Format: "html", Data: []byte("b")},
		{Name: "tr/a.html", ID: "a", Locale: "tr", Format: "html", Complete: true, Percent: 100, Data: []byte("a")},
	}
	written, unchanged, err := Write(dir, outputs)
	if err != nil || written != 2 || unchanged != 0 {
		t.Fatalf("first: %d written, %d unchanged, %v", written, unchanged, err)
	}
	first, err := os.ReadFile(filepath.Join(dir, ManifestName))
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(first), `"name": "tr/a.html"`) || strings.Index(string(first), "tr/a") > strings.Index(string(first), "tr/b") {
		t.Errorf("manifest:\n%s", first)
	}
	info, err := os.Stat(filepath.Join(dir, "tr/a.html"))
	if err != nil {
		t.Fatal(err)
	}
	outputs[0].Data = []byte("new")
	if written, unchanged, err = Write(dir, outputs); err != nil || written != 1 || unchanged != 1 {
		t.Errorf("second: %d written, %d unchanged, %v", written, unchanged, err)
	}
	again, err := os.Stat(filepath.Join(dir, "tr/a.html"))
	if err != nil || !os.SameFile(info, again) {
		t.Error("an unchanged file was written anew")
	}
	// A run over one document keeps what the manifest says of the others.
	if _, _, err = Write(dir, outputs[:1]); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(filepath.Join(dir, ManifestName))
	if err != nil || !strings.Contains(string(data), "tr/a.html") {
		t.Errorf("the manifest forgot a file: %v\n%s", err, data)
	}
	left, err := filepath.Glob(filepath.Join(dir, "tr", ".stele-*"))
	if err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

func TestWriteFaults(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "file"), nil, 0o666); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(filepath.Join(dir, "broken"), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "broken", ManifestName), []byte("{"), 0o666); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(dir, filepath.Join(dir, "broken", "out")); err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(filepath.Join(dir, "linked"), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("..", filepath.Join(dir, "linked", "out")); err != nil {
		t.Fatal(err)
	}
	for _, tc := range []struct {
		name, dir string
		outputs   []Output
		want      fault.ID
	}{
		{"leaves the folder", dir, []Output{{Name: "../x"}}, FaultName},
		{"absolute", dir, []Output{{Name: "/x"}}, FaultName},
		{"the manifest's own name", dir, []Output{{Name: ManifestName}}, FaultName},
		{"twice", dir, []Output{{Name: "x"}, {Name: "x"}}, FaultDuplicate},
		{"a file for a folder", filepath.Join(dir, "file"), []Output{{Name: "x"}}, FaultOutput},
		{"a broken manifest", filepath.Join(dir, "broken"), []Output{{Name: "x"}}, FaultManifest},
		{"through a link", filepath.Join(dir, "linked"), []Output{{Name: "out/x"}}, FaultOutput},
	} {
		if _, _, err := Write(tc.dir, tc.outputs); !fault.Is(err, tc.want) {
			t.Errorf("%s: got %v, want %s", tc.name, err, tc.want)
		}
	}
	if _, err := os.Stat(filepath.Join(dir, "x")); err == nil {
		t.Error("a file was written outside the folder")
	}
}
