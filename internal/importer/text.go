package importer

import (
	"path"
	"strings"

	"stele/internal/doc"
	"stele/internal/fault"
	"stele/internal/format/article"
	"stele/internal/format/text"
	"stele/internal/lang"
)

// Text reads a post in plain text, as copied from a page: blocks between blank
// lines, notes as "[1] …", the author box at the end. locale is that of a text
// whose file does not say it, "" to recognise it.
func Text(name string, src []byte, locale string) (*Post, error) {
	src, err := decoded(name, src, "", false)
	if err != nil {
		return nil, err
	}
	v, err := text.Reader{}.Parse(name, src)
	if err != nil {
		return nil, err
	}
	p := &Post{From: name}
	var body, notes, bio []string
	for i := range v.Segments {
		s := &v.Segments[i]
		content := strings.TrimSpace(s.Text)
		switch s.Role {
		case doc.Furniture:
			p.Dropped = append(p.Dropped, clipped(fold(content)))
			continue
		case doc.Title:
			p.Title = fold(content)
			continue
		case doc.Date:
			p.Date = content // read when the language is known
			continue
		case doc.Byline:
			if n := article.BylineName(fold(content)); n != "" {
				p.Authors = append(p.Authors, Person{Name: n})
			}
			continue
		case doc.Biography:
			bio = append(bio, strings.Split(content, "\n")...)
			continue
		}
		if s.Kind == doc.Note {
			notes = append(notes, "[^"+s.ID+"]: "+fold(paragraph(s)))
			continue
		}
		body = append(body, paragraph(s))
	}
	if len(body) == 0 {
		return nil, fault.New(fault.Input, FaultNoText, name)
	}
	p.Body = strings.Join(append(body, notes...), "\n\n")
	stem := strings.TrimSuffix(name, path.Ext(name))
	if m := localeSuffix.FindStringSubmatchIndex(stem); m != nil {
		// After a hyphen it may be a word: "day" and "it" are languages, too.
		tag, ok := canonical(stem[m[2]:m[3]])
		if ok && (stem[m[0]] == '.' || lang.SameLanguage(tag, lang.Identify(p.Body, nil).Locale)) {
			locale = tag
		}
	}
	if p.Locale = languageOf(locale, p.Body); p.Locale == "" {
		return nil, fault.New(fault.Input, FaultLocale, name)
	}
	p.Date = dayIn(p.Date, p.Locale)
	p.biography(bio)
	p.Slug = slugOf("", name, p.Title, p.Locale)
	return p, nil
}

// biography reads the lines of an author box: the name, often twice, then prose.
func (p *Post) biography(lines []string) {
	person := Person{Locale: p.Locale}
	var prose []string
	for _, line := range lines {
		line = fold(line)
		switch {
		case line == "" || article.IsBiographyHeading(line):
		case len(prose) == 0 && article.IsName(line):
			person.Name = line
		default:
			prose = append(prose, escape(line))
		}
	}
	if person.Name == "" {
		if len(prose) > 0 {
			p.Body += "\n\n" + strings.Join(prose, "\n\n")
		}
		return
	}
	person.Biography = strings.Join(prose, "\n\n")
	if l := lang.Identify(person.Biography, nil).Locale; l != "" {
		person.Locale = l
	}
	if len(p.Authors) > 0 && p.Authors[0].Name == person.Name {
		p.Authors[0] = person
		return
	}
	p.Authors = append(p.Authors, person)
}

// paragraph is a block as Markdown: its words as they are, references to notes
// as footnotes.
func paragraph(s *doc.Segment) string {
	var b strings.Builder
	at := 0
	for _, r := range s.Runs {
		b.WriteString(escape(s.Text[at:r.Start]))
		switch r.Kind {
		case doc.RunNote:
			b.WriteString("[^" + strings.Trim(r.Target, "[]") + "]")
		default:
			b.WriteString(s.Text[r.Start:r.End])
		}
		at = r.End
	}
	b.WriteString(escape(s.Text[at:]))
	return strings.TrimSpace(b.String())
}

// escape keeps Markdown from finding marks in plain words.
func escape(text string) string {
	return strings.NewReplacer(`\`, `\\`, "*", `\*`, "_", `\_`, "`", "\\`", "[", `\[`, "<", `\<`, "#", `\#`).Replace(text)
}
