package lang

// abbreviations lists, per language, words that a point follows without ending
// the sentence, in lower case and without the point; parts of one are joined by
// points (т.е). A "$" in front adds that before a capital letter the sentence
// does end: "etc. The", "vb. Bu".
var abbreviations = map[string]map[string]bool{
	"en": set("dr mr mrs ms prof st sr jr vs e.g i.e cf fig figs no nos vol vols ch sec pp ed eds gen col lt sgt capt cmdr gov sen rep rev hon " +
		"pres mt ft approx est dept univ assn bros viz art par jan feb mar apr jun jul aug sept sep oct nov dec " +
		"inc $inc ltd $ltd co $co corp $corp etc $etc al $al a.m $a.m p.m $p.m u.s u.k u.n $u.k ph.d $ph.d b.c $b.c a.d $a.d"),
	"tr": set("dr prof doç yrd öğr gör av sn no nu bkz krş örn yy cad sok mah apt alb gen tuğg org kur müh uzm arş asst st hz mr mrs " +
		"vb $vb vd $vd vs $vs çev der haz ed s ss c ltd şti a.ş $a.ş t.c m.ö m.s $m.ö $m.s a.g.e i.ö i.s age tel böl md fak üni enst ör yay bas"),
	"ru": set("т.е т.к т.н т.о т.п т.д $т.п $т.д д.р др $др пр $пр см ср г гг $г $гг в вв $в $вв н.э $н.э им ул пл д кв корп стр с ст рис табл гл т тт изд ред " +
		"проф акад доц канд руб $руб коп $коп тыс млн млрд долл напр прим пер сост отв ок св о обл р-н пос дер чел $чел экз " +
		"мин сек ч мм см кг и.о в.т.ч янв февр мар апр авг сент окт нояб дек"),
	"uk": set("т.е т.д $т.д т.п $т.п т.зв див р рр $р $рр ст в вв ін $ін ім вул пл буд кв проф акад доц напр рис табл гл вид ред тис млн млрд грн $грн та.ін"),
	"de": set("dr prof hr fr st nr bzw $bzw z.b d.h u.a $u.a i.d.r z.t u.u vgl s abb bd bde hrsg aufl jh $jh ca evtl ggf inkl exkl max min mio mrd " +
		"usw $usw etc $etc tel str abs art ziff kap v.a o.ä $o.ä m.e b.w sog geb gest verh jan feb mär apr aug sept okt nov dez ing dipl mag"),
	"fr": set("m mm mme mlle dr pr me st ste cf ex p pp vol chap fig n° no av apr env art éd coll trad dir janv févr avr juil sept oct nov déc " +
		"etc $etc p.ex c.-à-d j.-c $j.-c"),
	"es": set("sr sra srta dr dra d dña ud uds prof lic ing arq gral st sto sta p pp pág págs vol cap fig núm n art av avda c ed eds trad " +
		"p.ej ej a.c d.c $a.c $d.c ee.uu $ee.uu etc $etc cía ltda s.a $s.a aprox tel ene feb mar abr jun jul ago sept oct nov dic"),
	"it": set("sig sigg dott prof ing avv on p pp vol cap fig n art ecc $ecc es cfr ed s ss a.c d.c"),
	"pt": set("sr sra dr dra prof eng p pp pág vol cap fig n núm art av ed etc $etc ex p.ex a.c d.c"),
	"pl": set("np tzw tzn m.in dr prof mgr inż ul al pl nr str s t r $r w im św ok pn płd godz min tys mln mld zł $zł itd $itd itp $itp por zob red wyd"),
	"nl": set("dr prof mr ir ing drs dhr mevr nr blz bijv d.w.z o.a i.v.m m.b.t e.d $e.d enz $enz ca st vgl"),
	"cs": set("dr prof doc ing mgr bc např tzv tj č str s sv ul nám r stol př.n.l atd $atd apod $apod mj tzn kol red"),
	"hu": set("dr prof pl ill stb $stb kb sz old u ún vö ld min max"),
	"sv": set("dr prof nr bl.a t.ex d.v.s s.k m.m $m.m osv $osv jfr ca kl st f.d"),
}
