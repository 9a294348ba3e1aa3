package edition

import (
	"bytes"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"stele/internal/fault"
)

// Output is one file to write.
type Output struct {
	Name     string // path within the folder, with slashes
	ID       string // the document's
	Locale   string
	Format   string
	Complete bool
	Percent  int
	Below    bool // less complete than the project asks for
	Data     []byte
}

// ManifestName is the list of what a folder holds.
const ManifestName = "stele-manifest.json"

type manifest struct {
	Version int             `json:"version"`
	Files   []manifestEntry `json:"files"`
}

type manifestEntry struct {
	Name     string `json:"name"`
	ID       string `json:"id"`
	Locale   string `json:"locale"`
	Format   string `json:"format"`
	Complete bool   `json:"complete"`
	Percent  int    `json:"percent"`
	Below    bool   `json:"below_min,omitempty"`
	SHA256   string `json:"sha256"`
}

// Write puts outputs and the manifest into a folder, made when it is not there.
// Each file appears whole or not at all; one with the same bytes is not touched.
// Entries of the manifest for other files stay. It returns how many files were
// written and how many were there already. Errors are *fault.Fault.
func Write(dir string, outputs []Output) (written, unchanged int, err error) {
	outputs = slices.Clone(outputs)
	slices.SortFunc(outputs, func(a, b Output) int { return strings.Compare(a.Name, b.Name) })
	for i, o := range outputs {
		if !filepath.IsLocal(filepath.FromSlash(o.Name)) || o.Name == ManifestName || path.Clean(o.Name) != o.Name {
			return 0, 0, fault.New(fault.Usage, FaultName, dir, "Name", o.Name)
		}
		if i > 0 && outputs[i-1].Name == o.Name {
			return 0, 0, fault.New(fault.Usage, FaultDuplicate, dir, "Name", o.Name)
		}
	}
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return 0, 0, fault.New(fault.Input, FaultOutput, dir).Because(cause(err))
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return 0, 0, fault.New(fault.Input, FaultOutput, dir).Because(cause(err))
	}
	defer root.Close()
	m, err := readManifest(root, dir)
	if err != nil {
		return 0, 0, err
	}
	for _, o := range outputs {
		changed, err := put(root, o.Name, o.Data)
		if err != nil {
			return written, unchanged, fault.New(fault.Input, FaultOutput, path.Join(filepath.ToSlash(dir), o.Name)).Because(cause(err))
		}
		if changed {
			written++
		} else {
			unchanged++
		}
		m.set(o)
	}
	data, err := json.MarshalIndent(m, "", "  ")
	if err == nil {
		_, err = put(root, ManifestName, append(data, '\n'))
	}
	if err != nil {
		return written, unchanged, fault.New(fault.Input, FaultOutput, path.Join(filepath.ToSlash(dir), ManifestName)).Because(cause(err))
	}
	return written, unchanged, nil
}

// cause is an error without the path, which the fault says.
func cause(err error) error {
	if p, ok := errors.AsType[*fs.PathError](err); ok {
		return p.Err
	}
	if l, ok := errors.AsType[*os.LinkError](err); ok {
		return l.Err
	}
	return err
}

func readManifest(root *os.Root, dir string) (*manifest, error) {
	m := &manifest{Version: 1}
	data, err := root.ReadFile(ManifestName)
	if errors.Is(err, fs.ErrNotExist) {
		return m, nil
	}
	if err == nil {
		err = json.Unmarshal(data, m)
	}
	if err == nil && m.Version != 1 {
		err = errors.New("version")
	}
	if err != nil {
		return nil, fault.New(fault.Input, FaultManifest, path.Join(filepath.ToSlash(dir), ManifestName)).Because(cause(err))
	}
	return m, nil
}

func (m *manifest) set(o Output) {
	sum := sha256.Sum256(o.Data)
	entry := manifestEntry{o.Name, o.ID, o.Locale, o.Format, o.Complete, o.Percent, o.Below, hex.EncodeToString(sum[:])}
	i, found := slices.BinarySearchFunc(m.Files, o.Name, func(f manifestEntry, name string) int { return strings.Compare(f.Name, name) })
	if found {
		m.Files[i] = entry
		return
	}
	m.Files = slices.Insert(m.Files, i, entry)
}

// put writes a file through a temporary one beside it.
func put(root *os.Root, name string, data []byte) (changed bool, err error) {
	if old, err := root.ReadFile(name); err == nil && bytes.Equal(old, data) {
		return false, nil
	}
	if d := path.Dir(name); d != "." {
		if err := root.MkdirAll(d, 0o777); err != nil {
			return false, err
		}
	}
	temp := path.Join(path.Dir(name), ".stele-"+rand.Text()[:12])
	f, err := root.OpenFile(temp, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return false, err
	}
	_, err = f.Write(data)
	if e := f.Close(); err == nil {
		err = e
	}
	if err == nil {
		err = root.Rename(temp, name)
	}
	if err != nil {
		_ = root.Remove(temp) // it is ours, and the first error is the one to tell
		return false, err
	}
	return true, nil
}
