package html

import (
	"strconv"
	"strings"

	"stele/internal/doc"
	"stele/internal/format/prose"
	"stele/internal/format/span"
)

func names(list string) map[string]bool {
	m := map[string]bool{}
	for _, n := range strings.Fields(list) {
		m[n] = true
	}
	return m
}

var (
	inline = names(`a abbr acronym b bdi bdo big cite code del dfn em font i img ins kbd label mark q rp rt ruby s samp small span
		strike strong sub sup time tt u var wbr br input data output meter progress picture source nobr`)
	known = names(`html head body title base link meta address article aside blockquote button caption center col colgroup dd details dialog dir div dl
		dt fieldset figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr legend li main menu nav ol optgroup
		option p search section summary table tbody td tfoot th thead tr ul`)
	void    = names("hr base link meta col")
	skipped = names("script style template noscript svg math iframe object canvas audio video select map noembed noframes applet embed")
	barrier = names("table td th li ul ol dl div section article main body blockquote")
)

// impliedEnd lists the open elements that a start tag ends.
var impliedEnd = func() map[string]string {
	m := map[string]string{"li": " li p ", "dt": " dt dd p ", "dd": " dt dd p ", "td": " td th p ", "th": " td th p ", "tr": " td th tr p ",
		"tbody": " td th tr thead tbody ", "thead": " td th tr ", "tfoot": " td th tr tbody ", "option": " option "}
	for _, n := range strings.Fields("address article aside blockquote center details dir div dl fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr main menu nav ol p section table ul") {
		m[n] = " p "
	}
	return m
}()

// kind says what the text that the open elements hold is.
func (b *builder) kind(s *doc.Segment) {
	s.Kind = doc.Paragraph
	e := b.top
	switch n := b.elems[e].name; n {
	case "h1", "h2", "h3", "h4", "h5", "h6":
		s.Kind, s.Level, s.ID = doc.Heading, int(n[1]-'0'), b.elems[e].id
	case "td", "th":
		s.Kind = doc.Cell
	case "figcaption", "caption", "summary", "legend":
		s.Kind = doc.Caption
	case "dt":
		s.Kind = doc.Term
	case "dd":
		if b.elems[e].texts == 0 {
			s.Kind, s.Level = doc.Item, 1
		}
	case "li":
		b.item(s, e)
	case "p", "div":
		if p := b.elems[e].parent; p > 0 && b.elems[p].name == "li" && b.elems[p].texts == 0 {
			b.item(s, p)
		} else if p > 0 && (b.elems[p].name == "td" || b.elems[p].name == "th") {
			s.Kind = doc.Cell
		}
	}
	if s.Kind == doc.Paragraph {
		b.numbered(s)
	}
}

// item makes the first text of an item its own, or a note in a list of notes.
func (b *builder) item(s *doc.Segment, li int) {
	if b.elems[li].texts > 0 {
		return
	}
	s.Kind = doc.Item
	for e := li; e > 0; e = b.elems[e].parent {
		switch b.elems[e].name {
		case "ul", "ol", "menu":
			s.Level++
		}
		if notesClass(b.elems[e].class) {
			s.Kind, s.Level = doc.Note, 0
			s.ID = strconv.Itoa(b.elems[li].items)
		}
	}
	b.elems[li].texts++
}

// notesClass reports the element that a site keeps its notes in.
func notesClass(class string) bool {
	for _, c := range []string{"footnotes", "footnote", "endnotes", "references", "doc-endnotes", "doc-footnote", "reflist", "notes-list"} {
		if strings.Contains(class, " "+c+" ") || strings.Contains(class, "-"+c+" ") {
			return true
		}
	}
	return false
}

// numbered finds "[1] text", with or without tags about the number.
func (b *builder) numbered(s *doc.Segment) {
	at := 0
	for i, r := range s.Runs {
		if r.Start != at || r.Kind != doc.RunMarkup && r.Kind != doc.RunLink && r.Kind != doc.RunNote {
			return
		}
		at = r.End
		if r.Kind != doc.RunNote {
			continue
		}
		end := i + 1
		for end < len(s.Runs) && s.Runs[end].Start == at && s.Runs[end].Kind == doc.RunMarkup && strings.HasPrefix(s.RunText(s.Runs[end]), "</") {
			at = s.Runs[end].End
			end++
		}
		if !prose.HasWords(s.Text[at:]) || strings.HasPrefix(s.RunText(r), "<sup") && i == 0 && b.elems[b.top].name != "p" {
			return
		}
		start, stop := trim(b.src, s.Span.Start+at, s.Span.End)
		s.Kind, s.ID = doc.Note, r.Target
		s.Span = doc.Span{Start: start, End: stop}
		span.Fill(s, b.src, "")
		s.Runs = Runs(s.Text)
		return
	}
}

// maxContainers bounds the names of containers of one segment.
const maxContainers = 16

// containers names what the open elements put a segment in.
func (b *builder) containers() []string {
	var out []string
	for e := b.top; e > 0 && len(out) < maxContainers; e = b.elems[e].parent {
		switch n := b.elems[e].name; n {
		case "blockquote":
			out = append(out, "quote")
		case "ul", "menu":
			out = append(out, "list")
		case "ol":
			out = append(out, "ordered")
		case "dl":
			out = append(out, "definition")
		case "table", "details", "figure", "aside", "nav":
			out = append(out, n)
		}
	}
	for i, j := 0, len(out)-1; i < j; i, j = i+1, j-1 {
		out[i], out[j] = out[j], out[i]
	}
	return out
}
