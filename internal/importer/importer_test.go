package importer

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "rewrite the golden imports")

// tree are the files below a folder, by their names.
func tree(t *testing.T, dir string) map[string]string {
	t.Helper()
	out := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, e os.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		rel, _ := filepath.Rel(dir, path)
		out[filepath.ToSlash(rel)] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func write(t *testing.T, dir string, posts []*Post) map[Outcome]int {
	t.Helper()
	count := map[Outcome]int{}
	w := &Writer{Dir: dir, Told: func(_ string, what Outcome) { count[what]++ }}
	Group(posts, "")
	ByDocument(posts)
	for _, p := range posts {
		if err := w.Post(p); err != nil {
			t.Fatal(err)
		}
	}
	return count
}

func pages(t *testing.T) []*Post {
	t.Helper()
	var posts []*Post
	for _, locale := range []string{"en", "ru", "tr"} {
		name := "testdata/pages/ferry-" + locale + ".html"
		src, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		p, err := Page(name, src, "", "", "")
		if err != nil {
			t.Fatal(err)
		}
		posts = append(posts, p)
	}
	return posts
}

// A site's three languages of one post, one of them in windows-1251, become
// three files and one person.
func TestSavedPages(t *testing.T) {
	dir := t.TempDir()
	posts := pages(t)
	write(t, dir, posts)
	got := tree(t, dir)
	if *update {
		for name, text := range got {
			file := filepath.Join("testdata/golden", name)
			if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	if d := cmp.Diff(tree(t, "testdata/golden"), got); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
	if want := []string{"iframe https://video.example/embed/42"}; !slices.Equal(posts[0].Kept, want) {
		t.Errorf("kept %q, want %q", posts[0].Kept, want)
	}
	for _, p := range posts {
		if len(p.Dropped) < 3 {
			t.Errorf("%s: dropped %q", p.Locale, p.Dropped)
		}
	}
}

func TestImportingTwiceChangesNothing(t *testing.T) {
	dir := t.TempDir()
	first := write(t, dir, pages(t))
	before := tree(t, dir)
	if again := write(t, dir, pages(t)); again[Unchanged] != first[Wrote] || len(again) != 1 {
		t.Errorf("the second run: %v", again)
	}
	mine := filepath.Join(dir, "why-the-ferry-waits.tr.md")
	if err := os.WriteFile(mine, []byte("mine"), 0o644); err != nil {
		t.Fatal(err)
	}
	if again := write(t, dir, pages(t)); again[Differs] != 1 {
		t.Errorf("a file that differs: %v", again)
	}
	before["why-the-ferry-waits.tr.md"] = "mine"
	if d := cmp.Diff(before, tree(t, dir)); d != "" {
		t.Errorf("-before +after\n%s", d)
	}
}

func TestPagesOfManyShapes(t *testing.T) {
	const long = "The harbour has two cranes and a long memory, and of the two it is the memory that lifts the heavier loads, as everybody who works there will tell you when asked about the winter of the ice. "
	page := func(head, body string) string {
		return "<!doctype html><html><head>" + head + "</head><body>" + body + "</body></html>"
	}
	for _, c := range []struct {
		name, src string
		want      []string // of the body
		not       []string
		check     func(*Post) string
	}{
		{
			name: "notes in a list with links back",
			src: page(`<title>Cranes</title>`, `<article><h1>Cranes</h1><p>`+long+`<sup id="fnref-1"><a href="#fn-1">1</a></sup></p><p>`+long+`<a href="#fn-2" class="footnote">2</a></p>
				<h2>Notes</h2><ol class="footnotes"><li id="fn-1">First source, 2020. <a href="#fnref-1">↩</a></li><li id="fn-2"><p>Second <em>source</em>. <a href="#fnref-2">↑</a></p></li></ol></article>`),
			want: []string{"asked about the winter of the ice. [^1]", "[^2]", "[^1]: First source, 2020.", "[^2]: Second *source*."},
			not:  []string{"↩", "↑", "## Notes"},
		},
		{
			name: "notes without links",
			src:  page(`<title>Cranes</title>`, `<article><h1>Cranes</h1><p>`+long+`[1]</p><p>`+long+`[2] `+long+`</p><p>[1] First source.</p><p>[2] Second source.</p></article>`),
			want: []string{"[^1]", "[^2]", "[^1]: First source.", "[^2]: Second source."},
		},
		{
			name:  "the title is the heading, without the site",
			src:   page(`<title>Cranes | The Quay</title>`, `<article><h1>Cranes</h1><p>`+long+long+`</p></article>`),
			check: func(p *Post) string { return p.Title },
			want:  []string{"Cranes"},
			not:   []string{"# Cranes"},
		},
		{
			name:  "structured data names the author and the day",
			src:   page(`<script type="application/ld+json">{"@graph":[{"@type":"NewsArticle","headline":"Cranes &amp; Ice","datePublished":"2021-02-03T10:00:00Z","author":[{"@type":"Person","name":"A. Writer","url":"https://x.example/author/writer"}]}]}</script>`, `<article><p>`+long+long+`</p></article>`),
			check: func(p *Post) string { return p.Title + "|" + p.Date + "|" + p.Authors[0].Name + "|" + p.Authors[0].Key },
			want:  []string{"Cranes & Ice|2021-02-03|A. Writer|x.example/author/writer"},
		},
		{
			name: "pictures that load later, dangerous links",
			src:  page(`<title>Cranes</title>`, `<article><p>`+long+`<a href="javascript:alert(1)">a trap</a> `+long+`</p><p><img src="data:image/gif;base64,R0" data-src="/crane.jpg" alt="A crane"></p><script>alert(2)</script></article>`),
			want: []string{"a trap", "![A crane](/crane.jpg)"},
			not:  []string{"javascript:", "alert(", "data:image"},
		},
		{
			name:  "about the author",
			src:   page(`<title>Cranes</title>`, `<article><h1>Cranes</h1><p>`+long+long+`</p><h3>About the author</h3><p><strong>Ada Kule</strong></p><p>Ada Kule has written about cranes for twenty years and still looks up at each.</p></article>`),
			check: func(p *Post) string { return p.Authors[0].Name + ": " + p.Authors[0].Biography },
			want:  []string{"Ada Kule: Ada Kule has written about cranes"},
			not:   []string{"About the author"},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			p, err := Page("saved/cranes.en.html", []byte(c.src), "text/html; charset=utf-8", "", "")
			if err != nil {
				t.Fatal(err)
			}
			text := p.Body
			if c.check != nil {
				text += "\n" + c.check(p)
			}
			for _, w := range c.want {
				if !strings.Contains(text, w) {
					t.Errorf("%q is not in\n%s", w, text)
				}
			}
			for _, n := range c.not {
				if strings.Contains(text, n) {
					t.Errorf("%q is in\n%s", n, text)
				}
			}
		})
	}
}

// fail ends a run at the first post that cannot be read.
func fail(err error) error { return err }

func export(items string) string {
	return `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/"><channel>
<wp:author><wp:author_login><![CDATA[aylin]]></wp:author_login><wp:author_email>a@x.example</wp:author_email><wp:author_display_name><![CDATA[Aylin Demir]]></wp:author_display_name></wp:author>
` + items + `</channel></rss>`
}

func item(id int, locale, group, slug, title, content string) string {
	return fmt.Sprintf(`<item><title><![CDATA[%s]]></title><link>https://x.example/%s/%s/</link><dc:creator><![CDATA[aylin]]></dc:creator><content:encoded><![CDATA[%s]]></content:encoded><excerpt:encoded><![CDATA[]]></excerpt:encoded>
<wp:post_id>%d</wp:post_id><wp:post_date>2024-01-02 03:04:05</wp:post_date><wp:post_name>%s</wp:post_name><wp:status>publish</wp:status><wp:post_type>post</wp:post_type>
<category domain="language" nicename="%s"><![CDATA[x]]></category><category domain="post_translations" nicename="%s"><![CDATA[x]]></category><category domain="post_tag" nicename="sea"><![CDATA[Sea]]></category></item>
`, title, locale, slug, content, id, slug, locale, group)
}

func TestWordPressExport(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "export.xml")
	classic := "First line\nof a verse.\n\nA paragraph with <b>bold</b> and a note.[footnote]The <em>note</em>.[/footnote]\n\n[caption id=\"attachment_7\" width=\"300\"]<img src=\"https://x.example/a.jpg\" alt=\"A ship\" /> The ship.[/caption]\n\n[contact-form-7 id=\"5\"]"
	blocks := "<!-- wp:paragraph -->\n<p>Bloklu bir paragraf.</p>\n<!-- /wp:paragraph -->\n\n<!-- wp:list -->\n<ul><li>Bir</li><li>İki</li></ul>\n<!-- /wp:list -->"
	src := export(item(1, "en", "pll_1", "a-ship", "A ship &amp; its crew", classic) + item(2, "tr", "pll_1", "bir-gemi", "Bir gemi", blocks) + item(3, "tr", "pll_9", "a-ship", "Başka bir yazı", blocks) +
		strings.Replace(item(4, "en", "", "draft", "Draft", "x"), "publish", "draft", 1))
	if err := os.WriteFile(file, []byte(src), 0o644); err != nil {
		t.Fatal(err)
	}
	w, err := OpenWordPress(context.Background(), file, "", false)
	if err != nil {
		t.Fatal(err)
	}
	Group(w.Posts(), "")
	out := &Writer{Dir: filepath.Join(dir, "out")}
	var kept []string
	err = w.Each(context.Background(), func(p *Post) error {
		kept = append(kept, p.Kept...)
		return out.Post(p)
	}, fail)
	if err != nil {
		t.Fatal(err)
	}
	got := tree(t, filepath.Join(dir, "out"))
	var names []string
	for n := range got {
		names = append(names, n)
	}
	slices.Sort(names)
	if want := []string{"a-ship-2.tr.md", "a-ship.en.md", "a-ship.tr.md"}; !slices.Equal(names, want) {
		t.Errorf("files %v, want %v", names, want)
	}
	for _, want := range []string{"title: A ship & its crew", "date: 2024-01-02", "- aylin-demir", "- Sea", "First line", "**bold**", "note.[^note-1]", "[^note-1]: The *note*.", "![A ship](https://x.example/a.jpg)", "*The ship.*", "contact-form-7"} {
		if !strings.Contains(got["a-ship.en.md"], want) {
			t.Errorf("%q is not in\n%s", want, got["a-ship.en.md"])
		}
	}
	if !strings.Contains(got["a-ship.tr.md"], "- Bir\n- İki") {
		t.Errorf("blocks:\n%s", got["a-ship.tr.md"])
	}
	if want := []string{`[contact-form-7 id="5"]`}; !slices.Equal(kept, want) {
		t.Errorf("kept %q, want %q", kept, want)
	}
}

func TestREST(t *testing.T) {
	src := `[{"id":10,"date":"2024-01-02T03:04:05","slug":"a-ship","link":"https://x.example/en/a-ship/","title":{"rendered":"A ship"},"content":{"rendered":"<p>Text of the ship.</p>"},"excerpt":{"rendered":""},"lang":"en","translations":{"en":10,"tr":11},"_embedded":{"author":[{"name":"Aylin Demir","link":"https://x.example/author/aylin/","description":"Aylin Demir writes about harbours and about the people who work in them."}]}},
		{"id":11,"date":"2024-01-02T03:04:05","slug":"bir-gemi","link":"https://x.example/bir-gemi/","title":{"rendered":"Bir gemi"},"content":{"rendered":"<p>Geminin metni.</p>"},"excerpt":{"rendered":""},"lang":"tr","translations":{"en":10,"tr":11}},
		{"id":12,"slug":"c","link":"https://x.example/c/","title":{"rendered":"C"},"content":{"rendered":"<p>C.</p>"},"lang":"en","translations":[]}]`
	posts, err := REST("posts.json", []byte(src), "", false, fail)
	if err != nil {
		t.Fatal(err)
	}
	Group(posts, "")
	var got []string
	for _, p := range posts {
		got = append(got, p.Document+"."+p.Locale)
	}
	if want := []string{"a-ship.en", "a-ship.tr", "c.en"}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if posts[0].Authors[0].Biography == "" {
		t.Error("no biography")
	}
	if _, err := REST("x.json", []byte(`{"code":"rest_no_route"}`), "", false, fail); err == nil {
		t.Error("an error answer was taken for posts")
	}
}

// Names of files come from foreign pages.
func TestSlugsStayInTheFolder(t *testing.T) {
	for in, want := range map[string]string{
		"../../etc/passwd": "etc-passwd", "Con": "con-", "": "", "İstanbul’da Çığ": "istanbul-da-çığ", "a/b\\c:d": "a-b-c-d", strings.Repeat("x", 500): strings.Repeat("x", slugLength), "Порт и паром": "порт-и-паром",
	} {
		if got := Slug(in); got != want {
			t.Errorf("Slug(%q) is %q, want %q", in, got, want)
		}
	}
}

func FuzzPage(f *testing.F) {
	for _, locale := range []string{"en", "ru", "tr"} {
		src, err := os.ReadFile("testdata/pages/ferry-" + locale + ".html")
		if err != nil {
			f.Fatal(err)
		}
		f.Add(src)
	}
	f.Add([]byte(strings.Repeat("<div>", 3000) + "x"))
	f.Add([]byte(`<p>a<sup><a href="#fn1">1</a></sup></p><p id=fn1>[1] <a href="#x">1</a></p>`))
	f.Fuzz(func(t *testing.T, src []byte) {
		p, err := Page("x.html", src, "", "https://x.example/a", "")
		if err != nil {
			return
		}
		again, err := Page("x.html", src, "", "https://x.example/a", "")
		if err != nil || again.Body != p.Body {
			t.Errorf("another answer the second time: %v", err)
		}
		if strings.ContainsAny(p.Body, noteOpen+noteClose+keptOpen+keptClose) && !bytes.ContainsAny(src, noteOpen+noteClose+keptOpen+keptClose) && !bytes.Contains(src, []byte("&#")) {
			t.Errorf("a mark is left in %q", p.Body)
		}
	})
}
