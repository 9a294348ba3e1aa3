package report

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"stele/internal/align"
	"stele/internal/check"
	"stele/internal/doc"
	catalog "stele/internal/message"
	"stele/internal/status"
)

func version(locale, path string, texts ...string) *doc.Version {
	v := &doc.Version{Locale: locale, Path: path}
	for i, text := range texts {
		v.Segments = append(v.Segments, doc.Segment{Kind: doc.Paragraph, Text: text, Line: 1 + 2*i, EndLine: 1 + 2*i, Span: doc.Span{Start: 10 * i, End: 10*i + len(text)}})
	}
	return v
}

func words(t *testing.T) Words {
	t.Helper()
	c, err := catalog.Load()
	if err != nil {
		t.Fatal(err)
	}
	return c.In("en")
}

// same compares JSON by value; want is written for reading.
func same(t *testing.T, got []byte, want string) {
	t.Helper()
	var a, b any
	if err := json.Unmarshal([]byte(want), &a); err != nil {
		t.Fatalf("the expectation: %v", err)
	}
	if err := json.Unmarshal(got, &b); err != nil {
		t.Fatalf("%v in %s", err, got)
	}
	if diff := cmp.Diff(a, b); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

func result() *status.Result {
	en := version("en", "a.en.md", "One <b>.", "Two.", "Three.")
	tr := version("tr", "a.tr.md", "Bir.", "İki.")
	return &status.Result{
		Locales: []string{"en", "ru", "tr"},
		Documents: []status.Document{{ID: "a", Source: en, Targets: []status.Target{
			{Locale: "ru", Segments: status.Count{status.Missing: 3}, Words: status.Count{status.Missing: 3}},
			{
				Locale: "tr", Path: "a.tr.md", Version: tr, Segments: status.Count{status.Stale: 2, status.Synced: 1}, Words: status.Count{status.Stale: 2, status.Synced: 1},
				Rows: []status.Row{
					{State: status.Stale, Changes: []doc.Change{doc.ChangeProse}, Was: "Old.", Evidence: status.FromLedger, Confidence: 1, Source: []int{0, 1}, Target: []int{0}, Work: true},
					{State: status.Synced, Evidence: status.FromPin, Confidence: 0.98765432, Source: []int{2}, Target: []int{1}, Work: true},
				},
			},
		}}},
	}
}

func TestStatusJSON(t *testing.T) {
	const document = `{"id": "a", "source": {"locale": "en", "path": "a.en.md"}, "targets": [
		{"locale": "ru", "path": null,
			"segments": {"synced": 0, "stale": 0, "untranslated": 0, "missing": 3, "orphaned": 0, "unverified": 0},
			"words": {"synced": 0, "stale": 0, "untranslated": 0, "missing": 3, "orphaned": 0, "unverified": 0}},
		{"locale": "tr", "path": "a.tr.md",
			"segments": {"synced": 1, "stale": 2, "untranslated": 0, "missing": 0, "orphaned": 0, "unverified": 0},
			"words": {"synced": 1, "stale": 2, "untranslated": 0, "missing": 0, "orphaned": 0, "unverified": 0},
			"open": [{"state": "stale", "change": ["prose"], "evidence": "ledger", "confidence": 1, "was": "Old.",
				"source": {"line": 1, "end_line": 3, "text": "One <b>.\n\nTwo."},
				"target": {"line": 1, "end_line": 1, "text": "Bir."}}SYNCED]}]}`
	const totals = `{
		"ru": {"documents": 1, "segments": {"synced": 0, "stale": 0, "untranslated": 0, "missing": 3, "orphaned": 0, "unverified": 0},
			"words": {"synced": 0, "stale": 0, "untranslated": 0, "missing": 3, "orphaned": 0, "unverified": 0}},
		"tr": {"documents": 1, "segments": {"synced": 1, "stale": 2, "untranslated": 0, "missing": 0, "orphaned": 0, "unverified": 0},
			"words": {"synced": 1, "stale": 2, "untranslated": 0, "missing": 0, "orphaned": 0, "unverified": 0}}}`
	const synced = `, {"state": "synced", "evidence": "pin", "confidence": 0.9877,
		"source": {"line": 5, "end_line": 5, "text": "Three."}, "target": {"line": 3, "end_line": 3, "text": "İki."}}`
	for _, c := range []struct {
		name   string
		all    bool
		synced string
	}{{"open", false, ""}, {"all", true, synced}} {
		t.Run(c.name, func(t *testing.T) {
			var b bytes.Buffer
			if err := StatusJSON(&b, result(), c.all); err != nil {
				t.Fatal(err)
			}
			same(t, b.Bytes(), `{"version": 1, "locales": ["en", "ru", "tr"], "documents": [`+strings.Replace(document, "SYNCED", c.synced, 1)+`], "totals": `+totals+`}`)
		})
	}
}

// A reader of the format may count on the lists being there, and on null for
// what is not.
func TestStatusJSONOfLittle(t *testing.T) {
	const none = `{"synced": 0, "stale": 0, "untranslated": 0, "missing": 0, "orphaned": 0, "unverified": 0}`
	r := &status.Result{Locales: []string{"en"}, Documents: []status.Document{{
		ID: "a", Source: &doc.Version{Locale: "en"}, Targets: []status.Target{{Locale: "tr", Path: "a.tr.md", Version: version("tr", "a.tr.md")}},
	}}}
	var b bytes.Buffer
	if err := StatusJSON(&b, r, false); err != nil {
		t.Fatal(err)
	}
	same(t, b.Bytes(), `{"version": 1, "locales": ["en"], "totals": {}, "documents": [{"id": "a", "source": {"locale": "en", "path": null},
		"targets": [{"locale": "tr", "path": "a.tr.md", "segments": `+none+`, "words": `+none+`, "open": []}]}]}`)
}

func TestAlignmentJSON(t *testing.T) {
	a := status.Alignment{Source: version("en", "a.en.md", "One."), Target: version("tr", "a.tr.md"), Beads: []align.Bead{{Source: []int{0}, Confidence: 0.5}}}
	var b bytes.Buffer
	if err := AlignmentJSON(&b, a); err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(b.String(), "\n"); n != 1 {
		t.Errorf("%d lines, want one", n)
	}
	same(t, b.Bytes(), `{"source": {"path": "a.en.md", "locale": "en", "segments": [{"kind": "paragraph", "line": 1, "end_line": 1, "start": 0, "end": 4, "text": "One."}]},
		"target": {"path": "a.tr.md", "locale": "tr", "segments": []},
		"beads": [{"source": [0], "target": [], "confidence": 0.5, "moved": false}]}`)
}

func comparison() *check.Comparison {
	return &check.Comparison{A: "en", B: "tr", Documents: []check.ComparedDocument{
		{ID: "a", A: version("en", "a,1%.en.md", "One.", "Two."), B: version("tr", "a.tr.md", "Bir."), Findings: []check.Finding{
			{Rule: check.Missing, Variant: "segment", Severity: check.Warning, A: []int{1}, Args: map[string]any{"Locale": "tr"}},
		}},
		{ID: "b", A: version("en", "b.en.md", "One."), B: version("tr", "b.tr.md", "Bir.")},
	}}
}

func TestDiffJSON(t *testing.T) {
	c := comparison()
	var b bytes.Buffer
	if err := DiffJSON(&b, c, words(t)); err != nil {
		t.Fatal(err)
	}
	d := &c.Documents[0]
	fingerprint := d.Findings[0].Fingerprint(d.ID, d.A, d.B)
	same(t, b.Bytes(), `{"version": 1, "a": "en", "b": "tr", "documents": [
		{"id": "a", "a": "en", "b": "tr", "findings": [{"rule": "missing", "severity": "warning", "message": "`+message(d.Findings[0], words(t))+`", "fingerprint": "`+fingerprint+`",
			"a": {"path": "a,1%.en.md", "line": 3, "end_line": 3, "text": "Two."}, "b": null}]},
		{"id": "b", "a": "en", "b": "tr", "findings": []}]}`)
}
