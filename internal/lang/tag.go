package lang

import (
	"strings"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

// Canonical reads a locale in any of its usual spellings (zh-cn, pt_BR,
// tr_TR.UTF-8, sr@latin, Android's pt-rBR and b+sr+Latn) and gives it as BCP 47
// writes it. It is false for what is not a locale: "C", "und", "docs".
//
// Nothing is added and little is taken away: zh stays zh and zh-Hans-CN stays
// zh-Hans-CN, so a project's own distinctions survive. Only codes that BCP 47
// calls deprecated are replaced (iw → he). For folder names use
// [LooksLikeLocale], which also asks whether anybody localizes into that.
func Canonical(tag string) (string, bool) {
	t, ok := parse(tag)
	if !ok {
		return "", false
	}
	return t.String(), true
}

// parse is the one door to x/text, which is more lenient and more eager to
// rewrite than file names need.
func parse(tag string) (language.Tag, bool) {
	s, modifier := plainTag(tag)
	// Anything shorter or longer is not what people name languages with, and
	// one-letter singletons (x-default, i-klingon) name none.
	n := strings.IndexByte(s, '-')
	if n < 0 {
		n = len(s)
	}
	if n < 2 || n > 3 {
		return language.Und, false
	}
	if modifier != "" && strings.Count(s, "-") <= 1 {
		if script, ok := modifierScripts[modifier]; ok {
			s = s[:n] + "-" + script + s[n:]
		} else if modifier == "valencia" {
			s += "-" + modifier
		}
	}
	t, err := language.Deprecated.Parse(s)
	if err != nil || t == language.Und {
		return language.Und, false
	}
	if base, conf := t.Base(); conf == language.No || base.String() == "und" || base.String() == "mul" || base.String() == "zxx" {
		return language.Und, false
	}
	return t, true
}

var modifierScripts = map[string]string{
	"latin": "Latn", "cyrillic": "Cyrl", "arabic": "Arab", "devanagari": "Deva", "iqtelif": "Latn",
}

// plainTag takes off what POSIX and Android add around a tag.
func plainTag(tag string) (plain, modifier string) {
	s := strings.TrimSpace(tag)
	if len(s) > 64 {
		return "", ""
	}
	s, modifier, _ = strings.Cut(s, "@")
	s, _, _ = strings.Cut(s, ".")
	if rest, ok := strings.CutPrefix(s, "b+"); ok {
		s = strings.ReplaceAll(rest, "+", "-")
	}
	s = strings.ReplaceAll(s, "_", "-")
	if n := len(s); n >= 6 && n <= 7 && s[n-4] == '-' && s[n-3] == 'r' && isUpper(s[n-2]) && isUpper(s[n-1]) {
		s = s[:n-3] + s[n-2:]
	}
	return s, strings.ToLower(modifier)
}

func isUpper(b byte) bool { return b >= 'A' && b <= 'Z' }

// LooksLikeLocale reports whether a folder or file name part is a locale that
// texts are really localized into. It is stricter than [Canonical]: "src",
// "api" and "lib" are registered languages, and "ts", "io" and "cv" are more
// often something else, so these count only with a region or script (ts-ZA).
func LooksLikeLocale(name string) bool {
	t, ok := parse(name)
	if !ok || strings.Contains(name, ".") || strings.HasSuffix(name, "@euro") {
		return false
	}
	lang, script, region := t.Raw()
	code := lang.String()
	bare := script.String() == "Zzzz" && region.String() == "ZZ"
	switch {
	case len(code) == 2:
		if bare && strings.Contains(" av cu cv ie ii io sc ts vo ", " "+code+" ") {
			return false
		}
		// "to-do", "is-it", "no-op" parse as languages spoken nowhere near there.
		if !bare && code == "to" && region.String() != "TO" {
			return false
		}
		return true
	case strings.Contains(localizedInto, " "+code+" "):
		return true
	}
	return false
}

// localizedInto lists the three-letter languages that software and
// documentation are translated into (the union of what CLDR, Mozilla, GNOME
// and Wikipedia keep, without those whose code is a common folder name).
const localizedInto = " ace ach arn ary arz ast awa azb ban bar bcl bem ber bho brx bug cak ceb chr ckb cmn crh csb " +
	"dgo din doi dsb dyu ext fil frp fur gom gsw guc hak haw hil hne hsb hyw ilo jam jbo kaa kab kok krc ksh kmr lij " +
	"ltg lzh mag mai mhr min mni mwl myv nah nan nap nds nqo nso oki pap pcm pms pnb rue sah sat scn sco sdh shi shn " +
	"skr smn sma smj sms sqs szl tet tig tok tpi trs tyv tzm udm vec wal war wuu xal yue zam zgh zza "

// SameLanguage reports whether two tags name one language, whatever its script
// and region: zh-CN and zh-TW, sr and sr-Latn, no and nb, fil and tl. An
// invalid tag is no language.
func SameLanguage(a, b string) bool {
	x, ok := baseOf(a)
	if !ok {
		return false
	}
	y, ok := baseOf(b)
	return ok && x == y
}

// baseOf is the language subtag, macrolanguages folded.
func baseOf(tag string) (string, bool) {
	// The common case, a plain lower-case code, needs no parser.
	if len(tag) == 2 && tag[0] >= 'a' && tag[0] <= 'z' && tag[1] >= 'a' && tag[1] <= 'z' {
		if m, ok := macro[tag]; ok {
			return m, true
		}
		if _, err := language.ParseBase(tag); err == nil {
			return tag, true
		}
	}
	t, ok := parse(tag)
	if !ok {
		return "", false
	}
	b, _, _ := t.Raw()
	code := b.String()
	if m, ok := macro[code]; ok {
		code = m
	}
	return code, true
}

var macro = map[string]string{
	"no": "nb", "cmn": "zh", "tl": "fil", "iw": "he", "in": "id", "ji": "yi", "jw": "jv", "mo": "ro", "sh": "sr",
	"kmr": "ku", "zsm": "ms", "arb": "ar", "pes": "fa", "swh": "sw", "ekk": "et", "lvs": "lv", "als": "sq",
	"khk": "mn", "azj": "az", "uzn": "uz", "npi": "ne", "ory": "or", "plt": "mg",
}

// Script is the ISO 15924 code a locale is written in, said or most likely:
// Hans for zh-CN, Hant for zh-TW, Cyrl for sr. "" for an invalid tag.
func Script(tag string) string {
	t, ok := parse(tag)
	if !ok {
		return ""
	}
	s, _ := t.Script()
	return s.String()
}

// Direction is "rtl" for locales written from right to left, else "ltr".
func Direction(tag string) string {
	switch Script(tag) {
	case "Arab", "Aran", "Hebr", "Thaa", "Syrc", "Nkoo", "Adlm", "Rohg", "Mand", "Samr", "Mend":
		return "rtl"
	}
	return "ltr"
}

// NativeName is the language's own name for itself as CLDR gives it inside a
// sentence (русский, Türkçe, English), with the region or script where the tag
// has one that tells it apart. An unknown language gives its tag. For a label
// that stands alone put [Capitalise] around it.
func NativeName(tag string) string {
	t, ok := parse(tag)
	if !ok {
		return tag
	}
	b, script, _ := t.Raw()
	if name, ok := ownNames[b.String()+"-"+script.String()]; ok {
		return name
	}
	if name, ok := ownNames[b.String()]; ok {
		return name
	}
	if b.String() == "zh" && Script(tag) == "Hans" && t.String() != "zh" {
		return "简体中文"
	}
	if name := display.Self.Name(t); name != "" {
		return name
	}
	if name := display.Self.Name(language.Make(b.String())); name != "" {
		return name
	}
	return t.String()
}

// ownNames has names that CLDR, or x/text's cut of it, lacks.
var ownNames = map[string]string{
	"sr-Latn": "srpski", "ms": "Bahasa Melayu", "sh": "srpskohrvatski", "no": "norsk",
	"kmr": "kurdî (kurmancî)", "ckb": "کوردیی ناوەندی", "eo": "Esperanto", "ia": "interlingua", "oc": "occitan",
	"la": "Latina", "ht": "kreyòl ayisyen", "ceb": "Cebuano", "crh": "qırımtatarca", "tt": "татарча", "ba": "башҡортса",
	"cv": "чӑвашла", "tk": "türkmençe", "tg": "тоҷикӣ", "ku": "kurdî", "sc": "sardu", "co": "corsu", "yi": "ייִדיש",
}

// Named is the language that a text names: by its own name for itself, its
// English name, or its tag. Letter case does not matter.
func Named(name string) (tag string, ok bool) {
	low := strings.ToLower(strings.ReplaceAll(strings.TrimSpace(name), "İ", "i"))
	if low == "" {
		return "", false
	}
	for _, t := range display.Supported.Tags() {
		s := t.String()
		if strings.ToLower(NativeName(s)) == low || strings.ToLower(display.English.Tags().Name(t)) == low {
			return Canonical(s)
		}
	}
	if LooksLikeLocale(name) {
		return Canonical(name)
	}
	return "", false
}
