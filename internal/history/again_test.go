package history

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"stele/internal/doc"
	"stele/internal/ledger"
)

// A commit that touches one page has that page read again and no other; the answer
// is that of reading all.
func TestAdoptAgain(t *testing.T) {
	r := newRepo(t)
	other := Doc{Source: "en/b.md", Target: "tr/b.md", SourceLocale: "en", TargetLocale: "tr"}
	for _, d := range []Doc{page, other} {
		r.write(d.Source, en1)
		r.write(d.Target, tr1)
	}
	r.commit("texts")
	for _, d := range []Doc{page, other} {
		r.write(d.Source, en2)
		r.commit("source changes")
	}
	docs := []Doc{page, other}
	first := r.adopt(docs...)
	r.write(page.Target, tr1+"\nSon.\n")
	r.commit("one page")

	read := map[string]bool{}
	h, err := Open(t.Context(), r.dir)
	if err != nil {
		t.Fatal(err)
	}
	again, err := h.Adopt(t.Context(), Input{
		Docs: docs, Align: byPosition,
		Parse: func(path string, src []byte) (*doc.Version, error) {
			read[path] = true
			return paragraphs(path, src)
		},
		Before: func(key string) (*ledger.Ledger, bool) {
			for i, k := range first.Keys {
				if k == key {
					return first.Ledgers[i], true
				}
			}
			return nil, false
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(map[string]bool{"en/a.md": true, "tr/a.md": true}, read); diff != "" {
		t.Errorf("read -want +got\n%s", diff)
	}
	whole := r.adopt(docs...)
	for i := range docs {
		if got, want := string(again.Ledgers[i].Encode()), string(whole.Ledgers[i].Encode()); got != want {
			t.Errorf("%s:\n%s\nwant\n%s", docs[i].Target, got, want)
		}
	}
	if diff := cmp.Diff(whole.Targets, again.Targets); diff != "" {
		t.Error(diff)
	}
}
