package importer

import (
	"html"
	"net/url"
	"regexp"
	"strconv"
	"strings"

	nethtml "golang.org/x/net/html"
)

// wordPressText makes Markdown of a post's content as WordPress keeps it: HTML
// with block comments, or text whose blank lines part paragraphs, and shortcodes
// in both.
func (p *Post) wordPressText(content, address string, picture func(id string) (mediaItem, bool)) error {
	base, _ := url.Parse(address)
	var inline []string // the texts of notes that stand in the text
	content = p.shortcodes(content, &inline, picture)
	x := &extraction{post: p, base: base, head: &head{url: address, locale: p.Locale}}
	content = x.emptyBlocks(content)
	if !strings.Contains(content, "<!-- wp:") {
		content = paragraphs(content)
	}
	root, err := nethtml.Parse(strings.NewReader(content))
	if err != nil {
		return err
	}
	x.players(root)
	for _, n := range all(root, isHidden) {
		remove(n)
	}
	x.notes.lift(root)
	if p.Alternates == nil {
		p.Alternates = map[string]string{}
	}
	x.furniture(root)
	body, err := toMarkdown(root, base)
	if err != nil {
		return err
	}
	if p.Body, err = x.notes.finish(body, base); err != nil {
		return err
	}
	for i, text := range inline {
		label := "note-" + strconv.Itoa(i+1)
		fragment, err := nethtml.Parse(strings.NewReader(text))
		if err != nil {
			return err
		}
		note, err := toMarkdown(fragment, base)
		if err != nil {
			return err
		}
		p.Body += "\n\n[^" + label + "]: " + strings.ReplaceAll(fold(note), "\n", " ")
	}
	x.restored()
	return nil
}

// emptyBlock is a block whose content WordPress makes on display.
var emptyBlock = regexp.MustCompile(`<!-- wp:([a-z][a-z0-9/-]*)( \{[^\n]*?\})? /-->`)

// emptyBlocks keeps blocks that hold no text as comments, and lists them: only
// the plugin that wrote one can say what it shows.
func (x *extraction) emptyBlocks(content string) string {
	return emptyBlock.ReplaceAllStringFunc(content, func(s string) string {
		switch emptyBlock.FindStringSubmatch(s)[1] {
		case "more", "nextpage", "spacer", "separator", "footnotes":
			return ""
		}
		x.kept = append(x.kept, kept{markdown: s, listed: s})
		return "<p>" + keptOpen + strconv.Itoa(len(x.kept)-1) + keptClose + "</p>"
	})
}

// A shortcode: [name attributes] with or without [/name].
var (
	shortcode     = regexp.MustCompile(`\[(\[?)(/?)([a-z][a-z0-9_-]{1,40})((?:\s+[^\[\]]*)?)\]`)
	shortcodeAttr = regexp.MustCompile(`([a-zA-Z_-]+)=(?:"([^"]*)"|'([^']*)'|([^\s"']+))`)
	footnoteCode  = regexp.MustCompile(`(?s)\[(footnote|efn_note|ref|fn|note)(?:\s[^\]]*)?\](.*?)\[/(?:footnote|efn_note|ref|fn|note)\]`)
	doubleParens  = regexp.MustCompile(`(?s)\s*\(\((.{12,999}?)\)\)`)
	captionCode   = regexp.MustCompile(`(?s)\[(?:wp_)?caption([^\]]*)\](.*?)\[/(?:wp_)?caption\]`)
	captionImage  = regexp.MustCompile(`(?s)^\s*((?:<a [^>]*>\s*)?<img[^>]*>(?:\s*</a>)?)(.*)$`)
	galleryCode   = regexp.MustCompile(`\[gallery([^\]]*)\]`)
	embedCode     = regexp.MustCompile(`\[(?:embed|youtube|video)[^\]]*\]\s*(https?://[^\s\[]+)\s*\[/(?:embed|youtube|video)\]`)
)

// shortcodes resolves those whose meaning is known. The others stay as they are
// and are listed.
func (p *Post) shortcodes(content string, inline *[]string, picture func(string) (mediaItem, bool)) string {
	note := func(text string) string {
		*inline = append(*inline, strings.TrimSpace(text))
		return noteOpen + "note-" + strconv.Itoa(len(*inline)) + noteClose
	}
	content = footnoteCode.ReplaceAllStringFunc(content, func(s string) string { return note(footnoteCode.FindStringSubmatch(s)[2]) })
	content = doubleParens.ReplaceAllStringFunc(content, func(s string) string { return note(doubleParens.FindStringSubmatch(s)[1]) })
	content = captionCode.ReplaceAllStringFunc(content, func(s string) string {
		m := captionCode.FindStringSubmatch(s)
		img := captionImage.FindStringSubmatch(m[2])
		if img == nil {
			return m[2]
		}
		text := strings.TrimSpace(img[2])
		if text == "" {
			text = attribute(m[1], "caption")
		}
		return "\n\n<figure>" + img[1] + "<figcaption>" + text + "</figcaption></figure>\n\n"
	})
	content = embedCode.ReplaceAllString(content, "\n\n<a href=\"$1\">$1</a>\n\n")
	content = galleryCode.ReplaceAllStringFunc(content, func(s string) string {
		var b strings.Builder
		for _, id := range strings.Split(attribute(galleryCode.FindStringSubmatch(s)[1], "ids"), ",") {
			if m, ok := picture(strings.TrimSpace(id)); ok {
				b.WriteString("\n\n<figure><img src=\"" + html.EscapeString(m.url) + "\" alt=\"" + html.EscapeString(m.alt) + "\">")
				if m.caption != "" {
					b.WriteString("<figcaption>" + html.EscapeString(m.caption) + "</figcaption>")
				}
				b.WriteString("</figure>\n\n")
			}
		}
		if b.Len() == 0 {
			return s
		}
		return b.String()
	})
	for _, m := range shortcode.FindAllStringSubmatch(content, -1) {
		if m[1] == "" && m[2] == "" && looksLikeCode(m, content) && !contains(p.Kept, m[0]) {
			p.Kept = append(p.Kept, m[0])
		}
	}
	return content
}

// looksLikeCode tells a shortcode from what editors put in brackets, "[sic]".
func looksLikeCode(m []string, content string) bool {
	return strings.ContainsAny(m[4], "=\"") || strings.ContainsAny(m[3], "-_") || strings.Contains(content, "[/"+m[3]+"]") ||
		regexp.MustCompile(`(?m)^\s*(?:<p>)?`+regexp.QuoteMeta(m[0])+`(?:</p>)?\s*$`).MatchString(content)
}

func attribute(attributes, name string) string {
	for _, m := range shortcodeAttr.FindAllStringSubmatch(attributes, -1) {
		if strings.EqualFold(m[1], name) {
			return m[2] + m[3] + m[4]
		}
	}
	return ""
}

// blockStart begins what is a block by itself; WordPress puts no paragraph
// around it.
var blockStart = regexp.MustCompile(`(?i)^</?(?:p|div|h[1-6]|ul|ol|li|blockquote|table|thead|tbody|tr|td|th|pre|figure|figcaption|section|hr|dl|dt|dd|iframe|article|aside|header|footer|details)[\s>/]`)

var blankLines = regexp.MustCompile(`\n[ \t]*\n+`)

// paragraphs does what WordPress does on display: blank lines part paragraphs,
// and a line break is one.
func paragraphs(content string) string {
	content = strings.ReplaceAll(strings.ReplaceAll(content, "\r\n", "\n"), "\r", "\n")
	var b strings.Builder
	pre := false
	for _, block := range blankLines.Split(content, -1) {
		trimmed := strings.TrimSpace(block)
		opens, closes := strings.Contains(block, "<pre"), strings.Contains(block, "</pre>")
		switch {
		case trimmed == "":
		case pre || opens || blockStart.MatchString(trimmed):
			b.WriteString(block + "\n\n")
		default:
			b.WriteString("<p>" + strings.ReplaceAll(trimmed, "\n", "<br>\n") + "</p>\n\n")
		}
		if opens || closes {
			pre = opens && !closes
		}
	}
	return b.String()
}

func stripTags(text string) string {
	root, err := nethtml.Parse(strings.NewReader(text))
	if err != nil {
		return text
	}
	return textOf(root)
}

func unescape(text string) string { return html.UnescapeString(text) }

func unescapePath(text string) string {
	if s, err := url.PathUnescape(text); err == nil {
		return s
	}
	return text
}
