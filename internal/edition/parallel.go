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
func Formats() []string { return []string{"html", "md", "txt", "json", "epub", "docx"} }

// Render makes one output for each article, in the articles' order, on as many
// processors as there are. It stops at the first error, which is a *fault.Fault
// or the context's.
func Render(ctx context.Context, articles []Article, format string, opt Options) ([]Output, error) {
	outputs := make([]Output, len(articles))
	err := each(ctx, len(articles), func(i int) (err error) {
		outputs[i], err = render(articles[i], format, opt)
		return err
	})
	if err != nil {
		return nil, err
	}
	return outputs, nil
}

// each calls f for 0 … n-1 on as many processors as there are, and stops at the
// first error.
func each(ctx context.Context, n int, f func(int) error) error {
	errs := make([]error, n)
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	next := make(chan int)
	var wg sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), n) {
		wg.Go(func() {
			for i := range next {
				if errs[i] = f(i); errs[i] != nil {
					cancel()
				}
			}
		})
	}
	for i := range n {
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
			return err
		}
	}
	return ctx.Err()
}

// Bind makes one book of the articles of a locale, a chapter each.
func Bind(ctx context.Context, articles []Article, name, title string, opt Options) (Output, error) {
	if len(articles) == 0 {
		return Output{}, nil
	}
	o := Output{Name: name, ID: title, Locale: articles[0].Locale, Format: "epub", Complete: true, Percent: 100}
	b := &Book{Title: title, Editions: make([]*Edition, len(articles))}
	err := each(ctx, len(articles), func(i int) (err error) {
		b.Editions[i], err = New(articles[i], opt)
		return err
	})
	if err != nil {
		return o, err
	}
	for i, e := range b.Editions {
		o.Complete = o.Complete && e.Complete()
		o.Percent = min(o.Percent, e.Percent())
		o.Below = o.Below || articles[i].Below
	}
	o.Data, err = b.EPUB()
	return o, err
}

func render(a Article, format string, opt Options) (Output, error) {
	e, err := New(a, opt)
	if err != nil {
		return Output{}, err
	}
	o := Output{Name: OutputName(a.Locale, a.ID, format), ID: a.ID, Locale: a.Locale, Format: format, Complete: e.Complete(), Percent: e.Percent(), Below: a.Below}
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
	case "docx":
		o.Data, err = e.Docx()
	default:
		err = fault.New(fault.Usage, FaultFormat, "", "Value", format, "Known", strings.Join(Formats(), ", "))
	}
	return o, err
}
