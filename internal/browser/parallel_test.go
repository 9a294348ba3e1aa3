package browser

import (
	"path/filepath"
	"testing"

	"github.com/chromedp/chromedp/kb"
)

// Languages side by side: the keyboard goes from paragraph to paragraph, with
// the page's script and without it.
func TestParallel(t *testing.T) {
	b := ForTest(t)
	dir := t.TempDir()
	sample(t, dir)
	out := filepath.Join(dir, "out")
	command := stele(t)
	command(dir, "export", "--parallel", "en,tr,ar", "--marks", "-o", out, "ferry.en.md")
	command(repository(t), "export", "--parallel", "en,tr,ru", "--marks", "-o", out, "docs/example")
	files := written(t, out)
	if len(files) != 2 {
		t.Fatalf("written: %v", files)
	}
	checkPages(t, b, out, files)
	site := b.Serve(out)
	p := b.Visit(t, site, "en-tr-ar/ferry.html", Desk)
	for _, step := range []struct{ key, want string }{{"j", "p1"}, {kb.ArrowDown, "p2"}, {"j", "p3"}, {kb.ArrowUp, "p2"}, {"k", "p1"}, {"k", "p1"}} {
		if err := p.Press(step.key); err != nil {
			t.Fatal(err)
		}
		var at string
		if err := p.Eval(`document.activeElement.closest("tr")?.id ?? ""`, &at); err != nil || at != step.want {
			t.Errorf("after %q the focus is at %q, not %q: %v", step.key, at, step.want, err)
		}
	}
	var lit bool
	if err := p.Eval(`getComputedStyle(document.querySelector("#p1 td")).backgroundColor !== getComputedStyle(document.querySelector("#p2 td")).backgroundColor`, &lit); err != nil || !lit {
		t.Errorf("the paragraph with the focus looks like the others: %v", err)
	}
	still := Desk
	still.NoScript = true
	p = b.Visit(t, site, "en-tr-ar/ferry.html#p4", still)
	if stops, err := p.Walk(200); err != nil || len(stops) < 10 {
		t.Errorf("without scripts: %d stops, %v", len(stops), err)
	}
}
