package project

import (
	"path"
	"strings"

	"stele/internal/lang"
)

// known reports whether a file is of a format that holds text to translate.
func known(name string) bool {
	switch strings.ToLower(path.Base(name)) {
	case "robots.txt", "requirements.txt", "cmakelists.txt", "_redirects.txt", "ads.txt", "security.txt":
		return false // for machines
	}
	switch strings.ToLower(path.Ext(name)) {
	case ".md", ".markdown", ".mdx", ".html", ".htm", ".txt", ".rst", ".adoc", ".asciidoc":
		return true
	}
	return false
}

// catalogue reports whether a file holds translations beside their source.
func catalogue(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".po", ".xlf", ".xliff":
		return true
	}
	return false
}

func interesting(name string) bool { return known(name) || catalogue(name) }

// trimExt is a name without the extension of a format.
func trimExt(name string) string {
	if interesting(name) {
		return strings.TrimSuffix(name, path.Ext(name))
	}
	return name
}

// localeName is one way to read a name as "head, locale, tail".
type localeName struct {
	head, spelled, tail string
}

// readName finds the locale in a folder's or a file's name (without its
// extension): the whole name, its end after one of ".-_", or, of folders only,
// its start. Of ends the longest counts: README-zh-CN ends in zh-CN.
func readName(name string, file bool) (localeName, bool) {
	if looksLike(name) {
		return localeName{spelled: name}, true
	}
	first := 1
	if !file && strings.HasPrefix(name, "_") {
		first = 0 // a collection of Jekyll
	}
	for i := first; i < len(name)-2; i++ {
		if separator(name[i]) && looksLike(name[i+1:]) {
			return localeName{head: name[:i+1], spelled: name[i+1:]}, true
		}
	}
	if i := strings.IndexAny(name, ".-_"); i > 1 && !file {
		for j := len(name) - 2; j >= i; j-- {
			if separator(name[j]) && looksLike(name[:j]) {
				return localeName{spelled: name[:j], tail: name[j:]}, true
			}
		}
	}
	return localeName{}, false
}

func separator(c byte) bool { return c == '.' || c == '-' || c == '_' }

// doubtful are locales that are as often something else: programming languages
// and their files, English words, countries, units. They need more evidence
// than their name.
const doubtful = " aa ab ae am an as av ay ba be bi bm bo br ce ch cn co cr cs cu cv cy dj do dv dz ee ff fo gd gn gv ha he hi ho " +
	"ht ia id ie ii ik in io is it iu kg ki kj kr kv kw la lb lg li ln lo lu mg mh mi ml mn mo ms my na nd ne ng no nr nv ny oc " +
	"oj om or os pa pi ps qu rm rn sa sc sd se sg sh si sm sn so ss st su sv ta te tg ti tk tl to tn ts tt tw ty us vc ve vi vo wa " +
	"wo yo za zu polish "

// certainThree are the three-letter codes that are not doubtful.
const certainThree = " arn ary arz ast cak ceb ckb cmn crh dsb fil gsw haw hsb hyw kab kmr mai nds pcm szl yue zgh "

func isDoubtful(spelled string) bool {
	s := strings.ToLower(spelled)
	base := s[:letters(s)]
	known := strings.Contains(certainThree, " "+base+" ") || len(base) > 3
	weak := strings.Contains(doubtful, " "+base+" ") || len(base) == 3 && !known
	switch rest := s[len(base):]; {
	case rest == "":
		return weak
	case len(rest) == 3:
		return weak && spelled == s || languagePair(base, rest[1:])
	}
	return false
}

// languagePair reports whether two codes look like "from one language to the
// other" (gold.en-ru.txt) rather than like a language in a country.
func languagePair(a, b string) bool {
	const languages = " ar de en es fa fr it ja ko nl pl pt ru sv tr uk zh "
	const real = " en-nl de-it fr-it en-de en-fr en-it en-es es-ar es-pt it-fr de-fr ar-fr " // spoken or shipped
	return a != b && strings.Contains(languages, " "+a+" ") && strings.Contains(languages, " "+b+" ") &&
		!strings.Contains(real, " "+a+"-"+b+" ")
}

// looksLike is [lang.LooksLikeLocale] behind a look at the shape: a language of
// two or three letters, then at most a script and a region. Names such as
// is-a-url and sub_sat would parse, too.
func looksLike(s string) bool {
	if aliases[strings.ToLower(s)] != "" {
		return true
	}
	if n := letters(s); n < 2 || n > 3 || len(s) > 16 {
		return false
	}
	return shaped(s) && lang.LooksLikeLocale(s)
}

func shaped(s string) bool {
	subtags := strings.FieldsFunc(s, func(r rune) bool { return r == '-' || r == '_' })
	n := 0
	for i, t := range subtags {
		n += len(t) + 1
		switch l := letters(t); {
		case i == 0:
		case len(t) == l && (l == 2 || l == 4):
		case t == "419" || t == "001" || t == "150": // Latin America, the world, Europe
		default:
			return false
		}
	}
	return len(subtags) <= 3 && n == len(s)+1
}

// letters is how many ASCII letters a text begins with.
func letters(s string) int {
	for i := range len(s) {
		if c := s[i] | 0x20; c < 'a' || c > 'z' {
			return i
		}
	}
	return len(s)
}

// aliases are names that people give to folders though no standard has them:
// countries in place of languages, and English names.
var aliases = map[string]string{
	"cn": "zh-CN", "jp": "ja", "kr": "ko", "ua": "uk", "cz": "cs", "vn": "vi", "dk": "da",
	"albanian": "sq", "arabic": "ar", "armenian": "hy", "azerbaijani": "az", "bahasa": "id", "basque": "eu", "belarusian": "be",
	"bengali": "bn", "bulgarian": "bg", "burmese": "my", "catalan": "ca", "chinese": "zh", "croatian": "hr", "czech": "cs",
	"danish": "da", "deutsch": "de", "dutch": "nl", "english": "en", "espanol": "es", "esperanto": "eo", "estonian": "et",
	"farsi": "fa", "filipino": "fil", "finnish": "fi", "francais": "fr", "french": "fr", "galician": "gl", "georgian": "ka",
	"german": "de", "greek": "el", "gujarati": "gu", "hebrew": "he", "hindi": "hi", "hungarian": "hu", "icelandic": "is",
	"indonesian": "id", "italian": "it", "italiano": "it", "japanese": "ja", "kannada": "kn", "kazakh": "kk", "khmer": "km",
	"korean": "ko", "latvian": "lv", "lithuanian": "lt", "macedonian": "mk", "malay": "ms", "malayalam": "ml", "marathi": "mr",
	"mongolian": "mn", "nepali": "ne", "norwegian": "no", "persian": "fa", "polish": "pl", "portugues": "pt", "portuguese": "pt",
	"romanian": "ro", "russian": "ru", "serbian": "sr", "sinhala": "si", "slovak": "sk", "slovakian": "sk", "slovenian": "sl",
	"spanish": "es", "swahili": "sw", "swedish": "sv", "tagalog": "tl", "tamil": "ta", "telugu": "te", "thai": "th",
	"turkce": "tr", "turkish": "tr", "ukrainian": "uk", "urdu": "ur", "uzbek": "uz", "vietnamese": "vi",
	"brazilian-portuguese": "pt-BR", "portuguese-brazilian": "pt-BR", "chinese-simplified": "zh-Hans",
	"chinese-traditional": "zh-Hant", "simplified-chinese": "zh-Hans", "traditional-chinese": "zh-Hant",
}
