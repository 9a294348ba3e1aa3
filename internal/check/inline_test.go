package check

import (
	"strings"
	"testing"

	"stele/internal/doc"
)

func TestCode(t *testing.T) {
	runPairs(t, []Rule{Code}, []pairCase{
		{name: "same", a: "en", b: "tr", textA: "Run `make all` now.", textB: "Şimdi `make all` çalıştırın."},
		{name: "changed", a: "en", b: "tr", textA: "Run `make all` now.", textB: "Şimdi `make` çalıştırın.", want: "code.lost"},
		{name: "another name", a: "en", b: "ru", textA: "Set `timeout` first.", textB: "Сначала задайте `time_out`.", want: "code.differs"},
		{name: "without marks", a: "en", b: "ru", textA: "Set `timeout` first.", textB: "Сначала задайте timeout."},
		{name: "translated words", a: "en", b: "ru", textA: "Replace `your name` first.", textB: "Сначала замените `ваше имя`."},
		{name: "added", a: "en", b: "de", textA: "Run it.", textB: "Führen Sie `make all` aus.", want: "code.added"},
		{name: "a word that a sentence does without", a: "en", b: "tr", textA: "`port` takes no arguments.", textB: "Parametre almaz."},
		{name: "a tag without its brackets", a: "en", b: "tr", textA: "Use `<div>` here.", textB: "Burada `div` kullanın."},
		{name: "block differs", a: "en", b: "tr", textA: "```\nx = 1\ny = 2\n```", textB: "```\nx = 1\ny = 3\n```", want: "code.block"},
		{name: "block with translated comment and string", a: "en", b: "tr", textA: "```\nx = 1 # one\nprint(\"hello\")\n```", textB: "```\nx = 1 # bir\nprint(\"merhaba\")\n```"},
		{name: "line dropped from a block", a: "en", b: "zh", textA: "```\nx = 1\ny = 2\n```", textB: "```\nx = 1\n```", want: "code.block"},
	})
}

func TestPlaceholders(t *testing.T) {
	runPairs(t, []Rule{Placeholder}, []pairCase{
		{name: "same, in another order", a: "en", b: "tr", textA: "%s of {{count}} files", textB: "{{count}} dosyanın %s kadarı"},
		{name: "lost", a: "en", b: "ru", textA: "Hello, {{name}}!", textB: "Здравствуйте!", want: "placeholder.lost"},
		{name: "translated by mistake", a: "en", b: "ru", textA: "Hello, {{name}}!", textB: "Здравствуйте, {{имя}}!", want: "placeholder.added placeholder.lost"},
		{name: "arguments of a shortcode", a: "en", b: "tr", textA: `{{< note title="Mind" >}} Text`, textB: `{{< note title="Dikkat" >}} Metin`},
	})
}

func TestImages(t *testing.T) {
	runPairs(t, []Rule{Image, Alt}, []pairCase{
		{name: "same", a: "en", b: "tr", textA: "![the old harbour at dawn](img/port.png)", textB: "![şafakta eski liman](img/port.png)"},
		{name: "localized file", a: "en", b: "tr", textA: "![the map](img/map.en.png)", textB: "![harita](img/map.tr.png)"},
		{name: "lost", a: "en", b: "ru", textA: "The port ![the map](img/map.png) today", textB: "Порт сегодня", want: "image.lost"},
		{name: "added", a: "ru", b: "en", textA: "Порт сегодня", textB: "The port ![the map](img/map.png) today", want: "image.added"},
		{name: "no alternative text", a: "en", b: "ru", textA: "![the old harbour at dawn](port.png)", textB: "![](port.png)", want: "alt.empty"},
		{name: "alternative text not translated", a: "en", b: "ru", textA: "![the old harbour at dawn](port.png)", textB: "![the old harbour at dawn](port.png)", want: "alt.untranslated"},
		{name: "a name as alternative text", a: "en", b: "ru", textA: "![Port Authority](logo.png)", textB: "![Port Authority](logo.png)"},
	})
}

// A translated example has its names in two languages throughout; a wrong name
// stands alone.
func TestNamesInCode(t *testing.T) {
	const a = "def say(name)\n  puts name\nend\nsay(name: 1, lines: 2)\n  -o, --out file    where to write it"
	for _, c := range []struct {
		b    string
		want string
	}{
		{"def say(nombre)\n  puts nombre\nend\nsay(nombre: 1, lines: 2)\n  -o, --out file    adonde va todo", ""},
		{"def say(nombre)\n  puts nombre\nend\nsay(nombre: 1, lineas: 2)\n  -o, --out file    adonde va todo", "code.block"},
		{"def say(name)\n  puts name\nend\nsay(nombre: 1, lines: 2)\n  -o, --out file    adonde va todo", "code.block"},
		{"def say(name)\n  puts name\nend\nsay(name: 1, lines: 2)\n  -x, --out file    adonde va todo", "code.block"},
	} {
		va, vb := version("en", a), version("es", c.b)
		va.Segments[0].Kind, vb.Segments[0].Kind = doc.Code, doc.Code
		got := strings.Join(told(Pair(Input{A: va, B: vb, Beads: beads("", va, vb), Options: Options{Only: []Rule{Code}}})), " ")
		if got != c.want {
			t.Errorf("%q: %s, want %s", c.b, got, c.want)
		}
	}
}
