package lang

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

type dateWant struct {
	Text     string
	From, To Day
}

func single(text string, y, m, d int) []dateWant {
	return []dateWant{{text, Day{y, m, d}, Day{y, m, d}}}
}

var dateCases = []struct {
	locale, text string
	want         []dateWant
}{
	{"en", "held on 26–27 April 2023 in Bath", []dateWant{{"26–27 April 2023", Day{2023, 4, 26}, Day{2023, 4, 27}}}},
	{"en", "On April 26-27, 2023, they met", []dateWant{{"April 26-27, 2023", Day{2023, 4, 26}, Day{2023, 4, 27}}}},
	{"tr", "26-27 Nisan 2023'te toplandı", []dateWant{{"26-27 Nisan 2023", Day{2023, 4, 26}, Day{2023, 4, 27}}}},
	{"ru", "26–27 апреля 2023 года прошёл", []dateWant{{"26–27 апреля 2023 года", Day{2023, 4, 26}, Day{2023, 4, 27}}}},
	{"en", "28 April – 3 May", []dateWant{{"28 April – 3 May", Day{0, 4, 28}, Day{0, 5, 3}}}},
	{"en", "from April 28 to May 3, 2023.", []dateWant{{"April 28 to May 3, 2023", Day{2023, 4, 28}, Day{2023, 5, 3}}}},
	{"en", "in May 2023", single("May 2023", 2023, 5, 0)},
	{"tr", "Mayıs 2023'te", single("Mayıs 2023", 2023, 5, 0)},
	{"ru", "в июне 2023 года", single("июне 2023 года", 2023, 6, 0)},
	{"ru", "30 апр. 2023 г.", single("30 апр. 2023 г.", 2023, 4, 30)},
	{"uk", "24 лютого 2022 року", single("24 лютого 2022 року", 2022, 2, 24)},
	{"en", "at 2023-04-26T10:00", single("2023-04-26", 2023, 4, 26)},
	{"de", "am 28.04.2023 um", single("28.04.2023", 2023, 4, 28)},
	{"de", "vom 26. bis 27. April 2023", []dateWant{{"26. bis 27. April 2023", Day{2023, 4, 26}, Day{2023, 4, 27}}}},
	{"ru", "26–27.04.2023", []dateWant{{"26–27.04.2023", Day{2023, 4, 26}, Day{2023, 4, 27}}}},
	{"ru", "26-го апреля, 1-е мая", []dateWant{{"26-го апреля", Day{0, 4, 26}, Day{0, 4, 26}}, {"1-е мая", Day{0, 5, 1}, Day{0, 5, 1}}}},
	{"en", "26-Apr-2023 and Wednesday, 3 May", []dateWant{{"26-Apr-2023", Day{2023, 4, 26}, Day{2023, 4, 26}}, {"3 May", Day{0, 5, 3}, Day{0, 5, 3}}}},
	{"en", "4/5/2023", single("4/5/2023", 2023, 4, 5)},
	{"en-GB", "4/5/2023", single("4/5/2023", 2023, 5, 4)},
	{"en", "13/5/2023", single("13/5/2023", 2023, 5, 13)},
	{"zh", "于2023年4月26日至27日举行", []dateWant{{"2023年4月26日至27日", Day{2023, 4, 26}, Day{2023, 4, 27}}}},
	{"ja", "2023年4月", single("2023年4月", 2023, 4, 0)},
	{"ko", "2023년 4월 26일에", single("2023년 4월 26일에", 2023, 4, 26)},
	{"en", "the 26th of April, 2023", single("26th of April, 2023", 2023, 4, 26)},
	{"es", "26 de abril de 2023", single("26 de abril de 2023", 2023, 4, 26)},
	{"fr", "le 1er mai 2023", single("1er mai 2023", 2023, 5, 1)},
	{"hu", "2023. április 26-án", single("2023. április 26", 2023, 4, 26)},
	{"kk", "2023 жылғы 26 сәуірде", single("2023 жылғы 26 сәуірде", 2023, 4, 26)},
	{"pl", "26 kwietnia 2023 r.", single("26 kwietnia 2023 r.", 2023, 4, 26)},
	{"vi", "ngày 26 tháng 4 năm 2023", single("26 tháng 4 năm 2023", 2023, 4, 26)},
	{"ar", "26 أبريل 2023", single("26 أبريل 2023", 2023, 4, 26)},
	{"ru", "The Diplomat, April 28, 2023", single("April 28, 2023", 2023, 4, 28)},
	{"tr", "10 Ekim'de 5 kişi", single("10 Ekim", 0, 10, 10)},
	// No dates.
	{"en", "You may 5 times march 3 miles, and it may 2023 go", nil},
	{"en", "May 2,000 people and March 3.5 releases", nil},
	{"en", "10.0.0.1 and 1.2.3.4 in 2023, in the 1990s", nil},
	{"en", "In May and in March", nil},
	{"en", "3-4.5 and 1-2.3.4", nil},
	{"ru", "в мае и июне", nil},
	{"en", "31.13.2023 and 32.1.2023", nil},
}

func TestDates(t *testing.T) {
	for _, c := range dateCases {
		var got []dateWant
		for _, d := range Dates(c.text, c.locale) {
			got = append(got, dateWant{c.text[d.Start:d.End], d.From, d.To})
		}
		if d := cmp.Diff(c.want, got); d != "" {
			t.Errorf("%s %q: %s", c.locale, c.text, d)
		}
	}
}

func TestFormatDate(t *testing.T) {
	day := Day{2023, 4, 26}
	for _, c := range []struct {
		locale string
		day    Day
		want   string
	}{
		{"en", day, "April 26, 2023"}, {"en-GB", day, "26 April 2023"}, {"tr", day, "26 Nisan 2023"}, {"ru", day, "26 апреля 2023 г."},
		{"uk", day, "26 квітня 2023 р."}, {"de", day, "26. April 2023"}, {"fr", day, "26 avril 2023"}, {"es", day, "26 de abril de 2023"},
		{"pt-BR", day, "26 de abril de 2023"}, {"ca", day, "26 d’abril de 2023"}, {"hu", day, "2023. április 26."}, {"fi", day, "26. huhtikuuta 2023"},
		{"zh-CN", day, "2023年4月26日"}, {"ja", day, "2023年4月26日"}, {"ko", day, "2023년 4월 26일"}, {"el", day, "26 Απριλίου 2023"},
		{"lt", day, "2023 m. balandžio 26 d."}, {"he", day, "26 באפריל 2023"}, {"eo", day, "2023-04-26"}, {"", day, "2023-04-26"},
		{"en", Day{2023, 5, 0}, "May 2023"}, {"tr", Day{2023, 5, 0}, "Mayıs 2023"}, {"ru", Day{2023, 5, 0}, "май 2023 г."}, {"zh", Day{2023, 5, 0}, "2023年5月"},
		{"es", Day{2023, 5, 0}, "mayo de 2023"}, {"en", Day{0, 4, 26}, "April 26"}, {"ru", Day{0, 4, 26}, "26 апреля"}, {"ko", Day{0, 4, 26}, "4월 26일"},
		{"hu", Day{0, 4, 26}, "április 26."}, {"de", Day{0, 4, 26}, "26. April"}, {"en", Day{2023, 0, 0}, "2023"}, {"en", Day{}, ""},
	} {
		if got := FormatDate(c.day, c.locale); got != c.want {
			t.Errorf("FormatDate(%v, %q) = %q, want %q", c.day, c.locale, got, c.want)
		}
	}
}

// What FormatDate writes, Dates reads.
func TestFormatAndReadBack(t *testing.T) {
	for locale := range longDates {
		for m := 1; m <= 12; m++ {
			d := Day{2021, m, 17}
			text := FormatDate(d, locale)
			got := Dates(text, locale)
			if len(got) != 1 || got[0].From != d || got[0].To != d {
				t.Errorf("%s: %q reads as %v", locale, text, got)
			}
		}
	}
}

func FuzzDates(f *testing.F) {
	for _, c := range dateCases {
		f.Add(c.text, c.locale)
	}
	f.Fuzz(func(t *testing.T, text, locale string) {
		at := 0
		for _, d := range Dates(text, locale) {
			if d.Start < at || d.End <= d.Start || d.End > len(text) {
				t.Fatalf("%v in %q", d, text)
			}
			for _, x := range []Day{d.From, d.To} {
				if x.Month < 1 || x.Month > 12 || x.Day < 0 || x.Day > 31 || x.Day == 0 && x.Year == 0 {
					t.Fatalf("%v in %q", d, text)
				}
			}
			at = d.End
		}
	})
}
