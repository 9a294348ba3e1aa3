package align

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"stele/internal/doc"
)

// A short post in three languages, made for these tests: a title, five
// paragraphs, two notes and a biography.
var postEN = []string{
	"Share:",
	"The Harbour Library Opens Again",
	"The old library in the harbour of Sinop has been closed since the storm of 1998. Next week it opens its doors again, with 12,000 books and a new reading room over the water.",
	"The building was designed by the architect Leyla Aksoy, who spent six years on the restoration. She kept the stone walls and the wooden stairs, but the roof is new.",
	"Money came from the city and from fishermen. Every boat gave one day of its catch in the summer of 2019.[1]",
	"Not everyone was happy. Some families in Ordu Street feared noise, and the mayor, Hasan Demir, had to promise that the evening concerts would end at ten o'clock.",
	"The first visitors will be the children of the primary school. After them, says Aksoy, anyone who loves the sea and a quiet table may come.",
	"[1] “The day of the boats”, Harbour News, https://harbour.example.org/news/boats-2019, accessed 3 May 2023.",
	"[2] “A roof for the books”, Stone and Wood, https://stone.example.org/roof.html, accessed 3 May 2023.",
	"Dr. Selin Kaya\nSelin Kaya, Ege Üniversitesi Mimarlık Bölümü’nden mezundur ve liman kentleri üzerine yazar.",
}

var postTR = []string{
	"Paylaş:",
	"Liman Kütüphanesi Yeniden Açılıyor",
	"Sinop limanındaki eski kütüphane 1998 fırtınasından beri kapalıydı. Gelecek hafta 12.000 kitap ve suyun üzerinde yeni bir okuma salonuyla kapılarını yeniden açıyor.",
	"Binayı, restorasyona altı yılını veren mimar Leyla Aksoy tasarladı. Taş duvarları ve ahşap merdivenleri korudu, ama çatı yeni.",
	"Para şehirden ve balıkçılardan geldi. 2019 yazında her tekne bir günlük avını verdi.[1]",
	"Herkes mutlu değildi. Ordu Caddesi’ndeki bazı aileler gürültüden korktu ve belediye başkanı Hasan Demir, akşam konserlerinin saat onda biteceğine söz vermek zorunda kaldı.",
	"İlk ziyaretçiler ilkokulun çocukları olacak. Aksoy, onlardan sonra denizi ve sessiz bir masayı seven herkesin gelebileceğini söylüyor.",
	"[1] “The day of the boats”, Harbour News, https://harbour.example.org/news/boats-2019, erişim 3 Mayıs 2023.",
	"[2] “A roof for the books”, Stone and Wood, https://stone.example.org/roof.html, erişim 3 Mayıs 2023.",
	"Dr. Selin Kaya\nSelin Kaya, Ege Üniversitesi Mimarlık Bölümü’nden mezundur ve liman kentleri üzerine yazar.",
}

var postRU = []string{
	"Поделиться:",
	"Библиотека в гавани снова открывается",
	"Старая библиотека в гавани Синопа была закрыта со времён шторма 1998 года. На следующей неделе она снова откроет свои двери: 12 000 книг и новый читальный зал над водой.",
	"Здание спроектировала архитектор Лейла Аксой, которая отдала реставрации шесть лет. Она сохранила каменные стены и деревянные лестницы, но крыша новая.",
	"Деньги дали город и рыбаки. Летом 2019 года каждая лодка отдала улов одного дня.[1]",
	"Довольны были не все. Некоторые семьи с улицы Орду боялись шума, и мэру Хасану Демиру пришлось обещать, что вечерние концерты будут заканчиваться в десять часов.",
	"Первыми посетителями станут дети начальной школы. После них, говорит Аксой, может прийти каждый, кто любит море и тихий стол.",
	"[1] “The day of the boats”, Harbour News, https://harbour.example.org/news/boats-2019, дата обращения 3 мая 2023.",
	"[2] “A roof for the books”, Stone and Wood, https://stone.example.org/roof.html, дата обращения 3 мая 2023.",
	"Др. Селин Кая\nSelin Kaya, Ege Üniversitesi Mimarlık Bölümü’nden mezundur ve liman kentleri üzerine yazar.",
}

func segments(texts []string) []doc.Segment {
	out := make([]doc.Segment, len(texts))
	for i, t := range texts {
		out[i] = doc.Segment{Kind: doc.Paragraph, Text: t}
	}
	return out
}

func sideOf(locale string, texts []string) Side {
	return Side{Locale: locale, Segments: segments(texts)}
}

// show writes beads as "0:0 1:1,2 3:-".
func show(beads []Bead) string {
	part := func(x []int) string {
		if len(x) == 0 {
			return "-"
		}
		return strings.Trim(strings.ReplaceAll(fmt.Sprint(x), " ", ","), "[]")
	}
	var out []string
	for _, b := range beads {
		s := part(b.Source) + ":" + part(b.Target)
		if b.Moved {
			s += "!"
		}
		out = append(out, s)
	}
	return strings.Join(out, " ")
}

func merged(x []string, at int) []string {
	out := slices.Clone(x)
	out[at] += " " + out[at+1]
	return slices.Delete(out, at+1, at+2)
}

func without(x []string, at ...int) []string {
	var out []string
	for i, s := range x {
		if !slices.Contains(at, i) {
			out = append(out, s)
		}
	}
	return out
}

func halved(x []string, at int) []string {
	k := strings.Index(x[at], ". ") + 1
	out := slices.Clone(x)
	out[at] = out[at][:k]
	return slices.Insert(out, at+1, x[at][k+1:])
}

func replaced(x []string, at int, with string) []string {
	out := slices.Clone(x)
	out[at] = with
	return out
}

// Flaws that translations of articles have, each on its own.
func TestArticleFlaws(t *testing.T) {
	cases := []struct {
		name   string
		tr, ru []string
		want   string
	}{
		{"none", postTR, postRU, "0:0 1:1 2:2 3:3 4:4 5:5 6:6 7:7 8:8 9:9"},
		{"merged paragraphs", merged(postTR, 4), merged(postRU, 4), "0:0 1:1 2:2 3:3 4,5:4 6:5 7:6 8:7 9:8"},
		{"split paragraph", halved(postTR, 5), halved(postRU, 5), "0:0 1:1 2:2 3:3 4:4 5:5,6 6:7 7:8 8:9 9:10"},
		{"missing paragraph", without(postTR, 3), without(postRU, 3), "0:0 1:1 2:2 3:- 4:3 5:4 6:5 7:6 8:7 9:8"},
		{"missing note", without(postTR, 7), without(postRU, 7), "0:0 1:1 2:2 3:3 4:4 5:5 6:6 7:- 8:7 9:8"},
		{"two missing", without(postTR, 4, 8), without(postRU, 4, 8), "0:0 1:1 2:2 3:3 4:- 5:4 6:5 7:6 8:- 9:7"},
		{"left in the source language", replaced(postTR, 5, postEN[5]), replaced(postRU, 5, postEN[5]), "0:0 1:1 2:2 3:3 4:4 5:5 6:6 7:7 8:8 9:9"},
		{"added paragraph", slices.Insert(slices.Clone(postTR), 6, "Bu yazı ilk olarak yerel bir derginin 47. sayısında, fenerlere ve kıyıdaki balıkçı köylerine ayrılan sayfalarda yayımlanmıştır."), slices.Insert(slices.Clone(postRU), 6, "Эта заметка впервые вышла в местном журнале, в номере 47, который был посвящён маякам и рыбацким сёлам побережья."), "0:0 1:1 2:2 3:3 4:4 5:5 -:6 6:7 7:8 8:9 9:10"},
	}
	for _, c := range cases {
		for locale, text := range map[string][]string{"tr": c.tr, "ru": c.ru} {
			got, err := Pairs(context.Background(), []Pair{{sideOf("en", postEN), sideOf(locale, text)}}, Options{})
			if err != nil {
				t.Fatal(err)
			}
			if s := show(got[0]); s != c.want {
				t.Errorf("%s, %s:\n got %s\nwant %s", c.name, locale, s, c.want)
			}
		}
	}
}

func TestMovedParagraph(t *testing.T) {
	moved := slices.Clone(postTR)
	p := moved[2]
	moved = slices.Insert(slices.Delete(moved, 2, 3), 5, p)
	got, err := Pairs(context.Background(), []Pair{{sideOf("en", postEN), sideOf("tr", moved)}}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	want := "0:0 1:1 2:5! 3:2 4:3 5:4 6:6 7:7 8:8 9:9"
	if s := show(got[0]); s != want {
		t.Errorf("got %s\nwant %s", s, want)
	}
}
