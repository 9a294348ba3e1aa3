package status

import (
	"slices"
	"strings"
	"sync"
	"unicode"

	"stele/internal/align"
	"stele/internal/doc"
	"stele/internal/format/prose"
	"stele/internal/history"
	"stele/internal/ledger"
	"stele/internal/project"
)

// catalogues are the PO and XLIFF files of a run, each read once: one file may
// hold the translations of every page of a book.
type catalogues struct {
	mu   sync.Mutex
	read map[string]*catalogue
}

// catalogue is a file that says of each translation which source text it is of.
type catalogue struct {
	once    sync.Once
	version *doc.Version
	err     error
	at      map[string]int  // key of a source text → its segment
	fuzzy   map[string]bool // keys of source texts that gettext only guessed a translation for
}

// isCatalogue reports whether a version is in such a format.
func isCatalogue(v *doc.Version) bool { return v != nil && (v.Format == "po" || v.Format == "xliff") }

// isCatalogueFile is isCatalogue of a file by its name.
func isCatalogueFile(name string) bool {
	for _, ext := range []string{".po", ".xlf", ".xliff"} {
		if strings.HasSuffix(strings.ToLower(name), ext) {
			return true
		}
	}
	return false
}

// of reads a file, or gives what an earlier call read.
func (c *catalogues) of(p *project.Project, file string, opt Options) (*catalogue, error) {
	c.mu.Lock()
	if c.read == nil {
		c.read = map[string]*catalogue{}
	}
	cat := c.read[file]
	if cat == nil {
		cat = &catalogue{}
		c.read[file] = cat
	}
	c.mu.Unlock()
	cat.once.Do(func() {
		if cat.version, cat.err = opt.read(p, file); cat.err == nil {
			cat.index()
		}
	})
	return cat, cat.err
}

// index finds the source text, a comment, before each translation.
func (c *catalogue) index() {
	c.at, c.fuzzy = map[string]int{}, map[string]bool{}
	for i, m := range c.version.Comments {
		end := len(c.version.Segments)
		if i+1 < len(c.version.Comments) {
			end = c.version.Comments[i+1].Before
		}
		if m.Before >= end {
			continue // not translated
		}
		for _, k := range textKeys(&doc.Segment{Text: m.Text, Runs: prose.Runs(m.Text)}) {
			if _, taken := c.at[k]; !taken {
				c.at[k] = m.Before
			}
		}
	}
	for _, text := range c.version.Meta["fuzzy"] {
		for _, k := range textKeys(&doc.Segment{Text: text, Runs: prose.Runs(text)}) {
			c.fuzzy[k] = true
		}
	}
}

// textKeys are what a source text is known by: the letters and digits of its
// words and, as markup is written in many ways, those of its raw text.
func textKeys(s *doc.Segment) []string {
	solid := func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}
	var keys []string
	for _, text := range []string{s.Words(), s.Text} {
		if k := strings.Map(solid, text); k != "" && !slices.Contains(keys, k) {
			keys = append(keys, k)
		}
	}
	return keys
}

// view is the catalogue as a version of one document: the translations of the
// source's segments in the source's order, in their kinds. What is not in the
// catalogue, or only guessed there, the site shows in the source's language:
// it is missing. Messages of other documents, and of texts that the source no
// longer has, are left out.
func (c *catalogue) view(source *doc.Version, locale string) *doc.Version {
	v := *c.version
	v.Locale, v.Segments, v.Comments = locale, nil, nil
	for i := range source.Segments {
		s := &source.Segments[i]
		if !s.Translatable() {
			continue
		}
		for _, k := range textKeys(s) {
			if j, ok := c.at[k]; ok && !c.fuzzy[k] {
				t := c.version.Segments[j]
				t.Kind, t.Role, t.Level, t.ID = s.Kind, s.Role, s.Level, s.ID
				v.Segments = append(v.Segments, t)
				break
			}
		}
	}
	return &v
}

// stated gives a job whose translation is a catalogue the beads and the
// provenance that the catalogue states.
func (j *job) stated(c *catalogue) {
	n := 0
	for i := range j.source.Segments {
		s := &j.source.Segments[i]
		if !s.Translatable() || !slices.ContainsFunc(textKeys(s), func(k string) bool { _, ok := c.at[k]; return ok && !c.fuzzy[k] }) {
			j.beads = append(j.beads, align.Bead{Source: []int{i}, Confidence: 1})
			continue
		}
		j.beads = append(j.beads, align.Bead{Source: []int{i}, Target: []int{n}, Confidence: 1})
		n++
	}
	opt := j.numbers()
	opt.Evidence = history.EvidenceComment
	j.ledger = ledger.Fold(nil, j.source.Segments, j.target.Segments, j.beads, opt)
	j.catalogue = true
}
