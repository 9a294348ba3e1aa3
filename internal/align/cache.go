package align

import (
	"bytes"
	"cmp"
	"compress/flate"
	"context"
	"encoding/binary"
	"errors"
	"hash/fnv"
	"io"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"stele/internal/lang"
)

// Lexicon is what one language pair's texts taught: words that translate each
// other, how lengths compare, which beads occur. It can be kept and given to
// [Pairs] again, which is then many times faster for a single document.
type Lexicon struct {
	Source, Target string // BCP 47
	model          *model
	seen           []uint32 // hashes of the segments it was learnt from, ascending
}

// Learn aligns pairs of the same two languages as [Pairs] does, and gives what
// they taught as well.
func Learn(ctx context.Context, pairs []Pair, opt Options) (*Lexicon, [][]Bead, error) {
	if len(pairs) == 0 {
		return nil, nil, nil
	}
	opt.Lexicon = nil
	g, err := newGroup(ctx, pairs, opt)
	if err == nil {
		err = g.run(ctx)
	}
	if err != nil {
		return nil, nil, err
	}
	out := make([][]Bead, len(pairs))
	for i, d := range g.docs {
		out[i] = d.result
	}
	l := &Lexicon{Source: pairs[0].Source.Locale, Target: pairs[0].Target.Locale, model: g.m, seen: hashes(pairs)}
	return l, out, nil
}

func (l *Lexicon) fits(p Pair) bool {
	return strings.EqualFold(l.Source, p.Source.Locale) && strings.EqualFold(l.Target, p.Target.Locale)
}

// Covers is the share of the pairs' segments that the lexicon was learnt from,
// 0 to 1. Learn anew when it has fallen too far; [Fresh] is a good bound.
func (l *Lexicon) Covers(pairs []Pair) float64 {
	now := hashes(pairs)
	if len(now) == 0 {
		return 1
	}
	n := 0
	for _, h := range now {
		if _, ok := slices.BinarySearch(l.seen, h); ok {
			n++
		}
	}
	return float64(n) / float64(len(now))
}

// Fresh is the coverage from which a kept lexicon is as good as a new one.
const Fresh = 0.9

func hashes(pairs []Pair) []uint32 {
	var out []uint32
	h := fnv.New32a()
	add := func(s Side) {
		for i := range s.Segments {
			h.Reset()
			io.WriteString(h, s.Segments[i].Text)
			out = append(out, h.Sum32())
		}
	}
	for _, p := range pairs {
		add(p.Source)
		add(p.Target)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// lexiconMagic names the format and its version; a file of another version is
// learnt anew.
const lexiconMagic = "stele-lexicon-1\n"

// ErrLexicon says that bytes are not a lexicon of this version.
var ErrLexicon = errors.New("align: not a lexicon of this version")

// MarshalBinary writes the lexicon compactly: words without an entry above
// chance are left out, counts are rounded to a 64th.
func (l *Lexicon) MarshalBinary() ([]byte, error) {
	var b bytes.Buffer
	b.WriteString(lexiconMagic)
	z, err := flate.NewWriter(&b, flate.BestSpeed)
	if err != nil {
		return nil, err
	}
	w := &packer{}
	w.text(l.Source)
	w.text(l.Target)
	w.uint(uint64(len(l.seen)))
	last := uint32(0)
	for _, h := range l.seen {
		w.uint(uint64(h - last))
		last = h
	}
	l.model.pack(w)
	_, err = z.Write(w.b)
	if err = cmp.Or(err, z.Close()); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// UnmarshalBinary reads what MarshalBinary wrote; its error is [ErrLexicon].
func (l *Lexicon) UnmarshalBinary(data []byte) error {
	rest, ok := bytes.CutPrefix(data, []byte(lexiconMagic))
	if !ok {
		return ErrLexicon
	}
	raw, err := io.ReadAll(io.LimitReader(flate.NewReader(bytes.NewReader(rest)), 1<<28))
	if err != nil {
		return ErrLexicon
	}
	r := &packer{b: raw}
	out := Lexicon{Source: r.getText(), Target: r.getText()}
	last := uint64(0)
	for range r.count() {
		last += r.getUint()
		out.seen = append(out.seen, uint32(last))
	}
	out.model = unpackModel(r)
	if r.bad {
		return ErrLexicon
	}
	*l = out
	return nil
}

// ReadLexicon reads a lexicon from a file; nil when there is none that this
// version can read.
func ReadLexicon(path string) *Lexicon {
	b, err := os.ReadFile(path)
	if err != nil {
		return nil
	}
	l := new(Lexicon)
	if l.UnmarshalBinary(b) != nil {
		return nil
	}
	return l
}

// WriteLexicon writes a lexicon to a file, making its directory. Readers never
// see half a file.
func WriteLexicon(path string, l *Lexicon) error {
	b, err := l.MarshalBinary()
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(path), ".lexicon-*")
	if err != nil {
		return err
	}
	_, err = f.Write(b)
	err = cmp.Or(err, f.Close())
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		os.Remove(f.Name())
	}
	return err
}

// packer writes and reads the parts of a lexicon.
type packer struct {
	b   []byte
	bad bool
}

func (p *packer) uint(x uint64) { p.b = binary.AppendUvarint(p.b, x) }

func (p *packer) text(s string) {
	p.uint(uint64(len(s)))
	p.b = append(p.b, s...)
}

func (p *packer) float(x float32) { p.b = binary.LittleEndian.AppendUint32(p.b, math.Float32bits(x)) }

func (p *packer) number(x float32) { p.uint(uint64(max(x, 0)*64 + 0.5)) }

func (p *packer) getUint() uint64 {
	x, n := binary.Uvarint(p.b)
	if n <= 0 {
		p.bad, p.b = true, nil
		return 0
	}
	p.b = p.b[n:]
	return x
}

// count reads a length that what is left can hold.
func (p *packer) count() int {
	n := p.getUint()
	if n > uint64(len(p.b)) {
		p.bad, p.b = true, nil
		return 0
	}
	return int(n)
}

func (p *packer) getText() string {
	n := p.count()
	s := string(p.b[:n])
	p.b = p.b[n:]
	return s
}

func (p *packer) getFloat() float32 {
	if len(p.b) < 4 {
		p.bad, p.b = true, nil
		return 0
	}
	x := math.Float32frombits(binary.LittleEndian.Uint32(p.b))
	p.b = p.b[4:]
	if x != x {
		p.bad = true
		return 0
	}
	return x
}

func (p *packer) getNumber() float32 { return float32(p.getUint()) / 64 }

// pack writes the model: first the small parts, then the words that have an
// entry above chance, then the entries.
func (m *model) pack(w *packer) {
	for _, x := range m.floats() {
		w.float(*x)
	}
	x := m.lexicon
	keepS, keepT := make([]bool, x.src.size()), make([]bool, x.tgt.size())
	for e := range keepS {
		for _, a := range x.active[x.activeStart[e]:x.activeStart[e+1]] {
			keepS[e], keepT[a.to] = true, true
		}
	}
	newS, newT := x.source.pack(w, x.src, keepS), x.target.pack(w, x.tgt, keepT)
	_ = newS
	w.float(x.source.all)
	w.float(x.target.all)
	for e, keep := range keepS {
		if !keep {
			continue
		}
		row := x.active[x.activeStart[e]:x.activeStart[e+1]]
		w.uint(uint64(len(row)))
		last := int32(0)
		for _, a := range row {
			w.uint(uint64(newT[a.to] - last))
			last = newT[a.to]
			w.number(x.fwd[a.entry])
			w.number(x.bwd[a.entry])
			w.number(x.prior[a.entry])
		}
	}
}

func (s *wordStats) pack(w *packer, v *vocabulary, keep []bool) []int32 {
	ids := make([]int32, len(keep))
	n := int32(0)
	for id, k := range keep {
		if k {
			ids[id] = n
			n++
		}
	}
	w.uint(uint64(n))
	for id, k := range keep {
		if !k {
			continue
		}
		w.text(string(v.sort[id]) + v.word[id])
		full := v.full[id]
		if full == lang.Romanise(v.word[id]) || v.sort[id] != classWord {
			full = ""
		}
		w.text(full)
		w.number(s.count[id])
		w.number(s.explained[id])
		w.number(s.base[id])
	}
	return ids
}

// floats lists the model's plain numbers in a fixed order.
func (m *model) floats() []*float32 {
	out := []*float32{&m.length.mean, &m.length.base, &m.length.slope, &m.length.any, &m.length.spread}
	for t := range m.prior {
		out = append(out, &m.prior[t])
	}
	for a := range m.trans {
		for b := range m.trans[a] {
			out = append(out, &m.trans[a][b])
		}
	}
	for c := range m.like {
		for a := range m.like[c].score {
			for b := range m.like[c].score[a] {
				out = append(out, &m.like[c].score[a][b])
			}
		}
	}
	return out
}

func unpackModel(r *packer) *model {
	m := &model{}
	for _, x := range m.floats() {
		*x = r.getFloat()
	}
	x := &lexicon{learnt: true}
	x.src, x.source = unpackWords(r)
	x.tgt, x.target = unpackWords(r)
	x.source.finish(x.src, r.getFloat())
	x.target.finish(x.tgt, r.getFloat())
	x.rowStart = make([]int32, 1, x.src.size()+1)
	for range x.src.size() {
		last := uint64(0)
		for range r.count() {
			last += r.getUint()
			if last >= uint64(x.tgt.size()) {
				r.bad = true
				return m
			}
			x.to = append(x.to, int32(last))
			x.fwd = append(x.fwd, r.getNumber())
			x.bwd = append(x.bwd, r.getNumber())
			x.prior = append(x.prior, r.getNumber())
		}
		x.rowStart = append(x.rowStart, int32(len(x.to)))
	}
	x.total()
	x.activate()
	m.lexicon = x
	return m
}

func unpackWords(r *packer) (*vocabulary, wordStats) {
	v := newVocabulary()
	var s wordStats
	for range r.count() {
		key := r.getText()
		full := r.getText()
		if r.bad || key == "" {
			r.bad = true
			break
		}
		id := v.intern(wordClass(key[0]), key[1:])
		if int(id) != v.size()-1 {
			r.bad = true
			break
		}
		if full == "" && v.sort[id] == classWord {
			full = lang.Romanise(v.word[id])
		}
		v.full[id] = cmp.Or(full, v.word[id])
		s.count = append(s.count, r.getNumber())
		s.explained = append(s.explained, r.getNumber())
		s.base = append(s.base, r.getNumber())
	}
	v.freq = s.count
	return v, s
}

func (s *wordStats) finish(v *vocabulary, all float32) {
	s.all = all
	s.prob = make([]float32, v.size())
	for i, c := range s.count {
		s.prob[i] = (c + 0.5) / (all + 1)
	}
	s.sum = make([]float32, v.size())
}

// extended is the model with its lexicon grown to larger vocabularies: words
// that it has not seen get the entries of their cognates.
func (m *model) extended(vs, vt *vocabulary) *model {
	out := *m
	x := m.lexicon
	y := &lexicon{src: vs, tgt: vt, learnt: true}
	y.source = x.source.grown(vs.size())
	y.target = x.target.grown(vt.size())
	oldS, oldT := int32(x.src.size()), int32(x.tgt.size())
	priors := cognatesFrom(vs, vt, oldS, oldT)
	y.rowStart = make([]int32, 1, vs.size()+1)
	at := 0
	for e := range int32(vs.size()) {
		if e < oldS {
			for n := x.rowStart[e]; n < x.rowStart[e+1]; n++ {
				y.to = append(y.to, x.to[n])
				y.fwd = append(y.fwd, x.fwd[n])
				y.bwd = append(y.bwd, x.bwd[n])
				y.prior = append(y.prior, x.prior[n])
			}
		}
		for ; at < len(priors) && priors[at].from == e; at++ {
			p := priors[at]
			y.to = append(y.to, p.to)
			y.fwd, y.bwd = append(y.fwd, 0), append(y.bwd, 0)
			y.prior = append(y.prior, p.count)
			y.source.sum[e] += p.count
			y.target.sum[p.to] += p.count
			share := baseShare * min(p.count, 1)
			if e >= oldS {
				y.source.base[e] = max(y.source.base[e], share)
			}
			if p.to >= oldT {
				y.target.base[p.to] = max(y.target.base[p.to], share)
			}
		}
		y.rowStart = append(y.rowStart, int32(len(y.to)))
	}
	y.total()
	y.activate()
	out.lexicon = y
	return &out
}

func (s *wordStats) grown(n int) wordStats {
	grow := func(x []float32, fill float32) []float32 {
		out := make([]float32, n)
		for i := copy(out, x); i < n; i++ {
			out[i] = fill
		}
		return out
	}
	return wordStats{prob: grow(s.prob, 1.5/(s.all+1)), count: grow(s.count, 0), sum: grow(s.sum, 0), explained: grow(s.explained, 0),
		base: grow(s.base, 0), all: s.all}
}
