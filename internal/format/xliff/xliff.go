// Package xliff reads XLIFF 1.2 and 2 files as read-only versions of a document.
//
// Every target is a segment, with the identifier of its unit; the source before
// it is a comment, as plain text. Units without a target give a comment only.
// Inline elements are runs. It does not validate.
package xliff

import (
	"strings"

	stdhtml "html"

	"golang.org/x/net/html"

	"stele/internal/doc"
	htmlformat "stele/internal/format/html"
	"stele/internal/format/span"
)

// Reader reads XLIFF.
type Reader struct{}

// Name is "xliff".
func (Reader) Name() string { return "xliff" }

// Parse reads a whole file. It never fails.
func (Reader) Parse(name string, src []byte) (*doc.Version, error) {
	v := &doc.Version{Path: name, Format: "xliff", Source: src, Meta: map[string][]string{}}
	p := &parser{v: v, src: string(src)}
	z := html.NewTokenizer(strings.NewReader(p.src))
	z.AllowCDATA(true)
	at := 0
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			break
		}
		start := at
		at = min(at+len(z.Raw()), len(p.src))
		if kind == html.StartTagToken || kind == html.SelfClosingTagToken {
			p.open(start, at, kind == html.SelfClosingTagToken)
		} else if kind == html.EndTagToken {
			p.shut(start, at)
		}
	}
	span.Finish(v)
	return v, nil
}

type parser struct {
	v      *doc.Version
	src    string
	id     string
	locked bool
	inside string // source, target, note or alt-trans
	from   int
}

func (p *parser) open(start, end int, closed bool) {
	tag := p.src[start:end]
	get := func(name string) string {
		s, _ := htmlformat.Attr(tag, name)
		return stdhtml.UnescapeString(s)
	}
	switch name := localName(tag[1:]); name {
	case "file", "xliff":
		for key, attr := range map[string]string{"source-language": "source-language", "target-language": "target-language", "srclang": "source-language", "trglang": "target-language", "original": "original"} {
			if s := get(key); s != "" {
				p.v.Meta[attr] = append(p.v.Meta[attr], s)
			}
		}
	case "trans-unit", "unit", "segment":
		if id := get("id"); id != "" && (name != "segment" || p.id == "") {
			p.id = id
		}
		if name != "segment" {
			p.locked = get("translate") == "no"
		}
	case "source", "target", "note", "alt-trans":
		if p.inside == "" && !closed {
			p.inside, p.from = name, end
		}
	}
}

func (p *parser) shut(start, end int) {
	name := localName(p.src[start+2 : end])
	if name == "trans-unit" || name == "unit" {
		p.id, p.locked = "", false
	}
	if name != p.inside || name == "" {
		return
	}
	p.inside = ""
	if name == "alt-trans" {
		return
	}
	from, start := inner(p.src, p.from, start)
	if from >= start {
		return
	}
	s := doc.Segment{Kind: doc.Paragraph, ID: p.id, Locked: p.locked, Span: doc.Span{Start: from, End: start}, Text: p.src[from:start]}
	s.Runs = htmlformat.Runs(s.Text)
	switch name {
	case "source":
		p.v.Comments = append(p.v.Comments, doc.Comment{Span: s.Span, Text: s.Words()})
	case "note":
		if n := len(p.v.Segments); n > 0 && p.v.Segments[n-1].ID == p.id {
			p.v.Segments[n-1].Hint = s.Words()
		}
	default:
		p.v.Segments = append(p.v.Segments, s)
	}
}

// inner takes blanks off both ends, and the marks of a CDATA section that is all
// there is.
func inner(src string, from, to int) (start, end int) {
	for from < to && strings.IndexByte(" \t\r\n", src[from]) >= 0 {
		from++
	}
	for to > from && strings.IndexByte(" \t\r\n", src[to-1]) >= 0 {
		to--
	}
	const open, shut = "<![CDATA[", "]]>"
	if t := src[from:to]; strings.HasPrefix(t, open) && strings.Index(t, shut) == len(t)-len(shut) {
		return inner(src, from+len(open), to-len(shut))
	}
	return from, to
}

// localName is the lower-case name that a tag's inside starts with, without a
// namespace prefix.
func localName(t string) string {
	i := 0
	for i < len(t) && t[i] > ' ' && t[i] != '>' && t[i] != '/' {
		i++
	}
	name := t[:i]
	if k := strings.LastIndexByte(name, ':'); k >= 0 {
		name = name[k+1:]
	}
	return strings.ToLower(name)
}
