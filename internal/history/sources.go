package history

import (
	"crypto/sha256"

	"stele/internal/align"
	"stele/internal/ledger"
)

// sources are the versions of one source.
type sources struct {
	a      *adopter
	locale string
	names  []string
	byBlob map[string]*text
	at     map[string]*text                   // by commit
	held   []*contents                        // by name
	memory ledger.Memory                      // of all texts of the group
	linked map[[sha256.Size]byte][]align.Bead // by questionOf
	ahead  map[string]object
}

func (a *adopter) sources(locale string, names []string) *sources {
	return &sources{
		a: a, locale: locale, names: names,
		byBlob: map[string]*text{}, at: map[string]*text{}, linked: map[[sha256.Size]byte][]align.Bead{},
	}
}

// in is the source as it was in a commit; nil when it was not there or cannot
// be read.
func (s *sources) in(commit string) (*text, error) {
	if t, ok := s.at[commit]; ok {
		return t, nil
	}
	for k, name := range s.names {
		blob, ok := s.contents(k).in(commit)
		if ok && blob == "" {
			continue
		}
		if !ok {
			blob = commit + ":" + name
		}
		t, found, err := s.read(name, blob)
		if err != nil {
			return nil, err
		}
		if found {
			s.at[commit] = t
			return t, nil
		}
	}
	s.at[commit] = nil
	return nil, nil
}

// blobIn is what the log alone says that the source held in a commit; ok is false
// when it does not tell, or there was none.
func (s *sources) blobIn(commit string) (blob string, ok bool) {
	for k := range s.names {
		blob, ok := s.contents(k).in(commit)
		if !ok {
			return "", false
		}
		if blob != "" {
			return blob, true
		}
	}
	return "", false
}

// told is the blob that the log says the source was in a commit, where it has not
// been read yet; else "".
func (s *sources) told(commit string) string {
	if _, ok := s.at[commit]; ok || commit == "" {
		return ""
	}
	blob, _ := s.blobIn(commit)
	if _, read := s.byBlob[blob]; read {
		return ""
	}
	return blob
}

func (s *sources) contents(name int) *contents {
	for len(s.held) < len(s.names) {
		s.held = append(s.held, s.a.log.contents(s.names[len(s.held)]))
	}
	return s.held[name]
}

// read parses the object that a source under this name is, each content once;
// found is false where there is no file.
func (s *sources) read(name, object string) (t *text, found bool, err error) {
	if t, ok := s.byBlob[object]; ok {
		return t, true, nil
	}
	o, ok := s.ahead[object]
	if !ok {
		if o, err = s.a.objs.get(object); err != nil {
			return nil, false, err
		}
	}
	if o.kind != "blob" {
		return nil, false, nil
	}
	if t, ok = s.byBlob[o.id]; !ok {
		if t = s.a.parse(name, o.data, s.locale, &s.memory); t != nil {
			t.blob = o.id
		}
		s.byBlob[o.id] = t
	}
	return t, true, nil
}

// version is a content of the source; nil when it cannot be read.
func (s *sources) version(blob string) (*text, error) {
	if t, ok := s.byBlob[blob]; ok {
		return t, nil
	}
	o, err := s.a.objs.get(blob)
	if err != nil {
		return nil, err
	}
	var t *text
	if o.kind == "blob" {
		t = s.a.parse(s.names[0], o.data, s.locale, &s.memory)
	}
	if t != nil {
		t.blob = blob
	}
	s.byBlob[blob] = t
	return t, nil
}
