package browser

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
)

// ErrNoAxe says that axe-core is not installed.
var ErrNoAxe = errors.New("axe-core is not installed: npm ci --prefix internal/browser")

// Violation is a rule of axe-core that the page breaks.
type Violation struct {
	ID     string `json:"id"`     // axe's name of the rule: "color-contrast"
	Impact string `json:"impact"` // minor, moderate, serious, critical
	Help   string `json:"help"`
	Nodes  []struct {
		HTML    string `json:"html"`
		Target  []any  `json:"target"` // CSS selectors
		Summary string `json:"failureSummary"`
	} `json:"nodes"`
}

func (v Violation) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s (%s): %s", v.ID, v.Impact, v.Help)
	for i, n := range v.Nodes {
		if i == 3 {
			fmt.Fprintf(&b, "\n  and %d more", len(v.Nodes)-i)
			break
		}
		fmt.Fprintf(&b, "\n  %.300s\n    %s", n.HTML, strings.ReplaceAll(n.Summary, "\n", " "))
	}
	return b.String()
}

func axeSource() (string, error) {
	_, here, _, _ := runtime.Caller(0)
	data, err := os.ReadFile(filepath.Join(filepath.Dir(here), "node_modules", "axe-core", "axe.min.js"))
	if os.IsNotExist(err) {
		return "", ErrNoAxe
	}
	return string(data), err
}

// Axe runs every rule of axe-core but those it calls experimental: WCAG A and
// AA, and its good practice (landmarks, heading order). The error is [ErrNoAxe]
// where axe-core is not installed. A page opened with NoScript cannot be asked.
func (p *Page) Axe() ([]Violation, error) {
	source, err := axeSource()
	if err != nil {
		return nil, err
	}
	var out string
	if err := p.Eval(source+"\n;0", nil); err != nil {
		return nil, err
	}
	if err := p.Eval(`axe.run(document, {resultTypes: ["violations"]}).then(r => JSON.stringify(r.violations))`, &out); err != nil {
		return nil, err
	}
	var violations []Violation
	return violations, json.Unmarshal([]byte(out), &violations)
}
