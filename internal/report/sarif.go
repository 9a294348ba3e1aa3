package report

import (
	"io"
	"net/url"
	"strconv"
	"strings"

	"stele/internal/check"
)

// The parts of SARIF 2.1.0 (OASIS, 2020) that are written.
type sarifLog struct {
	Schema  string     `json:"$schema"`
	Version string     `json:"version"`
	Runs    []sarifRun `json:"runs"`
}

type sarifRun struct {
	Tool       sarifTool     `json:"tool"`
	ColumnKind string        `json:"columnKind"`
	Results    []sarifResult `json:"results"`
}

type sarifTool struct {
	Driver sarifDriver `json:"driver"`
}

type sarifDriver struct {
	Name    string      `json:"name"`
	Version string      `json:"version,omitempty"`
	Rules   []sarifRule `json:"rules"`
}

type sarifRule struct {
	ID      string       `json:"id"`
	Short   sarifText    `json:"shortDescription"`
	Full    sarifText    `json:"fullDescription"`
	Help    sarifText    `json:"help"`
	Default sarifDefault `json:"defaultConfiguration"`
}

type sarifDefault struct {
	Enabled bool   `json:"enabled"`
	Level   string `json:"level"`
}

type sarifText struct {
	Text     string `json:"text"`
	Markdown string `json:"markdown,omitempty"`
}

type sarifResult struct {
	RuleID       string            `json:"ruleId"`
	RuleIndex    int               `json:"ruleIndex"`
	Level        string            `json:"level"`
	Message      sarifText         `json:"message"`
	Locations    []sarifLocation   `json:"locations"`
	Related      []sarifLocation   `json:"relatedLocations,omitempty"`
	Fingerprints map[string]string `json:"partialFingerprints"`
	Properties   map[string]string `json:"properties"`
}

type sarifLocation struct {
	ID       *int          `json:"id,omitempty"`
	Physical sarifPhysical `json:"physicalLocation"`
	Message  *sarifText    `json:"message,omitempty"`
}

type sarifPhysical struct {
	Artifact sarifArtifact `json:"artifactLocation"`
	Region   sarifRegion   `json:"region"`
}

type sarifArtifact struct {
	URI     string `json:"uri"`
	URIBase string `json:"uriBaseId,omitempty"`
}

type sarifRegion struct {
	StartLine int        `json:"startLine"`
	EndLine   int        `json:"endLine"`
	Snippet   *sarifText `json:"snippet,omitempty"`
}

// Manual gives the help of a rule: a sentence, and its section of the manual as
// Markdown.
type Manual interface {
	Summary(check.Rule) string
	Section(check.Rule) string
}

// SARIF writes findings as one SARIF 2.1.0 log. Every rule is described,
// whether or not it found something, so that a viewer knows what was looked
// for. Paths are relative to the working directory, which should be the
// repository's root. Entries without a line are left out, since every result
// needs a place.
func SARIF(w io.Writer, a *Answer, version string, manual Manual) error {
	run := sarifRun{ColumnKind: "unicodeCodePoints", Results: []sarifResult{}}
	run.Tool.Driver = sarifDriver{Name: "stele", Version: version, Rules: sarifRules(manual)}
	index := map[check.Rule]int{}
	for i, r := range check.Rules() {
		index[r.Rule] = i
	}
	seen := map[string]int{}
	for i := range a.Entries {
		if e := &a.Entries[i]; e.At() != nil {
			seen[e.Fingerprint]++
			run.Results = append(run.Results, sarifResultOf(e, index[e.Rule], seen[e.Fingerprint]))
		}
	}
	log := sarifLog{Schema: "https://json.schemastore.org/sarif-2.1.0.json", Version: "2.1.0", Runs: []sarifRun{run}}
	return writeJSON(w, log, true)
}

func sarifRules(manual Manual) []sarifRule {
	var out []sarifRule
	for _, r := range check.Rules() {
		summary, section := manual.Summary(r.Rule), manual.Section(r.Rule)
		out = append(out, sarifRule{
			ID: string(r.Rule), Short: sarifText{Text: summary}, Full: sarifText{Text: summary},
			Help:    sarifText{Text: section, Markdown: section},
			Default: sarifDefault{Enabled: r.On, Level: sarifLevel(r.Severity)},
		})
	}
	return out
}

// sarifResultOf makes a result of an entry, the nth with its fingerprint.
func sarifResultOf(e *Entry, rule, nth int) sarifResult {
	text := e.Message
	if e.Suggestion != "" {
		text += " Suggestion: " + OneLine(e.Suggestion)
	}
	r := sarifResult{
		RuleID: string(e.Rule), RuleIndex: rule, Level: sarifLevel(e.Severity), Message: sarifText{Text: text},
		Locations: []sarifLocation{{Physical: physical(e.At())}},
		Fingerprints: map[string]string{
			"stele/v1": e.Fingerprint,
			// The one that GitHub reads. Left out, it would be made of the words around
			// the line, and of two findings there one would be lost.
			"primaryLocationLineHash": e.Fingerprint + ":" + strconv.Itoa(nth),
		},
		Properties: map[string]string{"document": e.Document, "locale": e.Locale},
	}
	if other := e.Other(); other != nil {
		id := 0
		r.Related = []sarifLocation{{ID: &id, Physical: physical(other), Message: &sarifText{Text: "The source of this."}}}
	}
	if e.Was != "" {
		r.Properties["was"] = e.Was
	}
	return r
}

func physical(p *Place) sarifPhysical {
	return sarifPhysical{
		Artifact: sarifArtifact{URI: uri(p.Path), URIBase: "%SRCROOT%"},
		Region:   sarifRegion{StartLine: p.Line, EndLine: p.EndLine, Snippet: &sarifText{Text: p.Text}},
	}
}

// uri writes a relative path as a relative URI reference.
func uri(path string) string {
	parts := strings.Split(path, "/")
	for i, p := range parts {
		parts[i] = url.PathEscape(p)
	}
	// A colon in the first part would read as a scheme.
	parts[0] = strings.ReplaceAll(parts[0], ":", "%3A")
	return strings.Join(parts, "/")
}

func sarifLevel(s check.Severity) string {
	if i := rank(s); i >= 0 {
		return []string{"error", "warning", "note"}[i]
	}
	return "none"
}
