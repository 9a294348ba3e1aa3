package check

import (
	"net/url"
	"path"
	"strings"

	"stele/internal/doc"
	"stele/internal/format"
	"stele/internal/status"
)

// Site knows the pages of a result, so that links between them can be judged.
// Addresses that begin with a slash are not resolved: where a site's root lies is
// its generator's to say.
type Site struct {
	pages map[string]page // by path
	sets  map[*doc.Version]fragmentSet
}

type page struct {
	version  *doc.Version
	versions map[string]*doc.Version // of the same document, by locale
}

// SiteOf indexes every version of a result.
func SiteOf(r *status.Result) *Site {
	s := &Site{pages: map[string]page{}, sets: map[*doc.Version]fragmentSet{}}
	for i := range r.Documents {
		d := &r.Documents[i]
		all := map[string]*doc.Version{}
		if d.Source != nil {
			all[d.Source.Locale] = d.Source
		}
		for j := range d.Targets {
			if v := d.Targets[j].Version; v != nil {
				all[d.Targets[j].Locale] = v
			}
		}
		for _, v := range all {
			if v.Path != "" {
				s.pages[v.Path] = page{v, all}
			}
		}
	}
	return s
}

// Options lets the rules ask the site.
func (s *Site) Options(opt Options) Options {
	opt.Page, opt.Anchors = s.page, s.anchors
	return opt
}

// find is the page that a relative target leads to.
func (s *Site) find(from *doc.Version, target string) (page, bool) {
	target, _, _ = strings.Cut(target, "#")
	target, _, _ = strings.Cut(target, "?")
	if target == "" || strings.HasPrefix(target, "/") || external(target) {
		return page{}, false
	}
	if plain, err := url.PathUnescape(target); err == nil {
		target = plain
	}
	at := path.Join(path.Dir(from.Path), target)
	ext := path.Ext(from.Path)
	for _, name := range []string{at, at + ext, path.Join(at, "index"+ext), path.Join(at, "_index"+ext), path.Join(at, "README"+ext)} {
		if p, ok := s.pages[name]; ok {
			return p, true
		}
	}
	return page{}, false
}

// page answers [Options.Page].
func (s *Site) page(from *doc.Version, target, locale string) (localized string, exists, known bool) {
	p, ok := s.find(from, target)
	if !ok {
		return "", false, false
	}
	v := p.versions[locale]
	if v == nil {
		return "", false, true
	}
	return relativePath(path.Dir(from.Path), v.Path), true, true
}

// relativePath is the way from a folder to a file.
func relativePath(dir, file string) string {
	up := ""
	for dir != "." && dir != "" && !strings.HasPrefix(file, dir+"/") {
		dir, up = path.Dir(dir), up+"../"
	}
	return up + strings.TrimPrefix(strings.TrimPrefix(file, dir), "/")
}

// anchors answers [Options.Anchors].
func (s *Site) anchors(from *doc.Version, target string) (ids []string, ok bool) {
	p, ok := s.find(from, target)
	if !ok {
		return nil, false
	}
	set, ok := s.sets[p.version]
	if !ok {
		set = newSide(p.version).fragmentSet()
		s.sets[p.version] = set
	}
	for id := range set.exact {
		ids = append(ids, id)
	}
	return ids, true
}

// Fix is a file whose links to headings were mended.
type Fix struct {
	Version *doc.Version
	Links   int
	Data    []byte
}

// Fixes mends what the rule anchor found and knows better: a link to a heading
// that was translated gets the heading's present fragment. Nothing but fragments
// is changed. Errors are of [format.Write].
func Fixes(c *Comparison) ([]Fix, error) {
	edits := map[*doc.Version]map[int]string{}
	links := map[*doc.Version]int{}
	var order []*doc.Version
	for i := range c.Documents {
		d := &c.Documents[i]
		for _, f := range d.Findings {
			if f.Rule != Anchor || f.Suggestion == "" || len(f.InB) != 1 || d.B == nil {
				continue
			}
			at := f.InB[0]
			if edits[d.B] == nil {
				edits[d.B] = map[int]string{}
				order = append(order, d.B)
			}
			text, done := edits[d.B][at.Segment]
			if !done {
				text = d.B.Segments[at.Segment].Text
			}
			old, _ := f.Args["Fragment"].(string)
			// Each edit moves the places behind it, so the fragment itself is looked for.
			if mended, ok := replaceFragment(text, "#"+old, f.Suggestion); ok {
				edits[d.B][at.Segment] = mended
				links[d.B]++
			}
		}
	}
	var out []Fix
	for _, v := range order {
		data, err := format.Write(v, edits[v])
		if err != nil {
			return nil, err
		}
		out = append(out, Fix{v, links[v], data})
	}
	return out, nil
}

// replaceFragment changes one link's fragment: the first that stands where a
// link's destination does and is this one to its end.
func replaceFragment(text, old, now string) (string, bool) {
	for at := 0; ; {
		i := strings.Index(text[at:], old)
		if i < 0 {
			return text, false
		}
		i += at
		end := i + len(old)
		if i > 0 && strings.IndexByte("(<\"' ", text[i-1]) >= 0 && (end == len(text) || strings.IndexByte(")>\"' ", text[end]) >= 0) {
			return text[:i] + now + text[end:], true
		}
		at = end
	}
}
