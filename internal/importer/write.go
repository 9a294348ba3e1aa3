package importer

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v4"

	"stele/internal/disk"
	"stele/internal/fault"
)

// FaultWrite: a file cannot be written. No args.
const FaultWrite fault.ID = "import-write"

// Outcome is what became of one file.
type Outcome string

// The outcomes.
const (
	Wrote     Outcome = "wrote"
	Unchanged Outcome = "unchanged"
	Differs   Outcome = "differs" // there is another text under this name, and it was left
)

// Writer puts posts and people on disk: DIR/<document>.<locale>.md and
// DIR/people/<id>.<locale>.md. A file that is there and says something else is
// left alone unless Force; nothing is written when Dry.
type Writer struct {
	Dir        string
	Force, Dry bool
	// Told is called for every file, in order; may be nil.
	Told func(path string, what Outcome)

	people map[string]string // key → id
	ids    map[string]bool   // ids that are taken
	done   map[string]bool   // biographies that were written
	last   []byte            // the file of the last post
}

// Line is where a text that was kept stands in the file of the post that was
// written last, 0 where it is in none of its lines.
func (w *Writer) Line(kept string) int {
	lines := strings.Split(strings.ReplaceAll(string(w.last), `\`, ""), "\n")
	for _, text := range []string{kept, kept[strings.LastIndexByte(kept, ' ')+1:]} {
		if n := slices.IndexFunc(lines, func(l string) bool { return strings.Contains(l, strings.ReplaceAll(text, `\`, "")) }); n >= 0 {
			return n + 1
		}
	}
	return 0
}

// Post writes a post and those of its people of whom more than the name is
// known. The posts of one document must be written one after another for people
// without a key to be known as the same.
func (w *Writer) Post(p *Post) error {
	if w.people == nil {
		w.people, w.ids, w.done = map[string]string{}, map[string]bool{}, map[string]bool{}
	}
	ids := map[*Person]string{}
	for i, person := range p.people() {
		ids[person] = w.id(p, i, person)
	}
	for _, person := range p.people() {
		if err := w.person(ids[person], person, p.Locale); err != nil {
			return err
		}
	}
	return w.file(p.Document+"."+p.Locale+".md", frontMatter(p, ids), p.Body)
}

// id is a person's: that of the same key, or that of the person in the same place
// of another language version of the post, or a new one made of the name.
func (w *Writer) id(p *Post, place int, person *Person) string {
	keys := []string{"post " + p.Document + " " + strconv.Itoa(place) + " of " + strconv.Itoa(len(p.people()))}
	if person.Key != "" {
		keys = []string{"key " + person.Key, keys[0]}
	}
	id := ""
	for _, k := range keys {
		if id = w.people[k]; id != "" {
			break
		}
	}
	if id == "" {
		id = w.people["name "+person.Name+" "+person.Key]
	}
	if id == "" {
		base := asciiSlug(withoutTitles(person.Name))
		if base == "" {
			base = "person"
		}
		for n := 1; id == "" || w.ids[id]; n++ {
			if id = base; n > 1 {
				id = base + "-" + strconv.Itoa(n)
			}
		}
		w.ids[id] = true
	}
	for _, k := range append(keys, "name "+person.Name+" "+person.Key) {
		if w.people[k] == "" {
			w.people[k] = id
		}
	}
	return id
}

// withoutTitles leaves out what stands before a name and ends in a full stop.
func withoutTitles(name string) string {
	words := strings.Fields(name)
	for len(words) > 1 && strings.HasSuffix(words[0], ".") && len([]rune(words[0])) > 2 {
		words = words[1:]
	}
	return strings.Join(words, " ")
}

// person writes a biography in the language that it is in, once. One that stands
// in another language under a post is what it was written in first.
func (w *Writer) person(id string, p *Person, under string) error {
	if p.Biography == "" && p.Photo == "" && p.Position == "" && len(p.Links) == 0 {
		return nil
	}
	name := "people/" + id + "." + p.Locale + ".md"
	if w.done[name] {
		return nil
	}
	w.done[name] = true
	var m front
	if p.Locale != under {
		m.put("source_locale", p.Locale)
	}
	m.put("name", p.Name)
	m.put("role", p.Position)
	m.put("photo", p.Photo)
	m.put("photo_alt", p.PhotoAlt)
	m.list("links", p.Links)
	return w.file(name, m, p.Biography)
}

func frontMatter(p *Post, ids map[*Person]string) front {
	var m front
	m.put("title", p.Title)
	m.put("description", p.Summary)
	m.put("date", p.Date)
	for _, role := range []struct {
		key  string
		list []Person
	}{{"authors", p.Authors}, {"translators", p.Translators}, {"editors", p.Editors}} {
		var names []string
		for i := range role.list {
			names = append(names, ids[&role.list[i]])
		}
		m.list(role.key, names)
	}
	m.list("tags", p.Tags)
	m.put("image", p.Image)
	m.put("source_locale", p.Original)
	m.put("original_url", p.URL)
	return m
}

// front is front matter, in order.
type front struct{ nodes []*yaml.Node }

func (m *front) put(key, value string) {
	if value != "" {
		m.nodes = append(m.nodes, scalar(key), scalar(value))
	}
}

func (m *front) list(key string, values []string) {
	if len(values) == 0 {
		return
	}
	seq := &yaml.Node{Kind: yaml.SequenceNode}
	for _, v := range values {
		seq.Content = append(seq.Content, scalar(v))
	}
	m.nodes = append(m.nodes, scalar(key), seq)
}

func scalar(s string) *yaml.Node {
	n := &yaml.Node{Kind: yaml.ScalarNode, Value: s, Tag: "!!str"}
	if isoDay(s) == s && s != "" {
		n.Tag = "!!timestamp"
	}
	return n
}

func (w *Writer) file(name string, m front, body string) error {
	var b bytes.Buffer
	b.WriteString("---\n")
	e := yaml.NewEncoder(&b)
	e.SetIndent(2)
	err := e.Encode(&yaml.Node{Kind: yaml.MappingNode, Content: m.nodes})
	if err = errors.Join(err, e.Close()); err != nil {
		return fault.New(fault.Internal, FaultWrite, name).Because(err)
	}
	b.WriteString("---\n")
	if body != "" {
		b.WriteString("\n" + body + "\n")
	}
	w.last = b.Bytes()
	what, err := w.put(filepath.Join(w.Dir, filepath.FromSlash(name)), b.Bytes())
	if err != nil {
		return fault.New(fault.Input, FaultWrite, filepath.ToSlash(filepath.Join(w.Dir, name))).Because(err)
	}
	if w.Told != nil {
		w.Told(filepath.ToSlash(filepath.Join(w.Dir, filepath.FromSlash(name))), what)
	}
	return nil
}

func (w *Writer) put(path string, data []byte) (Outcome, error) {
	old, err := os.ReadFile(path)
	switch {
	case err == nil && bytes.Equal(old, data):
		return Unchanged, nil
	case err == nil && !w.Force:
		return Differs, nil
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return "", err
	}
	if w.Dry {
		return Wrote, nil
	}
	_, err = disk.Replace(path, data)
	return Wrote, err
}

// ByDocument sorts posts so that those of one document stand together.
func ByDocument(posts []*Post) {
	slices.SortStableFunc(posts, func(a, b *Post) int {
		return strings.Compare(a.Document+"\x00"+a.Locale, b.Document+"\x00"+b.Locale)
	})
}
