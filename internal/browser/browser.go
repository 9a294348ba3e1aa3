// Package browser opens written pages in a real browser and says what is wrong
// with them: what the browser complained about, what was asked of other hosts,
// what axe-core finds for readers with assistive technology, where the keyboard
// goes.
//
// Start with [Start], which says [ErrAbsent] where there is no Chromium; a test
// calls [ForTest]. [Browser.Serve] puts a folder on loopback, [Browser.Open]
// loads a page of it, and the [Page] is asked.
//
// Promised: no page reaches another host, whatever it holds (names resolve to
// nothing, and what was tried is reported); every browser has a profile of its
// own that is gone afterwards.
//
// It is for tests only, and a module of its own, so that the command needs none
// of what it needs.
package browser

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path"
	"time"

	"github.com/chromedp/chromedp"
)

// ErrAbsent says that no Chromium is installed.
var ErrAbsent = errors.New("no Chromium is installed (Debian: apt-get install chromium); set STELE_CHROMIUM to its path if it has another name")

// Browser is a running headless Chromium.
type Browser struct {
	ctx   context.Context
	close []func()
}

// executable is where Chromium is, "" when it is nowhere.
func executable() string {
	for _, name := range []string{os.Getenv("STELE_CHROMIUM"), "chromium", "chromium-browser", "google-chrome", "google-chrome-stable"} {
		if name == "" {
			continue
		}
		if p, err := exec.LookPath(name); err == nil {
			return p
		}
	}
	return ""
}

// Start runs a browser with an empty profile. The error is [ErrAbsent] or says
// why it did not start.
func Start(ctx context.Context) (*Browser, error) {
	file := executable()
	if file == "" {
		return nil, ErrAbsent
	}
	profile, err := os.MkdirTemp("", "stele-browser-")
	if err != nil {
		return nil, err
	}
	b := &Browser{close: []func(){func() { os.RemoveAll(profile) }}}
	options := []chromedp.ExecAllocatorOption{chromedp.ExecPath(file), chromedp.UserDataDir(profile), chromedp.Headless}
	for _, name := range []string{
		"no-sandbox", "disable-gpu", "disable-quic", "no-first-run", "no-default-browser-check", "disable-background-networking",
		"disable-component-update", "disable-sync", "disable-default-apps", "disable-extensions", "disable-dev-shm-usage",
	} {
		options = append(options, chromedp.Flag(name, true))
	}
	options = append(options, chromedp.Flag("host-resolver-rules", "MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"))
	ctx, stop := chromedp.NewExecAllocator(ctx, options...)
	b.close = append(b.close, stop)
	// What Chromium says of its own is no concern of the page.
	b.ctx, stop = chromedp.NewContext(ctx, chromedp.WithErrorf(func(string, ...any) {}))
	b.close = append(b.close, stop)
	if err := chromedp.Do(b.ctx); err != nil {
		b.Close()
		return nil, fmt.Errorf("%s did not start: %w", file, err)
	}
	return b, nil
}

// Close ends the browser and what it serves.
func (b *Browser) Close() {
	for i := len(b.close) - 1; i >= 0; i-- {
		b.close[i]()
	}
	b.close = nil
}

// Site is a folder of pages on loopback.
type Site struct {
	Origin string // "http://127.0.0.1:4711"
}

// Serve puts a folder on loopback until the browser is closed.
func (b *Browser) Serve(dir string) *Site { return b.ServeHandler(http.FileServer(http.Dir(dir))) }

// ServeHandler is [Browser.Serve] for what is no folder.
func (b *Browser) ServeHandler(h http.Handler) *Site {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if path.Base(r.URL.Path) == "favicon.ico" { // every browser asks for it
			w.WriteHeader(http.StatusNoContent)
			return
		}
		h.ServeHTTP(w, r)
	}))
	b.close = append(b.close, server.Close)
	return &Site{Origin: server.URL}
}

// View is how a page is looked at.
type View struct {
	Width, Height int // CSS pixels; 0 is 1280 × 900
	Dark          bool
	NoScript      bool // scripts of the page do not run
}

// The widths that pages are looked at in.
var (
	Desk  = View{Width: 1280, Height: 900}
	Phone = View{Width: 375, Height: 740}
)

// patience is how long a page may take on a busy machine.
const patience = 90 * time.Second
