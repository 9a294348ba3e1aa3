package check

import (
	"strings"
	"testing"

	"stele/internal/doc"
)

const (
	turkishLife = "Denizcilik uzmanı olan yazar, üniversiteyi Trabzon’da bitirmiş ve limanların tarihi üzerine çalışmıştır. Başlıca ilgi alanları kıyı kentleri ve deniz ticaretidir."
	englishLife = "The author is an expert in shipping, took his degree in Trabzon and has worked on the history of harbours. His main interests are coastal towns and trade by sea."
	russianLife = "Автор — специалист по судоходству, окончил университет в Трабзоне и занимается историей портов. Его главные интересы — прибрежные города и морская торговля."
	germanLife  = "Der Autor ist Fachmann für Schifffahrt, hat in Trabzon studiert und arbeitet über die Geschichte der Häfen. Vor allem beschäftigen ihn Küstenstädte und der Handel auf See."
)

func TestLanguage(t *testing.T) {
	runPairs(t, []Rule{Language}, []pairCase{
		{name: "right", a: "en", b: "tr", textA: englishLife, textB: turkishLife},
		{name: "the source is in another language", a: "en", b: "tr", textA: turkishLife, textB: turkishLife, want: "language.wrong"},
		{name: "both are", a: "en", b: "ru", textA: turkishLife, textB: turkishLife, want: "language.wrong language.wrong"},
		{name: "the target is in a third language", a: "en", b: "ru", textA: englishLife, textB: germanLife, want: "language.wrong"},
		{name: "the target is in the source's language: a state", a: "en", b: "ru", textA: englishLife, textB: englishLife},
		{name: "too short to say", a: "en", b: "ru", textA: "Dr. Deniz Kaya", textB: "Dr. Deniz Kaya"},
		{name: "a source with its title", a: "en", b: "ru", textA: "See.[1]\n\n[1] “The Ports of the Black Sea and Their Trade”, Harbour Review, 2019.", textB: "См.[1]\n\n[1] “The Ports of the Black Sea and Their Trade”, Harbour Review, 2019."},
		{name: "a quotation in its own language", a: "ru", b: "en",
			textA: "На табличке у входа в старый порт города написано “the harbour of the free and the brave people of the sea”, и все её читают.",
			textB: "The sign at the gate of the old port reads “the harbour of the free and the brave people of the sea”, and all read it."},
	})
	runVersions(t, []Rule{Language}, []versionCase{
		{"english", "en", englishLife, ""},
		{"turkish in english", "en", turkishLife, "language.wrong"},
		{"russian in turkish", "tr", russianLife, "language.wrong"},
		{"german", "de", germanLife, ""},
		{"chinese", "zh", "作者是航运专家，毕业于特拉布宗大学，研究港口的历史和海上贸易。", ""},
		{"english in chinese", "zh", englishLife, "language.wrong"},
	})
}

func TestMarkedLanguage(t *testing.T) {
	v := version("en", turkishLife)
	v.Segments[0].Lang = "tr"
	if got := Version(v, Options{Only: []Rule{Language}}); len(got) != 0 {
		t.Errorf("a segment marked as Turkish is reported: %v", got)
	}
}

func TestGlossary(t *testing.T) {
	terms := []Term{
		{Source: "harbour", From: "en", Target: "liman", To: "tr", Forbidden: []string{"iskele"}},
		{Source: "free port", From: "en", Target: "свободный порт|порто-франко", To: "ru"},
	}
	for _, c := range []pairCase{
		{name: "kept, inflected", a: "en", b: "tr", textA: "The harbours are old.", textB: "Limanlarımız eskidir."},
		{name: "other word", a: "en", b: "tr", textA: "The harbour is old.", textB: "Rıhtım eskidir.", want: "glossary.term>liman"},
		{name: "forbidden word", a: "en", b: "tr", textA: "The harbour is old.", textB: "Liman yani iskele eskidir.", want: "glossary.forbidden>liman"},
		{name: "two words", a: "en", b: "ru", textA: "A free port is a port.", textB: "В свободном порту всё есть."},
		{name: "alternative", a: "en", b: "ru", textA: "A free port is a port.", textB: "Порто-франко — тоже порт."},
		{name: "two words, lost", a: "en", b: "ru", textA: "A free port is a port.", textB: "Вольная гавань — тоже порт.", want: "glossary.term>свободный порт"},
		{name: "backwards", a: "tr", b: "en", textA: "Liman eskidir.", textB: "The quay is old.", want: "glossary.term>harbour"},
		{name: "no such term", a: "en", b: "tr", textA: "The quay is old.", textB: "Rıhtım eskidir."},
		{name: "another language", a: "en", b: "de", textA: "The harbour is old.", textB: "Der Kai ist alt."},
	} {
		t.Run(c.name, func(t *testing.T) {
			a, b := version(c.a, c.textA), version(c.b, c.textB)
			got := strings.Join(told(Pair(Input{A: a, B: b, Beads: beads("", a, b), Options: Options{Only: []Rule{Glossary}, Glossary: terms}})), " ")
			if got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestLength(t *testing.T) {
	var a, b []string
	for range 20 {
		a, b = append(a, "The harbour opened in spring and closed again in autumn, as it does every year."), append(b, "Liman ilkbaharda açıldı ve her yıl olduğu gibi sonbaharda yine kapandı gitti.")
	}
	run := func(t *testing.T, textA, textB string) []string {
		va := version("en", strings.Join(append(a, textA), "\n\n"))
		vb := version("tr", strings.Join(append(b, textB), "\n\n"))
		return told(Pair(Input{A: va, B: vb, Beads: beads("", va, vb), Options: Options{Only: []Rule{Length}}}))
	}
	long := "The old town lies on a hill above the bay. Its walls were built by sailors from Genoa, and its market is held on Fridays, when farmers from the villages bring cheese and honey."
	for _, c := range []struct{ name, a, b, want string }{
		{"as usual", long, "Eski kent, körfezin üstündeki bir tepededir. Surlarını Cenevizli denizciler yapmıştır; pazarı cuma günleri kurulur ve köylerden peynirle bal gelir.", ""},
		{"cut short", long, "Eski kent bir tepededir.", "length.short"},
		{"far too long", "The old town lies on a hill.", strings.Repeat("Eski kent, körfezin üstündeki bir tepededir. ", 6), "length.long"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := strings.Join(run(t, c.a, c.b), " "); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
	short := version("en", long)
	if got := Pair(Input{A: short, B: version("tr", "Eski kent."), Beads: beads("", short, short), Options: Options{Only: []Rule{Length}}}); len(got) != 0 {
		t.Errorf("one paragraph has no distribution, but got %v", told(got))
	}
}

func TestFurnitureAndCodeHaveNoLanguage(t *testing.T) {
	v := version("ru", englishLife)
	v.Segments[0].Role = doc.Furniture
	if got := Version(v, Options{Only: []Rule{Language}}); len(got) != 0 {
		t.Errorf("furniture: %v", told(got))
	}
}
