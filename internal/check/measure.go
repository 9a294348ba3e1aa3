package check

import (
	"math"
	"strings"
	"unicode"
	"unicode/utf8"
)

// measure is a unit of measurement: what it measures and how many base units
// it is. Temperatures have a zero point as well.
type measure struct {
	name string // as printed: the international symbol
	dim  string
	per  float64
	zero float64 // added before multiplying
}

var measures = map[string]measure{
	"mm": {"mm", "length", 0.001, 0}, "cm": {"cm", "length", 0.01, 0}, "m": {"m", "length", 1, 0}, "km": {"km", "length", 1000, 0},
	"in": {"in", "length", 0.0254, 0}, "ft": {"ft", "length", 0.3048, 0}, "yd": {"yd", "length", 0.9144, 0}, "mi": {"mi", "length", 1609.344, 0},
	"nmi": {"nmi", "length", 1852, 0},
	"g":   {"g", "mass", 1, 0}, "mg": {"mg", "mass", 0.001, 0}, "kg": {"kg", "mass", 1000, 0}, "t": {"t", "mass", 1e6, 0}, "lb": {"lb", "mass", 453.592, 0},
	"l": {"l", "volume", 1, 0}, "ml": {"ml", "volume", 0.001, 0}, "bbl": {"bbl", "barrel", 1, 0},
	"m2": {"m²", "area", 1, 0}, "km2": {"km²", "area", 1e6, 0}, "ha": {"ha", "area", 1e4, 0}, "acre": {"acre", "area", 4046.86, 0},
	"m3": {"m³", "cubic", 1, 0},
	"W":  {"W", "power", 1, 0}, "kW": {"kW", "power", 1e3, 0}, "MW": {"MW", "power", 1e6, 0}, "GW": {"GW", "power", 1e9, 0},
	"kWh": {"kWh", "energy", 1, 0}, "MWh": {"MWh", "energy", 1e3, 0}, "GWh": {"GWh", "energy", 1e6, 0}, "TWh": {"TWh", "energy", 1e9, 0},
	"KB": {"KB", "bytes", 1e3, 0}, "MB": {"MB", "bytes", 1e6, 0}, "GB": {"GB", "bytes", 1e9, 0}, "TB": {"TB", "bytes", 1e12, 0},
	"C": {"°C", "temperature", 1, 0}, "F": {"°F", "temperature", 5.0 / 9, -32},
	"ms": {"ms", "time", 0.001, 0}, "s": {"s", "time", 1, 0}, "min": {"min", "time", 60, 0}, "h": {"h", "time", 3600, 0}, "d": {"d", "time", 86400, 0},
	"wk": {"wk", "time", 604800, 0}, "mo": {"mo", "time", 2629800, 0}, "yr": {"yr", "time", 31557600, 0},
}

// unitSymbols are matched as they are written: case tells them apart.
var unitSymbols = map[string]string{
	"mm": "mm", "cm": "cm", "km": "km", "мм": "mm", "см": "cm", "км": "km", "м": "m", "ft": "ft", "mi": "mi",
	"kg": "kg", "mg": "mg", "кг": "kg", "мг": "mg", "lb": "lb", "lbs": "lb",
	"ha": "ha", "га": "ha", "km²": "km2", "км²": "km2", "m²": "m2", "м²": "m2", "m³": "m3", "м³": "m3",
	"kW": "kW", "MW": "MW", "GW": "GW", "кВт": "kW", "МВт": "MW", "ГВт": "GW",
	"kWh": "kWh", "MWh": "MWh", "GWh": "GWh", "TWh": "TWh", "кВт·ч": "kWh", "МВт·ч": "MWh",
	"KB": "KB", "kB": "KB", "MB": "MB", "GB": "GB", "TB": "TB", "КБ": "KB", "Кбайт": "KB", "МБ": "MB", "Мбайт": "MB", "ГБ": "GB", "Гбайт": "GB", "ТБ": "TB",
	"°C": "C", "°С": "C", "℃": "C", "°F": "F", "℉": "F", "ms": "ms", "мс": "ms",
}

// unitWords lists inflected words, lower case; a trailing "*" takes any ending.
var unitWords = map[string]string{
	"millimeter*": "mm", "millimetre*": "mm", "milimetre*": "mm", "миллиметр*": "mm",
	"centimeter*": "cm", "centimetre*": "cm", "santimetre*": "cm", "сантиметр*": "cm", "zentimeter*": "cm",
	"meter": "m", "meters": "m", "metre*": "m", "метр": "m", "метра": "m", "метров": "m", "метрах": "m", "метрам": "m", "metern": "m",
	"kilometer*": "km", "kilometre*": "km", "километр*": "km",
	"mile": "mi", "miles": "mi", "mil": "mi", "millik": "mi", "миля": "mi", "мили": "mi", "миль": "mi", "meilen": "mi",
	"foot": "ft", "feet": "ft", "фут*": "ft", "inch": "in", "inches": "in", "inç*": "in", "дюйм*": "in",
	"kilogram*": "kg", "килограмм*": "kg", "kilogramm*": "kg", "gram": "g", "grams": "g", "gramlık": "g", "грамм*": "g",
	"ton": "t", "tons": "t", "tonne": "t", "tonnes": "t", "tonluk": "t", "tonu": "t", "tonun": "t", "tona": "t", "тонн*": "t", "tonnen": "t",
	"pound": "", "liter*": "l", "litre*": "l", "литр*": "l",
	"barrel*": "bbl", "varil*": "bbl", "баррел*": "bbl", "fass": "bbl",
	"hectare*": "ha", "hektar*": "ha", "гектар*": "ha", "acre": "acre", "acres": "acre", "акр": "acre", "акра": "acre", "акров": "acre",
	"kilowatt*": "kW", "kilovat*": "kW", "киловатт": "kW", "megawatt*": "MW", "megavat*": "MW", "мегаватт": "MW", "gigawatt*": "GW", "gigavat*": "GW", "гигаватт": "GW",
	"second": "s", "seconds": "s", "saniye*": "s", "секунд*": "s", "sekunde*": "s",
	"minute": "min", "minutes": "min", "dakika*": "min", "минут": "min", "минуты": "min", "минута": "min", "минуту": "min", "минутах": "min", "минутами": "min", "minuten": "min",
	"hour": "h", "hours": "h", "saat*": "h", "час": "h", "часа": "h", "часов": "h", "часам": "h", "часах": "h", "часами": "h", "stunde*": "h",
	"day": "d", "days": "d", "gün": "d", "günlük": "d", "günde": "d", "günden": "d", "güne": "d", "günü": "d", "günün": "d", "gündür": "d",
	"день": "d", "дня": "d", "дней": "d", "дням": "d", "днях": "d", "днями": "d", "дневн*": "d", "tage": "d", "tagen": "d",
	"week": "wk", "weeks": "wk", "hafta*": "wk", "недел*": "wk", "woche*": "wk",
	"month": "mo", "months": "mo", "ay": "mo", "aylık": "mo", "ayda": "mo", "aydan": "mo", "aya": "mo", "ayı": "mo", "ayın": "mo", "aydır": "mo",
	"месяц": "mo", "месяца": "mo", "месяцев": "mo", "месяцам": "mo", "месяцах": "mo", "monate*": "mo",
	"year": "yr", "years": "yr", "yıl": "yr", "yıllık": "yr", "yılı": "yr", "yıla": "yr", "yılda": "yr", "yıldan": "yr", "yıldır": "yr", "yılın": "yr", "yılını": "yr", "yıllar*": "yr",
	"sene": "yr", "senelik": "yr", "senedir": "yr",
	"год": "yr", "года": "yr", "лет": "yr", "годам": "yr", "годах": "yr", "годами": "yr", "летн*": "yr", "jahre": "yr", "jahren": "yr",
}

// unitAfter finds the unit that follows a number ending at end, and where the
// unit ends.
func unitAfter(text string, end int) (measure, int, bool) {
	i := end
	for i < len(text) {
		r, n := utf8.DecodeRuneInString(text[i:])
		if r != ' ' && r != '\u00a0' && r != '\u202f' && r != '-' && r != '‑' {
			break
		}
		i += n
		if i-end > 4 {
			return measure{}, 0, false
		}
	}
	start := i
	for i < len(text) {
		r, n := utf8.DecodeRuneInString(text[i:])
		if !unicode.IsLetter(r) && r != '°' && r != '²' && r != '³' && r != '℃' && r != '℉' {
			break
		}
		i += n
	}
	word := text[start:i]
	if i < len(text) && (text[i] == '2' || text[i] == '3') && unitSymbols[word+string("²³"[2*(text[i]-'2'):2*(text[i]-'1')])] != "" {
		word += string("²³"[2*(text[i]-'2') : 2*(text[i]-'1')])
		i++
	}
	if word == "" {
		return measure{}, 0, false
	}
	if u, ok := unitSymbols[word]; ok {
		return measures[u], i, true
	}
	word = strings.ToLower(word)
	if u, ok := unitWords[word]; ok {
		m, ok := measures[u]
		return m, i, ok
	}
	for cut := len(word); cut >= 4; cut-- {
		if u, ok := unitWords[word[:cut]+"*"]; ok {
			return measures[u], i, true
		}
	}
	return measure{}, 0, false
}

// base is a value in the dimension's base unit.
func (m measure) base(v float64) float64 { return (v + m.zero) * m.per }

// sameAmount reports whether two measured values mean the same, allowing for
// the rounding of a conversion when the units differ.
func sameAmount(a float64, ma measure, b float64, mb measure) bool {
	if ma.dim != mb.dim {
		return false
	}
	x, y := ma.base(a), mb.base(b)
	tolerance := 1e-9
	if ma.name != mb.name {
		tolerance = 0.035
		if ma.dim == "time" {
			tolerance = 0.02
		}
	}
	return math.Abs(x-y) <= tolerance*math.Max(math.Abs(x), math.Abs(y))
}
