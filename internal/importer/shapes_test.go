package importer

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
)

const (
	english = "The harbour has two cranes and a long memory, and of the two it is the memory that lifts the heavier loads, as everybody who works there will tell you when asked about the winter of the ice. "
	russian = "В порту два крана и долгая память, и именно память поднимает самые тяжёлые грузы, как скажет каждый, кто там работает, если спросить его о ледяной зиме и о том, что было после неё. "
	turkish = "Limanda iki vinç ve uzun bir hafıza var; ikisinden ağır yükleri kaldıran hafızadır, orada çalışan herkesin buz kışını sorduğunuzda size söyleyeceği gibi, çünkü kimse o günleri unutmadı. "
)

// Old pages are in old encodings, and declare them, or nothing, or another.
func TestEncodings(t *testing.T) {
	for _, c := range []struct {
		name, declared string
		encoding       encoding.Encoding
		text, locale   string
	}{
		{"declared 1251", "windows-1251", charmap.Windows1251, russian, "ru"},
		{"declared koi8-r", "koi8-r", charmap.KOI8R, russian, "ru"},
		{"declared 8859-9", "iso-8859-9", charmap.ISO8859_9, turkish, "tr"},
		{"declared 1254", "windows-1254", charmap.Windows1254, turkish, "tr"},
		{"undeclared 1251", "", charmap.Windows1251, russian, "ru"},
		{"undeclared koi8-r", "", charmap.KOI8R, russian, "ru"},
		{"undeclared 1254", "", charmap.Windows1254, turkish, "tr"},
		{"said to be UTF-8", "utf-8", charmap.Windows1251, russian, "ru"},
		{"said to be Latin-1", "iso-8859-1", charmap.Windows1254, turkish, "tr"},
		{"UTF-8, said to be 1251", "windows-1251", encoding.Nop, russian, "ru"},
		{"hardly a letter that is not ASCII", "windows-1251", charmap.Windows1251, english + "№ 5 — Порт. ", "en"},
	} {
		t.Run(c.name, func(t *testing.T) {
			head := ""
			if c.declared != "" {
				head = `<meta http-equiv="Content-Type" content="text/html; charset=` + c.declared + `">`
			}
			src, err := c.encoding.NewEncoder().Bytes([]byte(`<html><head>` + head + `<title>x</title></head><body><article><p>` + strings.Repeat(c.text, 4) + `</p></article></body></html>`))
			if err != nil {
				t.Fatal(err)
			}
			p, err := Page("x.html", src, "", "", "")
			if err != nil {
				t.Fatal(err)
			}
			if p.Locale != c.locale || !strings.Contains(p.Body, strings.TrimSpace(c.text)) {
				t.Errorf("%s: %s", p.Locale, p.Body)
			}
			if p, err := Page("x.html", []byte("<p>\xff"+strings.Repeat(c.text, 4)), "", "", ""); err != nil || !strings.Contains(p.Body, strings.TrimSpace(c.text)) && c.locale != "en" {
				t.Errorf("UTF-8 with a broken byte: %v", err)
			}
			plain, err := c.encoding.NewEncoder().Bytes([]byte("Title\n\n" + strings.Repeat(russian, 3)))
			if err != nil || c.locale != "ru" {
				return
			}
			if p, err := Text("x.txt", plain, ""); err != nil || !strings.Contains(p.Body, strings.TrimSpace(russian)) {
				t.Errorf("as plain text: %v", err)
			}
		})
	}
}

func readPage(t *testing.T, name, head, body string) *Post {
	t.Helper()
	p, err := Page(name, []byte(`<!doctype html><html lang="en-US"><head><meta charset="utf-8">`+head+`</head><body>`+body+`</body></html>`), "", "", "")
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// Numbers that begin again in each chapter, signs, and numbers that are no notes
// at all.
func TestNotesOfManyKinds(t *testing.T) {
	p := readPage(t, "x.html", "<title>x</title>", `<article><p>`+english+`<sup><a href="#a1">1</a></sup></p><p>`+english+`[<a href="#s">*</a>]</p><ol><li id=a1>Of chapter one. </li></ol>
		<h2>Two</h2><p>`+english+`<sup>[<a href="#b1" id="r1">1</a>]</sup> See paragraph <a href="#p13">13</a>.</p><p id="p13">13. `+english+`</p><p id=b1><sup>1</sup> 12 men. <a href="#r1">↩</a></p><p id=s>* A star.</p></article>`)
	for _, want := range []string{"[^1]", "[^1-2]", "[^1]: Of chapter one.", "[^1-2]: 12 men.", "[^sign-1]: A star.", "[13](#p13)", `13\. The harbour`} {
		if !strings.Contains(p.Body, want) {
			t.Errorf("%q is not in\n%s", want, p.Body)
		}
	}
}

// Numbers that stand high without a link, powers, and notes that a script shows.
func TestNotesWithoutLinks(t *testing.T) {
	p := readPage(t, "x.html", "<title>x</title>", `<article><p>`+english+`<sup>1</sup></p><p>`+english+`<sup>2</sup> There are 10<sup>2</sup> of them.</p><h3>References</h3><ol><li>First source.</li><li>Second source.</li></ol></article>`)
	for _, want := range []string{"10<sup>2</sup> of them", "[^1]: First source.\n\n[^2]: Second source."} {
		if !strings.Contains(p.Body, want) || strings.Contains(p.Body, "References") {
			t.Errorf("%q is not in\n%s", want, p.Body)
		}
	}
	p = readPage(t, "x.html", "<title>x</title>", `<article><p>`+strings.Repeat(english, 2)+`<sup id="ref-7"><a href="#note-7">[n 1]</a></sup> And again.<sup id="ref-8"><a href="#note-7">[n 1]</a></sup></p><ol><li id="note-7">^ <a href="#ref-7"><sup><b>a</b></sup></a> <a href="#ref-8"><sup><b>b</b></sup></a> Twice.</li></ol></article>`)
	if !strings.HasSuffix(p.Body, "[^n-1] And again.[^n-1]\n\n[^n-1]: Twice.") {
		t.Error(p.Body)
	}
	p = readPage(t, "x.html", "<title>x</title>", `<article><p>`+strings.Repeat(english, 3)+`<sup class="modern-footnotes-footnote"><a href="javascript:void(0)" aria-describedby="mfn-content-1">1</a></sup><span id="mfn-content-1" role="tooltip">A <em>modern</em> note.</span> And on.</p></article>`)
	if !strings.HasSuffix(p.Body, "[^1] And on.\n\n[^1]: A *modern* note.") {
		t.Error(p.Body)
	}
}

// A think tank's page: notes of a word processor in Roman numerals, the author's
// box of a page builder.
func TestPageBuilder(t *testing.T) {
	p := readPage(t, "x.html", "<title>x</title>", `<div class="elementor"><h1>Cranes</h1><div class="elementor-widget-container"><p>`+english+`<a href="#_edn1" name="_ednref1"><sup>[i]</sup></a></p><p>`+strings.Repeat(english, 2)+`<a href="#_edn2" name="_ednref2">[ii]</a></p><hr>
		<div id="edn1"><p><a href="#_ednref1" name="_edn1">[i]</a> A <a href="https://s.example/a_b">source</a>.</p></div><div id="edn2"><p><a href="#_ednref2" name="_edn2">[ii]</a> Another.</p></div></div>
		<div class="elementor-author-box"><div class="elementor-author-box__avatar"><img src="/p.jpg" alt="Ada Kule"></div><div class="elementor-author-box__text"><a href="https://tt.example/en/author/ada/"><h4 class="elementor-author-box__name">Ada Kule</h4></a><div class="elementor-author-box__bio"><p>Ada Kule has written about cranes for twenty years and still looks up at each.</p></div></div></div></div>`)
	if !strings.HasSuffix(p.Body, "[^ii]\n\n[^i]: A [source](https://s.example/a_b).\n\n[^ii]: Another.") {
		t.Error(p.Body)
	}
	if len(p.Authors) != 1 || p.Authors[0].Key != "tt.example/author/ada" || p.Authors[0].Photo != "/p.jpg" || !strings.HasPrefix(p.Authors[0].Biography, "Ada Kule has") {
		t.Errorf("%+v", p.Authors)
	}
}

// A player in a note and one in a biography.
func TestPlayersElsewhere(t *testing.T) {
	p := readPage(t, "x.html", "<title>x</title>", `<article><p>`+strings.Repeat(english, 3)+`<sup><a href="#fn1">1</a></sup></p><p id=fn1>1. A film: <iframe src="https://v.example/1"></iframe></p></article>
		<div class="author-box"><h3>Ada Kule</h3><p>Ada Kule has written about cranes for twenty years and still looks up at each.</p><iframe src="https://v.example/2"></iframe></div>`)
	if !strings.Contains(p.Body, "[^1]: A film: <https://v.example/1>") || !strings.Contains(p.Authors[0].Biography, "<https://v.example/2>") || len(p.Kept) != 2 {
		t.Errorf("%s\n%q %q", p.Body, p.Authors, p.Kept)
	}
	if strings.ContainsAny(p.Body+p.Authors[0].Biography, keptOpen+keptClose+noteOpen+noteClose) {
		t.Error("a mark is left")
	}
}

// The block theme of WordPress, whose byline, languages and players a readability
// library leaves out.
func TestBlockTheme(t *testing.T) {
	p := readPage(t, "x.html", `<title>Cranes &#8211; The Quay</title><link rel="canonical" href="https://quay.example/cranes/">`, `<header><nav class="wp-block-navigation"><ul><li><a hreflang="tr-TR" href="/tr/vincler/">Türkçe</a></li><li><a href="/about">About</a></li></ul></nav></header>
		<main><h1 class="wp-block-post-title">Cranes</h1><div class="wp-block-post-date">6 May 2024</div><p>by</p><div class="wp-block-post-author-name"><a href="https://quay.example/author/ada/">Ada Kule</a></div>
		<div class="entry-content"><p>`+english+`</p><figure class="wp-block-embed"><div class="wp-block-embed__wrapper"><iframe title="Film" src="https://video.example/embed/abc"></iframe></div></figure><p>`+english+`</p></div><p>Share: <a href="https://x.example/s">X</a>, <a href="https://v.example/s">VK</a></p></main>`)
	got := strings.Join([]string{p.Title, p.Date, p.Alternates["tr-TR"], p.Authors[0].Name, p.Authors[0].Key}, "|")
	if want := "Cranes|2024-05-06|https://quay.example/tr/vincler/|Ada Kule|quay.example/author/ada"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if !strings.Contains(p.Body, "[Film](<https://video.example/embed/abc>)") || !slices.Equal(p.Kept, []string{"iframe https://video.example/embed/abc"}) {
		t.Errorf("the player is lost: %q\n%s", p.Kept, p.Body)
	}
	if strings.Contains(p.Body, "Share") {
		t.Error(p.Body)
	}
}

// Themes say "en-US" of pages in any language, and addresses differ in a query.
func TestPagesThatAreNotOneText(t *testing.T) {
	var posts []*Post
	for i, text := range []string{english, russian} {
		posts = append(posts, readPage(t, []string{"not-a-man.html", "not-a-sea.html"}[i], `<title>x</title><link rel="canonical" href="https://news.example/news.php?id=`+[]string{"5", "6"}[i]+`">`, `<article><p>`+strings.Repeat(text, 3)+`</p></article>`))
	}
	Group(posts, "")
	for i, want := range []string{"not-a-man.en", "not-a-sea.ru"} {
		if got := posts[i].Document + "." + posts[i].Locale; got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
	rest := func(name, lang string, id string) *Post {
		list, err := REST(name, []byte(`[{"id":`+id+`,"slug":"s`+id+`","lang":"`+lang+`","content":{"rendered":"<p>x</p>"}},{"id":9`+id+`,"status":"draft","lang":"en","content":{"rendered":"x"}},{"id":8`+id+`,"content":{"rendered":"1"}}]`), "", false, func(error) error { return nil })
		if err != nil || len(list) != 1 {
			t.Fatal(len(list), err)
		}
		return list[0]
	}
	posts = []*Post{rest("posts-en.json", "en", "1"), rest("posts-tr.json", "tr", "2")}
	if Group(posts, ""); posts[0].Document == posts[1].Document {
		t.Error("two lists of posts are taken for two languages of one post")
	}
}

// What an export keeps apart from a post's text, and what XML does not allow.
func TestExportHoldsMoreThanText(t *testing.T) {
	file := filepath.Join(t.TempDir(), "site-en.xml")
	notes := `<wp:postmeta><wp:meta_key>footnotes</wp:meta_key><wp:meta_value><![CDATA[[{"content":"A <em>source</em>.","id":"aa-bb"}]]]></wp:meta_value></wp:postmeta></item>`
	one := item(1, "en", "g", "one", "One", "<!-- wp:paragraph -->\n<p>Words.\x08<sup class=\"fn\"><a href=\"#aa-bb\" id=\"aa-bb-link\">1</a></sup></p>\n<!-- /wp:paragraph -->\n\n<!-- wp:block {\"ref\":77} /-->\n\n<!-- wp:acf/quote {\"data\":{\"q\":\"hi\"}} /-->\n\n<!-- wp:footnotes /-->")
	src := export(strings.Replace(one, "</item>", notes, 1) + strings.Replace(item(77, "", "", "", "", "<!-- wp:paragraph --><p>Reused.</p><!-- /wp:paragraph -->"), ">post<", ">wp_block<", 1) +
		item(3, "", "", "three", "", "7") + item(4, "tr", "h", "dört", "Dört", "Bir [sic] söz [products limit=\"3\"] ve sonu.\n\nhttps://video.example/a_b_c?d_e=1\n\n[gallery columns=\"2\"]") +
		strings.Replace(strings.Replace(item(50, "", "", "p", "P", ""), ">post<", ">attachment<", 1), "</item>", "<wp:attachment_url>https://x.example/50.jpg</wp:attachment_url><wp:post_parent>4</wp:post_parent></item>", 1) +
		strings.Replace(item(5, "en", "", "locked", "Locked", "Secret."), "</item>", "<wp:post_password>x</wp:post_password></item>", 1))
	if err := os.WriteFile(file, []byte(src), 0o644); err != nil {
		t.Fatal(err)
	}
	w, err := OpenWordPress(context.Background(), file, "", false)
	if err != nil {
		t.Fatal(err)
	}
	Group(w.Posts(), "")
	var text, kept, documents []string
	bad := 0
	err = w.Each(context.Background(), func(p *Post) error {
		text, kept, documents = append(text, p.Body), append(kept, p.Kept...), append(documents, p.Document)
		return nil
	}, func(error) error { bad++; return nil })
	if err != nil || bad != 1 {
		t.Errorf("%v, and %d bad posts", err, bad)
	}
	if want := []string{"one", "dört"}; !slices.Equal(documents, want) {
		t.Errorf("documents %q, want %q", documents, want)
	}
	if want := "Words. [^1]\n\nReused.\n\n<!-- wp:acf/quote {\"data\":{\"q\":\"hi\"}} /-->\n\n[^1]: A *source*."; text[0] != want {
		t.Errorf("got\n%s\nwant\n%s", text[0], want)
	}
	if want := "ve sonu.\n\n<https://video.example/a_b_c?d_e=1>\n\n![](https://x.example/50.jpg)"; !strings.HasSuffix(text[1], want) {
		t.Errorf("got\n%s\nwant at its end\n%s", text[1], want)
	}
	if want := []string{`<!-- wp:acf/quote {"data":{"q":"hi"}} /-->`, `[products limit="3"]`}; !slices.Equal(kept, want) {
		t.Errorf("kept %q, want %q", kept, want)
	}
}

// Pages that are built to hang a reader.
func TestHostilePages(t *testing.T) {
	for name, body := range map[string]string{
		"links":  `<article><p>` + english + `</p><p>` + strings.Repeat(`<sup><a href="#z">1</a></sup> `, 20000) + `</p><p id=z>a note</p></article>`,
		"nested": strings.Repeat("<div>", 5000) + english,
	} {
		if _, err := Page("x.html", []byte("<html lang=en><body>"+body), "", "", ""); (err != nil) != (name == "nested") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// The post of some sites stands in what others call furniture, and --locale says
// what a page does not.
func TestWhatIsCalledFurniture(t *testing.T) {
	p := readPage(t, "x.html", "<title>x</title>", `<div class="sidebar"><p>Archive of 2019</p></div><div class="widget Blog" id="Blog1"><p>`+strings.Repeat(english, 3)+`</p><div class="section" id="sharing-a-crane"><h2>Sharing a crane</h2><p>`+english+`</p></div></div><div class="comments"><p>`+strings.Repeat("Well said. ", 200)+`</p></div>`)
	if !strings.Contains(p.Body, "## Sharing a crane") || strings.Contains(p.Body, "2019") || strings.Contains(p.Body, "Well said") {
		t.Error(p.Body)
	}
	short := []byte("<html><body><article><p>Lorem ipsum 7.</p></article></body></html>")
	if p, err := Page("x.html", short, "", "", "la"); err != nil || p.Locale != "la" {
		t.Errorf("%v", err)
	}
	if p, err := Text("for-one-day.txt", []byte("Title\n\n"+strings.Repeat(english, 3)), ""); err != nil || p.Locale != "en" || p.Slug != "for-one-day" {
		t.Errorf("%v %v", p, err)
	}
}
