package message

import (
	"strings"
	"testing"
	"testing/fstest"

	"stele/internal/fault"
)

// A project's labels go over the program's own; what it misspells is told with
// its line, what it lacks is counted, and the other languages stay as they were.
func TestProjectLabels(t *testing.T) {
	c, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	if f := c.LabelsLacking("ru-RU"); f != nil {
		t.Errorf("Russian lacks %v", f.Args)
	}
	if f := c.LabelsLacking("de"); f == nil || f.Args["Count"].(int) < 10 {
		t.Errorf("German lacks %v", f)
	}
	files := fstest.MapFS{
		"labels.de.toml": {Data: []byte("[edition]\nnotes = \"Anmerkungen\"\nnots = \"?\"\n\n[edition.by]\nother = \"Von {{.Names}}\"\n")},
		"labels.tr.toml": {Data: []byte("[edition]\nnotes = \"Dipnotlar\"\n")},
	}
	with, warnings, err := c.WithLabels(files, "theme")
	if err != nil {
		t.Fatal(err)
	}
	if len(warnings) != 1 || warnings[0].ID != FaultLabelUnknown || warnings[0].Line != 3 || warnings[0].Path != "theme/labels.de.toml" {
		t.Errorf("warnings %v", warnings)
	}
	for _, tc := range [][2]string{
		{with.In("de").Text("edition.notes"), "Anmerkungen"}, {with.In("de-AT").Text("edition.by", "Names", "A", "Count", 2), "Von A"},
		{with.In("de").Text("edition.contents"), "Contents"}, {with.In("tr").Text("edition.notes"), "Dipnotlar"},
		{with.In("tr").Text("edition.contents"), c.In("tr").Text("edition.contents")}, {c.In("tr").Text("edition.notes"), "Notlar"},
	} {
		if tc[0] != tc[1] {
			t.Errorf("got %q, want %q", tc[0], tc[1])
		}
	}
	if f := with.LabelsLacking("de"); f == nil || strings.Contains(f.Args["Labels"].(string), "by,") {
		t.Errorf("German lacks %v", f)
	}
	_, _, err = c.WithLabels(fstest.MapFS{"labels.de.toml": {Data: []byte("[edition\n")}}, "theme")
	if f, ok := err.(*fault.Fault); !ok || f.ID != FaultLabels || f.Path != "theme/labels.de.toml" {
		t.Errorf("a broken file: %v", err)
	}
}

// The template is a file of labels itself, and a whole one.
func TestLabelsTemplate(t *testing.T) {
	c, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	data, err := LabelsTemplate()
	if err != nil {
		t.Fatal(err)
	}
	with, warnings, err := c.WithLabels(fstest.MapFS{"labels.de.toml": {Data: data}}, "theme")
	if err != nil || warnings != nil {
		t.Fatalf("%v, %v", warnings, err)
	}
	if f := with.LabelsLacking("de"); f != nil {
		t.Errorf("it lacks %v", f.Args)
	}
}
