package lang

import "testing"

func TestCanonical(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"en", "en"}, {"EN", "en"}, {"zh-cn", "zh-CN"}, {"zh", "zh"}, {"zh-Hans", "zh-Hans"}, {"zh-hans-cn", "zh-Hans-CN"},
		{"zh_TW", "zh-TW"}, {"pt_BR", "pt-BR"}, {"pt-rBR", "pt-BR"}, {"b+sr+Latn", "sr-Latn"}, {"sr@latin", "sr-Latn"},
		{"uz@cyrillic", "uz-Cyrl"}, {"ca@valencia", "ca-valencia"}, {"kmr", "kmr"}, {"tr_TR.UTF-8", "tr-TR"},
		{"de_DE@euro", "de-DE"}, {"es-419", "es-419"}, {"nb", "nb"}, {"no", "no"}, {"iw", "he"}, {" ru ", "ru"},
		{"", ""}, {"C", ""}, {"C.UTF-8", ""}, {"POSIX", ""}, {"und", ""}, {"mul", ""}, {"zxx", ""}, {"docs", ""}, {"root", ""},
		{"x-default", ""}, {"en-docs", ""}, {"id-token", ""}, {"english", ""}, {"zh-CHS", ""}, {"e", ""}, {"en-", ""}, {"日本", ""},
	} {
		got, ok := Canonical(c.in)
		if got != c.want || ok != (c.want != "") {
			t.Errorf("Canonical(%q) = %q, %v; want %q", c.in, got, ok, c.want)
		}
	}
}

func TestLooksLikeLocale(t *testing.T) {
	for _, name := range []string{"en", "tr", "zh-cn", "zh_TW", "pt-BR", "pt_br", "fil", "kmr", "ckb", "sr@latin", "sr-Latn", "es-419", "gsw", "ts-ZA", "zh-hans"} {
		if !LooksLikeLocale(name) {
			t.Errorf("%q is a locale", name)
		}
	}
	for _, name := range []string{"src", "api", "lib", "app", "doc", "docs", "img", "css", "bin", "cmd", "dev", "new", "old", "web", "tag", "faq",
		"ts", "js", "io", "cv", "md", "v1", "to-do", "no-op", "a", "", "content", "pages", "en.md", "tr_TR.UTF-8", "_en", "und", "C"} {
		if LooksLikeLocale(name) {
			t.Errorf("%q is no locale", name)
		}
	}
}

func TestSameLanguage(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"en", "en-GB", true}, {"zh-CN", "zh-Hant", true}, {"no", "nb", true}, {"tl", "fil", true}, {"sr", "sr-Latn", true},
		{"cmn", "zh", true}, {"kmr", "ku", true}, {"pt_BR", "pt", true}, {"en", "tr", false}, {"ru", "uk", false},
		{"", "", false}, {"docs", "docs", false}, {"nb", "nn", false},
	} {
		if got := SameLanguage(c.a, c.b); got != c.want {
			t.Errorf("SameLanguage(%q, %q) = %v", c.a, c.b, got)
		}
		if got := SameLanguage(c.b, c.a); got != c.want {
			t.Errorf("SameLanguage(%q, %q) = %v", c.b, c.a, got)
		}
	}
}

func TestDirectionScriptAndName(t *testing.T) {
	for _, c := range []struct{ tag, direction, script, name string }{
		{"en", "ltr", "Latn", "English"}, {"tr", "ltr", "Latn", "Türkçe"}, {"ru", "ltr", "Cyrl", "русский"},
		{"ar", "rtl", "Arab", "العربية"}, {"he", "rtl", "Hebr", "עברית"}, {"fa", "rtl", "Arab", "فارسی"}, {"ur", "rtl", "Arab", "اردو"},
		{"ckb", "rtl", "Arab", "کوردیی ناوەندی"}, {"zh-CN", "ltr", "Hans", "简体中文"}, {"zh-TW", "ltr", "Hant", "繁體中文"},
		{"zh", "ltr", "Hans", "中文"}, {"kmr", "ltr", "Latn", "kurdî (kurmancî)"}, {"az-Arab", "rtl", "Arab", "azərbaycan"},
		{"sr-Latn", "ltr", "Latn", "srpski"}, {"nonsense", "ltr", "", "nonsense"},
	} {
		if got := Direction(c.tag); got != c.direction {
			t.Errorf("Direction(%q) = %q", c.tag, got)
		}
		if got := Script(c.tag); got != c.script {
			t.Errorf("Script(%q) = %q, want %q", c.tag, got, c.script)
		}
		if got := NativeName(c.tag); got != c.name {
			t.Errorf("NativeName(%q) = %q, want %q", c.tag, got, c.name)
		}
	}
}

func FuzzCanonical(f *testing.F) {
	for _, s := range []string{"en", "zh-Hans-CN", "sr@latin", "b+sr+Latn", "pt-rBR", "tr_TR.UTF-8", "x-default", "en-u-ca-buddhist", "@", "é"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		tag, ok := Canonical(s)
		if again, ok2 := Canonical(tag); ok && (!ok2 || again != tag) {
			t.Errorf("Canonical(%q) = %q, and of that %q, %v", s, tag, again, ok2)
		}
		NativeName(s)
		Direction(s)
		if LooksLikeLocale(s) && !ok {
			t.Errorf("%q looks like a locale and is none", s)
		}
	})
}
