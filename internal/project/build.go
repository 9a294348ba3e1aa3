package project

import (
	"path"
	"slices"
	"strings"
)

// build makes the reading of a match that is believed.
func (x *trial) build(r *recogniser, members []*member, pairs map[*member][]ref, score int) *reading {
	f := x.family
	out := &reading{score: score, reasons: x.reasons}
	out.pattern.SourceLocale = x.source
	locales := []string{x.source}
	for _, m := range members {
		locales = append(locales, m.locale)
		out.spell(m.locale, m.spelled)
		for _, fl := range m.files {
			if strings.HasPrefix(fl.rest, x.strip) {
				out.files = append(out.files, fl.file)
			}
		}
	}
	slices.Sort(locales)
	out.pattern.Locales = slices.Compact(locales)
	middle, ext := x.strip, ""
	if f.catalogue {
		ext = path.Ext(members[0].files[0].rest)
	}
	if x.from != nil {
		out.spell(x.source, x.from.spelled)
		for _, fl := range x.from.files {
			out.files = append(out.files, fl.file)
		}
		middle = x.middle(members)
	}
	out.pattern.Path = f.head + "{locale}" + joinDir(f.tail+"/", middle) + "{path}" + ext
	if x.from == nil {
		x.sourcePattern(r, out, members, pairs)
	}
	most := slices.MaxFunc(members, func(a, b *member) int { return len(a.files) - len(b.files) })
	out.reasons = append([]Reason{
		{ReasonSiblings, map[string]any{"Folder": f.head + "{locale}" + f.tail, "Locales": out.pattern.Locales}},
		{ReasonParallel, map[string]any{"Locale": most.locale, "Shared": len(pairs[most]), "Files": len(most.files)}},
	}, out.reasons...)
	return out
}

// middle is what all translations have between locale and path (docs/tr/docs/),
// if the source's other folders hold no prose.
func (x *trial) middle(members []*member) string {
	var rests []string
	for _, m := range members {
		for _, f := range m.files {
			rests = append(rests, f.rest)
		}
	}
	m := commonDir(rests)
	for m != "" {
		outside := slices.ContainsFunc(x.from.files, func(f ref) bool { return !strings.HasPrefix(f.rest, m) && prosaic(f.rest) })
		if !outside {
			return m
		}
		m = dirSlash(strings.TrimSuffix(m, "/"))
	}
	return ""
}

// prosaic formats are written for readers; pages of HTML are often templates.
func prosaic(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".html", ".htm", ".txt":
		return false
	}
	return true
}

// commonDir is the longest folder, with a slash, that all names begin with.
func commonDir(names []string) string {
	if len(names) == 0 {
		return ""
	}
	dir := dirSlash(names[0])
	for _, n := range names[1:] {
		for !strings.HasPrefix(n, dir) {
			dir = dirSlash(strings.TrimSuffix(dir, "/"))
		}
	}
	return dir
}

// sourcePattern says where the source is. When its folder is the root, or it is in
// collections of Jekyll, only what translations have too is meant by it.
func (x *trial) sourcePattern(r *recogniser, out *reading, members []*member, pairs map[*member][]ref) {
	out.pattern.Source = x.base + "{path}"
	if !strings.HasSuffix(x.base, "/") {
		tops := map[string]bool{}
		for _, m := range members {
			for _, f := range pairs[m] {
				top, _, _ := strings.Cut(strings.TrimPrefix(f.rest, x.strip), "/")
				tops[top] = true
			}
		}
		if out.pattern.Include = sortedKeys(tops); len(tops) > 20 {
			out.pattern.Include = nil
		}
	}
	for i, name := range r.files {
		rest, ok := strings.CutPrefix(name, x.base)
		if !ok || r.taken[i] {
			continue
		}
		top, _, _ := strings.Cut(rest, "/")
		if len(out.pattern.Include) == 0 || slices.Contains(out.pattern.Include, top) {
			out.files = append(out.files, i)
		}
	}
	out.reasons = append(out.reasons, Reason{ReasonRoot, map[string]any{"Folder": x.base, "Locale": x.source}})
}
