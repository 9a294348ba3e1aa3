package cache

import (
	"crypto/sha256"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// A file is read again exactly when it may have changed.
func TestDigests(t *testing.T) {
	c := &Cache{dir: t.TempDir()}
	root := t.TempDir()
	file := filepath.Join(root, "a")
	write := func(text string, age time.Duration) {
		t.Helper()
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		at := time.Now().Add(-age)
		if err := os.Chtimes(file, at, at); err != nil {
			t.Fatal(err)
		}
	}
	is := func(d *Digests, text string) {
		t.Helper()
		got, err := d.Of(file)
		if err != nil || got != Key(sha256.Sum256([]byte(text))) {
			t.Errorf("not the digest of %q: %x, %v", text, got, err)
		}
	}
	write("one", time.Hour)
	d := OpenDigests(c, root)
	is(d, "one")
	write("two", time.Hour) // the same size and time, while the run goes on
	is(d, "two")
	d.Save()
	write("six", time.Hour)
	is(OpenDigests(c, root), "six")
	os.Remove(file)
	if got, err := OpenDigests(c, root).Of(file); err != nil || got != (Key{}) {
		t.Errorf("a file that is gone: %x, %v", got, err)
	}
	if _, err := OpenDigests(c, root).Of(root); err == nil {
		t.Error("a folder has a digest")
	}
}

// What was read well after its last change is not read again.
func TestDigestsTrust(t *testing.T) {
	now := digest{Size: 3, Modified: 1e9, Changed: 2e9, Inode: 7}
	was := now
	was.Read = now.Changed + int64(racy)
	if was.holds(&now) {
		t.Error("a file read within the step of its times is trusted")
	}
	was.Read++
	if !was.holds(&now) {
		t.Error("a file that was left alone is not trusted")
	}
	for _, change := range []func(*digest){
		func(d *digest) { d.Size++ }, func(d *digest) { d.Modified-- }, func(d *digest) { d.Changed-- }, func(d *digest) { d.Inode++ },
	} {
		other := now
		change(&other)
		if was.holds(&other) {
			t.Errorf("%+v is taken for %+v", other, now)
		}
	}
}
