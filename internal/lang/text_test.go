package lang

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestScriptOf(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"Hello", "Latn"}, {"Привет, world", "Cyrl"}, {"日本語のテキスト", "Jpan"}, {"中文", "Hani"}, {"한국어", "Kore"}, {"שלום", "Hebr"},
		{"سلام", "Arab"}, {"नमस्ते", "Deva"}, {"ไทย", "Thai"}, {"Ελλάδα", "Grek"}, {"12, 34!", ""}, {"", ""}, {"\xff\xfe", ""},
	} {
		if got := ScriptOf(c.text); got != c.want {
			t.Errorf("ScriptOf(%q) = %q, want %q", c.text, got, c.want)
		}
	}
}

func TestWordCount(t *testing.T) {
	for _, c := range []struct {
		text string
		want int
	}{
		{"", 0}, {"one", 1}, {"Hello, world!", 2}, {"it's a well-known fact", 4}, {"3.5 GB — 20 %", 3}, {"İstanbul'da 5'inci", 2},
		{"你好，世界", 4}, {"Go 语言", 3}, {"Привет, мир", 2}, {"snake_case and/or a.b/c", 3}, {"ภาษาไทย", 2}, {"e\u0301te\u0301", 1}, {"- * #", 0},
	} {
		if got := WordCount(c.text); got != c.want {
			t.Errorf("WordCount(%q) = %d, want %d", c.text, got, c.want)
		}
	}
}

func TestCase(t *testing.T) {
	for _, c := range []struct{ got, want string }{
		{Lower("ISPARTA İZMİR", "tr"), "ısparta izmir"}, {Lower("ISPARTA", "en"), "isparta"}, {Lower("ΟΔΟΣ", "el"), "οδος"},
		{Upper("istanbul ışık", "tr"), "İSTANBUL IŞIK"}, {Upper("istanbul", "az"), "İSTANBUL"}, {Upper("istanbul", "en"), "ISTANBUL"},
		{Upper("straße", "de"), "STRASSE"}, {Title("ŞAVKAT MİRZİYOYEV", "tr"), "Şavkat Mirziyoyev"}, {Title("IŞIK", "tr"), "Işık"},
		{Capitalise("русский", "ru"), "Русский"}, {Capitalise("istanbul", "tr"), "İstanbul"}, {Capitalise("“iki", "tr"), "“İki"},
		{Capitalise("5 things", "en"), "5 things"}, {Capitalise("", "en"), ""}, {Lower("Q\u0130", ""), "qi"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
}

func TestRomanise(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"Мирзиёев", "mirziyoyev"}, {"Ельцин", "yel'tsin"}, {"Ташкент", "tashkent"}, {"Щука", "shchuka"}, {"Київ", "kiyiv"},
		{"Қазақстан", "qazaqstan"}, {"Љубљана", "ljubljana"}, {"Şavkat", "savkat"}, {"IŞIK ışık", "isik isik"}, {"İzmir", "izmir"},
		{"Łódź", "lodz"}, {"Ångström", "angstrom"}, {"Nguyễn", "nguyen"}, {"Straße", "strasse"}, {"Ελλάδα", "ellada"}, {"Ａｂ", "ab"},
		{"cafe\u0301", "cafe"}, {"中文 abc 12", "中文 abc 12"}, {"", ""},
	} {
		if got := Romanise(c.text); got != c.want {
			t.Errorf("Romanise(%q) = %q, want %q", c.text, got, c.want)
		}
	}
}

func TestCognate(t *testing.T) {
	for _, c := range [][]string{
		{"Mirziyoyev", "Мирзиёев"}, {"Şavkat", "Шавкат", "Shavkat"}, {"Taşkent", "Ташкент", "Tashkent"}, {"парламент", "Parliament", "parlamento"},
		{"Özbekistan", "Узбекистан", "Uzbekistan"}, {"strategy", "стратегия"}, {"demokrasi", "democracy"}, {"Vladimir", "Владимир"},
	} {
		for _, w := range c[1:] {
			if a, b := Cognate(c[0]), Cognate(w); a != b || a == "" {
				t.Errorf("%s is %q and %s is %q", c[0], a, w, b)
			}
		}
	}
	for _, w := range []string{"", "the", "Çin", "中文字符", "123456", "aeiou"} {
		if got := Cognate(w); got != "" {
			t.Errorf("Cognate(%q) = %q", w, got)
		}
	}
	if Cognate("economy") == Cognate("security") {
		t.Error("economy and security fall together")
	}
}

func TestAppendDoesNotAllocate(t *testing.T) {
	dst := make([]byte, 0, 256)
	Romanise("прогрев")
	if n := testing.AllocsPerRun(20, func() { dst = AppendRomanised(dst[:0], "Мирзиёев ŞAVKAT Ελλάδα") }); n != 0 {
		t.Errorf("AppendRomanised: %v allocations", n)
	}
	if n := testing.AllocsPerRun(20, func() { dst = AppendCognate(dst[:0], "Мирзиёев") }); n != 0 {
		t.Errorf("AppendCognate: %v allocations", n)
	}
}

func FuzzText(f *testing.F) {
	for _, s := range []string{"Мирзиёев İ I", "你好 abc", "cafe\u0301", "\xff\xd0", "ǅ ß ﬁ", "ᾳ Ὀ"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		ScriptOf(s)
		if WordCount(s) > utf8.RuneCountInString(s) {
			t.Errorf("more words than characters in %q", s)
		}
		r := Romanise(s)
		if Romanise(r) != r && utf8.ValidString(s) {
			t.Errorf("Romanise(%q) = %q, and of that %q", s, r, Romanise(r))
		}
		if k := Cognate(s); len(k) > 5 {
			t.Errorf("Cognate(%q) = %q", s, k)
		}
		for _, l := range []string{"tr", "en", "el", "de"} {
			Lower(s, l)
			Upper(s, l)
			Title(s, l)
			if strings.TrimSpace(s) != "" && Capitalise(s, l) == "" {
				t.Errorf("Capitalise(%q) is empty", s)
			}
		}
	})
}
