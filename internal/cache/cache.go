// Package cache keeps results that are costly to compute under the user's cache
// directory, by what they were computed from and the program that computed them:
// another build may compute otherwise, so it finds nothing of what this one kept.
//
// [Open] gives the cache, then [Cache.Get] and [Cache.Put]. A cache is never
// needed and never trusted: a file that is damaged, or was written for another
// key, is as good as none, and failing to write one is no error. Files appear
// whole, so that several processes may share it. It is of bounded size: the
// oldest files go first.
//
// It is not for anything that cannot be computed again.
package cache

import (
	"bytes"
	"cmp"
	"compress/gzip"
	"crypto/sha256"
	"encoding/gob"
	"encoding/hex"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"time"

	"stele/internal/disk"
)

// limit is how many bytes all files may take.
const limit = 512 << 20

// Cache is a folder of results. A nil Cache holds nothing and takes nothing.
type Cache struct {
	dir     string
	program Key // part of every key
}

// Open gives the user's cache for this build of the program; nil where there is
// no cache directory, or the program cannot be told from others.
func Open() *Cache {
	dir, err := os.UserCacheDir()
	program, ok := thisProgram()
	if err != nil || !ok {
		return nil
	}
	return &Cache{dir: filepath.Join(dir, "stele"), program: program}
}

// thisProgram tells this build of the program from others: by its file, and by
// what the build wrote into it where a package manager has set the file's time.
func thisProgram() (Key, bool) {
	file, err := os.Executable()
	if err != nil {
		return Key{}, false
	}
	info, err := os.Stat(file)
	if err != nil {
		return Key{}, false
	}
	var built string
	if b, ok := debug.ReadBuildInfo(); ok {
		built = b.String()
	}
	return KeyOf([]byte(file), fmt.Append(nil, info.Size(), info.ModTime().UnixNano()), []byte(built)), true
}

// key is what a result of this program is kept under.
func (c *Cache) key(key Key) Key { return KeyOf(c.program[:], key[:]) }

// Key identifies what a result was computed from.
type Key [sha256.Size]byte

// KeyOf makes a key of parts; the parts' borders count.
func KeyOf(parts ...[]byte) Key {
	h := sha256.New()
	var length [8]byte
	for _, p := range parts {
		for i, n := 0, len(p); i < len(length); i++ {
			length[i] = byte(n >> (8 * i))
		}
		h.Write(length[:])
		h.Write(p)
	}
	return Key(h.Sum(nil))
}

// file is where results of a name are. The name has letters and hyphens.
func (c *Cache) file(name string, key Key) string {
	return filepath.Join(c.dir, name+"-"+hex.EncodeToString(key[:16]))
}

// stored is a file's content.
type stored[T any] struct {
	Key   Key
	Value T
}

// Get reads a result; ok is false when there is none. name tells kinds of
// results apart.
func Get[T any](c *Cache, name string, key Key) (value T, ok bool) {
	if c == nil {
		return value, false
	}
	key = c.key(key)
	data, err := os.ReadFile(c.file(name, key))
	if err != nil {
		return value, false
	}
	zip, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return value, false
	}
	// Read to the end first: only there does the checksum speak.
	plain, err := io.ReadAll(zip)
	if err != nil {
		return value, false
	}
	var s stored[T]
	if err := gob.NewDecoder(bytes.NewReader(plain)).Decode(&s); err != nil || s.Key != key {
		return value, false
	}
	// The time of use decides what is dropped; a cache that cannot be touched
	// still serves.
	now := time.Now()
	_ = os.Chtimes(c.file(name, key), now, now)
	return s.Value, true
}

// Put keeps a result. That it could not be kept is not worth a word.
func Put[T any](c *Cache, name string, key Key, value T) {
	if c == nil {
		return
	}
	key = c.key(key)
	var b bytes.Buffer
	zip, _ := gzip.NewWriterLevel(&b, gzip.BestSpeed)
	if err := gob.NewEncoder(zip).Encode(stored[T]{key, value}); err != nil || zip.Close() != nil {
		return
	}
	if _, err := disk.Replace(c.file(name, key), b.Bytes()); err == nil {
		c.prune()
	}
}

// prune drops the files that were not used for longest.
func (c *Cache) prune() {
	type file struct {
		path string
		info fs.FileInfo
	}
	var files []file
	var total int64
	entries, err := os.ReadDir(c.dir)
	if err != nil {
		return
	}
	for _, e := range entries {
		if info, err := e.Info(); err == nil && info.Mode().IsRegular() {
			files = append(files, file{filepath.Join(c.dir, e.Name()), info})
			total += info.Size()
		}
	}
	slices.SortFunc(files, func(a, b file) int { return cmp.Compare(a.info.ModTime().UnixNano(), b.info.ModTime().UnixNano()) })
	for _, f := range files {
		if total <= limit {
			return
		}
		if os.Remove(f.path) == nil {
			total -= f.info.Size()
		}
	}
}
