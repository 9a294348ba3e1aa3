package history

import (
	"strings"
	"testing"
)

// A translation that was begun before its source changed, and committed after,
// rests on what it shows.
func TestOlderSource(t *testing.T) {
	en := "Install version 1.22 or later of it.\n\nThe stone weighs 760 kg and stands in room 4.\n\nIt was found in a wall.\n"
	tr := "Bunun 1.22 veya daha yeni bir sürümünü kurun.\n\nTaş 760 kg ağırlığındadır, 4. odada durur.\n\nBir duvarda bulundu.\n"
	for _, tc := range []struct{ name, changed, translated, want string }{
		{"one paragraph shows an older number", strings.Replace(en, "1.22", "1.23", 1), tr, "stale synced synced"},
		{"the new number", strings.Replace(en, "1.22", "1.23", 1), strings.Replace(tr, "1.22", "1.23", 1), "synced synced synced"},
		{"a number left out", strings.Replace(en, "1.22", "1.23", 1), strings.Replace(tr, "1.22 veya daha yeni", "yeni", 1), "synced synced synced"},
		{"the page does: words that changed with it are old, too",
			strings.NewReplacer("1.22", "1.23", "760", "762", "in a wall", "in a fort").Replace(en), tr, "stale stale stale"},
		{"one old and one new number speak for themselves only",
			strings.NewReplacer("1.22", "1.23", "760", "762", "in a wall", "in a fort").Replace(en), strings.Replace(tr, "760", "762", 1), "stale synced synced"},
	} {
		r := newRepo(t)
		r.write("en/a.md", en)
		r.commit("source")
		r.write("en/a.md", tc.changed)
		r.commit("source changes")
		r.write("tr/a.md", tc.translated)
		r.commit("translation")
		r.check(tc.name, tc.want, page)
	}
}

// A translation that was put in its source's place, and taken back, before it got
// a file of its own was not made from itself.
func TestSourceThatWasTheTranslation(t *testing.T) {
	en := "Redis, Memcached, Cassandra, MongoDB and Postgres need 64 GB.\n\nAda Lovelace, Alan Turing, Grace Hopper, 1952 to 1954.\n\nIt was found in a wall.\n"
	tr := "Redis, Memcached, Cassandra, MongoDB ve Postgres 65 GB ister.\n\nAda Lovelace, Alan Turing, Grace Hopper, 1952–1955 arası.\n\nBir duvarda bulundu.\n"
	r := newRepo(t)
	r.write("en/a.md", en)
	r.commit("source")
	r.write("en/a.md", tr)
	r.commit("the translation in the wrong place")
	r.write("en/a.md", en)
	r.commit("revert")
	r.write("tr/a.md", tr)
	r.commit("translation")
	r.check("in the wrong place first", "synced synced synced", page)
}
