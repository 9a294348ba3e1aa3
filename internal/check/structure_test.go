package check

import "testing"

func TestStructure(t *testing.T) {
	runPairs(t, []Rule{HeadingLevel}, []pairCase{
		{name: "same", a: "en", b: "tr", textA: "# A\n\n## B", textB: "# A\n\n## B"},
		{name: "one differs", a: "en", b: "tr", textA: "# A\n\n## B\n\n## C", textB: "# A\n\n## B\n\n### C", want: "heading-level"},
		{name: "all shifted", a: "en", b: "ru", textA: "# A\n\n## B", textB: "## A\n\n### B"},
	})
	runPairs(t, []Rule{ListShape}, []pairCase{
		{name: "same", a: "en", b: "tr", textA: "- one\n\n- two", textB: "- bir\n\n- iki"},
		{name: "numbered", a: "en", b: "tr", textA: "- one\n\n- two", textB: "1. bir\n\n1. iki", want: "list-shape.ordered list-shape.ordered"},
		{name: "no list any more", a: "en", b: "tr", textA: "- one\n\n- two", textB: "- bir\n\niki", want: "list-shape.lost"},
	})
	runPairs(t, []Rule{TableShape}, []pairCase{
		{name: "same", a: "en", b: "tr", textA: "| a\n\n| b", textB: "| a\n\n| b"},
		{name: "row lost", a: "en", b: "tr", textA: "| a\n\n| b\n\n| c", textB: "| a\n\n| b", want: "table-shape.rows"},
	})
	runPairs(t, []Rule{Order}, []pairCase{
		{name: "same", a: "en", b: "tr", textA: "- one\n\n- two", textB: "- bir\n\n- iki"},
		{name: "exchanged", a: "en", b: "tr", textA: "- one\n\n- two", textB: "- iki\n\n- bir", beads: "0:1 1:0", want: "order"},
	})
}

func TestPunctuation(t *testing.T) {
	runPairs(t, []Rule{Punctuation}, []pairCase{
		{name: "same", a: "en", b: "tr", textA: "Is it open?", textB: "Açık mı?"},
		{name: "no question", a: "en", b: "ru", textA: "Is it open?", textB: "Он открыт.", want: "punctuation.question"},
		{name: "a question now", a: "de", b: "en", textA: "Er ist offen.", textB: "Is it open?", want: "punctuation.question"},
		{name: "question before a bracket", a: "en", b: "ru", textA: "Is it open?", textB: "Он открыт? (Да.)"},
		{name: "full-width", a: "en", b: "zh", textA: "Is it open?", textB: "开了吗？"},
		{name: "a heading with and without a stop", a: "en", b: "ru", textA: "# Hours", textB: "# Часы."},
		{name: "breaks off", a: "en", b: "ru", textA: "The port opened in spring. It was a success.", textB: "Порт открылся весной. Это был большой успех для города, и", want: "punctuation.end"},
	})
}
