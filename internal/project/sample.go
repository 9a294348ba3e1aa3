package project

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"unicode"

	"stele/internal/lang"
)

// sampler reads the beginnings of a few files, each once.
type sampler struct {
	root string
	read func(name string) string
	seen map[string]string
}

const sampleBytes = 8 << 10

// enoughText is as much as tells languages apart; more costs time for nothing.
const enoughText = 1200

func newSampler(root string, read func(string) string) *sampler {
	s := &sampler{root: root, read: read, seen: map[string]string{}}
	if s.read == nil {
		s.read = s.fromDisk
	}
	return s
}

func (s *sampler) fromDisk(name string) string {
	f, err := os.Open(filepath.Join(s.root, filepath.FromSlash(name)))
	if err != nil {
		return ""
	}
	defer f.Close()
	head, _ := io.ReadAll(io.LimitReader(f, sampleBytes))
	return string(head)
}

// text is a file's prose, roughly: without front matter, code and tags.
func (s *sampler) text(name string) string {
	if t, ok := s.seen[name]; ok {
		return t
	}
	t := s.read(name)
	if catalogue(name) {
		t = translations(t)
	} else {
		t = prose(t)
	}
	t = strings.ToValidUTF8(t[:min(len(t), enoughText)], "")
	s.seen[name] = t
	return t
}

// identify is the language of a file among candidates, "" when unsure.
func (s *sampler) identify(name string, candidates []string) string {
	return lang.Identify(s.text(name), candidates).Locale
}

// translations are the texts of a catalogue's msgstr lines, without the header.
func translations(po string) string {
	var b strings.Builder
	inside := false
	for line := range strings.Lines(strings.ToValidUTF8(po, "")) {
		t := strings.TrimSpace(line)
		if strings.HasPrefix(t, "msg") {
			inside = strings.HasPrefix(t, "msgstr")
		}
		// Lines of the header end in \n.
		if open := strings.IndexByte(t, '"'); inside && open >= 0 && !strings.HasSuffix(t, `\n"`) {
			b.WriteString(strings.Trim(t[open:], `"`) + "\n")
		}
	}
	return withoutMarkup(b.String())
}

// prose leaves out front matter and code, and settings unless there is nothing
// else.
func prose(text string) string {
	if t := proseWithout(text, setting); strings.ContainsFunc(t, unicode.IsLetter) {
		return t
	}
	return proseWithout(text, func(string) bool { return false })
}

func proseWithout(text string, leaveOut func(line string) bool) string {
	text = strings.ToValidUTF8(text, "")
	var b strings.Builder
	fenced, front := false, ""
	first := true
	for line := range strings.Lines(text) {
		t := strings.TrimSpace(line)
		if first && (t == "---" || t == "+++") {
			front, first = t, false
			continue
		}
		first = false
		if front != "" {
			if t == front {
				front = ""
			}
			continue
		}
		if strings.HasPrefix(t, "```") || strings.HasPrefix(t, "~~~") {
			fenced = !fenced
			continue
		}
		if !fenced && !leaveOut(t) {
			b.WriteString(line)
		}
	}
	return withoutMarkup(b.String())
}

// setting reports whether a line gives an attribute or a condition of AsciiDoc,
// or is a comment: a page may begin with a hundred of them.
func setting(line string) bool {
	if strings.HasPrefix(line, "//") || strings.HasPrefix(line, "ifdef::") || strings.HasPrefix(line, "ifndef::") || strings.HasPrefix(line, "endif::") {
		return true
	}
	name, _, found := strings.Cut(strings.TrimPrefix(line, ":"), ":")
	return found && strings.HasPrefix(line, ":") && name != "" && !strings.ContainsAny(name, " \t{}")
}

// withoutMarkup leaves out tags, code spans, destinations and bare URLs, whose
// English would outweigh the prose of a short page.
func withoutMarkup(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		end := -1
		switch s[i] {
		case '<':
			end = strings.IndexByte(s[i:], '>')
		case '`':
			if n := strings.IndexByte(s[i+1:], '`'); n >= 0 {
				end = n + 1
			}
		case '(':
			if i > 0 && s[i-1] == ']' {
				end = strings.IndexByte(s[i:], ')')
			}
		case 'h':
			if strings.HasPrefix(s[i:], "https://") || strings.HasPrefix(s[i:], "http://") {
				if end = strings.IndexAny(s[i:], " \t\r\n"); end < 0 {
					end = len(s) - i - 1
				}
			}
		}
		if end > 0 && end < 2000 {
			b.WriteByte(' ')
			i += end
			continue
		}
		b.WriteByte(s[i])
	}
	return b.String()
}
