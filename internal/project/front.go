package project

import (
	"strings"

	"stele/internal/lang"
)

// front reads the plain keys of a file's front matter, as far as the first
// kilobytes hold them: which text it is (ref, translationKey) and in which
// language. Whoever parses the file reads all of it properly.
func (s *sampler) front(name string) map[string]string {
	text := strings.TrimPrefix(s.read(name), "\ufeff")
	first, rest, _ := strings.Cut(text, "\n")
	fence := strings.TrimSpace(first)
	if fence != "---" && fence != "+++" {
		return nil
	}
	out := map[string]string{}
	for line := range strings.Lines(rest) {
		if strings.TrimSpace(line) == fence {
			break
		}
		i := strings.IndexAny(line, ":=")
		if i <= 0 || line[0] == ' ' || line[0] == '\t' || line[0] == '#' {
			continue
		}
		value, _, _ := strings.Cut(strings.TrimSpace(line[i+1:]), " #")
		out[strings.TrimSpace(line[:i])] = strings.Trim(strings.TrimSpace(value), `"'`)
	}
	return out
}

// The front-matter keys under which sites say which pages are one text.
var linkKeys = []string{"ref", "translationKey", "page_id", "lang-ref", "lang_ref", "translation_id", "i18n_key"}

// readHeads bounds how many files are opened to look for such keys.
const readHeads = 4000

// byFront finds pages whose language stands in their front matter: Jekyll's
// _posts with lang and ref. It looks at what no path explains.
func (r *recogniser) byFront() {
	folders := map[string][]int{}
	n := 0
	for i, f := range r.files {
		if r.taken[i] || !prosaic(f) || !known(f) {
			continue
		}
		if s := r.siteOf(f); s == nil && len(r.files) > 500 || n >= readHeads {
			continue
		}
		n++
		dir := dirOf(f)
		if s := r.siteOf(f); s != nil {
			rest := strings.TrimPrefix(f, s.dir)
			dir = s.dir + rest[:max(strings.IndexByte(rest, '/'), 0)]
		}
		folders[dir] = append(folders[dir], i)
	}
	for _, dir := range sortedKeys(folders) {
		if r.ctx.Err() == nil {
			r.frontFolder(dir, folders[dir])
		}
	}
}

func (r *recogniser) frontFolder(dir string, files []int) {
	languages := map[string]int{}
	linked := map[string]map[string]map[string]bool{} // key → value → locales
	for _, i := range files {
		head := r.text.front(r.files[i])
		l, ok := lang.Canonical(head["lang"])
		if !ok {
			continue
		}
		languages[l]++
		for _, key := range linkKeys {
			if v := head[key]; v != "" {
				if linked[key] == nil {
					linked[key] = map[string]map[string]bool{}
				}
				if linked[key][v] == nil {
					linked[key][v] = map[string]bool{}
				}
				linked[key][v][l] = true
			}
		}
	}
	best, most := "", 0
	for _, key := range linkKeys {
		n := 0
		for _, locales := range linked[key] {
			if len(locales) > 1 {
				n++
			}
		}
		if n > most {
			best, most = key, n
		}
	}
	if len(languages) < 2 || best == "" {
		return
	}
	source, why := r.pickSource(joinDir(dir, ""), languages)
	p := Pattern{
		Path: joinDir(dir, "{path}"), LocaleKey: "lang", Key: best, SourceLocale: source, Locales: sortedKeys(languages),
	}
	for _, i := range files {
		r.taken[i] = true
	}
	why = append(why, Reason{ReasonFront, map[string]any{"Folder": joinDir(dir, ""), "Key": best, "Locales": p.Locales}})
	r.families = append(r.families, Family{Pattern: p, Reasons: why, score: len(files)})
}

// linkByKey sets the key of Hugo families whose pages use it.
func (r *recogniser) linkByKey() {
	for i := range r.families {
		p := &r.families[i].Pattern
		s := r.siteOf(p.Path)
		if s == nil || s.generator != "hugo" || !strings.Contains(p.Path, "{path}") {
			continue
		}
		t, err := ParseTemplate(p.Path)
		if err != nil {
			continue
		}
		var mine []string
		for _, f := range r.files {
			if strings.HasPrefix(f, t.Prefix()) && prosaic(f) {
				mine = append(mine, f)
			}
		}
		for j := range min(200, len(mine)) {
			if r.text.front(mine[j*len(mine)/min(200, len(mine))])["translationKey"] != "" {
				p.Key = "translationKey"
				break
			}
		}
	}
}

// readFronts gives each version of a keyed pattern its locale and what it is a
// version of. A page that says no locale is in the source's.
func (s *sampler) readFronts(all []version) {
	for i := range all {
		v := &all[i]
		if v.pattern.Key == "" && v.pattern.LocaleKey == "" {
			continue
		}
		head := s.front(v.file)
		if v.pattern.LocaleKey != "" {
			v.locale = v.pattern.localeOf(head[v.pattern.LocaleKey])
			if v.locale == "" && head[v.pattern.LocaleKey] == "" {
				v.locale = v.pattern.sourceLocale
			}
		}
		if v.pattern.Key != "" {
			v.key = head[v.pattern.Key]
		}
	}
}
