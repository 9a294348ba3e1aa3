package history

import (
	"fmt"
	"strings"
	"testing"
)

// A stale paragraph does not become fresh by moving to another page: when a page
// is split, when two are joined, or alone.
func TestMovedToAnotherPage(t *testing.T) {
	const (
		en = "# The stone\n\nThe stone was found in the wall of an old fort.\n\nThe temples paid no taxes after that year.\n\nToday it stands in a museum far away.\n"
		tr = "# Taş\n\nTaş eski bir kalenin duvarında bulunmuştu.\n\nTapınaklar o yıldan sonra vergi ödemedi.\n\nBugün çok uzakta bir müzede duruyor.\n"
	)
	changed := strings.Replace(en, "no taxes", "taxes again", 1)
	cut := func(text string) (head, tail string) {
		at := strings.Index(text, "T") // of the paragraph that is stale, in either language
		for range 2 {
			if i := strings.Index(text[at+1:], "\n\nT"); i >= 0 {
				at += 1 + i
			}
		}
		return strings.TrimSpace(text[:at]) + "\n", strings.TrimSpace(text[at:]) + "\n"
	}
	other := Doc{Source: "en/b.md", Target: "tr/b.md", SourceLocale: "en", TargetLocale: "tr"}
	for _, tc := range []struct {
		name, before, after string // of the other page: what it holds beside what moves there
		join                bool
		want                string
	}{
		{"split", "", "", false, "stale synced"},
		{"moved", "# B\n\nAnother page stands here already.\n", "# B\n\nAnother page stands here already.\n", false, "synced synced stale synced"},
		{"joined", "# B\n\nAnother page stands here already.\n", "# B\n\nAnother page stands here already.\n", true, "synced synced synced synced stale synced"},
	} {
		r := newRepo(t)
		r.write("en/a.md", en)
		if tc.before != "" {
			r.write("en/b.md", tc.before)
		}
		r.commit("source")
		r.write("tr/a.md", tr)
		if tc.before != "" {
			r.write("tr/b.md", strings.Replace(tc.before, "Another page stands", "Burada başka bir sayfa", 1))
		}
		r.commit("translation")
		r.write("en/a.md", changed)
		r.commit("source changes")
		for dir, text := range map[string]string{"en": changed, "tr": tr} {
			head, tail := cut(text)
			if tc.join {
				tail = text
				r.git("rm", "-q", dir+"/a.md")
			} else {
				r.write(dir+"/a.md", head)
			}
			b := tail
			if tc.after != "" {
				b = tc.after + "\n" + tail
				if dir == "tr" {
					b = strings.Replace(b, "Another page stands", "Burada başka bir sayfa", 1)
				}
			}
			r.write(dir+"/b.md", b)
		}
		r.commit(tc.name)
		r.check(tc.name, tc.want, other)
	}
}

// What is known of a paragraph that came from another page does not depend on
// whether that page was asked about as well.
func TestMovedFromAPageNotAskedAbout(t *testing.T) {
	const (
		enA, enB = "Page a begins with these words.\n", "Page b begins with these words.\n"
		trA, trB = "A sayfası bu sözlerle başlar.\n", "B sayfası bu sözlerle başlar.\n"
		was, is  = "\nThe temples paid no taxes after that year.\n", "\nThe temples paid their taxes after that year.\n"
		moves    = "\nTapınaklar o yıldan sonra vergi ödemedi.\n"
	)
	other := Doc{Source: "en/b.md", Target: "tr/b.md", SourceLocale: "en", TargetLocale: "tr"}
	r := newRepo(t)
	r.write("en/a.md", enA)
	r.write("tr/a.md", trA)
	r.write("en/b.md", enB+was)
	r.write("tr/b.md", trB+moves)
	r.commit("two pages")
	r.write("en/b.md", enB+is)
	for n := range 2 * maxBeside {
		r.write(fmt.Sprintf("program/%d.go", n), "package main\n")
	}
	r.commit("the source of the other changes")
	r.write("en/a.md", enA+is)
	r.write("tr/a.md", trA+moves)
	r.write("tr/b.md", trB)
	for n := range 2 * maxBeside {
		r.write(fmt.Sprintf("program/%d.go", n), "package program\n")
	}
	r.commit("a paragraph moves, and a program is changed")
	for _, docs := range [][]Doc{{page, other}, {page}} {
		if got := r.states(r.adopt(docs...).Ledgers[0], page); got != "synced stale" {
			t.Errorf("of %d pages: %s", len(docs), got)
		}
	}
}

func TestPathPair(t *testing.T) {
	for _, tc := range []struct{ target, source, other, want string }{
		{"content/ja/docs/a.md", "content/en/docs/a.md", "content/ja/docs/x/b.md", "content/en/docs/x/b.md"},
		{"content/ja/docs/a.md", "content/en/docs/a.md", "content/fr/docs/b.md", ""},
		{"i18n/de/plugin/v3/a.md", "versioned_docs/v3/a.md", "i18n/de/plugin/v3/b.md", "versioned_docs/v3/b.md"},
		{"tr/a.md", "a.md", "tr/b.md", "b.md"},
		{"posts/a.tr.md", "posts/a.en.md", "posts/b.tr.md", "posts/b.en.md"},
		{"posts/a.tr.md", "posts/a.md", "posts/b.tr.md", "posts/b.md"},
		{"posts/a.tr.md", "posts/a.md", "posts/b.ru.md", ""},
	} {
		p := pathPairOf(tc.target, tc.source)
		got, ok := p.source(tc.other), p.has(tc.other)
		if ok != (tc.want != "") || ok && got != tc.want {
			t.Errorf("%s of %s, and %s: %q %v, want %q", tc.target, tc.source, tc.other, got, ok, tc.want)
		}
	}
}
