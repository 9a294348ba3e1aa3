package project

import (
	"cmp"
	"slices"
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

// linkByKey sets the key of families whose pages use one.
func (r *recogniser) linkByKey() {
	for i := range r.families {
		p := &r.families[i].Pattern
		t, err := ParseTemplate(p.Path)
		if err != nil || p.Key != "" || p.SourceTree != "" || !t.Has("{locale}") || !t.Has("{path}") {
			continue
		}
		var mine []keyed
		for _, f := range r.files {
			if v, ok := t.Match(f, func(s string) bool { return slices.Contains(p.Locales, r.canonical(s)) }); ok && prosaic(f) && known(f) {
				mine = append(mine, keyed{f, r.canonical(v.Locale)})
			}
		}
		s := r.siteOf(p.Path)
		p.Key = r.commonKey(mine, s != nil && s.generator == "hugo")
	}
}

// byKey finds pages in folders of locales that have no name in common, only a
// key in their front matter: en/news/river.md and tr/haberler/nehir.md.
func (r *recogniser) byKey() {
	heads := map[string][]keyed{}
	files := map[string][]int{}
	for i, f := range r.files {
		if lp, ok := r.localePath(f); ok && !r.taken[i] && prosaic(f) && known(f) {
			heads[lp.head] = append(heads[lp.head], keyed{f, r.canonical(lp.spelled)})
			files[lp.head] = append(files[lp.head], i)
		}
	}
	for _, head := range sortedKeys(heads) {
		key := r.commonKey(heads[head], false)
		if key == "" {
			continue
		}
		count := map[string]int{}
		for i, f := range heads[head] {
			count[f.locale]++
			r.taken[files[head][i]] = true
		}
		source, why := r.pickSource(head, count)
		x := &reading{score: len(files[head])}
		x.pattern = Pattern{Path: head + "{locale}/{path}", Key: key, SourceLocale: source, Locales: sortedKeys(count)}
		for _, f := range heads[head] {
			lp, _ := r.localePath(f.file)
			x.spell(f.locale, lp.spelled)
		}
		why = append(why, Reason{ReasonFront, map[string]any{"Folder": cmp.Or(head, "./"), "Key": key, "Locales": x.pattern.Locales}})
		r.families = append(r.families, Family{Pattern: x.pattern, Reasons: why, score: x.score})
	}
}

// keyed is a file whose path says its locale.
type keyed struct{ file, locale string }

// commonKey is the front-matter key that links files of several locales, or "".
// A value that one locale has often is no key. Of Hugo's own key one use is
// enough.
func (r *recogniser) commonKey(files []keyed, hugo bool) string {
	n := min(200, len(files))
	sampled := map[string]int{}
	for j := range n {
		head := r.text.front(files[j*len(files)/n].file)
		for _, key := range linkKeys {
			if head[key] != "" {
				sampled[key]++
			}
		}
	}
	if hugo && sampled["translationKey"] > 0 {
		return "translationKey"
	}
	best, most := "", 0
	for _, key := range linkKeys {
		if 20*sampled[key] < n || sampled[key] == 0 {
			continue
		}
		locales, again := map[string]map[string]bool{}, 0
		for _, f := range files[:min(len(files), readHeads)] {
			v := r.text.front(f.file)[key]
			if v == "" {
				continue
			}
			if locales[v] == nil {
				locales[v] = map[string]bool{}
			}
			if locales[v][f.locale] {
				again++
			}
			locales[v][f.locale] = true
		}
		shared := 0
		for _, in := range locales {
			if len(in) > 1 {
				shared++
			}
		}
		if shared > most && again <= shared/10 {
			best, most = key, shared
		}
	}
	return best
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
