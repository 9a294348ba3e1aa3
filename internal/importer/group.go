package importer

import (
	"cmp"
	"maps"
	"net/url"
	"path"
	"slices"
	"strconv"
	"strings"
)

// Group finds which posts are one text in several languages, and gives them one
// Document: posts of one group of the system that they came from, posts whose
// pages lead to each other as other languages, and files that differ only in a
// language at the end of their name. preferred is the locale whose version
// names the document, where it has one; English and then the first stand in.
//
// Locales lose a region that tells nothing apart: en-US is en.
func Group(posts []*Post, preferred string) {
	sets := newSets(posts)
	byKey := map[string]int{}
	join := func(i int, key string) {
		if j, ok := byKey[key]; ok {
			sets.join(i, j)
			return
		}
		byKey[key] = i
	}
	for i, p := range posts {
		if p.Group != "" {
			join(i, "group "+p.Group)
		}
		if p.URL != "" {
			join(i, "address "+sameAddress(p.URL))
		}
	}
	for i, p := range posts {
		for _, address := range p.Alternates {
			if j, ok := byKey["address "+sameAddress(address)]; ok {
				sets.join(i, j)
			} else if j, ok := byName(posts, p, address); ok {
				sets.join(i, j)
			}
		}
	}
	for i, p := range posts {
		if stem, ok := sharedStem(p); ok {
			join(i, "file "+stem)
		}
	}
	name(posts, sets, preferred)
}

// byName finds the post whose saved file has the name that an address leads to,
// as a browser that saves pages side by side writes it.
func byName(posts []*Post, from *Post, address string) (int, bool) {
	u, err := url.Parse(address)
	if err != nil || u.IsAbs() && from.URL != "" {
		return 0, false
	}
	want := path.Join(path.Dir(strings.ReplaceAll(from.From, "\\", "/")), u.Path)
	for i, p := range posts {
		if strings.ReplaceAll(p.From, "\\", "/") == want {
			return i, true
		}
	}
	return 0, false
}

// sameAddress leaves out what does not tell pages apart.
func sameAddress(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return address
	}
	return strings.TrimPrefix(strings.ToLower(u.Hostname()), "www.") + strings.TrimSuffix(u.Path, "/") + telling(u.Query())
}

// telling is the part of a query that says which page is meant: all but what
// counts visits.
func telling(q url.Values) string {
	for key := range q {
		if strings.HasPrefix(key, "utm_") || key == "fbclid" || key == "gclid" || key == "yclid" || key == "_ga" {
			q.Del(key)
		}
	}
	if len(q) == 0 {
		return ""
	}
	return "?" + q.Encode()
}

// sharedStem is a file's path without the post's language at the end of its
// name; a file of many posts has none.
func sharedStem(p *Post) (string, bool) {
	if p.Many {
		return "", false
	}
	base := strings.TrimSuffix(p.From, path.Ext(p.From))
	stem := withoutLocale(base, p.Locale)
	return stem, stem != base
}

// name gives each set the name of one of its posts, and keeps names apart.
func name(posts []*Post, s *sets, preferred string) {
	short := shortLocales(posts, s)
	best := map[int]*Post{}
	rank := func(p *Post) int {
		switch {
		case p.Locale == preferred:
			return 0
		case p.Original == "" && preferred == "" && p.Group != "":
			return 1
		case strings.HasPrefix(p.Locale, "en"):
			return 2
		}
		return 3
	}
	for i, p := range posts {
		root := s.find(i)
		if b := best[root]; b == nil || cmp.Compare(rank(p), rank(b)) < 0 {
			best[root] = p
		}
	}
	taken := map[string]int{}
	named := map[int]string{}
	for i, p := range posts {
		root := s.find(i)
		if _, ok := named[root]; !ok {
			slug := best[root].Slug
			taken[slug]++
			if n := taken[slug]; n > 1 {
				slug = numbered(slug, n, taken)
			}
			named[root] = slug
		}
		p.Document = named[root]
		p.Locale = short[p.Locale]
	}
}

// shortLocales leave out a region that tells nothing apart: en-US is en where no
// post is in another region's English, and no text is in both.
func shortLocales(posts []*Post, s *sets) map[string]string {
	regions := map[string]map[string]bool{} // by language
	for _, p := range posts {
		base, _, found := strings.Cut(p.Locale, "-")
		if regions[base] == nil {
			regions[base] = map[string]bool{}
		}
		if found {
			regions[base][p.Locale] = true
		}
	}
	for i, p := range posts {
		base, _, found := strings.Cut(p.Locale, "-")
		if found && s.locales[s.find(i)][base] {
			regions[base][base] = true // both in one text
		}
	}
	short := map[string]string{}
	for _, p := range posts {
		base, _, _ := strings.Cut(p.Locale, "-")
		short[p.Locale] = p.Locale
		if len(regions[base]) < 2 && !slices.Contains([]string{"zh", "sr", "pt"}, base) {
			short[p.Locale] = base
		}
	}
	return short
}

// numbered is a name that nobody has yet.
func numbered(slug string, n int, taken map[string]int) string {
	for ; ; n++ {
		try := slug + "-" + strconv.Itoa(n)
		if taken[try] == 0 {
			taken[try]++
			return try
		}
	}
}

// sets are disjoint sets of posts (Tarjan 1975), by halving paths. Two sets that
// both have a post in one language are two texts, and stay apart.
type sets struct {
	parent  []int
	locales []map[string]bool // of the set whose root this is
}

func newSets(posts []*Post) *sets {
	s := &sets{make([]int, len(posts)), make([]map[string]bool, len(posts))}
	for i, p := range posts {
		s.parent[i], s.locales[i] = i, map[string]bool{p.Locale: true}
	}
	return s
}

func (s *sets) find(i int) int {
	for s.parent[i] != i {
		s.parent[i] = s.parent[s.parent[i]]
		i = s.parent[i]
	}
	return i
}

// join keeps the smaller number as the set's.
func (s *sets) join(i, j int) {
	a, b := s.find(i), s.find(j)
	if a == b {
		return
	}
	for locale := range s.locales[b] {
		if s.locales[a][locale] {
			return
		}
	}
	a, b = min(a, b), max(a, b)
	s.parent[b] = a
	maps.Copy(s.locales[a], s.locales[b])
}
