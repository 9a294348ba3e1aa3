package page

import (
	"stele/internal/status"
)

// The pages beside the index: every document as a plain table, for readers
// whose browser runs no scripts, and the frame of the reader.

type documentsPage struct {
	Lang, Title string
	Locales     []localeJSON
	Documents   []folderRow
}

func (m *maker) documentsHTML() ([]byte, error) {
	p := documentsPage{Lang: m.Words.Locale(), Title: m.Title}
	for _, l := range m.locales {
		p.Locales = append(p.Locales, localeJSON{Tag: l, Name: m.localeName(l)})
	}
	for i := range m.Result.Documents {
		d := &m.Result.Documents[i]
		row := folderRow{Name: d.ID}
		byLocale := map[string]*status.Target{}
		for j := range d.Targets {
			byLocale[d.Targets[j].Locale] = &d.Targets[j]
		}
		for _, l := range m.locales {
			t := byLocale[l]
			if t == nil {
				row.Cells = append(row.Cells, heat(nil, false))
			} else {
				row.Cells = append(row.Cells, heat(t.Segments, t.Version != nil))
			}
		}
		p.Documents = append(p.Documents, row)
	}
	return m.execute("documents.html", p)
}

func (m *maker) readHTML() ([]byte, error) {
	return m.execute("read.html", indexPage{Lang: m.Words.Locale(), Title: m.Title, Keys: []key{
		{[]string{"j", "n"}, "key_next"}, {[]string{"k", "p"}, "key_previous"}, {[]string{"]", "["}, "key_document"},
		{[]string{"/"}, "key_find"}, {[]string{"e"}, "key_edit"}, {[]string{"o"}, "key_open"}, {[]string{"u"}, "key_up"},
		{[]string{"?"}, "key_help"},
	}})
}

// scriptWords are the texts that the scripts show, without the family's name.
func (m *maker) scriptWords() map[string]string {
	out := map[string]string{}
	for _, id := range []string{
		"any_locale", "any_rule", "any_state", "back", "close", "documents", "edit",
		"none_found", "no_file", "no_document", "open_only", "page_next", "page_previous", "paragraph", "since", "source", "suggestion",
		"target", "unreadable", "open_count", "document_next", "document_previous", "nothing_here", "loading", "load_failed",
	} {
		out[id] = m.Words.Text("page." + id)
	}
	for _, s := range status.States() {
		out["state."+string(s)] = m.Words.Text("state." + string(s))
		out["glyph."+string(s)] = glyphs[s]
	}
	for _, r := range m.rules {
		out["rule."+string(r)] = m.Words.Text("rule." + string(r))
	}
	return out
}
