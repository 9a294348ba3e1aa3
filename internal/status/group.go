package status

import (
	"context"
	"encoding/binary"
	"slices"

	"stele/internal/align"
	"stele/internal/cache"
	"stele/internal/doc"
	"stele/internal/lang"
	"stele/internal/ledger"
)

// keptSegments is from how many segments on a pair of languages is worth
// keeping. Below it everything is learnt anew in no time, and the answer never
// depends on what was there before.
const keptSegments = 600

// keptGroup is what the cache holds of a project's pair of languages.
type keptGroup struct {
	Lexicon []byte
	Beads   map[cache.Key][]align.Bead // by [question.key]
}

// languages is a pair of locales that share a lexicon.
type languages struct{ source, target string }

func (j *job) languages() languages { return languages{j.source.Locale, j.target.Locale} }

// group is the jobs of a pair of languages.
type group struct {
	languages languages
	questions []question
	known     []*job // those whose provenance is known, wholly or in part
}

// question is what an alignment is to tell of a job: how two texts correspond, or
// what stands in a gap of a ledger.
type question struct {
	job  *job
	gap  *ledger.Gap // nil: of all segments
	pair align.Pair
	key  cache.Key
}

// questions are those that a job leaves to an alignment.
func (j *job) questions() []question {
	if j.open == nil {
		return []question{{job: j, pair: align.Pair{Source: side(j.source), Target: side(j.target)}, key: j.contents()}}
	}
	var out []question
	whole := j.contents()
	for i := range j.open.Gaps {
		g := &j.open.Gaps[i]
		out = append(out, question{
			job: j, gap: g, key: cache.KeyOf(whole[:], indices(g.Source), indices(g.Target)),
			pair: align.Pair{Source: only(side(j.source), g.Source), Target: only(side(j.target), g.Target)},
		})
	}
	return out
}

func indices(at []int) (out []byte) {
	for _, i := range at {
		out = binary.AppendUvarint(out, uint64(i))
	}
	return out
}

// only is a side with some of its segments.
func only(s align.Side, at []int) align.Side {
	out := align.Side{Locale: s.Locale}
	for _, i := range at {
		out.Segments = append(out.Segments, s.Segments[i])
	}
	return out
}

// answer gives the job of a question its beads.
func (q *question) answer(beads []align.Bead) {
	if q.gap == nil {
		q.job.beads = beads
		return
	}
	pick := func(from, at []int) (out []int) {
		for _, i := range at {
			out = append(out, from[i])
		}
		return out
	}
	if q.gap.Far {
		beads = sure(q.pair, beads)
	}
	for _, b := range beads {
		if len(b.Source) == 0 || len(b.Target) == 0 {
			continue
		}
		b.Source, b.Target = pick(q.gap.Source, b.Source), pick(q.gap.Target, b.Target)
		q.job.beads = append(q.job.beads, b)
	}
}

// sure keeps the runs of linked segments that hold enough words, surely linked,
// not to have met by chance.
func sure(p align.Pair, beads []align.Bead) (out []align.Bead) {
	start, words := 0, 0
	for i := 0; i <= len(beads); i++ {
		if i < len(beads) && len(beads[i].Source) > 0 && len(beads[i].Target) > 0 {
			if b := beads[i]; b.Confidence >= sureBead {
				for _, s := range b.Source {
					words += lang.WordCount(p.Source.Segments[s].Words())
				}
			}
			continue
		}
		if words >= farWords {
			out = append(out, beads[start:i]...)
		}
		start, words = i+1, 0
	}
	return out
}

const (
	sureBead = 0.8
	farWords = 8
)

// align answers a group's questions. Those whose texts did not change since the
// last run keep their beads, and as long as most did not, the others are
// answered by the lexicon of that run.
func (g *group) align(ctx context.Context, root string, kept *cache.Cache) error {
	pairs := make([]align.Pair, len(g.questions))
	segments := 0
	for i := range g.questions {
		pairs[i] = g.questions[i].pair
		segments += len(pairs[i].Source.Segments) + len(pairs[i].Target.Segments)
	}
	if segments < keptSegments {
		kept = nil
	}
	key := cache.KeyOf([]byte(root), []byte(g.languages.source), []byte(g.languages.target))
	beads, lexicon, all, err := fromKept(ctx, g.questions, pairs, key, kept)
	if lexicon == nil && err == nil {
		lexicon, beads, err = g.learn(ctx, pairs)
	}
	if err != nil {
		return err
	}
	for i := range g.questions {
		g.questions[i].answer(beads[i])
	}
	if !all {
		keep(g.questions, beads, lexicon, key, kept)
	}
	return nil
}

// learn aligns with a lexicon taught by what is known of the group, where that
// is enough, and else by what the pairs teach each other.
func (g *group) learn(ctx context.Context, pairs []align.Pair) (*align.Lexicon, [][]align.Bead, error) {
	lessons, n := g.lessons()
	whole := slices.ContainsFunc(g.questions, func(q question) bool { return q.gap == nil })
	if n == 0 || n < fewLessons && whole {
		return align.Learn(ctx, pairs, align.Options{})
	}
	lexicon, err := align.Teach(ctx, lessons, pairs)
	if err != nil {
		return nil, nil, err
	}
	beads, err := align.Pairs(ctx, pairs, align.Options{Lexicon: lexicon})
	return lexicon, beads, err
}

// The numbers of segments that are enough to learn two languages from, and that
// are too few for more than the gaps between them.
const (
	enoughLessons = 2000
	fewLessons    = 300
)

// lessons are segments of which it is known that they correspond and are of one
// age, from all over the group; n is how many.
func (g *group) lessons() (out []align.Pair, n int) {
	step := len(g.known)/40 + 1
	for first := range step {
		for i := first; i < len(g.known) && n < enoughLessons; i += step {
			p := g.known[i].lesson()
			if len(p.Source.Segments) > 0 {
				out = append(out, p)
				n += len(p.Source.Segments)
			}
		}
	}
	return out, n
}

// lesson is the segments of a job that are known to say the same, one by one.
func (j *job) lesson() align.Pair {
	source, target := side(j.source), side(j.target)
	p := align.Pair{Source: align.Side{Locale: source.Locale}, Target: align.Side{Locale: target.Locale}}
	for _, l := range j.linked() {
		if l.InLedger && len(l.Source) == 1 && len(l.Target) == 1 && len(l.Changes) == 0 {
			p.Source.Segments = append(p.Source.Segments, source.Segments[l.Source[0]])
			p.Target.Segments = append(p.Target.Segments, target.Segments[l.Target[0]])
		}
	}
	return p
}

// cacheName names the files of beads.
const cacheName = "beads"

// fromKept uses what an earlier run learnt, if it is near enough; else the
// lexicon is nil. all says that it answered every question.
func fromKept(ctx context.Context, questions []question, pairs []align.Pair, key cache.Key, kept *cache.Cache) (out [][]align.Bead, _ *align.Lexicon, all bool, _ error) {
	group, ok := cache.Get[keptGroup](kept, cacheName, key)
	lexicon := &align.Lexicon{}
	if !ok || lexicon.UnmarshalBinary(group.Lexicon) != nil || lexicon.Covers(pairs) < align.Fresh {
		return nil, nil, false, nil
	}
	out = make([][]align.Bead, len(questions))
	var open []align.Pair
	var which []int
	for i := range questions {
		if out[i], ok = group.Beads[questions[i].key]; !ok {
			open, which = append(open, pairs[i]), append(which, i)
		}
	}
	if len(open) == 0 {
		return out, lexicon, true, nil
	}
	beads, err := align.Pairs(ctx, open, align.Options{Lexicon: lexicon})
	if err != nil {
		return nil, nil, false, err
	}
	for k, i := range which {
		out[i] = beads[k]
	}
	return out, lexicon, false, nil
}

func keep(questions []question, beads [][]align.Bead, lexicon *align.Lexicon, key cache.Key, kept *cache.Cache) {
	if kept == nil {
		return
	}
	data, err := lexicon.MarshalBinary()
	if err != nil {
		return
	}
	group := keptGroup{Lexicon: data, Beads: make(map[cache.Key][]align.Bead, len(questions))}
	for i := range questions {
		group.Beads[questions[i].key] = beads[i]
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
