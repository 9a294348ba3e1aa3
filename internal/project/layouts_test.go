package project

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Sentences of our own in languages that the samples need to be told apart by.
const (
	inEnglish = "The river was high this morning and nobody had thought of bringing the boats up before the rain began.\n"
	inTurkish = "Bu sabah nehir yükselmişti ve yağmur başlamadan önce kayıkları yukarı çekmek kimsenin aklına gelmemişti.\n"
	inRussian = "Этим утром река поднялась, и никто не подумал вытащить лодки на берег до того, как начался дождь.\n"
	inChinese = "今天早上河水涨得很高，下雨之前谁也没有想到要把小船拉到岸上去，大家都很着急。\n"
	inTaiwan  = "今天早上河水漲得很高，下雨之前誰也沒有想到要把小船拉到岸上去，大家都很著急。\n"
	inPersian = "امروز صبح آب رودخانه بالا آمده بود و هیچ کس به فکر نیفتاده بود که پیش از آغاز باران قایقها را به خشکی بکشد.\n"
	inIndones = "Pagi ini air sungai naik tinggi dan tidak ada seorang pun yang terpikir untuk menarik perahu ke darat sebelum hujan turun.\n"
	inGerman  = "Heute Morgen stand der Fluss hoch, und niemand hatte daran gedacht, die Boote vor dem Regen an Land zu ziehen.\n"
)

var layouts = []struct {
	name  string
	files []string
	want  []string
}{
	{
		"hugo by folder",
		[]string{
			"hugo.toml: baseURL='https://example.org/'\ndefaultContentLanguage='en'\n[languages.en]\n[languages.tr]",
			"content/en/_index.md", "content/en/docs/a.md", "content/tr/docs/a.md", "layouts/index.html", "README.md",
		},
		[]string{"_index [en] en=content/en/_index.md", "docs/a [en] en=content/en/docs/a.md tr=content/tr/docs/a.md"},
	},
	{
		"hugo by suffix counts pages without translation",
		[]string{
			"config.yaml: baseURL: https://example.org\nlanguages:\n  en: {}\n  tr: {}\n",
			"content/a.md", "content/b.md", "content/c/index.md", "content/c/index.tr.md", "README.md",
		},
		[]string{"a [en] en=content/a.md", "b [en] en=content/b.md", "c/index [en] en=content/c/index.md tr=content/c/index.tr.md"},
	},
	{
		"hugo contentDir",
		[]string{
			"config/_default/languages.toml: [en]\ncontentDir='content/main'\n[tr]\ncontentDir='content/ceviri'",
			"config/_default/hugo.toml: baseURL='https://example.org'\ndefaultContentLanguage='en'",
			"content/main/a.md", "content/ceviri/a.md",
		},
		[]string{"a [en] en=content/main/a.md tr=content/ceviri/a.md"},
	},
	{
		"hugo translationKey",
		[]string{
			"hugo.toml: baseURL='https://example.org/'\n[languages.en]\n[languages.tr]",
			"content/en/river.md: ---\ntranslationKey: water\n---\n", "content/tr/nehir.md: ---\ntranslationKey: \"water\"\n---\n",
			"content/en/a.md", "content/tr/a.md",
		},
		[]string{"a [en] en=content/en/a.md tr=content/tr/a.md", "river [en] en=content/en/river.md tr=content/tr/nehir.md"},
	},
	{
		"docusaurus",
		[]string{
			"docusaurus.config.js: module.exports = {i18n: {defaultLocale: 'en', locales: ['en', 'tr']}}",
			"docs/intro.md", "docs/guide/a.mdx", "docs/guide/b.md", "blog/2020-01-01-hello.md",
			"versioned_docs/version-1.0/intro.md",
			"i18n/tr/docusaurus-plugin-content-docs/current/intro.md",
			"i18n/tr/docusaurus-plugin-content-docs/current/guide/a.mdx",
			"i18n/tr/docusaurus-plugin-content-docs/version-1.0/intro.md",
			"i18n/tr/docusaurus-plugin-content-blog/2020-01-01-hello.md",
			"README.md",
		},
		[]string{
			"blog/2020-01-01-hello [en] en=blog/2020-01-01-hello.md tr=i18n/tr/docusaurus-plugin-content-blog/2020-01-01-hello.md",
			"docs/guide/a [en] en=docs/guide/a.mdx tr=i18n/tr/docusaurus-plugin-content-docs/current/guide/a.mdx",
			"docs/guide/b [en] en=docs/guide/b.md",
			"docs/intro [en] en=docs/intro.md tr=i18n/tr/docusaurus-plugin-content-docs/current/intro.md",
			"versioned_docs/version-1.0/intro [en] en=versioned_docs/version-1.0/intro.md tr=i18n/tr/docusaurus-plugin-content-docs/version-1.0/intro.md",
		},
	},
	{
		"starlight with a root locale",
		[]string{
			"astro.config.mjs: starlight({ defaultLocale: 'root', locales: { root: { label: 'English', lang: 'en' }, 'pt-br': { lang: 'pt-BR' } } })",
			"src/content/docs/index.mdx", "src/content/docs/guides/a.md", "src/content/docs/pt-br/index.mdx", "src/content/docs/pt-br/guides/a.md",
		},
		[]string{
			"docs/guides/a [en] en=src/content/docs/guides/a.md pt-BR=src/content/docs/pt-br/guides/a.md",
			"docs/index [en] en=src/content/docs/index.mdx pt-BR=src/content/docs/pt-br/index.mdx",
		},
	},
	{
		"mkdocs by suffix, source not English",
		[]string{
			"mkdocs.yml: plugins:\n  - search\n  - i18n:\n      docs_structure: suffix\n      languages:\n        - locale: de\n          default: true\n        - locale: en\n",
			"docs/index.md", "docs/index.en.md", "docs/only.md", "docs/sub/a.md", "docs/sub/a.en.md",
		},
		[]string{
			"docs/index [de] de=docs/index.md en=docs/index.en.md",
			"docs/only [de] de=docs/only.md",
			"docs/sub/a [de] de=docs/sub/a.md en=docs/sub/a.en.md",
		},
	},
	{
		"a site in each locale's folder",
		[]string{"docs/en/mkdocs.yml", "docs/en/docs/a.md", "docs/en/overrides/main.html", "docs/tr/docs/a.md", "docs/ru/docs/a.md"},
		[]string{"docs/docs/a [en] en=docs/en/docs/a.md ru=docs/ru/docs/a.md tr=docs/tr/docs/a.md"},
	},
	{
		"jekyll collection with folders inside",
		[]string{"_config.yml: title: x", "_articles/a.md", "_articles/b.md", "_articles/tr/a.md", "_articles/ru/a.md", "_articles/ru/b.md"},
		[]string{
			"_articles/a [en] en=_articles/a.md ru=_articles/ru/a.md tr=_articles/tr/a.md",
			"_articles/b [en] en=_articles/b.md ru=_articles/ru/b.md",
		},
	},
	{
		"jekyll collections of other languages",
		[]string{
			"_config.yml: title: x", "_tour/a.md: " + inEnglish, "_guides/b.md: " + inEnglish, "_tr/tour/a.md: " + inTurkish,
			"_ru/tour/a.md: " + inRussian, "_ru/guides/b.md: " + inRussian, "_layouts/page.html", "index.md",
		},
		[]string{
			"_guides/b [en] en=_guides/b.md ru=_ru/guides/b.md",
			"_tour/a [en] en=_tour/a.md ru=_ru/tour/a.md tr=_tr/tour/a.md",
		},
	},
	{
		"a README above, translated among the documents",
		[]string{
			"README.md: " + inEnglish, "docs/a.md: " + inEnglish, "docs/b.md: " + inEnglish, "docs/tr/a.md: " + inTurkish, "docs/tr/README.md: " + inTurkish,
			"docs/ru/a.md: " + inRussian, "docs/ru/b.md: " + inRussian, "docs/ru/README.md: " + inRussian,
		},
		[]string{
			"README [en] en=README.md ru=docs/ru/README.md tr=docs/tr/README.md",
			"docs/a [en] en=docs/a.md ru=docs/ru/a.md tr=docs/tr/a.md",
			"docs/b [en] en=docs/b.md ru=docs/ru/b.md",
		},
	},
	{
		"a README above that the documents' own goes before",
		[]string{
			"README.md: " + inEnglish, "docs/README.md: " + inEnglish, "docs/b.md: " + inEnglish, "docs/ru/b.md: " + inRussian, "docs/ru/README.md: " + inRussian,
		},
		[]string{"docs/README [en] en=docs/README.md ru=docs/ru/README.md", "docs/b [en] en=docs/b.md ru=docs/ru/b.md"},
	},
	{
		"jekyll posts by lang and ref",
		[]string{
			"_config.yml: lang: en",
			"_posts/2020-01-01-hello.md: ---\nlang: en\nref: hello\n---\n",
			"_posts/2020-01-03-merhaba.md: ---\nlang: tr\nref: hello\n---\n",
			"_posts/2020-01-02-alone.md: ---\ntitle: x\n---\n",
		},
		[]string{
			"_posts/2020-01-01-hello [en] en=_posts/2020-01-01-hello.md tr=_posts/2020-01-03-merhaba.md",
			"_posts/2020-01-02-alone [en] en=_posts/2020-01-02-alone.md",
		},
	},
	{
		"source at the root in a language of its own, English in a folder",
		[]string{
			"yazilar/a.md: " + inTurkish, "yazilar/b.md: " + inTurkish, "hakkinda.md: " + inTurkish,
			"en/yazilar/a.md: " + inEnglish, "en/yazilar/b.md: " + inEnglish, "ru/yazilar/a.md: " + inRussian,
		},
		[]string{
			"yazilar/a [tr] en=en/yazilar/a.md ru=ru/yazilar/a.md tr=yazilar/a.md",
			"yazilar/b [tr] en=en/yazilar/b.md tr=yazilar/b.md",
		},
	},
	{
		"articles named in each language, linked by a key",
		[]string{
			"en/news/river.md: ---\nref: river\n---\n", "tr/haberler/nehir.md: ---\nref: river\n---\n", "ru/novosti/reka.md: ---\nref: river\n---\n",
			"en/news/boats.md: ---\nref: boats\n---\n", "tr/haberler/kayiklar.md: ---\nref: boats\n---\n",
		},
		[]string{
			"news/boats [en] en=en/news/boats.md tr=tr/haberler/kayiklar.md",
			"news/river [en] en=en/news/river.md ru=ru/novosti/reka.md tr=tr/haberler/nehir.md",
		},
	},
	{
		"trees at the root",
		[]string{"en/about/index.md", "en/news/a.md", "zh_tw/about/index.md", "pt/about/index.md", "README.md", "lib/x.md"},
		[]string{
			"about/index [en] en=en/about/index.md pt=pt/about/index.md zh-TW=zh_tw/about/index.md",
			"news/a [en] en=en/news/a.md",
		},
	},
	{
		"source at the root, translations in folders beside it",
		[]string{"guide/a.md", "guide/b.md", "index.md", "zh/guide/a.md", "zh/index.md", "ja/guide/a.md", "tools/notes.md", "LICENSE.txt"},
		[]string{
			"guide/a [en] en=guide/a.md ja=ja/guide/a.md zh=zh/guide/a.md",
			"guide/b [en] en=guide/b.md",
			"index [en] en=index.md zh=zh/index.md",
		},
	},
	{
		"folders with a suffix",
		[]string{"pages/common/a.md", "pages/linux/b.md", "pages.tr/common/a.md", "pages.zh_TW/common/a.md", "pages.id/linux/b.md", "scripts/x.md"},
		[]string{
			"pages/common/a [en] en=pages/common/a.md tr=pages.tr/common/a.md zh-TW=pages.zh_TW/common/a.md",
			"pages/linux/b [en] en=pages/linux/b.md id=pages.id/linux/b.md",
		},
	},
	{
		"a fork in a folder of its own",
		[]string{"example.dev/src/a.md", "tr.example.dev/src/a.md", "example.dev/README.md"},
		[]string{"example.dev/README [en] en=example.dev/README.md", "example.dev/src/a [en] en=example.dev/src/a.md tr=tr.example.dev/src/a.md"},
	},
	{
		"README family with dots",
		[]string{"README.md", "README.tr.md", "README.zh-CN.md", "CONTRIBUTING.md", "docs/a.md"},
		[]string{"README [en] en=README.md tr=README.tr.md zh-CN=README.zh-CN.md"},
	},
	{
		"README family with underscores",
		[]string{"README.md", "README_ru.md", "README_pt_BR.md", "notes.md"},
		[]string{"README [en] en=README.md pt-BR=README_pt_BR.md ru=README_ru.md"},
	},
	{
		"README family with hyphens and a doubtful member",
		[]string{"README.md", "README-ru.md", "README-zh-Hans-CN.md", "README-id.md"},
		[]string{"README [en] en=README.md id=README-id.md ru=README-ru.md zh-Hans-CN=README-zh-Hans-CN.md"},
	},
	{
		"en and en-US are one locale unless a document has both",
		[]string{"a.md", "a.zh-CN.md", "b.md", "b.zh-CN.md", "c.md", "c.zh-CN.md", "d.en-US.md", "d.zh-CN.md"},
		[]string{
			"a [en] en=a.md zh-CN=a.zh-CN.md", "b [en] en=b.md zh-CN=b.zh-CN.md", "c [en] en=c.md zh-CN=c.zh-CN.md",
			"d [en] en=d.en-US.md zh-CN=d.zh-CN.md",
		},
	},
	{
		"README family with every separator",
		[]string{
			"README.md: " + inEnglish, "README.tr.md: " + inTurkish, "README_ru.md: " + inRussian, "README-de.md: " + inGerman,
			"README-go.md: " + inEnglish, "README_id.md: " + inIndones, "src/README-tr.md: " + inTurkish,
		},
		[]string{"README [en] de=README-de.md en=README.md id=README_id.md ru=README_ru.md tr=README.tr.md"},
	},
	{
		"one of another separator beside a whole folder of pairs",
		[]string{"a.md", "a.tr.md", "b.md", "b.tr.md", "README.md: " + inEnglish, "README.tr.md: " + inTurkish, "README_ru.md: " + inRussian},
		[]string{"README [en] en=README.md ru=README_ru.md tr=README.tr.md", "a [en] en=a.md tr=a.tr.md", "b [en] en=b.md tr=b.tr.md"},
	},
	{
		"README in docs and others beside it",
		[]string{"README.md: " + inEnglish, "docs/tr/README.md: " + inTurkish, "README.ru.md: " + inRussian, "docs/guide.md"},
		[]string{"README [en] en=README.md ru=README.ru.md tr=docs/tr/README.md"},
	},
	{
		"README family in a folder per locale",
		[]string{"README.md", "translations/tr/README.md", "translations/de/README.md", "src/README.md"},
		[]string{"README [en] de=translations/de/README.md en=README.md tr=translations/tr/README.md"},
	},
	{
		"README family in another folder",
		[]string{"README.md", "docs/README.tr.md", "docs/README.fr.md", "docs/a.md"},
		[]string{"README [en] en=README.md fr=docs/README.fr.md tr=docs/README.tr.md"},
	},
	{
		"Chinese README with an English version",
		[]string{"README.md: " + inChinese, "README.en.md: " + inEnglish},
		[]string{"README [zh-CN] en=README.en.md zh-CN=README.md"},
	},
	{
		"sphinx",
		[]string{
			"docs/conf.py: language = 'en'", "docs/index.rst", "docs/usage/a.rst",
			"docs/locale/tr/LC_MESSAGES/index.po", "docs/locale/tr/LC_MESSAGES/usage/a.po", "docs/locale/pt_BR/LC_MESSAGES/usage/a.po",
		},
		[]string{
			"docs/index [en] en=docs/index.rst tr=docs/locale/tr/LC_MESSAGES/index.po",
			"docs/usage/a [en] en=docs/usage/a.rst pt-BR=docs/locale/pt_BR/LC_MESSAGES/usage/a.po tr=docs/locale/tr/LC_MESSAGES/usage/a.po",
		},
	},
	{
		"sphinx with a catalogue for each folder, and for the source's language",
		[]string{
			"docs/conf.py: language = 'en'", "docs/index.rst: " + inEnglish, "docs/guide/a.rst: " + inEnglish, "docs/guide/b.rst", "docs/install.rst",
			"docs/locales/en/LC_MESSAGES/index.po", "docs/locales/en/LC_MESSAGES/guide.po", "docs/locales/en/LC_MESSAGES/install.po",
			"docs/locales/es/LC_MESSAGES/index.po: msgid \"" + inEnglish[:40] + "\"\nmsgstr \"\"\n", "docs/locales/es/LC_MESSAGES/guide.po", "docs/locales/es/LC_MESSAGES/install.po",
		},
		[]string{
			"docs/guide/a [en] en=docs/guide/a.rst es=docs/locales/es/LC_MESSAGES/guide.po",
			"docs/guide/b [en] en=docs/guide/b.rst es=docs/locales/es/LC_MESSAGES/guide.po",
			"docs/index [en] en=docs/index.rst es=docs/locales/es/LC_MESSAGES/index.po",
			"docs/install [en] en=docs/install.rst es=docs/locales/es/LC_MESSAGES/install.po",
		},
	},
	{
		"mdbook with gettext",
		[]string{"book.toml: [book]\nlanguage = 'en'", "src/SUMMARY.md", "src/a/b.md", "po/tr.po", "po/ru.po", "po/messages.pot"},
		[]string{
			"src/SUMMARY [en] en=src/SUMMARY.md ru=po/ru.po tr=po/tr.po",
			"src/a/b [en] en=src/a/b.md ru=po/ru.po tr=po/tr.po",
		},
	},
	{
		"a program's catalogues are no documents",
		[]string{"po/tr.po", "po/ru.po", "locale/de/LC_MESSAGES/app.po", "locale/tr/LC_MESSAGES/app.po", "README.md"},
		nil,
	},
	{
		"one folder per article",
		[]string{"posts/one/en.md", "posts/one/tr.md", "posts/two/en.md", "posts/two/ru.md"},
		[]string{"posts/one [en] en=posts/one/en.md tr=posts/one/tr.md", "posts/two [en] en=posts/two/en.md ru=posts/two/ru.md"},
	},
	{
		"programming languages are no locales",
		[]string{"sdk/go/install.md", "sdk/js/install.md", "sdk/api/install.md", "sdk/cs/install.md", "sdk/id/install.md", "sdk/install.md"},
		nil,
	},
	{
		"chapters between locales are no locales",
		[]string{"docs/en/go/a.md", "docs/en/id/a.md", "docs/tr/go/a.md", "docs/tr/id/a.md", "docs/en/api.md", "docs/tr/api.md"},
		[]string{
			"docs/api [en] en=docs/en/api.md tr=docs/tr/api.md",
			"docs/go/a [en] en=docs/en/go/a.md tr=docs/tr/go/a.md",
			"docs/id/a [en] en=docs/en/id/a.md tr=docs/tr/id/a.md",
		},
	},
	{
		"Indonesian is told from ids by its text",
		[]string{"docs/guide.md: " + inEnglish, "docs/id/guide.md: " + inIndones, "docs/my/guide.md: Ask me. " + inEnglish, "docs/tr/guide.md: " + inTurkish},
		[]string{
			"docs/guide [en] en=docs/guide.md id=docs/id/guide.md tr=docs/tr/guide.md",
			"docs/my/guide [en] en=docs/my/guide.md",
		},
	},
	{
		"words that end like locales",
		[]string{"sign.md: " + inEnglish, "sign-in.md: " + inEnglish, "how.md", "how-to.md", "plug-in.md", "check-it.md", "check.md", "sign-in-276.md", "sign-in-277.md"},
		nil,
	},
	{
		"countries are no locales",
		[]string{
			"offices/de/visit.md: " + inEnglish, "offices/fr/visit.md: We moved. " + inEnglish, "offices/it/visit.md: Ring twice. " + inEnglish,
		},
		nil,
	},
	{
		"copies that nobody has translated yet are versions",
		[]string{"docs/en/a.md: " + inEnglish, "docs/de/a.md: " + inEnglish},
		[]string{"docs/a [en] de=docs/de/a.md en=docs/en/a.md"},
	},
	{
		"countries' codes in place of languages'",
		[]string{"docs/guide.md: " + inEnglish, "docs/more.md: " + inEnglish, "docs/cn/guide.md: " + inChinese, "docs/cn/more.md: " + inChinese},
		[]string{
			"docs/guide [en] en=docs/guide.md zh-CN=docs/cn/guide.md",
			"docs/more [en] en=docs/more.md zh-CN=docs/cn/more.md",
		},
	},
	{
		"names of languages",
		[]string{"english/a.md", "english/b.md", "turkish/a.md", "russian/b.md"},
		[]string{"a [en] en=english/a.md tr=turkish/a.md", "b [en] en=english/b.md ru=russian/b.md"},
	},
	{
		"no English at all",
		[]string{"docs/de/a.md", "docs/de/b.md", "docs/fr/a.md"},
		[]string{"docs/a [de] de=docs/de/a.md fr=docs/fr/a.md", "docs/b [de] de=docs/de/b.md"},
	},
	{
		"formats differ between locales",
		[]string{"docs/en/a.mdx", "docs/tr/a.md", "docs/en/b.md", "docs/tr/b.md"},
		[]string{"docs/a [en] en=docs/en/a.mdx tr=docs/tr/a.md", "docs/b [en] en=docs/en/b.md tr=docs/tr/b.md"},
	},
	{
		"one name in two formats is two documents",
		[]string{"docs/en/a.md", "docs/en/a.html", "docs/tr/a.md", "docs/tr/a.html"},
		[]string{"docs/a.html [en] en=docs/en/a.html tr=docs/tr/a.html", "docs/a.md [en] en=docs/en/a.md tr=docs/tr/a.md"},
	},
	{
		"odd names",
		[]string{"my post.en.md", "my post.tr.md", "a\nb.en.txt", "a\nb.tr.txt", "{x}.en.md", "{x}.tr.md", "q*.en.md", "q*.tr.md"},
		[]string{
			"a\nb [en] en=a\nb.en.txt tr=a\nb.tr.txt", "my post [en] en=my post.en.md tr=my post.tr.md",
			"q* [en] en=q*.en.md tr=q*.tr.md", "{x} [en] en={x}.en.md tr={x}.tr.md",
		},
	},
	{
		"one odd name",
		[]string{"docs/{a}*.en.md", "docs/{a}*.tr.md", "b.md"},
		[]string{"docs/{a}* [en] en=docs/{a}*.en.md tr=docs/{a}*.tr.md"},
	},
	{
		"a folder that no pattern can name",
		[]string{"x{y}/en/a.md", "x{y}/tr/a.md", "b.en.md", "b.tr.md"},
		[]string{"b [en] en=b.en.md tr=b.tr.md"},
	},
	{
		"two layouts in one tree",
		[]string{"site/en/a.md", "site/tr/a.md", "README.md", "README.tr.md"},
		[]string{"README [en] en=README.md tr=README.tr.md", "site/a [en] en=site/en/a.md tr=site/tr/a.md"},
	},
	{
		"a start page is README here and index there",
		[]string{
			"README.md: " + inEnglish, "docs/index.md: " + inEnglish, "docs/guide/README.md: " + inEnglish, "docs/guide/a.md: " + inEnglish,
			"docs/tr/README.md: " + inTurkish, "docs/tr/guide/index.md: " + inTurkish, "docs/tr/guide/a.md: " + inTurkish,
		},
		[]string{
			"docs/guide/README [en] en=docs/guide/README.md tr=docs/tr/guide/index.md",
			"docs/guide/a [en] en=docs/guide/a.md tr=docs/tr/guide/a.md", "docs/index [en] en=docs/index.md tr=docs/tr/README.md",
		},
	},
	{
		"a source in one script beside folders in another",
		[]string{
			"docs/a.md: " + inChinese, "docs/b.md: " + inChinese, "README.md: " + inChinese, "en/docs/a.md: " + inEnglish, "en/docs/b.md: " + inEnglish,
			"en/README.md: " + inEnglish, "zh-hant/docs/a.md: " + inTaiwan, "zh-hant/docs/b.md: " + inTaiwan, "zh-hant/README.md: " + inTaiwan,
		},
		[]string{
			"README [zh-Hans] en=en/README.md zh-Hans=README.md zh-Hant=zh-hant/README.md",
			"docs/a [zh-Hans] en=en/docs/a.md zh-Hans=docs/a.md zh-Hant=zh-hant/docs/a.md",
			"docs/b [zh-Hans] en=en/docs/b.md zh-Hans=docs/b.md zh-Hant=zh-hant/docs/b.md",
		},
	},
	{
		"a site that names no languages translates only what it translates",
		[]string{
			"config.yaml: baseURL: https://example.org\n", "content/a.md", "content/b.md", "content/c.md", "content/d.md", "content/e.md", "content/f.md",
			"content/g.md", "content/h.md", "content/i.md", "content/a-cn.md: " + inChinese,
		},
		[]string{"a [en] en=content/a.md zh-CN=content/a-cn.md"},
	},
	{
		"folders with the English names of languages",
		[]string{
			"src/_template/README.md: " + inEnglish, "src/farsi/README.md: " + inPersian, "src/chinese-traditional/README.md: " + inTaiwan,
			"src/turkish/README.md: " + inTurkish, "src/russian/README.md: " + inRussian, "src/german/README.md: " + inGerman,
		},
		[]string{"src/_template/README [en] de=src/german/README.md en=src/_template/README.md fa=src/farsi/README.md " +
			"ru=src/russian/README.md tr=src/turkish/README.md zh-Hant=src/chinese-traditional/README.md"},
	},
	{
		"a README that a folder of languages translates",
		[]string{
			"README.md: " + inEnglish, "translations/ru.md: " + inRussian, "translations/tr.md: " + inTurkish, "translations/de.md: " + inGerman,
		},
		[]string{"README [en] de=translations/de.md en=README.md ru=translations/ru.md tr=translations/tr.md"},
	},
	{
		"a folder of languages that says what it is",
		[]string{"README.md: " + inEnglish, "about/ru.md: " + inRussian, "about/tr.md: " + inTurkish, "about/de.md: " + inGerman},
		[]string{"about [de] de=about/de.md ru=about/ru.md tr=about/tr.md"},
	},
	{
		"a folder beside others of another kind is no language without text",
		[]string{
			"README.md", "expected/amd/a.txt: 1", "expected/cjs/a.txt: 1", "expected/es/a.txt: 1", "expected/amd/b.txt: 2", "expected/es/b.txt: 2",
		},
		nil,
	},
	{
		"packages and rendered sites are left out",
		[]string{
			"package.json: {}", "docs/en/a.md", "docs/tr/a.md", "node_modules/x/en/b.md", "node_modules/x/tr/b.md",
			"build/index.html", "build/en/c.html", "build/tr/c.html", "docs/en/build/d.md", ".cache/en/e.md", ".cache/tr/e.md",
			".gitignore: /out/\n*.tmp.md\n", "out/en/f.md", "out/tr/f.md", "docs/en/x.tmp.md",
		},
		[]string{"docs/a [en] en=docs/en/a.md tr=docs/tr/a.md", "docs/build/d [en] en=docs/en/build/d.md"},
	},
}

func TestLayouts(t *testing.T) {
	for _, tt := range layouts {
		t.Run(tt.name, func(t *testing.T) {
			dir := tree(t, tt.files...)
			p, err := Open(context.Background(), dir, nil, Options{})
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, shape(p)); diff != "" {
				t.Errorf("%s\npatterns %+v", diff, p.Config.Documents)
			}
			again, err := Open(context.Background(), dir, nil, Options{})
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(p.Config, again.Config); diff != "" {
				t.Errorf("twice is not the same: %s", diff)
			}
			reopen(t, dir, p)
		})
	}
}

// reopen checks that what was recognised, written as configuration, gives the
// same documents.
func reopen(t *testing.T, dir string, p *Project) {
	t.Helper()
	if len(p.Documents) == 0 {
		return
	}
	text := p.Config.Marshal(nil)
	if err := os.MkdirAll(filepath.Join(dir, ".stele"), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, filepath.FromSlash(ConfigPath)), text, 0o666); err != nil {
		t.Fatal(err)
	}
	q, err := Open(context.Background(), dir, nil, Options{})
	if err != nil {
		t.Fatalf("%v in\n%s", err, text)
	}
	if !q.Layout.Configured {
		t.Error("the configuration was not found")
	}
	if diff := cmp.Diff(shape(p), shape(q)); diff != "" {
		t.Errorf("configured otherwise than recognised: %s with\n%s", diff, text)
	}
	for i := range q.Documents {
		if diff := cmp.Diff(p.Documents[i].Locales, q.Documents[i].Locales); diff != "" {
			t.Errorf("%s: %s", q.Documents[i].ID, diff)
		}
	}
}

// A biography may be in one language only; beside articles that have several it
// is a document all the same.
func TestPeopleBesideArticles(t *testing.T) {
	root := t.TempDir()
	for name, text := range map[string]string{
		"a.en.md": "One two three.", "a.tr.md": "Bir iki üç.", "people/ada.tr.md": "Ada limanlar hakkında yazar.", "people/notes.md": "Not a person.",
	} {
		file := filepath.Join(root, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	p, err := Open(context.Background(), root, nil, Options{NoConfig: true})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, d := range p.Documents {
		got = append(got, d.ID)
	}
	if want := []string{"a", "people/ada"}; !slices.Equal(got, want) {
		t.Errorf("documents %v, want %v", got, want)
	}
}
