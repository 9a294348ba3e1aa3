package browser

import (
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// What wants to act in a reader's browser does not: no script runs, nothing is
// asked of another host, no dialog opens.
func TestHostile(t *testing.T) {
	b := ForTest(t)
	data, err := os.ReadFile("../edition/testdata/hostile.json")
	if err != nil {
		t.Fatal(err)
	}
	var texts []string
	if err := json.Unmarshal(data, &texts); err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	put(t, dir, ".stele/config.toml", "source = \"en\"\nlocales = [\"en\", \"tr\"]\npeople = \"people\"\n\n[[documents]]\npath = \"{path}.{locale}.md\"\n\n[[documents]]\npath = \"{path}.{locale}.html\"\n")
	for i, text := range texts {
		title, err := json.Marshal(text)
		if err != nil {
			t.Fatal(err)
		}
		front := fmt.Sprintf("---\ntitle: %s\nauthors: [%s, ada]\ndescription: %s\n---\n\n", title, title, title)
		for _, locale := range []string{"en", "tr"} {
			put(t, dir, fmt.Sprintf("m%03d.%s.md", i, locale), front+"Before.\n\n"+text+"\n\nAfter.\n")
			put(t, dir, fmt.Sprintf("h%03d.%s.html", i, locale), "<!doctype html><title>Page</title><body><main><h1>Page</h1><p>Before.</p>\n"+text+"\n<p>After.</p></main>")
		}
	}
	put(t, dir, "people/ada.en.md", "---\nname: \"<img src=x onerror=alert(1)>\"\nlinks: [\"javascript:alert(1)\", \"https://ok.example\"]\nphoto: \"https://evil.example/p.png\"\n---\n\n<script>alert(1)</script> Bio.\n")
	out := filepath.Join(dir, "out")
	stele(t)(dir, "export", "--locale", "tr", "-o", out)
	files := written(t, out)
	if len(files) != 2*len(texts) {
		t.Fatalf("%d pages of %d texts", len(files), len(texts))
	}
	p := b.Visit(t, b.ServeHandler(framed(out, files)), "all", Desk)
	heard := false
	for _, m := range p.Messages() {
		if strings.Contains(m, canary) {
			heard = true
			continue
		}
		// A picture of the text that is not there is no harm.
		if !strings.Contains(m, "Failed to load resource") {
			t.Errorf("the browser says: %s", m)
		}
	}
	if !heard {
		t.Error("what a frame does is not heard")
	}
	for _, u := range p.Outside() {
		t.Errorf("asks another host: %s", u)
	}
	var shown int
	if err := p.Eval(`[...document.querySelectorAll("iframe")].filter(f => f.contentDocument.querySelector("main h1")).length`, &shown); err != nil || shown != len(files) {
		t.Errorf("%d of %d pages shown, %v", shown, len(files), err)
	}
}

// canary is what a frame that may act says; were it not heard, the test could
// not fail.
const canary = "canary"

// framed serves a folder and, at /all, a page with every file in a frame of its
// own: of one origin, so that one page hears what all of them do.
func framed(dir string, files []string) http.Handler {
	folder := http.FileServer(http.Dir(dir))
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/all" {
			folder.ServeHTTP(w, r)
			return
		}
		fmt.Fprintf(w, `<!doctype html><title>All</title><iframe srcdoc="<script>onerror=1;alert('%s')</script>"></iframe>`, canary)
		for _, f := range files {
			fmt.Fprintf(w, "<iframe src=\"/%s\"></iframe>", f)
		}
	})
}

func put(t *testing.T, dir, name, text string) {
	t.Helper()
	file := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}
