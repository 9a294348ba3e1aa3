package doc

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// marked makes a paragraph from a small notation, so that these tests need no
// reader: ‹kind:text› is a run.
func marked(text string) *Segment {
	s := &Segment{Kind: Paragraph}
	for {
		before, rest, ok := strings.Cut(text, "‹")
		s.Text += before
		if !ok {
			return s
		}
		var run string
		run, text, _ = strings.Cut(rest, "›")
		kind, run, _ := strings.Cut(run, ":")
		r := Run{Kind: RunKind(kind), Start: len(s.Text), End: len(s.Text) + len(run)}
		if r.Kind == RunLink {
			r.Target = strings.Trim(run, "[]()<>")
			if strings.HasPrefix(run, "][") {
				r.Target = "/" + r.Target
			}
		}
		s.Text += run
		s.Runs = append(s.Runs, r)
	}
}

var compareCases = []struct {
	name, old, new string
	want           []Change
}{
	{"equal", "The stone stood.", "The stone stood.", nil},
	{"reflow", "The stone\nstood here.", "The stone stood\r\nhere.", []Change{ChangeWhitespace}},
	{"no-break space", "10\u00a0km", "10 km", []Change{ChangeWhitespace}},
	{"quote style", `He said "no" and 'yes'.`, "He said “no” and ‘yes’.", []Change{ChangeWhitespace}},
	{"guillemets", `«Да»`, `„Да“`, []Change{ChangeWhitespace}},
	{"apostrophe", "It's Ankara'da", "It’s Ankara’da", []Change{ChangeWhitespace}},
	{"dash style", "one -- two", "one — two", []Change{ChangeWhitespace}},
	{"ellipsis", "wait...", "wait…", []Change{ChangeWhitespace}},
	{"entity", "one &mdash; two &amp; three", "one — two & three", []Change{ChangeWhitespace}},
	{"escape", `1\. a \* b`, "1. a b", []Change{ChangeWhitespace}},
	{"soft hyphen", "Donau\u00addampf", "Donaudampf", []Change{ChangeWhitespace}},
	{"composition", "caf\u0065\u0301", "café", []Change{ChangeWhitespace}},
	{"emphasis style", "a ‹markup:*›b‹markup:*›", "a ‹markup:_›b‹markup:_›", []Change{ChangeWhitespace}},
	{"emphasis in a word", "‹markup:**›un‹markup:**›reliable", "unreliable", []Change{ChangeMarkup}},
	{"emphasis added", "a b", "a ‹markup:**›b‹markup:**›", []Change{ChangeMarkup}},
	{"heading id", "Rule ‹markup:{#rule}›", "Rule", []Change{ChangeWhitespace}},
	{"code marks added", "run go test now", "run ‹code:`go test`› now", []Change{ChangeMarkup, ChangePunctuation}},
	{"code marks and an ending", "the ‹code:`Pod`›'s port", "the Pod's port", []Change{ChangeMarkup, ChangePunctuation}},
	{"hyphen for a space", "an availability-zone", "an availability zone", []Change{ChangePunctuation}},
	{"space after a full stop", "directly.You", "directly. You", []Change{ChangePunctuation}},
	{"code changed", "run ‹code:`go test`› now", "run ‹code:`go vet`› now", []Change{ChangeCode}},
	{"code moved", "run ‹code:`a`› now", "run now ‹code:`a`›", []Change{ChangeProse}},
	{"placeholder", "in ‹placeholder:{{ x }}›", "in ‹placeholder:{{ y }}›", []Change{ChangeCode}},
	{"link", "see ‹markup:[›this‹link:](/a)›", "see ‹markup:[›this‹link:](/b)›", []Change{ChangeLink}},
	{"link by reference", "see ‹markup:[›this‹link:](/a)›", "see ‹markup:[›this‹link:][a]›", []Change{ChangeWhitespace}},
	{"brackets alone", "See [Log].", "See [Log][].", []Change{ChangePunctuation}},
	{"case", "the pod", "The Pod", []Change{ChangePunctuation}},
	{"comma", "We eat, Ali.", "We eat Ali.", []Change{ChangePunctuation}},
	{"Turkish capitals are letters", "İz", "iz", []Change{ChangeProse}},
	{"negation", "It does work.", "It does not work.", []Change{ChangeProse}},
	{"word swapped", "before the call", "after the call", []Change{ChangeProse}},
	{"order", "a calls b", "b calls a", []Change{ChangeProse}},
	{"hyphen in a word", "We re-sign it.", "We resign it.", []Change{ChangeProse}},
	{"question", "It works.", "It works?", []Change{ChangeProse}},
	{"symbol", "5 %", "5 €", []Change{ChangeProse}},
	{"emoji", "✅ done", "❌ done", []Change{ChangeProse}},
	{"number", "30 years", "40 years", []Change{ChangeNumber}},
	{"number order", "from 3 to 5", "from 5 to 3", []Change{ChangeNumber}},
	{"decimal", "1.5 km", "15 km", []Change{ChangeProse, ChangeNumber}},
	{"sign", "at -5 degrees", "at 5 degrees", []Change{ChangeNumber, ChangePunctuation}},
	{"note that is shown", "Only so.‹note:\\[3\\]›", "Only so.‹note:\\[4\\]›", []Change{ChangeNumber}},
	{"note that is hidden", "Only so.‹note:[^3]›", "Only so.‹note:[^4]›", []Change{ChangeLink}},
	{"version", "since v1.24", "since v1.25", []Change{ChangeNumber}},
	{"Arabic digits", "٤٢", "42", []Change{ChangeWhitespace}},
	{"Chinese negation", "我喜欢茶", "我不喜欢茶", []Change{ChangeProse}},
	{"Chinese reflow", "我喜欢\n茶。", "我喜欢茶。", []Change{ChangeWhitespace}},
	{"space beside Latin", "使用Pod吧", "使用 Pod 吧", []Change{ChangeWhitespace}},
	{"width", "一，二", "一,二", []Change{ChangeWhitespace}},
	{"Thai", "ฉันชอบชา", "ฉันไม่ชอบชา", []Change{ChangeProse}},
	{"Russian", "Он не пришёл", "Он пришёл", []Change{ChangeProse}},
	{"emptied", "a", "", []Change{ChangeProse}},
	{"code added", "Use ‹code:`a`›.", "Use ‹code:`a`› ‹code:`b`›.", []Change{ChangeCode, ChangeMarkup}},
	{"code and a word added", "Use ‹code:`a`›.", "Use ‹code:`a`› or ‹code:`b`›.", []Change{ChangeProse, ChangeCode, ChangeMarkup}},
}

func TestCompare(t *testing.T) {
	for _, tc := range compareCases {
		got := Compare(FingerprintOf(marked(tc.old), nil), FingerprintOf(marked(tc.new), nil))
		if diff := cmp.Diff(tc.want, got, cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("%s: %q → %q: -want +got\n%s", tc.name, tc.old, tc.new, diff)
		}
	}
}

func TestCompareByValue(t *testing.T) {
	values := func(text string) []string {
		return strings.Fields(strings.NewReplacer(",", "", " km", "", "+", "").Replace(text))
	}
	of := func(text string) Fingerprint { return FingerprintOf(marked(text), values) }
	if got := Compare(of("1,000 km"), of("1000 km")); !slices.Equal(got, []Change{ChangeWhitespace}) {
		t.Errorf("same value: %v", got)
	}
	if got := Compare(of("1,000 km"), of("1,001 km")); !slices.Contains(got, ChangeNumber) {
		t.Errorf("other value: %v", got)
	}
}

func TestCompareBlocks(t *testing.T) {
	block := func(kind Kind, text string) Fingerprint {
		return FingerprintOf(&Segment{Kind: kind, Text: text}, nil)
	}
	for _, tc := range []struct {
		kind     Kind
		old, new string
		want     []Change
	}{
		{Code, "a := 1\n", "a := 1  \r\n", []Change{ChangeWhitespace}},
		{Code, "a := 1", "a := 2", []Change{ChangeCode}},
		{Code, "if x {\n\ty()\n}", "if x {\ny()\n}", []Change{ChangeCode}},
		{Opaque, "<hr>", "<br>", []Change{ChangeMarkup}},
	} {
		if got := Compare(block(tc.kind, tc.old), block(tc.kind, tc.new)); !slices.Equal(got, tc.want) {
			t.Errorf("%s %q → %q: %v, want %v", tc.kind, tc.old, tc.new, got, tc.want)
		}
	}
}

// Wherever white space stands, how much of it there is says nothing.
func FuzzCompareReflow(f *testing.F) {
	for _, tc := range compareCases {
		f.Add(tc.old)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if strings.ContainsAny(text, "&") {
			return // a character reference may itself spell white space
		}
		a := &Segment{Kind: Paragraph, Text: text}
		b := &Segment{Kind: Paragraph, Text: strings.ReplaceAll(strings.ReplaceAll(text, " ", "\n  "), "\t", "\r\n")}
		for _, c := range Compare(FingerprintOf(a, nil), FingerprintOf(b, nil)) {
			if c != ChangeWhitespace {
				t.Errorf("%q: reflow gives %s", text, c)
			}
		}
	})
}

// The tokens of a text are what its fingerprint rests on: other tokens, other
// fingerprint.
func FuzzTokensDecide(f *testing.F) {
	for _, tc := range compareCases {
		f.Add(tc.old, tc.new)
	}
	f.Fuzz(func(t *testing.T, old, new string) {
		a, b := &Segment{Text: old}, &Segment{Text: new}
		same := slices.Equal(a.Tokens(), b.Tokens())
		if fa, fb := FingerprintOf(a, nil), FingerprintOf(b, nil); same != (fa.Words == fb.Words && fa.Numbers == fb.Numbers) {
			t.Errorf("%q, %q: tokens same %v, fingerprints %v %v", old, new, same, fa, fb)
		}
	})
}
