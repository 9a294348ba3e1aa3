package lang

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

type numberWant struct {
	Text, Value string
	Kind        NumberKind
	Unit        string
}

func n(text, value string, kind NumberKind, unit ...string) numberWant {
	w := numberWant{Text: text, Value: value, Kind: kind}
	if len(unit) > 0 {
		w.Unit = unit[0]
	}
	return w
}

var numberCases = []struct {
	locale, text string
	want         []numberWant
}{
	// Grouping and decimals.
	{"en", "2,000 or 2 000 or 2.000", []numberWant{n("2,000", "2000", Plain), n("2 000", "2000", Plain), n("2.000", "2000", Plain)}},
	{"en", "3.125 and 1,234.56 and 0.50", []numberWant{n("3.125", "3.125", Plain), n("1,234.56", "1234.56", Plain), n("0.50", "0.5", Plain)}},
	{"tr", "2.000 ve 2,5 ve 1.234,56", []numberWant{n("2.000", "2000", Plain), n("2,5", "2.5", Plain), n("1.234,56", "1234.56", Plain)}},
	{"ru", "2\u00a0000,5 и 1\u2009234\u2009567", []numberWant{n("2\u00a0000,5", "2000.5", Plain), n("1\u2009234\u2009567", "1234567", Plain)}},
	{"de-CH", "1’234’567", []numberWant{n("1’234’567", "1234567", Plain)}},
	{"en", "1,2,3 and [4,5]", []numberWant{n("1", "1", Plain), n("2", "2", Plain), n("3", "3", Plain), n("4", "4", Plain), n("5", "5", Plain)}},
	{"en", "in 2020 500 people", []numberWant{n("2020", "2020", Plain), n("500", "500", Plain)}},
	{"ar", "٢٬٠٠٠ و ٣٫٥", []numberWant{n("٢٬٠٠٠", "2000", Plain), n("٣٫٥", "3.5", Plain)}},
	{"en", "1 ½ pints, -5 °C, 26-27", []numberWant{n("1 ½", "1.5", Plain), n("-5", "-5", Plain), n("26", "26", Plain), n("27", "27", Plain)}},
	// Percents, before and after.
	{"tr", "%5, yüzde 7 ve 5 %10", []numberWant{n("%5", "5", Percent), n("yüzde 7", "7", Percent), n("5", "5", Plain), n("%10", "10", Percent)}},
	{"ru", "5 %, 5–10 процентов", []numberWant{n("5 %", "5", Percent), n("5", "5", Percent), n("10 процентов", "10", Percent)}},
	{"en", "5 per cent of 10%", []numberWant{n("5 per cent", "5", Percent), n("10%", "10", Percent)}},
	// Currencies and scale words.
	{"en", "$5, €5 million, 5 million dollars, $5–10", []numberWant{n("$5", "5", Currency, "USD"), n("€5 million", "5000000", Currency, "EUR"),
		n("5 million dollars", "5000000", Currency, "USD"), n("$5", "5", Currency, "USD"), n("10", "10", Currency, "USD")}},
	{"tr", "5 TL, ₺5, 5 milyon dolar, 5 bin", []numberWant{n("5 TL", "5", Currency, "TRY"), n("₺5", "5", Currency, "TRY"),
		n("5 milyon dolar", "5000000", Currency, "USD"), n("5 bin", "5000", Plain)}},
	{"ru", "5 ₽, 5 млн долларов, 2,5 миллиона, 5 тыс. рублей", []numberWant{n("5 ₽", "5", Currency, "RUB"), n("5 млн долларов", "5000000", Currency, "USD"),
		n("2,5 миллиона", "2500000", Plain), n("5 тыс. рублей", "5000", Currency, "RUB")}},
	{"de", "5 Mio. Euro, 2 Billionen", []numberWant{n("5 Mio. Euro", "5000000", Currency, "EUR"), n("2 Billionen", "2000000000000", Plain)}},
	{"zh", "5000万, 5億円", []numberWant{n("5000万", "50000000", Plain), n("5億円", "500000000", Currency, "JPY")}},
	// Ordinals and decades.
	{"en", "1st, 22nd and the 1990s", []numberWant{n("1st", "1", Ordinal), n("22nd", "22", Ordinal), n("1990s", "1990", Decade)}},
	{"tr", "6'ncı, 6'ıncı, 6. kez, 1990'lar, 90'lı, 1990'da", []numberWant{n("6'ncı", "6", Ordinal), n("6'ıncı", "6", Ordinal), n("6.", "6", Ordinal),
		n("1990'lar", "1990", Decade), n("90'lı", "90", Decade), n("1990", "1990", Plain)}},
	{"ru", "6-я, 6-го, 5-ти, 1990-е, 100-летие", []numberWant{n("6-я", "6", Ordinal), n("6-го", "6", Ordinal), n("5", "5", Plain), n("1990-е", "1990", Decade), n("100", "100", Plain)}},
	{"zh", "第6届 第二十一条", []numberWant{n("第6", "6", Ordinal), n("第二十一", "21", Ordinal)}},
	// Roman numerals and what is none.
	{"en", "VI. China, World War II, Part I, Louis XIV", []numberWant{n("VI", "6", Roman), n("II", "2", Roman), n("I", "1", Roman), n("XIV", "14", Roman)}},
	{"tr", "VI. Çin, I. Dünya Savaşı, XXI. yüzyıl", []numberWant{n("VI.", "6", Roman), n("I.", "1", Roman), n("XXI.", "21", Roman)}},
	{"ru", "VI Китай, XIX-го, ХХ век", []numberWant{n("VI", "6", Roman), n("XIX-го", "19", Roman), n("ХХ", "20", Roman)}},
	{"en", "I am C, D, MIX, CD, V. Putin and I. Newton in DC", nil},
	{"tr", "Ve Xi", nil},
	// Written numbers.
	{"en", "twenty-five, one hundred and five, five million, the fifth", []numberWant{n("twenty-five", "25", Written), n("one hundred and five", "105", Written),
		n("five million", "5000000", Written), n("fifth", "5", Written)}},
	{"tr", "yirmi beş, yüzde beş, beşinci, iki bin", []numberWant{n("yirmi beş", "25", Written), n("yüzde beş", "5", Percent), n("beşinci", "5", Written), n("iki bin", "2000", Written)}},
	{"ru", "двадцатью пятью, третьего, пять миллионов, сто", []numberWant{n("двадцатью пятью", "25", Written), n("третьего", "3", Written), n("пять миллионов", "5000000", Written), n("сто", "100", Written)}},
	{"ru", "во вторник и четверг, четверть", nil},
	// Versions, clocks, names.
	{"en", "v1.30 and 1.2.3 on 192.168.1.1", []numberWant{n("v1.30", "1.30", Version), n("1.2.3", "1.2.3", Version), n("192.168.1.1", "192.168.1.1", Version)}},
	{"en", "10:30, 5:30 pm", []numberWant{n("10:30", "10:30", Time), n("5:30 pm", "17:30", Time)}},
	{"de", "15.30 Uhr", []numberWant{n("15.30 Uhr", "15:30", Time)}},
	{"en", "k8s, x86_64, COVID-19, OAuth2, 3D and 5km", []numberWant{n("5", "5", Plain)}},
}

func TestNumbers(t *testing.T) {
	for _, c := range numberCases {
		var got []numberWant
		for _, x := range Numbers(c.text, c.locale) {
			got = append(got, numberWant{c.text[x.Start:x.End], x.Value, x.Kind, x.Unit})
		}
		if d := cmp.Diff(c.want, got); d != "" {
			t.Errorf("%s %q: %s", c.locale, c.text, d)
		}
	}
}

func TestNumbersSayWhatIsAmbiguous(t *testing.T) {
	for _, c := range []struct{ locale, text, value, alt string }{
		{"en", "2.125", "2.125", "2125"}, {"de", "2.125", "2125", "2.125"}, {"", "2,125", "2125", "2.125"}, {"en", "2,000", "2000", "2"},
		{"en", "2.5", "2.5", ""}, {"en", "1,234,567", "1234567", ""}, {"ru", "2,125 млн", "2125000", "2125000000"}, {"tr", "%2,125", "2.125", "2125"},
	} {
		got := Numbers(c.text, c.locale)
		if len(got) != 1 || got[0].Value != c.value || got[0].Alt != c.alt {
			t.Errorf("%s %q: %+v", c.locale, c.text, got)
		}
	}
}

func TestNumbersInDates(t *testing.T) {
	var in, out []string
	for _, x := range Numbers("On 26 April 2023 VI meetings drew 2,000 people", "en") {
		if x.InDate {
			in = append(in, x.Value)
		} else {
			out = append(out, x.Value)
		}
	}
	if d := cmp.Diff([]string{"26", "2023"}, in); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff([]string{"6", "2000"}, out); d != "" {
		t.Error(d)
	}
}

func FuzzNumbers(f *testing.F) {
	for _, c := range numberCases {
		f.Add(c.text, c.locale)
	}
	for _, c := range dateCases {
		f.Add(c.text, c.locale)
	}
	f.Fuzz(func(t *testing.T, text, locale string) {
		at := 0
		for _, x := range Numbers(text, locale) {
			if x.Start < at || x.End <= x.Start || x.End > len(text) {
				t.Fatalf("%+v in %q", x, text)
			}
			if x.Value == "" || x.Kind == "" || (x.Kind == Currency) != (x.Unit != "") {
				t.Fatalf("%+v in %q", x, text)
			}
			at = x.End
		}
	})
}
