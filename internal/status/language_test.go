package status

import "testing"

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
