package lang

import (
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Romanise writes a text in lower-case ASCII letters so that names compare:
// Cyrillic as in BGN/PCGN 1947 for Russian with the letters of Ukrainian,
// Kazakh, Bulgarian and Serbian added, Greek by sound, Latin without marks
// (ş → s, ı → i, ß → ss). Other scripts, digits and marks stay as they are.
//
// It is for comparing, not for printing: it does not know the language, so
// Ukrainian г and Russian г are both g. For a looser comparison see [Cognate].
func Romanise(text string) string {
	if isLowerASCII(text) {
		return text
	}
	return string(AppendRomanised(make([]byte, 0, len(text)+len(text)/4), text))
}

// AppendRomanised appends [Romanise] of the text to dst; with room in dst it
// does not allocate.
func AppendRomanised(dst []byte, text string) []byte {
	table := romanTable()
	prev := rune(0)
	for i := 0; i < len(text); {
		b := text[i]
		if b < utf8.RuneSelf {
			if b >= 'A' && b <= 'Z' {
				b |= 0x20
			}
			dst = append(dst, b)
			prev = rune(b)
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(text[i:])
		at := i
		i += n
		switch {
		case int(r) < len(table.low):
			s := table.low[r]
			if s == "" {
				break
			}
			// е sounds ye at the beginning and after a vowel or a sign.
			if (r == 'е' || r == 'Е') && yeAfter(prev) {
				dst = append(dst, 'y')
			}
			dst = append(dst, s...)
			prev = unicode.ToLower(r)
			continue
		case r >= 0x1E00 && r < 0x2000:
			if s := table.high[r-0x1E00]; s != "" {
				dst = append(dst, s...)
				prev = r
				continue
			}
		case r >= 0xFF21 && r <= 0xFF5A && unicode.IsLetter(r): // full-width Latin
			dst = append(dst, byte(r-0xFF21+'A')|0x20)
			prev = 'a'
			continue
		}
		prev = r
		if unicode.Is(unicode.Mn, r) && r < 0x370 {
			continue
		}
		dst = append(dst, text[at:i]...)
	}
	return dst
}

func yeAfter(prev rune) bool {
	switch prev {
	case 'а', 'е', 'ё', 'и', 'о', 'у', 'ы', 'э', 'ю', 'я', 'ь', 'ъ':
		return true
	}
	return prev < 0x400 && !unicode.IsLetter(prev)
}

func isLowerASCII(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf || s[i] >= 'A' && s[i] <= 'Z' {
			return false
		}
	}
	return true
}

type romanTables struct {
	low  [0x530]string // U+0000–U+052F; "" = keep
	high [0x200]string // U+1E00–U+1FFF
}

// romanTable is built once: letters with marks come from their canonical
// decomposition, the rest is in romanLetters.
var romanTable = sync.OnceValue(func() *romanTables {
	t := new(romanTables)
	for r, s := range romanLetters {
		t.low[r] = s
	}
	plain := func(r rune) string {
		if !unicode.IsLetter(r) {
			return ""
		}
		out := ""
		for _, d := range norm.NFD.String(string(unicode.ToLower(r))) {
			switch {
			case unicode.Is(unicode.Mn, d):
			case d < 0x80:
				out += string(d)
			case int(d) < len(t.low) && t.low[d] != "":
				out += t.low[d]
			default:
				return ""
			}
		}
		return out
	}
	for r := rune(0x80); int(r) < len(t.low); r++ {
		if t.low[r] == "" {
			t.low[r] = plain(r)
		}
	}
	for i := range t.high {
		t.high[i] = plain(rune(0x1E00 + i))
	}
	return t
})

// romanLetters has the lower-case letters that do not decompose to what they
// sound like, and upper-case ones whose lower case is irregular.
var romanLetters = map[rune]string{
	'ß': "ss", 'æ': "ae", 'ø': "o", 'œ': "oe", 'þ': "th", 'ð': "d", 'đ': "d", 'ł': "l", 'ħ': "h", 'ŋ': "ng",
	'ı': "i", 'İ': "i", 'ə': "a", 'Ə': "a", 'ĸ': "k", 'ŧ': "t", 'ſ': "s", 'ɓ': "b", 'ɗ': "d", 'ƙ': "k", 'ơ': "o",
	'ư': "u", 'ŀ': "l", 'ŉ': "n", 'ɔ': "o", 'ɛ': "e",
	// Cyrillic
	'а': "a", 'б': "b", 'в': "v", 'г': "g", 'д': "d", 'е': "e", 'ё': "yo", 'ж': "zh", 'з': "z", 'и': "i", 'й': "y",
	'к': "k", 'л': "l", 'м': "m", 'н': "n", 'о': "o", 'п': "p", 'р': "r", 'с': "s", 'т': "t", 'у': "u", 'ф': "f",
	'х': "kh", 'ц': "ts", 'ч': "ch", 'ш': "sh", 'щ': "shch", 'ъ': "'", 'ы': "y", 'ь': "'", 'э': "e", 'ю': "yu", 'я': "ya",
	'і': "i", 'ї': "yi", 'є': "ye", 'ґ': "g", 'ў': "u", 'ђ': "dj", 'ј': "j", 'љ': "lj", 'њ': "nj", 'ћ': "c", 'џ': "dz",
	'ѓ': "gj", 'ќ': "kj", 'ѕ': "dz", 'ә': "a", 'ғ': "g", 'қ': "q", 'ң': "n", 'ө': "o", 'ұ': "u", 'ү': "u", 'һ': "h",
	'ҷ': "j", 'ҳ': "h", 'ӣ': "i", 'ӯ': "u", 'җ': "j", 'ҡ': "q", 'ҙ': "z", 'ҫ': "s", 'ѣ': "e", 'ѳ': "f", 'ѵ': "i",
	// Greek
	'α': "a", 'β': "v", 'γ': "g", 'δ': "d", 'ε': "e", 'ζ': "z", 'η': "i", 'θ': "th", 'ι': "i", 'κ': "k", 'λ': "l",
	'μ': "m", 'ν': "n", 'ξ': "x", 'ο': "o", 'π': "p", 'ρ': "r", 'σ': "s", 'ς': "s", 'τ': "t", 'υ': "y", 'φ': "f",
	'χ': "ch", 'ψ': "ps", 'ω': "o",
}
