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

// A damaged file, and one that was written for another key, are as good as none.
func TestDamaged(t *testing.T) {
	c := &Cache{dir: t.TempDir()}
	one, two := KeyOf([]byte("1")), KeyOf([]byte("2"))
	Put(c, "test", one, "value")
	data, err := os.ReadFile(c.file("test", one))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(c.file("test", two), data, 0o644); err != nil {
		t.Fatal(err)
	}
	if v, ok := Get[string](c, "test", two); ok {
		t.Errorf("another key's file was believed: %q", v)
	}
	for n := range data {
		if err := os.WriteFile(c.file("test", one), data[:n], 0o644); err != nil {
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
