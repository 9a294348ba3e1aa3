package project

import (
	"path"
	"strings"

	"stele/internal/lang"
)

// known reports whether a file is of a format that holds text to translate.
func known(name string) bool {
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
	for i := 1; i < len(name)-2; i++ {
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
const doubtful = " aa ab ae am an as av ay ba be bi bm bo br ce ch cn co cr cs cu cv dj do dv dz ee ff fo gd gn gv ha he hi ho ht ia " +
	"id ie ii ik in io is it iu kg ki kj ks kr kv kw la lb lg li ln lo lu mg mh mi ml mn ms my na nd ne ng no nr nv ny oc " +
	"oj om or os pa pi ps qu rm rn sa sc sd se sg sh si sm sn so ss st su sv ta te tg ti tk tl to tn ts tt tw ty us vc ve vi vo wa " +
	"wo yo za zu ace ban bar bem ber bug chr fil fur map new min nan nap net nso pap sat scn tig tok vec wal war yue "

func isDoubtful(spelled string) bool {
	s := strings.ToLower(spelled)
	if len(s) == 5 && (s[2] == '-' || s[2] == '_') {
		return languagePair(s[:2], s[3:])
	}
	return strings.Contains(doubtful, " "+s+" ")
}

// languagePair reports whether two codes look like "from one language to the
// other" (gold.en-ru.txt) rather than like a language in a country.
func languagePair(a, b string) bool {
	const languages = " ar de en es fa fr it ja ko nl pl pt ru sv tr uk zh "
	const real = " en-nl de-it fr-it en-de en-fr en-it en-es es-ar es-pt it-fr de-fr ar-fr " // spoken or shipped
	return a != b && strings.Contains(languages, " "+a+" ") && strings.Contains(languages, " "+b+" ") &&
		!strings.Contains(real, " "+a+"-"+b+" ")
}

// looksLike is [lang.LooksLikeLocale] behind a cheap look at the shape.
func looksLike(s string) bool {
	if len(s) < 2 || len(s) > 16 {
		return false
	}
	if aliases[strings.ToLower(s)] != "" {
		return true
	}
	if strings.Count(s, "-")+strings.Count(s, "_") > 2 {
		return false
	}
	run := 0
	for i := range len(s) {
		c := s[i]
		switch {
		case c|0x20 >= 'a' && c|0x20 <= 'z' || run < i && c >= '0' && c <= '9':
			if run == i {
				run++
			}
		case (c == '-' || c == '_') && run >= 2 && i < len(s)-2 && s[i-2] != '-' && s[i-2] != '_':
		default:
			return false
		}
	}
	return run >= 2 && run <= 3 && lang.LooksLikeLocale(s)
}

// aliases are names that people give to folders though no standard has them:
// countries in place of languages, and English names.
var aliases = map[string]string{
	"cn": "zh-CN", "jp": "ja", "kr": "ko", "ua": "uk", "cz": "cs", "vn": "vi", "dk": "da",
	"arabic": "ar", "bengali": "bn", "bulgarian": "bg", "chinese": "zh", "czech": "cs", "danish": "da", "deutsch": "de",
	"dutch": "nl", "english": "en", "espanol": "es", "finnish": "fi", "francais": "fr", "french": "fr", "german": "de",
	"greek": "el", "hebrew": "he", "hindi": "hi", "hungarian": "hu", "indonesian": "id", "italian": "it",
	"italiano": "it", "japanese": "ja", "korean": "ko", "norwegian": "no", "persian": "fa", "polish": "pl",
	"portuguese": "pt", "romanian": "ro", "russian": "ru", "spanish": "es", "swedish": "sv", "thai": "th",
	"turkish": "tr", "turkce": "tr", "ukrainian": "uk", "vietnamese": "vi",
}
