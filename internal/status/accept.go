package status

import (
	"context"
	"path/filepath"
	"slices"

	"stele/internal/doc"
	"stele/internal/fault"
	"stele/internal/project"
)

// Faults of accepting.
const (
	FaultNotTranslation fault.ID = "not-a-translation" // the file is no translation of this project
	FaultNoSegment      fault.ID = "no-segment"        // no segment stands on the line
	FaultNoSource       fault.ID = "no-source"         // there is no source to confirm the translation against
	FaultSelfStated     fault.ID = "self-stated"       // the translation's file records itself what it is of
	FaultNoCounterpart  fault.ID = "no-counterpart"    // the source has nothing for the segment, or it is no translation
)

// Spot names segments of a translation by lines.
type Spot struct {
	File     string // relative to the working directory, or absolute
	From, To int    // lines, from 1, both included; 0 and 0 for the whole file
}

// Accept records the present source for the named segments; the others of
// those translations are folded as Sync does. As with [Sync], nothing is written
// before [Update.Save]; Segments of an update is how many were confirmed.
func Accept(ctx context.Context, p *project.Project, opt Options, spots []Spot) (*Folded, error) {
	accept := map[string]*accepted{}
	for _, s := range spots {
		d, locale, segments, err := find(p, opt, s)
		if err != nil {
			return nil, err
		}
		k := key(d.ID, locale)
		if accept[k] == nil {
			accept[k] = &accepted{}
		}
		accept[k].add(s, segments)
	}
	only := *p
	only.Documents, only.Others = nil, slices.Clone(p.Others)
	for _, d := range p.Documents {
		if slices.ContainsFunc(d.Locales, func(locale string) bool { return accept[key(d.ID, locale)] != nil }) {
			only.Documents = append(only.Documents, d)
		} else {
			only.Others = append(only.Others, d)
		}
	}
	return fold(ctx, &only, opt, accept)
}

// accepted is what is to be confirmed of one translation.
type accepted struct {
	segments []int // of all spots
	spots    []Spot
	of       [][]int // the segments of each spot
}

func (a *accepted) add(s Spot, segments []int) {
	a.segments = append(a.segments, segments...)
	a.spots = append(a.spots, s)
	a.of = append(a.of, segments)
}

// check gives a fault for a spot of which nothing could be confirmed; done are
// the segments that were.
func (a *accepted) check(done []int) error {
	for i, s := range a.spots {
		if !slices.ContainsFunc(a.of[i], func(g int) bool { return slices.Contains(done, g) }) {
			return fault.New(fault.Usage, FaultNoCounterpart, s.File).At(s.From)
		}
	}
	return nil
}

// find gives the document, the locale and the segments that a spot names.
func find(p *project.Project, opt Options, s Spot) (*project.Document, string, []int, error) {
	full := s.File
	if !filepath.IsAbs(full) {
		full = filepath.Join(opt.Dir, full)
	}
	if _, err := ReadFile(full, filepath.ToSlash(s.File), parserOf(p)); err != nil {
		return nil, "", nil, err
	}
	rel, err := filepath.Rel(p.Root, full)
	if err != nil {
		rel = full
	}
	d, locale, ok := p.Locate(filepath.ToSlash(rel))
	if !ok {
		return nil, "", nil, fault.New(fault.Usage, FaultNotTranslation, s.File)
	}
	l, _ := loadDocument(p, d, opt, &catalogues{}) // its warnings come with the fold
	v := l.versions[locale]
	if v == nil || locale == l.source {
		return nil, "", nil, fault.New(fault.Usage, FaultNotTranslation, s.File)
	}
	source := l.versions[l.source]
	if source == nil {
		if l.broken[l.source] {
			_, err := opt.read(p, d.Files[l.source])
			return nil, "", nil, err
		}
		return nil, "", nil, fault.New(fault.Usage, FaultNoSource, s.File)
	}
	if l.catalogues[locale] != nil {
		return nil, "", nil, fault.New(fault.Usage, FaultSelfStated, s.File)
	}
	for _, side := range []*doc.Version{v, source} {
		if side.Damage != nil {
			return nil, "", nil, side.Damage
		}
	}
	segments := onLines(v, s)
	if len(segments) == 0 {
		return nil, "", nil, fault.New(fault.Usage, FaultNoSegment, s.File).At(s.From)
	}
	return d, locale, segments, nil
}

func onLines(v *doc.Version, s Spot) []int {
	var out []int
	for i := range v.Segments {
		g := &v.Segments[i]
		if s.From == 0 || g.Line <= s.To && g.EndLine >= s.From {
			out = append(out, i)
		}
	}
	return out
}
