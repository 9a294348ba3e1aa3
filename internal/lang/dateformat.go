package lang

import (
	"strconv"
	"strings"
	"unicode"
)

// longDates has CLDR's long form of a date per locale: D and Y in figures, M
// the month as it stands beside a day; then, where leaving out the year or the
// day takes more with it, the forms for day and month and for month and year.
var longDates = map[string]string{
	"en": "M D, Y|M D|M Y", "en-GB": "D M Y", "en-AU": "D M Y", "en-NZ": "D M Y", "en-IE": "D M Y", "en-IN": "D M Y",
	"en-ZA": "D M Y", "en-001": "D M Y", "en-SG": "D M Y", "en-HK": "D M Y",
	"tr": "D M Y", "az": "D M Y", "ru": "D M Y г.", "uk": "D M Y р.", "be": "D M Y г.", "bg": "D M Y г.",
	"sr": "D. M Y.|D. M|M Y.", "hr": "D. M Y.|D. M|M Y.", "bs": "D. M Y.|D. M|M Y.", "kk": "Y ж. D M", "uz": "D-M, Y|D-M|M, Y",
	"de": "D. M Y", "fr": "D M Y", "es": "D de M de Y", "it": "D M Y", "pt": "D de M de Y", "ca": "D de M de Y|D de M|M del Y",
	"nl": "D M Y", "pl": "D M Y", "cs": "D. M Y", "sk": "D. M Y", "sl": "D. M Y", "ro": "D M Y",
	"hu": "Y. M D.|M D.|Y. M", "sv": "D M Y", "da": "D. M Y", "nb": "D. M Y", "is": "D. M Y", "fi": "D. M Y", "et": "D. M Y",
	"lt": "Y m. M D d.", "lv": "Y. gada D. M", "id": "D M Y", "ms": "D M Y", "el": "D M Y", "he": "D בM Y|D בM|M Y",
	"ar": "D M Y", "fa": "D M Y", "ur": "D M، Y|D M|M Y", "hi": "D M Y", "bn": "D M, Y|D M|M Y", "th": "D M Y",
	"vi": "D M, Y|D M|M năm Y", "zh": "Y年M月D日", "ja": "Y年M月D日", "ko": "Y년 M월 D일", "fil": "M D, Y|M D|M Y",
}

// capitalMonths are languages that write month names with a capital.
const capitalMonths = " en tr de el id ms fil "

// FormatDate writes a date as the locale does in running text: CLDR's long
// form, "26 April 2023" in en-GB, "April 26, 2023" in en, "26 Nisan 2023",
// "26 апреля 2023 г.". Without a day it is month and year, without a month the
// year. A locale not known here gets ISO 8601 as far as the date is said.
// Figures are Latin and years Gregorian everywhere.
func FormatDate(d Day, locale string) string {
	if d.Year == 0 && d.Month == 0 && d.Day == 0 {
		return ""
	}
	tag, _ := Canonical(locale)
	base, _ := baseOf(tag)
	pattern := longDates[tag]
	if pattern == "" {
		pattern = longDates[base]
	}
	if d.Month < 1 || d.Month > 12 || pattern == "" {
		return isoForm(d)
	}
	month := monthName(d.Month, base, d.Day > 0)
	if month == "" {
		return isoForm(d)
	}
	pattern = partialForm(pattern, d)
	if base == "ca" && strings.ContainsRune("ao", rune(month[0])) {
		pattern = strings.Replace(pattern, "de M", "d’M", 1)
	}
	return strings.NewReplacer("D", strconv.Itoa(d.Day), "M", month, "Y", strconv.Itoa(d.Year)).Replace(pattern)
}

// partialForm picks or derives the form for a date that leaves out its day or
// its year.
func partialForm(pattern string, d Day) string {
	long, rest, given := strings.Cut(pattern, "|")
	if d.Day > 0 && d.Year > 0 {
		return long
	}
	dayMonth, monthYear, _ := strings.Cut(rest, "|")
	m, y, day := strings.Index(long, "M"), strings.Index(long, "Y"), strings.Index(long, "D")
	switch {
	case given && d.Year == 0:
		return dayMonth
	case given:
		return monthYear
	case d.Year == 0 && y > m:
		for _, end := range []string{"M", "M月D日"} {
			if strings.HasSuffix(long[:y], end) {
				return long[:y]
			}
		}
		return long[:m+1]
	case d.Year == 0:
		return strings.TrimSpace(strings.TrimLeft(long[min(m, day):], " "))
	case day > m: // year month day
		return strings.TrimSpace(long[:day])
	case y > m: // day month year
		return long[m:]
	}
	return strings.TrimSpace(long[:day]) + " M"
}

func isoForm(d Day) string {
	switch {
	case d.Year == 0:
		return "--" + two(d.Month) + "-" + two(d.Day)
	case d.Month < 1:
		return strconv.Itoa(d.Year)
	case d.Day < 1:
		return strconv.Itoa(d.Year) + "-" + two(d.Month)
	}
	return strconv.Itoa(d.Year) + "-" + two(d.Month) + "-" + two(d.Day)
}

func two(n int) string {
	if n < 10 {
		return "0" + strconv.Itoa(max(n, 0))
	}
	return strconv.Itoa(n)
}

// monthName is the name to print: the form beside a day, or the bare one.
func monthName(m int, base string, besideDay bool) string {
	switch base {
	case "zh", "ja", "ko":
		return strconv.Itoa(m)
	case "vi":
		return "tháng " + strconv.Itoa(m)
	case "tr":
		return turkishMonths[m-1]
	}
	if name, ok := printMonths[base]; ok && (besideDay || bareMonths[base] == "") {
		return strings.Fields(name)[m-1]
	}
	line := months[base]
	if !besideDay && bareMonths[base] != "" {
		line = bareMonths[base]
	}
	entries := strings.Fields(line)
	if len(entries) != 12 {
		return ""
	}
	name, _, _ := strings.Cut(entries[m-1], "|")
	name = strings.TrimSuffix(name, "*")
	if strings.Contains(capitalMonths, " "+base+" ") {
		name = Capitalise(name, base)
	}
	if r := []rune(name); len(r) > 1 && r[0] == 'ב' && unicode.Is(unicode.Hebrew, r[1]) && m != 2 {
		name = string(r[1:])
	}
	return name
}

var turkishMonths = [12]string{"Ocak", "Şubat", "Mart", "Nisan", "Mayıs", "Haziran", "Temmuz", "Ağustos", "Eylül", "Ekim", "Kasım", "Aralık"}

// printMonths has the names where the table of months has stems.
var printMonths = map[string]string{
	"sr": "јануар фебруар март април мај јун јул август септембар октобар новембар децембар",
	"hr": "siječnja veljače ožujka travnja svibnja lipnja srpnja kolovoza rujna listopada studenoga prosinca",
	"bs": "januar februar mart april maj juni juli august septembar oktobar novembar decembar",
	"kk": "қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан",
	"uz": "yanvar fevral mart aprel may iyun iyul avgust sentabr oktabr noyabr dekabr",
	"az": "yanvar fevral mart aprel may iyun iyul avqust sentyabr oktyabr noyabr dekabr",
}

// bareMonths has the names without a day where they differ.
var bareMonths = map[string]string{
	"ru": "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь",
	"uk": "січень лютий березень квітень травень червень липень серпень вересень жовтень листопад грудень",
	"be": "студзень люты сакавік красавік май чэрвень ліпень жнівень верасень кастрычнік лістапад снежань",
	"pl": "styczeń luty marzec kwiecień maj czerwiec lipiec sierpień wrzesień październik listopad grudzień",
	"cs": "leden únor březen duben květen červen červenec srpen září říjen listopad prosinec",
	"sk": "január február marec apríl máj jún júl august september október november december",
	"sl": "januar februar marec april maj junij julij avgust september oktober november december",
	"fi": "tammikuu helmikuu maaliskuu huhtikuu toukokuu kesäkuu heinäkuu elokuu syyskuu lokakuu marraskuu joulukuu",
	"el": "Ιανουάριος Φεβρουάριος Μάρτιος Απρίλιος Μάιος Ιούνιος Ιούλιος Αύγουστος Σεπτέμβριος Οκτώβριος Νοέμβριος Δεκέμβριος",
	"hr": "siječanj veljača ožujak travanj svibanj lipanj srpanj kolovoz rujan listopad studeni prosinac",
}
