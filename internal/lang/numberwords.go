package lang

import (
	"strconv"
	"strings"
	"sync"
)

// numberWord is a word that names a number below a hundred, or a hundred.
type numberWord struct {
	value   int
	ordinal bool
}

// cardinals has, per language, the words for 1–20, 30, 40 … 100 with their
// forms; ё is е and ı is i.
var cardinals = map[string]string{
	"en": "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen " +
		"twenty thirty forty|fourty fifty sixty seventy eighty ninety hundred",
	"tr": "bir|biri iki|ikisi üç|üçü dört|dördü beş|beşi alti yedi|yedisi sekiz dokuz on - - - - - - - - - " +
		"yirmi otuz kirk elli altmiş yetmiş seksen doksan yüz",
	"ru": "один|одна|одно|одного|одной|одному|одним|одном|одну два|две|двух|двум|двумя|двое три|трех|трем|тремя|трое " +
		"четыре|четырех|четырем|четырьмя|четверо пять|пяти|пятью|пятеро шесть|шести|шестью семь|семи|семью " +
		"восемь|восьми|восьмью|восемью девять|девяти|девятью десять|десяти|десятью " +
		"одиннадцать|одиннадцати|одиннадцатью двенадцать|двенадцати|двенадцатью тринадцать|тринадцати|тринадцатью " +
		"четырнадцать|четырнадцати|четырнадцатью пятнадцать|пятнадцати|пятнадцатью шестнадцать|шестнадцати|шестнадцатью " +
		"семнадцать|семнадцати|семнадцатью восемнадцать|восемнадцати|восемнадцатью девятнадцать|девятнадцати|девятнадцатью " +
		"двадцать|двадцати|двадцатью тридцать|тридцати|тридцатью сорок|сорока пятьдесят|пятидесяти|пятьюдесятью " +
		"шестьдесят|шестидесяти|шестьюдесятью семьдесят|семидесяти|семьюдесятью восемьдесят|восьмидесяти|восемьюдесятью " +
		"девяносто|девяноста сто|ста",
}

// ordinals has the same for ordinals: whole words in English, stems in Turkish
// (any suffix may follow) and Russian (an adjective's ending must).
var ordinals = map[string]string{
	"en": "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth " +
		"seventeenth eighteenth nineteenth twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth hundredth",
	"tr": "birinci ikinci üçüncü dördüncü beşinci altinci yedinci sekizinci dokuzuncu onuncu - - - - - - - - - " +
		"yirminci otuzuncu kirkinci ellinci altmişinci yetmişinci sekseninci doksaninci yüzüncü",
	"ru": "перв втор трет четверт пят шест седьм восьм девят десят одиннадцат двенадцат тринадцат четырнадцат пятнадцат шестнадцат " +
		"семнадцат восемнадцат девятнадцат двадцат тридцат сороков пятидесят шестидесят семидесят восьмидесят девяност сот",
}

var adjectiveEndings = strings.Fields("ый ой ий ая яя ое ее ого его ому ему ым им ом ем ую юю ые ие ых их ыми ими ья ье ьего ьей ьему ьим ьем ью ьи ьих ьими")

// numberWordTables are per language; built once.
var numberWordTables = sync.OnceValue(func() map[string]map[string]numberWord {
	all := map[string]map[string]numberWord{}
	for code := range cardinals {
		t := map[string]numberWord{}
		for i, forms := range strings.Fields(cardinals[code]) {
			for f := range strings.SplitSeq(forms, "|") {
				t[f] = numberWord{placeValue(i), false}
			}
		}
		for i, stem := range strings.Fields(ordinals[code]) {
			if code != "ru" {
				t[stem] = numberWord{placeValue(i), true}
				continue
			}
			for _, e := range adjectiveEndings {
				soft := strings.HasPrefix(e, "ь")
				if (stem == "трет") == (soft || e == "ий") {
					t[stem+e] = numberWord{placeValue(i), true}
				}
			}
		}
		delete(t, "-")
		all[code] = t
	}
	return all
})

// placeValue maps the place in the lists above to its value.
func placeValue(i int) int {
	if i < 20 {
		return i + 1
	}
	return (i - 17) * 10
}

// written parses a number in words at token i.
func (p *numberParser) written(i int) (n Number, next int) {
	table := numberWordTables()[p.base]
	if table == nil || p.toks[i].width() < 2 || p.toks[i].mark != 0 {
		return n, i
	}
	total, next, ordinal := p.below100(i, table)
	if next == i {
		w, ok := p.numberWord(i, table)
		if !ok || w.value != 100 || p.base == "en" {
			return n, i
		}
		total, next, ordinal = 100, i+1, w.ordinal
	} else if w, ok := p.numberWord(next, table); ok && w.value == 100 && !ordinal && total < 10 && p.base != "ru" {
		total, next, ordinal = total*100, next+1, w.ordinal
	}
	if total >= 100 && !ordinal {
		j := next
		if p.isWord(j, "and") && p.base == "en" {
			j++
		}
		if rest, k, last := p.below100(j, table); k > j {
			total, next, ordinal = total+rest, k, last
		}
	}
	n = Number{Start: p.toks[i].start, End: p.toks[next-1].end, Value: strconv.Itoa(total), Kind: Written}
	if !ordinal {
		next = p.after(next, &n)
		if p.isWord(i-1, "yüzde") {
			n.Kind, n.Start = Percent, p.toks[i-1].start
		}
	}
	return n, next
}

// below100 reads one to ninety-nine; next is i when there is none.
func (p *numberParser) below100(i int, table map[string]numberWord) (value, next int, ordinal bool) {
	w, ok := p.numberWord(i, table)
	if !ok || w.value >= 100 {
		return 0, i, false
	}
	if w.ordinal || w.value < 20 && !(p.base == "tr" && w.value == 10) {
		return w.value, i + 1, w.ordinal
	}
	j := i + 1
	if p.base == "en" && j < len(p.toks) && isDash(p.toks[j].mark) && !p.toks[j].gap {
		j++
	}
	if u, ok := p.numberWord(j, table); ok && u.value < 10 && !p.toks[j].wide {
		return w.value + u.value, j + 1, u.ordinal
	}
	return w.value, i + 1, false
}

func (p *numberParser) numberWord(i int, table map[string]numberWord) (numberWord, bool) {
	if i >= len(p.toks) || p.toks[i].kind != tokenWord {
		return numberWord{}, false
	}
	var room word
	w := room.lower(p.text, p.toks[i])
	if n, ok := table[string(w)]; ok {
		return n, true
	}
	if p.base == "tr" { // beşincisi, ikincinin
		for cut := len(w) - 1; cut >= 6 && cut >= len(w)-8; cut-- {
			if n, ok := table[string(w[:cut])]; ok && n.ordinal {
				return n, true
			}
		}
	}
	return numberWord{}, false
}
