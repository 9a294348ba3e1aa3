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
	} {
		if got := Unquoted(in); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
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
