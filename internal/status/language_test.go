package status

import (
	"testing"

	"stele/internal/doc"
)

func TestUnquoted(t *testing.T) {
	for in, want := range map[string]string{
		"She wrote “Ships of the North” in 1990.": "She wrote   in 1990.",
		"Его «Корабли» и „Паруса“ забыты.":        "Его   и   забыты.",
		"彼は「北の船」を書いた。":                            "彼は を書いた。",
		"“All of it is a quotation.”":             "“All of it is a quotation.”",
		"An “open quotation never ends.":          "An “open quotation never ends.",
		"Es heißt 'name isn't set' und endet.":    "Es heißt   und endet.",
		"The ship's mate, the ships' mates.":      "The ship's mate, the ships' mates.",
	} {
		if got := Unquoted(in); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

func TestForeignScript(t *testing.T) {
	for text, want := range map[string]bool{
		`Появится "unable to get an update from the repository of the charts", и всё`: false,
		`See "the list of the harbours that were built in those years" for more`:      true,
	} {
		if _, got := Foreign(nil, text, "ru", []string{"ru", "en"}); got != want {
			t.Errorf("%s: got %v", text, got)
		}
	}
}

// A German sentence about an English message was taken for English.
func TestForeignQuotation(t *testing.T) {
	for text, want := range map[string]string{
		`Ich bekomme eine Warnung "unable to get an update from the "stable" chart repository"`: "",
		`Ich bekomme die Warnung 'the old address is deprecated for all of the charts'`:         "",
		`Click the button "Save" and wait until the page has been written to disk.`:             "en",
		`"Unable to get an update from the repository of the charts"`:                           "en",
	} {
		guess, foreign := Foreign(nil, text, "de", []string{"de", "en"})
		if foreign != (want != "") || foreign && guess.Locale != want {
			t.Errorf("%s: got %v %v, want %q", text, guess, foreign, want)
		}
	}
}

func TestSameText(t *testing.T) {
	for _, tc := range []struct {
		text string
		want bool
	}{
		{"A Line with a Gap in It", true},
		{"Service of the town", true},
		{"kubeadm join phase", false},
		{"cat << EOF > /etc/hosts", false},
		{"Open Source Guide", false},
		{"Ada Quay", false},
		{"C of E", false}, // too few words
		{"v1.2 of X", false},
	} {
		v := &doc.Version{Segments: []doc.Segment{{Kind: doc.Heading, Text: tc.text}}}
		if got := sameText(v, v, []int{0}, []int{0}); got != tc.want {
			t.Errorf("%q: got %v", tc.text, got)
		}
	}
}
