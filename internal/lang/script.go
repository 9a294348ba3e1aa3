package lang

import "unicode"

// ScriptOf is the ISO 15924 code of the script that most letters of the text
// are in; "" when it has none. Han with any kana is Jpan, Han alone Hani, and
// Hangul Kore, so that the answer tells languages apart as readers do. Ties go
// to the script that comes first in the text.
func ScriptOf(text string) string {
	var count [scriptMax]int
	first := [scriptMax]int{}
	for i, r := range text {
		s := scriptOfRune(r)
		if s == scriptNone {
			continue
		}
		if count[s] == 0 {
			first[s] = i
		}
		count[s]++
	}
	if count[scriptKana] > 0 && (count[scriptKana]+count[scriptHan])*1 > 0 {
		count[scriptKana] += count[scriptHan]
		count[scriptHan] = 0
	}
	best := scriptNone
	for s := scriptNone + 1; s < scriptMax; s++ {
		if count[s] > count[best] || count[s] == count[best] && count[s] > 0 && first[s] < first[best] {
			best = s
		}
	}
	return scriptNames[best]
}

// script is a small number for each script told apart here.
type script uint8

const (
	scriptNone script = iota
	scriptLatin
	scriptCyrillic
	scriptGreek
	scriptArabic
	scriptHebrew
	scriptDevanagari
	scriptBengali
	scriptThai
	scriptHan
	scriptKana
	scriptHangul
	scriptArmenian
	scriptGeorgian
	scriptTamil
	scriptTelugu
	scriptKannada
	scriptMalayalam
	scriptGujarati
	scriptGurmukhi
	scriptOriya
	scriptSinhala
	scriptLao
	scriptTibetan
	scriptMyanmar
	scriptKhmer
	scriptEthiopic
	scriptOther
	scriptMax
)

var scriptNames = [scriptMax]string{"", "Latn", "Cyrl", "Grek", "Arab", "Hebr", "Deva", "Beng", "Thai", "Hani", "Jpan",
	"Kore", "Armn", "Geor", "Taml", "Telu", "Knda", "Mlym", "Gujr", "Guru", "Orya", "Sinh", "Laoo", "Tibt", "Mymr",
	"Khmr", "Ethi", "Zyyy"}

// scriptRanges is in order; what lies in none of them and is a letter is
// scriptOther.
var scriptRanges = [...]struct {
	lo, hi rune
	s      script
}{
	{0x41, 0x24F, scriptLatin}, {0x250, 0x2AF, scriptLatin}, {0x370, 0x3FF, scriptGreek}, {0x400, 0x52F, scriptCyrillic},
	{0x531, 0x58F, scriptArmenian}, {0x591, 0x5FF, scriptHebrew}, {0x600, 0x6FF, scriptArabic},
	{0x750, 0x77F, scriptArabic}, {0x8A0, 0x8FF, scriptArabic}, {0x900, 0x97F, scriptDevanagari},
	{0x980, 0x9FF, scriptBengali}, {0xA00, 0xA7F, scriptGurmukhi}, {0xA80, 0xAFF, scriptGujarati},
	{0xB00, 0xB7F, scriptOriya}, {0xB80, 0xBFF, scriptTamil}, {0xC00, 0xC7F, scriptTelugu},
	{0xC80, 0xCFF, scriptKannada}, {0xD00, 0xD7F, scriptMalayalam}, {0xD80, 0xDFF, scriptSinhala},
	{0xE00, 0xE7F, scriptThai}, {0xE80, 0xEFF, scriptLao}, {0xF00, 0xFFF, scriptTibetan},
	{0x1000, 0x109F, scriptMyanmar}, {0x10A0, 0x10FF, scriptGeorgian}, {0x1100, 0x11FF, scriptHangul},
	{0x1200, 0x139F, scriptEthiopic}, {0x1780, 0x17FF, scriptKhmer}, {0x1C80, 0x1C8F, scriptCyrillic},
	{0x1C90, 0x1CBF, scriptGeorgian}, {0x1E00, 0x1EFF, scriptLatin}, {0x1F00, 0x1FFF, scriptGreek},
	{0x2C60, 0x2C7F, scriptLatin}, {0x2E80, 0x2FDF, scriptHan}, {0x3005, 0x3007, scriptHan},
	{0x3041, 0x30FF, scriptKana}, {0x3130, 0x318F, scriptHangul}, {0x31F0, 0x31FF, scriptKana},
	{0x3400, 0x4DBF, scriptHan}, {0x4E00, 0x9FFF, scriptHan}, {0xA640, 0xA69F, scriptCyrillic},
	{0xA720, 0xA7FF, scriptLatin}, {0xAC00, 0xD7AF, scriptHangul}, {0xF900, 0xFAFF, scriptHan},
	{0xFB50, 0xFDFF, scriptArabic}, {0xFE70, 0xFEFC, scriptArabic}, {0xFF21, 0xFF5A, scriptLatin},
	{0xFF66, 0xFF9F, scriptKana}, {0x20000, 0x3FFFF, scriptHan},
}

// scriptOfRune is scriptNone for what is not a letter.
func scriptOfRune(r rune) script {
	if r < 0x80 {
		if r|0x20 >= 'a' && r|0x20 <= 'z' {
			return scriptLatin
		}
		return scriptNone
	}
	if r >= 0xAC00 && r <= 0xD7A3 {
		return scriptHangul
	}
	if r >= 0x4E00 && r <= 0x9FFF {
		return scriptHan
	}
	if !unicode.IsLetter(r) {
		return scriptNone
	}
	lo, hi := 0, len(scriptRanges)
	for lo < hi {
		mid := (lo + hi) / 2
		if scriptRanges[mid].hi < r {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	if lo < len(scriptRanges) && r >= scriptRanges[lo].lo {
		return scriptRanges[lo].s
	}
	return scriptOther
}

// IsCJK reports whether the rune belongs to a script written without spaces
// between words in Chinese and Japanese: Han and kana. Hangul is not: Korean
// writes spaces.
func IsCJK(r rune) bool {
	if r < 0x2E80 {
		return false
	}
	s := scriptOfRune(r)
	return s == scriptHan || s == scriptKana
}

// spaceless reports whether words of the script are not separated by spaces.
func (s script) spaceless() bool {
	switch s {
	case scriptHan, scriptKana, scriptThai, scriptLao, scriptMyanmar, scriptKhmer, scriptTibetan:
		return true
	}
	return false
}
