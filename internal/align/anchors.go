package align

import (
	"strings"

	"stele/internal/doc"
)

// anchors adds what survives translation unchanged: code, destinations of
// links and images, placeholders, ids. A segment with runs is believed; in
// plain text the marks of Markdown are read.
func (x *extractor) anchors(seg *doc.Segment, text string) {
	if len(seg.Runs) > 0 {
		for _, r := range seg.Runs {
			switch r.Kind {
			case doc.RunLink, doc.RunImage:
				target := r.Target
				if target == "" {
					target = seg.RunText(r)
				}
				x.target(target)
			case doc.RunCode, doc.RunPlaceholder, doc.RunMath, doc.RunNote:
				x.add(classAnchor, strings.Trim(seg.RunText(r), "`"), 1)
			}
		}
		return
	}
	x.scan(text)
}

// scan finds code spans, link targets, bare URLs and heading ids in raw text.
func (x *extractor) scan(text string) {
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '`':
			j := strings.IndexByte(text[i+1:], '`')
			if j > 0 && j < 80 {
				x.add(classAnchor, text[i+1:i+1+j], 1)
			}
			if j >= 0 {
				i += j + 1
			}
		case ']':
			if i+1 < len(text) && text[i+1] == '(' {
				if j := strings.IndexAny(text[i+2:], ") "); j > 0 {
					x.target(text[i+2 : i+2+j])
					i += j + 2
				}
			}
		case 'h':
			if strings.HasPrefix(text[i:], "http://") || strings.HasPrefix(text[i:], "https://") {
				j := strings.IndexAny(text[i:], " >)\"'],;")
				if j < 0 {
					j = len(text) - i
				}
				x.target(text[i : i+j])
				i += j - 1
			}
		case '{':
			if strings.HasPrefix(text[i:], "{#") || strings.HasPrefix(text[i:], "{ #") {
				if j := strings.IndexByte(text[i:], '}'); j > 0 {
					x.add(classAnchor, "#"+strings.Trim(text[i:i+j], "{ #"), 1)
					i += j
				}
			}
		}
	}
}

// target adds a destination by its end, for sites put the locale at its front.
func (x *extractor) target(t string) {
	path, fragment, _ := strings.Cut(t, "#")
	path, _, _ = strings.Cut(path, "?")
	path = strings.TrimRight(path, "/")
	if k := strings.LastIndexByte(path, '/'); k >= 0 {
		path = path[k+1:]
	}
	if path != "" || fragment != "" {
		x.add(classAnchor, path+"#"+fragment, 1)
	}
}
