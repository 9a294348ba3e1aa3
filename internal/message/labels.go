package message

import (
	"bytes"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"

	"stele/internal/fault"
	"stele/locales"
)

// Faults of a project's own labels.
const (
	FaultLabels       fault.ID = "labels-syntax"  // Path and cause: a file of labels cannot be read
	FaultLabelUnknown fault.ID = "labels-unknown" // Label: there is no such label
	FaultLabelsLack   fault.ID = "labels-lack"    // Locale, Count, Labels: labels that come in English
)

// labelPrefix is of the ids that a project may give words for: those that
// readers of its editions see.
const labelPrefix = "edition."

// WithLabels is the catalog with a project's own labels over it: files called
// labels.<locale>.toml, of the shape of [LabelsTemplate]. dir is how messages
// call the folder. What such a file names and nothing uses comes back as
// warnings; a file that cannot be read is a *fault.Fault.
func (c *Catalog) WithLabels(files fs.FS, dir string) (*Catalog, []*fault.Fault, error) {
	names, err := fs.Glob(files, "labels.*.toml")
	if err != nil || len(names) == 0 {
		return c, nil, err
	}
	out, err := Load()
	if err != nil {
		return nil, nil, err
	}
	var warnings []*fault.Fault
	for _, name := range names {
		at := dir + "/" + name
		data, err := fs.ReadFile(files, name)
		if err != nil {
			return nil, nil, fault.New(fault.Input, FaultLabels, at).Because(err)
		}
		f, err := out.bundle.ParseMessageFileBytes(data, name)
		if err != nil {
			return nil, nil, fault.New(fault.Config, FaultLabels, at).Because(err)
		}
		out.add(f)
		for _, m := range f.Messages {
			if !out.has[out.tags[0]][m.ID] || !strings.HasPrefix(m.ID, labelPrefix) {
				warnings = append(warnings, fault.New(fault.Config, FaultLabelUnknown, at, "Label", m.ID).At(lineOf(data, m.ID)))
			}
		}
	}
	out.matcher = language.NewMatcher(out.tags)
	return out, warnings, nil
}

// lineOf is where a file of labels writes the last part of an id.
func lineOf(data []byte, id string) int {
	last := id[strings.LastIndexByte(id, '.')+1:]
	for i, line := range bytes.Split(data, []byte("\n")) {
		if l := bytes.TrimLeft(line, " \t[\""); bytes.HasPrefix(bytes.TrimPrefix(l, []byte(labelPrefix)), []byte(last)) {
			return i + 1
		}
	}
	return 0
}

// add notes what a message file has.
func (c *Catalog) add(f *i18n.MessageFile) {
	if !slices.Contains(c.tags, f.Tag) {
		c.tags = append(c.tags, f.Tag)
	}
	if c.has == nil {
		c.has = map[language.Tag]map[string]bool{}
	}
	if c.has[f.Tag] == nil {
		c.has[f.Tag] = map[string]bool{}
	}
	for _, m := range f.Messages {
		c.has[f.Tag][m.ID] = true
	}
}

// LabelsLacking says which labels a reader of the locale gets in English; nil
// when there are none.
func (c *Catalog) LabelsLacking(locale string) *fault.Fault {
	tag, ok := c.Match(locale)
	have := map[string]bool{}
	if ok {
		have = c.has[language.Make(tag)]
	}
	var lack []string
	for _, id := range slices.Sorted(maps.Keys(c.has[c.tags[0]])) {
		if label, of := strings.CutPrefix(id, labelPrefix); of && !have[id] {
			lack = append(lack, label)
		}
	}
	if lack == nil {
		return nil
	}
	named := lack[:min(3, len(lack))]
	return fault.New(fault.Config, FaultLabelsLack, "", "Locale", locale, "Count", len(lack), "Labels", strings.Join(named, ", "))
}

// LabelsTemplate is the English labels as a file to translate.
func LabelsTemplate() ([]byte, error) {
	src, err := locales.Files.ReadFile("active.en.toml")
	if err != nil {
		return nil, fmt.Errorf("labels: %w", err)
	}
	var out bytes.Buffer
	out.WriteString("# Copy to labels.<locale>.toml and translate. Words in {{…}} are filled in; one, other and their\n# like are the plural forms of the language.\n")
	ours := false
	for line := range bytes.Lines(src) {
		if bytes.HasPrefix(line, []byte("[")) {
			ours = bytes.HasPrefix(line, []byte("[edition]")) || bytes.HasPrefix(line, []byte("[edition."))
			if ours {
				out.WriteByte('\n')
			}
		}
		if ours && len(bytes.TrimSpace(line)) > 0 {
			out.Write(line)
		}
	}
	return out.Bytes(), nil
}
