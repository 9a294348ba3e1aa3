package project

import (
	"encoding/json"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/pelletier/go-toml/v2"
	"go.yaml.in/yaml/v4"

	"stele/internal/lang"
)

// site is what the configuration of a site generator says about languages.
type site struct {
	generator, file string
	dir             string // with a slash; "" for the root
	source          string // locale; "" when it does not say
	locales         map[string]bool
	folders         map[string]string // folder → its locale, where the name does not say it
	content         string            // folder of the pages, with a slash
}

// siteFile tells the generator by the name of its configuration, or "".
func siteFile(name string) string {
	base := path.Base(name)
	stem, ext, _ := strings.Cut(base, ".")
	switch base {
	case "mkdocs.yml", "mkdocs.yaml":
		return "mkdocs"
	case "_config.yml", "_config.yaml":
		return "jekyll"
	case "book.toml":
		return "mdbook"
	case "conf.py":
		return "sphinx"
	case "next.config.js", "next.config.mjs", "next.config.ts":
		return "next"
	}
	switch {
	case strings.HasPrefix(path.Base(path.Dir(name)), ".vitepress"), strings.Contains(name, ".vitepress/config/"):
		return "vitepress"
	case strings.HasPrefix(base, "docusaurus.config."):
		return "docusaurus"
	case strings.HasPrefix(base, "astro.config."):
		return "astro"
	case stem == "hugo", stem == "config" || stem == "languages":
		switch ext {
		case "toml", "yaml", "yml", "json":
			return "hugo"
		}
	}
	return ""
}

const siteFileLimit = 1 << 20

// readSite reads a generator's configuration; nil when it says nothing.
func readSite(root, name string) *site {
	info, err := os.Stat(filepath.Join(root, filepath.FromSlash(name)))
	if err != nil || info.Size() > siteFileLimit {
		return nil
	}
	data, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(name)))
	if err != nil {
		return nil
	}
	s := &site{
		generator: siteFile(name), file: name, dir: siteDir(name),
		locales: map[string]bool{}, folders: map[string]string{},
	}
	switch s.generator {
	case "hugo":
		if !s.hugo(decode(name, data)) {
			return nil
		}
	case "mkdocs":
		s.mkdocs(decode(name, data))
	case "jekyll":
		s.jekyll(decode(name, data))
	case "mdbook":
		s.mdbook(decode(name, data))
	default:
		s.script(string(data))
	}
	return s
}

// siteDir is the folder that a configuration is about.
func siteDir(name string) string {
	dir := path.Dir(name)
	for _, own := range []string{"config/_default", ".vitepress/config", ".vitepress"} {
		if dir == own {
			return ""
		}
		if rest, ok := strings.CutSuffix(dir, "/"+own); ok {
			return rest + "/"
		}
	}
	if dir == "." {
		return ""
	}
	return dir + "/"
}

func decode(name string, data []byte) map[string]any {
	out := map[string]any{}
	var err error
	switch path.Ext(name) {
	case ".toml":
		err = toml.Unmarshal(data, &out)
	case ".json":
		err = json.Unmarshal(data, &out)
	default:
		err = yaml.Unmarshal(data, &out)
	}
	if err != nil {
		return nil
	}
	return out
}

// text and table look a key up whatever its case, as Hugo does.
func text(m map[string]any, key string) string {
	s, _ := look(m, key).(string)
	return s
}

func table(m map[string]any, key string) map[string]any {
	t, _ := look(m, key).(map[string]any)
	return t
}

func look(m map[string]any, key string) any {
	for k, v := range m {
		if strings.EqualFold(k, key) {
			return v
		}
	}
	return nil
}

func (s *site) add(tag string) string {
	l, ok := lang.Canonical(tag)
	if ok {
		s.locales[l] = true
	}
	return l
}

func (s *site) hugo(m map[string]any) bool {
	languages := table(m, "languages")
	if strings.HasPrefix(path.Base(s.file), "languages.") {
		languages = m
	}
	if look(m, "baseURL") == nil && languages == nil {
		return false // a config.toml of something else
	}
	s.content = s.dir + strings.Trim(orElse(text(m, "contentDir"), "content"), "/") + "/"
	for tag, v := range languages {
		l := s.add(tag)
		t, _ := v.(map[string]any)
		if dir := text(t, "contentDir"); l != "" && dir != "" {
			s.folders[s.dir+strings.Trim(path.Clean(dir), "/")] = l
		}
	}
	if d := text(m, "defaultContentLanguage"); d != "" {
		s.source = s.add(d)
	} else if s.locales["en"] {
		s.source = "en"
	}
	return true
}

func orElse(s, other string) string {
	if s == "" {
		return other
	}
	return s
}

func (s *site) mkdocs(m map[string]any) {
	s.content = s.dir + strings.Trim(orElse(text(m, "docs_dir"), "docs"), "/") + "/"
	plugins, _ := look(m, "plugins").([]any)
	for _, p := range plugins {
		pm, _ := p.(map[string]any)
		i18n := table(pm, "i18n")
		if d := text(i18n, "default_language"); d != "" {
			s.source = s.add(d)
		}
		switch list := look(i18n, "languages").(type) {
		case []any:
			for _, v := range list {
				t, _ := v.(map[string]any)
				l := s.add(text(t, "locale"))
				if isDefault, _ := look(t, "default").(bool); isDefault {
					s.source = l
				}
			}
		case map[string]any:
			for tag := range list {
				s.add(tag)
			}
		}
	}
}

func (s *site) jekyll(m map[string]any) {
	for _, key := range []string{"default_lang", "default_language", "lang", "locale"} {
		if d := text(m, key); d != "" && s.source == "" {
			s.source = s.add(d)
		}
	}
	list, _ := look(m, "languages").([]any)
	if look(m, "public_dir") != nil || look(m, "new_post_name") != nil || look(m, "source_dir") != nil {
		s.hexo(m)
	}
	for _, v := range list {
		if tag, ok := v.(string); ok {
			s.add(tag)
		}
	}
}

// hexo reads what Hexo's configuration, of the same name as Jekyll's, has
// instead: "language" is one locale or a list, whose first is the default.
func (s *site) hexo(m map[string]any) {
	s.generator = "hexo"
	all, _ := look(m, "language").([]any)
	if one := text(m, "language"); one != "" {
		all = []any{one}
	}
	for _, v := range all {
		tag, ok := v.(string)
		if ok && s.source == "" {
			s.source = s.add(tag)
		} else if ok {
			s.add(tag)
		}
	}
}

func (s *site) mdbook(m map[string]any) {
	book := table(m, "book")
	s.source = s.add(orElse(text(book, "language"), "en"))
	s.content = s.dir + strings.Trim(orElse(text(book, "src"), "src"), "/") + "/"
}

// The configurations that are programs are searched, not run.
var (
	defaultLocale = regexp.MustCompile(`(?:defaultLocale|^language)\s*[:=]\s*['"]([\w-]+)['"]`)
	rootLang      = regexp.MustCompile(`(?s)\broot\s*:\s*\{[^{}]*?\blang\s*:\s*['"]([\w-]+)['"]`)
	localeArray   = regexp.MustCompile(`(?s)\blocales\s*:\s*\[([^\]]*)\]`)
	quotedWord    = regexp.MustCompile(`['"]([\w-]+)['"]`)
	langValue     = regexp.MustCompile(`\blang\s*:\s*['"]([\w-]+)['"]`)
)

func (s *site) script(src string) {
	if m := rootLang.FindStringSubmatch(src); m != nil {
		s.source = s.add(m[1])
	} else if m := defaultLocale.FindStringSubmatch(src); m != nil {
		s.source = s.add(m[1])
	}
	if m := localeArray.FindStringSubmatch(src); m != nil {
		for _, w := range quotedWord.FindAllStringSubmatch(m[1], -1) {
			s.add(w[1])
		}
	}
	for _, m := range langValue.FindAllStringSubmatch(src, -1) {
		s.add(m[1])
	}
}

// siteOf is the site that a path belongs to: the innermost whose folder it is
// in. nil when there is none.
func (r *recogniser) siteOf(name string) *site {
	var best *site
	for _, s := range r.sites {
		if strings.HasPrefix(name, s.dir) && (best == nil || len(s.dir) > len(best.dir)) {
			best = s
		}
	}
	return best
}
