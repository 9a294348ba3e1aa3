package project

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"stele/internal/fault"
)

func TestFind(t *testing.T) {
	dir := tree(t, ".git/HEAD", "site/.stele/config.toml", "site/docs/en/a.md", "other/b.md")
	tests := []struct {
		from, root string
		ok         bool
	}{
		{"site/docs/en", "site", true},
		{"site", "site", true},
		{"other", ".", false},
		{".", ".", false},
	}
	for _, tt := range tests {
		root, ok := Find(filepath.Join(dir, tt.from))
		if want := filepath.Join(dir, tt.root); root != want || ok != tt.ok {
			t.Errorf("from %s: %s, %v; want %s, %v", tt.from, root, ok, want, tt.ok)
		}
	}
}

func TestOpenPaths(t *testing.T) {
	site := []string{
		".git/HEAD", ".stele/config.toml: source = 'en'\n[[documents]]\npath = 'docs/{locale}/{path}'\n",
		"docs/en/a.md", "docs/tr/a.md", "docs/en/sub/b.md", "docs/tr/sub/b.md", "docs/en/ab.md",
		"drafts/post.en.md", "drafts/post.tr.md", "drafts/other.md",
	}
	loose := []string{"text/post.en.md", "text/post.tr.md", "text/post.ru.md", "text/more.en.md", "text/more.tr.md", "site/en/a.md", "site/tr/a.md"}
	tests := []struct {
		name  string
		files []string
		dir   string
		paths []string
		want  []string
	}{
		{"one version selects its document", site, ".", []string{"docs/tr/a.md"}, []string{"docs/a"}},
		{"a folder selects what lies in it", site, ".", []string{"docs/tr/sub"}, []string{"docs/sub/b"}},
		{"from below", site, "docs/tr", []string{"sub/b.md", "../en/ab.md"}, []string{"docs/ab", "docs/sub/b"}},
		{"the root selects all", site, "docs", []string{".."}, []string{"docs/a", "docs/ab", "docs/sub/b"}},
		{"no path is the whole project", site, "drafts", nil, []string{"docs/a", "docs/ab", "docs/sub/b"}},
		{"what no pattern covers", site, ".", []string{"drafts/post.tr.md"}, []string{"drafts/post"}},
		{"covered and not", site, ".", []string{"docs/en/a.md", "drafts"}, []string{"docs/a", "drafts/post"}},
		{"a loose file", loose, ".", []string{"text/post.ru.md"}, []string{"post"}},
		{"two loose files", loose, "text", []string{"post.en.md", "more.tr.md"}, []string{"more", "post"}},
		{"a file in a locale's folder", loose, ".", []string{"site/tr/a.md"}, []string{"a"}},
		{"a locale's folder", loose, "site", []string{"tr"}, []string{"a"}},
		{"a part of a repository without configuration", append([]string{".git/HEAD", "x.md", "x.tr.md"}, loose...), "site", nil, []string{"site/a"}},
		{"a part without documents", append([]string{".git/HEAD", "empty/.keep"}, loose...), "empty", nil, []string{"site/a", "text/more", "text/post"}},
		{"another project", loose, "text", []string{"../site"}, []string{"a"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			dir := tree(t, tt.files...)
			p, err := Open(context.Background(), filepath.Join(dir, tt.dir), tt.paths, Options{})
			if err != nil {
				t.Fatal(err)
			}
			var ids []string
			for _, d := range p.Documents {
				ids = append(ids, d.ID)
				for l, f := range d.Files {
					if _, err := os.Stat(p.Abs(f)); err != nil || len(d.Files) < 2 && d.ID != "docs/ab" {
						t.Errorf("%s %s: %v", d.ID, l, err)
					}
				}
			}
			if diff := cmp.Diff(tt.want, ids); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestOpenFaults(t *testing.T) {
	dir := tree(t, "a.md", "broken/.stele/config.toml: sorce = 'en'", "broken/x.md")
	tests := []struct {
		name, dir string
		paths     []string
		opt       Options
		want      fault.ID
	}{
		{"no such path", ".", []string{"b.md"}, Options{}, FaultNoSuchPath},
		{"broken configuration", "broken", nil, Options{}, FaultConfigKey},
		{"no locale", ".", nil, Options{Source: "elvish"}, FaultLocale},
		{"no locale among several", ".", nil, Options{Locales: []string{"tr", "x"}}, FaultLocale},
		{"no folder", "nowhere", nil, Options{}, FaultUnreadable},
		{"no source tree", ".", nil, Options{SourceTree: "nowhere"}, FaultUnreadable},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := Open(context.Background(), filepath.Join(dir, tt.dir), tt.paths, tt.opt)
			if !fault.Is(err, tt.want) {
				t.Errorf("%v, want %s", err, tt.want)
			}
		})
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Open(ctx, dir, nil, Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}

func TestListIsNotLedAstray(t *testing.T) {
	dir := tree(t, "en/a.md", "tr/a.md", "closed/en/b.md")
	if err := os.Symlink("..", filepath.Join(dir, "en", "loop")); err != nil {
		t.Skip(err)
	}
	if err := os.Symlink("a.md", filepath.Join(dir, "en", "alias.md")); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("nowhere", filepath.Join(dir, "tr", "dangling.md")); err != nil {
		t.Fatal(err)
	}
	closed := filepath.Join(dir, "closed")
	if err := os.Chmod(closed, 0); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.Chmod(closed, 0o755) })
	p, err := Open(context.Background(), dir, nil, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"a [en] en=en/a.md tr=tr/a.md"}, shape(p)); diff != "" {
		t.Error(diff)
	}
	if _, err := os.ReadDir(closed); err == nil {
		t.Skip("this user may read every folder")
	}
	if len(p.Warnings) != 1 || p.Warnings[0].ID != FaultUnreadable || p.Warnings[0].Path != "closed" {
		t.Errorf("warnings %v", p.Warnings)
	}
}

func TestFork(t *testing.T) {
	dir := tree(t,
		"original/src/a.md: "+inEnglish, "original/src/sub/b.md: "+inEnglish, "original/README.md: "+inEnglish, "original/.github/x.md: "+inEnglish,
		"ceviri/src/a.md: "+inTurkish, "ceviri/src/only.md: "+inTurkish, "ceviri/README.md: "+inTurkish, "ceviri/.github/x.md: "+inEnglish,
		"content/files/en-us/web/a/index.md: "+inEnglish, "content/files/en-us/web/b/index.md: "+inEnglish,
		"translated/files/de/web/a/index.md: "+inGerman, "translated/files/zh-cn/web/b/index.md: "+inChinese,
	)
	tests := []struct {
		at, original string
		want         []string
	}{
		{"ceviri", "../original", []string{
			"src/a [en] en=../original/src/a.md tr=src/a.md", "src/only [en] tr=src/only.md", "src/sub/b [en] en=../original/src/sub/b.md",
		}},
		{"translated", filepath.Join(dir, "content"), []string{
			"files/web/a/index [en-US] de=files/de/web/a/index.md en-US=../content/files/en-us/web/a/index.md",
			"files/web/b/index [en-US] en-US=../content/files/en-us/web/b/index.md zh-CN=files/zh-cn/web/b/index.md",
		}},
	}
	for _, tt := range tests {
		p, err := Open(context.Background(), filepath.Join(dir, tt.at), nil, Options{SourceTree: tt.original})
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(tt.want, shape(p)); diff != "" {
			t.Errorf("%s: %s", tt.at, diff)
		}
		reopen(t, filepath.Join(dir, tt.at), p)
	}
}

func TestExpected(t *testing.T) {
	dir := tree(t,
		"docs/a.md", "docs/zh-cn/b.md", "docs/b.md", "docs/tr/b.md", "docs/c.mdx", "README.md", "README.tr.md",
	)
	p, err := Open(context.Background(), dir, nil, Options{})
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]map[string]string{
		"docs/a": {"zh-CN": "docs/zh-cn/a.md", "tr": "docs/tr/a.md", "en": "docs/a.md"},
		"docs/c": {"tr": "docs/tr/c.mdx"},
		"README": {"tr": "README.tr.md", "ru": "README.ru.md"},
	}
	for i, d := range p.Documents {
		for locale, file := range want[d.ID] {
			if got := p.Expected(&p.Documents[i], locale); got != file {
				t.Errorf("%s in %s is expected at %q, want %q", d.ID, locale, got, file)
			}
		}
	}
	if d, l, ok := p.Locate("docs/zh-cn/b.md"); !ok || d.ID != "docs/b" || l != "zh-CN" {
		t.Errorf("located %v %s %v", d, l, ok)
	}
}

func TestConfigured(t *testing.T) {
	dir := tree(t,
		".stele/config.toml: "+`
source = "tr"
locales = ["tr", "en", "zh-CN"]
[spelling]
zh-CN = "cn"
[[documents]]
path = "site/{locale}/{path}"
exclude = ["drafts", "site/*/index.md"]
[[documents]]
path = "notes/{path}.{locale}.{ext}"
source = "notes/{path}.{ext}"
include = ["**/*.md"]
paired = true
locales = ["tr", "en"]
`,
		"site/tr/a.md", "site/en/a.md", "site/cn/a.md", "site/ru/a.md", "site/tr/index.md", "site/tr/drafts/x.md", "site/en/drafts/y/z.md",
		"notes/b.md", "notes/b.en.md", "notes/alone.md", "notes/c.txt", "notes/c.en.txt",
		"site/zh_cn/a.md",
	)
	p, err := Open(context.Background(), dir, nil, Options{})
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"notes/b [tr] en=notes/b.en.md tr=notes/b.md",
		"site/a [tr] en=site/en/a.md tr=site/tr/a.md zh-CN=site/cn/a.md",
	}
	if diff := cmp.Diff(want, shape(p)); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"en", "tr"}, p.Documents[0].Locales); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"en", "tr", "zh-CN"}, p.Documents[1].Locales); diff != "" {
		t.Error(diff)
	}
	if len(p.Warnings) != 1 || p.Warnings[0].ID != FaultTwoVersions || p.Warnings[0].Path != "site/zh_cn/a.md" {
		t.Errorf("warnings %v", p.Warnings)
	}
}

// What a pattern names is looked at though its folder is one of those left out.
func TestConfiguredHiddenFolder(t *testing.T) {
	dir := tree(t, ".stele/config.toml: source = 'en'\n[[documents]]\npath = 'vendor/.texts/{locale}/{path}'",
		".gitignore: vendor/", "vendor/.texts/en/a.md", "vendor/.texts/tr/a.md", "vendor/other/en/b.md")
	p, err := Open(context.Background(), dir, nil, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{".texts/a"}, []string{p.Documents[0].ID[len("vendor/"):]}); diff != "" || len(p.Documents) != 1 {
		t.Error(diff, shape(p))
	}
}

// A configuration without patterns guides recognition.
func TestConfigWithoutPatterns(t *testing.T) {
	dir := tree(t, ".stele/config.toml: source = 'de'\nlocales = ['de', 'tr']", "docs/en/a.md", "docs/de/a.md", "docs/tr/a.md")
	p, err := Open(context.Background(), dir, nil, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"docs/a [de] de=docs/de/a.md tr=docs/tr/a.md"}, shape(p)); diff != "" {
		t.Error(diff)
	}
	if p.Layout.Configured {
		t.Error("recognised patterns pass for configured ones")
	}
	p, err = Open(context.Background(), dir, nil, Options{Source: "tr", Locales: []string{"tr", "EN"}})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"docs/a [tr] en=docs/en/a.md tr=docs/tr/a.md"}, shape(p)); diff != "" {
		t.Error(diff)
	}
}

func TestAlternatives(t *testing.T) {
	p, err := Open(context.Background(), tree(t, "files/de/a.md: "+inGerman, "files/de/b.md: "+inGerman), nil, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if len(p.Documents) != 0 || len(p.Layout.Alternatives) != 1 || p.Layout.Alternatives[0].Reasons[0].ID != ReasonNoSource {
		t.Errorf("%+v", p.Layout)
	}
	p, err = Open(context.Background(), tree(t, "docs/en/a.md", "docs/tr/a.md", "docs/a.md"), nil, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"docs/a [en] en=docs/en/a.md tr=docs/tr/a.md"}, shape(p)); diff != "" {
		t.Error(diff)
	}
	if len(p.Layout.Alternatives) != 1 || p.Layout.Alternatives[0].Pattern.Source != "docs/{path}" {
		t.Errorf("%+v", p.Layout)
	}
	want := []Reason{
		{ReasonSiblings, map[string]any{"Folder": "docs/{locale}", "Locales": []string{"en", "tr"}}},
		{ReasonParallel, map[string]any{"Locale": "tr", "Shared": 1, "Files": 1}},
		{ReasonEnglish, map[string]any{"Locale": "en"}},
	}
	if diff := cmp.Diff(want, p.Layout.Families[0].Reasons); diff != "" {
		t.Error(diff)
	}
}

// A translation of a whole repository is told by its texts, though English ones
// that nobody has got to stand beside them.
func TestOnlyLocaleOfAnUnfinishedTranslation(t *testing.T) {
	for want, files := range map[string][]string{
		"tr": {"a.md: " + inTurkish, "b.md: " + inTurkish, "c.md: " + inEnglish, "d.md: " + inEnglish, "e.md: " + inEnglish},
		"":   {"a.md: " + inTurkish, "b.md: " + inTurkish, "c.md: " + inRussian, "d.md: " + inRussian, "e.md: " + inGerman, "f.md: " + inGerman},
	} {
		p, err := Open(context.Background(), tree(t, files...), nil, Options{})
		if err != nil {
			t.Fatal(err)
		}
		if p.Layout.OnlyLocale != want {
			t.Errorf("%v are in %q, want %q", files, p.Layout.OnlyLocale, want)
		}
	}
}
