package report

import (
	"io"

	"stele/internal/check"
)

type gitlabIssue struct {
	Description string         `json:"description"`
	CheckName   string         `json:"check_name"`
	Fingerprint string         `json:"fingerprint"`
	Severity    string         `json:"severity"`
	Location    gitlabLocation `json:"location"`
}

type gitlabLocation struct {
	Path  string      `json:"path"`
	Lines gitlabLines `json:"lines"`
}

type gitlabLines struct {
	Begin int `json:"begin"`
	End   int `json:"end"`
}

// GitLab writes findings as a GitLab Code Quality report. A merge request shows
// those whose fingerprint its target branch does not have; fingerprints do not
// depend on lines. Entries without a line are left out.
func GitLab(w io.Writer, a *Answer) error {
	out := []gitlabIssue{}
	seen := unique{}
	for i := range a.Entries {
		e := &a.Entries[i]
		at := e.At()
		if at == nil {
			continue
		}
		out = append(out, gitlabIssue{
			Description: string(e.Rule) + ": " + e.Message, CheckName: "stele/" + string(e.Rule), Fingerprint: seen.key(e.Fingerprint),
			Severity: gitlabSeverity(e.Severity), Location: gitlabLocation{at.Path, gitlabLines{at.Line, at.EndLine}},
		})
	}
	return writeJSON(w, out, true)
}

func gitlabSeverity(s check.Severity) string {
	switch s {
	case check.Error:
		return "major"
	case check.Warning:
		return "minor"
	}
	return "info"
}
