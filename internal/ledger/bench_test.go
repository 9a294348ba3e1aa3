package ledger

import (
	"math/rand/v2"
	"testing"
)

func BenchmarkDecode(b *testing.B) {
	texts := prose(rand.New(rand.NewPCG(1, 2)), 400)
	s, g := page(texts...), page(foreign(texts)...)
	data := Fold(nil, s, g, straight(s, g), Options{}).Encode()
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		if _, _, err := Decode("x", data); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkResolve(b *testing.B) {
	texts := prose(rand.New(rand.NewPCG(1, 2)), 400)
	s, g := page(texts...), page(foreign(texts)...)
	l := Fold(nil, s, g, straight(s, g), Options{})
	n := 0
	for i := range s {
		n += len(s[i].Text) + len(g[i].Text)
	}
	b.SetBytes(int64(n))
	for b.Loop() {
		Resolve(l, s, g, straight(s, g), Options{})
	}
}
