package check

import "testing"

var valueRules = []Rule{Number, Percent, Currency, Unit, Date}

func TestNumbers(t *testing.T) {
	runPairs(t, valueRules, []pairCase{
		{name: "separators", a: "en", b: "tr", textA: "It cost 2,000 crowns.", textB: "2.000 krona mal oldu."},
		{name: "thin space", a: "en", b: "ru", textA: "It holds 12,500 tons.", textB: "Он вмещает 12\u202f500 тонн."},
		{name: "separators left as they were", a: "en", b: "tr", textA: "It holds 12,500 boxes.", textB: "12,500 kutu alır."},
		{name: "decimal mark", a: "en", b: "de", textA: "It grew 3.5 times.", textB: "Er wuchs um das 3,5-Fache."},
		{name: "differs", a: "en", b: "ru", textA: "There were 340 ships.", textB: "Было 430 судов.", want: "number.differs"},
		{name: "differs in a decimal", a: "en", b: "tr", textA: "It grew 3.5 times.", textB: "3,8 kat büyüdü.", want: "number.differs"},
		{name: "written out here, digits there", a: "en", b: "ru", textA: "There were twenty-five ships.", textB: "Было 25 судов."},
		{name: "written out differently", a: "en", b: "ru", textA: "There were 25 ships.", textB: "Было тридцать судов.", want: "number.differs"},
		{name: "one, two, both", a: "en", b: "tr", textA: "The two ports are one.", textB: "Her iki liman birdir."},
		{name: "said twice here, once there", a: "en", b: "tr", textA: "In 30 years, yes, 30 years.", textB: "30 yılda."},
		{name: "one number in place of its neighbour", a: "en", b: "ru", textA: "Move from v1 to v2.", textB: "Перейдите с v2 на v2.", want: "number.differs"},
		{name: "lost", a: "en", b: "ru", textA: "The port has 240 cranes.", textB: "В порту есть краны.", want: "number.lost"},
		{name: "added", a: "tr", b: "en", textA: "Limanda vinçler var.", textB: "The port has 240 cranes.", want: "number.added"},
		{name: "several lost are one finding", a: "en", b: "ru", textA: "The port has 240 cranes and 170 boats.", textB: "В порту есть краны и катера.", want: "number.lost"},
		{name: "a small one lost", a: "en", b: "ru", textA: "The port has 2 cranes.", textB: "В порту пара кранов."},
		{name: "roman and ordinal", a: "en", b: "ru", textA: "The VI. Conference met.", textB: "Состоялась 6-я конференция."},
		{name: "roman without a stop", a: "tr", b: "ru", textA: "VI. Konferans toplandı.", textB: "Состоялась VI конференция."},
		{name: "century", a: "en", b: "ru", textA: "In the 19th century it grew.", textB: "В XIX веке он вырос."},
		{name: "half", a: "en", b: "tr", textA: "Half of them left.", textB: "%50’si gitti."},
		{name: "part of a name", a: "en", b: "ru", textA: "The C+C5 (ports) summit met.", textB: "Саммит C+C5 (порты) прошёл."},
		{name: "in an address", a: "en", b: "ru", textA: "See https://a.example/202304/26.html.", textB: "См. https://a.example/202304/26.html."},
		{name: "moved into the next paragraph", a: "en", b: "tr", textA: "It has 240 cranes.\n\nIt is big.", textB: "Vinçleri var.\n\nBüyüktür ve 240 vinci vardır."},
		{name: "in a sentence that is missing as a paragraph", a: "en", b: "tr", beads: "0: 1:0", textA: "It has 240 cranes.\n\nIt is big.", textB: "240 vinci var, büyük."},
		{name: "paragraph split in two", a: "en", b: "ru", beads: "0:0,1", textA: "It has 240 cranes. It has 170 boats.", textB: "Тут 240 кранов.\n\nТут 170 катеров."},
		{name: "thousands and hundreds apart", a: "tr", b: "ru", textA: "Limanda 2 bin 500 gemi vardı.", textB: "В порту было 2500 судов."},
		{name: "millions and thousands apart", a: "tr", b: "en", textA: "2 milyon 350 bin ton.", textB: "It took 2.35 million tons."},
		{name: "and a half", a: "tr", b: "en", textA: "Yüzde 12 buçuk arttı.", textB: "It rose by 12.5 percent."},
		{name: "round the clock", a: "en", b: "ru", textA: "It is open 24/7.", textB: "Он открыт круглосуточно."},
		{name: "chinese ten thousands", a: "en", b: "zh", textA: "It has 240 cranes.", textB: "它有240台起重机。"},
		{name: "chinese differs", a: "en", b: "zh", textA: "It has 240 cranes.", textB: "它有420台起重机。", want: "number.differs"},
		{name: "furniture is not compared", a: "en", b: "ru", textA: "(furniture) 12 comments, 240 views", textB: "(furniture) 15 комментариев"},
		{name: "words here, code there", a: "en", b: "ru", textA: "Listen on port 1234.", textB: "Слушайте порт `1234`."},
		{name: "part of an identifier", a: "en", b: "ru", textA: "At 214585e it works.", textB: "На 98c02d3 работает."},
		{name: "code is not compared", a: "en", b: "ru", textA: "Set `timeout=300` first.", textB: "Сначала задайте `timeout=600`."},
	})
}

func TestPercentages(t *testing.T) {
	runPairs(t, valueRules, []pairCase{
		{name: "sign before and after", a: "en", b: "tr", textA: "It grew by 5% a year.", textB: "Yılda %5 büyüdü."},
		{name: "word", a: "en", b: "ru", textA: "It grew by 5.5 percent.", textB: "Рост составил 5,5 процента."},
		{name: "yüzde", a: "de", b: "tr", textA: "Es waren 35 % davon.", textB: "Bunların yüzde 35’i."},
		{name: "differs", a: "en", b: "tr", textA: "It grew by 35%.", textB: "%53 büyüdü.", want: "percent.differs"},
		{name: "differs in russian", a: "tr", b: "ru", textA: "Yüzde 12,5 arttı.", textB: "Рост составил 15,2 %.", want: "percent.differs"},
		{name: "lost", a: "en", b: "ru", textA: "It grew by 35%.", textB: "Он вырос.", want: "percent.lost"},
		{name: "chinese words", a: "en", b: "zh", textA: "At most 10% left.", textB: "最多离开百分之十。"},
		{name: "share as a word", a: "en", b: "ru", textA: "About 25% left.", textB: "Около четверти ушло."},
	})
}

func TestCurrencies(t *testing.T) {
	runPairs(t, valueRules, []pairCase{
		{name: "million", a: "en", b: "ru", textA: "It cost $5 million.", textB: "Он стоил 5 млн долларов."},
		{name: "milyon dolar", a: "en", b: "tr", textA: "It cost $2.5 billion.", textB: "2,5 milyar dolar tuttu."},
		{name: "written in full", a: "en", b: "de", textA: "It cost €3,000,000.", textB: "Er kostete 3.000.000 €."},
		{name: "amount differs", a: "en", b: "tr", textA: "It cost $2.5 billion.", textB: "3,5 milyar dolar tuttu.", want: "currency.differs"},
		{name: "scale differs", a: "en", b: "tr", textA: "It cost $25 billion.", textB: "25 milyon dolar tuttu.", want: "currency.differs"},
		{name: "currency differs", a: "en", b: "ru", textA: "It cost €500 million.", textB: "Он стоил 500 млн долларов.", want: "currency.differs"},
		{name: "lost", a: "en", b: "ru", textA: "It cost $500 million.", textB: "Он стоил дорого.", want: "currency.lost"},
	})
}

func TestUnits(t *testing.T) {
	runPairs(t, valueRules, []pairCase{
		{name: "same", a: "en", b: "ru", textA: "The quay is 450 m long.", textB: "Длина причала 450 м."},
		{name: "words", a: "en", b: "tr", textA: "It is 45 kilometers away.", textB: "45 kilometre uzakta."},
		{name: "unit differs", a: "en", b: "ru", textA: "It is 45 km away.", textB: "До него 45 метров.", want: "unit.differs"},
		{name: "time unit differs", a: "en", b: "tr", textA: "It took 18 months.", textB: "18 yıl sürdü.", want: "unit.differs"},
		{name: "converted", a: "en", b: "de", textA: "It is 100 miles away.", textB: "Er ist 161 km entfernt."},
		{name: "converted wrongly", a: "en", b: "de", textA: "It is 100 miles away.", textB: "Er ist 210 km entfernt.", want: "number.differs"},
	})
}

func TestDates(t *testing.T) {
	runPairs(t, valueRules, []pairCase{
		{name: "range", a: "en", b: "ru", textA: "They met on April 26-27, 2023.", textB: "Они встретились 26–27 апреля 2023 года."},
		{name: "range in turkish", a: "en", b: "tr", textA: "They met on 26–27 April 2023.", textB: "26-27 Nisan 2023’te buluştular."},
		{name: "month and year", a: "en", b: "tr", textA: "It opens in May 2023.", textB: "Mayıs 2023’te açılıyor."},
		{name: "month differs", a: "en", b: "ru", textA: "It opens in May 2023.", textB: "Он откроется в июне 2023 года.", want: "date.differs"},
		{name: "day differs", a: "en", b: "tr", textA: "It opened on 14 March 2019.", textB: "15 Mart 2019’da açıldı.", want: "date.differs>14 Mart 2019"},
		{name: "year differs", a: "en", b: "ru", textA: "It opened on 14 March 2019.", textB: "Он открылся 14 марта 2018 года.", want: "date.differs>14 марта 2019 г."},
		{name: "a year alone differs", a: "en", b: "tr", textA: "It opened in 1998.", textB: "1989’da açıldı.", want: "date.differs"},
		{name: "year left out", a: "en", b: "ru", textA: "It opened on 14 March 2019.", textB: "Он открылся 14 марта."},
		{name: "digits", a: "en", b: "ru", textA: "Accessed 28.04.2023.", textB: "Дата обращения: 28.04.2023."},
		{name: "digits differ", a: "en", b: "ru", textA: "Accessed 28.04.2023.", textB: "Дата обращения: 28.05.2023.", want: "date.differs>28.04.2023"},
		{name: "written and digits", a: "en", b: "de", textA: "It opened on 14 March 2019.", textB: "Er wurde am 14.03.2019 eröffnet."},
		{name: "chinese", a: "en", b: "zh", textA: "It opened on 14 March 2019.", textB: "它于2019年3月14日开放。"},
		{name: "chinese month differs", a: "en", b: "zh", textA: "It opened on 14 March 2019.", textB: "它于2019年5月14日开放。", want: "date.differs>2019年3月14日"},
		{name: "lost", a: "en", b: "ru", textA: "It opened on 14 March 2019 with music.", textB: "Он открылся с музыкой.", want: "date.lost"},
		{name: "decade", a: "en", b: "ru", textA: "In the 1990s it grew.", textB: "В 90-е годы он вырос."},
		{name: "a month alone differs", a: "en", b: "tr", textA: "In March the parties met.", textB: "Taraflar Mayıs ayında buluştu.", want: "date.differs"},
		{name: "a month alone agrees", a: "en", b: "ru", textA: "Since May the port is open.", textB: "Порт открыт с мая."},
		{name: "a verb that is spelt like a month", a: "en", b: "ru", textA: "May the port live. They march on.", textB: "Пусть в июне порт живёт. Они идут дальше."},
		{name: "a month alone is left out", a: "en", b: "ru", textA: "In March the parties met.", textB: "Тогда стороны встретились."},
		{name: "day and month in the order of either", a: "en", b: "ru", textA: "Accessed 6/5/2023.", textB: "Дата обращения: 05.06.2023."},
		{name: "ordinal and roman differ", a: "en", b: "ru", textA: "The 21st century began.", textB: "Начался XX век.", want: "number.differs"},
		{name: "exchanged", a: "en", b: "tr", textA: "From May 2021 to June 2022.", textB: "Haziran 2021’den Mayıs 2022’ye.", want: "date.differs"},
	})
}
