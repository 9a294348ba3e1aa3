package html

import (
	"strings"

	"golang.org/x/net/html"

	"stele/internal/doc"
	"stele/internal/format/prose"
	"stele/internal/format/span"
)

// Result is the prose of a piece of HTML.
type Result struct {
	Segments []doc.Segment
	Comments []doc.Comment
}

// Fragment finds the text blocks, images' alt texts and comments of src between
// from and to, as they stand in a Markdown file. Spans are offsets in src.
func Fragment(src string, from, to int) Result {
	b := &builder{src: src, base: from, start: -1}
	b.elems = append(b.elems, element{parent: -1})
	b.run(src[from:to])
	return Result{Segments: b.segs, Comments: b.comments}
}

// element is an element of the tree, as far as it is needed.
type element struct {
	name   string
	parent int
	class  string // class, id, role and itemprop, lower case, between blanks
	id     string
	lang   string
	locked bool
	texts  int // segments of its own so far
	items  int // of a list: items so far
	words  int // weight of the text below; see root
}

// builder goes through the tokens of a page or fragment.
type builder struct {
	src      string
	base, at int // start of what is tokenized; offset of the current token
	elems    []element
	top      int // the open element
	depth    int
	start    int // of the open run of inline content; -1 when none
	end      int
	segs     []doc.Segment
	owner    []int // of each segment: its element
	comments []doc.Comment
	meta     map[string][]string // nil in a fragment
}

// maxDepth bounds nesting: deeper elements are read as part of their parent.
const maxDepth = 256

func (b *builder) run(text string) {
	z := html.NewTokenizer(strings.NewReader(text))
	b.at = b.base
	for {
		kind := z.Next()
		start := b.at
		b.at = min(start+len(z.Raw()), b.base+len(text))
		switch kind {
		case html.ErrorToken:
			b.flush()
			return
		case html.TextToken:
			b.extend(start, b.at)
		case html.CommentToken:
			b.comment(start, b.at)
		case html.StartTagToken, html.SelfClosingTagToken:
			name, _ := z.TagName()
			b.open(z, string(name), start, kind == html.SelfClosingTagToken)
		case html.EndTagToken:
			name, _ := z.TagName()
			b.shut(string(name), start)
		}
	}
}

func (b *builder) extend(start, end int) {
	if b.start < 0 {
		b.start = start
	}
	b.end = end
}

func (b *builder) comment(start, end int) {
	if b.start >= 0 && strings.TrimSpace(b.src[b.start:b.end]) != "" {
		b.extend(start, end)
		return
	}
	b.start = -1
	text := strings.TrimSuffix(strings.TrimPrefix(b.src[start:end], "<!--"), "-->")
	b.comments = append(b.comments, doc.Comment{Span: doc.Span{Start: start, End: end}, Text: strings.TrimSpace(text)})
}

func (b *builder) open(z *html.Tokenizer, name string, start int, closed bool) {
	tag := b.src[start:b.at]
	switch {
	case name == "meta" || name == "link" || name == "html" || name == "time" || name == "body":
		b.metadata(name, tag)
	case name == "title" && b.meta != nil:
		b.title(z, start)
		return
	case name == "pre" || name == "textarea" || name == "listing":
		b.flush()
		b.code(z, name, b.at)
		return
	case skipped[name]:
		if !closed {
			b.skip(z, name)
		}
		switch {
		case b.at-start > maxInner:
			// Too long to be a run of a text: it stands between two.
			b.flush()
		case b.start >= 0:
			b.extend(b.start, b.at)
		}
		return
	}
	if inline[name] || !known[name] {
		b.extend(start, b.at)
		return
	}
	b.flush()
	if closed || void[name] || b.depth >= maxDepth {
		return
	}
	b.implied(name)
	b.push(name, tag)
}

func (b *builder) push(name, tag string) {
	e := element{name: name, parent: b.top, locked: b.elems[b.top].locked, lang: b.elems[b.top].lang}
	if strings.IndexByte(tag, '=') > 0 {
		e.id, _ = Attr(tag, "id")
		class, _ := Attr(tag, "class")
		role, _ := Attr(tag, "role")
		prop, _ := Attr(tag, "itemprop")
		e.class = " " + strings.ToLower(class+" "+e.id+" "+role+" "+prop) + " "
		if t, ok := Attr(tag, "translate"); ok {
			e.locked = strings.EqualFold(t, "no")
		} else if strings.Contains(e.class, " notranslate ") {
			e.locked = true
		}
		if l, ok := Attr(tag, "lang"); ok && name != "html" {
			e.lang = l
		}
	}
	if name == "li" {
		b.elems[b.top].items++
		e.items = b.elems[b.top].items
	}
	b.elems = append(b.elems, e)
	b.top = len(b.elems) - 1
	b.depth++
}

// implied closes the elements whose end tags are left out.
func (b *builder) implied(name string) {
	if ends := impliedEnd[name]; ends != "" {
		for strings.Contains(ends, " "+b.elems[b.top].name+" ") {
			b.pop()
		}
	}
}

func (b *builder) pop() {
	if p := b.elems[b.top].parent; p >= 0 {
		b.top = p
		b.depth--
	}
}

func (b *builder) shut(name string, start int) {
	if name == "br" || inline[name] || !known[name] {
		if b.start >= 0 {
			b.extend(b.start, b.at)
		}
		return
	}
	b.flush()
	for e := b.top; e > 0; e = b.elems[e].parent {
		if b.elems[e].name == name {
			for b.top != e {
				b.pop()
			}
			b.pop()
			return
		}
		if barrier[b.elems[e].name] && !barrier[name] {
			return
		}
	}
}

// skip reads on to the end of an element whose content is not read.
func (b *builder) skip(z *html.Tokenizer, name string) {
	for depth := 1; depth > 0; {
		kind := z.Next()
		b.at = min(b.at+len(z.Raw()), len(b.src))
		switch kind {
		case html.ErrorToken:
			return
		case html.StartTagToken:
			if n, _ := z.TagName(); string(n) == name {
				depth++
			}
		case html.EndTagToken:
			if n, _ := z.TagName(); string(n) == name {
				depth--
			}
		}
	}
}

func (b *builder) code(z *html.Tokenizer, name string, from int) {
	to := from
	for depth := 1; depth > 0; {
		to = b.at
		kind := z.Next()
		b.at = min(b.at+len(z.Raw()), len(b.src))
		switch kind {
		case html.ErrorToken:
			depth = 0
			to = b.at
		case html.StartTagToken:
			if n, _ := z.TagName(); string(n) == name {
				depth++
			}
		case html.EndTagToken:
			if n, _ := z.TagName(); string(n) == name {
				depth--
			}
		}
	}
	if strings.TrimSpace(b.src[from:to]) != "" && name != "textarea" {
		b.add(doc.Segment{Kind: doc.Code, Span: doc.Span{Start: from, End: to}, Text: b.src[from:to]})
	}
}

func (b *builder) add(s doc.Segment) {
	s.Containers = b.containers()
	e := &b.elems[b.top]
	s.Lang, s.Locked = e.lang, s.Locked || e.locked
	e.texts++
	b.segs = append(b.segs, s)
	b.owner = append(b.owner, b.top)
}

// flush makes a segment of the open run, when it has words.
func (b *builder) flush() {
	start, end := b.start, b.end
	b.start = -1
	if start < 0 {
		return
	}
	start, end = trim(b.src, start, end)
	if start >= end {
		return
	}
	s := doc.Segment{Span: doc.Span{Start: start, End: end}}
	span.Fill(&s, b.src, "")
	s.Runs = Runs(s.Text)
	words := prose.HasWords(s.Words())
	images := 0
	for _, r := range s.Runs {
		if r.Kind == doc.RunImage {
			images++
		}
	}
	if images > 0 && !prose.HasWords(outside(&s)) {
		b.alts(start, end)
		return
	}
	if !words {
		return
	}
	b.kind(&s)
	b.add(s)
}

// trim takes blanks, line breaks and end tags off both ends.
func trim(src string, start, end int) (int, int) {
	for {
		for start < end && isSpace(src[start]) {
			start++
		}
		for end > start && isSpace(src[end-1]) {
			end--
		}
		if start < end && src[start] == '<' {
			if stop := TagEnd(src[:end], start); stop > 0 && (src[start+1] == '/' || tagName(src[start:stop]) == "br") {
				start = stop
				continue
			}
		}
		if end > start && src[end-1] == '>' {
			if open := strings.LastIndexByte(src[start:end], '<'); open >= 0 && tagName(src[start+open:end]) == "br" {
				end = start + open
				continue
			}
		}
		return start, end
	}
}

func isSpace(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' }

// alts makes fields of the alt texts of images that stand alone.
func (b *builder) alts(start, end int) {
	for i := start; i < end; {
		stop := TagEnd(b.src[:end], i)
		if stop == 0 {
			i++
			continue
		}
		tag := b.src[i:stop]
		if tagName(tag) == "img" && tag[1] != '/' {
			if from, to, ok := attrSpan(tag, "alt"); ok && prose.HasWords(tag[from:to]) {
				s := doc.Segment{Kind: doc.Field, ID: "alt", Span: doc.Span{Start: i + from, End: i + to}}
				span.Fill(&s, b.src, "")
				s.Runs = Runs(s.Text)
				b.add(s)
			}
		}
		i = stop
	}
}

// outside is the text of a segment without images and their alt texts.
func outside(s *doc.Segment) string {
	var b strings.Builder
	at := 0
	for _, r := range s.Runs {
		if r.Kind != doc.RunPlaceholder || at == 0 || !strings.HasPrefix(s.Text[r.Start:], `"`) && !strings.HasPrefix(s.Text[r.Start:], "'") {
			b.WriteString(s.Text[at:r.Start])
		}
		at = r.End
	}
	b.WriteString(s.Text[at:])
	return b.String()
}
