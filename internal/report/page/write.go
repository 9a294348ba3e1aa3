package page

import (
	"bytes"
	"crypto/rand"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"stele/internal/fault"
	"stele/internal/project"
)

// The faults of writing.
const (
	FaultOutput  fault.ID = "report-output"  // cannot be written; the path is there
	FaultForeign fault.ID = "report-foreign" // the folder holds what is not the page's: Name
)

// manifestName lists the files of a page, so that a folder is known to be one
// and what a later page has no use for can be taken away.
const manifestName = project.ReportManifest

type manifest struct {
	Stele   string   `json:"stele"`
	Version int      `json:"version"`
	Files   []string `json:"files"`
}

// Written is how many files were written, were the same already, or were taken
// away because the page has no such file any more.
type Written struct{ Changed, Unchanged, Removed int }

// Write makes a folder hold a page. A folder that holds anything else is
// refused before a file is written. Each file appears whole or not at all; one
// with the same bytes is not touched. Errors are *fault.Fault.
func Write(dir string, files []File) (Written, error) {
	var done Written
	fail := func(name string, err error) (Written, error) {
		if f, ok := errors.AsType[*fault.Fault](err); ok {
			return done, f
		}
		return done, fault.New(fault.Input, FaultOutput, path.Join(filepath.ToSlash(dir), name)).Because(cause(err))
	}
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return fail("", err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return fail("", err)
	}
	defer root.Close()
	old, err := known(root, dir)
	if err != nil {
		return fail("", err)
	}
	var names []string
	for _, f := range files {
		names = append(names, f.Name)
	}
	slices.Sort(names)
	mine := map[string]bool{}
	for _, name := range old {
		mine[name] = true
	}
	for _, name := range names {
		if _, err := root.Lstat(name); err == nil && !mine[name] {
			return fail("", fault.New(fault.Usage, FaultForeign, filepath.ToSlash(dir), "Name", name))
		}
	}
	// What is about to be written is ours from here on, should this be the last
	// thing that is done.
	if err := putManifest(root, append(slices.Clone(old), names...)); err != nil {
		return fail(manifestName, err)
	}
	for _, f := range files {
		data, err := f.Data()
		if err != nil {
			return fail(f.Name, err)
		}
		changed, err := put(root, f.Name, data)
		if err != nil {
			return fail(f.Name, err)
		}
		if changed {
			done.Changed++
		} else {
			done.Unchanged++
		}
	}
	for _, name := range old {
		if _, stays := slices.BinarySearch(names, name); !stays && filepath.IsLocal(filepath.FromSlash(name)) && root.Remove(name) == nil {
			done.Removed++
			_ = root.Remove(path.Dir(name)) // when it is empty
		}
	}
	if err := putManifest(root, names); err != nil {
		return fail(manifestName, err)
	}
	return done, nil
}

// Refuse gives the fault with which [Write] would refuse a folder, if any. It
// makes nothing.
func Refuse(dir string) error {
	root, err := os.OpenRoot(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err == nil {
		defer root.Close()
		_, err = known(root, dir)
	}
	if _, ok := errors.AsType[*fault.Fault](err); ok || err == nil {
		return err
	}
	return fault.New(fault.Input, FaultOutput, filepath.ToSlash(dir)).Because(cause(err))
}

// known lists the files of the page that the folder holds. It is an error when
// there is anything and no manifest.
func known(root *os.Root, dir string) ([]string, error) {
	foreign := func(name string) error {
		return fault.New(fault.Usage, FaultForeign, filepath.ToSlash(dir), "Name", name)
	}
	data, err := root.ReadFile(manifestName)
	if err == nil {
		var m manifest
		if json.Unmarshal(data, &m) != nil || m.Stele != "report" {
			return nil, foreign(manifestName)
		}
		return m.Files, nil
	}
	if !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	entries, err := fs.ReadDir(root.FS(), ".")
	if err != nil {
		return nil, err
	}
	for _, e := range entries {
		if !strings.HasPrefix(e.Name(), ".git") { // a working tree that is kept for the page
			return nil, foreign(e.Name())
		}
	}
	return nil, nil
}

func putManifest(root *os.Root, names []string) error {
	slices.Sort(names)
	data, err := json.MarshalIndent(manifest{"report", 1, slices.Compact(names)}, "", " ")
	if err != nil {
		return err
	}
	_, err = put(root, manifestName, append(data, '\n'))
	return err
}

// put writes a file through a temporary one beside it.
func put(root *os.Root, name string, data []byte) (changed bool, err error) {
	if old, err := root.ReadFile(name); err == nil && bytes.Equal(old, data) {
		return false, nil
	}
	if err := root.MkdirAll(path.Dir(name), 0o777); err != nil {
		return false, err
	}
	temp := path.Join(path.Dir(name), ".stele-"+rand.Text()[:12])
	f, err := root.OpenFile(temp, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return false, err
	}
	_, err = f.Write(data)
	err = errors.Join(err, f.Close())
	if err == nil {
		err = root.Rename(temp, name)
	}
	if err != nil {
		_ = root.Remove(temp) // it is ours, and the first error is the one to tell
		return false, err
	}
	return true, nil
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
