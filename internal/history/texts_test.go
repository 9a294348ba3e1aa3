package history

import (
	"context"
	"testing"
	"time"

	"stele/internal/doc"
	"stele/internal/ledger"
)

// Texts are found through all names that a file has had, each once: a file may get
// an old name back.
func TestTextsOfAllNames(t *testing.T) {
	r := newRepo(t)
	r.write("a.md", en1)
	r.commit("source")
	r.git("mv", "a.md", "b.md")
	r.commit("another name")
	r.write("b.md", en2)
	r.commit("source changes")
	r.git("mv", "b.md", "a.md")
	r.commit("the old name")
	h, err := Open(context.Background(), r.dir)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	old := ledger.KeyOf(&doc.Segment{Kind: doc.Paragraph, Text: "The stone was found in a wall."})
	done := make(chan map[string]*doc.Segment, 1)
	go func() {
		found, err := h.Texts(ctx, []Wanted{{"a.md", map[string]bool{old: true, "of no text": true}}}, paragraphs)
		if err != nil {
			t.Error(err)
		}
		done <- found
	}()
	select {
	case found := <-done:
		if len(found) != 1 || found[old] == nil {
			t.Errorf("found %v", found)
		}
	case <-ctx.Done():
		t.Fatal("the search does not end")
	}
}
