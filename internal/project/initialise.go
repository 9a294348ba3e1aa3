package project

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"stele/internal/disk"
	"stele/internal/fault"
)

// Faults of setting a project up.
const (
	FaultConfigExists fault.ID = "config-exists" // the configuration is there already
	FaultConfigWrite  fault.ID = "config-write"  // it cannot be written
	FaultNothingFound fault.ID = "nothing-found" // no document with more than one language
	// FaultForkFound is that where nearly all texts are in one language other
	// than English, as those of a translated fork are. Locale.
	FaultForkFound fault.ID = "nothing-found-fork"
)

// attributes lets git merge two branches' ledgers line by line.
const attributes = ".stele/ledger/** merge=union\n"

// SetUp is the files that make a recognised project a configured one.
type SetUp struct {
	Root    string
	Config  []byte // of [ConfigPath]
	changes map[string][]byte
}

// SetUp gives what `stele init` writes; nothing is written yet. comment words
// the comments of the configuration, see [Config.Marshal].
func (p *Project) SetUp(comment func(key string) string) (*SetUp, error) {
	if exists(p.Abs(ConfigPath)) {
		return nil, fault.New(fault.Config, FaultConfigExists, ConfigPath)
	}
	if len(p.Documents) == 0 {
		return nil, p.NothingFound(fault.Config)
	}
	s := &SetUp{Root: p.Root, Config: p.Config.Marshal(comment), changes: map[string][]byte{}}
	s.changes[ConfigPath] = s.Config
	old, err := os.ReadFile(p.Abs(".gitattributes"))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fault.New(fault.Input, FaultConfigWrite, ".gitattributes").Because(err)
	}
	if !bytes.Contains(old, []byte(attributes[:len(attributes)-1])) {
		if len(old) > 0 && old[len(old)-1] != '\n' {
			old = append(old, '\n')
		}
		s.changes[".gitattributes"] = append(old, attributes...)
	}
	return s, nil
}

// Files lists what [SetUp.Write] writes, relative to the root, sorted.
func (s *SetUp) Files() []string { return sortedKeys(s.changes) }

// Write writes the files, each whole or not at all.
func (s *SetUp) Write() error {
	for _, name := range s.Files() {
		if _, err := disk.Replace(filepath.Join(s.Root, filepath.FromSlash(name)), s.changes[name]); err != nil {
			return fault.New(fault.Input, FaultConfigWrite, name).Because(err)
		}
	}
	return nil
}

// NothingFound is the fault of a project without documents.
func (p *Project) NothingFound(class fault.Class) *fault.Fault {
	if l := p.Layout.OnlyLocale; l != "" {
		return fault.New(class, FaultForkFound, "", "Locale", l)
	}
	return fault.New(class, FaultNothingFound, "")
}
