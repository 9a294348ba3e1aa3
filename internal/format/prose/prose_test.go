package prose

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"stele/internal/doc"
)

func TestRuns(t *testing.T) {
	type run struct {
		Kind         doc.RunKind
		Text, Target string
	}
	for _, tc := range []struct {
		text string
		want []run
	}{
		{"See https://example.org/a_(b)?c=d#e.", []run{{doc.RunLink, "https://example.org/a_(b)?c=d#e", "https://example.org/a_(b)?c=d#e"}}},
		{"(https://example.org/x), then", []run{{doc.RunLink, "https://example.org/x", "https://example.org/x"}}},
		{"“https://example.org/x”", []run{{doc.RunLink, "https://example.org/x", "https://example.org/x"}}},
		{"见https://example.org/路径，然后", []run{{doc.RunLink, "https://example.org/路径", "https://example.org/路径"}}},
		{"www.example.org; HTTPS://E.ORG", []run{{doc.RunLink, "www.example.org", "www.example.org"}, {doc.RunLink, "HTTPS://E.ORG", "HTTPS://E.ORG"}}},
		{"Write to a.b+c@mail.example.org. Or @me, a@b, @.c.", []run{{doc.RunLink, "a.b+c@mail.example.org", "a.b+c@mail.example.org"}}},
		{"xhttps://no and https:// no, nor www.", nil},
		{"A claim.[1] Another [12], not [1a] nor [1234] nor [].", []run{{doc.RunNote, "[1]", "1"}, {doc.RunNote, "[12]", "12"}}},
	} {
		var got []run
		for _, r := range Runs(tc.text) {
			got = append(got, run{r.Kind, tc.text[r.Start:r.End], r.Target})
		}
		if diff := cmp.Diff(tc.want, got); diff != "" {
			t.Errorf("%q: -want +got\n%s", tc.text, diff)
		}
	}
}

func TestNoteMark(t *testing.T) {
	for text, want := range map[string]string{"[1] A note": "A note", "[23]A note": "A note", "[1]": "", "[1]: link": "", "[a] b": "", "1. x": ""} {
		n, _ := NoteMark(text)
		got := ""
		if n > 0 {
			got = text[n:]
		}
		if got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestEntity(t *testing.T) {
	for text, want := range map[string]string{"&ouml;": "ö", "&#8211;": "–", "&#x41;": "A", "&amp;": "&", "&nosuch;": "", "& ;": "", "&;": "", "&amp": ""} {
		if _, got := Entity(text, 0); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestHasWords(t *testing.T) {
	for text, want := range map[string]bool{"": false, " – …": false, "a": true, "2": true, "—ж": true, "字": true, "🙂": false} {
		if got := HasWords(text); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}
