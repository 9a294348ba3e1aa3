package cache

import (
	"crypto/sha256"
	"errors"
	"io"
	"io/fs"
	"os"
	"sync"
	"time"
)

// Digests gives the digests of files, and reads again only those that have
// another size, time or inode than when they were last read, as git does.
// Safe for several goroutines.
type Digests struct {
	kept *Cache
	key  Key

	mu      sync.Mutex
	old     map[string]digest
	now     map[string]digest
	changed bool
}

// digest is of a file as the file system described it.
type digest struct {
	Size, Modified, Inode int64 // times in nanoseconds
	Changed               int64 // of the inode; 0 where the system does not tell
	Read                  int64 // when it was read
	Sum                   Key
}

// racy is how long before it was read a file must have been left alone for its
// times to show every later change: the coarsest file systems count in steps of
// two seconds.
const racy = 2 * time.Second

const digestsName = "digests"

// OpenDigests gives the digests known of the files below a root.
func OpenDigests(c *Cache, root string) *Digests {
	d := &Digests{kept: c, key: KeyOf([]byte(root)), now: map[string]digest{}}
	d.old, _ = Get[map[string]digest](c, digestsName, d.key)
	return d
}

// Of is the digest of a file's content. A file that does not exist has the
// zero digest; errors are those of reading.
func (d *Digests) Of(file string) (Key, error) {
	info, err := os.Stat(file)
	if errors.Is(err, fs.ErrNotExist) {
		return Key{}, nil
	}
	if err != nil {
		return Key{}, err
	}
	if !info.Mode().IsRegular() {
		return Key{}, &fs.PathError{Op: "read", Path: file, Err: fs.ErrInvalid}
	}
	fresh := digest{Size: info.Size(), Modified: info.ModTime().UnixNano()}
	fresh.Inode, fresh.Changed = inode(info)
	d.mu.Lock()
	was, ok := d.now[file]
	if !ok {
		was, ok = d.old[file]
	}
	d.mu.Unlock()
	if !ok || !was.holds(&fresh) {
		if was, err = read(file, fresh); err != nil {
			return Key{}, err
		}
		ok = false
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	d.now[file] = was
	d.changed = d.changed || !ok
	return was.Sum, nil
}

// holds reports whether a file that is described so must have the content that
// was read.
func (d *digest) holds(now *digest) bool {
	return d.Size == now.Size && d.Modified == now.Modified && d.Inode == now.Inode && d.Changed == now.Changed &&
		max(d.Modified, d.Changed) < d.Read-int64(racy)
}

func read(file string, d digest) (digest, error) {
	d.Read = time.Now().UnixNano()
	f, err := os.Open(file)
	if err != nil {
		return d, err
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return d, err
	}
	d.Sum = Key(h.Sum(nil))
	return d, nil
}

// Save keeps what was learnt, and forgets files that were not asked about.
func (d *Digests) Save() {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.changed || len(d.now) != len(d.old) {
		Put(d.kept, digestsName, d.key, d.now)
		d.old, d.changed = d.now, false
	}
}
