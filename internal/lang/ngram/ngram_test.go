package ngram

import (
	"bytes"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func model() *Model {
	return &Model{Hans: "这", Hant: "這", Tables: map[string]*Table{
		"Latn": NewTable("Latn", []string{"en", "tr", "de"}, map[string][]uint8{"_th": {0, 9, 40}, "_ve_": {8, 0, 8}, "ş": {15, 0, 15}}),
	}}
}

func TestRoundTrip(t *testing.T) {
	file := Encode(model())
	m, err := Decode(file)
	if err != nil {
		t.Fatal(err)
	}
	if again := Encode(m); !bytes.Equal(file, again) {
		t.Error("encoding what was decoded gives other bytes")
	}
	score := make([]float64, 3)
	if known := m.Tables["Latn"].Word(score, []byte("_ve_")); known != 1 {
		t.Errorf("%d features known", known)
	}
	if d := cmp.Diff([]float64{-4, 0, -4}, score); d != "" {
		t.Error(d)
	}
}

func TestDecodeRefusesDamage(t *testing.T) {
	file := Encode(model())
	for n := range file {
		if _, err := Decode(file[:n]); err == nil {
			t.Errorf("%d of %d bytes are accepted", n, len(file))
		}
	}
}

func FuzzDecode(f *testing.F) {
	f.Add(Encode(model()))
	f.Fuzz(func(t *testing.T, file []byte) {
		if m, err := Decode(file); err == nil {
			for _, table := range m.Tables {
				table.Word(make([]float64, len(table.Languages)), []byte("_the_"))
			}
		}
	})
}

func TestWords(t *testing.T) {
	type word struct {
		Word    string
		Capital bool
	}
	var got []word
	Words("The k8s API of İzmir, docs/intro snake_case @name x86 5km it’s", func(w []byte, first rune, capital bool) bool {
		got = append(got, word{string(w), capital})
		return true
	})
	want := []word{{"_the_", true}, {"_of_", false}, {"_izmir_", true}, {"_it_", false}, {"_s_", false}}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

func TestGrams(t *testing.T) {
	var got []string
	Grams([]byte("_is_"), func(g []byte) { got = append(got, string(g)) })
	if d := cmp.Diff([]string{"_i", "_is", "_is_", "i", "is", "is_", "s", "s_"}, got); d != "" {
		t.Error(d)
	}
}
