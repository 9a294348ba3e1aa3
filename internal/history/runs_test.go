package history

import (
	"fmt"
	"strings"
	"testing"

	"stele/internal/doc"
)

// A translation that is made in many commits, while its source stands still, is
// read once, and rests on what its last text was made from.
func TestRunsOfVersions(t *testing.T) {
	r := newRepo(t)
	r.write("en/a.md", en1)
	r.commit("source")
	parts := strings.SplitAfter(tr1, "\n\n")
	for k := range parts {
		r.write("tr/a.md", strings.Join(parts[:k+1], ""))
		r.commit(fmt.Sprintf("translation, part %d", k))
	}
	r.write("en/a.md", en2)
	r.commit("source changes")
	for k := range 3 {
		r.write("tr/a.md", tr1+strings.Repeat("\nSon söz.\n", 2-k))
		r.commit(fmt.Sprintf("a word more, %d", k))
	}
	r.check("many small commits", "stale synced synced", page)

	read := 0
	h, err := Open(t.Context(), r.dir)
	if err != nil {
		t.Fatal(err)
	}
	_, err = h.Adopt(t.Context(), Input{Docs: []Doc{page}, Align: byPosition, Parse: func(path string, src []byte) (*doc.Version, error) {
		if path == page.Target {
			read++
		}
		return paragraphs(path, src)
	}})
	// The last part brought the text that is there now.
	if err != nil || read != 1 {
		t.Errorf("%d versions of the translation were read, want 1 (%v)", read, err)
	}
}
