package project

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"stele/internal/lang"
)

// trial is members tried against one possible source.
type trial struct {
	family  *folderFamily
	members []*member
	source  string // locale
	// at is where a member's rest would be in the source; "" has it at a sibling.
	from    *member
	strip   string // what members have between locale and rest
	base    string // the source's folder, with a slash, when from is nil
	reasons []Reason
}

func (f *folderFamily) sibling(r *recogniser, members []*member) *trial {
	count := map[string]int{}
	for _, m := range members {
		if !isDoubtful(m.spelled) || m.locale == r.declared(f.head) {
			count[m.locale] += len(m.files)
		}
	}
	if len(count) == 0 {
		return nil
	}
	source, why := r.pickSource(f.head, count)
	x := &trial{family: f, source: source, reasons: why}
	for _, m := range members {
		if m.locale == source && x.from == nil {
			x.from = m
		} else if m.locale != source {
			x.members = append(x.members, m)
		}
	}
	return x
}

func (f *folderFamily) base(r *recogniser, members []*member, base string) *trial {
	return &trial{family: f, members: members, base: base}
}

// pairs finds which files of each member the source has too.
func (x *trial) pairs(r *recogniser) map[*member][]ref {
	var has func(rest string) bool
	if x.from != nil {
		rests := make(map[string]bool, len(x.from.files))
		for _, f := range x.from.files {
			rests[trimExt(f.rest)] = true
		}
		has = func(rest string) bool { return rests[rest] }
	} else {
		has = func(rest string) bool {
			i, ok := r.index[x.base+rest]
			return ok && !r.taken[i]
		}
	}
	out := map[*member][]ref{}
	for _, m := range x.members {
		for _, f := range m.files {
			if rest, ok := strings.CutPrefix(f.rest, x.strip); ok && has(trimExt(rest)) {
				out[m] = append(out[m], f)
			}
		}
	}
	return out
}

// reading weighs the match, and is nil when too little speaks for it.
func (x *trial) reading(r *recogniser) *reading {
	pairs := x.pairs(r)
	var accepted []*member
	score := 0
	strong := 0
	for _, m := range x.members {
		if !isDoubtful(m.spelled) && len(pairs[m]) > 0 {
			strong++
		}
	}
	for _, m := range x.members {
		if r.believes(m, pairs[m], strong, x) {
			accepted = append(accepted, m)
			score += len(pairs[m])
		}
	}
	if score == 0 {
		return nil
	}
	if x.source == "" {
		if x.source = r.sourceOf(x, accepted, pairs); x.source == "und" {
			return nil
		}
		isSource := func(m *member) bool { return m.locale == x.source }
		switch {
		case !slices.ContainsFunc(accepted, isSource):
		case !x.family.catalogue || len(accepted) == 1:
			return nil // a copy of what has its own folder
		default: // Sphinx writes an empty catalogue for the source, too
			accepted = slices.DeleteFunc(accepted, isSource)
		}
	}
	if r.sameText(x, accepted, pairs) {
		return nil
	}
	return x.build(r, accepted, pairs, score)
}

// believes decides whether a folder is a locale: by its name if the name means
// little else, and by the file names it shares with the source.
func (r *recogniser) believes(m *member, shared []ref, strong int, x *trial) bool {
	share := float64(len(shared)) / float64(len(m.files))
	if !isDoubtful(m.spelled) || r.declares(x.family.head, m.locale) {
		return len(shared) > 0 && (share >= 0.1 || len(shared) >= 5) || strong >= 3
	}
	if share < 0.5 {
		return false
	}
	telling := slices.ContainsFunc(shared, func(f ref) bool { return !generic(f.rest) })
	if x.family.affixed() && !telling && strong == 0 {
		return false // test-anchor-id/index.rst
	}
	said, _ := x.said(r, m, shared)
	return said > 0 || said == 0 && telling && strong >= 1
}

// generic names are in every folder, parallel or not.
func generic(rest string) bool {
	switch strings.ToLower(trimExt(path.Base(rest))) {
	case "index", "_index", "readme", "changelog", "overview", "install", "installation", "quickstart", "getting-started", "license", "contributing":
		return true
	}
	return false
}

// said compares a member's text with its name: 1 when a file is in that
// language, -1 when all that can be told is in the source's or in English, 0
// when nothing is clear. other is a language that the text is in instead.
func (x *trial) said(r *recogniser, m *member, shared []ref) (verdict int, other string) {
	source := cmp.Or(x.source, "en")
	for _, f := range spread(shared, 3) {
		name := r.files[f.file]
		switch got := r.text.identify(name, []string{m.locale, source}); {
		case got == "":
		case lang.SameLanguage(got, m.locale):
			return 1, ""
		case m != x.from && r.text.text(name) == r.text.text(x.counterpart(r, f.rest)):
			// A copy of the source that nobody has translated yet.
		default:
			other = got
			if lang.SameLanguage(got, source) || lang.SameLanguage(got, "en") {
				verdict = -1
			}
		}
	}
	return verdict, other
}

// counterpart is the source's file for a member's rest, or "".
func (x *trial) counterpart(r *recogniser, rest string) string {
	base := x.base
	if x.from != nil {
		base = x.family.head + x.from.spelled + x.family.tail + "/"
	}
	if i, ok := r.index[base+trimExt(strings.TrimPrefix(rest, x.strip))]; ok {
		return r.files[i]
	}
	return ""
}

// spread is up to n of the refs, evenly.
func spread(refs []ref, n int) []ref {
	if len(refs) <= n {
		return refs
	}
	out := make([]ref, 0, n)
	for i := range n {
		out = append(out, refs[i*len(refs)/n])
	}
	return out
}

// sameText reports that all folders are in one language, and that not theirs:
// countries, or elements of a reference, not languages. A small language that
// is taken for its neighbour is not alone among others that are right.
func (r *recogniser) sameText(x *trial, members []*member, pairs map[*member][]ref) bool {
	if x.from != nil {
		members = append(slices.Clone(members), x.from)
	}
	found := ""
	for i, m := range members {
		if i >= 12 || r.declares(x.family.head, m.locale) {
			return false
		}
		shared := pairs[m]
		if m == x.from {
			shared = spread(m.files, 3)
		}
		verdict, other := x.said(r, m, shared)
		if verdict > 0 || found != "" && other != "" && !lang.SameLanguage(found, other) {
			return false
		}
		found = cmp.Or(found, other)
	}
	if found != "" {
		r.reject(x, members, found)
	}
	return found != ""
}

func (r *recogniser) sourceOf(x *trial, members []*member, pairs map[*member][]ref) string {
	var used []string
	var files []string
	for _, m := range members {
		used = append(used, m.locale)
		for _, f := range spread(pairs[m], 3) {
			if i, ok := r.index[x.base+trimExt(strings.TrimPrefix(f.rest, x.strip))]; ok && len(files) < 9 {
				files = append(files, r.files[i])
			}
		}
	}
	locale, why := r.unnamed(x.base, files, used)
	x.reasons = append(x.reasons, why...)
	return locale
}
