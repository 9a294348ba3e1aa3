package check

import (
	"net/url"
	"path"
	"strings"

	"stele/internal/doc"
	"stele/internal/lang"
)

// link is a destination in a segment.
type link struct {
	target string
	key    string // what two locales' targets for the same page have in common
	place  Place
}

func (g group) links(kind doc.RunKind) []link {
	var out []link
	g.each(func(i int) bool { return g.side.seg(i).Kind != doc.Code && g.side.seg(i).Role != doc.Furniture }, func(i int, s *doc.Segment) {
		for _, r := range s.Runs {
			if r.Kind == kind && strings.TrimSpace(r.Target) != "" {
				out = append(out, link{r.Target, linkKey(r.Target), Place{i, r.Start, r.End}})
			}
		}
	})
	return out
}

// linkKey reduces a target to what its localized forms share: no scheme, no
// locale in host, path, file name or query, no fragment. A fragment alone is
// "#": headings are translated, and the rule anchor looks at them.
func linkKey(target string) string {
	t := bareTarget(target)
	if strings.HasPrefix(t, "#") {
		return "#"
	}
	u, err := url.Parse(t)
	if err != nil || u.Opaque != "" {
		return strings.ToLower(t)
	}
	host, external := strings.ToLower(u.Host), u.Host != ""
	host = strings.TrimPrefix(host, "www.")
	if first, rest, ok := strings.Cut(host, "."); ok && strings.Contains(rest, ".") && isLocalePart(first) {
		host = rest
	}
	if external && encyclopedia(host) {
		return host // article names are translated
	}
	var parts []string
	for _, s := range strings.Split(u.Path, "/") {
		if s == "" || s == "." || isLocalePart(s) {
			continue
		}
		parts = append(parts, s)
	}
	if n := len(parts); n > 0 {
		parts[n-1] = bareName(parts[n-1])
		if parts[n-1] == "index" || parts[n-1] == "README" {
			parts = parts[:n-1]
		}
	}
	p := strings.Join(parts, "/")
	if !external {
		// "../x/y" and "/docs/x/y" may be the same page seen from another depth.
		for strings.HasPrefix(p, "../") {
			p = p[3:]
		}
	}
	q := u.Query()
	for k, vs := range q {
		if k == "hl" || k == "lang" || k == "locale" || len(vs) == 1 && isLocalePart(vs[0]) && len(k) <= 4 {
			q.Del(k)
		}
	}
	key := host + "/" + strings.ToLower(p)
	if e := q.Encode(); e != "" {
		key += "?" + e
	}
	return key
}

// bareTarget drops what a reader may take along at the end of a bare address:
// the rest of a link's syntax, quotation marks, full stops.
func bareTarget(target string) string {
	t := strings.TrimSpace(target)
	if i := strings.IndexAny(t, "]<>\"“”«»\n "); i > 0 {
		t = t[:i]
	}
	if i := strings.IndexByte(t, ')'); i > 0 && !strings.Contains(t[:i], "(") {
		t = t[:i]
	}
	return strings.TrimRight(t, ".,;:!'’*_")
}

// bareName is a file name without extension and locale: guide.ru.md, guide-tr.html.
func bareName(name string) string {
	if e := path.Ext(name); e == ".md" || e == ".html" || e == ".htm" || e == ".mdx" || e == ".rst" || e == ".txt" {
		name = strings.TrimSuffix(name, e)
	}
	for _, sep := range []string{".", "_", "-"} {
		if i := strings.LastIndex(name, sep); i > 0 && isLocalePart(name[i+1:]) {
			return name[:i]
		}
	}
	return name
}

// isLocalePart reports whether a part of an address is a locale. Two letters
// that happen to be a word ("go", "is") do no harm: they vanish on both sides.
func isLocalePart(s string) bool {
	if len(s) < 2 || len(s) > 12 {
		return false
	}
	return lang.LooksLikeLocale(s)
}

func encyclopedia(host string) bool {
	for _, h := range []string{"wikipedia.org", "wiktionary.org", "wikiquote.org", "wikisource.org", "wikimedia.org", "britannica.com"} {
		if host == h || strings.HasSuffix(host, "."+h) {
			return true
		}
	}
	return false
}

// checkLinks compares the targets of links bead by bead.
func checkLinks(p *pairing) {
	onlyA, onlyB := make([][]link, len(p.beads)), make([][]link, len(p.beads))
	for i := range p.beads {
		a, b := p.beads[i].a.links(doc.RunLink), p.beads[i].b.links(doc.RunLink)
		onlyA[i], onlyB[i] = unlinked(a, b), unlinked(b, a)
	}
	for i := range p.beads {
		if p.beads[i].comparable() {
			p.reportLinks(&p.beads[i], elsewhere(onlyA[i], onlyB), elsewhere(onlyB[i], onlyA))
		}
	}
}

// unlinked lists the links whose key the other side does not have, each key once.
func unlinked(a, b []link) []link {
	have := map[string]bool{}
	for _, l := range b {
		have[l.key] = true
	}
	var out []link
	for _, l := range a {
		if !have[l.key] && !samePage(l, b) {
			have[l.key] = true
			out = append(out, l)
		}
	}
	return out
}

// samePage reports whether a link of the list leads to the same page, given
// with the site's address on one side and without on the other, or to the same
// fragment, of this page on one side.
func samePage(l link, list []link) bool {
	for _, o := range list {
		h, p, _ := strings.Cut(l.key, "/")
		g, q, _ := strings.Cut(o.key, "/")
		if (h == "" || g == "") && h != g && p == q && len(p) > 3 {
			return true
		}
		if h == "" && g == "" && (relative(l.target) && strings.HasSuffix(q, "/"+p) || relative(o.target) && strings.HasSuffix(p, "/"+q)) {
			return true // "./install" and "/docs/install"
		}
		_, f, _ := strings.Cut(l.target, "#")
		_, e, _ := strings.Cut(o.target, "#")
		if (l.key == "#" || o.key == "#") && len(f) > 3 && f == e {
			return true
		}
	}
	return false
}

func relative(target string) bool {
	return !external(target) && !strings.HasPrefix(target, "/") && !strings.HasPrefix(target, "#")
}

// elsewhere leaves out the links that another bead has on the other side only:
// they moved.
func elsewhere(left []link, other [][]link) []link {
	var out []link
	for _, l := range left {
		moved := false
		for _, list := range other {
			for _, o := range list {
				moved = moved || o.key == l.key
			}
		}
		if !moved {
			out = append(out, l)
		}
	}
	return out
}

// reportLinks pairs lost and added links, those of one host first.
func (p *pairing) reportLinks(b *bead, lost, added []link) {
	used := make([]bool, len(added))
	var rest []link
	for _, x := range lost {
		k := -1
		for i := range added {
			if !used[i] && (k < 0 || hostOf(added[i]) == hostOf(x) && hostOf(added[k]) != hostOf(x)) {
				k = i
			}
		}
		if k < 0 {
			rest = append(rest, x)
			continue
		}
		used[k] = true
		y := added[k]
		if p.localized(x.target, y.target) {
			continue
		}
		f := Finding{Rule: Link, Variant: "changed", A: b.a.idx, B: b.b.idx, InA: []Place{x.place}, InB: []Place{y.place}, Args: map[string]any{"A": x.target, "B": y.target}}
		if h := hostOf(x); h != "" && h == hostOf(y) {
			f.Suggestion = x.target
		}
		p.add(f)
	}
	for _, x := range rest {
		p.add(Finding{Rule: Link, Variant: "lost", A: b.a.idx, B: b.b.idx, InA: []Place{x.place}, Args: map[string]any{"A": x.target}})
	}
	for i, y := range added {
		if !used[i] {
			p.add(Finding{Rule: Link, Variant: "added", A: b.a.idx, B: b.b.idx, InB: []Place{y.place}, Args: map[string]any{"B": y.target}})
		}
	}
}

// localized reports whether each target lies in its own language's part of the
// site: the page's name may be translated as well.
func (p *pairing) localized(a, b string) bool {
	la, lb := p.a.v.Locale, p.b.v.Locale
	return !external(a) && !external(b) && !lang.SameLanguage(la, lb) && hasPart(a, la) && hasPart(b, lb)
}

func hostOf(l link) string { host, _, _ := strings.Cut(l.key, "/"); return host }

// checkLocalLinks finds links of B into A's part of the site although the page
// exists in B's language, or although B's other links go to B's part.
func checkLocalLinks(p *pairing) {
	a, b := p.a.v.Locale, p.b.v.Locale
	if a == "" || b == "" || lang.SameLanguage(a, b) {
		return
	}
	var own int
	var foreign []link
	all := group{p.b, every(len(p.b.v.Segments))}
	for _, l := range all.links(doc.RunLink) {
		switch {
		case external(l.target):
		case hasPart(l.target, b):
			own++
		case hasPart(l.target, a):
			foreign = append(foreign, l)
		}
	}
	for _, l := range foreign {
		better := replacePart(l.target, a, b)
		localized, exists, known := p.page(l.target, b)
		switch {
		case known && !exists, !known && (own < 2 || own < len(foreign)):
			continue
		case known:
			better = localized
		}
		p.add(Finding{Rule: Link, Variant: "unlocalized", B: []int{l.place.Segment}, InB: []Place{l.place}, Args: map[string]any{"B": l.target, "Locale": b}, Suggestion: better})
	}
}

// page asks the site, if there is one.
func (p *pairing) page(target, locale string) (localized string, exists, known bool) {
	if p.opt.Page == nil {
		return "", false, false
	}
	return p.opt.Page(p.b.v, target, locale)
}

func every(n int) []int {
	idx := make([]int, n)
	for i := range idx {
		idx[i] = i
	}
	return idx
}

func external(target string) bool {
	return strings.Contains(target, "://") || strings.HasPrefix(target, "//") || strings.HasPrefix(target, "mailto:")
}

func hasPart(target, locale string) bool {
	target, _, _ = strings.Cut(target, "#")
	for _, s := range strings.Split(target, "/") {
		if strings.EqualFold(strings.ReplaceAll(s, "_", "-"), locale) {
			return true
		}
	}
	return false
}

// replacePart writes the target for another locale, without its fragment, which
// names a heading in the first one's language.
func replacePart(target, from, to string) string {
	target, _, _ = strings.Cut(target, "#")
	parts := strings.Split(target, "/")
	for i, s := range parts {
		if strings.EqualFold(strings.ReplaceAll(s, "_", "-"), from) {
			parts[i] = to
			break
		}
	}
	return strings.Join(parts, "/")
}
