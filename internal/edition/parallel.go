package edition

import (
	"context"
	"runtime"
	"strings"
	"sync"

	"stele/internal/fault"
)

// FaultFormat is an unknown format of editions: Value, Known.
const FaultFormat fault.ID = "edition-format"

// Formats lists the formats of [Render], by the extension that their files have.
func Formats() []string { return []string{"html", "md", "txt", "json", "epub"} }

// Render makes one output for each article, in the articles' order, on as many
// processors as there are. It stops at the first error, which is a *fault.Fault
// or the context's.
func Render(ctx context.Context, articles []Article, format string, opt Options) ([]Output, error) {
	outputs := make([]Output, len(articles))
	errs := make([]error, len(articles))
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	next := make(chan int)
	var wg sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(articles)) {
		wg.Go(func() {
			for i := range next {
				outputs[i], errs[i] = render(articles[i], format, opt)
				if errs[i] != nil {
					cancel()
				}
			}
		})
	}
	for i := range articles {
		select {
		case next <- i:
			continue
		case <-ctx.Done():
		}
		break
	}
	close(next)
	wg.Wait()
	for _, err := range errs {
		if err != nil {
			return nil, err
		}
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return outputs, nil
}

func render(a Article, format string, opt Options) (Output, error) {
	e, err := New(a, opt)
	if err != nil {
		return Output{}, err
	}
	o := Output{Name: OutputName(a.Locale, a.ID, format), ID: a.ID, Locale: a.Locale, Format: format, Complete: e.Complete(), Percent: e.Percent()}
	switch format {
	case "html":
		o.Data, err = e.HTML()
	case "md":
		o.Data = e.Markdown()
	case "txt":
		o.Data = e.PlainText()
	case "json":
		o.Data = e.JSON()
	case "epub":
		o.Data, err = (&Book{Editions: []*Edition{e}}).EPUB()
	default:
		err = fault.New(fault.Usage, FaultFormat, "", "Value", format, "Known", strings.Join(Formats(), ", "))
	}
	return o, err
}
