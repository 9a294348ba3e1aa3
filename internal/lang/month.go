package lang

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// months has the month names per language, January first, spellings of one
// month separated by "|", with ё written е and ı written i. The first is the
// form that stands beside a day. A star stands for up to four more letters:
// case endings. Facts as in CLDR 46.
var months = map[string]string{
	"en":  "january|jan february|feb march|mar april|apr may june|jun july|jul august|aug september|sep|sept october|oct november|nov december|dec",
	"tr":  "ocak*|oca şubat*|şub mart* nisan*|nis mayis* haziran*|haz temmuz*|tem ağustos*|ağu eylül*|eyl ekim* kasim*|kas aralik*|aralığ*|ara",
	"az":  "yanvar* fevral* mart* aprel* may|mayda|mayin iyun* iyul* avqust* sentyabr* oktyabr* noyabr* dekabr*",
	"ru":  "января|январ*|янв февраля|феврал*|февр|фев марта|март*|мар апреля|апрел*|апр мая|май|мае|маю|маем июня|июн* июля|июл* августа|август*|авг сентября|сентябр*|сент|сен октября|октябр*|окт ноября|ноябр*|нояб|ноя декабря|декабр*|дек",
	"uk":  "січня|січ* лютого|лют* березня|берез*|бер квітня|квіт* травня|травн*|травень|трав червня|червн*|червень|черв липня|липн*|липень|лип серпня|серпн*|серпень|серп вересня|вересн*|вересень|вер жовтня|жовтн*|жовтень|жовт листопада|листопад*|лист грудня|грудн*|грудень|груд",
	"be":  "студзеня|студзен* лютага|лют* сакавіка|сакавік* красавіка|красавік* мая|май|травень|траўня чэрвеня|чэрвен* ліпеня|ліпен* жніўня|жнівень верасня|верасень кастрычніка|кастрычнік* лістапада|лістапад* снежня|снежань",
	"bg":  "януари|яну февруари|фев март|мар април|апр май юни юли август|авг септември|сеп октомври|окт ноември|ное декември|дек",
	"bs":  "januar* februar* mart* april* maj|maja juni|juna juli|jula august* septemb* oktob* novemb* decemb*",
	"sr":  "јануар*|јан|januar* фебруар*|феб|februar* март*|mart* април*|april* мај*|maj* јун*|jun* јул*|jul* август*|avgust* септемб*|сеп|septemb* октоб*|окт|oktob* новемб*|нов|novemb* децемб*|дец|decemb*",
	"hr":  "siječnja|siječ* veljače|veljač* ožujka|ožuj* travnja|trav* svibnja|svib* lipnja|lipanj srpnja|srpanj kolovoz* rujna|ruj* listopad* studenog*|studeni prosin*",
	"kk":  "қаңтар*|қаң ақпан*|ақп наурыз*|нау сәуір*|сәу мамыр*|мам маусым*|мау шілде*|шіл тамыз*|там қыркүйек*|қыркүйег*|қыр қазан*|қаз қараша*|қар желтоқсан*|жел",
	"uz":  "yanvar* fevral* mart* aprel* may iyun* iyul* avgust* sentabr* oktabr* noyabr* dekabr*",
	"de":  "januar|jänner|jan februar|feber|feb märz|mär|mrz april|apr mai juni|jun juli|jul august|aug september|sept|sep oktober|okt november|nov dezember|dez",
	"fr":  "janvier|janv février|févr|fév mars avril|avr mai juin juillet|juil août|aout septembre|sept octobre|oct novembre|nov décembre|déc",
	"es":  "enero|ene febrero|feb marzo|mar abril|abr mayo|may junio|jun julio|jul agosto|ago septiembre|setiembre|sept|sep octubre|oct noviembre|nov diciembre|dic",
	"it":  "gennaio|gen febbraio|feb marzo|mar aprile|apr maggio|mag giugno|giu luglio|lug agosto|ago settembre|set ottobre|ott novembre|nov dicembre|dic",
	"pt":  "janeiro|jan fevereiro|fev março|mar abril|abr maio|mai junho|jun julho|jul agosto|ago setembro|set outubro|out novembro|nov dezembro|dez",
	"ca":  "gener|gen febrer|febr març abril|abr maig juny|jun juliol|jul agost setembre|set octubre|oct novembre|nov desembre|des",
	"nl":  "januari|jan februari|feb maart|mrt april|apr mei juni|jun juli|jul augustus|aug september|sep oktober|okt november|nov december|dec",
	"pl":  "stycznia|stycz*|sty lutego|luty|lutym|lut marca|marz*|marc*|mar kwietnia|kwiet*|kwi maja|maj* czerwca|czerw*|cze lipca|lipiec|lipcu|lipcem|lip sierpnia|sierp*|sie września|wrze*|wrz października|paździer*|paź listopada|listopad*|lis grudnia|grud*|gru",
	"cs":  "ledna|leden|lednu|led února|únor*|úno března|březen|březnu|bře dubna|duben|dubnu|dub května|květen|květnu|kvě června|červen|červnu|čvn července|červenec|červenci|čvc srpna|srpen|srpnu|srp září|záři|zář října|říjen|říjnu|říj listopadu|listopad*|lis prosince|prosinec|prosinci|pro",
	"sk":  "januára|január*|jan februára|február*|feb marca|marec|marci|mar apríla|apríl*|apr mája|máj* júna|jún* júla|júl* augusta|august*|aug septembra|septemb*|sep októbra|októb*|okt novembra|novemb*|nov decembra|decemb*|dec",
	"sl":  "januarja|januar*|jan februarja|februar*|feb marca|marec|marcu|mar aprila|april*|apr maja|maj* junija|junij* julija|julij* avgusta|avgust* septembra|septemb* oktobra|oktob* novembra|novemb* decembra|decemb*",
	"ro":  "ianuarie|ian februarie|feb martie|mar aprilie|apr mai iunie|iun iulie|iul august|aug septembrie|sept octombrie|oct noiembrie|nov decembrie|dec",
	"hu":  "január*|jan február*|febr március*|márc április*|ápr május*|máj június*|jún július*|júl augusztus*|aug szeptember*|szept október*|okt november*|nov december*|dec",
	"sv":  "januari|jan februari|feb mars april|apr maj juni|jun juli|jul augusti|aug september|sep oktober|okt november|nov december|dec",
	"da":  "januar|jan februar|feb marts|mar april|apr maj juni|jun juli|jul august|aug september|sep oktober|okt november|nov december|dec",
	"nb":  "januar|jan februar|feb mars|mar april|apr mai juni|jun juli|jul august|aug september|sep oktober|okt november|nov desember|des",
	"is":  "janúar|jan febrúar|feb mars|mar apríl|apr maí júní|jún júlí|júl ágúst|ágú september|sep október|okt nóvember|nóv desember|des",
	"fi":  "tammikuuta|tammiku* helmikuuta|helmiku* maaliskuuta|maalisku* huhtikuuta|huhtiku* toukokuuta|toukoku* kesäkuuta|kesäku* heinäkuuta|heinäku* elokuuta|eloku* syyskuuta|syysku* lokakuuta|lokaku* marraskuuta|marrasku* joulukuuta|jouluku*",
	"et":  "jaanuar* veebruar* märts* aprill* mai juuni* juuli* august* septemb* oktoob* novemb* detsemb*",
	"lt":  "sausio|sausis vasario|vasaris kovo|kovas balandžio|balandis gegužės|gegužė birželio|birželis liepos|liepa rugpjūčio|rugpjūtis rugsėjo|rugsėjis spalio|spalis lapkričio|lapkritis gruodžio|gruodis",
	"lv":  "janvāri|janvār* februāri|februār* marts|martā aprīlis|aprīl* maijs|maijā jūnijs|jūnij* jūlijs|jūlij* augusts|august* septembris|septemb* oktobris|oktob* novembris|novemb* decembris|decemb*",
	"id":  "januari|jan februari|feb maret|mar april|apr mei juni|jun juli|jul agustus|agu september|sep oktober|okt november|nov desember|des",
	"fil": "enero|ene pebrero|peb marso|mar abril|abr mayo hunyo|hun hulyo|hul agosto|ago setyembre|set oktubre|okt nobyembre|nob disyembre|dis",
	"ms":  "januari|jan februari|feb mac april|apr mei jun julai|jul ogos|ogo september|sep oktober|okt november|nov disember|dis",
	"el":  "ιανουαρίου|ιανουάριο*|ιαν φεβρουαρίου|φεβρουάριο*|φεβ μαρτίου|μάρτιο*|μαρ απριλίου|απρίλιο*|απρ μαΐου|μαίου|μάιο*|μάϊο* ιουνίου|ιούνιο*|ιουν ιουλίου|ιούλιο*|ιουλ αυγούστου|αύγουστο*|αυγ σεπτεμβρίου|σεπτέμβριο*|σεπ οκτωβρίου|οκτώβριο*|οκτ νοεμβρίου|νοέμβριο*|νοε δεκεμβρίου|δεκέμβριο*|δεκ",
	"he":  "ינואר|בינואר פברואר|בפברואר מרץ|במרץ|מרס|במרס אפריל|באפריל מאי|במאי יוני|ביוני יולי|ביולי אוגוסט|באוגוסט ספטמבר|בספטמבר אוקטובר|באוקטובר נובמבר|בנובמבר דצמבר|בדצמבר",
	"ar":  "يناير فبراير مارس أبريل|ابريل|إبريل مايو يونيو|يونيه يوليو|يوليه أغسطس|اغسطس سبتمبر أكتوبر|اكتوبر نوفمبر ديسمبر",
	"fa":  "ژانویه فوریه مارس آوریل مه ژوئن ژوئیه اوت سپتامبر اکتبر نوامبر دسامبر",
	"ur":  "جنوری فروری مارچ اپریل مئی جون جولائی اگست ستمبر اکتوبر نومبر دسمبر",
	"hi":  "जनवरी फ़रवरी|फरवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर|सितम्बर अक्तूबर|अक्टूबर नवंबर|नवम्बर दिसंबर|दिसम्बर",
	"bn":  "জানুয়ারী|জানুয়ারি ফেব্রুয়ারী|ফেব্রুয়ারি মার্চ এপ্রিল মে জুন জুলাই আগস্ট সেপ্টেম্বর অক্টোবর নভেম্বর ডিসেম্বর",
	"th":  "มกราคม กุมภาพันธ์ มีนาคม เมษายน พฤษภาคม มิถุนายน กรกฎาคม สิงหาคม กันยายน ตุลาคม พฤศจิกายน ธันวาคม",
}

// monthTable answers which month a word names in one language.
type monthTable struct {
	exact map[string]int
	stems map[string]int
}

// monthTables are built on first use: most commands never see a date.
var monthTables = sync.OnceValue(func() map[string]*monthTable {
	all := make(map[string]*monthTable, len(months)+1)
	rest := &monthTable{map[string]int{}, map[string]int{}}
	all[""] = rest
	for code, line := range months {
		t := &monthTable{map[string]int{}, map[string]int{}}
		all[code] = t
		for i, entry := range strings.Fields(line) {
			for name := range strings.SplitSeq(entry, "|") {
				stem, open := strings.CutSuffix(name, "*")
				if open {
					t.stems[stem] = i + 1
					rest.add(rest.stems, stem, i+1)
				} else {
					t.exact[name] = i + 1
				}
				rest.add(rest.exact, stem, i+1)
			}
		}
	}
	return all
})

// add puts a name among those of any language, if it is long and no two
// languages disagree over it (listopad: October in Croatian, November in
// Polish).
func (t *monthTable) add(to map[string]int, name string, month int) {
	if utf8.RuneCountInString(name) < 4 {
		return
	}
	if old, ok := to[name]; ok && old != month {
		month = 0
	}
	to[name] = month
}

func (t *monthTable) find(w []byte) int {
	if m, ok := t.exact[string(w)]; ok {
		return m
	}
	for cut, n := len(w), 0; n < 4 && cut > 3; n++ {
		_, size := utf8.DecodeLastRune(w[:cut])
		cut -= size
		if m, ok := t.stems[string(w[:cut])]; ok {
			return m
		}
	}
	return t.stems[string(w)]
}

// monthFinder knows the months of a text's language, of English, and the long
// names of any.
type monthFinder struct {
	own, english, any *monthTable
	isEnglish         bool
}

func monthsFor(locale string) monthFinder {
	all := monthTables()
	base, _ := baseOf(locale)
	return monthFinder{all[base], all["en"], all[""], base == "en"}
}

// find is the month that a token names, 0 for none. English months count only
// with a capital, so that "may" and "march" are verbs.
func (f monthFinder) find(text string, t token) int {
	if t.kind != tokenWord || t.width() < 3 || t.mark != 0 {
		return 0
	}
	var room word
	w := room.lower(text, t)
	first, _ := utf8.DecodeRuneInString(text[t.start:])
	capital := !unicode.IsLower(first)
	if f.own != nil && (!f.isEnglish || capital) {
		if m := f.own.find(w); m > 0 {
			return m
		}
	}
	if m := f.english.exact[string(w)]; m > 0 && capital && len(w) >= 3 {
		return m
	}
	if f.isEnglish && !capital {
		return 0
	}
	return f.any.find(w)
}
