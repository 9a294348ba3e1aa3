package lang

import "strings"

var currencyMarks = map[rune]string{
	'$': "USD", '€': "EUR", '£': "GBP", '¥': "JPY", '￥': "CNY", '₺': "TRY", '₽': "RUB", '₴': "UAH", '₸': "KZT", '₹': "INR",
	'₩': "KRW", '₪': "ILS", '₼': "AZN", '₾': "GEL", '฿': "THB", '₫': "VND",
}

// currencyCodes are accepted in capitals on either side of figures.
const currencyCodes = " USD EUR GBP JPY CNY TRY RUB UAH KZT INR KRW ILS AZN GEL THB VND CHF CAD AUD SEK NOK DKK PLN CZK HUF RON BGN " +
	"UZS KGS TJS TMT BRL MXN ZAR SGD HKD IDR MYR PHP EGP SAR AED IRR PKR BDT RSD BYN "

// currencyBefore is the currency that token j names in front of figures.
func (p *numberParser) currencyBefore(j int) string {
	if j < 0 {
		return ""
	}
	t := p.toks[j]
	if t.kind == tokenMark {
		return currencyMarks[t.mark]
	}
	if t.kind == tokenWord && t.width() == 3 {
		return codeOf(p.text[t.start:t.end])
	}
	return ""
}

func codeOf(s string) string {
	if len(s) == 3 && isUpper(s[0]) && isUpper(s[1]) && isUpper(s[2]) && strings.Contains(currencyCodes, " "+s+" ") {
		return s
	}
	return ""
}

// currencyWord is the currency that token k, in lower case w, names behind
// figures.
func (p *numberParser) currencyWord(k int, w []byte) string {
	t := p.toks[k]
	raw := p.text[t.start:t.end]
	if code := codeOf(raw); code != "" {
		return code
	}
	switch {
	case raw == "TL":
		return "TRY"
	case string(w) == "руб", string(w) == "р" && k+1 < len(p.toks) && p.toks[k+1].mark == '.' && (p.base == "ru" || p.base == ""):
		return "RUB"
	case string(w) == "долл":
		return "USD"
	case string(w) == "грн":
		return "UAH"
	case string(w) == "元":
		return "CNY"
	case string(w) == "円":
		return "JPY"
	}
	return currencyStem(w)
}

// currencyStems maps the beginning of a currency's name, in any language, to
// its code. Pounds, marks and crowns are left out: they mean other things too.
var currencyStems = [...]struct{ stem, code string }{
	{"dollar", "USD"}, {"dolar", "USD"}, {"dólar", "USD"}, {"доллар", "USD"}, {"долар", "USD"}, {"dolár", "USD"},
	{"euro", "EUR"}, {"avro", "EUR"}, {"евро", "EUR"}, {"євро", "EUR"}, {"ευρώ", "EUR"},
	{"lira", "TRY"}, {"лир", "TRY"}, {"лір", "TRY"}, {"rubl", "RUB"}, {"ruble", "RUB"}, {"rouble", "RUB"}, {"рубл", "RUB"},
	{"yuan", "CNY"}, {"юан", "CNY"}, {"renminbi", "CNY"}, {"sterlin", "GBP"}, {"tenge", "KZT"}, {"тенге", "KZT"}, {"теңге", "KZT"},
	{"hryvn", "UAH"}, {"grivna", "UAH"}, {"гривн", "UAH"}, {"гривен", "UAH"}, {"rupee", "INR"}, {"рупи", "INR"}, {"manat", "AZN"},
}

func currencyStem(w []byte) string {
	if len(w) < 3 {
		return ""
	}
	for _, c := range currencyStems {
		if len(w) >= len(c.stem) && w[0] == c.stem[0] && string(w[:len(c.stem)]) == c.stem && len(w) <= len(c.stem)+12 {
			return c.code
		}
	}
	return ""
}

// scaleWords gives the power of ten of a word behind a number. A word that
// differs between languages (billion: 9 in English, 12 in German) carries them.
var scaleWords = map[string][]scaleWord{
	"hundred": {{2, " en "}}, "thousand": {{3, ""}}, "million": {{6, ""}}, "millions": {{6, ""}}, "mln": {{6, ""}}, "mio": {{6, ""}}, "mn": {{6, ""}},
	"billion": {{12, " de da nb nn sv is fr "}, {9, ""}}, "billions": {{12, " fr "}, {9, ""}}, "bn": {{9, ""}},
	"trillion": {{18, " de da nb sv fr "}, {12, ""}}, "trillions": {{12, ""}}, "millionen": {{6, ""}},
	"milliarde": {{9, ""}}, "milliarden": {{9, ""}}, "mrd": {{9, ""}}, "billionen": {{12, ""}}, "tausend": {{3, ""}},
	"yüz": {{2, " tr "}}, "bin": {{3, " tr az "}}, "milyon": {{6, ""}}, "milyar": {{9, ""}}, "trilyon": {{12, ""}}, "min": {{3, " az "}},
	"тыс": {{3, ""}}, "млн": {{6, ""}}, "млрд": {{9, ""}}, "трлн": {{12, ""}}, "тис": {{3, ""}},
	"mille": {{3, " fr it "}}, "millier": {{3, ""}}, "milliers": {{3, ""}}, "milliard": {{9, ""}}, "milliards": {{9, ""}},
	"mil": {{3, " es pt ca "}}, "millón": {{6, ""}}, "millon": {{6, " es "}}, "millones": {{6, ""}}, "billón": {{12, ""}}, "billones": {{12, ""}},
	"mila": {{3, " it "}}, "milione": {{6, ""}}, "milioni": {{6, ""}}, "miliardo": {{9, ""}}, "miliardi": {{9, ""}},
	"milhão": {{6, ""}}, "milhões": {{6, ""}}, "bilhão": {{9, ""}}, "bilhões": {{9, ""}}, "trilhões": {{12, ""}}, "trilhão": {{12, ""}},
	"duizend": {{3, ""}}, "miljoen": {{6, ""}}, "miljard": {{9, ""}}, "biljoen": {{12, ""}}, "mld": {{9, ""}}, "tys": {{3, ""}},
	"tisíc": {{3, ""}}, "miliarda": {{9, ""}}, "miliardy": {{9, ""}}, "miliard": {{9, ""}}, "juta": {{6, " id ms "}}, "ribu": {{3, " id ms "}},
	"miliar": {{9, " id "}}, "triliun": {{12, " id "}}, "nghìn": {{3, ""}}, "triệu": {{6, ""}}, "tỷ": {{9, ""}},
	"百": {{2, ""}}, "千": {{3, ""}}, "万": {{4, ""}}, "萬": {{4, ""}}, "億": {{8, ""}}, "亿": {{8, ""}}, "兆": {{12, ""}},
	"만": {{4, ""}}, "억": {{8, ""}}, "조": {{12, " ko "}}, "천": {{3, " ko "}},
	"млн.": {{6, ""}}, "εκατομμύρια": {{6, ""}}, "δισεκατομμύρια": {{9, ""}}, "مليون": {{6, ""}}, "مليار": {{9, ""}}, "میلیون": {{6, ""}},
	"میلیارد": {{9, ""}}, "מיליון": {{6, ""}}, "מיליארד": {{9, ""}}, "million's": {{6, ""}},
}

type scaleWord struct {
	zeros int
	only  string // languages, " de fr "; "" for all
}

// scaleStems are beginnings of inflected scale words.
var scaleStems = [...]struct {
	stem  string
	zeros int
}{
	{"тысяч", 3}, {"тисяч", 3}, {"миллион", 6}, {"миллиард", 9}, {"триллион", 12}, {"мільйон", 6}, {"мільярд", 9}, {"трильйон", 12},
	{"milión", 6}, {"miliard", 9}, {"milion", 6}, {"tysią", 3}, {"tysięc", 3}, {"tisíc", 3}, {"miljoon", 6}, {"miljon", 6}, {"miljard", 9}, {"милион", 6}, {"милиард", 9},
	{"milljón", 6}, {"milljarð", 9}, {"millió", 6}, {"milliárd", 9}, {"milliard", 9}, {"million", 6}, {"хиляд", 3}, {"хиљад", 3}, {"milyon", 6}, {"milyar", 9}, {"миллиард", 9},
}

// scale reads a scale word at j, behind figures: its zeros and the token after
// it, zeros 0 when there is none. "Mio. " takes its point.
func (p *numberParser) scale(j int) (next, zeros int) {
	if j >= len(p.toks) || p.toks[j].kind != tokenWord || p.toks[j].wide {
		return j, 0
	}
	var room word
	w := room.lower(p.text, p.toks[j])
	for _, s := range scaleWords[string(w)] {
		if s.only == "" || p.base == "" || p.base != "" && strings.Contains(s.only, " "+p.base+" ") {
			zeros = s.zeros
			break
		}
	}
	if zeros == 0 && len(w) > 5 {
		for _, s := range scaleStems {
			if len(w) >= len(s.stem) && string(w[:len(s.stem)]) == s.stem && len(w) <= len(s.stem)+10 {
				zeros = s.zeros
				break
			}
		}
	}
	if zeros == 0 {
		return j, 0
	}
	next = j + 1
	if next < len(p.toks) && p.toks[next].mark == '.' && !p.toks[next].gap && len(w) <= 8 {
		switch string(w) {
		case "тыс", "млн", "млрд", "трлн", "тис", "mio", "mrd", "tys", "mln", "mld", "bn", "mn":
			next++
		}
	}
	// 三千万, 5 thousand million: scales multiply.
	if k, more := p.scale(next); more > 0 && more != zeros && zeros+more <= 18 {
		return k, zeros + more
	}
	return next, zeros
}
