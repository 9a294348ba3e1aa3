package ledger

import (
	"testing"

	"stele/internal/doc"
)

// A letter dropped, added or put wrong, wherever in a word, is a typo: less than
// a third of a changed word.
func TestTypoIsNearTheWord(t *testing.T) {
	for _, word := range []string{"harb", "limanı", "Kütüphane", "kütüphanenin", "kıyıda", "крепость", "Bibliothek"} {
		letters := []rune(word)
		for i := range letters {
			dropped := string(letters[:i]) + string(letters[i+1:])
			added := string(letters[:i]) + "ë" + string(letters[i:])
			wrong := string(letters[:i]) + "ë" + string(letters[i+1:])
			for _, typo := range []string{dropped, added, wrong} {
				if i == 0 || len([]rune(typo)) < minHalved {
					continue
				}
				// Made, and mended.
				for _, pair := range [][2]string{{word, typo}, {typo, word}} {
					if got := edited(pair[0], pair[1]); got >= matchingShare {
						t.Errorf("%s → %s: %v", pair[0], pair[1], got)
					}
				}
			}
		}
	}
	for _, pair := range [][2]string{{"eine", "keine"}, {"bakabilir", "bakamaz"}, {"gelir", "gelmez"}, {"harb", "sulh"}, {"ferry", "train"}} {
		if got := edited(pair[0], pair[1]); got != 1 {
			t.Errorf("%s → %s: %v", pair[0], pair[1], got)
		}
	}
}

func edited(was, now string) float64 {
	old := SketchOf(&doc.Segment{Kind: doc.Paragraph, Text: "Bir “" + was + "” vardı, een Ëre."})
	s := doc.Segment{Kind: doc.Paragraph, Text: "Bir “" + now + "” vardı, een Ëre."}
	return readingOf(&s, old, "abcdefghijklmnopqrstuvwxyzëüşıçöğабвгдежзийклмнопрстуфхцчшщъыьэюя").edit(old)
}

// Marks of code that are put around words edit nothing.
func TestCodeMarksEditNothing(t *testing.T) {
	words := doc.Segment{Kind: doc.Paragraph, Text: "Ayarlar config dosyası içinde durur."}
	was := SketchOf(&words)
	for text, want := range map[string]float64{
		"Ayarlar `config dosyası` içinde durur.": 0,
		"Ayarlar `config` dosyası içinde durur.": 0,
		"Ayarlar `başka şey` içinde durur.":      2,
	} {
		now := coded(text)
		if got := readingOf(&now, was, "").edit(was); got != want {
			t.Errorf("%s: %v, want %v", text, got, want)
		}
	}
}

// coded is a paragraph with one span of code.
func coded(text string) doc.Segment {
	s := doc.Segment{Kind: doc.Paragraph, Text: text}
	start := -1
	for i := range text {
		if text[i] != '`' {
			continue
		}
		if start < 0 {
			start = i
			continue
		}
		s.Runs = append(s.Runs, doc.Run{Kind: doc.RunCode, Start: start, End: i + 1})
	}
	return s
}
