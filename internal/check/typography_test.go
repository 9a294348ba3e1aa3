package check

import "testing"

func TestQuotations(t *testing.T) {
	runVersions(t, []Rule{Quotation}, []versionCase{
		{"russian own", "ru", "Это «старый порт» города.", ""},
		{"russian inner", "ru", "Он сказал: «Это „старый“ порт».", ""},
		{"russian with english marks", "ru", "Это “старый порт” города.", "quotation.foreign>«старый порт»"},
		{"latin title in russian", "ru", "Статья “The Old Port” вышла.", ""},
		{"turkish own", "tr", "Bu “eski liman” kentindir.", ""},
		{"turkish with german marks", "tr", "Bu „eski liman“ kentindir.", "quotation.foreign>“eski liman”"},
		{"english with guillemets", "en", "This is the «old port» of the town.", "quotation.foreign>“old port”"},
		{"german own", "de", "Das ist der „alte Hafen“ der Stadt.", ""},
		{"keyboard marks throughout", "en", `The "old" and the "new" port.`, ""},
		{"keyboard mark among typeset ones", "en", "The “old”, “new” and “free” port, and the \"inner\" one.", "quotation.straight>“inner”"},
		{"chinese is left alone", "zh", "这是“老港口”。", ""},
	})
}

func TestApostrophes(t *testing.T) {
	runVersions(t, []Rule{Apostrophe}, []versionCase{
		{"missing", "tr", "Bugün Sinop’ta ve Sinop’un çevresinde kar var. Ama liman Sinopta açık.", "apostrophe.missing>Sinop’ta"},
		{"derivation takes none", "tr", "Bugün Sinop’ta ve Sinop’un çevresinde kar var. Bütün Sinoplular evde.", ""},
		{"never marked", "tr", "Bugün liman Sinopta açık.", ""},
		{"english", "en", "In Sinop’s port and Sinop’s streets the old Sinopta lies.", ""},
	})
}

func TestDashesAndSpaces(t *testing.T) {
	runVersions(t, []Rule{Dash}, []versionCase{
		{"hyphen for a dash", "ru", "Порт - это ворота.", "dash>—"},
		{"dash", "ru", "Порт — это ворота.", ""},
		{"hyphen in a word", "ru", "Северо-запад открыт.", ""},
		{"english", "en", "The port - a gate.", ""},
	})
	runVersions(t, []Rule{Space}, []versionCase{
		{"breaks", "ru", "До порта 5 км пути.", "space>5\u00a0км"},
		{"does not break", "ru", "До порта 5\u00a0км пути.", ""},
		{"turkish", "tr", "Limana 5 km var.", ""},
	})
}

func TestCase(t *testing.T) {
	runVersions(t, []Rule{Case}, []versionCase{
		{"capitals", "tr", "Bugün ISTANBUL limanı açık.", "case.dotless>İSTANBUL"},
		{"capitalised", "tr", "Bugün Istanbul limanı açık.", "case.dotless>İstanbul"},
		{"right", "tr", "Bugün İSTANBUL ve Isparta açık, IRMAK donmuş.", ""},
		{"dotless word with a dot", "tr", "Bu kış soğuk. BU KİŞ SOĞUK.", "case.dotted>KIŞ"},
		{"loose dot", "en", "In i\u0307stanbul it snows.", "case.dotted>istanbul"},
		{"english abbreviation", "tr", "Kod MIT lisanslıdır ve API açıktır.", ""},
		{"english text", "en", "ISTANBUL is open.", ""},
		{"russian text", "ru", "ISTANBUL открыт.", ""},
	})
}

func TestNames(t *testing.T) {
	runVersions(t, []Rule{Names}, []versionCase{
		{"two spellings", "en", "We met Kulubaev, then Kulubaev spoke, and again Kolubaev left.", "names>Kulubaev"},
		{"one spelling", "en", "We met Kulubaev, then Kulubaev spoke.", ""},
		{"inflected", "ru", "Мы видели Кулубаева, потом Кулубаев и снова Кулубаев пришли.", ""},
		{"short names", "en", "We met Karin, then Karin and Karen.", ""},
	})
}

func TestHomoglyphs(t *testing.T) {
	runVersions(t, []Rule{Homoglyph}, []versionCase{
		{"latin o in a russian word", "ru", "Новый пoрт открыт.", "homoglyph>порт"},
		{"cyrillic a in an english word", "en", "The hаrbour is open.", "homoglyph>harbour"},
		{"cyrillic С before latin", "en", "Сhina traded here.", "homoglyph>China"},
		{"ending on a latin stem", "ru", "Открыл PDFы и APIе, git-команды, C+C5.", ""},
		{"prefix with a hyphen", "ru", "Настройте IP-адрес и e-mail.", ""},
		{"turkish", "tr", "Liman açık.", ""},
	})
}

func TestInvisible(t *testing.T) {
	runPairs(t, []Rule{Invisible}, []pairCase{
		{name: "none", a: "en", b: "tr", textA: "The port.", textB: "Liman."},
		{name: "zero-width space", a: "en", b: "tr", textA: "The port.", textB: "Li\u200bman.", want: "invisible.differs"},
		{name: "on both sides", a: "en", b: "tr", textA: "The \u200bport.", textB: "Li\u200bman."},
		{name: "soft hyphens are each language's affair", a: "en", b: "de", textA: "The harbour.", textB: "Der Ha\u00adfen."},
		{name: "right to left needs marks", a: "en", b: "ar", textA: "The port.", textB: "الميناء\u200f."},
	})
	runVersions(t, []Rule{Invisible}, []versionCase{
		{"not closed", "en", "A \u202eport.", "invisible.bidi"},
		{"closed", "en", "A \u2067port\u2069.", ""},
	})
}
