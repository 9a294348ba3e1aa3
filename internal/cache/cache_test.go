package cache

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestCache(t *testing.T) {
	c := &Cache{dir: t.TempDir()}
	key := KeyOf([]byte("a"), []byte("b"))
	want := map[string][]int{"x": {1, 2}}
	if _, ok := Get[map[string][]int](c, "test", key); ok {
		t.Error("an empty cache has an answer")
	}
	Put(c, "test", key, want)
	got, ok := Get[map[string][]int](c, "test", key)
	if diff := cmp.Diff(want, got); !ok || diff != "" {
		t.Errorf("ok %v, -want +got\n%s", ok, diff)
	}
	if _, ok := Get[map[string][]int](c, "other", key); ok {
		t.Error("another kind has the answer too")
	}
}

// Another build of the program may answer otherwise: it neither reads what this
// one kept nor takes its place.
func TestProgram(t *testing.T) {
	dir, key := t.TempDir(), KeyOf([]byte("a"))
	old := &Cache{dir: dir, program: KeyOf([]byte("old"))}
	now := &Cache{dir: dir, program: KeyOf([]byte("new"))}
	Put(old, "test", key, "old answer")
	if v, ok := Get[string](now, "test", key); ok {
		t.Errorf("another build's %q was believed", v)
	}
	Put(now, "test", key, "new answer")
	if v, _ := Get[string](old, "test", key); v != "old answer" {
		t.Errorf("the old build reads %q", v)
	}
	t.Setenv("XDG_CACHE_HOME", dir)
	a, b := Open(), Open()
	if a == nil || a.program == (Key{}) || a.program != b.program {
		t.Errorf("the program's key is %v, then %v", a, b)
	}
}

// A damaged file, and one that was written for another key, are as good as none.
func TestDamaged(t *testing.T) {
	c := &Cache{dir: t.TempDir()}
	one, two := KeyOf([]byte("1")), KeyOf([]byte("2"))
	Put(c, "test", one, "value")
	data, err := os.ReadFile(c.file("test", c.key(one)))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(c.file("test", c.key(two)), data, 0o644); err != nil {
		t.Fatal(err)
	}
	if v, ok := Get[string](c, "test", two); ok {
		t.Errorf("another key's file was believed: %q", v)
	}
	for n := range data {
		if err := os.WriteFile(c.file("test", c.key(one)), data[:n], 0o644); err != nil {
			t.Fatal(err)
		}
		if _, ok := Get[string](c, "test", one); ok {
			t.Errorf("a file cut off after %d bytes was believed", n)
		}
	}
}

func TestKeyOf(t *testing.T) {
	if KeyOf([]byte("ab"), []byte("c")) == KeyOf([]byte("a"), []byte("bc")) {
		t.Error("the borders of parts do not count")
	}
}

func TestNone(t *testing.T) {
	var c *Cache
	Put(c, "test", KeyOf(), 1)
	if _, ok := Get[int](c, "test", KeyOf()); ok {
		t.Error("no cache has an answer")
	}
	// A cache directory that cannot be made is no error either.
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	Put(&Cache{dir: filepath.Join(file, "x")}, "test", KeyOf(), 1)
}
