package check

import (
	"strings"
	"testing"

	"stele/internal/doc"
)

func TestLinks(t *testing.T) {
	runPairs(t, []Rule{Link}, []pairCase{
		{name: "same", a: "en", b: "tr", textA: "See [the port](https://port.example/guide).", textB: "[Limana](https://port.example/guide) bakın."},
		{name: "localized path", a: "en", b: "ru", textA: "See [it](https://port.example/en/guide/).", textB: "См. [тут](https://port.example/ru/guide)."},
		{name: "localized file", a: "en", b: "tr", textA: "See [it](guide.en.md).", textB: "[Buna](guide.tr.md) bakın."},
		{name: "localized subdomain", a: "en", b: "de", textA: "See [it](https://en.wikipedia.org/wiki/Harbour).", textB: "Siehe [hier](https://de.wikipedia.org/wiki/Hafen)."},
		{name: "locale in the query", a: "en", b: "ru", textA: "See [it](https://a.example/page?hl=en).", textB: "См. [тут](https://a.example/page?hl=ru)."},
		{name: "scheme and slash", a: "en", b: "zh", textA: "See [it](http://a.example/page/).", textB: "见[这里](https://www.a.example/page)。"},
		{name: "translated fragment", a: "en", b: "tr", textA: "See [it](#opening-hours).", textB: "[Buna](#açılış-saatleri) bakın."},
		{name: "changed", a: "en", b: "ru", textA: "See [it](https://a.example/2023/report).", textB: "См. [тут](https://a.example/2021/report).", want: "link.changed>https://a.example/2023/report"},
		{name: "changed to another host", a: "en", b: "ru", textA: "See [it](https://a.example/report).", textB: "См. [тут](https://b.example/otchet).", want: "link.changed"},
		{name: "lost", a: "en", b: "tr", textA: "See [the port](https://a.example/guide).", textB: "Limana bakın.", want: "link.lost"},
		{name: "added", a: "tr", b: "en", textA: "Limana bakın.", textB: "See [the port](https://a.example/guide).", want: "link.added"},
		{name: "moved to another paragraph", a: "en", b: "tr", textA: "See [it](https://a.example/guide).\n\nThe end.", textB: "Bakın.\n\nSon [söz](https://a.example/guide)."},
		{name: "twice here, once there", a: "en", b: "tr", textA: "[A](https://a.example/x) and [B](https://a.example/x).", textB: "[İkisi](https://a.example/x)."},
		{name: "bare address", a: "en", b: "ru", textA: "Source: https://a.example/a/202304/26/x.html, accessed later.", textB: "Источник: https://a.example/a/202304/26/x.html, позже."},
		{name: "furniture", a: "en", b: "ru", textA: "(furniture) Also in: [Türkçe](https://a.example/turkce)", textB: "(furniture) Также на: [English](https://a.example/english)"},
		{name: "into the other language's site", a: "en", b: "tr", want: "link.unlocalized>/tr/hours",
			textA: "See [a](/en/guide), [b](/en/map) and [c](/en/hours).", textB: "[a](/tr/guide), [b](/tr/map) ve [c](/en/hours)."},
		{name: "a site without localized addresses", a: "en", b: "tr", textA: "See [a](/en/guide).", textB: "[a](/en/guide)."},
	})
}

func TestLinkPages(t *testing.T) {
	a, b := version("en", "See [a](/en/guide) and [b](/en/map)."), version("tr", "[a](/en/guide) ve [b](/en/map).")
	page := func(_ *doc.Version, target, locale string) (string, bool, bool) {
		return strings.Replace(target, "/en/", "/"+locale+"/", 1), target == "/en/map", true
	}
	got := strings.Join(told(Pair(Input{A: a, B: b, Beads: beads("", a, b), Options: Options{Only: []Rule{Link}, Page: page}})), " ")
	if want := "link.unlocalized>/tr/map"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestAnchors(t *testing.T) {
	runPairs(t, []Rule{Anchor}, []pairCase{
		{name: "translated", a: "en", b: "tr", textA: "# Opening hours\n\nSee [it](#opening-hours).", textB: "# Açılış saatleri\n\n[Buna](#açılış-saatleri) bakın."},
		{name: "left as it was", a: "en", b: "tr", textA: "# Opening hours\n\nSee [it](#opening-hours).", textB: "# Açılış saatleri\n\n[Buna](#opening-hours) bakın.", want: "anchor.untranslated>#açılış-saatleri"},
		{name: "known nowhere", a: "en", b: "ru", textA: "# Hours\n\nSee [it](#hours).", textB: "# Часы\n\nСм. [тут](#vremya).", want: "anchor.unknown"},
		{name: "percent-encoded", a: "en", b: "ru", textA: "# Hours\n\nSee [it](#hours).", textB: "# Часы\n\nСм. [тут](#%D1%87%D0%B0%D1%81%D1%8B)."},
		{name: "id in HTML", a: "en", b: "ru", textA: "See [it](#hours).", textB: "Тут <a id=\"hours\"></a> часы. См. [тут](#hours)."},
	})
	runVersions(t, []Rule{Anchor}, []versionCase{
		{"unknown", "en", "# Hours\n\nSee [it](#opening).", "anchor.unknown"},
		{"top", "en", "Back to [top](#top).", ""},
		{"same heading twice", "en", "# Notes\n\n# Notes\n\nSee [it](#notes-1).", ""},
		{"explicit id", "de", "# Zeiten {#hours}\n\nSiehe [hier](#hours).", ""},
	})
}

func TestOtherPagesAnchors(t *testing.T) {
	v := version("tr", "[a](guide.md#hours), [b](guide.md#saatler) ve [c](map.md#x).")
	known := func(_ *doc.Version, target string) ([]string, bool) { return []string{"saatler"}, target == "guide.md" }
	got := strings.Join(told(Version(v, Options{Only: []Rule{Anchor}, Anchors: known})), " ")
	if want := "anchor.unknown"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
