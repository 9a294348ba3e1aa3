// Package disk writes files whole or not at all.
package disk

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// Replace makes a file hold data, and says whether it had to be written. A
// reader sees the old file or the new one, never a part; a file that holds just
// these bytes is not touched; an existing file keeps its mode, and a link the
// file that it leads to. Missing folders are made.
func Replace(path string, data []byte) (changed bool, err error) {
	if old, err := os.ReadFile(path); err == nil && bytes.Equal(old, data) {
		return false, nil
	}
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real
	}
	mode := fs.FileMode(0o644)
	if info, err := os.Stat(path); err == nil {
		mode = info.Mode().Perm()
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return false, err
	}
	f, err := os.CreateTemp(filepath.Dir(path), ".stele-*")
	if err != nil {
		return false, err
	}
	_, err = f.Write(data)
	err = errors.Join(err, f.Chmod(mode), f.Close())
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		return false, errors.Join(err, os.Remove(f.Name()))
	}
	return true, nil
}
