package align

import (
	"cmp"
	"encoding/binary"
	"math"

	"stele/internal/lang"
)

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
