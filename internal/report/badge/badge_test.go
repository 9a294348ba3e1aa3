package badge

import (
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"
)

func TestSVG(t *testing.T) {
	for _, label := range []string{"Turkish", "русский", "中文", "عربي", `a "b" & <c>`, "", "a\x00\xff"} {
		svg := string(New(label, 87).SVG())
		d := xml.NewDecoder(strings.NewReader(svg))
		for {
			_, err := d.Token()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Fatalf("%q: %v in %s", label, err, svg)
			}
		}
		if !strings.Contains(svg, "87%</title>") || !strings.Contains(svg, `role="img"`) {
			t.Errorf("%q: no accessible title: %s", label, svg)
		}
	}
}

func TestWidth(t *testing.T) {
	// The advances of "translated" in Verdana add up to 10369 of 2048 an em.
	if w := Width("translated"); w != 56 {
		t.Errorf("translated: %d", w)
	}
	if Width("WWWW") <= Width("iiii") || Width("中文") != 22 || Width("e\u0301") != Width("e") {
		t.Errorf("W %d, i %d, 中文 %d", Width("WWWW"), Width("iiii"), Width("中文"))
	}
}

func TestEndpoint(t *testing.T) {
	data, err := New("Turkish", 100).JSON()
	var got map[string]any
	if err != nil || json.Unmarshal(data, &got) != nil || len(got) != 4 {
		t.Fatalf("%s, %v", data, err)
	}
	if got["schemaVersion"] != 1.0 || got["label"] != "Turkish" || got["message"] != "100%" || got["color"] != "#1a7f37" {
		t.Errorf("%s", data)
	}
	if c := New("", 250); c.Percent != 100 {
		t.Errorf("%d percent", c.Percent)
	}
	if New("", 100).Color() == New("", 99).Color() {
		t.Error("99 looks like 100")
	}
	if b := None("Turkish"); b.Message() != "·" || b.Color() == New("", 0).Color() {
		t.Errorf("no percentage is %q, %s", b.Message(), b.Color())
	}
}
