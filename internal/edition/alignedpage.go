package edition

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"html/template"
	"strings"

	"stele/internal/lang"
)

// AlignedPage is what a theme's parallel.html is executed with.
type AlignedPage struct {
	Lang, Dir string
	Title     Text
	Site      string
	Columns   []AlignedColumn
	Rows      []AlignedLine
	Skip      template.HTML
	Paragraph string // what the links to rows are called
	Style     template.CSS
	Script    template.JS
	Policy    string // what the page's policy lets run, as it stands in its header
}

// AlignedColumn is a language of the page.
type AlignedColumn struct{ Lang, Dir, Name, Title string }

// AlignedLine is a row of the page, numbered from 1.
type AlignedLine struct {
	Number int
	Cells  []AlignedText
}

// AlignedText is a language's part of a row.
type AlignedText struct {
	Lang, Dir string
	Body      template.HTML
	State     string        // "stale", with marks; "" for what needs no work
	Label     template.HTML // the state in the reader's language
}

// moving lets the arrow keys, j and k go from row to row. Without it a reader
// has the links of the rows.
const moving = `addEventListener("keydown", e => {
  const step = {ArrowDown: 1, j: 1, ArrowUp: -1, k: -1}[e.key], at = document.activeElement.closest("tr[id]");
  if (!step || e.altKey || e.ctrlKey || e.metaKey || e.shiftKey || !at && e.key.length > 1) return;
  const rows = [...document.querySelectorAll("tr[id]")], to = rows[at ? rows.indexOf(at) + step : 0];
  if (to) { to.querySelector("a").focus(); to.scrollIntoView({block: "nearest"}); e.preventDefault(); }
});`

// policyFor is the source of a page's one script in its policy.
func policyFor(script string) string {
	sum := sha256.Sum256([]byte(script))
	return "; script-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}

// HTML is the article with its languages in columns, as one self-contained page.
func (p *Parallel) HTML() ([]byte, error) {
	first := p.columns[0]
	page := &AlignedPage{
		Lang: first.article.Locale, Dir: lang.Direction(first.article.Locale), Title: first.text(first.title()), Site: first.opt.Site,
		Skip: first.labelHTML("edition.skip"), Paragraph: first.opt.Labels.Text("edition.paragraph"),
		Style: first.opt.Theme.style + first.opt.Theme.parallelStyle, Script: moving, Policy: policyFor(moving),
	}
	if live := first.opt.Live; live != "" {
		page.Script += template.JS("\n" + live)
		page.Policy = policyFor(string(page.Script)) + "; connect-src 'self'"
	}
	for _, e := range p.columns {
		locale := e.article.Locale
		column := AlignedColumn{Lang: locale, Dir: lang.Direction(locale), Name: lang.Capitalise(lang.NativeName(locale), locale)}
		if !e.foreign {
			column.Title = e.title().Text
		}
		page.Columns = append(page.Columns, column)
	}
	for i, cells := range p.cells() {
		line := AlignedLine{Number: i + 1}
		for _, c := range cells {
			t := AlignedText{Lang: c.lang, Dir: lang.Direction(c.lang)}
			if c.body != nil {
				t.Body = template.HTML(inner(c.body))
			}
			if p.marks && first.falls(Row{State: c.state}) {
				t.State, t.Label = c.state, first.labelHTML("edition.state."+c.state)
			}
			line.Cells = append(line.Cells, t)
		}
		page.Rows = append(page.Rows, line)
	}
	var b bytes.Buffer
	if err := first.opt.Theme.parallel.Execute(&b, page); err != nil {
		return nil, templateFault(first.opt.Theme.parallel.Name(), err)
	}
	return b.Bytes(), nil
}

// parallelChapter adds an article with its languages in turn.
func (w *bookWriter) parallelChapter(name string, p *Parallel) {
	var b strings.Builder
	fmt.Fprintf(&b, "<section>")
	for i, e := range p.columns {
		if e.foreign {
			continue
		}
		tag := "p"
		if i == 0 {
			tag = "h1"
		}
		locale := e.article.Locale
		fmt.Fprintf(&b, `<%s class="title"%s>%s</%s>`+"\n", tag, langOf(locale, lang.Direction(locale)), esc(e.title().Text), tag)
	}
	first := p.columns[0]
	for _, cells := range p.cells() {
		b.WriteString(`<div class="aligned">`)
		for _, c := range cells {
			if c.body == nil {
				continue
			}
			if p.marks && first.falls(Row{State: c.state}) {
				fmt.Fprintf(&b, `<p class="label">%s</p>`, first.labelHTML("edition.state."+c.state))
			}
			fmt.Fprintf(&b, "<div%s>%s</div>\n", langOf(c.lang, lang.Direction(c.lang)), inner(c.body))
		}
		b.WriteString("</div>\n")
	}
	b.WriteString("</section>")
	title := first.title()
	if w.title == "" {
		w.title = title.Text
	}
	w.credit(first)
	w.entries = append(w.entries, fmt.Sprintf(`<li><a href="%s">%s</a></li>`, name, esc(title.Text)))
	root := fragment(b.String())
	w.bind(root)
	w.files = append(w.files, bookFile{name: name, kind: xhtmlType, spine: true, data: xhtml(w.locale, lang.Direction(w.locale), title.Text, inner(root))})
}

// ParallelFormats lists the formats of [RenderParallel].
func ParallelFormats() []string { return []string{"html", "epub"} }

// RenderParallel makes pages of documents with their languages side by side, or
// one book of all of them. Each of documents has the articles of one document
// in the order of the columns; those with fewer than two languages are left out.
func RenderParallel(ctx context.Context, documents [][]Article, format, bookTitle string, marks bool, opt Options) ([]Output, error) {
	made := make([]*Parallel, len(documents))
	outputs := make([]Output, len(documents))
	err := each(ctx, len(documents), func(i int) error {
		if versions(documents[i]) < 2 {
			return nil
		}
		p, err := NewParallel(documents[i], marks, opt)
		if err != nil {
			return err
		}
		made[i] = p
		outputs[i] = p.output(format)
		if format == "html" {
			outputs[i].Data, err = p.HTML()
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	var out []Output
	book := &Book{Title: bookTitle}
	for i, p := range made {
		if p != nil {
			out = append(out, outputs[i])
			book.Parallel = append(book.Parallel, p)
		}
	}
	if format != "epub" || len(out) == 0 {
		return out, nil
	}
	one := out[0]
	if len(out) > 1 {
		one.Name, one.ID = OutputName(strings.ReplaceAll(one.Locale, ",", "-"), "book", format), bookTitle
	} else {
		book.Title = ""
	}
	one.Data, err = book.EPUB()
	return []Output{one}, err
}

func versions(articles []Article) int {
	n := 0
	for _, a := range articles {
		if a.Version != nil {
			n++
		}
	}
	return n
}

func (p *Parallel) output(format string) Output {
	var locales []string
	o := Output{ID: p.columns[0].article.ID, Format: format, Complete: true, Percent: 100}
	for _, e := range p.columns {
		locales = append(locales, e.article.Locale)
		o.Complete = o.Complete && e.Complete()
		o.Percent = min(o.Percent, e.Percent())
	}
	o.Locale = strings.Join(locales, ",")
	o.Name = OutputName(strings.Join(locales, "-"), o.ID, format)
	return o
}
