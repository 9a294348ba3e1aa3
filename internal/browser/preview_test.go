package browser

import (
	"bufio"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"
)

// An editor who saves a file sees the page change, is told what is wrong with a
// theme on the page itself, and sees it mended; what is written has no script.
func TestPreview(t *testing.T) {
	b := ForTest(t)
	dir, file := t.TempDir(), built(t)
	sample(t, dir)
	for _, args := range [][]string{{"preview", "--port", "0"}, {"export", "--watch", "--all", "--port", "0", "-o", "out"}} {
		t.Run(args[0], func(t *testing.T) {
			site := &Site{Origin: started(t, dir, file, args...)}
			p := b.Visit(t, site, "/", Desk)
			p.CheckQuiet(t)
			p.CheckKeyboard(t, 50)
			p = b.Visit(t, site, "tr/ferry.html", Desk)
			edit(t, filepath.Join(dir, "ferry.tr.md"), "Tahta 2018’de onarıldı.", "Tahta 2019’da onarıldı.")
			wait(t, p, `document.body.innerText.includes("2019’da")`)
			p.CheckQuiet(t)
			put(t, dir, ".stele/theme/page.html", "<!doctype html>\n<p>{{.Titel}}</p>\n")
			wait(t, p, `document.getElementById("stele-failure")?.innerText.includes("page.html:2")`)
			if err := os.Remove(filepath.Join(dir, ".stele", "theme", "page.html")); err != nil {
				t.Fatal(err)
			}
			wait(t, p, `!document.getElementById("stele-failure")`)
			edit(t, filepath.Join(dir, "ferry.tr.md"), "Tahta 2019’da onarıldı.", "Tahta 2018’de onarıldı.")
			wait(t, p, `document.body.innerText.includes("2018’de")`)
			if err := p.Press(kb.Tab); err != nil {
				t.Error(err)
			}
			p.CheckAxe(t)
		})
	}
	page, err := os.ReadFile(filepath.Join(dir, "out", "tr", "ferry.html"))
	if err != nil || strings.Contains(string(page), "EventSource") {
		t.Errorf("what is published carries the preview's script: %v", err)
	}
}

var address = regexp.MustCompile(`http://127\.0\.0\.1:\d+`)

// started runs the command until the test ends and gives the address that it
// says it serves.
func started(t *testing.T, dir, file string, args ...string) string {
	t.Helper()
	cmd := exec.Command(file, args...)
	cmd.Dir, cmd.Stderr = dir, os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		cmd.Process.Signal(os.Interrupt)
		if err := cmd.Wait(); err != nil {
			t.Errorf("interrupted, it ends with %v", err)
		}
	})
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		if a := address.FindString(lines.Text()); a != "" {
			go func() { // or it would wait for a reader
				for lines.Scan() {
				}
			}()
			return a
		}
	}
	t.Fatal("it says no address")
	return ""
}

func edit(t *testing.T, file, old, text string) {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil || !strings.Contains(string(data), old) {
		t.Fatalf("%s: no %q, %v", file, old, err)
	}
	if err := os.WriteFile(file, []byte(strings.Replace(string(data), old, text, 1)), 0o644); err != nil {
		t.Fatal(err)
	}
}

func wait(t *testing.T, p *Page, expression string) {
	t.Helper()
	if err := p.Wait(expression); err != nil {
		t.Fatal(err)
	}
}
