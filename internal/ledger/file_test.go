package ledger

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"stele/internal/doc"
	"stele/internal/fault"
)

func sample() *Ledger {
	s, g := page(before[0]...), page(before[1]...)
	s[1].Kind, g[1].Kind = doc.Heading, doc.Heading
	return Fold(nil, s, g, straight(s, g), Options{})
}

func TestEncodeDecode(t *testing.T) {
	l := sample()
	l.Entries[0].Accepted = true
	l.Entries[1].From = append(l.Entries[1].From, Source{Text: "see [a][b] = c", Runs: []doc.Run{
		{Kind: doc.RunMarkup, Start: 4, End: 5}, {Kind: doc.RunLink, Start: 6, End: 10, Target: "https://x.example/a=b c"}}})
	data := l.Encode()
	back, warnings, err := Decode("x", data)
	if err != nil || len(warnings) > 0 {
		t.Fatal(warnings, err)
	}
	if diff := cmp.Diff(l.Entries, back.Entries, cmp.AllowUnexported(Entry{}, Source{})); diff != "" {
		t.Errorf("-written +read\n%s", diff)
	}
	if first, _, _ := strings.Cut(string(data), "\n"); first != `{"stele":"ledger","version":1}` {
		t.Errorf("first line %s", first)
	}
}

func TestUnknownFieldsSurvive(t *testing.T) {
	lines := strings.Split(strings.TrimSuffix(string(sample().Encode()), "\n"), "\n")
	lines[0] = `{"stele":"ledger","version":1,"note":"kept"}`
	lines[2] = strings.TrimSuffix(lines[2], "}") + `,"reviewer":{"name":"A <b>"},"zeal":[1,2]}`
	said := strings.LastIndex(lines[3], `"from":[`) + len(`"from":[`)
	lines[3] = lines[3][:said] + `{"text":` + strings.TrimSuffix(lines[3][said:], "]}") + `,"seen":"here"}]}`
	in := strings.Join(lines, "\n") + "\n"
	l, warnings, err := Decode("x", []byte(in))
	if err != nil || len(warnings) > 0 {
		t.Fatal(warnings, err)
	}
	s, g := page(before[0]...), page(before[1]...)
	l = Fold(l, s, g, straight(s, g), Options{})
	if diff := cmp.Diff(in, string(l.Encode())); diff != "" {
		t.Errorf("-before +after\n%s", diff)
	}
	short := l.Shorten()
	present := map[string]*doc.Segment{}
	for i := range s {
		present[KeyOf(&s[i])] = &s[i]
	}
	short.Hydrate(func(key string) (*doc.Segment, bool) { return present[key], present[key] != nil })
	if diff := cmp.Diff(in, string(short.Encode())); diff != "" {
		t.Errorf("-whole +shortened and made whole again\n%s", diff)
	}
}

// Bytes that JSON cannot hold, in a text or in an address, make no difference
// between what a ledger says and what it was made from.
func TestBytesOutsideUTF8(t *testing.T) {
	const text = "Read [the caf\xe9 page](http://example.org/caf\xe9 \"x\") before you go."
	s, g := page(text), page("Gitmeden önce kafenin sayfasını okuyun.")
	s[0].Runs = []doc.Run{{Kind: doc.RunLink, Start: 5, End: strings.LastIndex(text, " before"), Target: "http://example.org/caf\xe9"}}
	l, warnings, err := Decode("x", Fold(nil, s, g, straight(s, g), Options{}).Encode())
	if err != nil || len(warnings) > 0 {
		t.Fatal(warnings, err)
	}
	if links := Resolve(l, s, g, straight(s, g), Options{}); len(links) != 1 || !links[0].InLedger || len(links[0].Changes) > 0 {
		t.Errorf("%+v", links)
	}
}

func TestDamage(t *testing.T) {
	lines := strings.Split(strings.TrimSuffix(string(sample().Encode()), "\n"), "\n")
	for _, tc := range []struct {
		name, line string
		lost       int
	}{
		{"cut short", lines[2][:len(lines[2])/2], 1},
		{"conflict mark", "<<<<<<< ours", 1},
		{"no key", `{"words":"","from":["x"]}`, 1},
		{"words that are none", `{"key":"x","words":"ab","from":["x"]}`, 1},
		{"runs out of range", `{"key":"x","from":[{"text":"abc","runs":["m2+9"]}]}`, 1},
		{"not an object", `[1]`, 1},
		{"a brace too many", lines[2] + "}", 1},
		{"empty", "", 0},
		{"header again", lines[0], 0},
	} {
		damaged := append([]string{}, lines...)
		damaged[2] = tc.line
		l, warnings, err := Decode("dir/x.jsonl", []byte(strings.Join(damaged, "\r\n")))
		if err != nil {
			t.Errorf("%s: %v", tc.name, err)
			continue
		}
		if len(l.Entries) != 4 || len(warnings) != tc.lost {
			t.Errorf("%s: %d entries, warnings %v", tc.name, len(l.Entries), warnings)
		}
		if tc.lost == 1 && (warnings[0].Where() != "dir/x.jsonl:3" || !fault.Is(warnings[0], FaultLine)) {
			t.Errorf("%s: %v", tc.name, warnings[0])
		}
	}
}

func TestNewerIsRefused(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.jsonl")
	in := []byte("{\"stele\":\"ledger\",\"version\":2}\n{\"key\":\"x\",\"from\":[]}\n")
	if err := os.WriteFile(path, in, 0o644); err != nil {
		t.Fatal(err)
	}
	l, _, err := Load(path)
	if l != nil || !fault.Is(err, FaultNewer) {
		t.Errorf("%v %v", l, err)
	}
	if l, w, err := Load(path + ".none"); l != nil || w != nil || err != nil {
		t.Errorf("a file that is not there: %v %v %v", l, w, err)
	}
}

func TestSave(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a", "b.jsonl")
	l := sample()
	for _, want := range []bool{true, false} {
		if wrote, err := Save(path, l); wrote != want || err != nil {
			t.Errorf("wrote %v, want %v: %v", wrote, want, err)
		}
	}
	if err := os.Chmod(path, 0o600); err != nil {
		t.Fatal(err)
	}
	l.Entries = l.Entries[1:]
	if wrote, err := Save(path, l); !wrote || err != nil {
		t.Error(wrote, err)
	}
	info, err := os.Stat(path)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v %v", info.Mode(), err)
	}
	left, _ := filepath.Glob(filepath.Join(filepath.Dir(path), ".ledger-*"))
	if len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

func TestPath(t *testing.T) {
	for _, tc := range []struct{ id, locale, want string }{
		{"docs/intro", "pt-BR", ".stele/ledger/pt-BR/docs/intro.jsonl"},
		{"a b/ç.md", "tr", ".stele/ledger/tr/a%20b/ç.md.jsonl"},
		{"../x", "tr", ".stele/ledger/tr/%2e%2e/x.jsonl"},
		{"a//b:c", "en", ".stele/ledger/en/a/%/b%3ac.jsonl"},
		{"", "en", ".stele/ledger/en/%.jsonl"},
	} {
		if got := Path(tc.id, tc.locale); got != tc.want {
			t.Errorf("%q: %s, want %s", tc.id, got, tc.want)
		}
	}
}

func FuzzDecode(f *testing.F) {
	f.Add(sample().Encode())
	f.Add([]byte(`{"key":"a","words":"AAA","from":[{"text":"x","runs":["l0+1=/y"]},"b"],"x":1}`))
	f.Fuzz(func(t *testing.T, in []byte) {
		l, _, err := Decode("x", in)
		if err != nil {
			return
		}
		once := l.Encode()
		back, warnings, err := Decode("x", once)
		if err != nil || len(warnings) > 0 {
			t.Fatalf("own file unreadable: %v %v\n%s", warnings, err, once)
		}
		if twice := back.Encode(); string(once) != string(twice) {
			t.Errorf("not stable:\n%s\n%s", once, twice)
		}
	})
}

// repo is a git repository with merge=union on the ledger.
type repo struct {
	t   *testing.T
	dir string
}

func newRepo(t *testing.T) *repo {
	t.Helper()
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("no git")
	}
	r := &repo{t, t.TempDir()}
	r.git("init", "-q", "-b", "main")
	r.write(".gitattributes", []byte(".stele/ledger/** merge=union\n"))
	return r
}

func (r *repo) git(args ...string) {
	r.t.Helper()
	cmd := exec.Command("git", append([]string{"-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"}, args...)...)
	cmd.Dir = r.dir
	cmd.Env = append(os.Environ(), "GIT_CONFIG_GLOBAL="+os.DevNull, "GIT_CONFIG_NOSYSTEM=1")
	if out, err := cmd.CombinedOutput(); err != nil {
		r.t.Fatalf("git %v: %v\n%s", args, err, out)
	}
}

func (r *repo) write(name string, data []byte) {
	r.t.Helper()
	p := filepath.Join(r.dir, name)
	if err := os.MkdirAll(filepath.Dir(p), 0o755); err != nil {
		r.t.Fatal(err)
	}
	if err := os.WriteFile(p, data, 0o644); err != nil {
		r.t.Fatal(err)
	}
}

// branch folds a target on a branch from base and commits the ledger.
func (r *repo) branch(name, from string, source, target []doc.Segment) {
	r.t.Helper()
	r.git("checkout", "-q", "-B", name, from)
	file := filepath.Join(r.dir, Path("p", "tr"))
	l, _, err := Load(file)
	if err != nil {
		r.t.Fatal(err)
	}
	if _, err := Save(file, Fold(l, source, target, straight(source, target), Options{})); err != nil {
		r.t.Fatal(err)
	}
	r.git("add", ".")
	r.git("commit", "-q", "-m", name)
}

// Two branches translate what changed in the source; git merges the ledger,
// and nothing either of them knew is lost.
func TestGitMerge(t *testing.T) {
	source := page("The stone was never found in a wall.", "A scribe carved one decree.", reader, reason, taxes)
	one := "Taş hiçbir zaman bir duvarda bulunmadı."
	two := "Bir kâtip tek bir ferman kazıdı."
	other := "Yalnızca bir kâtip vardı, bir ferman kazıdı."
	for _, tc := range []struct {
		name          string
		a, b, merged  []string
		stale, synced int
	}{
		{"different paragraphs", []string{one, kâtip, okur, neden, vergi}, []string{taş, two, okur, neden, vergi}, []string{one, two, okur, neden, vergi}, 0, 5},
		{"far paragraphs", []string{one, kâtip, okur, neden, vergi}, []string{taş, kâtip, okur, neden, yabanc}, []string{one, kâtip, okur, neden, yabanc}, 1, 4},
		{"the same paragraph, a's words kept", []string{taş, two, okur, neden, vergi}, []string{taş, other, okur, neden, vergi}, []string{taş, two, okur, neden, vergi}, 1, 4},
		{"the same paragraph, b's words kept", []string{taş, two, okur, neden, vergi}, []string{taş, other, okur, neden, vergi}, []string{taş, other, okur, neden, vergi}, 1, 4},
	} {
		r := newRepo(t)
		r.git("add", ".")
		r.git("commit", "-q", "-m", "attributes")
		r.branch("base", "main", page(before[0]...), page(before[1]...))
		r.branch("a", "base", source, page(tc.a...))
		r.branch("b", "base", source, page(tc.b...))
		r.git("checkout", "-q", "a")
		r.git("merge", "-q", "-m", "merge", "b")
		file := filepath.Join(r.dir, Path("p", "tr"))
		l, warnings, err := Load(file)
		if err != nil || len(warnings) > 0 {
			t.Fatalf("%s: %v %v", tc.name, warnings, err)
		}
		target := page(tc.merged...)
		beads := straight(source, target)
		got := count4(Resolve(l, source, target, beads, Options{}))
		if got.stale != tc.stale || got.synced != tc.synced {
			t.Errorf("%s: %+v", tc.name, got)
		}
		folded := Fold(l, source, target, beads, Options{})
		if len(folded.Entries) != 5 {
			t.Errorf("%s: %d entries after the fold", tc.name, len(folded.Entries))
		}
	}
}

// Each branch adds a ledger for the same new page: git writes both headers.
func TestGitMergeBothAdd(t *testing.T) {
	r := newRepo(t)
	r.git("add", ".")
	r.git("commit", "-q", "-m", "attributes")
	source := page(before[0]...)
	half := page(taş, kâtip)
	r.branch("a", "main", source, half)
	r.branch("b", "main", source, page(before[1]...))
	r.git("merge", "-q", "-m", "merge", "a")
	l, warnings, err := Load(filepath.Join(r.dir, Path("p", "tr")))
	if err != nil || len(warnings) > 0 {
		t.Fatal(warnings, err)
	}
	g := page(before[1]...)
	if got := count4(Resolve(l, source, g, straight(source, g), Options{})); got != (tally{synced: 5}) {
		t.Errorf("%+v", got)
	}
}
