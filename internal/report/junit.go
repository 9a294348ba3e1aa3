package report

import (
	"encoding/xml"
	"fmt"
	"io"
	"strings"

	"stele/internal/check"
)

type junitSuites struct {
	XMLName  xml.Name     `xml:"testsuites"`
	Name     string       `xml:"name,attr"`
	Tests    int          `xml:"tests,attr"`
	Failures int          `xml:"failures,attr"`
	Suites   []junitSuite `xml:"testsuite"`
}

type junitSuite struct {
	Name     string      `xml:"name,attr"`
	Tests    int         `xml:"tests,attr"`
	Failures int         `xml:"failures,attr"`
	Errors   int         `xml:"errors,attr"`
	Skipped  int         `xml:"skipped,attr"`
	Cases    []junitCase `xml:"testcase"`
}

type junitCase struct {
	Name    string        `xml:"name,attr"`
	Class   string        `xml:"classname,attr"`
	File    string        `xml:"file,attr,omitempty"`
	Line    int           `xml:"line,attr,omitempty"`
	Failure *junitFailure `xml:"failure"`
	Out     string        `xml:"system-out,omitempty"`
}

type junitFailure struct {
	Message string `xml:"message,attr"`
	Type    string `xml:"type,attr"`
	Text    string `xml:",chardata"`
}

// JUnit writes findings as test results, for Jenkins, GitLab and their like: a
// suite for each document and locale, a failed case for each error and warning.
// What is only an info passes, with its message as output; a version without
// findings is one case that passed.
func JUnit(w io.Writer, a *Answer) error {
	out := junitSuites{Name: "stele " + a.Command}
	next := 0
	seen := unique{}
	for _, c := range a.Checked {
		suite := junitSuite{Name: c.Document + " (" + c.Locale + ")"}
		for i := range c.Entries {
			suite.add(junitCaseOf(&a.Entries[next+i], seen))
		}
		next += c.Entries
		if c.Entries == 0 {
			suite.add(junitCase{Name: "no findings", Class: c.Document + "." + c.Locale, File: either(c.B, c.A)})
		}
		out.Tests += suite.Tests
		out.Failures += suite.Failures
		out.Suites = append(out.Suites, suite)
	}
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	e := xml.NewEncoder(w)
	e.Indent("", "  ")
	if err := e.Encode(out); err != nil {
		return err
	}
	_, err := io.WriteString(w, "\n")
	return err
}

func (s *junitSuite) add(c junitCase) {
	s.Tests++
	if c.Failure != nil {
		s.Failures++
	}
	s.Cases = append(s.Cases, c)
}

// junitCaseOf names a case by words and a fingerprint: servers follow a test by its
// name, which lines that shift must not change, and drop all but the first of a
// name.
func junitCaseOf(e *Entry, seen unique) junitCase {
	c := junitCase{Name: string(e.Rule), Class: e.Document + "." + e.Locale}
	if at := e.At(); at != nil {
		c.Name += ": " + clipped(OneLine(at.Text), 60)
	}
	c.Name += " [" + seen.key(e.Fingerprint[:min(8, len(e.Fingerprint))]) + "]"
	if at := e.At(); at != nil {
		c.File, c.Line = at.Path, at.Line
	}
	text := plainEntry(e)
	if e.Severity == check.Info {
		c.Out = text
		return c
	}
	c.Failure = &junitFailure{Message: e.Message, Type: string(e.Rule), Text: text}
	return c
}

// plainEntry is an entry in some lines of plain text.
func plainEntry(e *Entry) string {
	var b strings.Builder
	b.WriteString(e.Message + "\n")
	for _, p := range []*Place{e.Translation(), e.Source()} {
		if p != nil {
			fmt.Fprintf(&b, "%s:%d: %s\n", p.Path, p.Line, OneLine(p.Text))
		}
	}
	if e.Was != "" {
		b.WriteString("was: " + OneLine(e.Was) + "\n")
	}
	if e.Suggestion != "" {
		b.WriteString("suggestion: " + OneLine(e.Suggestion) + "\n")
	}
	return b.String()
}

func either(a, b string) string {
	if a != "" {
		return a
	}
	return b
}
