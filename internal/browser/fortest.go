package browser

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Required is the variable that makes what is absent an error and no reason to
// skip a test. .ci/run sets it once it has installed a browser.
const Required = "STELE_BROWSER_REQUIRED"

// ForTest starts a browser for one test, which is skipped where there is none.
func ForTest(t testing.TB) *Browser {
	t.Helper()
	b, err := Start(t.Context())
	absent(t, err)
	t.Cleanup(b.Close)
	return b
}

func absent(t testing.TB, err error) {
	t.Helper()
	switch {
	case err == nil:
	case (errors.Is(err, ErrAbsent) || errors.Is(err, ErrNoAxe)) && os.Getenv(Required) == "":
		t.Skip("skipped: " + err.Error())
	default:
		t.Fatal(err)
	}
}

// Visit opens a page for a test.
func (b *Browser) Visit(t testing.TB, s *Site, file string, v View) *Page {
	t.Helper()
	p, err := b.Open(s, file, v)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(p.Close)
	return p
}

// CheckQuiet fails the test for every message of the browser, every request to
// another host, and a page that is wider than the window.
func (p *Page) CheckQuiet(t testing.TB) {
	t.Helper()
	for _, m := range p.Messages() {
		t.Error("the browser says: " + m)
	}
	for _, u := range p.Outside() {
		t.Error("asks another host: " + u)
	}
	if n, err := p.Overflow(); err != nil {
		t.Error(err)
	} else if n > 0 {
		t.Errorf("%d pixels wider than the window", n)
	}
}

// CheckPictures fails the test for every picture that is not shown.
func (p *Page) CheckPictures(t testing.TB) {
	t.Helper()
	var lost []string
	if err := p.Eval(`[...document.images].filter(i => !i.naturalWidth).map(i => i.outerHTML.slice(0, 200))`, &lost); err != nil {
		t.Error(err)
	}
	for _, l := range lost {
		t.Error("a picture is not shown: " + l)
	}
}

// CheckAxe fails the test for every violation that axe-core finds. Without
// axe-core the test is skipped from here on: call it last.
func (p *Page) CheckAxe(t testing.TB) {
	t.Helper()
	violations, err := p.Axe()
	absent(t, err)
	for _, v := range violations {
		t.Error("axe: " + v.String())
	}
}

// CheckKeyboard fails the test when Tab does not reach everything that it
// should, or a stop cannot be seen.
func (p *Page) CheckKeyboard(t testing.TB, limit int) []Stop {
	t.Helper()
	stops, err := p.Walk(limit)
	if err != nil {
		t.Error("keyboard: " + err.Error())
	}
	if len(stops) == 0 {
		t.Error("keyboard: Tab reaches nothing")
	}
	for _, s := range stops {
		if !s.Visible || !s.Ring {
			t.Errorf("keyboard: %s has the focus: in sight %v, marked %v", s.Element, s.Visible, s.Ring)
		}
	}
	return stops
}

// Keep writes a screenshot or a PDF into the folder that STELE_SCREENSHOTS
// names, to be looked at; it does nothing where it names none.
func Keep(t testing.TB, name string, data []byte, err error) {
	t.Helper()
	if err != nil {
		t.Error(err)
		return
	}
	if dir := os.Getenv("STELE_SCREENSHOTS"); dir != "" {
		name = strings.NewReplacer("/", "-", " ", "-").Replace(name)
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o644); err != nil {
			t.Error(err)
		}
	}
}
