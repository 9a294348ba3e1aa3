package status

import (
	"context"
	"encoding/binary"

	"stele/internal/align"
	"stele/internal/cache"
	"stele/internal/doc"
)

// keptSegments is from how many segments on a pair of languages is worth
// keeping. Below it everything is learnt anew in no time, and the answer never
// depends on what was there before.
const keptSegments = 600

// keptGroup is what the cache holds of a project's pair of languages.
type keptGroup struct {
	Lexicon []byte
	Beads   map[cache.Key][]align.Bead // by [job.contents]
}

// alignGroup gives the jobs of a pair of languages their beads. Pairs that did not change since the last run keep
// their beads, and as long as most did not, the others get theirs by the lexicon
// of that run.
func alignGroup(ctx context.Context, jobs []*job, k languages, root string, kept *cache.Cache) error {
	pairs := make([]align.Pair, len(jobs))
	segments := 0
	for i, j := range jobs {
		pairs[i] = align.Pair{Source: side(j.source), Target: side(j.target)}
		segments += len(j.source.Segments) + len(j.target.Segments)
	}
	if segments < keptSegments {
		kept = nil
	}
	key := cache.KeyOf([]byte(root), []byte(k.source), []byte(k.target))
	if ok, err := fromKept(ctx, jobs, pairs, key, kept); ok || err != nil {
		return err
	}
	lexicon, beads, err := align.Learn(ctx, pairs, align.Options{})
	if err != nil {
		return err
	}
	for i, j := range jobs {
		j.beads = beads[i]
	}
	keep(jobs, lexicon, key, kept)
	return nil
}

// cacheName names the files of beads; it changes with their form and with what
// the aligner would answer.
const cacheName = "beads-3"

// fromKept uses what an earlier run learnt, if it is near enough.
func fromKept(ctx context.Context, jobs []*job, pairs []align.Pair, key cache.Key, kept *cache.Cache) (bool, error) {
	group, ok := cache.Get[keptGroup](kept, cacheName, key)
	lexicon := &align.Lexicon{}
	if !ok || lexicon.UnmarshalBinary(group.Lexicon) != nil || lexicon.Covers(pairs) < align.Fresh {
		return false, nil
	}
	var open []align.Pair
	var which []*job
	for i, j := range jobs {
		if beads, ok := group.Beads[j.contents()]; ok {
			j.beads = beads
		} else {
			open = append(open, pairs[i])
			which = append(which, j)
		}
	}
	if len(open) == 0 {
		return true, nil
	}
	beads, err := align.Pairs(ctx, open, align.Options{Lexicon: lexicon})
	if err != nil {
		return false, err
	}
	for i, j := range which {
		j.beads = beads[i]
	}
	keep(jobs, lexicon, key, kept)
	return true, nil
}

func keep(jobs []*job, lexicon *align.Lexicon, key cache.Key, kept *cache.Cache) {
	if kept == nil {
		return
	}
	data, err := lexicon.MarshalBinary()
	if err != nil {
		return
	}
	group := keptGroup{Lexicon: data, Beads: make(map[cache.Key][]align.Bead, len(jobs))}
	for _, j := range jobs {
		group.Beads[j.contents()] = j.beads
	}
	cache.Put(kept, cacheName, key, group)
}

// contents identifies the two texts as they were cut: the same bytes under
// another name may be in another format, and the project chooses which fields of
// the front matter are segments.
func (j *job) contents() cache.Key {
	return cache.KeyOf(j.source.Source, cut(j.source), j.target.Source, cut(j.target))
}

func cut(v *doc.Version) []byte {
	b := []byte(v.Format)
	for i := range v.Segments {
		b = binary.AppendUvarint(append(b, v.Segments[i].Kind...), uint64(v.Segments[i].Span.Start))
		b = binary.AppendUvarint(b, uint64(v.Segments[i].Span.End))
	}
	return b
}
