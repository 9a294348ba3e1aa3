package browser

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"sync"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	cdplog "github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// Page is a page that was opened.
type Page struct {
	ctx    context.Context
	cancel func()
	origin string

	mu       sync.Mutex
	messages []string
	outside  []string
}

// Open loads a page; file is its path in the site, with "/", and may have a
// query and a fragment. The page is closed with the browser, or before by
// [Page.Close].
func (b *Browser) Open(s *Site, file string, v View) (*Page, error) {
	if v.Width == 0 {
		v.Width, v.Height = Desk.Width, Desk.Height
	}
	tab, closeTab := chromedp.NewContext(b.ctx)
	ctx, stop := context.WithTimeout(tab, patience)
	p := &Page{ctx: ctx, cancel: func() { stop(); closeTab() }, origin: s.Origin}
	scheme := "light"
	if v.Dark {
		scheme = "dark"
	}
	// The listener stands before the page is asked for, or its first messages
	// would be lost.
	err := chromedp.Listen(ctx, p.hear)
	if err == nil {
		err = chromedp.Do(ctx,
			command(network.Enable, network.EnableParams{}),
			command(cdplog.Enable, cdp.Empty{}),
			command(runtime.Enable, cdp.Empty{}),
			chromedp.EmulateViewport(int64(v.Width), int64(v.Height)),
			command(emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
				// Without motion, or the focus is still on its way into sight.
				Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}, {Name: "prefers-reduced-motion", Value: "reduce"}},
			}),
			command(emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: v.NoScript}),
			chromedp.Navigate(s.Origin+"/"+strings.TrimPrefix(file, "/")),
		)
	}
	if err == nil {
		err = p.Eval(pictures, nil)
	}
	if err != nil {
		p.Close()
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	return p, nil
}

// pictures waits for those that a browser would load only once they are near,
// so that what they do is seen too.
const pictures = `Promise.all([...document.images].map(i => {
  const done = i.complete && i.loading !== "lazy" || new Promise(r => { i.addEventListener("load", r); i.addEventListener("error", r); if (i.complete && i.naturalWidth) r(); });
  i.loading = "eager";
  return done;
}))`

func command[P, R any](c cdp.Command[P, R], params P) chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, _ *chromedp.Target) error {
		_, err := chromedp.Call(ctx, c, params)
		return err
	})
}

// Close closes the page's tab.
func (p *Page) Close() { p.cancel() }

// hear keeps what the browser reports of the page.
func (p *Page) hear(event any) {
	p.mu.Lock()
	defer p.mu.Unlock()
	switch e := event.(type) {
	case *runtime.EventConsoleAPICalled:
		var words []string
		for _, a := range e.Args {
			words = append(words, string(a.Value)+a.Description)
		}
		p.messages = append(p.messages, "console."+string(e.Type)+": "+strings.Join(words, " "))
	case *runtime.EventExceptionThrown:
		p.messages = append(p.messages, "exception: "+(&chromedp.ExceptionError{ExceptionDetails: e.ExceptionDetails}).Error())
	case *cdplog.EventEntryAdded:
		p.messages = append(p.messages, string(e.Entry.Level)+": "+e.Entry.Text+" "+e.Entry.URL)
	case *page.EventJavascriptDialogOpening:
		p.messages = append(p.messages, "dialog: "+e.Message)
		go chromedp.Call(p.ctx, page.HandleJavaScriptDialog, page.HandleJavaScriptDialogParams{})
	case *network.EventRequestWillBeSent:
		url := e.Request.URL
		if !strings.HasPrefix(url, p.origin+"/") && !strings.HasPrefix(url, "data:") && !strings.HasPrefix(url, "about:") {
			p.outside = append(p.outside, url)
		}
	}
}

// Messages are what the browser wrote to its console, in order: errors, warnings,
// what a script printed, dialogs. A good page has none.
func (p *Page) Messages() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return append([]string(nil), p.messages...)
}

// Outside are the addresses outside the site that the page asked for.
func (p *Page) Outside() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return append([]string(nil), p.outside...)
}

// Eval gives the value of a JavaScript expression in the page; result is a
// pointer, as for JSON. It works where the page's own scripts may not run.
func (p *Page) Eval(expression string, result any) error {
	raw, err := chromedp.Run(p.ctx, chromedp.Evaluate[[]byte](expression, chromedp.EvalAwaitPromise))
	if err != nil || result == nil {
		return err
	}
	return json.Unmarshal(raw, result)
}

// Overflow is how many pixels the page is wider than the window: more than 0
// means that a reader on a phone scrolls sideways.
func (p *Page) Overflow() (int, error) {
	var n int
	err := p.Eval(`document.documentElement.scrollWidth - document.documentElement.clientWidth`, &n)
	return n, err
}

// Screenshot is the whole page as PNG, for looking at.
func (p *Page) Screenshot() ([]byte, error) {
	return chromedp.Run(p.ctx, chromedp.FullScreenshot(100))
}

// PDF is the page as it prints on A4, unless its style sheet says otherwise.
func (p *Page) PDF() ([]byte, error) {
	return chromedp.Run(p.ctx, chromedp.PrintToPDF(chromedp.PDFPaper(chromedp.PaperA4), chromedp.PDFPreferCSSPageSize()))
}

// Press sends keys, as in chromedp/kb.
func (p *Page) Press(keys string) error { return chromedp.Do(p.ctx, chromedp.KeyEvent(keys)) }

// Wait is for what a page does a moment later: until the expression is true. It
// goes on over a reload.
func (p *Page) Wait(expression string) error {
	deadline := time.Now().Add(20 * time.Second)
	for {
		var ok bool
		err := p.Eval("Boolean("+expression+")", &ok)
		switch {
		case ok:
			return nil
		case p.ctx.Err() != nil:
			return p.ctx.Err()
		case time.Now().After(deadline):
			return fmt.Errorf("%s: still not so after 20 seconds: %v", expression, err)
		}
		time.Sleep(50 * time.Millisecond)
	}
}
