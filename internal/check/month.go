package check

import (
	"strings"
	"unicode"

	"stele/internal/lang"
)

// months are the names of months without day or year, lower case: what a text
// means by "in March". A form that ends in "*" takes any case ending. Package
// lang reads no month alone, because a name alone is no date; two texts that
// name different months in the same paragraph contradict each other all the
// same.
var months = map[string][12]string{
	"en": {"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"},
	"tr": {"ocak*", "şubat*", "mart*", "nisan*", "mayıs*", "haziran*", "temmuz*", "ağustos*", "eylül*", "ekim*", "kasım*", "aralık*"},
	"ru": {"январ*", "феврал*", "март*", "апрел*", "ма*", "июн*", "июл*", "август*", "сентябр*", "октябр*", "ноябр*", "декабр*"},
	"de": {"januar*", "februar*", "märz*", "april*", "mai*", "juni*", "juli*", "august*", "september*", "oktober*", "november*", "dezember*"},
}

// monthEndings are the case endings that the forms above may take.
var monthEndings = map[string]string{
	"tr": " de da te ta den dan ten tan e a i ı u ü in ın un ün ",
	"ru": " ь я е ю й а у ом ем ём ",
	"de": " s ",
}

// ambiguous are month names that are also other words: they count only after a
// word that asks for a time, or before the word for month.
var ambiguous = map[string]bool{"may": true, "march": true, "august": true, "ocak": true, "ekim": true, "aralık": true, "kasım": true, "mart": true}

const timeWords = " in since of until till by last this next early late mid from during after before every through throughout "

// bareMonths finds months that stand without a day or a year in a text whose
// dates are known.
func bareMonths(p *prose, locale string, dates []lang.Date) []when {
	names, ok := months[language(locale)]
	if !ok {
		return nil
	}
	var out []when
	ws := words(p.text)
	for i, w := range ws {
		lower := lang.Lower(w.text, locale)
		month := 0
		for m, name := range names {
			if monthForm(lower, name, monthEndings[language(locale)]) {
				month = m + 1
				break
			}
		}
		if month == 0 || insideDate(w, dates) || !timely(p.text, ws, i, strings.TrimSuffix(names[month-1], "*"), language(locale)) {
			continue
		}
		d := lang.Day{Month: month}
		out = append(out, when{from: d, to: d, bare: true, place: p.place(w.start, w.end), raw: w.text})
	}
	return out
}

func monthForm(word, name, endings string) bool {
	stem, inflects := strings.CutSuffix(name, "*")
	rest, ok := strings.CutPrefix(word, stem)
	switch {
	case !ok:
		return false
	case rest == "":
		return stem != "ма" && stem != "январ"
	}
	return inflects && strings.Contains(endings, " "+rest+" ") && (stem != "ма" || strings.Contains(" й я е ю ем ", " "+rest+" "))
}

func insideDate(w word, dates []lang.Date) bool {
	for _, d := range dates {
		if d.Start <= w.start && w.start < d.End {
			return true
		}
	}
	return false
}

// timely reports whether the word is a month rather than its namesake.
func timely(text string, ws []word, i int, stem, code string) bool {
	w := ws[i]
	next := ""
	if i+1 < len(ws) {
		next = strings.ToLower(ws[i+1].text)
	}
	switch code {
	case "en":
		return unicode.IsUpper(firstRune(w.text)) && (!ambiguous[stem] || i > 0 && strings.Contains(timeWords, " "+strings.ToLower(ws[i-1].text)+" "))
	case "tr":
		if strings.HasPrefix(next, "ay") {
			return true
		}
		return !ambiguous[stem] || unicode.IsUpper(firstRune(w.text)) && !w.opens && apostropheAt(text, w.end)
	}
	return true
}
