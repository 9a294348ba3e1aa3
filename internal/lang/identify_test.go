package lang

import (
	"strings"
	"testing"

	"stele/internal/lang/ngram"
)

// Every text is the author's own. want is "" where a guess would be wrong.
var identifyCases = []struct{ text, candidates, want string }{
	{"The council will meet again in the spring, when the results of the survey are known.", "en tr ru", "en"},
	{"Kurul, anketin sonuçları belli olduğunda ilkbaharda yeniden toplanacak.", "en tr ru", "tr"},
	{"Совет соберётся снова весной, когда станут известны результаты опроса.", "en tr ru", "ru"},
	{"Рада збереться знову навесні, коли стануть відомі результати опитування.", "en uk ru", "uk"},
	{"Der Rat tritt im Frühling wieder zusammen, wenn die Ergebnisse der Umfrage vorliegen.", "en de", "de"},
	{"Le conseil se réunira de nouveau au printemps, quand les résultats de l'enquête seront connus.", "en fr", "fr"},
	{"El consejo volverá a reunirse en primavera, cuando se conozcan los resultados de la encuesta.", "en es pt", "es"},
	{"O conselho voltará a se reunir na primavera, quando os resultados da pesquisa forem conhecidos.", "en es pt-BR", "pt-BR"},
	{"Il consiglio si riunirà di nuovo in primavera, quando saranno noti i risultati dell'indagine.", "en it", "it"},
	{"Rada zbierze się ponownie wiosną, kiedy będą znane wyniki ankiety.", "en pl", "pl"},
	{"De raad komt in het voorjaar weer bijeen, wanneer de resultaten van het onderzoek bekend zijn.", "en nl", "nl"},
	{"理事会将在春天再次开会，届时调查结果将会公布。", "en zh-CN zh-TW", "zh-CN"},
	{"理事會將在春天再次開會，屆時調查結果將會公布。", "en zh-CN zh-TW", "zh-TW"},
	{"調査の結果が明らかになる春に、理事会は再び開かれます。", "en zh ja", "ja"},
	{"설문 조사 결과가 나오는 봄에 이사회가 다시 열릴 것입니다.", "en ko", "ko"},
	{"سيجتمع المجلس مرة أخرى في الربيع عندما تعرف نتائج الاستطلاع.", "en ar fa", "ar"},
	{"شورا در بهار، وقتی نتایج نظرسنجی مشخص شود، دوباره تشکیل جلسه می\u200cدهد.", "en ar fa", "fa"},
	{"המועצה תתכנס שוב באביב, כאשר תוצאות הסקר יהיו ידועות.", "en he", "he"},
	// Not a candidate, but clear; and without candidates.
	{"Kurul, anketin sonuçları belli olduğunda ilkbaharda yeniden toplanacak.", "en ru", "tr"},
	{"Le conseil se réunira de nouveau au printemps, quand les résultats de l'enquête seront connus.", "", "fr"},
	// Technical prose full of English.
	{"Bu response model ile endpoint içinde hangi field'ların döneceğini tek bir yerde belirleyebilirsiniz.", "en tr", "tr"},
	{"Параметр timeout передаётся в middleware, а request handler возвращает response клиенту.", "en ru", "ru"},
	// Capitals all over.
	{"THE AUTHORS ARE NOT LIABLE FOR ANY DAMAGE THAT IS CAUSED BY THE USE OF THIS PROGRAM.", "en de", "en"},
	// Unsure.
	{"Next steps", "en tr", ""},
	{"Giriş", "en tr", ""},
	{"", "en", ""},
	{"12 345, 67 %", "en", ""},
	{"Anna Schmidt, Mehmet Yılmaz, Ivan Petrov, John Smith", "en tr de", ""},
	{"Schmidt, A. (2019), “Trade Routes of the North”, Journal of Roads 12(3), pp. 45–60.", "en tr", ""},
	{"Kubernetes, Docker, Terraform, Ansible", "en tr", ""},
	{"dependency injection request response middleware endpoint", "en tr", ""},
}

func TestIdentify(t *testing.T) {
	for _, c := range identifyCases {
		if got := Identify(c.text, strings.Fields(c.candidates)); got.Locale != c.want {
			t.Errorf("%q among %q: %+v, want %q", c.text, c.candidates, got, c.want)
		}
	}
}

func TestProfiles(t *testing.T) {
	if n := len(profileFile); n > 300_000 {
		t.Errorf("the profiles take %d bytes", n)
	}
	m, err := ngram.Decode(profileFile)
	if err != nil {
		t.Fatal(err)
	}
	for _, t2 := range m.Tables {
		if len(t2.Languages) > maxLanguages {
			t.Errorf("%s has %d languages, more than the vote has room for", t2.Script, len(t2.Languages))
		}
		for _, l := range t2.Languages {
			if tag, ok := Canonical(l); !ok || tag != l {
				t.Errorf("profile of %q", l)
			}
		}
	}
}

func FuzzIdentify(f *testing.F) {
	for _, c := range identifyCases {
		f.Add(c.text, c.candidates)
	}
	f.Fuzz(func(t *testing.T, text, candidates string) {
		g := Identify(text, strings.Fields(candidates))
		if g.Confidence < 0 || g.Confidence > 1 || g.Confidence != g.Confidence {
			t.Errorf("%+v of %q", g, text)
		}
		if g.Locale != "" && strings.TrimSpace(text) == "" {
			t.Errorf("%+v of nothing", g)
		}
	})
}

// An identifier that remembers says what one says that does not.
func TestIdentifier(t *testing.T) {
	x := &Identifier{}
	texts := []string{
		"The harbour was closed for the winter, and nobody knew when the ships would come.",
		"Der Hafen war im Winter geschlossen, und niemand wusste, wann die Schiffe kommen würden.",
		"Liman kış boyunca kapalıydı ve gemilerin ne zaman geleceğini kimse bilmiyordu.",
		"Гавань была закрыта на зиму, и никто не знал, когда придут корабли.",
	}
	for range 2 {
		for _, text := range texts {
			for _, candidates := range [][]string{nil, {"en", "de"}, {"tr", "ru", "en"}} {
				if got, want := x.Identify(text, candidates), Identify(text, candidates); got != want {
					t.Errorf("%s among %v: %v, without memory %v", text, candidates, got, want)
				}
			}
		}
	}
}
