package disk

import (
	"context"
	"fmt"
	"hash/fnv"
	"io/fs"
	"path/filepath"
	"time"
)

// Watch calls changed at once, and again whenever a file below root was made,
// changed or removed, until the context ends, whose error it returns. It looks every third of a
// second, and less often where looking takes long. Folders that skip accepts,
// given relative to root with slashes, are left out.
func Watch(ctx context.Context, root string, skip func(folder string) bool, changed func()) error {
	last := look(root, skip)
	changed()
	took := time.Duration(0)
	for {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(max(300*time.Millisecond, 10*took)):
		}
		begun := time.Now()
		now := look(root, skip)
		took = time.Since(begun)
		if now != last {
			last = now
			changed()
		}
	}
}

// look is a number that differs when the files' names, sizes or times do.
func look(root string, skip func(string) bool) uint64 {
	h := fnv.New64a()
	// What cannot be read now is no error: an editor may be writing it.
	_ = filepath.WalkDir(root, func(path string, e fs.DirEntry, err error) error {
		if err != nil {
			return nil
		}
		if e.IsDir() {
			if rel, err := filepath.Rel(root, path); err == nil && rel != "." && skip(filepath.ToSlash(rel)) {
				return filepath.SkipDir
			}
			return nil
		}
		if info, err := e.Info(); err == nil {
			fmt.Fprintf(h, "%s\x00%d\x00%d\n", path, info.Size(), info.ModTime().UnixNano())
		}
		return nil
	})
	return h.Sum64()
}
