package ledger

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"stele/internal/doc"
)

// sourceJSON is a source text in the file: a plain string, or an object when
// there is more to say of it than its text.
type sourceJSON Source

type sourceObject struct {
	Key   string   `json:"key,omitempty"`
	Words string   `json:"words,omitempty"`
	Text  string   `json:"text,omitempty"`
	Kind  doc.Kind `json:"kind,omitempty"`
	Runs  []string `json:"runs,omitempty"`
}

// MarshalJSON writes the short form where it says all.
func (s sourceJSON) MarshalJSON() ([]byte, error) {
	if s.Kind == "" && len(s.Runs) == 0 && s.Key == "" && len(s.extra) == 0 {
		return marshal(s.Text), nil
	}
	o := sourceObject{Text: s.Text, Kind: s.Kind, Key: s.Key, Words: s.Sketch.String()}
	for _, r := range s.Runs {
		o.Runs = append(o.Runs, encodeRun(s.Text, r))
	}
	return withExtra(o, s.extra), nil
}

// UnmarshalJSON reads both forms.
func (s *sourceJSON) UnmarshalJSON(b []byte) error {
	if len(b) > 0 && b[0] == '"' {
		return json.Unmarshal(b, &s.Text)
	}
	var o sourceObject
	extra, err := decode(b, &o, "key", "words", "text", "kind", "runs")
	if err != nil {
		return err
	}
	s.extra = extra
	sketch, ok := parseSketch(o.Words)
	if !ok {
		return fmt.Errorf("words %q", o.Words)
	}
	s.Text, s.Kind, s.Key = o.Text, o.Kind, o.Key
	if len(sketch) > 0 {
		s.Sketch = sketch
	}
	at := 0
	for _, text := range o.Runs {
		r, ok := decodeRun(s.Text, text)
		if !ok || r.Start < at {
			return fmt.Errorf("run %q", text)
		}
		s.Runs, at = append(s.Runs, r), r.End
	}
	return nil
}

// runLetters abbreviates the kinds of run: "c5+7" is code, 7 bytes from 5.
var runLetters = map[doc.RunKind]string{
	doc.RunMarkup: "m", doc.RunLink: "l", doc.RunImage: "i", doc.RunCode: "c",
	doc.RunNote: "n", doc.RunPlaceholder: "p", doc.RunMath: "x",
	doc.RunEntity: "e",
}

func runKind(letter string) (doc.RunKind, bool) {
	for k, l := range runLetters {
		if l == letter {
			return k, true
		}
	}
	return "", false
}

// impliedTarget is the destination that a run's own text shows.
func impliedTarget(text string, r doc.Run) string {
	if r.Kind != doc.RunLink && r.Kind != doc.RunImage && r.Kind != doc.RunNote {
		return ""
	}
	target, _, _ := strings.Cut(strings.Trim(text[r.Start:r.End], "![]()<>^ "), " ")
	return target
}

func encodeRun(text string, r doc.Run) string {
	letter := runLetters[r.Kind]
	if letter == "" {
		letter = "m"
	}
	out := letter + strconv.Itoa(r.Start) + "+" + strconv.Itoa(r.End-r.Start)
	if r.Target != impliedTarget(text, r) {
		out += "=" + r.Target
	}
	return out
}

func decodeRun(text, code string) (doc.Run, bool) {
	place, target, own := strings.Cut(code, "=")
	if place == "" {
		return doc.Run{}, false
	}
	kind, ok := runKind(place[:1])
	from, length, plus := strings.Cut(place[1:], "+")
	start, err1 := strconv.Atoi(from)
	n, err2 := strconv.Atoi(length)
	if !ok || !plus || err1 != nil || err2 != nil || start < 0 || n < 0 || start > len(text) || n > len(text)-start {
		return doc.Run{}, false
	}
	r := doc.Run{Kind: kind, Start: start, End: start + n}
	if own {
		r.Target = target
	} else {
		r.Target = impliedTarget(text, r)
	}
	return r, true
}
